import { lineEnd, withField, type Insertion } from './nameBibliography.js';
import { metadataBlocks, readMetadata } from './bibliographies/metadata.js';
import { typstTree } from './bibliographies/typst.js';
import type { Edit } from '../text/edit.js';
import { formOf, type Form } from './markup.js';

/** A style as documents are to name it: one that Ibid ships, by CSL's name; or a file, from the document's folder. */
export type StyleToName = { shipped: string } | { path: string };

/** Typst's own names of styles, where they are others than CSL's; null for what it does not have. https://typst.app/docs/reference/model/bibliography/#parameters-style */
const typstNames: Readonly<Record<string, string | null>> = {
  'chicago-note-bibliography': 'chicago-notes', 'chicago-fullnote-bibliography': 'chicago-fullnotes', 'iso690-author-date-en': 'iso-690-author-date',
  'turabian-fullnote-bibliography': 'turabian-fullnote-8', oscola: null, 'din-1505-2': null, science: null,
};

/** Pandoc and Quarto fetch a style by its address. */
function inMarkdown(text: string, style: StyleToName): Edit {
  const value = 'path' in style ? style.path : `https://www.zotero.org/styles/${style.shipped}`;
  const written = /^[\w./:-]+$/.test(value) ? value : JSON.stringify(value);
  const named = metadataBlocks(text).flatMap(({ start, end }) => readMetadata(text.slice(start, end), '', start).styles);
  const last = named.at(-1);
  return last ? { start: last.start, end: last.end, text: written } : inserted(withField(text, `csl: ${written}`));
}

const inserted = ({ offset, text }: Insertion): Edit => ({ start: offset, end: offset, text });

/** In the call that sets the bibliography; null where the document has none. */
function inTypst(text: string, style: StyleToName): Edit | null {
  const name = 'path' in style ? style.path : style.shipped in typstNames ? typstNames[style.shipped]! : style.shipped;
  if (name === null) return null;
  const said = typstTree.statements(text, '');
  const written = JSON.stringify(name);
  const named = said.find(({ does }) => does === 'styles');
  if (named?.does === 'styles') return { start: named.path.start - 1, end: named.path.end + 1, text: written };
  const file = said.find(({ does }) => does === 'names');
  const opens = file?.does === 'names' && /\bbibliography\(\s{0,20}"$/.test(text.slice(Math.max(0, file.path.start - 60), file.path.start));
  return opens ? { start: file.path.end + 1, end: file.path.end + 1, text: `, style: ${written}` } : null;
}

const forms: Readonly<Record<Form, (text: string, style: StyleToName) => Edit | null>> = { pandoc: inMarkdown, latex: () => null, typst: inTypst };

/** The edit by which a document names its CSL style; null where its language has no words for it, or none for this one. */
export function nameStyle(language: string, text: string, style: StyleToName): Edit | null {
  const edit = forms[formOf(language)](text, style);
  return edit && { ...edit, text: edit.text.replaceAll('\n', lineEnd.exec(text)?.[0] ?? '\n') };
}
