import assert from 'node:assert/strict';
import { DocumentCitations } from '../../src/language/documentCitations.js';
import type { Span } from '../../src/text/span.js';
import { marked } from './cursor.js';

/** A text's citations in one line: `behind citep ⟦see⟧ vale2018cubs, page 18 ⟦p.~18⟧ ⟦for one⟧; powell2014talking`; `-` for one without its author's name. */
export function drawn(language: string, text: string): string {
  const words = (span: Span | null): string => (span ? ` ⟦${text.slice(span.start, span.end)}⟧` : '');
  return new DocumentCitations(language, text).all
    .map(({ manner, command, works }) => {
      const each = works.map(({ key, prefix, locator, suffix, suppressesAuthor }) => {
        assert.equal(text.slice(key.start, key.end), key.key);
        const pinpoint = locator ? `, ${locator.label} ${locator.value}${words(locator)}` : '';
        return `${words(prefix)} ${suppressesAuthor ? '-' : ''}${key.key}${pinpoint}${words(suffix)}`;
      });
      return `${[manner, command].filter(Boolean).join(' ')}${each.join(';')}`;
    })
    .join(' | ');
}

/** The words that a text's citations cover. */
export const covered = (language: string, text: string): string[] => new DocumentCitations(language, text).all.map(({ start, end }) => text.slice(start, end));

/** The pinpoint being typed at the cursor `|`, as its key and label, then what is typed and what a chosen one would replace behind it, the term where one is needed; null where none is. */
export function typedLocatorAt(language: string, withCursor: string): string | null {
  const { text, offset } = marked(withCursor);
  const found = new DocumentCitations(language, text).typedLocatorAt(offset);
  if (!found) return null;
  assert.equal(text.slice(found.start, offset), found.typed);
  return `${found.key}${found.label ? `, ${found.label}` : ''} ${found.term}${found.typed}|${text.slice(offset, found.end)}`;
}

/** The key under the cursor `|`, with the sign that makes it one; null where there is none. */
export function keyAt(language: string, withCursor: string): string | null {
  const { text, offset } = marked(withCursor);
  const found = new DocumentCitations(language, text).keyAt(offset);
  if (!found) return null;
  assert.equal(text.slice(found.start, found.end), found.key);
  return text.slice(found.signed.start, found.signed.end);
}

/** What is typed of a key at the cursor `|`, then what a chosen one would replace behind it; null where none is. */
export function typedKeyAt(language: string, withCursor: string): string | null {
  const { text, offset } = marked(withCursor);
  const found = new DocumentCitations(language, text).typedKeyAt(offset);
  if (!found) return null;
  assert.equal(text.slice(found.start, offset), found.typed);
  return `${found.form} ${found.typed}|${text.slice(offset, found.end)}`;
}

/** Tests of what is seen in texts: a row each, the text and what is expected; null or '' for nothing. */
export function check(see: (language: string, text: string) => string | null, language: string, rows: readonly [text: string, expected: string | null][]): void {
  for (const [text, expected] of rows) it(`${shown(text)} → ${expected || 'nothing'}`, () => assert.equal(see(language, text), expected));
}

const shown = (text: string): string => JSON.stringify(text.length > 80 ? `…${text.slice(-80)}` : text);

/** Tests that a document of ten thousand pieces is read in no time. */
export function checkHostile(language: string, pieces: readonly string[]): void {
  for (const piece of pieces) {
    it(`reads ${JSON.stringify(piece)}, ten thousand times, in no time`, () => {
      const text = piece.repeat(10_000);
      const document = new DocumentCitations(language, text);
      document.keyAt(text.length);
      document.typedKeyAt(text.length);
      document.typedLocatorAt(text.length);
    });
  }
}
