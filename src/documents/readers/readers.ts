import { decodeSource } from '../decode.js';
import { unreadable, type SourceDocument } from '../document.js';
import { extensionOf, type binaryExtensions } from './binary.js';
import { readPlainText } from './plainText.js';

export interface ReadOptions {
  /** The name of the source's own file, whose .bbl stands beside it. */
  file?: string;
  /** The bytes of a file beside the source, by its path relative to it ("references.bbl"); null where there is none. */
  beside?: (path: string) => Promise<Uint8Array | null>;
  /** Aborts at the next step, with the signal's reason. */
  signal?: AbortSignal;
}

/** Bytes to a source taken apart. Never throws for what the bytes hold: what can't be read is a problem. */
export type Reader = (bytes: Uint8Array, options: ReadOptions) => Promise<SourceDocument>;

type TextReader = (text: string, options: ReadOptions) => SourceDocument | Promise<SourceDocument>;

/** A text file is decoded first; the offsets of what is read lead into it. */
function text(read: TextReader): Reader {
  return async (bytes, options) => {
    const { text, problems } = decodeSource(bytes);
    if (text.trim() === '') return unreadable(problems);
    const document = await read(text, options);
    return { ...document, text, problems: [...problems, ...document.problems] };
  };
}

const plainText = text(readPlainText);
const html = text(async (words) => (await import('./html.js')).readHtml(words));
const xml = text(async (words) => (await import('./xml.js')).readXml(words));
const latex = text(async (words, options) => (await import('./latex.js')).readLatex(words, options));
const markdown = text(async (words, options) => (await import('./markdown.js')).readMarkdown(words, options));

/** Readers of text files by extension: what is read from these can be shown in the file itself. Each is loaded when a source first needs it. */
const textReaders: Record<string, Reader> = {
  txt: plainText,
  text: plainText,
  md: markdown,
  markdown,
  html,
  htm: html,
  xhtml: html,
  xml,
  nxml: xml,
  tei: xml,
  tex: latex,
  ltx: latex,
  latex,
};

/** Readers of other files: what is read from these is shown in the text that was taken from them. */
const binaryReaders: Partial<Record<(typeof binaryExtensions)[number], Reader>> = {
  docx: async (bytes) => (await import('./docx.js')).readDocx(bytes),
  epub: async (bytes) => (await import('./epub.js')).readEpub(bytes),
  pdf: async (bytes, options) => (await import('./pdf.js')).readPdf(bytes, options),
};

const readers: Record<string, Reader> = { ...textReaders, ...binaryReaders };

/** The extensions Ibid reads, without the dot. */
export const readableExtensions: readonly string[] = Object.keys(readers);

/** The reader for a file; what has no reader of its own is read as plain text. */
export function readerFor(file: string): Reader {
  return readers[extensionOf(file)] ?? plainText;
}
