/** Scores labels by the definitions of the gold's README: word accuracy, field F1 strict and soft, whole references. */
import type { Label } from '../../src/references/labels.js';
import { stateNamed, states } from '../../src/references/model/states.js';
import type { Sequence } from './prepare.js';

export const fields = ['author', 'title', 'container', 'editor', 'publisher', 'location', 'date', 'volume', 'pages'] as const;
type Field = (typeof fields)[number];
/** `open` is a word for which the set allows several fields: it isn't scored. */
type Folded = Field | 'other' | 'open';

const folding: Partial<Record<Label, Field>> = {
  author: 'author', title: 'title', 'container-title': 'container', 'collection-title': 'container', editor: 'editor', translator: 'editor',
  publisher: 'publisher', location: 'location', date: 'date', volume: 'volume', issue: 'volume', pages: 'pages', locator: 'pages',
};
const leftOut = new Set('in ed eds edited by hrsg hg pp p s vol no nr n and und et al dir trans coll bd jg heft y e'.split(' '));
const bare = (words: readonly string[]): string => words.join('').toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/** What a labeller says of a piece of a text. */
export interface Said {
  label: Label;
  start: number;
  end: number;
  confidence: number;
}

function majority(text: string, start: number, end: number, at: (index: number) => Folded): Folded {
  const counts = new Map<Folded, number>();
  for (let index = start; index < end; index++) {
    if (/[\p{L}\p{N}]/u.test(text[index]!)) counts.set(at(index), (counts.get(at(index)) ?? 0) + 1);
  }
  return [...counts].reduce<[Folded, number]>((best, one) => (one[1] > best[1] ? one : best), ['other', 0])[0];
}

interface Word {
  text: string;
  expected: Folded;
  actual: Folded;
  confidence: number;
}

function wordsOf({ text, marks, set }: Sequence, said: readonly Said[]): Word[] {
  // Linkedbooks calls the container a part of the title.
  const narrow = (label: Label | undefined): Folded => {
    const field = (label && folding[label]) ?? 'other';
    return set.startsWith('linkedbooks') && field === 'container' ? 'title' : set.startsWith('linkedbooks') && field === 'editor' ? 'author' : field;
  };
  const labels = new Array<Said | undefined>(text.length);
  for (const one of said) labels.fill(one, one.start, one.end);
  return [...text.matchAll(/\S+/g)].flatMap((match) => {
    const start = match.index;
    const end = start + match[0].length;
    const letters = match[0].toLowerCase().replace(/[^\p{L}]/gu, '');
    if (!/[\p{L}\p{N}]/u.test(match[0]) || (leftOut.has(letters) && !/\p{N}/u.test(match[0]))) return [];
    const expected = majority(text, start, end, (index) => {
      const allowed = new Set((marks[index] ?? ['other']).map((name) => narrow(states[stateNamed(name)!]!.label)));
      return allowed.size > 1 ? 'open' : [...allowed][0]!;
    });
    if (expected === 'open') return [];
    const actual = majority(text, start, end, (index) => narrow(labels[index]?.label));
    return [{ text: match[0], expected, actual, confidence: labels[start]?.confidence ?? 0 }];
  });
}

/** Overlap of two lists of words, 0..1 (Dice). */
export function dice(expected: readonly string[], actual: readonly string[]): number {
  const rest = [...expected];
  const shared = actual.filter((word) => {
    const at = rest.indexOf(word);
    if (at >= 0) rest.splice(at, 1);
    return at >= 0;
  });
  return (2 * shared.length) / (expected.length + actual.length);
}

const rounded = (value: number): number => Math.round(value * 1000) / 1000;

export interface Scores {
  references: number;
  words: number;
  strict: number;
  soft: number;
  instance: number;
  /** Of the fields whose words are all given at 0.9 or more: how many there are of all, and how many are right. */
  sure: number;
  sureRight: number;
  byField: Record<Field, number>;
}

export function score(sequences: readonly Sequence[], labeller: (text: string) => readonly Said[], wrong?: (field: Field, sequence: Sequence, expected: string, actual: string) => void): Scores {
  const counts = Object.fromEntries(fields.map((field) => [field, { right: 0, soft: 0, all: 0 }])) as Record<Field, { right: number; soft: number; all: number }>;
  let [words, rightWords, instances, sure, sureRight, given] = [0, 0, 0, 0, 0, 0];
  for (const sequence of sequences) {
    const compared = wordsOf(sequence, labeller(sequence.text));
    words += compared.length;
    rightWords += compared.filter(({ expected, actual }) => expected === actual).length;
    let whole = true;
    for (const field of fields) {
      const expected = compared.filter((word) => word.expected === field).map(({ text }) => text);
      const actual = compared.filter((word) => word.actual === field);
      const actualWords = actual.map(({ text }) => text);
      const right = bare(expected) === bare(actualWords);
      const count = counts[field];
      count.all += (expected.length > 0 ? 1 : 0) + (actual.length > 0 ? 1 : 0);
      whole &&= right;
      if (!right) wrong?.(field, sequence, expected.join(' '), actualWords.join(' '));
      if (actual.length === 0) continue;
      given++;
      if (Math.min(...actual.map(({ confidence }) => confidence)) >= 0.9) {
        sure++;
        if (right) sureRight++;
      }
      if (expected.length === 0) continue;
      if (right) count.right++;
      if (right || dice(expected, actualWords) >= 0.8) count.soft++;
    }
    if (whole) instances++;
  }
  const sum = (what: 'right' | 'soft' | 'all'): number => fields.reduce((total, field) => total + counts[field][what], 0);
  return {
    references: sequences.length,
    words: rounded(rightWords / words),
    strict: rounded((2 * sum('right')) / sum('all')),
    soft: rounded((2 * sum('soft')) / sum('all')),
    instance: rounded(instances / sequences.length),
    sure: rounded(sure / given),
    sureRight: rounded(sureRight / sure),
    byField: Object.fromEntries(fields.map((field) => [field, counts[field].all === 0 ? 1 : rounded((2 * counts[field].right) / counts[field].all)])) as Record<Field, number>,
  };
}
