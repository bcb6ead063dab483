import type { LibraryItem } from '../library.js';

/*
 * How nothing is lost between CSL and a format that says less. Both ways are kept, each in the other's own place for such:
 * - what a file has and CSL does not stands in the item under `custom.<format>`, and is written back there;
 * - what an item has and the format does not say, or not as exactly, is its *remainder*: found by reading again what was just written, so that
 *   no field can be forgotten. It is written where the format has room for a user's own, and reading puts it back.
 */

/** Variables by their names; null for one that reading alone would add. */
export type Remainder = Readonly<Record<string, unknown>>;

type Variables = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is Record<string, unknown> => value !== null && typeof value === 'object' && !Array.isArray(value);

/** Values of a reference are nested a few levels deep; going through others may take more stack than there is. */
const deepest = 64;

export const isTooDeep = (value: unknown, depth = 0): boolean =>
  value !== null && typeof value === 'object' && (depth > deepest || Object.values(value).some((part) => isTooDeep(part, depth + 1)));

/** What a value says, in whatever order its fields stand. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_name, part: unknown) => (isObject(part) ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))) : part)) ?? '';
}

export const same = (a: unknown, b: unknown): boolean => a === b || canonical(a) === canonical(b);

/** What an item keeps of a format. */
export function keptOf(item: LibraryItem, format: string): Variables {
  const kept = (item.custom as Variables | undefined)?.[format];
  return isObject(kept) ? kept : {};
}

/** The variables of an item as other formats are to see them: without what Ibid keeps, which never goes out, and without what is kept of a format. */
function variablesOf(item: LibraryItem, format: string): Variables {
  const { custom, ...variables } = item as LibraryItem & { custom?: Variables };
  const others = Object.entries(custom ?? {}).filter(([name]) => name !== 'ibid' && name !== format);
  return others.length === 0 ? variables : { ...variables, custom: Object.fromEntries(others) };
}

/** The item as files other than Ibid's own hold it. */
export const withoutProvenance = (item: LibraryItem): LibraryItem => variablesOf(item, 'ibid') as unknown as LibraryItem;

/**
 * What of an item its record does not say.
 *
 * @param back what reading the record gives
 */
export function remainderOf(item: LibraryItem, back: LibraryItem, format: string): Remainder {
  const [wanted, said] = [variablesOf(item, format), variablesOf(back, format)];
  const names = [...new Set([...Object.keys(wanted), ...Object.keys(said)])];
  return Object.fromEntries(names.filter((name) => !same(wanted[name], said[name])).map((name) => [name, wanted[name] ?? null]));
}

/**
 * The item of a record, with the remainder that was written beside it. A variable whose field was changed since by another program is that
 * program's: what is put back has to be what the record still says.
 *
 * @param again writes an item and reads it
 */
export function withRemainder(read: LibraryItem, remainder: Remainder, format: string, again: (item: LibraryItem) => LibraryItem): LibraryItem {
  const whole = put(read, Object.entries(remainder));
  const [back, said] = [variablesOf(again(whole), format), variablesOf(read, format)];
  return put(read, Object.entries(remainder).filter(([name]) => same(back[name], said[name])));
}

function put(item: LibraryItem, values: readonly (readonly [string, unknown])[]): LibraryItem {
  const all = new Map<string, unknown>([...Object.entries(item), ...values]);
  const custom = all.get('custom');
  if (isObject(custom)) all.set('custom', { ...Object.fromEntries(Object.entries(custom).filter(([name]) => name !== 'ibid')), ...item.custom });
  return Object.fromEntries([...all].filter(([, value]) => value !== null && value !== undefined)) as unknown as LibraryItem;
}
