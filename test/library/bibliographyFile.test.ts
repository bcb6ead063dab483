import assert from 'node:assert/strict';
import { BibliographyFile } from '../../src/library/bibliographyFile.js';
import { writeJson } from '../../src/library/formats/json.js';
import { readItems } from '../../src/library/formats/rows.js';
import { buffersOf, openFile, type OpenedFile } from '../../src/library/packedFile.js';
import { SearchIndex } from '../../src/library/search.js';

const encoder = new TextEncoder();

/** A bibliography file that another thread reads: what is shown of it went over with its buffers. */
class Followed {
  shown: OpenedFile | null = null;
  private readonly file: BibliographyFile;

  constructor(path = 'a.bib') {
    this.file = new BibliographyFile(path, readItems);
  }

  async saved(text: string | Uint8Array | null): Promise<this> {
    if (await this.file.update(typeof text === 'string' ? encoder.encode(text) : text)) this.file.index();
    const packed = this.file.packed();
    this.shown = openFile(structuredClone(packed, { transfer: buffersOf(packed) }), this.shown);
    return this;
  }

  get titles(): Record<string, string | undefined> {
    const { rows } = this.shown!;
    return Object.fromEntries(Array.from({ length: rows.size }, (_, row) => [rows.keyAt(row), rows.itemAt(row).title]));
  }

  get messages(): string[] {
    return this.shown!.problems.map(({ message }) => message);
  }

  found(query: string): string[] {
    const { rows, segments } = this.shown!;
    return new SearchIndex(segments, (row) => rows.itemAt(row)).search(query, 10).map((row) => rows.keyAt(row));
  }

  placeOf(key: string): { start: number; end: number } {
    return this.file.placeOf(key);
  }

  compared(): string[] {
    return Array.from(this.file.compared(), (item) => JSON.stringify(item));
  }
}

const entry = (key: string, title: string, more = ''): string => `@book{${key},\n  title = {${title}},${more}\n}\n`;
const abc = entry('a', 'Alpha') + entry('b', 'Beta') + entry('c', 'Gamma');

describe('a bibliography file', () => {
  it('is shown and searched', async () => {
    const file = await new Followed().saved(abc);
    assert.deepEqual(file.titles, { a: 'Alpha', b: 'Beta', c: 'Gamma' });
    assert.deepEqual(file.found('gam'), ['c']);
    assert.equal(file.shown!.rows.rowOf('b'), 1);
    assert.equal(file.shown!.rows.rowOf('x'), -1);
    assert.deepEqual(file.messages, []);
  });

  it('shows and finds what was changed, added, moved and taken away', async () => {
    const file = await new Followed().saved(abc);
    await file.saved(entry('c', 'Gamma') + entry('d', 'Delta') + entry('b', 'Bravo'));
    assert.deepEqual(file.titles, { c: 'Gamma', d: 'Delta', b: 'Bravo' });
    for (const [query, keys] of [['bravo', ['b']], ['delta', ['d']], ['gamma', ['c']], ['alpha', []]] as const) assert.deepEqual(file.found(query), keys);
  });

  it('finds what was edited in its place by its new words, and no longer by the old', async () => {
    const file = await new Followed().saved(abc);
    await file.saved(abc.replace('Beta', 'Quince'));
    assert.deepEqual([file.titles['b'], file.found('quince'), file.found('beta'), file.found('gamma')], ['Quince', ['b'], [], ['c']]);
  });

  it('is followed through many saves', async () => {
    const file = await new Followed().saved(abc);
    for (let save = 0; save < 40; save++) await file.saved(abc.replace('Beta', `Beta word${save}`));
    assert.deepEqual(file.found('word39'), ['b']);
    assert.deepEqual(file.found('word7').filter((key) => key !== 'b'), []);
    assert.deepEqual(file.found('alpha'), ['a']);
  });

  it('changes with a macro, with data kept apart, and with what it inherits from', async () => {
    const bib = (press: string, place: string, whole: string): string =>
      `@string{p = {${press}}}\n@xdata{x, location = {${place}}}\n@book{a, title = {A}, publisher = p}\n@book{b, title = {B}, xdata = {x}}\n` +
      `@incollection{c, title = {C}, crossref = {w}}\n@collection{w, title = {${whole}}}\n`;
    const file = await new Followed().saved(bib('Harbour', 'Oslo', 'Whole'));
    await file.saved(bib('Meridian', 'Bergen', 'Entire'));
    const item = (key: string): Record<string, unknown> => file.shown!.rows.itemAt(file.shown!.rows.rowOf(key)) as unknown as Record<string, unknown>;
    assert.deepEqual([item('a')['publisher'], item('b')['publisher-place'], item('c')['container-title']], ['Meridian', 'Bergen', 'Entire']);
    assert.deepEqual([file.found('meridian'), file.found('entire').sort(), file.found('harbour'), file.found('whole')], [['a'], ['c', 'w'], [], []]);
  });

  for (const [broken, what] of [
    [abc.replace('{Beta},\n}', '{Beta changed},\n'), /^The closing bracket is missing \(line 4\), in the entry b of a\.bib\. Its last good version/],
    [abc.replace('{Beta}', '{Beta changed'), /^The value that begins with .* is not closed \(line 5\), in the entry b of a\.bib\. Its last good version/],
    [abc.replace('= {Beta}', '{Beta changed}'), /^An equals sign is missing behind “title” \(line 5\), in the entry b of a\.bib\. Its last good version/],
    [abc.replace('= {Beta}', '= '), /^The value of “title” is missing.*in the entry b of a\.bib/],
    [abc.replace('@book{b,', '@book{'), /An entry of type @book in line 4 of a\.bib has no cite key, so the entry that stood here before is used/],
  ] as const) {
    it(`keeps the last good version of an entry that is broken: ${what.source}`, async () => {
      const file = await new Followed().saved(abc);
      await file.saved(broken);
      await file.saved(broken.replace('Alpha', 'Alpha two'));
      assert.deepEqual(file.titles, { a: 'Alpha two', b: 'Beta', c: 'Gamma' });
      assert.deepEqual([file.found('beta'), file.found('changed')], [['b'], []]);
      assert.match(file.messages[0]!, what);
      await file.saved(abc.replace('Beta', 'Beta mended'));
      assert.deepEqual([file.titles, file.messages, file.found('mended')], [{ a: 'Alpha', b: 'Beta mended', c: 'Gamma' }, [], ['b']]);
    });
  }

  it('takes what can be read of an entry that was never good', async () => {
    const file = await new Followed().saved(abc.replace('{Beta},\n}', '{Beta},\n'));
    assert.equal(file.titles['b'], 'Beta');
    await file.saved(abc.replace('{Beta},\n}', '{Better},\n'));
    assert.equal(file.titles['b'], 'Better');
  });

  it('keeps entries that another swallowed, as long as that is not closed', async () => {
    const oneLine = (b: string): string => `@book{a, title = {A}} @book{b, title = {${b}}} @book{c, title = {C}}\n@book{d, title = {D}}\n`;
    const file = await new Followed().saved(oneLine('B'));
    await file.saved(oneLine('B').replace('{A}}', '{A}'));
    assert.deepEqual(Object.keys(file.titles).sort(), ['a', 'b', 'c', 'd']);
    await file.saved('@book{a, title = {A}}\n@book{d, title = {D}}\n');
    assert.deepEqual(Object.keys(file.titles), ['a', 'd']);
  });

  for (let cut = 1; cut < abc.length; cut += 7) {
    it(`keeps what is missing while it is being written: cut after ${cut}`, async () => {
      const file = await new Followed().saved(abc);
      await file.saved(abc.slice(0, cut));
      const whole = /\}\n?$/.test(abc.slice(0, cut).replace(/\},$/, '')) && abc.slice(0, cut).includes('\n}');
      if (!whole) assert.deepEqual(file.titles, { a: 'Alpha', b: 'Beta', c: 'Gamma' });
      await file.saved(abc.replace('Gamma', 'Gone on'));
      assert.deepEqual([file.titles, file.messages], [{ a: 'Alpha', b: 'Beta', c: 'Gone on' }, []]);
    });
  }

  for (const [state, content, told] of [['empty', '', /cut off or broken: 3 items/], ['nothing but blanks', ' \n', /3 items/], ['gone', null, /not there any more/]] as const) {
    it(`stays as it was while it is ${state}, macros and all`, async () => {
      const file = await new Followed().saved(`@string{p = {Press}}\n${abc.replace('{Beta}', '{Beta}, publisher = p')}`);
      await file.saved(content);
      assert.deepEqual(file.titles, { a: 'Alpha', b: 'Beta', c: 'Gamma' });
      assert.equal(file.shown!.rows.itemAt(file.shown!.rows.rowOf('b')).publisher, 'Press');
      assert.deepEqual(file.found('gamma'), ['c']);
      assert.match(file.messages.join('\n'), told);
      await file.saved(abc);
      assert.deepEqual(file.messages, []);
    });
  }

  it('gives up what is taken out between two entries', async () => {
    const file = await new Followed().saved(abc);
    await file.saved(entry('a', 'Alpha') + entry('b', 'Beta'));
    assert.deepEqual([file.titles, file.messages, file.found('gamma')], [{ a: 'Alpha', b: 'Beta' }, [], []]);
  });

  it('is read in whatever encoding it is', async () => {
    const text = '@book{a, title = {Größe und “Maß”}}\n';
    const utf16 = new Uint8Array([0xff, 0xfe, ...Buffer.from(text, 'utf16le')]);
    const windows = Buffer.from(text.replace('“', '\x93').replace('”', '\x94'), 'latin1');
    const mixed = Buffer.concat([Buffer.from(entry('b', 'Löss')), windows]);
    const cyrillic = Buffer.concat([Buffer.from('% Encoding: Cp1251\n@book{a, title = {'), Buffer.from([0xcc, 0xe8, 0xf0]), Buffer.from('}}\n')]);
    for (const bytes of [Buffer.from(text), Buffer.from(`\ufeff${text}`), utf16, windows, mixed]) {
      const file = await new Followed().saved(bytes);
      assert.equal(file.titles['a'], 'Größe und “Maß”');
      assert.equal(file.messages.some((message) => message.includes('Windows-1252')), bytes === windows || bytes === mixed);
    }
    assert.equal((await new Followed().saved(mixed)).titles['b'], 'Löss');
    assert.deepEqual((await new Followed().saved(cyrillic)).titles, { a: 'Мир' });
  });

  it('tells where a key stands, and gives its works without what is long', async () => {
    const bib = `% ü😀\n${entry('a', 'Alpha', '\n  abstract = {Long},')}`;
    const file = await new Followed().saved(bib);
    const { start, end } = file.placeOf('a');
    assert.equal(bib.slice(start, end), 'a');
    assert.equal(bib.slice(start - 6, start), '@book{');
    assert.deepEqual(file.placeOf('x'), { start: 0, end: 0 });
    assert.deepEqual(file.compared(), ['{"id":"a","type":"book","title":"Alpha"}']);
  });
});

describe('a large .bib', () => {
  const many = Array.from({ length: 2_000 }, (_, at) => entry(`key${at}`, `Title${at} of M{\\"u}ller`, `\n  author = {Ørsted${at % 100}, Ada},`)).join('');

  it('answers before it is indexed, by keys and then by words', async () => {
    const file = new BibliographyFile('a.bib');
    assert.equal(await file.update(encoder.encode(many)), true);
    const packed = file.packed();
    assert.deepEqual([packed.indexed, packed.segments], [false, []]);
    const { rows } = openFile(packed, null);
    const keys = (query: string, limit = 5): string[] => rows.scan(query, limit).map((row) => rows.keyAt(row));
    assert.deepEqual(keys('key19', 3), ['key19', 'key190', 'key191']);
    assert.deepEqual(keys('title1999'), ['key1999']);
    assert.deepEqual(keys('muller title42', 1), ['key42']);
    assert.deepEqual(keys('orsted7 title1907'), ['key1907']);
    assert.deepEqual(keys('nowhere'), []);
  });

  it('is indexed anew where most of it has changed', async () => {
    const file = await new Followed().saved(many);
    await file.saved(many.replaceAll('Title', 'Heading'));
    assert.equal(file.shown!.segments.length, 1);
    assert.deepEqual(file.found('heading1234'), ['key1234']);
  });
});

describe('a bibliography file of another format', () => {
  const json = (...items: [id: string, title: string][]): string => writeJson(items.map(([id, title]) => ({ id, type: 'book', title })));

  it('is compared item by item', async () => {
    const file = await new Followed('a.json').saved(json(['a', 'Alpha'], ['b', 'Beta']));
    await file.saved(json(['b', 'Bravo'], ['a', 'Alpha']));
    assert.deepEqual(file.titles, { b: 'Bravo', a: 'Alpha' });
    assert.deepEqual([file.found('bravo'), file.found('alpha'), file.found('beta')], [['b'], ['a'], []]);
  });

  for (const broken of ['', '[{"id": "a", "ty', '{']) {
    it(`stays as it was while it can’t be read: ${broken}`, async () => {
      const file = await new Followed('a.json').saved(json(['a', 'Alpha'], ['b', 'Beta']));
      await file.saved(broken);
      assert.deepEqual(file.titles, { a: 'Alpha', b: 'Beta' });
      assert.match(file.messages.at(-1)!, /2 items that are missing from it stay/);
      await file.saved(json(['c', 'Gamma']));
      assert.deepEqual([file.titles, file.messages], [{ c: 'Gamma' }, []]);
    });
  }

  it('keeps the last good version of an item that is not valid now', async () => {
    const file = await new Followed('a.json').saved(json(['a', 'Alpha'], ['b', 'Beta']));
    await file.saved(json(['a', 'Alpha'], ['b', 'Beta']).replace('"Beta"', '{}'));
    assert.deepEqual(file.titles, { a: 'Alpha', b: 'Beta' });
    assert.equal(file.messages.length, 1);
  });
});
