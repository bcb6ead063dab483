import type { SourceDocument } from '../document.js';
import { readPlainText } from './plainText.js';

type Reader = (text: string) => SourceDocument | Promise<SourceDocument>;

/** Readers by file extension; each is loaded when a source first needs it. */
const readers: Record<string, Reader> = {
  txt: readPlainText,
  text: readPlainText,
  md: async (text) => (await import('./markdown.js')).readMarkdown(text),
  markdown: async (text) => (await import('./markdown.js')).readMarkdown(text),
};

const extensionOf = (file: string): string => /\.([^./]{1,10})$/u.exec(file)?.[1]?.toLowerCase() ?? '';

/** The extensions Ibid reads, without the dot. */
export const readableExtensions: readonly string[] = Object.keys(readers);

/** The reader for a file; what has no reader of its own is read as plain text. */
export function readerFor(file: string): Reader {
  return readers[extensionOf(file)] ?? readPlainText;
}
