import * as l10n from '@vscode/l10n';
import * as z from 'zod/mini';
import type { FileProblem } from '../text/problem.js';
import { isOwnBibtex, writeBibtex } from './formats/bibtex.js';
import { conflictIn, readJson, writeRows, type JsonFault } from './formats/json.js';
import { keptKeys, readClaims, readItems, writtenRows, type ListedRows } from './formats/rows.js';
import { FileSystemError, type FileSystem } from './fileSystem.js';
import { followRenamed } from './merge.js';
import { libraryFiles, type Claim, type Library, type LibraryItem } from './library.js';
import { join } from './paths.js';
import { provenanceOf } from './readings.js';
import { finishTogether, isUnfinished, replaceTogether, unfinishedTexts, type Replacement } from './together.js';

type FileName = keyof typeof libraryFiles;

/** The words of each file, null where there is none. Bytes that are not UTF-8 stand as U+FFFD, and the file among `undecodable`. */
export interface Content {
  text: Record<FileName, string | null>;
  undecodable: Set<FileName>;
}

/** The files as they were loaded, with what was made of them. */
export interface LibraryState {
  content: Content;
  items: ListedRows<LibraryItem>;
  claims: ListedRows<Claim>;
  /** Keys that stand in entries which are not valid, and so are taken. */
  reserved: readonly string[];
}

export interface LoadedLibrary {
  library: Library;
  problems: FileProblem[];
  state: LibraryState;
}

/** What came of saving. */
export interface Saved {
  library: Library;
  problems: FileProblem[];
  /** Names of the files whose bytes changed. */
  written: string[];
  /** False where the library was left as it is, for a reason that `problems` tells. */
  saved: boolean;
}

export interface SaveOptions {
  /** Take over files that have the library's names but are not Ibid's; what is in them stays. */
  adopt?: boolean;
}

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const lenient = new TextDecoder('utf-8', { ignoreBOM: true });

async function readContent(fs: FileSystem, folder: string): Promise<Content> {
  const content: Content = { text: { references: null, bibtex: null, claims: null, problems: null }, undecodable: new Set() };
  const unfinished = await unfinishedTexts(fs, folder, Object.values(libraryFiles));
  for (const name of Object.keys(libraryFiles) as FileName[]) {
    content.text[name] = unfinished.get(libraryFiles[name]) ?? null;
    const bytes = content.text[name] === null ? await fs.read(join(folder, libraryFiles[name])) : null;
    if (bytes === null) continue;
    try {
      content.text[name] = strict.decode(bytes);
    } catch {
      content.text[name] = lenient.decode(bytes);
      content.undecodable.add(name);
    }
  }
  return content;
}

const isBlank = (text: string | null): boolean => text === null || text.replace('\ufeff', '').trim() === '';

/** The library of a folder. A file that is broken gives no rows and a problem; the others are read. Throws `FileSystemError`. */
export async function loadLibrary(fs: FileSystem, folder: string): Promise<LoadedLibrary> {
  return understand(await readContent(fs, folder));
}

function understand(content: Content): LoadedLibrary {
  const { text, undecodable } = content;
  const items = undecodable.has('references') ? notUtf8<LibraryItem>('references') : readItems(text.references, libraryFiles.references);
  const claims = undecodable.has('claims') ? notUtf8<Claim>('claims') : readClaims(text.claims, libraryFiles.claims);
  return {
    library: { items: isBlank(text.claims) ? withoutKnownClaims(items.rows) : [...items.rows], claims: followRenamed(claims.rows, items.rows) },
    problems: [...items.problems, ...claims.problems],
    state: { content, items, claims, reserved: keptKeys(items) },
  };
}

function notUtf8<Row>(name: FileName): ListedRows<Row> {
  const file = libraryFiles[name];
  const message = l10n.t('{0} is not in UTF-8, so it was left as it is, and nothing was written over it. Save it as UTF-8 and import again.', file);
  return { rows: [], values: null, verbatim: new Map(), kept: [], broken: true, problems: [{ code: 'library-broken', message, file, start: 0, end: 0 }] };
}

/** A claims.json that is gone as a whole is made anew; that is not as if each of its claims had been deleted. */
function withoutKnownClaims(items: readonly LibraryItem[]): LibraryItem[] {
  return items.map((item) => {
    const ibid = provenanceOf(item);
    if (!ibid?.source || ibid.source.claims.length === 0) return item;
    return { ...item, custom: { ...item.custom, ibid: { ...ibid, source: { ...ibid.source, claims: [] } } } };
  });
}

function notOurs(name: FileName): FileProblem {
  const file = libraryFiles[name];
  const message = l10n.t('{0} Choose another folder for the library, or adopt the file (ibid import --adopt): what is in it stays, and Ibid adds to it.', whoseItIs[name](file));
  return { code: 'library-not-ours', message, file, start: 0, end: 0 };
}

const whoseItIs: Record<FileName, (file: string) => string> = {
  references: (file) => l10n.t('{0} was not made by Ibid, so it was left as it is.', file),
  claims: (file) => l10n.t('{0} does not hold Ibid’s claims, so it was left as it is.', file),
  bibtex: (file) => l10n.t('{0} holds entries that are not Ibid’s, so it was left as it is.', file),
  problems: (file) => l10n.t('{0} does not hold Ibid’s problems, so it was left as it is.', file),
};

/**
 * Ibid's own are: a references.json beside a claims.json or with an item that Ibid read; a references.bib with its first line or its
 * entries only; a claims.json whose rows are claims. A file that is empty or not there is free.
 */
function strangers({ content, items, claims }: LibraryState): FileProblem[] {
  const problems: FileProblem[] = [];
  const hasItems = items.rows.length + items.kept.length > 0;
  if (hasItems && content.text.claims === null && !items.rows.some(provenanceOf)) {
    problems.push(notOurs('references'));
  }
  if (claims.rows.length === 0 && claims.kept.length > 0) problems.push(notOurs('claims'));
  return problems;
}

/** Why the .bib is left as it is, entries of both sides of a merge with it. */
function bibtexToLeave({ text, undecodable }: Content, adopt: boolean): FileProblem[] {
  const bib = text.bibtex ?? '';
  if (undecodable.has('bibtex')) return notUtf8('bibtex').problems;
  const conflict = conflictIn(bib);
  if (conflict) return [conflictInBibtex(conflict)];
  return adopt || isOwnBibtex(bib) ? [] : [notOurs('bibtex')];
}

function conflictInBibtex({ offset, line, message }: JsonFault): FileProblem {
  const file = libraryFiles.bibtex;
  const what = l10n.t('{0}, line {1}: {2}. The file was left as it is, with the entries of both sides. Keep what you want of them and import again.', file, line, message);
  return { code: 'library-broken', message: what, file, start: offset, end: offset };
}

const anyLine = /\r?\n/g;
const unixLine = /(?<!\r)\n/;

/** A text with the byte order mark and the line ends that the file had before. */
function inTheManner(before: string | null, text: string): string {
  if (before === null) return text;
  const isWindows = before.includes('\n') && !unixLine.test(before);
  const ended = isWindows ? text.replace(anyLine, '\r\n') : text;
  return before.startsWith('\ufeff') ? `\ufeff${ended}` : ended;
}

/** The library with its .bib, which an item is told of once its entry stands there. */
function withBibtex(library: Library, before: string | null): { library: Library; text: string } {
  const fresh = isBlank(before);
  // an item whose entry stood there once and is gone had it deleted by a person
  const { text, entries } = writeBibtex(fresh ? '' : before!.replace('\ufeff', ''), library.items, (item) => fresh || provenanceOf(item)?.bib !== item.id);
  const items = library.items.map((item): LibraryItem => {
    const ibid = provenanceOf(item);
    if (!ibid || ibid.bib === item.id || !entries.has(item.id)) return item;
    return { ...item, custom: { ...item.custom, ibid: { ...ibid, bib: item.id } } };
  });
  return { library: { ...library, items }, text };
}

const problemSchema = z.array(z.looseObject({ code: z.string(), message: z.string(), file: z.string(), start: z.number(), end: z.number() }));

/** The rows of problems.json; null where there are none, or the file is not Ibid's. */
export function earlierProblems({ text }: Content): FileProblem[] | null {
  const rows = isBlank(text.problems) ? null : readJson(text.problems!).value;
  return z.safeParse(problemSchema, rows).success ? (rows as FileProblem[]) : null;
}

/** Whether there is a claims.json with anything in it. */
export const hasClaims = ({ text }: Content): boolean => !isBlank(text.claims);

/** The problems found now beside what becomes of those found before. */
function mergedProblems(held: readonly FileProblem[] | null, problems: readonly FileProblem[], earlier: Earlier): FileProblem[] {
  const own = new Set<string>(Object.values(libraryFiles));
  const staying = (held ?? []).filter(({ file }) => !own.has(file)).map(earlier).filter((problem) => problem !== null);
  const compare = (a: string | number, b: string | number): number => (a < b ? -1 : a > b ? 1 : 0);
  return [...staying, ...problems].sort((a, b) => compare(a.file, b.file) || a.start - b.start || compare(a.code, b.code));
}

/** The same list, in whatever words: a person, or a formatter, may have laid the file out their own way. Values that nobody touched are the very same ones. */
const saysTheSame = (before: readonly unknown[], after: readonly unknown[]): boolean =>
  before.length === after.length && before.every((value, index) => value === after[index] || JSON.stringify(value) === JSON.stringify(after[index]));

type Written = [name: FileName, text: string];

/** A file's list as it is to be; nothing where it stands there already. */
const changedList = (name: FileName, before: readonly unknown[] | null, after: readonly unknown[]): Written[] =>
  before && saysTheSame(before, after) ? [] : [[name, writeRows(after)]];

/** What `saveLibrary` is to make of the library as it is just then. Called again where the files change in the meantime. */
export type Update = (library: Library, reserved: readonly string[]) => { library: Library; problems: readonly FileProblem[] };

/** What becomes of a problem of a source that an earlier import found: null where it is no longer one. */
export type Earlier = (problem: FileProblem) => FileProblem | null;

/** What is to become of a library: its update, and how the files are taken. */
interface Change {
  update: Update;
  earlier: Earlier;
  adopt: boolean;
}

interface Plan {
  library: Library;
  problems: FileProblem[];
  /** Of the files that are not to stay as they are. */
  texts: Written[];
  /** False where the library is left as it is. */
  goes: boolean;
}

function plan({ library: before, problems: found, state }: LoadedLibrary, { update, earlier, adopt }: Change): Plan {
  const { content, items, claims } = state;
  const foreign = adopt ? [] : strangers(state);
  if (foreign.length > 0) return { library: before, problems: [...found, ...foreign], texts: [], goes: false };
  if (items.broken || claims.broken) return withProblems({ library: before, problems: found, texts: [], goes: false }, content, earlier);
  const updated = update(before, state.reserved);
  const left = bibtexToLeave(content, adopt);
  const bibtex = left.length > 0 ? null : withBibtex(updated.library, content.text.bibtex);
  const library = bibtex?.library ?? updated.library;
  const texts: Written[] = [
    ...(bibtex ? [['bibtex', bibtex.text] satisfies Written] : []),
    ...changedList('claims', claims.values, writtenRows(library.claims, claims)),
    ...changedList('references', items.values, writtenRows(library.items, items)),
  ];
  return withProblems({ library, problems: [...found, ...updated.problems, ...left], texts, goes: true }, content, earlier);
}

function withProblems(planned: Plan, content: Content, earlier: Earlier): Plan {
  const held = earlierProblems(content);
  if (!held && !isBlank(content.text.problems)) return { ...planned, problems: [...planned.problems, notOurs('problems')] };
  return { ...planned, texts: [...planned.texts, ...changedList('problems', held, mergedProblems(held, planned.problems, earlier))] };
}

/** A change made in memory to the files as they were just then. */
interface Prepared {
  before: LoadedLibrary;
  replacements: Replacement[];
  /** What will have come of it. */
  saved: Saved;
}

async function prepare(fs: FileSystem, folder: string, change: Change): Promise<Prepared> {
  const before = await loadLibrary(fs, folder);
  const { library, problems, texts, goes } = plan(before, change);
  const replacements: Replacement[] = [];
  for (const [name, text] of texts) {
    const held = before.state.content.text[name];
    const after = inTheManner(held, text);
    if (held !== after) replacements.push({ name: libraryFiles[name], before: held, after });
  }
  return { before, replacements, saved: { library, problems, written: replacements.map(({ name }) => name), saved: goes } };
}

function unsaved({ before, saved }: Prepared, why: string, file: string = libraryFiles.references): Saved {
  const message = l10n.t('The library could not be written: {0} It is as it was; put that right and import again.', why);
  return { library: before.library, problems: [...saved.problems, { code: 'library-unwritable', message, file, start: 0, end: 0 }], written: [], saved: false };
}

/**
 * Changes the library of a folder, and writes what of its files is changed by that, as one: all of them or none. The files are read and
 * changed in memory; where they are no longer what was read when no other Ibid may write, the change is made anew to what they are now, so
 * that nothing another program wrote in the meantime is lost. What can't be written, or does not come to rest, is a problem, and the library
 * stays as it was. What a crash has cut off is gone on with first.
 *
 * @param earlier what becomes of the problems that stand in problems.json; they stay where it is left out
 */
export async function saveLibrary(
  fs: FileSystem,
  folder: string,
  update: Update,
  earlier: Earlier = (problem) => problem,
  { adopt = false }: SaveOptions = {},
): Promise<Saved> {
  const change = { update, earlier, adopt };
  await fs.makeFolder(folder);
  const prepared = await prepare(fs, folder, change);
  if (prepared.replacements.length === 0 && !(await isUnfinished(fs, folder))) return prepared.saved;
  try {
    await fs.lock(folder);
  } catch (error) {
    if (error instanceof FileSystemError) return unsaved(prepared, error.message);
    throw error;
  }
  try {
    return await write(fs, folder, prepared, change);
  } finally {
    // one that can't be given back is taken for left over after a while
    await fs.unlock(folder).catch(() => undefined);
  }
}

const attempts = 10;

/** Writes what was prepared, or what it comes to now. */
async function write(fs: FileSystem, folder: string, first: Prepared, change: Change): Promise<Saved> {
  const cutOff = await finishTogether(fs, folder, Object.values(libraryFiles));
  if (cutOff) return unsaved(first, cutOff.error.message, cutOff.name);
  let prepared = first;
  for (let attempt = 1; attempt <= attempts; attempt++) {
    if (await isUnchanged(fs, folder, prepared.before.state.content)) return replaceAll(fs, folder, prepared);
    prepared = await prepare(fs, folder, change);
  }
  return unsaved(prepared, l10n.t('another program changed its files each time before that was done.'));
}

async function isUnchanged(fs: FileSystem, folder: string, { text }: Content): Promise<boolean> {
  const now = await readContent(fs, folder);
  return (Object.keys(text) as FileName[]).every((name) => now.text[name] === text[name]);
}

async function replaceAll(fs: FileSystem, folder: string, prepared: Prepared): Promise<Saved> {
  const { replacements, saved } = prepared;
  const stopped = replacements.length === 0 ? null : await replaceTogether(fs, folder, replacements);
  if (!stopped) return saved;
  const isOfLibrary = replacements.some(({ name }) => name === stopped.name);
  return unsaved(prepared, stopped.error.message, isOfLibrary ? stopped.name : undefined);
}
