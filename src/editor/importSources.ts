import * as vscode from 'vscode';
import type { ImportOptions, ImportSummary } from '../library/import.js';
import { absolutePath, join } from '../library/paths.js';
import { formatList, formatNumber } from '../words.js';
import type { Imported } from '../worker.js';
import type { Background } from './background.js';
import { keyFormulaOf } from './citeKeys.js';
import type { ImportedFolders } from './importedFolders.js';
import type { FolderLibrary, Libraries } from './library.js';
import type { UndoImports } from './undoImports.js';
import type { Views } from './views.js';

/** What an import is done with. */
export interface Importing {
  libraries: Libraries;
  background: Background;
  folders: ImportedFolders;
  undoing: UndoImports;
  views: Views;
  /** Told how far an import is; null at its end. */
  state: vscode.EventEmitter<ImportState>;
}

/** How many of the sources have been looked at; null where none are. */
export type ImportState = { done: number; total: number } | null;

type Kind = 'files' | 'folder' | 'bibliography';
const titles: Record<Kind, () => string> = {
  files: () => vscode.l10n.t('Import Sources'),
  folder: () => vscode.l10n.t('Import Folder'),
  bibliography: () => vscode.l10n.t('Import Bibliography'),
};

/** Asks for sources and imports them. Files and folders are asked for apart, since most systems' dialogs know but one of them. */
export async function chooseAndImport(importing: Importing, kind: Kind): Promise<ImportSummary | undefined> {
  const chosen = await vscode.window.showOpenDialog({
    title: titles[kind](),
    openLabel: vscode.l10n.t('Import'),
    canSelectMany: true,
    canSelectFiles: kind !== 'folder',
    canSelectFolders: kind === 'folder',
    ...(kind === 'folder' ? {} : { filters: await readableFiles(importing.background, kind) }),
  });
  return chosen && importSources(importing, chosen);
}

/** Sources, and bibliographies whose entries are taken over. */
async function readableFiles(background: Background, kind: Kind): Promise<Record<string, string[]>> {
  const formats = await background.itemFormats();
  const bibliographies = { [vscode.l10n.t('Bibliographies')]: [...new Set(formats.flatMap(({ extensions }) => extensions))] };
  return kind === 'bibliography' ? bibliographies : { [vscode.l10n.t('Sources')]: await background.readableExtensions(), ...bibliographies };
}

/** Imports files, and folders with all in them, into the library of the workspace folder that they are in. */
export async function importSources(importing: Importing, sources: readonly vscode.Uri[]): Promise<ImportSummary | undefined> {
  if (!vscode.workspace.isTrusted) return refuse();
  const library = importing.libraries.of(sources[0]);
  if (!library) {
    const open = vscode.l10n.t('Open Folder');
    void vscode.window.showInformationMessage(vscode.l10n.t('Open a folder first: the library is written into it.'), open).then((chosen) => chosen && vscode.commands.executeCommand('vscode.openFolder'));
    return undefined;
  }
  const elsewhere = sources.find(({ scheme, authority }) => scheme !== library.folder.scheme || authority !== library.folder.authority);
  if (elsewhere) {
    void vscode.window.showErrorMessage(vscode.l10n.t('{0} is on another file system than the library. Copy it into the workspace and import it there.', elsewhere.toString(true)));
    return undefined;
  }
  return run(importing, library, sources, { folders: await importing.folders.add(library, sources) });
}

/** Reads all sources of a library anew, also those that have not changed. */
export async function importAgain(importing: Importing, near: vscode.Uri | undefined): Promise<ImportSummary | undefined> {
  if (!vscode.workspace.isTrusted) return refuse();
  const library = importing.libraries.of(near);
  const files = (await library?.opened())?.sources ?? [];
  if (!library || files.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('There is nothing to import again: the library holds no sources yet.'));
    return undefined;
  }
  return run(importing, library, files.map((file) => library.files.uri(absolutePath(library.folder.path, file))), { again: true });
}

/** Says why nothing can be imported into a workspace that is not trusted. */
export async function refuse(): Promise<undefined> {
  const manage = vscode.l10n.t('Manage Workspace Trust');
  const chosen = await vscode.window.showWarningMessage(vscode.l10n.t('Importing writes files, so it waits until you trust this workspace.'), manage);
  if (chosen) await vscode.commands.executeCommand('workbench.trust.manage');
}

type How = Pick<ImportOptions, 'adopt' | 'again'>;

async function run(importing: Importing, library: FolderLibrary, sources: readonly vscode.Uri[], how: How & { folders?: readonly string[] } = {}): Promise<ImportSummary | undefined> {
  const options = { location: vscode.ProgressLocation.Notification, title: vscode.l10n.t('Importing sources'), cancellable: true };
  const { folders = [], ...taken } = how;
  try {
    const imported = await vscode.window.withProgress(options, (progress, cancelled) => read(importing, library, sources, taken, progress, cancelled));
    await library.reload();
    const { changes, ...summary } = imported;
    if (!summary.saved) void reportUnsaved(importing, library, sources, summary);
    else void report(importing, library, summary, summary.written.length === 0 ? null : await importing.undoing.note(library, changes, folders));
    return summary;
  } catch (error) {
    void vscode.window.showErrorMessage(vscode.l10n.t('The import stopped; what was read before is in the library. {0}', error instanceof Error ? error.message : String(error)));
    return undefined;
  }
}

async function read(
  { background, state }: Importing,
  library: FolderLibrary,
  sources: readonly vscode.Uri[],
  how: How,
  progress: vscode.Progress<{ message?: string; increment?: number }>,
  cancelled: vscode.CancellationToken,
): Promise<Imported> {
  const stop = new AbortController();
  const listener = cancelled.onCancellationRequested(() => stop.abort());
  try {
    return await background.importSources(library.files, sources.map(({ path }) => path), library.folder.path, {
      ...how,
      ...(await keyFormulaOf(library, background)),
      signal: stop.signal,
      progress: (file, index, total) => {
        state.fire({ done: index, total });
        progress.report({ message: vscode.l10n.t('{0} of {1}: {2}', formatNumber(index + 1), formatNumber(total), file), increment: index === 0 ? 0 : 100 / total });
      },
    });
  } finally {
    state.fire(null);
    listener.dispose();
  }
}

/** Tells what an import found and what of it needs a look, and leads there. @param undo null where nothing was written */
async function report({ views }: Importing, library: FolderLibrary, summary: ImportSummary, undo: (() => Promise<void>) | null): Promise<void> {
  const pairs = (await views.doubtful(library).catch(() => [])).length;
  const look = needsLook(summary, pairs);
  const [review, show, takeBack] = [vscode.l10n.t('Review'), vscode.l10n.t('Show Library'), vscode.l10n.t('Undo')];
  const buttons = [...(look.length > 0 ? [review] : []), show, ...(undo ? [takeBack] : [])];
  const message = [...whatWasRead(summary), whatIsNew(summary), ...(look.length > 0 ? [vscode.l10n.t('To be looked at: {0}.', formatList(look))] : [])].join(' ');
  const chosen = await vscode.window.showInformationMessage(message, ...buttons);
  if (chosen === review) await vscode.commands.executeCommand('ibid.review', library.folder);
  if (chosen === show) await vscode.commands.executeCommand('ibid.library.focus');
  if (chosen === takeBack) await undo!();
}

/** Says why the library was left as it is; a file that is not Ibid's can be taken over, what is in it stays. */
async function reportUnsaved(importing: Importing, library: FolderLibrary, sources: readonly vscode.Uri[], { problems }: ImportSummary): Promise<void> {
  const problem = problems.find(({ code }) => code.startsWith('library-'));
  if (!problem) return;
  const [adopt, open] = [vscode.l10n.t('Adopt File'), vscode.l10n.t('Open File')];
  const chosen = await vscode.window.showWarningMessage(problem.message, problem.code === 'library-not-ours' ? adopt : open);
  if (chosen === adopt) await run(importing, library, sources, { adopt: true });
  if (chosen === open) await vscode.window.showTextDocument(library.files.uri(join(library.folder.path, problem.file)));
}

/** "Read 5 sources. 12 had not changed.", "Cancelled: 12 of 40 sources were read." */
function whatWasRead({ found, sources, unchanged, entries, cancelled }: ImportSummary): string[] {
  const [read, of, same, taken] = [sources, found, unchanged, entries].map(formatNumber) as [string, string, string, string];
  const first = cancelled ? vscode.l10n.t('Cancelled: {0} of {1} sources were read.', read, of) : sources === 1 ? vscode.l10n.t('Read 1 source.') : vscode.l10n.t('Read {0} sources.', read);
  return [
    ...(sources === 0 && entries > 0 && !cancelled ? [] : [first]),
    ...(entries === 0 ? [] : [entries === 1 ? vscode.l10n.t('Took over 1 entry.') : vscode.l10n.t('Took over {0} entries.', taken)]),
    ...(unchanged === 0 ? [] : [unchanged === 1 ? vscode.l10n.t('1 had not changed.') : vscode.l10n.t('{0} had not changed.', same)]),
  ];
}

/** "New: 46 works and 78 claims." */
function whatIsNew({ newItems, newClaims, changedItems }: ImportSummary): string {
  const fresh = [...counted(newItems, vscode.l10n.t('1 work'), vscode.l10n.t('{0} works', formatNumber(newItems))), ...counted(newClaims, vscode.l10n.t('1 claim'), vscode.l10n.t('{0} claims', formatNumber(newClaims)))];
  const changed = counted(changedItems, vscode.l10n.t('1 work was changed.'), vscode.l10n.t('{0} works were changed.', formatNumber(changedItems)));
  const sentences = [...(fresh.length > 0 ? [vscode.l10n.t('New: {0}.', formatList(fresh))] : []), ...changed];
  return sentences.length > 0 ? sentences.join(' ') : vscode.l10n.t('Nothing in the library has changed.');
}

/** "6 problems", "12 doubtful fields", "2 pairs of works that may be one". */
function needsLook({ problems }: ImportSummary, pairs: number): string[] {
  const fields = problems.filter(({ code }) => code === 'field-doubtful').length;
  const others = problems.length - fields;
  return [
    ...counted(others, vscode.l10n.t('1 problem'), vscode.l10n.t('{0} problems', formatNumber(others))),
    ...counted(fields, vscode.l10n.t('1 doubtful field'), vscode.l10n.t('{0} doubtful fields', formatNumber(fields))),
    ...counted(pairs, vscode.l10n.t('1 pair of works that may be one'), vscode.l10n.t('{0} pairs of works that may be one', formatNumber(pairs))),
  ];
}

const counted = (count: number, one: string, several: string): string[] => (count === 0 ? [] : [count === 1 ? one : several]);
