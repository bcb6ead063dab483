import type { Span } from '../../text/span.js';
import { tokenise } from '../tokens.js';

/** What a token looks like, as transitions between labels depend on it. */
export const kinds = [
  'lower', 'capitalised', 'capitals', 'number', 'year', 'comma', 'point', 'colon', 'semicolon', 'opening', 'closing', 'quote', 'dash', 'in', 'mark', 'address', 'none',
] as const;

const kind = Object.fromEntries(kinds.map((name, index) => [name, index])) as Record<(typeof kinds)[number], number>;

/** A token of the model: as `tokenise` cuts it, but an address is one, whatever marks it holds. */
export interface ModelToken extends Span {
  text: string;
  /** An index of `kinds`. */
  kind: number;
}

const address = /(?:https?:\/\/|www\.|doi:\s?10\.|10\.\d{4,9}\/)[^\s<>"“”]+/iy;
const addressStart = /^(?:https?|www|doi|10)$/i;
const trailing = /[.,;:!?)\]}>'’‘”"]$/;

function addressEnd(text: string, start: number): number {
  address.lastIndex = start;
  const match = address.exec(text);
  if (!match) return -1;
  let end = start + match[0].length;
  while (trailing.test(text[end - 1]!)) end--;
  return end;
}

const markKinds: ReadonlyMap<string, number> = new Map([
  [',', kind.comma], ['.', kind.point], [':', kind.colon], [';', kind.semicolon], ...[...'([{'].map((mark) => [mark, kind.opening] as const),
  ...[...')]}'].map((mark) => [mark, kind.closing] as const), ...[...'"“”„‟«»‘’‚‛‹›\'`'].map((mark) => [mark, kind.quote] as const),
  ...[...'-‐‑–—−'].map((mark) => [mark, kind.dash] as const),
]);

const year = /^(?:1[4-9]|20)\d\d[a-z]?$/;

function wordKind(text: string): number {
  if (/^in$/i.test(text)) return kind.in;
  const first = text.charAt(0);
  if (first === first.toLowerCase()) return kind.lower;
  return text === text.toUpperCase() ? kind.capitals : kind.capitalised;
}

/** The tokens of a text for the model. Linear in its length. */
export function modelTokens(text: string): ModelToken[] {
  const tokens: ModelToken[] = [];
  let behind = 0;
  for (const { text: words, kind: type, start, end } of tokenise(text)) {
    if (start < behind) continue;
    const closes = addressStart.test(words) ? addressEnd(text, start) : -1;
    if (closes > end) {
      tokens.push({ text: text.slice(start, closes), kind: kind.address, start, end: closes });
      behind = closes;
    } else {
      const which = type === 'mark' ? (markKinds.get(words) ?? kind.mark) : type === 'word' ? wordKind(words) : year.test(words) ? kind.year : kind.number;
      tokens.push({ text: words, kind: which, start, end });
    }
  }
  return tokens;
}
