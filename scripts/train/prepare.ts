/** Turns samples into what the trainer reads: tokens with the states that are right for each. */
import { modelTokens, type ModelToken } from '../../src/references/model/words.js';
import { states, stateNamed } from '../../src/references/model/states.js';
import { textOf, type Sample } from './gold.js';

/** A sample cut into tokens. `gold[i]` has a bit for each state that is right for token i. */
export interface Sequence {
  set: string;
  document: string;
  text: string;
  tokens: ModelToken[];
  gold: Uint32Array;
  /** For each UTF-16 unit of the text, the states the set gives it: any of them is right. */
  marks: readonly (readonly string[] | null)[];
}

const bit = (name: string): number => 1 << stateNamed(name)!;
const unsaid = bit('other') | bit('note');

/** A mark that opens; a straight or swapped quotation mark does where a space stands before it and none behind. */
function opens(text: string, { start, end }: ModelToken): boolean {
  const mark = text[start]!;
  if (/[([{]/.test(mark)) return true;
  return /["'“”„‟«»‘’‚‛‹›`]/.test(mark) && (start === 0 || /[\s([{]/.test(text[start - 1]!) || (mark === '“' && start > 0)) && (mark === '«' || /\S/.test(text[end] ?? ' '));
}

/** Words without a label of their own go with the field they announce: "pp. 3", "In: Handbook", "edited by". */
const announcing = /^(?:in|pp?|pages?|ss?|seiten?|vols?|volume|bd|band|nos?|nr|issue|heft|edited|ed|eds|hrsg|hg|herausgegeben|by|von|v|trans|translated|übers|n|num|doi|isbn|arxiv|url|at|art|chapter|ch|t)$/i;
const closingWords = /^(?:eds?|hrsg|hg|editors?|al|et)$/i;
/** "S. 12 ff." */
const followingPages = /^(?:ff?|sqq?|ss|sgg)$/i;
const joiningWords = /^(?:and|und|et|y|e|&|&amp;|\/|al)$/i;

/** The states of a token by the letters it is made of: those of most of them. */
function stateOfToken({ start, end }: ModelToken, marks: readonly (readonly string[] | null)[], text: string): readonly string[] | null {
  let best: readonly string[] | null = null;
  let most = 0;
  const counts = new Map<readonly string[], number>();
  for (let at = start; at < end; at++) {
    const states = marks[at];
    if (!states) continue;
    const count = (counts.get(states) ?? 0) + (/[\p{L}\p{N}]/u.test(text[at]!) ? 1 : 0.01);
    counts.set(states, count);
    if (count > most) [best, most] = [states, count];
  }
  return best;
}

/** Gives marks and announcing words, which sets treat differently, to the field that they belong to. */
function settle(text: string, tokens: readonly ModelToken[], own: readonly (readonly string[] | null)[]): (readonly string[] | null)[] {
  const settled = [...own];
  const same = (one: readonly string[] | null | undefined, other: readonly string[] | null | undefined): boolean => !!one && !!other && one[0] === other[0];
  for (let index = 0; index < tokens.length; index++) {
    if (settled[index]) continue;
    let next = index + 1;
    while (next < tokens.length && !own[next]) next++;
    const after = next < tokens.length ? own[next]! : null;
    const before = index > 0 ? settled[index - 1]! : null;
    const word = tokens[index]!.text;
    const isMark = !/[\p{L}\p{N}]/u.test(word);
    const near = next - index <= 3;
    if (isMark) settled[index] = (opens(text, tokens[index]!) && near ? after : before) ?? null;
    else if (same(before, after) && joiningWords.test(word)) settled[index] = before;
    else if (closingWords.test(word) && before && /author|editor/.test(before[0]!) && !(near && after?.[0] === 'editor')) settled[index] = before;
    else if (followingPages.test(word) && before && /^(?:pages|locator)$/.test(before[0]!)) settled[index] = before;
    else if (announcing.test(word) && after && near) settled[index] = after;
  }
  return settled;
}

/** The tokens with which references begin: as marked, or the first that is part of one; an opening mark goes with its word. */
function beginnings(text: string, tokens: readonly ModelToken[], settled: readonly (readonly string[] | null)[], begins: readonly boolean[]): number[] {
  const found: number[] = [];
  const whole = !begins.includes(true);
  tokens.forEach((token, index) => {
    if (!settled[index] || (whole && found.length > 0)) return;
    const starts = whole ? !/^(?:citation-number|signal|remark|other|note)$/.test(settled[index][0]!) : begins.slice(token.start, token.end).includes(true);
    if (!starts) return;
    let first = index;
    while (first > 0 && opens(text, tokens[first - 1]!) && settled[first - 1] === settled[index]) first--;
    found.push(first);
  });
  return found;
}

export function prepare(sample: Sample): Sequence {
  const text = textOf(sample);
  const marks: (readonly string[] | null)[] = [];
  const begins: boolean[] = [];
  for (const piece of sample.pieces) {
    for (let unit = 0; unit < piece.text.length; unit++) {
      marks.push(piece.states);
      begins.push(unit === 0 && piece.begins === true);
    }
  }
  const tokens = modelTokens(text);
  const own = tokens.map((token) => stateOfToken(token, marks, text));
  const settled = settle(text, tokens, own);
  const gold = Uint32Array.from(tokens, (_, index) => (settled[index] ?? []).reduce((bits, name) => bits | bit(name), 0) || unsaid);
  for (const index of beginnings(text, tokens, settled, begins)) {
    const first = settled[index]!.reduce((bits, name) => bits | (stateNamed(`begin-${name}`) === undefined ? 0 : bit(`begin-${name}`)), 0);
    if (first) gold[index] = first;
  }
  return { set: sample.set, document: sample.document, text, tokens, gold, marks };
}

/** Letters and digits alone, by which the same reference is known in another set. */
export const bare = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

export const nameOf = (state: number): string => states[state]!.name;
