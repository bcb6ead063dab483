import assert from 'node:assert/strict';
import { complete } from '../../src/language/completion.js';
import { marked } from './cursor.js';
import { example, mahlouly, powell, vale } from './example.js';

const library = example({ items: [vale, powell, mahlouly, { id: 'odd key', type: 'book', title: 'Odd' }] });

/** The text after the first item is accepted, the cursor after it. */
function check(drawn: string, expected: string | null, language = 'markdown'): void {
  it(`${JSON.stringify(drawn)} → ${JSON.stringify(expected)}`, () => {
    const { text, offset } = marked(drawn);
    const list = complete(text, offset, language, library);
    const first = list?.items[0];
    const accepted = list && first && `${text.slice(0, list.range.start)}${first.insertText}|${text.slice(list.range.end)}`;
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
  it('tells of each item who, when, what and where', () => {
    const { text, offset } = marked('@mahl|');
    const [first] = complete(text, offset, 'markdown', library)!.items;
    assert.equal(first!.label, 'mahlouly2019reframing');
    assert.equal(first!.detail, 'Mahlouly and Winter 2019');
    assert.equal(first!.description, 'Reframing Dabiq · Journal of Strategic Studies');
  });

  it('is ranked by Ibid alone', () => {
    const items = complete('@', 1, 'markdown', library)!.items;
    assert.deepEqual([...items].sort((a, b) => (a.sortText < b.sortText ? -1 : 1)), items);
    assert.ok(items.every(({ filterText }) => filterText === ''));
    const typed = complete('@cubs', 5, 'markdown', library)!;
    assert.deepEqual(typed.items.map(({ filterText }) => filterText), ['cubs']);
    assert.equal(typed.isIncomplete, true);
  });

  it('is capped', () => {
    const items = Array.from({ length: 500 }, (_, index) => ({ ...powell, id: `powell${index}` }));
    assert.equal(complete('@powell', 7, 'markdown', example({ items }))!.items.length, 50);
  });

  it('is nothing in a language without citations', () => assert.equal(complete('@', 1, 'python', library), null));
});
