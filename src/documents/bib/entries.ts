import type { Span } from '../../text/span.js';

/** Something wrong with an entry, said for a person. Offsets are UTF-16 code units of the file. */
export interface BibFault extends Span {
  message: string;
}

/** An entry of a .bib as it was cut out, its fields not yet looked at. Offsets are UTF-16 code units of the file. */
export interface BibEntry extends Span {
  /** In lower case: "article", "xdata", "string". */
  type: string;
  /** The cite key; '' where the entry has none, and for `@string`. */
  key: string;
  /** Where the fields stand: behind the key, and before the closing bracket. */
  fields: Span;
  /** False where its closing bracket is missing: then it ends before the next entry, or at the end of the file. */
  closed: boolean;
}

const opening = /@[ \t]*([A-Za-z][\w-]{0,40})\s{0,100}[({]/g;
const openingHere = /[ \t]{0,40}@[ \t]*([A-Za-z]+)[ \t]*[({]/y;
const keyHere = /\s*([^\s,{}()="#%]*)\s*(,|(?=[})])|$)/y;
/** A key that no program could use, with spaces or signs in it: all up to the comma, if no field begins before it. */
const oddKeyHere = /\s*([^,={}\r\n]{1,200}?)\s*,/y;

/**
 * What BibTeX, biblatex and those who extend them call entries. A line that opens one of these ends an entry that was not closed: such a line
 * within a field would be a stranger thing than a missing bracket.
 */
const knownTypes = new Set(
  `article book booklet conference inbook incollection inproceedings manual mastersthesis misc phdthesis proceedings techreport unpublished
   collection mvbook bookinbook suppbook mvcollection suppcollection mvproceedings dataset online patent periodical suppperiodical report set
   software thesis xdata reference mvreference inreference artwork audio bibnote commentary image jurisdiction legislation legal letter movie
   music performance review standard video electronic www string comment preamble`.split(/\s+/),
);

const [open, close, closeRound, newline] = ['{', '}', ')', '\n'].map((sign) => sign.charCodeAt(0)) as [number, number, number, number];

/** Whether a known kind of entry opens in the line that begins at `at`. */
function opensEntry(text: string, at: number): boolean {
  openingHere.lastIndex = at;
  const type = openingHere.exec(text)?.[1];
  return type !== undefined && knownTypes.has(type.toLowerCase());
}

/** Where the entry that opens at `from` ends: its closing bracket, or the line before the next entry. */
function endOf(text: string, from: number): { at: number; closed: boolean } {
  const round = text.charCodeAt(from) !== open;
  let depth = round ? 0 : 1;
  for (let at = from + 1; at < text.length; at++) {
    const sign = text.charCodeAt(at);
    if (sign === open) depth++;
    else if (sign === close) {
      if (--depth === 0 && !round) return { at, closed: true };
      if (depth < 0) return { at, closed: false };
    } else if (sign === closeRound && round && depth === 0) return { at, closed: true };
    else if (sign === newline && opensEntry(text, at + 1)) return { at, closed: false };
  }
  return { at: text.length, closed: false };
}

function keyOf(text: string, from: number, end: number): { key: string; behind: number } {
  for (const pattern of [keyHere, oddKeyHere]) {
    pattern.lastIndex = from;
    const match = pattern.exec(text);
    if (match && pattern.lastIndex <= end) return { key: match[1]!, behind: pattern.lastIndex };
  }
  return { key: '', behind: from };
}

/**
 * Cuts a .bib into its entries, `@string` among them, in linear time. What stands between entries is passed over, as BibTeX does. An entry that
 * is not closed ends where the next begins, so that it costs itself alone.
 */
export function cutEntries(text: string): BibEntry[] {
  const entries: BibEntry[] = [];
  opening.lastIndex = 0;
  for (let match = opening.exec(text); match; match = opening.exec(text)) {
    const type = match[1]!.toLowerCase();
    const { at, closed } = endOf(text, opening.lastIndex - 1);
    const body = opening.lastIndex;
    opening.lastIndex = closed ? at + 1 : at;
    if (type === 'comment' || type === 'preamble') continue;
    const { key, behind } = type === 'string' ? { key: '', behind: body } : keyOf(text, body, at);
    entries.push({ type, key, start: match.index, end: closed ? at + 1 : at, fields: { start: Math.min(behind, at), end: at }, closed });
  }
  return entries;
}
