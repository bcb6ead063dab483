import type { Span } from '../../text/span.js';
import { tokenEnd, tokenKind, tokenStart } from '../tokens.js';
import { formFor, type Form } from './forms.js';

/** A token of the model: as `tokenise` cuts it, but an address is one, whatever marks it holds. */
export interface ModelToken extends Span {
  text: string;
  /** An index of `kinds`. */
  kind: number;
  form: Form;
}

const address = /(?:https?:\/\/|www\.|doi:\s?10\.|10\.\d{4,9}\/)[^\s<>"“”]+/iy;
const trailing = /[.,;:!?)\]}>'’‘”"]$/;

function addressEnd(text: string, start: number): number {
  address.lastIndex = start;
  const match = address.exec(text);
  if (!match) return -1;
  let end = start + match[0].length;
  while (trailing.test(text[end - 1]!)) end--;
  return end;
}

/** The tokens of a text for the model. Linear in its length. */
export function modelTokens(text: string): ModelToken[] {
  const tokens: ModelToken[] = [];
  for (let start = tokenStart(text, 0); start < text.length; ) {
    let end = tokenEnd(text, start);
    let words = text.slice(start, end);
    let form = formFor(words, tokenKind(text, start));
    const closes = form.opensAddress ? addressEnd(text, start) : -1;
    if (closes > end) {
      end = closes;
      words = text.slice(start, end);
      form = formFor(words, 'address');
    }
    tokens.push({ text: words, kind: form.kind, start, end, form });
    start = tokenStart(text, end);
  }
  return tokens;
}
