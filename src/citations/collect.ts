import type { CslFields } from '../csl.js';
import type { BibliographyEntry, GivenMarker, Note, Page, SourceDocument } from '../documents/document.js';
import { parseNote } from '../references/parse.js';
import { append } from '../text/multimap.js';
import type { Passage } from '../text/passage.js';
import type { Problem } from '../text/problem.js';
import { attributedClaims } from './attributed.js';
import { cutProblem, cutSentences, cutToMarkers, sentenceAt, statementAt, type Sentences, type Statement } from './claims.js';
import { byMarkup, readGiven } from './given.js';
import { InText, type Placed } from './inText.js';
import { findNoteMarkers, type NoteMarker } from './markers.js';
import { People } from './people.js';
import { settleNotes, type Citation } from './settle.js';
import type { ReadClaim, Work } from './source.js';
import { Works } from './works.js';

/** From this many notes or author-date citations on, a source has an apparatus of its own, and its prose is read with more reserve. */
const apparatus = 3;

/** Everything a source cites, and what it cites it for, in the order of the text. */
export function collectClaims(document: SourceDocument): { works: Work[]; claims: ReadClaim[]; problems: Problem[] } {
  return new Collector(document).collect();
}

class Collector {
  private readonly works = new Works();
  private readonly claims: ReadClaim[] = [];
  private readonly problems: Problem[] = [];

  constructor(private readonly document: SourceDocument) {}

  collect(): { works: Work[]; claims: ReadClaim[]; problems: Problem[] } {
    const { document, works } = this;
    const { entries, byId } = this.readBibliography(document.bibliography);
    const { citations, problems } = settleNotes(document.notes.filter(({ markers }) => !markers), works);
    for (const note of document.notes) if (note.markers) citations.set(note, this.givenInNote(note, note.markers, byId));
    const inText = new InText(works, entries, document.blocks, document.notes.length);
    const { blocks, unmarked } = findNoteMarkers(document, inText.raised);
    this.problems.push(...problems, ...unmarked.map(unmarkedProblem));
    const cut = cutSentences(blocks);
    let marked = 0;
    for (const sentences of cut) {
      const { markers, citations: given, passage } = sentences.block;
      marked += given.length;
      const placed = [
        ...markers.map((marker) => this.placeNote(marker, citations)),
        ...given.map((marker) => this.placeGiven(marker, passage, byId)),
        ...inText.find(sentences.block, given),
      ];
      this.claimsOf(sentences, placed.sort((a, b) => a.at - b.at));
    }
    this.problems.push(...inText.problems);
    const people = new People(blocks.filter(({ kind }) => kind === 'paragraph').map(({ passage }) => passage.text));
    const cited = Math.max(document.notes.length, inText.dated, marked, inText.isNumbered ? entries.length : 0) >= apparatus;
    this.claims.push(...attributedClaims(cut, { works, people, cited, taken: this.claims }).map((claim) => this.paged(claim)));
    const books = booksNamed(cut);
    for (const work of works.list) enrichFromText(work, people, books);
    this.claims.sort((a, b) => a.start - b.start || a.end - b.end);
    return { works: works.list, claims: this.claims, problems: this.problems };
  }

  /** Every entry of the bibliography becomes a work, cited or not. Gives the work of each, and of those with an id by that. */
  private readBibliography(bibliography: readonly BibliographyEntry[]): { entries: { entry: BibliographyEntry; work: number }[]; byId: Map<string, number> } {
    const entries: { entry: BibliographyEntry; work: number }[] = [];
    const byId = new Map<string, number>();
    for (const entry of bibliography) {
      const work = entry.item ? this.addMarkedUp(entry, entry.item) : this.readEntry(entry);
      if (work === null) continue;
      entries.push({ entry, work });
      if (entry.id !== undefined) byId.set(entry.id, work);
    }
    return { entries, byId };
  }

  /** An entry that the format has taken apart. */
  private addMarkedUp({ passage, start, end, confidence }: BibliographyEntry, item: CslFields): number {
    const sure = Object.fromEntries(Object.keys(item).map((variable) => [variable, byMarkup]));
    return this.works.add(item, { ...sure, ...confidence }, { text: passage.text, note: null, start, end });
  }

  private readEntry(entry: BibliographyEntry): number | null {
    const { references, problems } = parseNote(entry.passage.text);
    for (const problem of problems) this.problems.push({ ...problem, ...entry.passage.spanInSource(problem) });
    const [reference, ...more] = references;
    if (!reference || (!reference.item.title && !reference.item.author)) {
      this.problems.push({ code: 'reference-unparsed', message: 'No work could be made of this entry; add it by hand if you need it.', start: entry.start, end: entry.end });
      return null;
    }
    const work = this.works.add(reference.item, reference.confidence, { text: entry.passage.text, note: null, start: entry.start, end: entry.end });
    // Two entries run together where their line end was lost.
    for (const { item, confidence, text, start, end } of more) {
      if (item.author && item.title && item.issued) this.works.add(item, confidence, { text, note: null, ...entry.passage.spanInSource({ start, end }) });
    }
    return work;
  }

  private givenInNote({ passage }: Note, markers: readonly GivenMarker[], byId: ReadonlyMap<string, number>): Citation[] {
    return markers.flatMap((marker) => {
      const { given, problems } = readGiven(marker, passage, byId);
      this.problems.push(...problems);
      return given.citations;
    });
  }

  private placeGiven(marker: GivenMarker, passage: Passage, byId: ReadonlyMap<string, number>): Placed {
    const { given, problems } = readGiven(marker, passage, byId);
    this.problems.push(...problems);
    return { ...given, confidence: 1 };
  }

  private placeNote(marker: NoteMarker, settled: Map<Note, Citation[]>): Placed {
    const citations = marker.note ? settled.get(marker.note) ?? [] : [nothing];
    if (!marker.note) {
      this.problems.push({
        code: 'note-missing',
        message: `Note ${marker.label} is missing from the source as extracted. The claim is kept without a reference; look the note up in the original.`,
        ...marker.source,
      });
    }
    return { at: marker.at, marker: { kind: 'note', label: marker.label }, citations, confidence: marker.confidence, leads: false };
  }

  /** The claims of one block: each sentence with markers, cut to its parts where it has several. */
  private claimsOf(of: Sentences, placed: readonly Placed[]): void {
    const bySentence = new Map<number, Placed[]>();
    for (const marker of placed) append(bySentence, sentenceAt(of.spans, marker.at), marker);
    for (const [index, markers] of bySentence) {
      const sentence = of.spans[index];
      if (!sentence) continue;
      const statements = statementsOf(of, index, markers);
      markers.forEach((marker, at) => this.addClaims(statements[at]!, marker));
      const problem = index === of.spans.length - 1 && !of.epigraph ? cutProblem(statementAt(of, sentence, index)) : null;
      if (problem) this.problems.push(problem);
    }
  }

  /** One claim a work; a note that only remarks supports nothing, and gives none. */
  private addClaims(statement: Statement, { marker, citations, confidence }: Placed): void {
    const distinct = citations.filter(({ work, locator }, index) => citations.findIndex((other) => other.work === work && other.locator?.value === locator?.value) === index);
    for (const citation of distinct) {
      this.claims.push(
        this.paged({
          work: citation.work,
          ...statement,
          locator: citation.locator,
          marker,
          ...(citation.quoted ? { speaker: citation.quoted } : {}),
          ...(citation.signal ? { signal: citation.signal } : {}),
          confidence: rounded(confidence * citation.confidence),
        }),
      );
    }
  }

  private paged(claim: ReadClaim): ReadClaim {
    const { label, number } = pageAt(this.document.pages, claim.start) ?? {};
    return { ...claim, ...(label ? { page: label } : {}), ...(number ? { pageNumber: number } : {}) };
  }
}

/** What each of a sentence's markers supports: the epigraph above it, the whole sentence, or the part up to the marker. */
function statementsOf(of: Sentences, index: number, markers: readonly Placed[]): Statement[] {
  const { epigraph } = of;
  if (epigraph) return markers.map(() => ({ ...epigraph, before: '' }));
  const sentence = of.spans[index]!;
  if (!markers.some(({ leads }) => leads)) {
    return cutToMarkers(sentence, markers.map(({ at }) => at), of.block.passage.text).map((part) => statementAt(of, part, index));
  }
  const whole = statementAt(of, sentence, index);
  return markers.map(() => whole);
}

const nothing: Citation = { work: null, locator: null, signal: null, quoted: null, confidence: 0.5 };

/** Two decimals: enough to rank by, and a file that does not change with the last bit. */
const rounded = (confidence: number): number => Math.round(confidence * 100) / 100;

function pageAt(pages: readonly Page[], offset: number): Page | undefined {
  let low = 0;
  let high = pages.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (pages[middle]!.start <= offset) low = middle;
    else high = middle - 1;
  }
  return pages[low];
}

function unmarkedProblem(note: Note): Problem {
  return {
    code: 'note-unmarked',
    message: `The number of note ${note.label} was not found in the text. Its references are in the library, but without a claim.`,
    start: note.start,
    end: note.end,
  };
}

const bookBefore = /\b(?:book|monograph|memoirs?),?\s[‘“"]?/giu;

/** What stands in the running text behind "his book", as far as a title may reach. */
const booksNamed = (cut: readonly Sentences[]): string[] =>
  cut.flatMap(({ block: { passage: { text } } }) => Array.from(text.matchAll(bookBefore), ({ index, 0: words }) => text.slice(index + words.length, index + 300)));

/** What the running text adds to a work known by a short form only: the author's given name, and that it is a book. */
function enrichFromText(work: Work, people: People, books: readonly string[]): void {
  if (people.complete(work.item)) work.confidence.author = Math.min(work.confidence.author ?? 1, 0.85);
  const { title, type } = work.item;
  if (type !== 'document' || !title || !books.some((words) => words.startsWith(title))) return;
  work.item.type = 'book';
  work.confidence.type = 0.9;
}
