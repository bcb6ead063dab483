import * as l10n from '@vscode/l10n';
import { cslNameVariables, type CslName } from '../csl.js';
import type { FileProblem } from '../text/problem.js';
import { withProvenance, type Decided } from './decisions.js';
import { canonical, digest } from './digest.js';
import type { Claim, Library, LibraryItem, Provenance } from './library.js';
import { byPlace } from './merge.js';
import { fieldsOf, inFieldOrder, provenanceOf } from './readings.js';

/** What stands of a field in an item: its value, and what Ibid knows of it. */
export interface FieldState {
  value?: unknown;
  read?: string;
  confidence?: number;
  readIn?: string;
  dismissed?: string;
}

export interface FieldChange {
  kind: 'field';
  key: string;
  field: string;
  before: FieldState;
  after: FieldState;
}

/** A claim as it was and as it is to be; null where there is none. */
export interface ClaimChange {
  kind: 'claim';
  before: Claim | null;
  after: Claim | null;
}

/** What is said of a problem found in a source: the work that is meant, null for nothing, undefined where it is open. */
export interface ProblemChange {
  kind: 'problem';
  file: string;
  name: string;
  before: string | null | undefined;
  after: string | null | undefined;
}

/** One thing that a person says of the library, with what was there before, so that it can be undone. */
export type Change = FieldChange | ClaimChange | ProblemChange;

const records = ['read', 'confidence', 'readIn', 'dismissed'] as const;
/** Those of an item's records that stand only where they hold something. */
const optional = new Set<(typeof records)[number]>(['readIn', 'dismissed']);

export function fieldState(item: LibraryItem, field: string): FieldState {
  const provenance = provenanceOf(item);
  const known = records.flatMap((name) => (provenance?.[name]?.[field] === undefined ? [] : [[name, provenance[name][field]] as const]));
  return { value: fieldsOf(item)[field], ...Object.fromEntries(known) };
}

/** A field as a person has it: no reading alters it from then on. */
export function personsField({ read }: FieldState, value: unknown): FieldState {
  return { value, read: read === undefined || read === digest(value) ? '' : read };
}

/** A record with another value in one place; undefined takes it out. */
function withEntry<Value>(record: Readonly<Record<string, Value>> | undefined, name: string, value: Value | undefined): Record<string, Value> {
  const others = Object.entries(record ?? {}).filter(([other]) => other !== name);
  return Object.fromEntries(value === undefined ? others : [...others, [name, value]]);
}

function withField(item: LibraryItem, field: string, state: FieldState): LibraryItem {
  const provenance = provenanceOf(item)!;
  const now = records.map((name) => {
    const record = inFieldOrder(withEntry<string | number>(provenance[name], field, state[name]));
    return [name, optional.has(name) && Object.keys(record).length === 0 ? undefined : record];
  });
  const changed = { id: item.id, ...inFieldOrder(withEntry(fieldsOf(item), field, state.value)), custom: item.custom } as LibraryItem;
  return withProvenance(changed, Object.fromEntries(now) as Partial<Provenance>);
}

const isSame = (a: unknown, b: unknown): boolean => canonical(a) === canonical(b);

/** What a claim says, wherever the source has it now. */
const said = (claim: Claim | null): unknown => claim && { ...claim, source: claim.source.reference };

const changed = (what: string): Decided => ({ refused: l10n.t('{0} has changed in the meantime, so it was left as it is. Look at it again.', what) });

function fieldChanged(library: Library, { key, field, before, after }: FieldChange): Decided {
  const index = library.items.findIndex(({ id }) => id === key);
  const item = library.items[index];
  if (!item || !provenanceOf(item) || !isSame(fieldState(item, field), before)) return changed(key);
  return { library: { ...library, items: library.items.with(index, withField(item, field, after)) } };
}

function claimChanged(library: Library, { before, after }: ClaimChange): Decided {
  const { id } = (before ?? after)!;
  const index = library.claims.findIndex((claim) => claim.id === id);
  const held = library.claims[index] ?? null;
  if (!isSame(said(held), said(before))) return changed(l10n.t('The claim'));
  if (!after) return { library: { ...library, claims: library.claims.toSpliced(index, 1) } };
  if (held) return { library: { ...library, claims: library.claims.with(index, { ...after, source: { ...after.source, ...placeOf(held) } }) } };
  const behind = library.claims.findIndex((claim) => byPlace(after, claim) < 0);
  return { library: { ...library, claims: library.claims.toSpliced(behind < 0 ? library.claims.length : behind, 0, after) } };
}

const placeOf = ({ source: { file, start, end } }: Claim): Pick<Claim['source'], 'file' | 'start' | 'end'> => ({ file, start, end });

function problemChanged(library: Library, { file, name, before, after }: ProblemChange): Decided {
  const index = library.items.findIndex((item) => provenanceOf(item)?.source?.file === file);
  const item = library.items[index];
  if (!item) return { refused: l10n.t('{0} is no source of the library any more.', file) };
  const { settled: known, ...source } = provenanceOf(item)!.source!;
  if (known?.[name] !== before) return changed(l10n.t('What was said of this place'));
  const settled = withEntry(known, name, after);
  const now = { ...source, ...(Object.keys(settled).length > 0 ? { settled } : {}) };
  return { library: { ...library, items: library.items.with(index, withProvenance(item, { source: now })) } };
}

function made(library: Library, change: Change): Decided {
  switch (change.kind) {
    case 'field': return fieldChanged(library, change);
    case 'claim': return claimChanged(library, change);
    case 'problem': return problemChanged(library, change);
  }
}

/** Makes changes, all of them or none: where one of the places is no longer as it was before, it is refused. */
export function withChanges(library: Library, changes: readonly Change[]): Decided {
  let now = library;
  for (const change of changes) {
    const decided = made(now, change);
    if ('refused' in decided) return decided;
    now = decided.library;
  }
  return { library: now };
}

/** The changes that take these back. */
export const reversed = (changes: readonly Change[]): Change[] =>
  changes.map((change) => ({ ...change, before: change.after, after: change.before }) as Change).reverse();

/** Fields in which several works share one value, and so one mistake. */
const sharedFields = new Set<string>([
  'archive', 'authority', 'collection-title', 'container-title', 'container-title-short', 'event-place', 'event-title', 'genre', 'publisher', 'publisher-place',
]);
const nameFields = new Set<string>(cslNameVariables);

/** Whether a field stands as Ibid read it. */
const isAsRead = ({ value, read }: FieldState): boolean => read !== undefined && read === digest(value);

/** The names that were spelt another way, by their spelling before. */
function respelt(before: unknown, after: unknown): Map<string, CslName> {
  if (!Array.isArray(before) || !Array.isArray(after) || before.length !== after.length) return new Map();
  const names = before.map((name: unknown, index): [string, CslName] => [canonical(name), after[index] as CslName]);
  return new Map(names.filter(([was, now]) => was !== canonical(now)));
}

/** What a correction makes of another item's fields; of a kind of work only where both appeared in one place. */
function alike(item: LibraryItem, { field, before, after }: FieldChange, corrected: LibraryItem | undefined): [field: string, value: unknown][] {
  const fields = fieldsOf(item);
  if (nameFields.has(field)) {
    const names = respelt(before.value, after.value);
    const now = (value: unknown): unknown => (Array.isArray(value) ? value.map((name: unknown) => names.get(canonical(name)) ?? name) : value);
    return Object.entries(fields).filter(([name, value]) => nameFields.has(name) && !isSame(now(value), value)).map(([name, value]) => [name, now(value)]);
  }
  const isAlike = field === 'type' ? corrected !== undefined && appearedIn(item) !== undefined && appearedIn(item) === appearedIn(corrected) : sharedFields.has(field);
  return isAlike && isSame(fields[field], before.value) ? [[field, after.value]] : [];
}

const appearedIn = (item: LibraryItem): string | undefined => item['container-title'] ?? item.publisher;

/** The same mistake in other items, where it stands as it was read: what a correction would make of them. */
export function likeChanges(items: readonly LibraryItem[], change: FieldChange): FieldChange[] {
  if (change.after.value === undefined || isSame(change.before.value, change.after.value)) return [];
  const corrected = items.find(({ id }) => id === change.key);
  return items.filter((item) => item !== corrected).flatMap((item) =>
    alike(item, change, corrected).flatMap(([field, value]): FieldChange[] => {
      const before = fieldState(item, field);
      return isAsRead(before) ? [{ kind: 'field', key: item.id, field, before, after: personsField(before, value) }] : [];
    }),
  );
}

/** What a library says of problems of its sources, by the source's file. */
function settledIn(items: readonly LibraryItem[]): Map<string, Record<string, string | null>> {
  return new Map(items.flatMap((item) => {
    const source = provenanceOf(item)?.source;
    return source?.settled ? [[source.file, source.settled] as const] : [];
  }));
}

/** A problem with the name it is remembered by: one that is found again, wherever its source has it then, has the same. */
export interface NamedProblem {
  problem: FileProblem;
  name: string;
}

/** The problems that no person has settled. Of several in one source that say the same, each has a name of its own, in the order of the text. */
export function openProblems(items: readonly LibraryItem[], problems: readonly FileProblem[]): NamedProblem[] {
  const settled = settledIn(items);
  const counts = new Map<string, number>();
  return problems.flatMap((problem) => {
    const same = digest([problem.code, problem.message]);
    const place = `${problem.file}\n${same}`;
    const count = (counts.get(place) ?? 0) + 1;
    counts.set(place, count);
    const name = count === 1 ? same : `${same}-${count}`;
    return settled.get(problem.file)?.[name] === undefined ? [{ problem, name }] : [];
  });
}
