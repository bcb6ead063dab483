/**
 * Scores the import of a library of 10,000 items over another of 9,000, half of which stand in both, as other people have them.
 *
 *   npx tsx test/evaluation/merging.ts [--half 0] [--wrong] [--missed CHANGE]
 *
 * The records are real ones, of the gold; their changes, DOIs and ISBNs are made (`mergingPairs.ts`). Half of the records are for looking at
 * while `sameWork` is being worked on (`--half 0`); the scores kept in `scores/merging.json` are those of the other half. `--wrong` prints what
 * was wrongly merged, `--missed CHANGE` what was not in spite of that change.
 */
import { existsSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { goldFolder, readGold } from '../../scripts/train/gold.js';
import { Dice } from '../../scripts/train/random.js';
import { recordOf } from '../../scripts/train/records.js';
import type { CslFields } from '../../src/csl.js';
import { digest } from '../../src/library/digest.js';
import { importItems } from '../../src/library/importItems.js';
import type { LibraryItem } from '../../src/library/library.js';
import { append } from '../../src/text/multimap.js';
import { alike, fieldsOf, otherWorks, sameWorks } from './mergingPairs.js';

const { values: options } = parseArgs({ options: { half: { type: 'string', default: '1' }, wrong: { type: 'boolean' }, missed: { type: 'string' } } });

const size = { library: 9_000, same: 4_500, other: 4_000, fresh: 1_500 };
/** So many changes has a work that stands in both libraries, each as often as the others. */
const changes = [1, 1, 2, 3];

/** An item to be imported. `of` is the item of the library that it was derived from, and `same` whether it is still that work. */
interface Derived {
  fields: CslFields;
  how: string;
  of: number | null;
  same: boolean;
}

/** The records of one half of the gold, each work once. */
function records(half: number): CslFields[] {
  const seen = new Set<string>();
  const all = readGold().map(recordOf).filter((record) => record !== null).map(fieldsOf);
  return all.filter((fields) => !seen.has(alike(fields)) && seen.add(alike(fields))).filter((_, index) => index % 2 === half);
}

function changed(fields: CslFields, dice: Dice): Pick<Derived, 'fields' | 'how'> {
  const applied: string[] = [];
  let now = fields;
  for (const most = dice.pick(changes); applied.length < most; ) {
    const name = dice.pick(Object.keys(sameWorks));
    const next = applied.includes(name) ? null : sameWorks[name]!(now, dice);
    if (next === null) continue;
    applied.push(name);
    now = next;
  }
  return { fields: now, how: applied.sort().join(' + ') };
}

function neighbour(fields: CslFields, dice: Dice, other: CslFields): Pick<Derived, 'fields' | 'how'> {
  for (;;) {
    const how = dice.pick(Object.keys(otherWorks));
    const derived = otherWorks[how]!(fields, dice, other);
    if (derived) return { fields: derived, how };
  }
}

function derive(library: readonly CslFields[], fresh: readonly CslFields[], dice: Dice): Derived[] {
  const made: Derived[] = [];
  for (let of = 0; of < size.same; of++) made.push({ ...changed(library[of]!, dice), of, same: true });
  const used = new Set<string>();
  for (let index = 0; index < size.other; index++) {
    const of = dice.number(0, library.length - 1);
    const derived = neighbour(library[of]!, dice, dice.pick(fresh));
    if (used.has(`${of} ${derived.how}`)) continue;
    used.add(`${of} ${derived.how}`);
    made.push({ ...derived, of, same: false });
  }
  return [...made, ...fresh.slice(0, size.fresh).map((fields) => ({ fields, how: 'fresh', of: null, same: false }))];
}

/** An item of a library that Ibid made of sources. */
const ownItem = (fields: CslFields, index: number): LibraryItem => ({
  id: `own${index}`, ...fields,
  custom: { ibid: { key: `own${index}`, confidence: {}, read: { title: digest(fields.title) }, from: [{ file: 'article.txt', start: 0, end: 0, text: String(index) }] } },
});

interface Row {
  pairs: number;
  /** Of works that are the same, and of others. */
  merged: number;
  /** Not merged, but named to a person. */
  asked: number;
}

/** What became of each derived item: the key of the item that it is in, and those that it may be. */
function imported(library: readonly CslFields[], derived: readonly Derived[]): { seconds: number; keys: string[]; asked: string[][] } {
  const items = library.map(ownItem);
  const entries = derived.map(({ fields }, index): LibraryItem => ({ id: `other${index}`, ...fields }));
  const from = process.cpuUsage();
  const { library: after, doubtful } = importItems({ items, claims: [] }, entries, 'other.bib');
  const seconds = process.cpuUsage(from).user / 1e6;
  const keyOf = new Map(after.items.flatMap(({ id, custom }) => (custom?.ibid?.from ?? []).map(({ key }) => [key, id] as const)));
  const asked = new Map<string, string[]>();
  for (const { own, other } of doubtful) append(asked, other, own);
  return { seconds, keys: entries.map(({ id }) => keyOf.get(id)!), asked: entries.map(({ id }) => asked.get(id) ?? []) };
}

const share = (part: number, whole: number): number => Number((part / whole).toFixed(3));

function evaluate(): void {
  const all = records(Number(options.half));
  const [library, fresh] = [all.slice(0, size.library), all.slice(size.library)];
  const derived = derive(library, fresh, new Dice(5));
  const { seconds, keys, asked } = imported(library, derived);
  const rows = new Map<string, Row>();
  const total = { right: 0, wrong: 0, same: 0, asked: 0, askedRightly: 0 };
  for (const [index, { fields, how, of, same }] of derived.entries()) {
    const isMerged = keys[index] !== `other${index}`;
    const isRight = same && keys[index] === `own${of}`;
    const isAsked = asked[index]!.includes(`own${of}`);
    if (isMerged) total[isRight ? 'right' : 'wrong']++;
    if (same) total.same++;
    if (same && isAsked) total.askedRightly++;
    total.asked += asked[index]!.length;
    const isShown = (options.wrong && isMerged && !isRight) || (options.missed !== undefined && same && !isRight && how.includes(options.missed));
    if (isShown) console.log(`${how}: ${isMerged ? 'merged' : isAsked ? 'asked' : 'not found'}\n   ${JSON.stringify(fields)}\n   ${JSON.stringify(library[of ?? Number(keys[index]!.slice(3))])}\n`);
    for (const name of same ? how.split(' + ') : [`not: ${how}`]) {
      const row = rows.get(name) ?? { pairs: 0, merged: 0, asked: 0 };
      rows.set(name, row);
      row.pairs++;
      if (isMerged) row.merged++;
      else if (isAsked) row.asked++;
    }
  }
  const { right, wrong, same } = total;
  const scores = {
    all: { library: library.length, imported: derived.length, same, precision: share(right, right + wrong), recall: share(right, same), asked: total.asked, askedRightly: total.askedRightly },
    ...Object.fromEntries([...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, { pairs, merged, asked }]) => [name, { pairs, merged: share(merged, pairs), asked: share(asked, pairs) }])),
  };
  console.table(scores);
  console.log(`${seconds.toFixed(1)} s of processor time`);
  if (options.half === '1') writeFileSync(new URL('./scores/merging.json', import.meta.url), `${JSON.stringify(scores, null, 2)}\n`);
}

if (existsSync(goldFolder)) evaluate();
else console.log(`There is no gold in ${goldFolder}; the scores in scores/merging.json stay as they are.`);
