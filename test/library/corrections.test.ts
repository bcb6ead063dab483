import assert from 'node:assert/strict';
import type { ReadSource } from '../../src/citations/source.js';
import { fieldState, likeChanges, openProblems, personsField, reversed, withChanges, type Change, type FieldChange } from '../../src/library/corrections.js';
import type { Library, LibraryItem } from '../../src/library/library.js';
import { loadLibrary } from '../../src/library/files.js';
import { merge } from '../../src/library/merge.js';
import { saveDecision } from '../../src/library/saveDecision.js';
import type { FileProblem } from '../../src/text/problem.js';
import { MemoryFileSystem } from '../support/memoryFileSystem.js';
import { cited, claim, powell, source, vale } from './read.js';

const at = (start: number): object => ({ start, end: start + 20 });
const press = { ...vale, publisher: 'ICSR Pres' };
const a = source('a.txt', {
  works: [cited(press, 'Vale, Cubs (ICSR Pres 2018)', 0.4), cited(powell, 'Powell, Talking')],
  claims: [claim(0, 'Children were taught', at(5)), claim(1, 'One must talk.', at(100)), claim(null, 'Nobody asked.', at(200))],
});
/** The same source after it was changed: something stands above all else, and one sentence more at its end. */
const changedA = source('a.txt', { works: a.works, claims: [...a.claims.map((one) => ({ ...one, start: one.start + 90, end: one.end + 90 })), claim(1, 'And listen.', at(900))] });

const read = (library: Library, ...sources: ReadSource[]): Library => merge(library, sources).library;
const before = read({ items: [], claims: [] }, a);
const item = (library: Library, key: string): LibraryItem => library.items.find(({ id }) => id === key)!;
const fieldsOf = (library: Library, key: string): object => ({ ...item(library, key), custom: undefined });

function changed(library: Library, ...changes: Change[]): Library {
  const decided = withChanges(library, changes);
  assert.ok('library' in decided, JSON.stringify(decided));
  return decided.library;
}

function correction(library: Library, key: string, field: string, value: unknown): FieldChange {
  const state = fieldState(item(library, key), field);
  return { kind: 'field', key, field, before: state, after: personsField(state, value) };
}

function claimChange(library: Library, words: string, after: object | null): Change {
  const held = library.claims.find((one) => one.claim === words)!;
  return { kind: 'claim', before: held, after: after && { ...held, ...after } };
}

const problem = (rest: Partial<FileProblem> = {}): FileProblem => ({ code: 'ibid-without-work', message: 'Note 3 says ibid., but no work stands before it.', file: 'a.txt', start: 40, end: 45, ...rest });

describe('what a person says of the library', () => {
  const year = { 'date-parts': [[2019]] };
  const corrections: Record<string, (library: Library) => Change> = {
    'a field that is corrected': (library) => correction(library, 'vale2018cubs', 'issued', year),
    'a field that is taken out': (library) => correction(library, 'vale2018cubs', 'publisher', undefined),
    'a field that is accepted': (library) => correction(library, 'vale2018cubs', 'title', vale.title),
    'a field that is left as it is': (library) => {
      const state = fieldState(item(library, 'vale2018cubs'), 'title');
      return { kind: 'field', key: 'vale2018cubs', field: 'title', before: state, after: { ...state, dismissed: 'x' } };
    },
    'a claim that is corrected': (library) => claimChange(library, 'Children were taught', { claim: 'Children were taught to sing.', reviewed: true }),
    'a claim that is accepted': (library) => claimChange(library, 'Children were taught', { reviewed: true, confidence: 1 }),
    'a claim that is deleted': (library) => claimChange(library, 'Children were taught', null),
    'a claim whose work is chosen': (library) => claimChange(library, 'Nobody asked.', { reference: 'powell2014talking', confidence: 1 }),
    'a problem that is settled': () => ({ kind: 'problem', file: 'a.txt', name: 'x', before: undefined, after: 'powell2014talking' }),
    'a problem that is left': () => ({ kind: 'problem', file: 'a.txt', name: 'x', before: undefined, after: null }),
  };
  for (const [what, change] of Object.entries(corrections)) {
    const after = changed(before, change(before));

    it(`${what} stays so when the source is imported again`, () => {
      assert.notDeepEqual(after, before);
      assert.deepEqual(read(after, a), after);
    });

    it(`${what} stays so when the source has changed`, () => {
      const again = read(after, changedA);
      assert.deepEqual(again.claims.map((one) => one.claim).filter((words) => words !== 'And listen.'), after.claims.map((one) => one.claim));
      assert.deepEqual(again.claims.map((one) => one.reference).slice(0, after.claims.length), after.claims.map((one) => one.reference));
      for (const { id } of after.items) assert.deepEqual(fieldsOf(again, id), fieldsOf(after, id));
      assert.deepEqual(item(again, 'vale2018cubs').custom?.ibid?.dismissed, item(after, 'vale2018cubs').custom?.ibid?.dismissed);
      const settled = (library: Library): unknown => library.items.find((one) => one.custom?.ibid?.source)?.custom?.ibid?.source?.settled;
      assert.deepEqual(settled(again), settled(after));
    });

    it(`${what} is as it was when that is undone, also after an import`, () => {
      assert.deepEqual(changed(after, ...reversed([change(before)])), before);
      assert.deepEqual(changed(read(after, a), ...reversed([change(before)])), before);
    });
  }

  it('goes before what another source says', () => {
    const after = changed(before, correction(before, 'vale2018cubs', 'issued', year));
    const b = source('b.txt', { works: [cited({ ...vale, issued: { 'date-parts': [[2018, 3, 1]] } }, 'Vale, Cubs (1 March 2018)')], claims: [claim(0, 'They sang.')] });
    assert.deepEqual(item(read(after, a, b), 'vale2018cubs').issued, year);
  });

  it('is refused where the place has changed in the meantime, and all with it', () => {
    const change = correction(before, 'vale2018cubs', 'issued', year);
    const others = changed(before, correction(before, 'vale2018cubs', 'issued', { 'date-parts': [[2020]] }));
    const decided = withChanges(others, [correction(others, 'powell2014talking', 'title', 'Talking'), change]);
    assert.match('refused' in decided ? decided.refused : '', /^vale2018cubs has changed in the meantime/);
    const gone = changed(before, claimChange(before, 'One must talk.', null));
    assert.ok('refused' in withChanges(gone, [claimChange(before, 'One must talk.', { claim: 'Talk.' })]));
  });

  it('keeps what another window writes at the same time', async () => {
    const fs = new MemoryFileSystem();
    await saveDecision(fs, '/l', () => ({ library: before }));
    const other = (): unknown => saveDecision(fs, '/l', (library) => withChanges(library, [correction(library, 'powell2014talking', 'title', 'Talking to Them')]));
    let calls = 0;
    let writing: unknown;
    const { saved, refused } = await saveDecision(fs, '/l', (library) => {
      // the other one writes between the reading and the writing of this one
      if (calls++ === 0) writing = other();
      return withChanges(library, [correction(before, 'vale2018cubs', 'issued', year)]);
    });
    await writing;
    assert.deepEqual([saved, refused], [true, null]);
    const { library } = await loadLibrary(fs, '/l');
    assert.deepEqual(item(library, 'vale2018cubs').issued, year);
    assert.equal(item(library, 'powell2014talking').title, 'Talking to Them');
  });
});

describe('the same mistake in other works', () => {
  const name = { family: 'Vlae', given: 'Gina' };
  const works = read({ items: [], claims: [] }, source('c.txt', {
    works: [
      cited({ ...press, author: [name], 'container-title': 'Jihad Studies' }, 'one'),
      cited({ type: 'document', title: 'Winter of the Caliphate', publisher: 'ICSR Pres', 'container-title': 'Jihad Studies', author: [powell.author![0]!, name] }, 'two'),
      cited({ type: 'document', title: 'Another Story of Songs', publisher: 'Other Press', editor: [name] }, 'three'),
    ],
  }));
  const key = works.items.find(({ title }) => title === vale.title)!.id;
  const like = (field: string, value: unknown, library = works): string[] =>
    likeChanges(library.items, correction(library, key, field, value)).map((change) => `${item(library, change.key).title}: ${change.field}`).sort();

  it('is found for publishers, journals and names, whatever the name did there', () => {
    assert.deepEqual(like('publisher', 'ICSR Press'), ['Winter of the Caliphate: publisher']);
    assert.deepEqual(like('container-title', 'Journal of Jihad Studies'), ['Winter of the Caliphate: container-title']);
    assert.deepEqual(like('author', [{ family: 'Vale', given: 'Gina' }]), ['Another Story of Songs: editor', 'Winter of the Caliphate: author']);
  });

  it('changes only the name that was misspelt', () => {
    const [, second] = likeChanges(works.items, correction(works, key, 'author', [{ family: 'Vale', given: 'Gina' }])).sort((x, y) => (x.field < y.field ? 1 : -1));
    assert.deepEqual(second!.after.value, [powell.author![0], { family: 'Vale', given: 'Gina' }]);
  });

  it('is found for a kind of work only where both appeared in one place', () => {
    const documents = changed(works, { ...correction(works, key, 'type', 'document') });
    assert.deepEqual(like('type', 'article-journal', documents), ['Winter of the Caliphate: type']);
  });

  it('is not looked for in what is each work’s own, in what was taken out, or where a person has been', () => {
    assert.deepEqual(like('issued', { 'date-parts': [[2017]] }), []);
    assert.deepEqual(like('publisher', undefined), []);
    const other = works.items.find(({ title }) => title === 'Winter of the Caliphate')!.id;
    assert.deepEqual(like('publisher', 'ICSR Press', changed(works, correction(works, other, 'publisher', 'ICSR Pres'))), []);
  });
});

describe('problems that a person settled', () => {
  it('are asked no more, wherever they stand then; those beside them are', () => {
    const problems = [problem(), problem({ start: 80, end: 85 }), problem({ code: 'note-missing', message: 'Note 4 is missing.' })];
    const [, second] = openProblems(before.items, problems);
    const after = changed(before, { kind: 'problem', file: 'a.txt', name: second!.name, before: undefined, after: null });
    const moved = problems.map((one) => ({ ...one, start: one.start + 100, end: one.end + 100 }));
    assert.deepEqual(openProblems(after.items, moved).map((one) => one.problem), [moved[0], moved[2]]);
    assert.equal(openProblems(after.items, [problem({ file: 'b.txt' })]).length, 1);
  });
});
