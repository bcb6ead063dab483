import assert from 'node:assert/strict';
import { marked, mostCases, reviewQueue, saveAnswers, worksCase, type ReviewAnswer, type ReviewCase } from '../../src/language/review.js';
import { loadLibrary } from '../../src/library/files.js';
import type { Library, LibraryItem } from '../../src/library/library.js';
import { merge } from '../../src/library/merge.js';
import { saveDecision } from '../../src/library/saveDecision.js';
import type { FileProblem } from '../../src/text/problem.js';
import { MemoryFileSystem } from '../support/memoryFileSystem.js';
import { cited, claim, powell, source, vale } from '../library/read.js';

const at = (start: number): object => ({ start, end: start + 20 });
const doubtful = { ...cited({ ...vale, publisher: 'Brill' }, 'Gina VALE, Cubs in the Lions’ Den (2018)'), confidence: { type: 0.9, title: 0.9, author: 0.9, issued: 0.4, publisher: 0.3 } };
const authorDate = { marker: { kind: 'author-date' as const, label: 'Vale 2018' } };
const article = source('a.txt', {
  works: [doubtful, cited(powell, 'Powell, Talking', 0.9)],
  claims: [
    claim(0, 'Children were taught to sing in schools.', at(5)),
    claim(0, 'which breaks off in the middle of', { ...at(100), ...authorDate }),
    claim(1, 'of legitimacy that is shared by all (and', at(200)),
    claim(null, 'Nobody asked the ministers about it.', { ...at(300), marker: { kind: 'note', label: '7' } }),
  ],
});
const library = merge({ items: [], claims: [] }, [article]).library;
const problem: FileProblem = { code: 'ibid-without-work', message: 'Note 7 says ibid., but no work stands before it.', file: 'a.txt', start: 900, end: 905 };
const queue = (of: Library = library, problems = [problem]): ReviewCase[] => reviewQueue(of, problems).cases;
const found = (start: string, of?: Library): ReviewCase => queue(of).find(({ id }) => id.startsWith(start))!;

describe('what is to be reviewed', () => {
  it('are doubtful fields with the words they were read from, notes without a work, and claims cut oddly', () => {
    const told = queue().map((one) => (one.kind === 'field' ? `${one.name}: ${one.field}` : one.kind === 'claim' ? one.faults.join() : one.kind === 'note' ? one.claim?.text : ''));
    assert.deepEqual(told, ['Vale 2018: publisher', 'Vale 2018: issued', 'Article a.txt: type', 'Nobody asked the ministers about it.', 'begins,ends', 'unbalanced']);
    const field = found('field vale2018cubs issued');
    assert.deepEqual(field.kind === 'field' && field.words.filter((run) => run.marked).map(({ text }) => text), ['2018']);
  });

  it('asks for what is known least last: works of no kind', () => {
    const kind = source('b.txt', { works: [{ ...cited(powell, 'P'), confidence: { type: 0, title: 0.3, author: 0.9, issued: 0.9 } }] });
    assert.deepEqual(queue(merge({ items: [], claims: [] }, [kind]).library, []).map((one) => one.kind === 'field' && one.field), ['title', 'type', 'type']);
  });

  it('gives so many of each kind, and tells of the others', () => {
    const many = { items: [], claims: Array.from({ length: mostCases + 50 }, (_, index) => ({ ...library.claims[0]!, id: `x${index}`, claim: 'Cut' })) };
    const { cases, counts } = reviewQueue(many, []);
    assert.deepEqual([cases.length, counts.claim], [mostCases, mostCases + 50]);
  });

  it('marks words whatever signs and capitals they have', () => {
    assert.deepEqual(marked('Gina VALE, Cubs', ['Vale', 'cubs', 'absent', '']), [{ text: 'Gina ', marked: false }, { text: 'VALE', marked: true }, { text: ', ', marked: false }, { text: 'Cubs', marked: true }]);
  });

  it('shows two works side by side, with what differs', () => {
    const item = (id: string, rest: object): LibraryItem => ({ id, ...vale, ...rest });
    const { rows } = worksCase({ own: 'a', other: 'b', score: 0.7, why: 'the dates differ' }, item('a', { publisher: 'Brill' }), item('b', { issued: { 'date-parts': [[2019]] } }));
    assert.deepEqual(rows.filter(({ differs }) => differs).map(({ field, own, other }) => [field, own, other]), [['issued', '2018', '2019'], ['publisher', 'Brill', '']]);
  });
});

describe('what a person answers', () => {
  async function answered(...answers: ReviewAnswer[]): Promise<{ library: Library; refused: (string | null)[] }> {
    const fs = new MemoryFileSystem();
    await saveDecision(fs, '/l', () => ({ library }));
    const saved = await saveAnswers(fs, '/l', answers);
    return { library: (await loadLibrary(fs, '/l')).library, refused: saved.answered.map(({ refused }) => refused) };
  }
  const field = (name: string): { kind: 'field'; id: string; key: string; field: string } => ({ kind: 'field', id: found(`field vale2018cubs ${name}`).id, key: 'vale2018cubs', field: name });
  const oddClaim = (): { kind: 'claim'; id: string; claimId: string } => {
    const one = found('claim ');
    assert.ok(one.kind === 'claim');
    return { kind: 'claim', id: one.id, claimId: one.claimId };
  };
  const note = found('note ');
  const settled = (work: string | null): ReviewAnswer => ({ kind: 'note', id: note.id, file: 'a.txt', claimId: note.kind === 'note' ? note.claim!.id : '', work });

  const answers: Record<string, () => ReviewAnswer> = {
    'accepting a field': () => ({ ...field('issued'), does: 'accept' }),
    'correcting a field': () => ({ ...field('issued'), does: 'correct', typed: '2019-03' }),
    'dismissing a field': () => ({ ...field('issued'), does: 'dismiss' }),
    'accepting a claim': () => ({ ...oddClaim(), does: 'accept' }),
    'correcting a claim': () => ({ ...oddClaim(), does: 'correct', typed: 'It is whole now, and ends with a full stop.' }),
    'deleting a claim': () => ({ ...oddClaim(), does: 'dismiss' }),
    'choosing a work': () => settled('powell2014talking'),
    'dismissing a note': () => settled(null),
  };
  for (const [what, answer] of Object.entries(answers)) {
    it(`${what} ends the question, and only that one, also after the next import`, async () => {
      const { library: after, refused } = await answered(answer());
      assert.deepEqual(refused, [null]);
      const left = (of: Library): string[] => queue(of).map(({ id }) => id);
      assert.deepEqual(left(after), queue().map(({ id }) => id).filter((id) => id !== answer().id));
      assert.deepEqual(left(merge(after, [article]).library), left(after));
    });
  }

  it('is written with the others; one that is out of date is refused by itself', async () => {
    const { library: after, refused } = await answered({ ...field('issued'), does: 'correct', typed: '2019' }, { ...field('issued'), does: 'accept' }, settled('powell2014talking'));
    assert.deepEqual(refused.map((why) => why !== null), [false, true, false]);
    assert.deepEqual(after.items.find(({ id }) => id === 'vale2018cubs')!.issued, { 'date-parts': [[2019]] });
    assert.equal(after.claims.find(({ claim: words }) => words.startsWith('Nobody'))!.reference, 'powell2014talking');
  });

  it('is refused where it can’t be read as the field, or names no work', async () => {
    const { library: after, refused } = await answered({ ...field('issued'), does: 'correct', typed: 'in spring' }, settled('nobody'), { ...oddClaim(), does: 'correct', typed: ' ' });
    assert.ok(refused.every((why) => why !== null && why !== ''));
    assert.deepEqual(queue(after), queue());
  });
});
