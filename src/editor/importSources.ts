import * as vscode from 'vscode';
import type { ImportOptions, ImportSummary } from '../library/import.js';
import { absolutePath, join } from '../library/paths.js';
import type { Background } from './background.js';
import { keyFormulaOf } from './citeKeys.js';
import type { ImportedFolders } from './importedFolders.js';
import type { FolderLibrary, Libraries } from './library.js';

/** What an import is done with. */
export interface Importing {
  libraries: Libraries;
  background: Background;
  folders: ImportedFolders;
}

/** Asks for sources and imports them. Files and folders are asked for apart, since most systems' dialogs know but one of them. */
export async function chooseAndImport(importing: Importing, kind: 'files' | 'folder'): Promise<ImportSummary | undefined> {
  const chosen = await vscode.window.showOpenDialog({
    title: kind === 'files' ? 'Import Sources' : 'Import Folder',
    openLabel: 'Import',
    canSelectMany: true,
    canSelectFiles: kind === 'files',
    canSelectFolders: kind === 'folder',
    ...(kind === 'files' ? { filters: await readableFiles(importing.background) } : {}),
  });
  return chosen && importSources(importing, chosen);
}

/** Sources, and bibliographies whose entries are taken over. */
async function readableFiles(background: Background): Promise<Record<string, string[]>> {
  const formats = await background.itemFormats();
  return { Sources: await background.readableExtensions(), Bibliographies: [...new Set(formats.flatMap(({ extensions }) => extensions))] };
}

/** Imports files, and folders with all in them, into the library of the workspace folder that they are in. */
export async function importSources({ libraries, background, folders }: Importing, sources: readonly vscode.Uri[]): Promise<ImportSummary | undefined> {
  if (!vscode.workspace.isTrusted) return refuse();
  const library = libraries.of(sources[0]);
  if (!library) {
    void vscode.window.showInformationMessage('Open a folder first: the library is written into it.');
    return undefined;
  }
  const elsewhere = sources.find(({ scheme, authority }) => scheme !== library.folder.scheme || authority !== library.folder.authority);
  if (elsewhere) {
    void vscode.window.showErrorMessage(`${elsewhere.toString(true)} is on another file system than the library. Copy it into the workspace and import it there.`);
    return undefined;
  }
  await folders.add(library, sources);
  return run(library, background, sources);
}

/** Reads all sources of a library anew, also those that have not changed. */
export async function importAgain({ libraries, background }: Importing, near: vscode.Uri | undefined): Promise<ImportSummary | undefined> {
  if (!vscode.workspace.isTrusted) return refuse();
  const library = libraries.of(near);
  const files = (await library?.opened())?.sources ?? [];
  if (!library || files.length === 0) {
    void vscode.window.showInformationMessage('There is nothing to import again: the library holds no sources yet.');
    return undefined;
  }
  return run(library, background, files.map((file) => library.files.uri(absolutePath(library.folder.path, file))), { again: true });
}

async function refuse(): Promise<undefined> {
  const chosen = await vscode.window.showWarningMessage('Importing writes files, so it waits until you trust this workspace.', 'Manage Workspace Trust');
  if (chosen) await vscode.commands.executeCommand('workbench.trust.manage');
}

type How = Pick<ImportOptions, 'adopt' | 'again'>;

async function run(library: FolderLibrary, background: Background, sources: readonly vscode.Uri[], how: How = {}): Promise<ImportSummary | undefined> {
  const options = { location: vscode.ProgressLocation.Notification, title: 'Importing sources', cancellable: true };
  try {
    const summary = await vscode.window.withProgress(options, (progress, cancelled) => read(library, background, sources, how, progress, cancelled));
    await library.reload();
    void (summary.saved ? report(library, summary) : reportUnsaved(library, background, sources, summary));
    return summary;
  } catch (error) {
    void vscode.window.showErrorMessage(`The import stopped; what was read before is in the library. ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}

async function read(
  library: FolderLibrary,
  background: Background,
  sources: readonly vscode.Uri[],
  how: How,
  progress: vscode.Progress<{ message?: string; increment?: number }>,
  cancelled: vscode.CancellationToken,
): Promise<ImportSummary> {
  const stop = new AbortController();
  const listener = cancelled.onCancellationRequested(() => stop.abort());
  try {
    return await background.importSources(library.files, sources.map(({ path }) => path), library.folder.path, {
      ...how,
      ...(await keyFormulaOf(library, background)),
      signal: stop.signal,
      progress: (file, index, total) => progress.report({ message: `${index + 1} of ${total}: ${file}`, increment: index === 0 ? 0 : 100 / total }),
    });
  } finally {
    listener.dispose();
  }
}

async function report(library: FolderLibrary, summary: ImportSummary): Promise<void> {
  const buttons = { ...(summary.problems.length > 0 ? { 'Show Problems': 'workbench.actions.view.problems' } : {}), 'Open Library': 'ibid.showLibrary' };
  const chosen = await vscode.window.showInformationMessage(summaryInWords(summary), ...Object.keys(buttons));
  const command = Object.entries(buttons).find(([title]) => title === chosen)?.[1];
  if (command) await vscode.commands.executeCommand(command, library.folder);
}

/** Says why the library was left as it is; a file that is not Ibid's can be taken over, what is in it stays. */
async function reportUnsaved(library: FolderLibrary, background: Background, sources: readonly vscode.Uri[], { problems }: ImportSummary): Promise<void> {
  const problem = problems.find(({ code }) => code.startsWith('library-'));
  if (!problem) return;
  const adopt = problem.code === 'library-not-ours';
  const chosen = await vscode.window.showWarningMessage(problem.message, adopt ? 'Adopt File' : 'Open File');
  if (chosen === 'Adopt File') await run(library, background, sources, { adopt: true });
  if (chosen === 'Open File') await vscode.window.showTextDocument(library.files.uri(join(library.folder.path, problem.file)));
}

const count = (number: number, one: string, several: string): string => `${number.toLocaleString('en')} ${number === 1 ? one : several}`;

/** "Read 5 sources: 46 new works, 78 new claims. 6 places need a look." */
function summaryInWords(summary: ImportSummary): string {
  const { newItems, newClaims, problems } = summary;
  const needLook = problems.length === 0 ? '' : ` ${count(problems.length, 'place needs', 'places need')} a look.`;
  const found = [newItems && count(newItems, 'new work', 'new works'), newClaims && count(newClaims, 'new claim', 'new claims')].filter(Boolean);
  return `${whatWasRead(summary)}: ${found.join(', ') || 'nothing new'}.${needLook}`;
}

/** "Read 5 sources, 12 had not changed", "Cancelled: 12 of 40 sources were read". */
function whatWasRead({ found, sources, unchanged, cancelled }: ImportSummary): string {
  const same = unchanged === 0 ? '' : `, ${unchanged.toLocaleString('en')} had not changed`;
  return (cancelled ? `Cancelled: ${sources.toLocaleString('en')} of ${count(found, 'source was', 'sources were')} read` : `Read ${count(sources, 'source', 'sources')}`) + same;
}
