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

/** The pinpoint being typed at the cursor `|`, as its key, then what is typed and what a chosen one would replace behind it, the term where one is needed; null where none is. */
export function typedLocatorAt(language: string, withCursor: string): string | null {
  const { text, offset } = marked(withCursor);
  const found = new DocumentCitations(language, text).typedLocatorAt(offset);
  if (!found) return null;
  assert.equal(text.slice(found.start, offset), found.typed);
  return `${found.key} ${found.term}${found.typed}|${text.slice(offset, found.end)}`;
}

/** What is typed of a key at the cursor `|`, then what a chosen one would replace behind it; null where none is. */
export function typedKeyAt(language: string, withCursor: string): string | null {
  const { text, offset } = marked(withCursor);
  const found = new DocumentCitations(language, text).typedKeyAt(offset);
  if (!found) return null;
  assert.equal(text.slice(found.start, offset), found.typed);
  return `${found.form} ${found.typed}|${text.slice(offset, found.end)}`;
}
