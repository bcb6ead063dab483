import assert from 'node:assert/strict';
import { findQuotations } from '../../src/references/quotation.js';

/** Texts with `[` and `]` around the words that are found quoted, marks left out. */
const cases = [
  'Wood, ‘[What ISIS Really Wants]’.',
  'Cottee, ‘[”What ISIS Really Wants” Revisited: but How?]’, Studies',
  'UN General Assembly, ”[Children and Armed Conflict.]” 9 June 2020.',
  'BBC News, ‘[IS “Caliphate” Defeated]’, BBC',
  'Vale, ‘[Cubs in the Lions’ Den]’, Journal',
  'Frevert, »[Gefühle definieren]«, in: dies.',
  'Nora, «[ Entre mémoire et histoire ]», dans',
  'Weber, „[Politik als Beruf]“, in',
  "O'Neill's 'quoted' books".replace('quoted', '[quoted]'),
  'the states’ interests, the Lions’ Den',
  'Committee, ‘[Countering Violent Extremism], online at',
];

describe('quotations', () => {
  for (const marked of cases) {
    it(marked, () => {
      const text = marked.replaceAll(/[[\]]/g, '');
      const found = findQuotations(text).reduceRight((words, { inner }) => `${words.slice(0, inner.start)}[${words.slice(inner.start, inner.end)}]${words.slice(inner.end)}`, text);
      assert.equal(found, marked);
    });
  }
});
