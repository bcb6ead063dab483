import assert from 'node:assert/strict';
import { cut, openBibliography } from '../../src/language/bibliography.js';
import { withLabel, type Run } from '../../src/language/runs.js';
import type { LibraryItem } from '../../src/library/library.js';
import { chicagoAuthorDate, mahlouly, powell, styleFiles, vale } from './example.js';

/** Runs as Markdown writes them, to be read. */
const drawn = (runs: readonly Run[]): string => runs.map(({ text, italic, bold }) => (italic ? `*${text}*` : bold ? `**${text}**` : text)).join('');

describe('references set in a CSL style', () => {
  const styles: [style: string, expected: string][] = [
    ['chicago-author-date', 'Powell, Jonathan. 2014. *Talking to Terrorists: How to End Armed Conflicts*. London: Bodley Head.'],
    ['chicago-note-bibliography', 'Powell, Jonathan. *Talking to Terrorists: How to End Armed Conflicts*. London: Bodley Head, 2014.'],
    ['apa', 'Powell, J. (2014). *Talking to Terrorists: How to End Armed Conflicts*. Bodley Head.'],
    ['modern-language-association', 'Powell, Jonathan. *Talking to Terrorists: How to End Armed Conflicts*. Bodley Head, 2014.'],
    ['ieee', 'J. Powell, *Talking to Terrorists: How to End Armed Conflicts*. London: Bodley Head, 2014.'],
  ];
  for (const [style, expected] of styles) {
    it(style, async () => {
      const bibliography = await openBibliography(await styleFiles(style), 'en-US');
      assert.equal(drawn(bibliography.entry(powell)), expected);
    });
  }

  it('speaks the language asked for, and English where it does not know it', async () => {
    const files = await styleFiles('chicago-author-date');
    const edited: LibraryItem = { id: 'a', type: 'book', editor: [{ family: 'Frampton', given: 'M' }], title: 'T' };
    const entries = await Promise.all(['de-DE', 'xx'].map(async (language) => drawn((await openBibliography(files, language)).entry(edited))));
    assert.match(entries[0]!, /Hrsg|o\. J\./);
    assert.match(entries[1]!, /ed\. n\.d\./);
  });
});

describe('all references of a document', () => {
  const rows: [style: string, expected: RegExp[]][] = [
    ['chicago-author-date', [/^Mahlouly/, /^Powell/, /^Vale, Gina\. 2018a\./, /^———\. 2018b\./]],
    ['ieee', [/^\[1\] G\. Vale/, /^\[2\] J\. Powell/, /^\[3\] D\. Mahlouly/, /^\[4\] G\. Vale/]],
  ];
  for (const [style, expected] of rows) {
    it(`stand in the order of ${style}`, async () => {
      const bibliography = await openBibliography(await styleFiles(style), 'en-US');
      bibliography.entry(powell);
      const entries = bibliography.list([vale, powell, mahlouly, { ...vale, id: 'vale2018other', title: 'Women in Islamic State' }]).entries.map(withLabel).map(drawn);
      assert.equal(entries.length, expected.length);
      entries.forEach((entry, index) => assert.match(entry, expected[index]!));
    });
  }

  it('are set plainly where the style is broken', async () => {
    const bibliography = await openBibliography({ style: '<not a style', locales: new Map() }, 'en-US');
    assert.deepEqual(bibliography.list([vale, powell]).entries.map(({ runs }) => drawn(runs).slice(0, 6)), ['Vale. ', 'Powell']);
    assert.deepEqual(bibliography.list([]).entries, []);
    assert.ok(bibliography.isBroken);
  });

  it('do without what no style can set', async () => {
    const odd = { id: 'odd', type: 'book', author: 'Vale', title: 5, issued: { 'date-parts': 'x' } } as unknown as LibraryItem;
    assert.deepEqual((await chicagoAuthorDate()).list([odd, powell]).entries.map(({ runs }) => drawn(runs)), [
      'Powell, Jonathan. 2014. *Talking to Terrorists: How to End Armed Conflicts*. London: Bodley Head.',
      '*5*.',
    ]);
  });
});

describe('the references of a document that changes', () => {
  const other: LibraryItem = { ...vale, id: 'vale2018other', title: 'Women in Islamic State' };
  const versions: readonly (readonly LibraryItem[])[] = [
    [vale, powell],
    [powell, other, vale],
    [powell, other, mahlouly, vale],
    [mahlouly, { ...vale, title: 'Cubs' }, other],
    [other],
    [vale, powell],
  ];
  for (const style of ['chicago-author-date', 'ieee']) {
    it(`are in ${style} as if they were set anew`, async () => {
      const files = await styleFiles(style);
      const followed = await openBibliography(files, 'en-US');
      for (const items of versions) assert.deepEqual(followed.list(items), (await openBibliography(files, 'en-US')).list(items));
    });
  }

  it('have the letters that tell works of one year apart', async () => {
    const { entries } = (await chicagoAuthorDate()).list([vale, other, powell]);
    assert.deepEqual(entries.map(({ key, yearSuffix }) => [key, yearSuffix]), [['powell2014talking', ''], ['vale2018cubs', 'a'], ['vale2018other', 'b']]);
  });

  it('are set in the first notes of a style that has nothing else', async () => {
    const { style, locales } = await styleFiles('chicago-fullnote-bibliography');
    const notes = { style: style.replace(/<bibliography[^]*<\/bibliography>/, ''), locales };
    const { entries, isOfNotes } = (await openBibliography(notes, 'en-US')).list([powell]);
    assert.ok(isOfNotes);
    assert.equal(drawn(entries[0]!.runs), 'Jonathan Powell, *Talking to Terrorists: How to End Armed Conflicts* (London: Bodley Head, 2014).');
  });

  it('are in the language that the document asks for, else in that of the style', async () => {
    const files = await styleFiles('din-1505-2');
    const edited: LibraryItem = { id: 'a', type: 'book', editor: [{ family: 'Frampton', given: 'M' }], title: 'T', issued: { 'date-parts': [[2020]] } };
    const lists = await Promise.all([false, true].map(async (isAsked) => drawn((await openBibliography(files, 'en-GB', isAsked)).list([edited]).entries[0]!.runs)));
    assert.match(lists[0]!, /Hrsg/);
    assert.match(lists[1]!, /ed/);
  });
});

describe('references of odd items', () => {
  const check = async (item: object, expected: string): Promise<void> => {
    const bibliography = await chicagoAuthorDate();
    assert.equal(drawn(bibliography.entry(item as LibraryItem)), expected);
  };

  it('keeps what looks like markup as the words it is', () =>
    check({ ...powell, title: 'A & B <img src=x> [c](d) “e”' }, 'Powell, Jonathan. 2014. *A & B <img Src=x> [c](d) “e.”* London: Bodley Head.'));
  it('sets CSL’s own tags, and turns italics over inside italics', () =>
    check({ ...powell, title: 'Reading <i>Dabiq</i> <b>now</b>' }, 'Powell, Jonathan. 2014. *Reading *Dabiq* **Now*. London: Bodley Head.'));
  it('shows the key of an item that says nothing', () => check({ id: 'empty2020', type: 'book', issued: null }, 'empty2020'));
  it('sets plainly what no style can set', () => check({ id: 'odd', type: 'book', author: 'Vale', title: 5, issued: { 'date-parts': 'x' } }, '*5*.'));
  it('bounds what it is given', async () => {
    const author = Array.from({ length: 5000 }, (_, index) => ({ family: `Family${index}`, given: 'Ann' }));
    const entry = drawn((await chicagoAuthorDate()).entry({ ...vale, author, title: 'word '.repeat(200_000) }));
    assert.ok(entry.length < 3000, `${entry.length}`);
    assert.match(entry, /^Family0, Ann, .* et al\. 2018\. “Word .* …/);
  });
  it('is set once', async () => {
    const bibliography = await chicagoAuthorDate();
    assert.equal(bibliography.entry(mahlouly), bibliography.entry(mahlouly));
  });
  it('follows a changed item', async () => {
    const bibliography = await chicagoAuthorDate();
    bibliography.entry(powell);
    assert.match(drawn(bibliography.entry({ ...powell, issued: { 'date-parts': [[2015]] } })), /2015/);
  });
  it('needs no style that works', async () => {
    const bibliography = await openBibliography({ style: '<not a style', locales: new Map() }, 'en-US');
    assert.equal(drawn(bibliography.entry(powell)), 'Powell. 2014. *Talking to Terrorists: How to End Armed Conflicts*. Bodley Head.');
  });
});

describe('cutting a text', () => {
  const rows: [text: string, length: number, expected: string][] = [
    ['short', 10, 'short'],
    ['one two three four', 12, 'one two …'],
    ['onetwothreefour', 8, 'onetwo …'],
    ['aaaaa😀bbbbb', 8, 'aaaaa …'],
  ];
  for (const [text, length, expected] of rows) it(`${text} at ${length} → ${expected}`, () => assert.equal(cut(text, length), expected));
});
