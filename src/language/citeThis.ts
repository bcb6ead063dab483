import { citeCommand } from '../documents/latex/citing.js';
import type { Claim, LibraryItem, LibraryView } from '../library/library.js';
import type { Edit } from '../text/edit.js';
import { sentences } from '../text/sentences.js';
import type { Span } from '../text/span.js';
import { textOf } from './brief.js';
import type { DocumentCitations } from './documentCitations.js';
import { insertedCitation } from './insertCitation.js';
import { nearness, stemsOf, stemsOfClaim, withoutCitations } from './nearness.js';
import { commandFor, type WorkToCite } from './writeCitation.js';

/** A work that says what is written, by the claim that comes closest to it, or by its title where there is none. */
export interface Supporting {
  item: LibraryItem;
  claim: Claim | null;
  /** 0..1 */
  nearness: number;
}

/** Searches: one for each of so many stems, the longest, which are the rarer. */
const mostSearches = 16;
const mostFound = 25;
/** What more works share than a search gives, each with less weight. */
const mostCompared = 80;
const mostClaimsOfOne = 200;
/** A title tells less of what a work says than a claim does. */
const ofTitle = 0.6;
const leastNear = 0.08;

/** Works that one of the stems leads to, those first that more of them do, and the rarer ones. */
function candidates(stems: ReadonlySet<string>, library: LibraryView): LibraryItem[] {
  const votes = new Map<string, { item: LibraryItem; weight: number }>();
  const asked = [...stems].sort((a, b) => b.length - a.length).slice(0, mostSearches);
  for (const stem of asked) {
    const found = library.search(stem, mostFound);
    for (const item of found) votes.set(item.id, { item, weight: (votes.get(item.id)?.weight ?? 0) + 1 / found.length });
  }
  return [...votes.values()].sort((a, b) => b.weight - a.weight).slice(0, mostCompared).map(({ item }) => item);
}

/** The works whose claims come closest to a statement of a document, closest first, each once; without those that it cites already. */
export function worksSupporting(document: DocumentCitations, statement: Span, library: LibraryView, limit: number): Supporting[] {
  const written = stemsOf(withoutCitations(document, statement));
  const cited = document.near(statement).filter(({ start, end }) => start < statement.end && end > statement.start).flatMap(({ works }) => works);
  const citedItems = new Set(cited.map(({ key }) => library.get(key.key)?.id));
  const texts = candidates(written, library).filter(({ id }) => !citedItems.has(id)).flatMap((item) => {
    const claims = library.claims(item.id).slice(0, mostClaimsOfOne);
    const said: [Claim | null, ReadonlySet<string>][] = claims.map((claim) => [claim, stemsOfClaim(claim)]);
    return [...said, [null, stemsOf(textOf(item, 'title'))] as const].map(([claim, stems]) => ({ item, claim, stems }));
  });
  const near = nearness(written, texts.map(({ stems }) => stems));
  const best = new Map<string, Supporting>();
  for (const [at, { item, claim }] of texts.entries()) {
    const score = near[at]! * (claim ? 1 : ofTitle);
    if (score >= leastNear && score > (best.get(item.id)?.nearness ?? 0)) best.set(item.id, { item, claim, nearness: score });
  }
  return [...best.values()].sort((a, b) => b.nearness - a.nearness).slice(0, limit);
}

/** What is to be cited for: the selected words or, where none are, the sentence that the cursor stands in; null where there are none. */
export function statementAt(document: DocumentCitations, selected: Span): Span | null {
  const span = selected.end > selected.start ? selected : sentenceAt(document, selected.start);
  if (!span) return null;
  const words = document.slice(span);
  const end = span.start + words.trimEnd().length;
  return end > span.start ? { start: span.start + words.length - words.trimStart().length, end } : null;
}

function sentenceAt(document: DocumentCitations, offset: number): Span | undefined {
  const { start, text } = document.paragraphAt(offset);
  const prose = withoutCitations(document, { start, end: start + text.length });
  return sentences(prose).map((one) => ({ start: start + one.start, end: start + one.end })).findLast((one) => one.start <= offset);
}

const endMark = /[.?!…]+[)\]}’”"'»]{0,3}$/u;

/** What cites works for a statement: behind it, before its full stop, or as a note behind that; where a citation stands there, in that one. */
export function citedStatement(document: DocumentCitations, { start, end }: Span, works: readonly WorkToCite[]): Edit {
  const words = document.slice({ start, end });
  const mark = endMark.exec(words.slice(-200))?.[0].length ?? 0;
  const command = commandFor(document, 'behind');
  const isNote = command !== undefined && citeCommand(command)?.manner === 'note';
  const place = isNote ? end : end - mark;
  const there = document.near({ start, end }).find((citation) => citation.manner !== 'within' && citation.start >= start && citation.start <= end && citation.end >= end - mark);
  return insertedCitation(document, there ? there.end - 1 : place, works);
}
