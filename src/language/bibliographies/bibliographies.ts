import type { FileSystem } from '../../library/fileSystem.js';
import { append } from '../../text/multimap.js';
import type { FileProblem } from '../../text/problem.js';
import type { Span } from '../../text/span.js';
import { DocumentFiles, type CitingDocument, type Place, type Watched } from './documentFiles.js';
import { latexTree } from './latex.js';
import { ofMarkdown } from './markdown.js';
import { ofTree } from './tree.js';
import { typstTree } from './typst.js';

export type { CitingDocument, Place, Watched } from './documentFiles.js';

/** Who names a bibliography: the document or a file that is part of it, its project, or the setting. */
export type Scope = 'document' | 'project' | 'settings';

/** A bibliography that a document may cite from. `where` it is named; null for what the setting names. Paths are absolute. */
export type NamedBibliography = { scope: Scope; where: Place | null } & (
  /** A file of its own. */
  | { kind: 'file'; path: string }
  /** `thebibliography` in a LaTeX file. */
  | { kind: 'bibitems'; path: string }
  /** Works that stand in metadata, under `references:`: CSL-YAML. */
  | { kind: 'references'; yaml: string }
);

/** A CSL style that a document names; `path` is null for one that is not beside it, which may be known by its name: "chicago". */
export interface NamedStyle {
  name: string;
  path: string | null;
  where: Place;
}

export interface Found {
  /** In the order of the document. */
  named: NamedBibliography[];
  style: NamedStyle | null;
}

/** Where a document itself names a file, and its absolute path. */
export interface NamedFile extends Span {
  path: string;
}

export interface FoundBibliographies extends Found {
  /** Whether there are any, Ibid's own library among them. */
  isNamed: boolean;
  /** The bibliographies and the style that stand in the document's own text, in its order; of several files for one name the first. */
  inText: NamedFile[];
  /** With absolute paths; '' for what the setting names. */
  problems: FileProblem[];
  /** The files that this came from, also those that are not there: when one of them changes, or comes to be, it must be found anew. */
  consulted: string[];
  /** The same of files that may come to be. */
  watched: Watched[];
}

export interface FindOptions {
  /** The setting `ibid.bibliographies`: paths and patterns, relative to the workspace folder. */
  settings?: readonly string[];
  /** The person's own folder, which `~` stands for. */
  home?: string | null;
}

/** How bibliographies are found, by VS Code's language ids. */
const languages = new Map<string, (files: DocumentFiles) => Promise<Found>>([
  ...['markdown', 'quarto', 'rmd', 'myst'].map((id) => [id, ofMarkdown] as const),
  ...['latex', 'tex', 'doctex', 'rsweave'].map((id) => [id, (files: DocumentFiles) => ofTree(files, latexTree)] as const),
  ['typst', (files) => ofTree(files, typstTree)],
]);

/** The bibliographies that a document may cite from, without any setting and with it. Reads files around the document, never the bibliographies themselves. */
export async function bibliographiesOf(fs: FileSystem, document: CitingDocument, { settings = [], home = null }: FindOptions = {}): Promise<FoundBibliographies> {
  const files = new DocumentFiles(fs, document, home);
  const { named, style } = (await languages.get(document.language)?.(files)) ?? { named: [], style: null };
  for (const path of settings) {
    const { paths, problems } = await files.bibliographies({ path, file: '', start: 0, end: 0 }, { folders: [document.folder ?? files.folder], patterns: true });
    files.report(...problems);
    named.push(...paths.map((file): NamedBibliography => ({ kind: 'file', scope: 'settings', where: null, path: file })));
  }
  return { named, style, isNamed: named.length > 0, inText: inText(document, { named, style }), problems: files.problems, consulted: [...files.consulted], watched: files.watched };
}

function inText({ path: document }: CitingDocument, { named, style }: Found): NamedFile[] {
  const files = [...named.flatMap((one) => (one.kind === 'file' ? one : [])), ...(style ? [style] : [])];
  const places = files.flatMap(({ path, where }) => (path !== null && where?.file === document && where.end > where.start ? { start: where.start, end: where.end, path } : []));
  const once = new Map(places.reverse().map((place) => [place.start, place]));
  return [...once.values()].sort((a, b) => a.start - b.start);
}

const scopes: readonly Scope[] = ['document', 'project', 'settings'];

/**
 * The bibliographies of a document, that first whose item counts where the same key stands in several. Behind all of them stands Ibid's own library.
 *
 * - What is nearer to the document counts more: its own files before those of its project (of those the nearest folder first, as in Quarto), and both before
 *   the setting, which was made for all documents.
 * - Of the files that one place names, the last counts in Markdown, the first in LaTeX and Typst. Pandoc gathers all items and the later takes a key's place
 *   (Text.Pandoc.Citeproc and Citeproc.Types); BibTeX ("Repeated entry") and Biber ("Duplicate entry key, skipping") keep the first; Typst takes none of
 *   two, so that the first is as good.
 * - Works that stand in metadata count before all files: "the inline references will take precedence" (https://pandoc.org/MANUAL.html#specifying-bibliographic-data).
 *
 * A file that is named twice is there once, at its strongest place.
 */
export function inOrder(named: readonly NamedBibliography[], language: string): NamedBibliography[] {
  const groups = new Map<string, NamedBibliography[]>();
  for (const one of [...named].sort((a, b) => strength(a) - strength(b))) {
    append(groups, `${strength(one)} ${one.where?.file ?? ''}`, one);
  }
  const lastCounts = languages.get(language) === ofMarkdown;
  const ordered = [...groups.values()].flatMap((group) => (lastCounts && group[0]!.where ? [...group].reverse() : group));
  const paths = new Set<string>();
  return ordered.filter((one) => one.kind === 'references' || (!paths.has(one.path) && paths.add(one.path)));
}

const strength = ({ scope, kind }: NamedBibliography): number => scopes.indexOf(scope) + (kind === 'references' ? 0 : scopes.length);
