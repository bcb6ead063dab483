import * as l10n from '@vscode/l10n';
import type { CslFields } from '../csl.js';
import { ComparedWork, WorkIndex, type Likeness, type Part } from '../references/sameWork.js';
import type { LibraryItem } from './library.js';
import { keysOf, provenanceOf } from './readings.js';

/** The few fields by which works are matched. */
export type MatchedFields = Pick<
  CslFields,
  'type' | 'author' | 'editor' | 'title' | 'issued' | 'container-title' | 'collection-title' | 'volume' | 'issue' | 'number' | 'edition' | 'page' | 'DOI' | 'ISBN' | 'URL'
>;

/** A bibliography file of the user's, its entries in their order; each is asked for once. */
export interface JoinedFile {
  file: string;
  entries: Iterable<{ key: string; fields: MatchedFields }>;
}

/** An entry of one of the user's bibliography files. */
export interface Entry {
  file: string;
  key: string;
}

/** Two that may be one work, for a person to judge. */
export interface DoubtfulPair {
  /** The key of an item of Ibid's. */
  own: string;
  /** The key of another, or of an entry in the user's files. */
  other: string;
  /** How sure it is that they are one, 0..1. */
  score: number;
  /** What speaks against it: "the years differ, the first pages differ". */
  why: string;
}

export interface Joined {
  /** The entry that gives key and fields, by the key of the item of Ibid's that is the same work. */
  entries: Map<string, Entry>;
  doubtful: (DoubtfulPair & { file: string })[];
  /** Entries of a later file that are works of an earlier one, which gives key and fields. */
  repeated: { first: Entry; again: Entry }[];
}

const reasons = (): Readonly<Record<Part, string>> => ({
  kind: l10n.t('they are of different kinds'),
  date: l10n.t('the dates differ'),
  numbers: l10n.t('volume, number or edition differ'),
  pages: l10n.t('the first pages differ'),
  names: l10n.t('the names differ'),
  container: l10n.t('they stand in different places'),
  title: l10n.t('the titles differ'),
  DOI: l10n.t('the DOIs differ'),
  untitled: l10n.t('of one only author and year are known'),
});

export const doubtfulPair = (own: string, other: string, { score, differs }: Likeness): DoubtfulPair => ({
  own,
  other,
  score: Math.round(score * 100) / 100,
  why: differs.length > 0 ? differs.map((part) => reasons()[part]).join(', ') : l10n.t('several small things differ'),
});

/** What a person said of an item and the entries of these keys. */
class Decisions {
  private readonly same = new Map<string, string>();
  private readonly different = new Map<string, Set<string>>();

  constructor(own: readonly LibraryItem[]) {
    for (const item of own) {
      const { same = [], different = [] } = provenanceOf(item) ?? {};
      for (const key of same) this.same.set(key, item.id);
      if (different.length > 0) this.different.set(item.id, new Set(different));
    }
  }

  ownOf(key: string): string | undefined {
    return this.same.get(key);
  }

  areDifferent(own: string, key: string): boolean {
    return this.different.get(own)?.has(key) ?? false;
  }
}

/**
 * Ibid's items and the entries of the user's bibliography files as one library: which of them are one work. What a person decided (`custom.ibid.same`
 * and `.different` of an item) goes before any likeness, and of several files the first.
 */
export function joined(own: readonly LibraryItem[], files: readonly JoinedFile[]): Joined {
  const joining = new Joining(own);
  for (const [index, file] of files.entries()) joining.add(file, index < files.length - 1);
  return joining.result();
}

class Joining {
  private readonly decisions: Decisions;
  private readonly items = new WorkIndex<string>();
  private readonly earlier = new WorkIndex<Entry>();
  private readonly entries = new Map<string, Entry & { score: number }>();
  private readonly doubtful: Joined['doubtful'] = [];
  private readonly repeated: Joined['repeated'] = [];

  constructor(own: readonly LibraryItem[]) {
    this.decisions = new Decisions(own);
    for (const item of own) this.items.add(item.id, item);
  }

  /** @param isFollowed by another file, whose entries are to be compared with those of this one */
  add({ file, entries }: JoinedFile, isFollowed: boolean): void {
    const ofFile: { entry: Entry; fields: ComparedWork }[] = [];
    for (const { key, fields: light } of entries) {
      const [entry, fields] = [{ file, key }, new ComparedWork(light)];
      this.match(entry, fields);
      const first = this.earlier.find(fields);
      if (first) this.repeated.push({ first, again: entry });
      else if (isFollowed) ofFile.push({ entry, fields });
    }
    for (const { entry, fields } of ofFile) this.earlier.add(entry, fields);
  }

  private match(entry: Entry, fields: ComparedWork): void {
    const { file, key } = entry;
    const decided = this.decisions.ownOf(key);
    const matches = decided === undefined ? this.items.matches(fields, (own) => !this.decisions.areDifferent(own, key)) : [];
    if (decided !== undefined) this.take(decided, entry, Infinity);
    for (const { work, score, isSure, differs } of matches) {
      if (isSure) this.take(work, entry, score);
      else this.doubtful.push({ ...doubtfulPair(work, key, { score, differs }), file });
    }
  }

  /** Of several entries the one of the first file; within a file the likeliest. */
  private take(own: string, { file, key }: Entry, score: number): void {
    const held = this.entries.get(own);
    if (!held || (held.file === file ? score > held.score : score === Infinity && held.score < score)) this.entries.set(own, { file, key, score });
  }

  result(): Joined {
    const entries = new Map([...this.entries].map(([own, { file, key }]): [string, Entry] => [own, { file, key }]));
    return { entries, doubtful: this.doubtful.filter(({ own }) => !entries.has(own)).sort(bySureness), repeated: this.repeated };
  }
}

const bySureness = (a: DoubtfulPair, b: DoubtfulPair): number => b.score - a.score;

/** Items are never altered, and read again as the very same ones where nobody has: so after an answer few are prepared anew. */
const prepared = new WeakMap<LibraryItem, ComparedWork>();

function comparedItem(item: LibraryItem): ComparedWork {
  const compared = prepared.get(item) ?? new ComparedWork(item);
  prepared.set(item, compared);
  return compared;
}

/** How much is known of an item: a title is worth more than all else. */
const fullness = (item: LibraryItem): number => Object.keys(item).length + (item.title ? 100 : 0);

/** The pairs of Ibid's own items that may be one work, likeliest first, in each the one of which more is known as the one to stay; without those of which a person said that they are not. */
export function doubtfulItems(items: readonly LibraryItem[]): DoubtfulPair[] {
  const decisions = new Decisions(items);
  const byId = new Map(items.map((item) => [item.id, item]));
  const areDifferent = (a: string, b: string): boolean => keysOf(byId.get(b)!).some((key) => decisions.areDifferent(a, key));
  const index = new WorkIndex<string>();
  const compared = items.map(comparedItem);
  for (const [at, { id }] of items.entries()) index.add(id, compared[at]!);
  const pairs = new Map<string, DoubtfulPair>();
  const isSource = (id: string): boolean => provenanceOf(byId.get(id)!)?.source !== undefined;
  for (const [at, { id }] of items.entries()) {
    // two sources that tell of one article stay two
    const isAsked = (other: string): boolean => other !== id && !(isSource(id) && isSource(other)) && !areDifferent(id, other) && !areDifferent(other, id);
    for (const { work, ...likeness } of index.matches(compared[at]!, isAsked)) {
      const name = [id, work].sort().join('\n');
      const [fuller, other] = fullness(byId.get(id)!) < fullness(byId.get(work)!) ? [work, id] : [id, work];
      if (!pairs.has(name)) pairs.set(name, doubtfulPair(fuller, other, likeness));
    }
  }
  return [...pairs.values()].sort(bySureness);
}
