import type { Span } from '../../text/span.js';
import { bibliographiesBeside, entryOf, inSentence, type Bibliographies } from '../besides.js';
import { fromTex } from '../bib/fromTex.js';
import { decodeSource } from '../decode.js';
import type { BibliographyEntry, Masthead, SourceDocument } from '../document.js';
import { bibitems, biberWorks, namesOfLabel } from '../latex/bibliography.js';
import { TexSource } from '../latex/tex.js';
import { LatexText, type Naming } from '../latex/text.js';
import { Passage } from '../../text/passage.js';
import type { ReadOptions } from './readers.js';

/**
 * LaTeX, with the citations and notes that it marks itself. Its works are those of its own `thebibliography`; else of the .bbl that BibTeX or Biber
 * made of it, which stands beside under its name or a usual one; else of the .bib files that it names.
 *
 * Files that it takes in by `\input` are sources of their own.
 */
export async function readLatex(text: string, options: ReadOptions = {}): Promise<SourceDocument> {
  const source = new TexSource(text);
  const works = await worksOf(source, options);
  const latex = new LatexText(source, works.naming).read(bodyOf(source));
  const { blocks, notes, furniture, cited } = latex;
  const body = bodyOf(source);
  return {
    text, masthead: mastheadOf(source), pages: [{ label: null, start: 0, end: text.length }], blocks, notes, bibliography: works.entries(cited), marked: true,
    furniture: [{ start: 0, end: body.start }, ...furniture, { start: body.end, end: text.length }].filter(({ start, end }) => end > start), problems: [],
  };
}

/** What stands between `\begin{document}` and its end; all of a file that another takes in. */
function bodyOf(source: TexSource): Span {
  const begin = '\\begin{document}';
  const at = source.text.indexOf(begin);
  const start = at < 0 ? 0 : at + begin.length;
  return { start, end: source.find('\\end{document}', start) };
}

interface Works {
  naming: Naming;
  /** @param cited where each key is cited first */
  entries: (cited: ReadonlyMap<string, Span>) => BibliographyEntry[];
}

async function worksOf(source: TexSource, options: ReadOptions): Promise<Works> {
  const own = bibitems(source);
  if (own.length > 0) return worksOfEntries(own, () => own);
  const bbl = await bblBeside(source, options);
  if (bbl) {
    const items = bibitems(bbl);
    // Their words stand in another file: what leads to them is where they are cited.
    const moved = (entry: BibliographyEntry, cited: ReadonlyMap<string, Span>): BibliographyEntry => ({ ...entry, passage: Passage.join([entry.passage.text]), start: 0, end: 0, ...cited.get(entry.id!) });
    if (items.length > 0) return worksOfEntries(items, (cited) => items.map((entry) => moved(entry, cited)));
    const works = biberWorks(bbl);
    if (works.size > 0) {
      return {
        naming: namedBy((key) => works.get(key)),
        entries: (cited) => [...works].map(([key, item]) => entryOf(key, item, cited.get(key) ?? { start: 0, end: 0 })),
      };
    }
  }
  const bibliographies = await bibliographiesBeside(bibFiles(source.text), options);
  return { naming: namedBy((key) => bibliographies.find(key)), entries: (cited) => bibliographies.entries(cited) };
}

const namedBy = (find: Bibliographies['find']): Naming => (key, manner) => {
  const item = find(key);
  if (!item) return null;
  if (manner === 'title') return item.title ?? null;
  const words = inSentence(item, { yearOnly: manner === 'year', namesOnly: manner === 'names' });
  return (manner === 'behind' ? words.replace(/\s\(([^()]{1,20})\)$/u, ' $1') : words) || null;
};

function worksOfEntries(entries: readonly BibliographyEntry[], placed: Works['entries']): Works {
  const labels = new Map(entries.map(({ id, label }) => [id, namesOfLabel(label)]));
  return {
    naming: (key, manner) => {
      const known = labels.get(key);
      if (!known || manner === 'title') return null;
      if (manner === 'names') return known.names;
      if (manner === 'year') return known.year;
      return manner === 'within' ? `${known.names} (${known.year})` : `${known.names} ${known.year}`;
    },
    entries: placed,
  };
}

const bibliographyCommand = /\\(?:bibliography|addbibresource)(?:\[[^\]]{0,200}\])?\{([^{}]{0,2000})\}/gu;
/** A comment up to its line's end, but not "\%". */
const comments = /(?<!\\)%[^\n]*/gu;

/** The .bib files that `\bibliography` and `\addbibresource` name. */
const bibFiles = (text: string): string[] =>
  Array.from(text.replace(comments, '').matchAll(bibliographyCommand), ([, names = '']) => names.split(',')).flat().map((name) => name.trim()).filter((name) => name !== '').map((name) => (/\.\w{1,6}$/u.test(name) ? name : `${name}.bib`));

/** The .bbl of a source: under its own name where that is known, or under that of one of its bibliographies. */
async function bblBeside(source: TexSource, { beside, file }: ReadOptions): Promise<TexSource | null> {
  const own = file?.replace(/^.*\//u, '').replace(/\.[^.]{1,10}$/u, '');
  const names = [...(own ? [own] : []), 'main', 'ms', 'paper', 'article', ...bibFiles(source.text).map((named) => named.replace(/\.\w{1,6}$/u, ''))];
  for (const candidate of new Set(names.slice(0, mostCandidates))) {
    const bytes = (await beside?.(`${candidate}.bbl`)) ?? null;
    if (bytes) return new TexSource(decodeSource(bytes).text);
  }
  return null;
}

const mostCandidates = 12;

const plain = (tex: string): string => fromTex(tex).replace(/<\/?[a-z][^<>]{0,80}>/gu, '').replace(/\s+/gu, ' ').trim();

/** Title, authors and date as `\title`, `\author` and `\date` have them. */
function mastheadOf(source: TexSource): Masthead {
  const words = (name: string): string => {
    const at = new RegExp(`\\\\${name}(?![A-Za-z])`, 'u').exec(source.text);
    const from = at ? at.index + at[0].length : -1;
    const group = from < 0 ? null : source.group(source.text[from] === '[' ? (source.option(from)?.next ?? from) : from);
    return group ? withoutAsides(source.slice(group)) : '';
  };
  const date = plain(words('date').replace(/\\today\b/gu, ''));
  const authors = words('author').split(/\\and\b|\\And\b|\\AND\b/u).map((one) => plain(one.split('\\\\')[0]!)).filter((one) => one !== '');
  return { title: plain(words('title').replace(/\\\\(?:\[[^\]]{0,20}\])?/gu, ' ')) || null, authors, date: date || null, publication: null };
}

/** Without thanks and affiliations. */
function withoutAsides(tex: string): string {
  const source = new TexSource(tex);
  let [at, kept] = [0, ''];
  for (const { index, 0: { length } } of tex.matchAll(/\\(?:thanks|footnote|inst|orcidID|orcid|email|affiliation|footnotemark|textsuperscript)(?![A-Za-z])/gu)) {
    if (index < at) continue;
    kept += tex.slice(at, index);
    at = source.behindArguments(index + length);
  }
  return kept + tex.slice(at);
}
