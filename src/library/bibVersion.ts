import { BibFile } from '../documents/bib/bibFile.js';
import { utf8Of } from '../documents/bib/encoding.js';
import { cutEntries, layoutWidth, place, sameEnds, type BibLayout, type SameEnds } from '../documents/bib/entries.js';
import type { BibFault, Macros } from '../documents/bib/fields.js';
import { itemOf, searchedOf } from '../documents/bib/item.js';
import { positionsOf } from '../documents/bib/positions.js';
import { firstAt } from '../text/firstAt.js';
import type { FileProblem } from '../text/problem.js';
import type { Span } from '../text/span.js';
import { problemsOf, workOf, worksOf } from './formats/readBibtex.js';
import type { IndexedItem } from './indexedWords.js';
import { rowsOfBib, tableOfBib, type ItemRows, type PackedRows } from './itemRows.js';
import type { LibraryItem } from './library.js';
import { isShared } from './remote.js';
import { keptProblem, type Step, type Version } from './version.js';

/** Fields that may be long, and do not tell one work from another. */
const notCompared = new Set('abstract annotation annote keywords file note addendum comment contents review groups'.split(' '));

/** What of an entry depends on others. */
interface Needs {
  macros: boolean;
  /** Keys in lower case. */
  parents: readonly string[];
}

/** What is known of a version's entries, by their numbers, beside where they stand. */
interface Known {
  faults: Map<number, readonly BibFault[]>;
  needs: Map<number, Needs>;
  /** 1 for each entry whose faults and needs are known. */
  read: Uint8Array;
}

/**
 * A .bib as it is shown: as it stands in the file, but for entries that are broken or missing because something is, which are shown as they
 * stood before.
 */
export class BibVersion implements Version {
  readonly rows: ItemRows;

  /**
   * @param written the file as it stands
   * @param shown the same with earlier versions of some entries, whose texts follow those of the file
   * @param kept the entries that are shown as they stood before
   */
  private constructor(
    private readonly file: string,
    private readonly written: BibFile,
    private readonly mended: number,
    private readonly shown: BibFile,
    private readonly kept: ReadonlySet<number>,
    private readonly known: Known,
    /** The entries of the rows. */
    private readonly works: Int32Array = worksOf(shown),
    private readonly table: Int32Array = tableOfBib(shown, works),
  ) {
    this.rows = rowsOfBib(shown, works, table);
  }

  /** The version that follows on `before`, once the file holds `bytes`. */
  static after(before: BibVersion | null, bytes: Uint8Array, file: string): Step {
    const { bytes: utf8, mended, ends: found } = utf8Of(bytes, before?.written.bytes);
    const ends = before && (found ?? sameEnds(before.written.bytes, utf8));
    const written = new BibFile(utf8, cutEntries(utf8, before && ends && { layout: before.written.layout, ends }));
    const known = { faults: new Map<number, readonly BibFault[]>(), needs: new Map<number, Needs>(), read: new Uint8Array(written.size) };
    if (!before) return { version: new BibVersion(file, written, mended, written, new Set(), known), now: new Int32Array(0) };
    const inPlace = edited(before.written, before.kept, written, ends!);
    const change = inPlace ?? new Change(before.shown, before.works, written, known, ends!);
    const version = new BibVersion(file, written, mended, change.shown, change.kept, known, ...(inPlace ? [before.works, before.table] : []));
    version.takeOver(before, change.from);
    return { version, now: version.rowsNow(before, change) };
  }

  packed(): PackedRows {
    const { bytes, layout } = this.shown;
    // memory that threads share goes over as it is; else a copy, which `slice` gives none of Node's buffers
    return { bytes: isShared(bytes) ? bytes : new Uint8Array(bytes), layout: { ...layout, places: layout.places.slice() }, entries: this.works.slice(), table: this.table.slice() };
  }

  *searched(rows: Iterable<number>): Generator<IndexedItem> {
    for (const row of rows) {
      const entry = this.works[row]!;
      const reading = this.shown.read(entry);
      this.remember(entry, reading);
      yield { id: this.rows.keyAt(row), ...searchedOf(reading.type, reading.inherited) };
    }
  }

  *items(): Generator<LibraryItem> {
    for (const [row, entry] of this.works.entries()) yield workOf(this.rows.keyAt(row), this.shown.read(entry));
  }

  *compared(): Generator<LibraryItem> {
    for (const [row, entry] of this.works.entries()) {
      const { type, inherited } = this.shown.read(entry);
      const short = new Map([...inherited].filter(([name]) => !notCompared.has(name)));
      yield { id: this.rows.keyAt(row), ...itemOf(type, short).item };
    }
  }

  placeOf(key: string): Span | null {
    const entry = this.works[this.rows.rowOf(key)] ?? -1;
    if (entry < 0 || entry >= this.written.size || this.kept.has(entry)) return null;
    const [start, end] = [this.written.at(entry, 'keyStart'), this.written.at(entry, 'keyEnd')];
    const positions = positionsOf(this.written.bytes, [start, end]);
    return { start: positions.get(start)!.offset, end: positions.get(end)!.offset };
  }

  problems(): FileProblem[] {
    const { written, works } = this;
    const isWork = new Uint8Array(this.shown.size);
    for (const entry of works) isWork[entry] = 1;
    for (let entry = 0; entry < written.size; entry++) if (this.known.read[entry] === 0 && isWork[entry] === 0) this.remember(entry, written.read(entry));
    const missing = this.works.filter((entry) => entry >= this.written.size).length;
    return [...problemsOf(written, this.file, { works: this.shown === written ? works : worksOf(written), faults: this.known.faults, kept: this.kept, mended: this.mended }), ...(missing === 0 ? [] : [keptProblem(this.file, missing)])];
  }

  private remember(entry: number, { faults, usesMacros, parents }: ReturnType<BibFile['read']>): void {
    const { known } = this;
    if (usesMacros || parents.length > 0) known.needs.set(entry, { macros: usesMacros, parents });
    if (entry >= this.written.size || this.kept.has(entry)) return;
    known.read[entry] = 1;
    if (faults.length > 0) known.faults.set(entry, faults);
  }

  /** What was known of entries that did not change. @param from the entry of `before` that each was */
  private takeOver(before: BibVersion, from: Int32Array): void {
    const { known: was } = before;
    for (let entry = 0; entry < from.length; entry++) {
      const earlier = from[entry]!;
      if (earlier < 0) continue;
      const needs = was.needs.get(earlier);
      if (needs) this.known.needs.set(entry, needs);
      if (was.read[earlier] !== 1 || entry >= this.written.size || this.kept.has(entry) || before.kept.has(earlier)) continue;
      this.known.read[entry] = 1;
      const faults = was.faults.get(earlier);
      if (faults) this.known.faults.set(entry, faults);
    }
  }

  /** For each row of `before` the row whose item is the same; -1 where there is none, or what it depends on has changed. */
  private rowsNow(before: BibVersion, change: Changed): Int32Array {
    const rowOf = new Int32Array(this.shown.size).fill(-1);
    for (let row = 0; row < this.works.length; row++) rowOf[this.works[row]!] = row;
    for (const entry of this.stale(before, change)) rowOf[entry] = -1;
    const rowNow = new Int32Array(before.shown.size).fill(-1);
    for (let entry = 0; entry < change.from.length; entry++) if (change.from[entry]! >= 0) rowNow[change.from[entry]!] = rowOf[entry]!;
    return before.works.map((was) => rowNow[was]!);
  }

  /** Entries that are as they were, but use macros, or inherit from entries, that are not. */
  private *stale(before: BibVersion, change: Changed): Generator<number> {
    const macrosChanged = !equalMacros(before.shown.macros, this.shown.macros);
    let keys: ReadonlySet<string> | undefined;
    for (const [entry, { macros, parents }] of this.known.needs) {
      if ((macros && macrosChanged) || parents.some((key) => (keys ??= change.keys()).has(key))) yield entry;
    }
  }
}

const equalMacros = (one: Macros, other: Macros): boolean => one.size === other.size && [...one].every(([name, value]) => other.get(name) === value);

/** What became of a file's entries. */
interface Changed {
  readonly shown: BibFile;
  /** For each entry that is shown the one of before that it is; -1 for those that are new or changed. */
  readonly from: Int32Array;
  /** Entries that are shown as they stood before. */
  readonly kept: ReadonlySet<number>;
  /** The keys, in lower case, of entries that are new, changed or gone. */
  keys(): ReadonlySet<string>;
}

/** So many entries are looked at one by one. */
const mostEdited = 500;

/** The change of a file of which some sound entries were edited, each in its place, as it mostly is; found without a look at all the others' keys. Null for any other. */
function edited(was: BibFile, kept: ReadonlySet<number>, written: BibFile, ends: SameEnds): Changed | null {
  const { size } = written;
  if (kept.size > 0 || size !== was.size || written.layout.cutOff || was.layout.cutOff) return null;
  const first = firstAt(size, (entry) => written.at(entry, 'end') > ends.first);
  const behind = firstAt(size, (entry) => written.at(entry, 'start') >= written.bytes.length - ends.last);
  if (behind - first > mostEdited) return null;
  for (let entry = first; entry < behind; entry++) {
    const isSame = written.keyOf(entry) === was.keyOf(entry) && written.keyOf(entry) !== '' && written.typeOf(entry) === was.typeOf(entry);
    if (!isSame || !written.isClosed(entry) || !was.isClosed(entry) || isBroken(written.read(entry).faults)) return null;
  }
  const from = new Int32Array(size);
  for (let entry = 0; entry < size; entry++) from[entry] = entry < first || entry >= behind ? entry : -1;
  const keys = (): Set<string> => new Set(Array.from({ length: behind - first }, (_, at) => written.keyOf(first + at).toLowerCase()));
  return { shown: written, from, kept, keys };
}

/**
 * What became of a file's entries. An entry is the same if its text is. Those of before are kept
 * - for an entry that is broken now, that of its key; where it has lost its key, the one that stood in its place;
 * - where an entry is not closed, those behind it that are missing: it may have swallowed them;
 * - all that are missing, as long as the file ends within an entry, or holds none at all: it is being written.
 */
class Change implements Changed {
  readonly shown: BibFile;
  readonly from: Int32Array;
  readonly kept = new Set<number>();
  private readonly keysNow: readonly string[];
  private readonly keysBefore: readonly string[];
  private readonly entryOf = new Map<string, number>();
  private readonly entryBefore = new Map<string, number>();

  constructor(private readonly before: BibFile, worksBefore: Int32Array, private readonly written: BibFile, private readonly known: Known, ends: SameEnds) {
    this.keysNow = written.keys();
    this.keysBefore = before.keys();
    for (const [entry, key] of this.keysNow.entries()) if (key !== '' && !this.entryOf.has(key)) this.entryOf.set(key, entry);
    for (const entry of worksBefore) this.entryBefore.set(this.keysBefore[entry]!, entry);
    const same = sameEntries(before, written, ends, (entry) => this.entryBefore.get(this.keysNow[entry]!) ?? -1);
    const replaced = this.replaced(same);
    const missing = this.missing(new Set([...same, ...replaced.values()]));
    for (const [entry, was] of replaced) {
      same[entry] = was;
      this.kept.add(entry);
    }
    for (const at of missing.keys()) this.kept.add(written.size + at);
    this.from = new Int32Array([...same, ...missing]);
    this.shown = this.kept.size === 0 ? written : this.composed(replaced, missing);
  }

  keys(): Set<string> {
    const gone = new Set(this.before.keys().keys());
    const changed = new Set<string>();
    for (const [entry, was] of this.from.entries()) {
      if (was < 0) changed.add(this.shown.keyOf(entry).toLowerCase());
      else gone.delete(was);
    }
    for (const entry of gone) changed.add(this.before.keyOf(entry).toLowerCase());
    return changed;
  }

  /** Entries that are broken now, with those of before that are shown for them. */
  private replaced(same: Int32Array): Map<number, number> {
    const found = new Map<number, number>();
    for (const [entry, was] of same.entries()) {
      if (was >= 0) continue;
      const good = this.goodBefore(entry, same);
      if (good < 0) continue;
      const { faults } = this.written.read(entry);
      if ((this.keysNow[entry] !== '' && !isBroken(faults)) || isBroken(this.before.read(good).faults)) continue;
      this.known.read[entry] = 1;
      if (faults.length > 0) this.known.faults.set(entry, faults);
      found.set(entry, good);
    }
    return found;
  }

  /** The entry of before that an entry was; one without a key was what followed on the same entry, if that is missing. */
  private goodBefore(entry: number, same: Int32Array): number {
    const key = this.keysNow[entry]!;
    if (key !== '') return this.entryOf.get(key) === entry ? (this.entryBefore.get(key) ?? -1) : -1;
    const above = entry === 0 ? -1 : same[entry - 1]! >= 0 ? same[entry - 1]! : (this.entryBefore.get(this.keysNow[entry - 1]!) ?? this.before.size);
    const was = above + 1;
    const keyBefore = this.keysBefore[was] ?? '';
    return this.entryBefore.get(keyBefore) === was && !this.entryOf.has(keyBefore) ? was : -1;
  }

  /** Entries of before that are missing, and are kept. @param used those that are in the file, or shown for what is there */
  private missing(used: ReadonlySet<number>): number[] {
    const all = this.written.layout.cutOff || !this.keysNow.some((key) => key !== '');
    const kept: number[] = [];
    let swallowed = false;
    for (const [was, key] of this.keysBefore.entries()) {
      const entry = key === '' ? undefined : this.entryOf.get(key);
      if (entry !== undefined) swallowed = !this.written.isClosed(entry);
      else if (!used.has(was) && (all || (swallowed && key !== ''))) kept.push(was);
    }
    return kept;
  }

  /** The file with the texts of earlier entries behind it, in the places of those that they are shown for. */
  private composed(replaced: ReadonlyMap<number, number>, missing: readonly number[]): BibFile {
    const { written, before } = this;
    const layout: BibLayout = { ...written.layout, types: [...written.layout.types], places: new Int32Array((written.size + missing.length) * layoutWidth) };
    layout.places.set(written.layout.places);
    const all = [...replaced, ...missing.map((was, at): [number, number] => [written.size + at, was])];
    const bytes = new Uint8Array(all.reduce((sum, [, was]) => sum + before.at(was, 'end') - before.at(was, 'start'), written.bytes.length));
    bytes.set(written.bytes);
    let end = written.bytes.length;
    for (const [entry, was] of all) {
      const shift = end - before.at(was, 'start');
      const at = entry * layoutWidth;
      for (const what of ['start', 'end', 'keyStart', 'keyEnd', 'fields'] as const) layout.places[at + place[what]] = before.at(was, what) + shift;
      layout.places[at + place.type] = numberOf(layout.types, before.typeOf(was));
      layout.places[at + place.wrong] = before.at(was, 'wrong');
      bytes.set(before.bytes.subarray(before.at(was, 'start'), before.at(was, 'end')), end);
      end += before.at(was, 'end') - before.at(was, 'start');
    }
    return new BibFile(bytes, layout);
  }
}

const isBroken = (faults: readonly BibFault[]): boolean => faults.some(({ lost }) => lost);

function numberOf(types: string[], type: string): number {
  const number = types.indexOf(type);
  return number < 0 ? types.push(type) - 1 : number;
}

/** For each entry the one of before whose text it has, or -1. Most stand in the order of before; the others are found by their keys. */
function sameEntries(before: BibFile, now: BibFile, ends: SameEnds, byKey: (entry: number) => number): Int32Array {
  const same = new Int32Array(now.size).fill(-1);
  const [one, other] = [viewOf(before.bytes), viewOf(now.bytes)];
  for (let entry = 0, next = 0; entry < now.size; entry++, next++) {
    for (const was of [next, byKey(entry)]) {
      if (was < 0 || was >= before.size || before.at(was, 'wrong') !== now.at(entry, 'wrong')) continue;
      const length = now.at(entry, 'end') - now.at(entry, 'start');
      const [start, startBefore] = [now.at(entry, 'start'), before.at(was, 'start')];
      if (before.at(was, 'end') - startBefore !== length) continue;
      const standsAsBefore = (startBefore === start && start + length <= ends.first) || (startBefore === start - ends.shift && start >= now.bytes.length - ends.last);
      if (!standsAsBefore && !equalBytes(one, startBefore, other, start, length)) continue;
      same[entry] = was;
      next = was;
      break;
    }
  }
  return same;
}

const viewOf = ({ buffer, byteOffset, byteLength }: Uint8Array): DataView => new DataView(buffer, byteOffset, byteLength);

/** Four at a time, wherever they stand. */
function equalBytes(one: DataView, from: number, other: DataView, start: number, length: number): boolean {
  let at = 0;
  for (; at + 4 <= length; at += 4) if (one.getInt32(from + at) !== other.getInt32(start + at)) return false;
  for (; at < length; at++) if (one.getUint8(from + at) !== other.getUint8(start + at)) return false;
  return true;
}
