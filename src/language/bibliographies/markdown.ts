import * as l10n from '@vscode/l10n';
import { absolutePath, extension, join, parent } from '../../library/paths.js';
import type { Found, NamedBibliography, NamedStyle, Scope } from './bibliographies.js';
import { problemOf, type DocumentFiles, type NameOptions, type WrittenPath } from './documentFiles.js';
import { metadataBlocks, readMetadata, type Metadata } from './metadata.js';

/**
 * A file of metadata for all documents of its folder and those below. The file that makes a folder a project ends the search.
 *
 * Quarto: https://quarto.org/docs/projects/quarto-projects.html#shared-metadata · bookdown: its metadata are those of index.Rmd,
 * https://bookdown.org/yihui/bookdown/usage.html · MyST: https://mystmd.org/guide/citations · Jupyter Book 1: https://jupyterbook.org/v1/content/citations.html
 */
interface ProjectFile {
  name: string;
  root?: boolean;
  /** What a project has that names no bibliography. */
  otherwise?: string;
}

const projectFiles: readonly ProjectFile[] = [
  { name: '_metadata.yml' }, { name: '_metadata.yaml' },
  { name: '_quarto.yml', root: true }, { name: '_quarto.yaml', root: true },
  { name: '_bookdown.yml', root: true }, { name: 'index.Rmd' },
  { name: 'myst.yml', root: true, otherwise: '**/*.bib' },
  { name: '_config.yml' },
];

/** Which profile is on is said where Quarto is called, so that all count. https://quarto.org/docs/projects/profiles.html */
const profiles = '_quarto-*.{yml,yaml}';

/** What a file of Pandoc's defaults has, and other YAML that names a bibliography has not: https://pandoc.org/MANUAL.html#defaults-files */
const defaultsFields = ['from', 'reader', 'to', 'writer', 'input-file', 'input-files', 'output-file', 'standalone', 'citeproc', 'pdf-engine', 'metadata-files', 'defaults'];
const mostDefaults = 30;

/** The bibliographies of a Markdown document: those of its own metadata, then those of its project, the nearest first. */
export async function ofMarkdown(files: DocumentFiles): Promise<Found> {
  const { document, folder } = files;
  const blocks = metadataBlocks(document.text).map(({ start, end }) => readMetadata(document.text.slice(start, end), document.path, start));
  const own = [...blocks, ...(await metadataFilesOf(files, blocks))];
  const { root, metadata } = await projectOf(files);
  const project = [...metadata, ...(await metadataFilesOf(files, metadata)), ...(await defaultsOf(files, new Set([folder, root])))];
  const all = [...own, ...project];
  const resources = all.flatMap(({ file, resourcePaths }) => resourcePaths.map((path) => absolutePath(parent(file), path)));
  const placesOf = (file: string): NameOptions => ({ folders: [...new Set([parent(file), folder, root, document.folder ?? root, ...resources])], roots: [root] });

  const named: NamedBibliography[] = [];
  for (const one of all) named.push(...(await namedIn(files, one, own.includes(one) ? 'document' : 'project', placesOf(one.file))));
  // Of several blocks the last counts: https://pandoc.org/MANUAL.html#extension-yaml_metadata_block
  const style = [...[...blocks].reverse(), ...all].find(({ styles }) => styles.length > 0)?.styles[0];
  return { named, style: style ? await styleOf(files, style, placesOf(style.file)) : null };
}

async function namedIn(files: DocumentFiles, { fault, references, bibliographies }: Metadata, scope: Scope, places: NameOptions): Promise<NamedBibliography[]> {
  if (fault) files.report(problemOf('metadata-broken', fault.where, l10n.t('This YAML can’t be read to its end: {0} What stands before counts. Correct it here.', fault.message)));
  const named: NamedBibliography[] = references ? [{ kind: 'references', scope, ...references }] : [];
  for (const { path, ...where } of bibliographies) {
    const { paths, problems } = await files.bibliographies({ path, ...where }, places);
    files.report(...problems);
    named.push(...paths.map((file): NamedBibliography => ({ kind: 'file', scope, where, path: file })));
  }
  return named;
}

/** Where a style is: beside the document or in its project. Pandoc and Quarto know styles by their bare names too. */
export async function styleOf(files: DocumentFiles, { path, ...where }: WrittenPath, places: NameOptions): Promise<NamedStyle> {
  return { name: path, where, path: await files.find(path, { ...places, extensions: ['', '.csl'] }) };
}

/** The metadata of a file: of a document those of its blocks as one. */
async function metadataOf(files: DocumentFiles, path: string): Promise<Metadata[]> {
  const text = await files.text(path);
  if (text === null) return [];
  if (!/^(?:rmd|qmd|md)$/.test(extension(path))) return [readMetadata(text, path)];
  return metadataBlocks(text).map(({ start, end }) => readMetadata(text.slice(start, end), path, start));
}

async function metadataFilesOf(files: DocumentFiles, metadata: readonly Metadata[]): Promise<Metadata[]> {
  const found: Metadata[] = [];
  for (const { path, file } of metadata.flatMap(({ metadataFiles }) => metadataFiles)) {
    const there = await files.find(path, { folders: [parent(file), files.folder] });
    if (there) found.push(...(await metadataOf(files, there)));
  }
  return found;
}

/** The metadata of a document's project, the nearest first, and the project's folder. */
async function projectOf(files: DocumentFiles): Promise<{ root: string; metadata: Metadata[] }> {
  const folders = files.foldersUp();
  const metadata: Metadata[] = [];
  for (const folder of folders) {
    const there: ProjectFile[] = [];
    for (const kind of projectFiles) {
      const path = join(folder, kind.name);
      if (path === files.document.path || !(await files.isFile(path))) continue;
      there.push(kind);
      metadata.push(...(await metadataOf(files, path)));
      if (kind.otherwise !== undefined && metadata.every(({ bibliographies }) => bibliographies.length === 0)) metadata.push(await unnamed(files, path, kind.otherwise));
    }
    if (!there.some(({ root }) => root)) continue;
    for (const path of await files.matching(folder, profiles)) metadata.push(...(await metadataOf(files, path)));
    return { root: folder, metadata };
  }
  return { root: folders.at(-1)!, metadata };
}

/** What a project reads that names nothing. */
async function unnamed(files: DocumentFiles, file: string, pattern: string): Promise<Metadata> {
  const found = await files.matching(parent(file), pattern);
  return { ...readMetadata('', file), bibliographies: found.map((path) => ({ path, file, start: 0, end: 0 })) };
}

/** Files of Pandoc's defaults beside a document or in its project, as far as they are for it. */
async function defaultsOf(files: DocumentFiles, folders: ReadonlySet<string>): Promise<Metadata[]> {
  const found: Metadata[] = [];
  for (const folder of folders) {
    const paths = await files.matching(folder, '*.{yaml,yml}');
    for (const path of paths.filter((one) => !projectFiles.some(({ name }) => one.endsWith(`/${name}`))).slice(0, mostDefaults)) {
      found.push(...(await metadataOf(files, path)).filter((metadata) => isDefaultsFor(files, metadata, folder)));
    }
  }
  return found;
}

function isDefaultsFor({ document }: DocumentFiles, { names, inputFiles }: Metadata, folder: string): boolean {
  if (inputFiles) return inputFiles.some((input) => absolutePath(folder, input) === document.path);
  return defaultsFields.some((field) => names.has(field));
}
