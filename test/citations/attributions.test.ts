import assert from 'node:assert/strict';
import { findAttribution } from '../../src/citations/attributions.js';
import { worksInPassing } from '../../src/citations/namedWorks.js';
import { claimsIn, read } from './outline.js';

/** Sentences with the words that name their speaker in braces, or none. */
const sentences = [
  '“It is closed,” {Roe} says.',
  '“It is closed,” says {Jane Roe}, a fellow of the Road Institute.',
  '“It is closed,” {she} said.',
  '{Roe} argues that it was closed.',
  '{Roe}, however, says it was closed.',
  '{Jane Roe} (formerly of the Road Institute), contended that it was closed.',
  'According to {Roe}, it was closed.',
  'It was closed, {she} argues, to keep them out.',
  'It was closed, {Roe} says.',
  'As {John Doe}, the former minister of roads, once put it, “All roads close.”',
  'President {Jane Roe} said it was closed.',
  'When it was over, Senior Fellow at the Road Institute {Jane Roe} noted that it was closed.',
  '{Roads Ministry officials} said it was closed.',
  'The {Road Institute} warned that it was closed.',
  'It was closed in the spring.',
  'Many say that it was closed.',
  'However, it was said that it was closed.',
  'The case of Jane Roe shows that it was closed.',
  'It was closed by Roe.',
];

const passing: [text: string, ...works: string[]][] = [
  ['She read Jane Roe’s A Closed Road of Things, and slept.', 'Roe, A Closed Road of Things'],
  ['A study by Jane Roe and John Doe, The Closed Roads of Spring, found nothing.', 'Roe, The Closed Roads of Spring'],
  ['Jane Roe tells it in her book, A Closed Road of Things.'],
  ['Jane Roe’s house was closed, too.'],
  ['She met Jane Roe’s Closed Road, and slept.'],
];

describe('who speaks', () => {
  for (const drawn of sentences) {
    it(drawn, () => {
      const found = findAttribution(drawn.replace(/[{}]/g, ''));
      assert.equal(found?.label, /\{(.*)\}/.exec(drawn)?.[1]);
      if (found) assert.equal(drawn.replace(/[{}]/g, '').slice(found.start, found.end), found.label);
    });
  }

  for (const [text, ...works] of passing) {
    it(text, () => assert.deepEqual(worksInPassing(text).map(({ item }) => `${item.author![0]!.family}, ${item.title}`), works));
  }
});

describe('attributed claims', () => {
  /** Claims of a text without notes, with who says them in full. */
  async function check(text: string, wanted: string[]): Promise<void> {
    const source = await read(text);
    assert.deepEqual(source.claims.map((claim, index) => `${claim.speaker} | ${claimsIn(source)[index]!.replace(/^.* -> /, '')}`), wanted);
  }

  it('name their speaker as the text does where it names them in full', () =>
    check('A paragraph to open it. Jane Roe knew the road. “It is closed,” Roe says. “It will stay so.” She argues that it must.', [
      'Jane Roe | ?: “It is closed,” Roe says.',
      'Jane Roe | ?: “It will stay so.”',
      'Jane Roe | ?: She argues that it must.',
    ]));

  it('are put to the book that their sentence names', () =>
    check('A paragraph to open it. In her new book, A Closed Road of Things, Jane Roe argues that it was closed.', [
      'Jane Roe | Roe, A Closed Road of Things: In her new book, A Closed Road of Things, Jane Roe argues that it was closed.',
    ]));

  it('are no claims of others where a text has citations', () =>
    check('A paragraph to open it. It was closed (Roe 2001). It was opened (Doe 2004; Poe 2005). Jane Roe saw it. She argued that it was shut.', [
      'undefined | Roe 2001: It was closed (Roe 2001).',
      'undefined | Doe 2004: It was opened (Doe 2004; Poe 2005).',
      'undefined | Poe 2005: It was opened (Doe 2004; Poe 2005).',
    ]));
});
