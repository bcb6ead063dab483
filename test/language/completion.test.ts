import assert from 'node:assert/strict';
import { DocumentCitations } from '../../src/language/documentCitations.js';
import { complete } from '../../src/language/completion.js';
import type { LibraryItem } from '../../src/library/library.js';
import { marked } from './cursor.js';
import { example, mahlouly, powell, vale } from './example.js';

const works: LibraryItem[] = [mahlouly, { id: 'odd key', type: 'book', title: 'Odd' }, powell, vale];
const library = example({ items: works });

/** The text after the first item is accepted, the cursor after it. */
function check(drawn: string, expected: string | null, language = 'markdown'): void {
  it(`${JSON.stringify(drawn)} → ${JSON.stringify(expected)}`, () => {
    const { text, offset } = marked(drawn);
    const list = complete(new DocumentCitations(language, text), offset, library);
    const first = list?.items[0];
    const accepted = first && `${text.slice(0, first.range.start)}${first.insertText}|${text.slice(first.range.end)}`;
    assert.equal(accepted ?? null, expected);
  });
}

describe('completing a cite key in Markdown', () => {
  check('As @val|', 'As @vale2018cubs|');
  check('As [@powell2014talking; -@cubs|]', 'As [@powell2014talking; -@vale2018cubs|]');
  check('As @valecubs|', 'As @vale2018cubs|');
  check('As @val|e2018', 'As @vale2018cubs|');
  check('As @{talking terror|}', 'As @{powell2014talking|}');
  check('As @{talk terr|', 'As @{powell2014talking|');
  check('As @|Vale argues', 'As @mahlouly2019reframing|Vale argues');
  check('As @|vale2018cubs argues', 'As @mahlouly2019reframing| argues');
  check('As @odd|', 'As @{odd key}|');
  check('@vale2018cubs.|', null);
  check('no@va|', null);
  check('`@va|`', null);
});

describe('completing a cite key in LaTeX', () => {
  check('\\cite{val|}', '\\cite{vale2018cubs|}', 'latex');
  check('\\autocites{powell2014talking}[12]{dabiq winter|}', '\\autocites{powell2014talking}[12]{mahlouly2019reframing|}', 'latex');
  check('\\cite{vale2018cubs, pow|, x}', '\\cite{vale2018cubs, powell2014talking|, x}', 'latex');
  check('\\emph{val|}', null, 'latex');
});

describe('the list of completions', () => {
  const rows: [typed: string, label: string, detail: string, creators: string][] = [
    ['mahlouly', 'mahlouly2019reframing', 'Reframing Dabiq', ''],
    ['journal', 'XK4RT2', 'A Journal of Its Own', 'Mahlouly and Winter 2019'],
    ['odd', 'odd key', 'Odd', ''],
  ];
  for (const [typed, ...expected] of rows) {
    it(`tells what ${expected[0]} is, and by whom and when unless the key does`, () => {
      const own = { ...mahlouly, id: 'XK4RT2', title: 'A Journal of Its Own' };
      const { items } = complete(new DocumentCitations('markdown', `@${typed}`), typed.length + 1, example({ items: [...works, own] }))!;
      const { label, detail, creators } = items.find((item) => item.label === expected[0])!;
      assert.deepEqual([label, detail, creators], expected);
    });
  }

  it('is ranked by Ibid alone', () => {
    const items = complete(new DocumentCitations('markdown', '@'), 1, library)!.items;
    assert.deepEqual([...items].sort((a, b) => (a.sortText < b.sortText ? -1 : 1)), items);
    assert.ok(items.every(({ filterText }) => filterText === ''));
    const typed = complete(new DocumentCitations('markdown', '@cubs'), 5, library)!;
    assert.deepEqual(typed.items.map(({ filterText }) => filterText), ['cubs']);
    assert.equal(typed.isIncomplete, true);
  });

  it('is capped', () => {
    const items = Array.from({ length: 500 }, (_, index) => ({ ...powell, id: `powell${index}` }));
    assert.equal(complete(new DocumentCitations('markdown', '@powell'), 7, example({ items }))!.items.length, 50);
  });

  it('is nothing in a language without citations', () => assert.equal(complete(new DocumentCitations('python', '@'), 1, library), null));
});
