import type { Span } from '../text/span.js';

/** Words that name no work but lead back to one. */
export interface CrossReference extends Span {
  kind: 'ibid' | 'cross-reference';
  /** The words themselves: a year may stand between them, "op. cit. (1996), n. 4". */
  words: Span[];
  /** The number of the note that they name. */
  note?: string;
}

const anyOf = (words: readonly string[]): string => `(?:${words.join('|')})`;

/** The work just cited, at the start of a reference. */
const lastWork = anyOf([
  String.raw`id(?:em|\.),?\sibid(?:em)?`, String.raw`ib(?:id|\.)(?:em)?`, 'idem', String.raw`id\.(?!\p{L})`, 'ebda?', 'ebenda', 'ebendort', 'ivi', 'ibíd(?:em)?', 'aldaar', String.raw`t\.\s?a\.\s?p`,
]);
/** A work cited before: behind its author, and at the start of a reference the work just cited. */
const citedBefore = anyOf([
  String.raw`(?:op|loc|art|ob)\.?\s?cit(?:ato|ata|ada|ado)?`, String.raw`[lo]\.\s?c(?=\.)`, String.raw`a\.\s?a\.\s?O`, 'aaO', String.raw`opere?\scit(?:ata)?`,
]);
/** Behind a name or a title only: "Vogel, id., p. 79", "Rossi, La città cit., p. 5". */
const behindName = anyOf([citedBefore, String.raw`(?:ibid|id|ebd)(?=\.)`, String.raw`cit(?=\.\)?(?:[\s,;)]|$))`]);

const same = new RegExp(String.raw`^\s*${lastWork}(?!\p{L})\.?`, 'iu');
const sameCited = new RegExp(String.raw`^\s*\(?${citedBefore}(?!\p{L})\.?\)?`, 'iu');
const before = new RegExp(String.raw`(?:,\s*)?(?<!\p{L})\(?${behindName}(?!\p{L})\.?\)?`, 'iu');

const upwards = anyOf(['above', 'supra', 'infra', 'below', 'oben', 'unten', 'ci-dessus', 'ci-dessous', String.raw`s\.\s?[ou]\.`, 'arriba', 'sopra']);
const leading = anyOf([String.raw`(?:see|cited|quoted|as|wie|vgl\.|zit(?:iert|\.)|siehe|cit(?:ata|ato|é|ée|\.)|voir|vedi|alla|à\sla|at|in|a)`, upwards]);
const noteWord = anyOf(['nn?', 'nt', 'notes?', 'ft?n', 'footnotes?', 'anm', 'anmerkung', 'fussnote', 'fußnote', 'nota', 'noot']);
/** "n. 12", "above, n. 12", "(n 12)", "supra note 12", "oben Anm. 12", "note 12 above"; "n. 241/1990" is the number of a law. */
const numbered = new RegExp(
  String.raw`\(?(?<!\p{L})(?:${leading}[,.]?\s){0,3}${noteWord}(?:\.\s?|\s)(?<note>\d{1,4})(?![\d/]|\.\d)(?:,?\s(?:above|below|supra|infra|oben|unten|ci-dessus|ci-dessous)(?!\p{L}))?\)?`,
  'iu',
);
/** Stands alone in a cross-reference, without a note's number: "Vale, above, p. 3". */
const bareUpwards = /,\s*\b(?:above|supra|infra)\b(?=\s*[,.;)]|$)/iu;

const upwardsAnywhere = new RegExp(String.raw`(?<!\p{L})${upwards}(?!\p{L})`, 'iu');
const year = /(?<!\d)(?:1[4-9]|20)\d\d(?!\d)/;

/** A footnote of another work is a locator, not a cross-reference: "p. 89 n. 17"; and so is an issue: "Il Mondo, n. 3, 1950". */
function isLocator(text: string, match: RegExpExecArray, cited: boolean): boolean {
  if (match[0].startsWith('(') || upwardsAnywhere.test(match[0])) return false;
  return /\d\s*(?:ff?\.?)?,?\s*$/.test(text.slice(Math.max(0, match.index - 10), match.index)) || (!cited && year.test(text));
}

/** "Id., La città futura, Roma 1980" has the author in common with the work before, and no more. */
const titleBehind = /^,?\s*["“‘„«]?\p{Lu}[\p{L}’']*\s+\p{L}{2}/u;

function findIbid(text: string): CrossReference | null {
  const match = same.exec(text);
  if (!match || (/id(?:em|\.)$/i.test(match[0]) && titleBehind.test(text.slice(match[0].length)))) return null;
  const span = { start: match[0].length - match[0].trimStart().length, end: match[0].length };
  return { kind: 'ibid', ...span, words: [span] };
}

/** "op. cit." and the like: behind a name, or at the start, but not "Id." there. */
function findCited(text: string): RegExpExecArray | null {
  const cited = before.exec(text);
  return cited && (cited.index > 0 || sameCited.test(text)) ? cited : bareUpwards.exec(text);
}

/** The words of a reference that lead back to another note, from "op. cit." to the note's number; null where it has none. */
export function findCrossReference(text: string): CrossReference | null {
  const ibid = findIbid(text);
  if (ibid) return ibid;
  const cited = findCited(text);
  const number = numbered.exec(text);
  const noted = number && !isLocator(text, number, cited !== null) ? number : null;
  const words = [cited, noted].filter((match) => match !== null).map(({ index, 0: match }) => ({ start: index, end: index + match.length }));
  if (words.length === 0) return null;
  const span = { start: Math.min(...words.map(({ start }) => start)), end: Math.max(...words.map(({ end }) => end)), words };
  if (noted) return { kind: 'cross-reference', ...span, note: noted.groups!.note! };
  return { kind: sameCited.test(text) ? 'ibid' : 'cross-reference', ...span };
}

/** Does a cross-reference lead to a note further down? "Vale, below, n. 40". */
export const leadsDown = (text: string): boolean => /(?<!\p{L})(?:below|infra|unten|ci-dessous|s\.\s?u\.)(?!\p{L})/iu.test(text);

/** How far before "op. cit." the names of a book's authors or editors may begin. */
const containerReach = 100;
const withinBook = /(?<=[\s’”"'»)\].,])(?:[Ii]n|[Dd]ans):?\s+(?<names>(?:\p{Lu}(?:[^"“”‘’„«»]|’(?=\p{L})){0,90})?)$/u;

/** Where, in the reference of a chapter, that of its book begins, which another note gives: at "Doe" of "Roe, ‘A Chapter’ in Doe, op. cit., n. 4". */
export function findContainer(text: string): number | null {
  const reference = findCrossReference(text);
  if (reference?.kind !== 'cross-reference') return null;
  const within = withinBook.exec(text.slice(Math.max(0, reference.start - containerReach), reference.start));
  return within && reference.start - within.groups!.names!.length;
}
