import assert from 'node:assert/strict';
import type { ReadSource } from '../../src/citations/source.js';
import type { CslFields } from '../../src/csl.js';
import { markSame } from '../../src/library/decisions.js';
import { canonical } from '../../src/library/digest.js';
import { loadLibrary, saveLibrary } from '../../src/library/files.js';
import { importSources } from '../../src/library/import.js';
import { importItems } from '../../src/library/importItems.js';
import type { Library, LibraryItem } from '../../src/library/library.js';
import { merge } from '../../src/library/merge.js';
import { provenanceOf } from '../../src/library/readings.js';
import { changeOf, packChanges, saveUndo, undoChanges, unpackChanges, type LibraryChange } from '../../src/library/undoChange.js';
import { MemoryFileSystem } from '../support/memoryFileSystem.js';
import { randomFrom, type Random } from '../support/random.js';
import { cited, claim, powell, source, vale } from './read.js';

const names = ['Amber', 'Birch', 'Cedar', 'Dogwood', 'Elm', 'Fir', 'Gorse', 'Hazel'];
const work = (index: number): CslFields => ({
  type: 'book', title: `The ${names[index % 8]} and the ${names[(index * 3 + 1) % 8]} Question`, author: [{ family: `${names[index % 8]}ly`, given: 'Ann' }], issued: { 'date-parts': [[1960 + index]] },
});

/** A source that cites some of a few works, so that sources have works in common. */
function randomSource(random: Random, file: string): ReadSource {
  const chosen = [...new Set(Array.from({ length: 1 + random(4) }, () => random(16)))];
  const works = chosen.map((index) => cited({ ...work(index), ...(random(2) ? { publisher: `Verso ${random(2)}` } : {}) }, `${file} ${index}`, 0.6 + random(4) / 10));
  return source(file, { works, claims: works.map((_work, index) => claim(index, `What ${file} says of work ${chosen[index]}.`)) });
}

const edits: ((library: Library, random: Random) => Library)[] = [
  (library, random) => ({ ...library, items: library.items.map((item, index) => (index === random(library.items.length) ? { ...item, title: 'A Title of My Own' } : item)) }),
  (library, random) => ({ ...library, items: library.items.map((item) => (random(6) ? item : { ...item, note: `mine ${random(9)}` })) }),
  (library, random) => ({ ...library, claims: library.claims.map((one) => (random(5) ? one : { ...one, claim: `${one.claim} (mine)` })) }),
  (library, random) => ({ ...library, claims: library.claims.filter(() => random(6) > 0) }),
  (library, random) => merge(library, [randomSource(random, `later${random(5)}.txt`)]).library,
  (library) => importItems(library, [{ id: 'mine2001', ...work(3), publisher: 'Penguin' }], 'mine.bib').library,
  (library, random) => {
    const [first, second] = [random(library.items.length), random(library.items.length)].map((index) => library.items[index]!.id);
    const decided = markSame(library, first!, second!);
    return 'library' in decided ? decided.library : library;
  },
];

interface Case {
  before: Library;
  after: Library;
  now: Library;
  changes: LibraryChange[];
  read: ReadSource[];
}

/** A library, an import into it in two savings, and up to three edits since, between the savings too. */
function randomCase(random: Random, hasEdits: boolean): Case {
  const some = (name: string): ReadSource[] => Array.from({ length: 1 + random(3) }, (_, index) => randomSource(random, `${name}${index}.txt`));
  const edit = (library: Library): Library => (hasEdits ? edits[random(edits.length)]!(library, random) : library);
  const before = merge({ items: [], claims: [] }, some('old')).library;
  const [first, second] = [some('new'), some('more')];
  const half = merge(before, first).library;
  const between = random(2) ? edit(half) : half;
  const after = merge(between, second).library;
  let now = after;
  for (let edit_ = 0; hasEdits && edit_ <= random(3); edit_++) now = edit(now);
  return { before, after, now, changes: [changeOf(before, half, []), changeOf(between, after, [])], read: [...first, ...second] };
}

const rounds = 30;
const canonicals = (rows: readonly unknown[]): string[] => rows.map(canonical);
const byId = (items: readonly LibraryItem[]): Map<string, LibraryItem> => new Map(items.map((item) => [item.id, item]));
const dangling = ({ items, claims }: Library): string[] => {
  const keys = byId(items);
  return claims.flatMap(({ reference, source: { reference: own } }) => [reference ?? own, own]).filter((key) => !keys.has(key));
};

function inEachRound(hasEdits: boolean, check: (given: Case, random: Random) => void): void {
  for (let seed = 1; seed <= rounds; seed++) {
    const random = randomFrom(seed);
    try {
      check(randomCase(random, hasEdits), random);
    } catch (error) {
      throw new Error(`With seed ${seed}:`, { cause: error });
    }
  }
}

describe('taking an import back', () => {
  it('gives the library of before where nobody has changed anything since', () => {
    inEachRound(false, ({ before, now, changes }) => {
      const undone = undoChanges(now, changes);
      assert.deepEqual(canonical(undone), canonical({ library: before, kept: { items: [], claims: [] } }));
    });
  });

  it('loses no row of before and none that was edited, whatever was edited since', () => {
    inEachRound(true, ({ before, after, now, changes }) => {
      const { library, kept } = undoChanges(now, changes);
      const [held, present] = [byId(library.items), byId(now.items)];
      for (const { id } of before.items) if (present.has(id)) assert.ok(held.has(id), `${id} was there before`);
      const [titles, notes] = [now.items.filter(({ title }) => title === 'A Title of My Own'), now.items.filter(({ note }) => note?.startsWith('mine'))];
      for (const { id, title } of titles) assert.equal(held.get(id)?.title, title);
      for (const { id, note } of notes) assert.equal(held.get(id)?.note, note);
      const mine = now.claims.filter(({ claim: words }) => words.endsWith('(mine)'));
      assert.deepEqual(canonicals(mine.map(({ id, claim: words }) => [id, words])).filter((row) => !canonicals(library.claims.map(({ id, claim: words }) => [id, words])).includes(row)), []);
      const made = new Set([...before.items, ...after.items, ...now.items].map(({ id }) => id));
      assert.deepEqual(library.items.filter(({ id }) => !made.has(id)), []);
      for (const key of kept.items) assert.ok(held.has(key));
    });
  });

  it('leaves no claim whose work or source is not there', () => {
    inEachRound(true, ({ now, changes }) => {
      assert.deepEqual(dangling(now), []);
      assert.deepEqual(dangling(undoChanges(now, changes).library), []);
    });
  });

  it('changes nothing more when it is done twice', () => {
    inEachRound(true, ({ now, changes }) => {
      const once = undoChanges(now, changes).library;
      const twice = undoChanges(once, changes).library;
      assert.deepEqual(canonicals(twice.items), canonicals(once.items));
      assert.deepEqual(canonicals(twice.claims), canonicals(once.claims));
    });
  });

  it('lets the same sources be imported again', () => {
    inEachRound(true, ({ now, changes, read }) => {
      const cites = (library: Library): string[] => library.items.map(({ id }) => id);
      const again = merge(undoChanges(now, changes).library, read).library;
      assert.deepEqual(cites(now).filter((key) => !cites(again).includes(key)), []);
    });
  });

  it('survives being packed', () => {
    const { changes } = randomCase(randomFrom(7), false);
    assert.deepEqual(unpackChanges(packChanges(changes)), JSON.parse(JSON.stringify(changes)));
  });
});

describe('what an import changed', () => {
  const ofVale = source('a.txt', { works: [cited(vale, 'Vale')], claims: [claim(0, 'Children were taught.')] });
  const ofBoth = source('b.txt', { works: [cited({ ...vale, publisher: 'ICSR' }, 'Vale (ICSR)'), cited(powell, 'Powell')], claims: [claim(1, 'One must talk.')] });
  const before = merge({ items: [], claims: [] }, [ofVale]).library;
  const after = merge(before, [ofBoth]).library;
  const changes = [changeOf(before, after, [])];
  const edited = (edit: (item: LibraryItem) => LibraryItem): Library => ({ ...after, items: after.items.map(edit) });
  const keys = ({ items }: Library): string[] => items.map(({ id }) => id);

  it('is taken back of a work of which a person has changed another field, and that field stays', () => {
    const { library, kept } = undoChanges(edited((item) => (item.id === 'vale2018cubs' ? { ...item, note: 'Read twice.' } : item)), changes);
    const item = byId(library.items).get('vale2018cubs')!;
    assert.deepEqual([item.note, item.publisher, kept.items], ['Read twice.', undefined, ['vale2018cubs']]);
    const again = merge(library, [ofBoth]).library;
    assert.deepEqual([byId(again.items).get('vale2018cubs')!.note, byId(again.items).get('vale2018cubs')!.publisher], ['Read twice.', 'ICSR']);
  });

  it('stays where a person has changed it, with the source it was read in, which can be imported again', () => {
    const { library, kept } = undoChanges(edited((item) => (item.id === 'powell2014talking' ? { ...item, title: 'Talking' } : item)), changes);
    const own = after.items.find((item) => provenanceOf(item)?.source?.file === 'b.txt')!.id;
    assert.deepEqual([keys(library), kept.items.sort()], [keys(after), [own, 'powell2014talking'].sort()]);
    assert.deepEqual(library.claims.map(({ source: { file } }) => file), ['a.txt']);
    assert.deepEqual(merge(library, [ofBoth]).library.claims, after.claims);
  });

  it('goes from the library’s files with its problems', async () => {
    const fs = new MemoryFileSystem({ '/work/a.md': '# One\n\nIt is so.[^1]\n\n[^1]: Ann Berg, *The First Question* (London: Verso, 1960), p. 3.\n' });
    await importSources(fs, ['/work/a.md'], '/work');
    const files = (): Record<string, string> => Object.fromEntries([...fs.files.keys()].map((name) => [name, fs.text(name)!]));
    const held = files();
    fs.write('/work/b.md', '# Two\n\nIt is not.[^1] Nor this.[^2]\n\n[^1]: Ben Dahl, *The Second Question* (London: Verso, 1961), p. 3.\n');
    const made: LibraryChange[] = [];
    const summary = await importSources(fs, ['/work/a.md', '/work/b.md'], '/work', { changed: (change) => made.push(change) });
    assert.ok(summary.newItems > 0 && summary.problems.length > 0);
    const { kept, saved } = await saveUndo(fs, '/work', made);
    fs.files.delete('/work/b.md');
    assert.deepEqual([kept, saved, files()], [{ items: [], claims: [] }, true, held]);
  });

  it('is not taken back in a library that is broken', async () => {
    const fs = new MemoryFileSystem();
    await saveLibrary(fs, '/lib', () => ({ library: after, problems: [] }));
    fs.write('/lib/references.json', '[{');
    assert.equal((await saveUndo(fs, '/lib', changes)).saved, false);
    assert.equal((await loadLibrary(fs, '/lib')).library.items.length, 0);
    assert.equal(fs.text('/lib/references.json'), '[{');
  });
});
