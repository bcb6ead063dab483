import * as l10n from '@vscode/l10n';
import { absolutePath, extension, parent } from '../../library/paths.js';
import type { FileProblem } from '../../text/problem.js';
import type { Found, NamedBibliography, NamedStyle } from './bibliographies.js';
import { problemOf, type DocumentFiles, type NameOptions, type Place, type WrittenPath } from './documentFiles.js';

/** What a file of LaTeX or Typst says that matters for where its bibliographies are. */
export type Statement =
  /** `\addbibresource{refs.bib}`, `#bibliography("refs.bib")` */
  | { does: 'names'; path: WrittenPath; extensions: readonly string[] }
  /** `\begin{thebibliography}` */
  | { does: 'lists'; where: Place }
  /**
   * `\input{chapter}`, `#include "chapter.typ"`. `\import{part}{chapter}` has a folder, which is then that of the file's own paths; it is relative to the
   * root's folder, or for `\subimport` to the one that the file itself was imported from.
   */
  | { does: 'takes'; path: WrittenPath; extensions: readonly string[]; folder?: string; from?: 'root' | 'import' }
  /** `\newcommand{\bibfolder}{refs}` */
  | { does: 'defines'; name: string; value: string }
  /** `style: "chicago.csl"` */
  | { does: 'styles'; path: WrittenPath }
  /** `\documentclass`; of one of subfiles with the file that it belongs to. */
  | { does: 'begins'; root: WrittenPath | null };

/** A language whose documents are made of several files. */
export interface TreeLanguage {
  /** Of its files: "tex". */
  extension: string;
  /** What a file says, in its order. */
  statements(text: string, file: string): Statement[];
  /** The file that says, in words for editors, what it belongs to: `% !TeX root = main.tex`. */
  rootNamed?(text: string, file: string): WrittenPath | null;
  /** A path with its commands worked out; null where that can't be done. */
  workedOut?(path: string, macros: ReadonlyMap<string, string>): string | null;
  /** Whether a file with these statements may be a document that takes others in. */
  mayBeRoot(statements: readonly Statement[]): boolean;
  /** Whether it is one, with all it takes in: then no other that takes it in is looked for. */
  isRoot(tree: Tree): boolean;
  /** Whether paths are always relative to the file that they stand in. */
  fromOwnFolder?: boolean;
  /** The name of the file that makes a folder the root of paths with a leading `/`. */
  rootFile?: string;
}

/** So many documents of the workspace are looked at for one that takes the document in. */
const mostRoots = 100;

/** The bibliographies of a document that may be made of several files, or be part of another. */
export async function ofTree(files: DocumentFiles, language: TreeLanguage): Promise<Found> {
  const forest = new Forest(files, language, await rootFolders(files, language));
  const own = await forest.grow(files.document.path);
  const root = (await forest.declaredRoot(own)) ?? (language.isRoot(own) ? null : await forest.including());
  // A part of a document is seen from its root, where its paths lead elsewhere than seen from itself.
  const seen = root?.visited.has(files.document.path) ? [root] : root ? [own, root] : [own];
  files.report(...seen.flatMap(({ problems }) => problems));
  return { named: seen.flatMap(({ named }) => named), style: own.style ?? root?.style ?? null };
}

async function rootFolders(files: DocumentFiles, { rootFile }: TreeLanguage): Promise<string[]> {
  if (rootFile === undefined) return [];
  const folders = files.foldersUp();
  for (const folder of folders) if (await files.isFile(absolutePath(folder, rootFile))) return [folder];
  return [folders.at(-1)!];
}

/** A file with all that it takes in. */
export class Tree implements Found {
  readonly named: NamedBibliography[] = [];
  readonly problems: FileProblem[] = [];
  style: NamedStyle | null = null;
  readonly visited = new Set<string>();
  readonly macros: Map<string, string>;
  /** Whether it is a document and not part of one, as far as it says so itself. */
  begins = false;
  /** The file that it belongs to, as it says itself. */
  belongsTo: WrittenPath | null = null;

  constructor(readonly root: string) {
    this.macros = new Map([['jobname', root.slice(root.lastIndexOf('/') + 1).replace(/\.[^.]*$/, '')]]);
  }
}

/** The trees that are looked at for one document; what they share is read once. */
class Forest {
  private readonly known = new Map<string, Statement[]>();

  constructor(private readonly files: DocumentFiles, private readonly language: TreeLanguage, private readonly roots: readonly string[]) {}

  async grow(root: string): Promise<Tree> {
    const tree = new Tree(root);
    await this.visit(tree, root, parent(root));
    return tree;
  }

  private async statements(file: string): Promise<Statement[]> {
    const known = this.known.get(file);
    if (known) return known;
    const text = await this.files.text(file);
    const statements = text === null ? [] : this.language.statements(text, file);
    this.known.set(file, statements);
    return statements;
  }

  /** @param base the folder that paths of the file are relative to, before its own */
  private async visit(tree: Tree, file: string, base: string): Promise<void> {
    const waiting = [{ file, base, statements: (await this.statements(file)).values() }];
    tree.visited.add(file);
    for (let open = waiting.at(-1); open; open = waiting.at(-1)) {
      const { done, value: statement } = open.statements.next();
      if (done) waiting.pop();
      else {
        const taken = await this.follow(tree, statement, open);
        if (!taken || tree.visited.has(taken.file)) continue;
        tree.visited.add(taken.file);
        waiting.push({ ...taken, statements: (await this.statements(taken.file)).values() });
      }
    }
  }

  /** The file that a statement takes in, if it does. */
  private async follow(tree: Tree, statement: Statement, { file, base }: { file: string; base: string }): Promise<{ file: string; base: string } | null> {
    const places: NameOptions = { folders: this.folders(base, file), roots: this.roots };
    switch (statement.does) {
      case 'names':
        await this.name(tree, statement, places);
        return null;
      case 'lists':
        tree.named.push({ kind: 'bibitems', scope: 'document', where: statement.where, path: file });
        return null;
      case 'defines':
        tree.macros.set(statement.name, statement.value);
        return null;
      case 'styles':
        tree.style ??= await this.styled(statement.path, places);
        return null;
      case 'begins':
        if (file === tree.root) [tree.begins, tree.belongsTo] = [true, statement.root];
        return null;
      case 'takes': {
        const path = this.workedOut(tree, statement.path.path);
        const folder = statement.folder === undefined ? null : this.workedOut(tree, statement.folder);
        const from = folder === null ? base : absolutePath(statement.from === 'import' ? base : parent(tree.root), folder);
        const found = path === null ? null : await this.files.find(path, { ...places, folders: this.folders(from, file), extensions: statement.extensions });
        return found === null ? null : { file: found, base: from };
      }
    }
  }

  private folders(base: string, file: string): string[] {
    const { folder } = this.files.document;
    if (this.language.fromOwnFolder) return [parent(file)];
    return [...new Set([base, parent(file), ...(folder === null ? [] : [folder])])];
  }

  private workedOut(tree: Tree, path: string): string | null {
    return this.language.workedOut ? this.language.workedOut(path, tree.macros) : path;
  }

  private async name(tree: Tree, { path: { path, ...where }, extensions }: Statement & { does: 'names' }, places: NameOptions): Promise<void> {
    const workedOut = this.workedOut(tree, path);
    if (workedOut === null) {
      tree.problems.push(problemOf('bibliography-not-found', where, l10n.t('Ibid can’t work out where {0} leads. Name the file in the setting ibid.bibliographies.', path)));
      return;
    }
    const { paths, problems } = await this.files.bibliographies({ path: workedOut, ...where }, { ...places, extensions, patterns: true });
    tree.problems.push(...problems);
    tree.named.push(...paths.map((file): NamedBibliography => ({ kind: 'file', scope: 'document', where, path: file })));
  }

  private async styled({ path, ...where }: WrittenPath, places: NameOptions): Promise<NamedStyle> {
    return { name: path, where, path: await this.files.find(path, places) };
  }

  /** The tree of the file that a document says it belongs to. */
  async declaredRoot(own: Tree): Promise<Tree | null> {
    const { path, text } = this.files.document;
    const written = this.language.rootNamed?.(text, path) ?? own.belongsTo;
    const file = written && (await this.files.find(written.path, { folders: this.folders(this.files.folder, path), extensions: ['', `.${this.language.extension}`] }));
    return file === null || file === path ? null : this.grow(file);
  }

  /** The tree of a file in the workspace that takes the document in; the nearest, if several do. */
  async including(): Promise<Tree | null> {
    const { path, folder } = this.files.document;
    const pattern = folder === null ? `*.${this.language.extension}` : `**/*.${this.language.extension}`;
    const others = (await this.files.matching(folder ?? this.files.folder, pattern)).filter((other) => other !== path && extension(other) === this.language.extension);
    const without = new Set<string>();
    let grown = 0;
    for (const other of others.sort((a, b) => distance(path, a) - distance(path, b))) {
      if (without.has(other) || !this.language.mayBeRoot(await this.statements(other))) continue;
      if (grown++ === mostRoots) return null;
      const tree = await this.grow(other);
      if (!tree.visited.has(path)) for (const file of tree.visited) without.add(file);
      else if (this.language.isRoot(tree)) return tree;
    }
    return null;
  }
}

/** How many folders lie between two files. */
function distance(from: string, to: string): number {
  const [a, b] = [from.split('/'), to.split('/')];
  let shared = 0;
  while (shared < a.length && a[shared] === b[shared]) shared++;
  return a.length + b.length - 2 * shared;
}
