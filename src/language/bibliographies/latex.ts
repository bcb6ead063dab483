import { TexSource, verbatims, type Argument } from '../../documents/latex/tex.js';
import type { Place, WrittenPath } from './documentFiles.js';
import type { Statement, TreeLanguage } from './tree.js';

/**
 * Commands that name bibliographies, and whether BibTeX adds ".bib" to what they name: LaTeX's own; biblatex 3.8.1 and 3.8.2; bibentry; bibunits, which
 * has its own in square brackets.
 */
const naming: Record<string, { adds: boolean; inBrackets?: boolean }> = {
  bibliography: { adds: true }, nobibliography: { adds: true }, defaultbibliography: { adds: true }, putbib: { adds: true, inBrackets: true },
  addbibresource: { adds: false }, addglobalbib: { adds: false }, addsectionbib: { adds: false },
};

/** Commands that take another file in: LaTeX's own, those of subfiles, and those of import with the folder that comes first. */
const taking: Record<string, 'root' | 'import' | null> = {
  input: null, include: null, InputIfFileExists: null, subfile: null, subfileinclude: null,
  import: 'root', includefrom: 'root', inputfrom: 'root', subimport: 'import', subincludefrom: 'import', subinputfrom: 'import',
};

const defining = new Set(['newcommand', 'renewcommand', 'providecommand', 'def', 'edef', 'gdef']);

/** A command, an environment's beginning, a comment. "\\%" is one sign. */
const sequence = /\\(?:begin[ \t]*\{([A-Za-z]{1,40}\*?)\}|([A-Za-z@]+)|[^])|%/gu;
const bareName = /[ \t]+([^\s{}%\\]{1,300})/uy;
const longestPath = 1000;

function statements(text: string, file: string): Statement[] {
  const source = new TexSource(text);
  const found: Statement[] = [];
  const named = { ...naming };
  const pattern = new RegExp(sequence);
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const [whole, environment, command] = match;
    const behind = pattern.lastIndex;
    if (whole === '%') pattern.lastIndex = source.behindLine(match.index);
    else if (environment && verbatims.has(environment)) pattern.lastIndex = source.find(`\\end{${environment}}`, behind);
    else if (environment === 'thebibliography') found.push({ does: 'lists', where: { file, start: match.index, end: behind } });
    else if (command === 'verb') pattern.lastIndex = behindVerb(text, behind);
    else if (command === 'iffalse') pattern.lastIndex = source.find('\\fi', behind);
    else if (command === 'endinput' || (command === 'end' && argument(source, behind, file)?.path === 'document')) break;
    else if (command === 'newcites') for (const { path } of list(source, source.group(behind), file)) named[`bibliography${path}`] = { adds: true };
    else if (command) found.push(...statementsOf(command, named, source, behind, file));
  }
  return found;
}

function statementsOf(command: string, named: typeof naming, source: TexSource, from: number, file: string): Statement[] {
  const behind = source.text[from] === '*' ? from + 1 : from;
  if (Object.hasOwn(named, command)) return names(named[command]!, source, behind, file);
  if (Object.hasOwn(taking, command)) return takes(taking[command]!, source, behind, file);
  if (defining.has(command)) return defines(source, behind);
  return command === 'documentclass' ? begins(source, behind, file) : [];
}

function names({ adds, inBrackets }: (typeof naming)[string], source: TexSource, from: number, file: string): Statement[] {
  const option = source.option(from);
  const paths = list(source, inBrackets ? option : source.group(option?.next ?? from), file);
  return paths.map((path) => ({ does: 'names', path, extensions: adds && !path.path.endsWith('.bib') ? ['.bib', ''] : ['', '.bib'] }));
}

function takes(from: 'root' | 'import' | null, source: TexSource, at: number, file: string): Statement[] {
  const folder = from === null ? null : source.group(at);
  const path = argument(source, folder?.next ?? at, file) ?? (folder ? null : bare(source, at, file));
  if (!path || (from !== null && !folder)) return [];
  const extensions = path.path.endsWith('.tex') ? ['', '.tex'] : ['.tex', ''];
  return [{ does: 'takes', path, extensions, ...(folder && from ? { folder: plain(source.slice(folder)), from } : {}) }];
}

/** "\input chapter" */
function bare(source: TexSource, at: number, file: string): WrittenPath | null {
  bareName.lastIndex = at;
  const [whole, path] = bareName.exec(source.text) ?? [];
  return whole === undefined ? null : { path: path!, file, start: at + whole.length - path!.length, end: at + whole.length };
}

/** "\newcommand{\bibfolder}{refs}", "\def\bibfolder{refs}"; those with arguments are no paths. */
function defines(source: TexSource, at: number): Statement[] {
  const braced = source.group(at);
  const bareCommand = /^\s*\\([A-Za-z@]{1,60})/u.exec(source.text.slice(at, at + 100));
  const name = braced ? /^\s*\\([A-Za-z@]{1,60})\s*$/u.exec(source.slice(braced))?.[1] : bareCommand?.[1];
  const value = name === undefined ? null : source.group(braced?.next ?? at + bareCommand![0].length);
  return value && value.end - value.start <= longestPath ? [{ does: 'defines', name: name!, value: plain(source.slice(value)) }] : [];
}

/** "\documentclass[../main.tex]{subfiles}"; a document of standalone is mostly a figure in another. */
function begins(source: TexSource, at: number, file: string): Statement[] {
  const option = source.option(at);
  const documentClass = argument(source, option?.next ?? at, file)?.path;
  if (documentClass === 'standalone') return [];
  return [{ does: 'begins', root: documentClass === 'subfiles' ? (list(source, option, file)[0] ?? null) : null }];
}

const comment = /%[^\n]*\n?[ \t]*/gu;

const plain = (tex: string): string => tex.replace(comment, '').trim();

function argument(source: TexSource, at: number, file: string): WrittenPath | null {
  const group = source.group(at);
  if (!group || group.end - group.start > longestPath) return null;
  const path = plain(source.slice(group)).replace(/^"(.*)"$/u, '$1');
  return path === '' ? null : { path, ...trimmed(source.text, group, file) };
}

/** The names of a list with commas between them. */
function list(source: TexSource, argumentOf: Argument | null, file: string): WrittenPath[] {
  if (!argumentOf) return [];
  let at = argumentOf.start;
  return source.slice(argumentOf).split(',').flatMap((name) => {
    const start = at;
    at += name.length + 1;
    const path = plain(name).replace(/^"(.*)"$/u, '$1');
    return path === '' || path.length > longestPath ? [] : { path, ...trimmed(source.text, { start, end: start + name.length }, file) };
  });
}

function trimmed(text: string, { start, end }: { start: number; end: number }, file: string): Place {
  const words = text.slice(start, end);
  return { file, start: start + words.length - words.trimStart().length, end: end - words.length + words.trimEnd().length };
}

/** Behind "|words|" of "\verb|words|". */
function behindVerb(text: string, at: number): number {
  const from = text[at] === '*' ? at + 1 : at;
  const line = text.slice(from, from + 1000).split('\n', 1)[0]!;
  const end = line.indexOf(line.charAt(0), 1);
  return from + (end < 0 ? line.length : end + 1);
}

/** "% !TeX root = ../main.tex" among the first lines, as TeXShop, TeXworks and LaTeX-Workshop read it. */
const rootComment = /^[ \t]{0,20}%[ \t]{0,20}!?[ \t]{0,20}TEX[ \t]{1,20}root[ \t]{0,20}=[ \t]{0,20}([^\r\n]{1,500})/imu;

function rootNamed(text: string, file: string): WrittenPath | null {
  const match = rootComment.exec(text.slice(0, 4000));
  if (!match) return null;
  const end = match.index + match[0].trimEnd().length;
  const path = match[1]!.trim().replace(/^"(.*)"$/u, '$1');
  return { path, file, start: end - match[1]!.trim().length, end };
}

const mostRounds = 10;
/** Commands that leave a path as it is: those of subfiles and LaTeX's own. */
const transparent = /\\(?:subfix|detokenize|string|expandafter)\s{0,5}\{([^{}\\]{0,1000})\}/gu;
const macro = /\\([A-Za-z@]{1,60})(?:\{\}|[ \t]{0,20})/gu;

function workedOut(path: string, macros: ReadonlyMap<string, string>): string | null {
  let known = path;
  for (let round = 0; round < mostRounds && known.includes('\\') && known.length <= longestPath; round++) {
    known = known.replace(transparent, '$1').replace(macro, (whole, name: string) => macros.get(name) ?? whole);
  }
  known = known.replace(transparent, '$1');
  return known.includes('\\') || known.length > longestPath ? null : known.replace(/[{}]/gu, '').trim();
}

/** LaTeX. Its documents begin with `\documentclass`; what does not is part of one that does. */
export const latexTree: TreeLanguage = {
  extension: 'tex',
  statements,
  rootNamed,
  workedOut,
  mayBeRoot: (said) => said.some(({ does }) => does === 'begins'),
  isRoot: ({ begins: own }) => own,
};
