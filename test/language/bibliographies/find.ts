import { bibliographiesOf, type FindOptions, type FoundBibliographies } from '../../../src/language/bibliographies/bibliographies.js';
import { extension } from '../../../src/library/paths.js';
import { MemoryFileSystem } from '../../support/memoryFileSystem.js';

const languages: Record<string, string> = { md: 'markdown', qmd: 'quarto', rmd: 'rmd', tex: 'latex', typ: 'typst' };

export interface Asked extends FindOptions {
  /** Files by their paths below /w, the workspace folder; of a bibliography only that it is there matters. */
  files: Record<string, string>;
  /** The document, which is one of them. */
  of: string;
  /** Set where the disk fails. */
  disk?: (fs: MemoryFileSystem) => void;
  folder?: string | null;
}

export async function found({ files, of, disk, folder = '/w', ...options }: Asked): Promise<FoundBibliographies> {
  const fs = new MemoryFileSystem(Object.fromEntries(Object.entries(files).map(([path, text]) => [`/w/${path}`, text])));
  disk?.(fs);
  return bibliographiesOf(fs, { path: `/w/${of}`, language: languages[extension(of)]!, text: files[of]!, folder }, options);
}

/**
 * What was found, a line each: the file, and where it is named if that is not the document.
 *
 * @example ['refs.bib', 'shared.bib < _quarto.yml', '"gone.bib" is not there']
 */
export async function outline(asked: Asked): Promise<string[]> {
  const { named, problems } = await found(asked);
  const short = (path: string): string => path.replace(/^\/w\//, '');
  const words = ({ file, start, end }: { file: string; start: number; end: number }): string => (asked.files[short(file)] ?? '').slice(start, end);
  return [
    ...named.map((one) => {
      const what = one.kind === 'references' ? `references of ${words(one.where!).length} letters` : `${short(one.path)}${one.kind === 'bibitems' ? ' itself' : ''}`;
      const by = one.where === null ? ' < the setting' : short(one.where.file) === asked.of ? '' : ` < ${short(one.where.file)}`;
      return what + by;
    }),
    ...problems.map((problem) => `${problem.code} at ${short(problem.file) || 'the setting'} ${JSON.stringify(words(problem))}`),
  ];
}
