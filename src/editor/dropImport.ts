import * as vscode from 'vscode';
import { formatNumber } from '../words.js';
import { importSources, refuse, type Importing } from './importSources.js';

/** What can be dropped on the library. */
export const droppedTypes = ['text/uri-list', 'files'];
/** Where what lies outside of the workspace is copied to. */
const folderName = 'sources';

/** A file or folder that was dropped; bytes in place of an address where it comes from another machine, as in a browser. */
interface Dropped {
  name: string;
  uri?: vscode.Uri;
  bytes?: () => Thenable<Uint8Array>;
}

/** Imports files and folders that were dropped. What lies in no folder of the workspace is copied into it first, where a person wants that. */
export async function importDropped(importing: Importing, data: vscode.DataTransfer): Promise<void> {
  const dropped = await droppedIn(data);
  if (dropped.length === 0) return;
  if (!vscode.workspace.isTrusted) return refuse();
  const inside = dropped.filter(({ uri }) => uri && vscode.workspace.getWorkspaceFolder(uri));
  const outside = dropped.filter((one) => !inside.includes(one));
  const brought = outside.length > 0 ? await bringIn(importing, outside) : [];
  const sources = [...inside, ...(brought ?? [])].flatMap(({ uri }) => uri ?? []);
  if (sources.length > 0) await importSources(importing, sources);
}

const nameOf = ({ path }: vscode.Uri): string => path.replace(/\/+$/, '').replace(/^.*\//, '');

async function droppedIn(data: vscode.DataTransfer): Promise<Dropped[]> {
  const addresses = ((await data.get('text/uri-list')?.asString()) ?? '').split(/\r?\n/).filter((line) => line.trim() !== '' && !line.startsWith('#'));
  const uris = addresses.map((address) => vscode.Uri.parse(address.trim())).filter(({ scheme }) => scheme !== 'http' && scheme !== 'https');
  if (uris.length > 0) return uris.map((uri) => ({ name: nameOf(uri), uri }));
  return [...data].flatMap(([, item]) => {
    const file = item.asFile();
    return file ? [{ name: file.name, ...(file.uri ? { uri: file.uri } : {}), bytes: () => file.data() }] : [];
  });
}

/** Asks what is to become of files from outside. Undefined where a person has had enough. */
async function bringIn({ libraries }: Importing, outside: readonly Dropped[]): Promise<Dropped[] | undefined> {
  const library = libraries.of(undefined);
  const workspace = library && (vscode.workspace.getWorkspaceFolder(library.folder) ?? vscode.workspace.workspaceFolders?.[0]);
  // importSources says that a folder is to be opened
  if (!library || !workspace) return outside.filter(({ uri }) => uri);
  const [copy, leave] = [vscode.l10n.t('Copy and Import'), vscode.l10n.t('Import from Where They Are')];
  const canStay = outside.every(({ uri }) => uri && uri.scheme === library.folder.scheme && uri.authority === library.folder.authority);
  const question = outside.length === 1
    ? vscode.l10n.t('“{0}” is outside of the workspace. Copy it into the folder “{1}” of the workspace?', outside[0]!.name, folderName)
    : vscode.l10n.t('{0} files or folders are outside of the workspace. Copy them into the folder “{1}” of the workspace?', formatNumber(outside.length), folderName);
  const detail = vscode.l10n.t('Copies travel with the library, so that its claims can be opened by whoever has the folder. Nothing that is there is written over.');
  const chosen = await vscode.window.showInformationMessage(question, { modal: true, detail }, copy, ...(canStay ? [leave] : []));
  if (chosen === leave) return [...outside];
  return chosen === copy ? copied(outside, vscode.Uri.joinPath(workspace.uri, folderName)) : undefined;
}

async function copied(outside: readonly Dropped[], folder: vscode.Uri): Promise<Dropped[]> {
  const copies: Dropped[] = [];
  for (const one of outside) {
    const uri = await freeName(folder, one.name);
    try {
      if (one.uri) await vscode.workspace.fs.copy(one.uri, uri, { overwrite: false });
      else await vscode.workspace.fs.writeFile(uri, await one.bytes!());
      copies.push({ ...one, uri });
    } catch (error) {
      void vscode.window.showErrorMessage(vscode.l10n.t('“{0}” could not be copied. {1}', one.name, error instanceof Error ? error.message : String(error)));
    }
  }
  return copies;
}

/** "vale.pdf", or "vale-2.pdf" where there is such a file. */
export async function freeName(folder: vscode.Uri, name: string): Promise<vscode.Uri> {
  const dot = name.lastIndexOf('.');
  const [stem, ending] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
  for (let number = 1; ; number++) {
    const uri = vscode.Uri.joinPath(folder, number === 1 ? name : `${stem}-${number}${ending}`);
    const isFree = await vscode.workspace.fs.stat(uri).then(() => false, () => true);
    if (isFree) return uri;
  }
}
