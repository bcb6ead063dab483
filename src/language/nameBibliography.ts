import { metadataBlocks } from './bibliographies/metadata.js';
import { formOf } from './markup.js';

/** Words that are put into a document, at an offset of its text. */
export interface Insertion {
  offset: number;
  text: string;
  /** What a person is asked to put in: `bibliography: references.json`. */
  statement: string;
}

export const lineEnd = /\r?\n/;
const loadsBiblatex = /^[^%\n]{0,200}\\usepackage(?:\[[^\]]{0,500}\])?\{[^{}]{0,200}\bbiblatex\b[^{}]{0,200}\}/m;
const isBibtex = /^[^%\n]{0,200}\\(?:bibliographystyle\{|(?:usepackage(?:\[[^\]]{0,500}\])?\{[^{}]{0,200}\bnatbib\b))/m;
const beginsDocument = /^[ \t]{0,40}\\begin\{document\}/m;
const endsDocument = /^[ \t]{0,40}\\end\{document\}/m;

const indexOf = (text: string, pattern: RegExp): number | null => pattern.exec(text)?.index ?? null;
const behindLine = (text: string, offset: number): number => text.indexOf('\n', offset) + 1 || text.length;

function inMarkdown(text: string, path: string): Insertion {
  return withField(text, `bibliography: ${/^[\w./-]+$/.test(path) ? path : JSON.stringify(path)}`);
}

/** Into the YAML that a document begins with, as its last field; where it has none, into one of its own. */
export function withField(text: string, statement: string): Insertion {
  const [block] = metadataBlocks(text);
  const opened = /^\ufeff?---[ \t]*\r?\n$/.test(text.slice(0, block?.start));
  return block && opened
    ? { offset: block.end, text: `${statement}\n`, statement }
    : { offset: 0, text: `---\n${statement}\n---\n\n`, statement };
}

/** As the document makes its bibliography: `\bibliography` for BibTeX, else biblatex's `\addbibresource`. */
function inLatex(text: string, path: string): Insertion {
  const end = indexOf(text, endsDocument);
  if (indexOf(text, loadsBiblatex) === null && indexOf(text, isBibtex) !== null) {
    const statement = `\\bibliography{${path.replace(/\.bib$/, '')}}`;
    return { offset: end ?? text.length, text: end === null ? `\n${statement}\n` : `${statement}\n`, statement };
  }
  const statement = `\\addbibresource{${path}}`;
  const loaded = loadsBiblatex.exec(text);
  if (loaded) {
    const offset = behindLine(text, loaded.index + loaded[0].length);
    return { offset, text: `${text[offset - 1] === '\n' ? '' : '\n'}${statement}\n`, statement };
  }
  const begin = indexOf(text, beginsDocument);
  return { offset: begin ?? 0, text: `${begin === null ? '' : '\\usepackage{biblatex}\n'}${statement}\n`, statement };
}

/** At the end, where Typst sets it. */
function inTypst(text: string, path: string): Insertion {
  const statement = `#bibliography(${JSON.stringify(path)})`;
  return { offset: text.length, text: `${text === '' || text.endsWith('\n') ? '\n' : '\n\n'}${statement}\n`, statement };
}

const forms = { pandoc: inMarkdown, latex: inLatex, typst: inTypst };

/** Which of the files of Ibid's library what typesets a language reads. MyST reads no CSL-JSON. */
export const bibliographyFor = (language: string): 'references' | 'bibtex' => (formOf(language) === 'pandoc' && language !== 'myst' ? 'references' : 'bibtex');

/** The words that name a bibliography in a document that names none, with the line ends of the document. @param path from the document's folder */
export function nameBibliography(language: string, text: string, path: string): Insertion {
  const insertion = forms[formOf(language)](text, path);
  const newline = lineEnd.exec(text)?.[0] ?? '\n';
  return { ...insertion, text: insertion.text.replaceAll('\n', newline) };
}
