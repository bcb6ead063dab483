import * as l10n from '@vscode/l10n';
import type { Problem } from '../../text/problem.js';
import { unreadable, type BibliographyEntry, type Block, type GivenMarker, type Note, type SourceDocument } from '../document.js';
import { Mender } from '../mend.js';
import { divideType, type TypeNote } from '../pdf/divide.js';
import { findEdges } from '../pdf/edges.js';
import { entriesOf } from '../pdf/entries.js';
import { openPdf, type PdfFile } from '../pdf/file.js';
import { linesOf, type TypePage } from '../pdf/lines.js';
import { mastheadOf } from '../pdf/masthead.js';
import { measureOf } from '../pdf/measure.js';
import { paragraphsOf } from '../pdf/paragraphs.js';
import { offsetIn, raisedIn, settleRaised, type Marker } from '../pdf/raised.js';
import { Rendition } from '../pdf/rendition.js';
import type { ReadOptions } from './readers.js';
import { formatNumber } from '../../words.js';

/** Most pages that are read. */
const mostPages = 3000;

/** A PDF, by how its pages are set: size and place of the type tell text, notes, markers, headings, bibliography and page furniture. */
export async function readPdf(bytes: Uint8Array, { signal }: ReadOptions): Promise<SourceDocument> {
  const opened = await openPdf(bytes);
  if ('problem' in opened) return unreadable([opened.problem]);
  const { file } = opened;
  try {
    const { pages, problems } = await readPages(file, signal);
    if (pages.every(({ lines }) => lines.length === 0)) return unreadable(problems);
    return takeApart(pages, file, problems);
  } finally {
    await file.close();
  }
}

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

async function readPages(file: PdfFile, signal: AbortSignal | undefined): Promise<{ pages: TypePage[]; problems: Problem[] }> {
  const pages: TypePage[] = [];
  const [broken, slow]: [number[], number[]] = [[], []];
  const count = Math.min(file.pageCount, mostPages);
  let usual: readonly number[] = [];
  for (let number = 1; number <= count; number++) {
    signal?.throwIfAborted();
    const page = await file.page(number).catch(() => 'broken' as const);
    if (page === 'broken') broken.push(number);
    if (page === null) slow.push(number);
    const set = page === null || page === 'broken' ? { width: 0, height: 0, lines: [], gutters: [], aside: [] } : linesOf(page, number - 1, usual);
    pages.push(set);
    if (set.gutters.length > 0) usual = set.gutters;
    await pause();
  }
  const empty = pages.flatMap(({ lines }, index) => (lines.length === 0 && !broken.includes(index + 1) && !slow.includes(index + 1) ? [index + 1] : []));
  return { pages, problems: pageProblems({ count: file.pageCount, empty, broken, slow }) };
}

function pageProblems({ count, empty, broken, slow }: { count: number; empty: number[]; broken: number[]; slow: number[] }): Problem[] {
  const at = { start: 0, end: 0 };
  const problems: Problem[] = [];
  if (empty.length === count) {
    problems.push({ code: 'source-without-text', message: l10n.t('The pages of this PDF are pictures without text. Run text recognition (OCR) on it and import the result.'), ...at });
  } else if (empty.length > 0) {
    problems.push({ code: 'source-without-text', message: emptyPages(empty), ...at });
  }
  if (broken.length > 0) problems.push({ code: 'source-damaged', message: brokenPages(broken), ...at });
  if (slow.length > 0) problems.push({ code: 'source-slow', message: slowPages(slow), ...at });
  if (count > mostPages) problems.push({ code: 'source-cut', message: l10n.t('Only the first {0} of {1} pages were read. Split the file and import the parts.', formatNumber(mostPages), formatNumber(count)), ...at });
  return problems;
}

const emptyPages = (numbers: readonly number[]): string =>
  numbers.length === 1
    ? l10n.t('Page {0} of the file is without text: empty, or pictures. If something is printed there, run text recognition (OCR) on the file and import the result.', pagesNamed(numbers))
    : l10n.t('Pages {0} of the file are without text: empty, or pictures. If something is printed there, run text recognition (OCR) on the file and import the result.', pagesNamed(numbers));

const brokenPages = (numbers: readonly number[]): string =>
  numbers.length === 1
    ? l10n.t('Page {0} of the file is broken and could not be read; the rest was. Get the article again if you need it.', pagesNamed(numbers))
    : l10n.t('Pages {0} of the file are broken and could not be read; the rest was. Get the article again if you need them.', pagesNamed(numbers));

const slowPages = (numbers: readonly number[]): string =>
  numbers.length === 1
    ? l10n.t('Page {0} of the file was left unread, since reading took too long.', pagesNamed(numbers))
    : l10n.t('Pages {0} of the file were left unread, since reading took too long.', pagesNamed(numbers));

/** "3, 5–9" */
function pagesNamed(numbers: readonly number[]): string {
  const ranges: [number, number][] = [];
  for (const number of numbers) {
    const last = ranges.at(-1);
    if (last?.[1] === number - 1) last[1] = number;
    else ranges.push([number, number]);
  }
  const named = ranges.slice(0, 10).map(([first, last]) => (first === last ? String(first) : `${first}–${last}`));
  const listed = named.join(', ');
  return ranges.length > named.length ? l10n.t('{0} and others', listed) : listed;
}

function takeApart(pages: readonly TypePage[], file: PdfFile, problems: Problem[]): SourceDocument {
  const all = pages.flatMap(({ lines }) => lines);
  const measure = measureOf(all);
  const edges = findEdges(pages);
  const division = divideType(pages, edges.furniture, measure);
  const rendition = new Rendition(pages, labelsOf(file, edges.labels));
  const mender = new Mender(rendition.text, rendition.lineWidth(division.body));
  const notes = division.notes.map((note, index) => noteOf(note, index, mender, rendition));
  const pageOf = new Map(notes.map((note, index) => [note, division.notes[index]!.lines[0]!.page]));
  const bibliography = entriesOf(division.bibliography, mender, rendition);
  const set = paragraphsOf(division.body, measure);
  const blocks = set.map(({ kind, lines }): Block => ({ kind, passage: mender.join(lines.map((line) => rendition.line(line))) }));
  const markers = settleRaised(raisedIn(set, rendition), pageOf, bibliography);
  const marked = isMarked(markers, notes, bibliography);
  placeMarkers(markers.filter(({ kind }) => marked || kind === 'citation'), blocks);
  const furniture = [...edges.furniture, ...division.headings].map((line) => rendition.line(line)).concat(rendition.aside);
  return {
    text: rendition.text,
    masthead: mastheadOf(set, blocks, [...edges.furniture].filter(({ page }) => page === 0).map(({ text }) => text), rendition.text, file.title),
    pages: rendition.pages,
    blocks,
    notes,
    bibliography,
    marked,
    furniture: furniture.map(({ start, end }) => ({ start, end })).sort((a, b) => a.start - b.start),
    problems,
  };
}

/** What is printed on the pages; what the file itself says of them where nothing is, or where it says more than their number. */
function labelsOf({ labels }: PdfFile, printed: readonly (string | null)[]): (string | null)[] {
  const says = labels?.some((label, index) => label !== '' && label !== String(index + 1)) ?? false;
  return printed.map((label, index) => (says ? labels![index] || label : label));
}

function noteOf({ label, wordsAt, lines, place, group }: TypeNote, index: number, mender: Mender, rendition: Rendition): Note {
  const [first, ...rest] = lines as [TypeNote['lines'][0], ...TypeNote['lines']];
  const opening = rendition.lineFrom(first, wordsAt);
  return {
    label,
    id: `note-${index + 1}`,
    passage: mender.join([opening, ...rest.map((line) => rendition.line(line))]),
    place,
    group,
    start: rendition.line(first).start,
    end: rendition.line(lines.at(-1)!).end,
  };
}

/** Whether the layout gave the markers of the notes, so that none need be looked for in the words. */
function isMarked(markers: readonly Marker[], notes: readonly Note[], bibliography: readonly BibliographyEntry[]): boolean {
  const reached = new Set(markers.filter(({ kind }) => kind === 'note').flatMap(({ targets }) => targets.map(({ id }) => id)));
  if (notes.length > 0) return reached.size >= notes.length * 0.7;
  return markers.length > 0 || bibliography.length > 0;
}

function placeMarkers(markers: readonly Marker[], blocks: Block[]): void {
  for (const { block: index, start, end, ...marker } of markers) {
    const block = blocks[index]!;
    const placed: GivenMarker = { ...marker, start: offsetIn(block.passage, start), end: offsetIn(block.passage, end - 1) + 1 };
    (block.markers ??= []).push(placed);
  }
}
