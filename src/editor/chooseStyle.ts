import * as vscode from 'vscode';
import type { Edit } from '../text/edit.js';
import { nameStyle, type StyleToName } from '../language/nameStyle.js';
import { shippedStyles } from '../language/styles.js';
import { parent, relativePath } from '../library/paths.js';
import { rangeOf } from './openDocuments.js';
import { styleSetting, type DocumentStyle } from './styles.js';

interface StyleItem extends vscode.QuickPickItem {
  /** Asks, or has it; null for the document's own; undefined where the person gave up. */
  style(): Promise<DocumentStyle | null | undefined>;
}

interface WhereItem extends vscode.QuickPickItem {
  /** Gives the style that the preview is to have in the place of the document's own. */
  write(): Promise<DocumentStyle | null>;
}

/**
 * Asks for a style, and whether the document or the settings are to name it.
 *
 * @param shown the style that is shown in the place of the document's own
 * @returns the style that the preview is to have so; null for the document's own; undefined where all is to stay as it is
 */
export async function chooseStyle(document: vscode.TextDocument, shown: DocumentStyle | null): Promise<DocumentStyle | null | undefined> {
  const { t } = vscode.l10n;
  const title = t('Change Style');
  const chosen = await vscode.window.showQuickPick(styleItems(shown), { title, placeHolder: t('A citation style'), matchOnDescription: true });
  const style = await chosen?.style();
  if (!style) return style;
  const where = await vscode.window.showQuickPick(whereItems(document, style), { title: t('Use {0}', chosen!.label), placeHolder: t('Where to use it') });
  return where?.write();
}

function styleItems(shown: DocumentStyle | null): StyleItem[] {
  const { t } = vscode.l10n;
  const labels = styleLabels();
  return [
    ...(shown ? [{ label: t('The Document’s Own Style'), description: '', style: async () => null }] : []),
    ...shippedStyles.map((name, index): StyleItem => ({ label: labels[index] ?? name, description: name, style: async () => ({ name, file: null }) })),
    { label: t('Choose a .csl File…'), alwaysShow: true, style: chooseFile },
  ];
}

/** As the setting has them, in the language of VS Code. */
function styleLabels(): readonly string[] {
  const { configuration } = (vscode.extensions.getExtension('ibid.ibid')?.packageJSON as { contributes: { configuration: unknown } } | undefined)?.contributes ?? {};
  const sections = [configuration].flat() as { properties: Record<string, { enumItemLabels?: string[] }> }[];
  return sections.find(({ properties }) => `ibid.${styleSetting}` in properties)?.properties[`ibid.${styleSetting}`]?.enumItemLabels ?? [];
}

async function chooseFile(): Promise<DocumentStyle | undefined> {
  const [file] = (await vscode.window.showOpenDialog({ filters: { [vscode.l10n.t('CSL styles')]: ['csl'] }, openLabel: vscode.l10n.t('Use Style') })) ?? [];
  return file && { name: file.path.slice(file.path.lastIndexOf('/') + 1), file };
}

function whereItems(document: vscode.TextDocument, style: DocumentStyle): WhereItem[] {
  const { t } = vscode.l10n;
  const edit = nameStyle(document.languageId, document.getText(), toName(document, style));
  const { Workspace, Global } = vscode.ConfigurationTarget;
  const inSettings = (target: vscode.ConfigurationTarget) => async (): Promise<null> => {
    await vscode.workspace.getConfiguration('ibid', document.uri).update(styleSetting, style.name, target);
    return null;
  };
  return [
    { label: t('In This Preview'), detail: t('Nothing is written'), write: async () => style },
    ...(edit ? [{ label: t('In the Document'), detail: oneLine(edit.text), write: () => written(document, edit) }] : []),
    ...(style.file ? [] : [
      ...(vscode.workspace.workspaceFolders ? [{ label: t('In This Workspace'), detail: t('For documents that name no style'), write: inSettings(Workspace) }] : []),
      { label: t('In All Workspaces'), detail: t('For documents that name no style'), write: inSettings(Global) },
    ]),
  ];
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').replaceAll('---', '').trim();

const toName = (document: vscode.TextDocument, { name, file }: DocumentStyle): StyleToName =>
  file ? { path: document.isUntitled ? file.path : relativePath(parent(document.uri.path), file.path) } : { shipped: name };

/** One edit, which can be undone. */
async function written(document: vscode.TextDocument, { text, ...span }: Edit): Promise<null> {
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, rangeOf(document, span), text);
  await vscode.workspace.applyEdit(edit);
  return null;
}
