/**
 * Scores how short forms of notes are settled, on two articles whose every short form was led back to its work by hand (`notes-tei/training`
 * of the gold beside the project: an English one with endnotes, a German one with footnotes), and prints a table.
 *
 *   npx tsx test/evaluation/notes.ts [--verbose]
 *
 * An article's bibliography and notes are parsed and settled in their order, as those of a source are.
 * - A **reference** of the gold is found where one of ours shares most of its letters with it, and it with that one.
 * - A **short form** is a reference that the gold leads to another one (`source="#…"` of `resolved-biblstruct`), or one of surnames and a year,
 *   or of a title and a year, that fit one entry of the bibliography (the gold leaves these open: here the entry has the year, and the same
 *   title, or the same first author while all its authors are named or all that are named are its authors), or else an earlier note. What
 *   is led nowhere is not counted.
 * - It is **right** when it has the work that the reference it is led to has. One that was not found is wrong, as is one whose target was not.
 * - **In a book named elsewhere** ("Roe, ‘A Chapter’ in Doe, op. cit., n. 4") is right when the chapter is a work of its own that has the
 *   title of that book as its container.
 * - **locator**: of the short forms of which the gold gives the cited range, those where ours is equal.
 * - **works**, by what are no short forms: how many works of ours hold references of more than one work of the gold (merged), and how many of
 *   the gold's are more than one of ours (split). References of the gold are of one work when their names, title and year are equal.
 *
 * Two targets of the gold are slips, corrected here (`slips`); "as the gold has it" counts them uncorrected. `--verbose` prints what is
 * wrong. The scores are kept in `scores/notes.json`, so that a change that lowers one is seen.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { textRuns } from '../../scripts/train/gold.js';
import { settleNotes, type Citation } from '../../src/citations/settle.js';
import { Works } from '../../src/citations/works.js';
import type { Note } from '../../src/documents/document.js';
import { parseLocator } from '../../src/references/normalise/locator.js';
import { parseNote } from '../../src/references/parse.js';
import { Passage } from '../../src/text/passage.js';
import type { Span } from '../../src/text/span.js';
import '../support/model.js';

const folder = fileURLToPath(new URL('../../../shared/gold/notes-tei/training/', import.meta.url));
const articles: Record<string, string> = { English: '10.1111_1467-6478.00057.xml', German: '10.1515_zfrs-1980-0103.xml' };

/** Note 8 is in the book of note 7, and not of note 6; note 32 says 1996, and of the two works of note 4 that is the second. */
const slips: Record<string, Record<string, string>> = { English: { 'bibl-9': 'bibl-8', 'bibl-54': 'bibl-5' } };

const kinds = ['ibid.', 'op. cit. with a note', 'op. cit. or id. after a name', 'a note alone', 'surname and year', 'short title', 'in a book named elsewhere'] as const;
type Kind = (typeof kinds)[number];

/** A reference of the gold. Offsets are in the text of its note. */
interface GoldReference extends Span {
  id: string;
  note: GoldNote;
  kind: Kind | null;
  /** The reference that a short form is led to. */
  target: string | null;
  locator: string | null;
  /** The title of the book or journal that it is or is in. */
  whole: string;
  names: string[];
  title: string;
  year: string;
}

/** By which two references are of one work. */
const workOf = ({ names, title, year }: GoldReference): string => [...names, title, year].join(' ');

/** A note, or the bibliography, which has no label. */
interface GoldNote {
  label: string;
  text: string;
  references: GoldReference[];
}

const isBibliography = ({ label }: GoldNote): boolean => label === '';

/** The gold mends slips of the print in some entries of a bibliography; so many of their characters are the same. */
const sameBeginning = 8;

const letters = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
const words = (xml: string): string => [...textRuns(xml)].map(({ text }) => text).join('').replace(/\s+/g, ' ').trim();
const first = (xml: string, pattern: RegExp): string => pattern.exec(xml)?.[1] ?? '';
const every = (xml: string, name: string): string[] => [...xml.matchAll(new RegExp(`<${name}\\b[^>]*>([^]*?)</${name}>`, 'g'))].map(([, inner]) => words(inner!));

const surnames = (xml: string, role: string): string[] =>
  [...xml.matchAll(new RegExp(`<${role}>[^]*?</${role}>`, 'g'))].flatMap(([person]) => every(person, 'surname')).map(letters);

/** Where `words` stand in `text` from `from` on, whatever white space is between them; the rest of the line where only their beginning is the same. */
function find(text: string, words: string, from: number): Span | null {
  const places = Array.from(text.matchAll(/\S/g), ({ index }) => index).filter((index) => index >= from);
  const written = places.map((index) => text[index]).join('');
  const sought = words.replace(/\s+/g, '');
  const at = written.indexOf(sought);
  if (at >= 0 && sought !== '') return { start: places[at]!, end: places[at + sought.length - 1]! + 1 };
  const start = places[written.indexOf(sought.slice(0, sameBeginning))];
  return start === undefined ? null : { start, end: start + text.slice(start).split('\n', 1)[0]!.length };
}

/** What kind of short form a reference is that is led to another one. */
function kindOf(tei: string, contained: boolean): Kind {
  if (contained) return 'in a book named elsewhere';
  const named = /<surname|<orgName/.test(tei);
  if (tei.includes('type="footnote"')) return named ? 'op. cit. with a note' : 'a note alone';
  if (tei.includes('type="op-cit"')) return named ? 'op. cit. or id. after a name' : 'ibid.';
  return tei.includes('<title') ? 'short title' : 'surname and year';
}

function readReference(tei: string, id: string, resolved: string, note: GoldNote): GoldReference | null {
  const span = find(note.text, words(tei), note.references.at(-1)?.end ?? 0);
  if (!span) return null;
  const struct = first(resolved, new RegExp(`<biblStruct\\s+source="#${id}">([^]*?)</biblStruct>`));
  const targets = [...struct.matchAll(/<(?:analytic|monogr)\s+source="#([^"]+)"/g)].map(([, target]) => target!);
  const target = targets.find((one) => one !== id) ?? null;
  const authors = surnames(tei, 'author');
  return {
    id, note, ...span, target,
    kind: target === null ? null : kindOf(tei, targets.includes(id)),
    locator: parseLocator(words(first(tei, /(<citedRange[^]*<\/citedRange>)/)))?.value ?? null,
    whole: letters(every(struct, 'title').at(-1) ?? ''),
    names: authors.length > 0 ? authors : surnames(tei, 'editor'),
    title: letters(every(tei, 'title')[0] ?? ''),
    year: /\d{4}/.exec(every(tei, 'date')[0] ?? '')?.[0] ?? '',
  };
}

function readNotes(xml: string): GoldNote[] {
  return [...xml.matchAll(/<instance [^]*?<\/instance>/g)].map(([instance]) => {
    const output = (type: string): string => first(instance, new RegExp(`<output type="${type}">([^]*?)</output>`));
    const tei = output('bibl');
    const label = words(first(tei, /<label>([^]*?)<\/label>/));
    const text = first(instance, /<input type="raw"><!\[CDATA\[([^]*?)\]\]>/).replace(new RegExp(`^${label}\\s+`), '');
    const note: GoldNote = { label, text, references: [] };
    for (const [, id, bibl] of tei.matchAll(/<bibl xml:id="([^"]+)">([^]*?)<\/bibl>/g)) {
      const reference = readReference(bibl!, id!, output('resolved-biblstruct'), note);
      if (reference) note.references.push(reference);
    }
    return note;
  });
}

const isWithin = (some: readonly string[], all: readonly string[]): boolean => some.every((one) => all.includes(one));

/** Is an entry of the bibliography what names, or a title, and a year mean? */
function isMeant(entry: GoldReference, { names, title, year }: GoldReference): boolean {
  if (entry.year !== year) return false;
  return title !== '' ? entry.title === title : entry.names[0] === names[0] && (isWithin(names, entry.names) || isWithin(entry.names, names));
}

/** Leads names, or a title, with a year to the entry of the bibliography that they fit, or names to the note that gives them first. */
function leadYears(notes: readonly GoldNote[]): void {
  const entries = notes.filter(isBibliography).flatMap(({ references }) => references);
  const seen = new Map<string, string>();
  for (const reference of notes.filter((note) => !isBibliography(note)).flatMap(({ references }) => references)) {
    if (reference.target !== null || (reference.names.length === 0 && reference.title === '') || reference.year === '') continue;
    const fit = entries.filter((entry) => isMeant(entry, reference));
    const earlier = reference.title === '' ? seen.get(workOf(reference)) : undefined;
    const target = fit.length === 1 ? fit[0]!.id : fit.length === 0 ? earlier : undefined;
    if (target !== undefined) Object.assign(reference, { target, kind: reference.title === '' ? 'surname and year' : 'short title' });
    seen.set(workOf(reference), reference.id);
  }
}

/** What our reading makes of an article: each reference of the gold that was found, with its citation. */
interface Settled {
  works: Works;
  citations: Map<GoldReference, Citation>;
}

const shared = (one: Span, other: Span): number => Math.min(one.end, other.end) - Math.max(one.start, other.start);

function nearest<One extends Span>(span: Span, ones: readonly One[]): One | undefined {
  const touching = ones.filter((one) => shared(span, one) > 0);
  return touching.length === 0 ? undefined : touching.reduce((best, one) => (shared(span, one) > shared(span, best) ? one : best));
}

function settle(notes: readonly GoldNote[]): Settled {
  const works = new Works();
  const found = new Map<GoldReference, Citation>();
  const pair = (references: readonly GoldReference[], ours: readonly (Span & { citation: Citation })[]): void => {
    for (const reference of references) {
      const one = nearest(reference, ours);
      if (one && nearest(one, references) === reference) found.set(reference, one.citation);
    }
  };
  for (const { text, references } of notes.filter(isBibliography)) pair(references, readEntries(text, works));
  const noted = notes.filter((note) => !isBibliography(note));
  // Places in a source keep mentions apart: each note has its own.
  const source = noted.map(({ text }) => text).join('\n');
  let at = 0;
  const read = noted.map(({ label, text }): Note => {
    const span = { start: at, end: at + text.length };
    at = span.end + 1;
    return { label, passage: Passage.of(source, span), ...span, place: 'foot', group: 0 };
  });
  const { citations } = settleNotes(read, works);
  noted.forEach(({ references }, index) => pair(references, citations.get(read[index]!)!.map((citation) => ({ ...citation.span!, citation }))));
  return { works, citations: found };
}

/** The entries of a bibliography, one a line, as works. */
function readEntries(text: string, works: Works): (Span & { citation: Citation })[] {
  return [...text.matchAll(/\S.*/g)].flatMap(({ 0: line, index }) => {
    const [reference] = parseNote(line).references;
    if (!reference) return [];
    const span = { start: index, end: index + line.length };
    const work = works.add(reference.item, reference.confidence, { text: line, note: null, ...span });
    return [{ ...span, citation: { work, locator: null, signal: null, quoted: null, confidence: 1 } }];
  });
}

/** Has a short form the work of the reference it is led to, or its chapter the book? */
function isRight(reference: GoldReference, target: GoldReference, { works, citations }: Settled): boolean {
  const work = citations.get(reference)?.work ?? null;
  const wanted = citations.get(target)?.work ?? null;
  if (work === null || wanted === null) return false;
  if (reference.kind !== 'in a book named elsewhere') return work === wanted;
  return work !== wanted && letters(works.list[work]!.item['container-title'] ?? '') === target.whole;
}

/** Of keys that lead to more than one value, these. */
function divided<Key, Value>(pairs: readonly (readonly [Key, Value])[]): Value[][] {
  const values = new Map<Key, Set<Value>>();
  for (const [key, value] of pairs) values.set(key, (values.get(key) ?? new Set()).add(value));
  return [...values.values()].filter(({ size }) => size > 1).map((several) => [...several]);
}

const share = (right: number, of: number): string => (of === 0 ? '–' : `${right}/${of}`);

function score(article: string, notes: readonly GoldNote[], verbose: boolean): Record<string, string | number> {
  const references = notes.flatMap((note) => note.references);
  const byId = new Map(references.map((reference) => [reference.id, reference]));
  const settled = settle(notes);
  const { works, citations } = settled;
  const short = references.filter(({ kind }) => kind !== null);
  const isRightAt = (reference: GoldReference, id: string): boolean => byId.has(id) && isRight(reference, byId.get(id)!, settled);
  const right = short.filter((reference) => isRightAt(reference, slips[article]?.[reference.id] ?? reference.target!));
  const uncorrected = short.filter((reference) => isRightAt(reference, reference.target!));
  const ranged = short.filter(({ locator }) => locator !== null);
  const located = ranged.filter((reference) => citations.get(reference)?.locator?.value === reference.locator);
  for (const reference of verbose ? short.filter((one) => !right.includes(one) || (ranged.includes(one) && !located.includes(one))) : []) {
    const work = citations.get(reference)?.work ?? null;
    console.log(`${article} ${reference.note.label}: ${reference.note.text.slice(reference.start, reference.end)}`, work === null ? 'none' : JSON.stringify(works.list[work]!.item), citations.get(reference)?.locator ?? '', citations.has(reference) ? '' : 'not found');
  }
  const full = references.flatMap((reference) => {
    const work = citations.get(reference)?.work ?? null;
    return work === null || short.includes(reference) ? [] : [[workOf(reference), work] as const];
  });
  const merged = divided(full.map(([gold, ours]) => [ours, gold]));
  const split = divided(full);
  if (verbose) for (const works of [...merged, ...split]) console.log(`${article}, merged or split: ${works.join(' | ')}`);
  return {
    ...Object.fromEntries(kinds.map((kind) => [kind, share(right.filter((one) => one.kind === kind).length, short.filter((one) => one.kind === kind).length)])),
    all: share(right.length, short.length),
    'in a hundred': Math.round((1000 * right.length) / short.length) / 10,
    'as the gold has it': share(uncorrected.length, short.length),
    locator: share(located.length, ranged.length),
    'references found': share(citations.size, references.length),
    'works merged': merged.length,
    'works split': split.length,
  };
}

function main(): void {
  const { values: { verbose } } = parseArgs({ options: { verbose: { type: 'boolean', default: false } } });
  if (!existsSync(folder)) {
    console.log('The gold is not beside the project; the scores stay as they are.');
    return;
  }
  const gold = Object.entries(articles).map(([article, file]) => [article, readNotes(readFileSync(folder + file, 'utf8'))] as const);
  for (const [, notes] of gold) leadYears(notes);
  const scores: Record<string, Record<string, string | number>> = {};
  for (const [article, notes] of gold) scores[article] = score(article, notes, verbose);
  console.table(scores);
  writeFileSync(new URL('./scores/notes.json', import.meta.url), `${JSON.stringify(scores, null, 2)}\n`);
}

main();
