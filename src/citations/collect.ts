import * as l10n from '@vscode/l10n';
import type { GivenMarker, Note, Page, SourceDocument } from '../documents/document.js';
import { append } from '../text/multimap.js';
import type { Passage } from '../text/passage.js';
import type { Problem } from '../text/problem.js';
import { attributedClaims } from './attributed.js';
import { cutProblem, cutSentences, cutToMarkers, sentenceAt, statementAt, type Sentences, type Statement } from './claims.js';
import { readEntries } from './entries.js';
import { functionOf, type InItsWords } from './function.js';
import { readGiven } from './given.js';
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

  /** Ids of entries that are missing, of which a problem tells already. */
  private readonly told = new Set<string>();

  constructor(private readonly document: SourceDocument) {}

  collect(): { works: Work[]; claims: ReadClaim[]; problems: Problem[] } {
    const { document, works } = this;
    const { entries, problems: unread } = readEntries(document.bibliography, works);
    const byId = new Map(entries.flatMap(({ entry: { id }, work }) => (id === undefined ? [] : [[id, work] as const])));
    const inText = new InText(works, entries, document.blocks, document.notes.length);
    const { citations, problems } = settleNotes(document.notes.filter(({ markers }) => !markers), works, (passage) => inText.inNote(passage));
    for (const note of document.notes) if (note.markers) citations.set(note, this.givenInNote(note, note.markers, byId));
    const { blocks, unmarked } = findNoteMarkers(document, inText);
    this.problems.push(...unread, ...problems, ...unmarked.map(unmarkedProblem));
    const cut = cutSentences(blocks, (block) => inText.mayCite(block));
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

  private givenInNote({ passage }: Note, markers: readonly GivenMarker[], byId: ReadonlyMap<string, number>): Citation[] {
    return markers.flatMap((marker) => {
      const { given, problems } = readGiven(marker, passage, byId, this.told);
      this.problems.push(...problems);
      return given.citations;
    });
  }

  private placeGiven(marker: GivenMarker, passage: Passage, byId: ReadonlyMap<string, number>): Placed {
    const { given, problems } = readGiven(marker, passage, byId, this.told);
    this.problems.push(...problems);
    return { ...given, confidence: 1 };
  }

  private placeNote(marker: NoteMarker, settled: Map<Note, Citation[]>): Placed {
    const citations = marker.note ? settled.get(marker.note) ?? [] : [nothing];
    if (!marker.note) {
      this.problems.push({
        code: 'note-missing',
        message: l10n.t('Note {0} is missing from the source as extracted. The claim is kept without a reference; look the note up in the original.', marker.label),
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
      const sentenceWords = of.block.passage.text.slice(sentence.start, sentence.end);
      const supported = supportedBy(of, index, markers);
      markers.forEach((marker, at) => {
        const before = of.block.passage.text.slice(sentence.start, Math.max(sentence.start, marker.at));
        this.addClaims(supported[at]!, marker, { leads: marker.leads, before, sentence: sentenceWords });
      });
      const problem = index === of.spans.length - 1 && !of.epigraph ? cutProblem(statementAt(of, sentence, index)) : null;
      if (problem) this.problems.push(problem);
    }
  }

  /** One claim a work; a note that only remarks supports nothing, and gives none. */
  private addClaims({ statement, part }: Supported, { marker, citations, confidence }: Placed, words: Pick<InItsWords, 'leads' | 'before' | 'sentence'>): void {
    const distinct = citations.filter(({ work, locator }, index) => citations.findIndex((other) => other.work === work && other.locator?.value === locator?.value) === index);
    for (const citation of distinct) {
      const work = citation.work === null ? null : this.works.list[citation.work]!.item;
      const does = functionOf({ ...words, signal: citation.signal, quotes: statement.quotes, work });
      this.claims.push(
        this.paged({
          work: citation.work,
          ...statement,
          locator: citation.locator,
          marker,
          ...(citation.quoted ? { speaker: citation.quoted } : {}),
          ...(citation.signal ? { signal: citation.signal } : {}),
          ...(does ? { function: does } : {}),
          ...(part === null ? {} : { part }),
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

/** What a marker supports, and the part of it that the marker closes where others share it. */
interface Supported {
  statement: Statement;
  part: string | null;
}

/**
 * What each of a sentence's markers supports: the epigraph above it; the part of the sentence up to a note's number, where it has several markers;
 * else the whole sentence.
 */
function supportedBy(of: Sentences, index: number, markers: readonly Placed[]): Supported[] {
  const { epigraph } = of;
  if (epigraph) return markers.map(() => ({ statement: { ...epigraph, before: '' }, part: null }));
  const sentence = of.spans[index]!;
  const whole = { statement: statementAt(of, sentence, index), part: null };
  if (markers.length === 1 || markers.some(({ leads }) => leads)) return markers.map(() => whole);
  const parts = cutToMarkers(sentence, markers.map(({ at }) => at), of.block.passage.text).map((part) => statementAt(of, part, index));
  return markers.map(({ marker }, at) => {
    const part = parts[at]!;
    if (marker.kind === 'note') return { statement: part, part: null };
    return part.claim === whole.statement.claim ? whole : { ...whole, part: part.claim };
  });
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
    message: l10n.t('The number of note {0} was not found in the text. Its references are in the library, but without a claim.', note.label),
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
