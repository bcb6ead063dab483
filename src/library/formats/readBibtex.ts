import * as l10n from '@vscode/l10n';
import { BibFile, type BibReading } from '../../documents/bib/bibFile.js';
import type { BibFault } from '../../documents/bib/fields.js';
import { itemOf } from '../../documents/bib/item.js';
import { positionsOf, type Position } from '../../documents/bib/positions.js';
import type { FileProblem } from '../../text/problem.js';
import type { LibraryItem } from '../library.js';
import { libraryItem } from './bibEntry.js';
import type { Rows } from './rows.js';

/** Entries that are no works: data for others, and what the file says for itself. */
const notWorks = new Set(['xdata', 'set', 'string', 'preamble']);

/** The entries of a .bib that are works, in their order: those with a key that none before them has. */
export function worksOf(bib: BibFile, keys: readonly string[] = bib.keys()): Int32Array {
  const works = new Int32Array(bib.size);
  const seen = new Set<string>();
  const isWork = bib.layout.types.map((type) => !notWorks.has(type));
  let count = 0;
  for (const [entry, key] of keys.entries()) {
    if (key === '' || seen.has(key) || !isWork[bib.at(entry, 'type')]) continue;
    seen.add(key);
    works[count++] = entry;
  }
  return works.subarray(0, count);
}

/** The item of an entry as it was read. The fields that CSL has no variable for are kept in TeX in `custom.biblatex`. */
export const workOf = (id: string, { type, inherited }: BibReading): LibraryItem => libraryItem(id, itemOf(type, inherited));

/** What was found wrong with a .bib while it was read. */
export interface BibFaults {
  /** What `worksOf` gave. */
  works: Int32Array;
  /** Those of entries, by their numbers; offsets count from where an entry's fields begin. */
  faults: ReadonlyMap<number, readonly BibFault[]>;
  /** Entries of which an earlier version is shown. */
  kept?: ReadonlySet<number>;
  /** Where the first byte stood that was not UTF-8, or -1. */
  mended?: number;
}

/** Something wrong between two bytes of the file. */
interface Fault {
  start: number;
  end: number;
  /** The message, given where bytes stand. */
  say: (lineOf: (byte: number) => number) => string;
  /** Other bytes whose lines it names. */
  names?: number[];
}

/** What is wrong with a .bib as a person is told, in the order of the file, with lines. */
export function problemsOf(bib: BibFile, file: string, { works, faults, kept, mended = -1 }: BibFaults): FileProblem[] {
  const header = (entry: number): Pick<Fault, 'start' | 'end'> => ({ start: bib.at(entry, 'start'), end: bib.at(entry, 'fields') });
  const found: Fault[] = [...conflicts(bib, file), ...keyFaults(bib, file, works, header, kept)];
  for (const [entry, list] of faults) {
    for (const { message, start, end } of list) {
      const span = end === 0 ? header(entry) : { start: bib.byteAt(entry, start), end: bib.byteAt(entry, end) };
      found.push({ ...span, say: (lineOf) => brokenEntry(capitalised(message), lineOf(span.start), nameOf(bib, entry), file, kept?.has(entry) ?? false) });
    }
  }
  if (mended >= 0) {
    found.push({ start: mended, end: mended + 1, say: (lineOf) => l10n.t('{0} is not all UTF-8: what is not, from line {1}, was read as Windows-1252. Check its accents, or save the file as UTF-8.', file, lineOf(mended)) });
  }
  if (found.length === 0) return [];
  const positions = positionsOf(bib.bytes, found.flatMap(({ start, end, names = [] }) => [start, end, ...names]));
  const at = (byte: number): Position => positions.get(byte)!;
  return found
    .sort((a, b) => a.start - b.start)
    .map(({ start, end, say }) => ({ code: 'item-invalid', message: say((byte) => at(byte).line), file, start: at(start).offset, end: at(end).offset }));
}

/** As it stands within a sentence. */
const nameOf = (bib: BibFile, entry: number): string => (bib.keyOf(entry) === '' ? l10n.t('an entry of type @{0}', bib.typeOf(entry)) : l10n.t('the entry {0}', bib.keyOf(entry)));

const capitalised = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

const brokenEntry = (fault: string, line: number, entry: string, file: string, isKept: boolean): string =>
  isKept
    ? l10n.t('{0} (line {1}), in {2} of {3}. Its last good version is used until it is mended.', fault, line, entry, file)
    : l10n.t('{0} (line {1}), in {2} of {3}.', fault, line, entry, file);

function* conflicts(bib: BibFile, file: string): Generator<Fault> {
  for (const start of bib.conflicts) {
    yield { start, end: start + '<<<<<<<'.length, say: (lineOf) => l10n.t('A merge conflict of git stands in line {0} of {1}. The entries of both sides are used; of two with the same key, the first.', lineOf(start), file) };
  }
}

/** Entries that would be works, but have no key, or one that another has. */
function* keyFaults(bib: BibFile, file: string, works: Int32Array, header: (entry: number) => Pick<Fault, 'start' | 'end'>, kept?: ReadonlySet<number>): Generator<Fault> {
  const passed = new Uint8Array(bib.size);
  for (const entry of works) passed[entry] = 1;
  let firsts: Map<string, number> | undefined;
  for (let entry = 0; entry < bib.size; entry++) {
    if (passed[entry] === 1 || notWorks.has(bib.typeOf(entry))) continue;
    const { start, end } = header(entry);
    const key = bib.keyOf(entry);
    const name = capitalised(nameOf(bib, entry));
    if (key === '') {
      const say: Fault['say'] = (lineOf) =>
        kept?.has(entry)
          ? l10n.t('{0} in line {1} of {2} has no cite key, so the entry that stood here before is used.', name, lineOf(start), file)
          : l10n.t('{0} in line {1} of {2} has no cite key, so it was left out.', name, lineOf(start), file);
      yield { start, end, say };
      continue;
    }
    firsts ??= new Map(Array.from(works, (one): [string, number] => [bib.keys()[one]!, bib.at(one, 'start')]));
    const first = firsts.get(key)!;
    yield { start, end, names: [first], say: (lineOf) => l10n.t('{0} in line {1} of {2} has the same cite key as the one in line {3}, which is used; this one was left out.', name, lineOf(start), file, lineOf(first)) };
  }
}

/**
 * Reads a .bib. A broken entry costs what of it is broken, and nothing else; what is wrong is told with its line.
 *
 * It is not read by citation-js (plugin-bibtex 0.7), which loses the whole file by a missing brace or comma and names another line, passes over
 * `xdata`, and takes several times as long; `npm run bench` measures it beside.
 */
export function readBibtex(source: string | Uint8Array, file: string): Rows<LibraryItem> {
  const bib = new BibFile(source);
  const works = worksOf(bib);
  const rows: LibraryItem[] = [];
  const faults = new Map<number, BibFault[]>();
  for (let entry = 0; entry < bib.size; entry++) {
    const reading = bib.read(entry);
    if (reading.faults.length > 0) faults.set(entry, reading.faults);
    if (works[rows.length] === entry) rows.push(workOf(bib.keyOf(entry), reading));
  }
  return { rows, verbatim: new Map(), kept: [], broken: false, problems: problemsOf(bib, file, { works, faults }) };
}
