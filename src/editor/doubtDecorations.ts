import * as vscode from 'vscode';

const scheme = 'ibid-doubt';

/** Under this address a work is marked as one that Ibid is unsure of. @param fields what of it, in words */
export const doubtUri = (key: string, fields: readonly string[]): vscode.Uri => vscode.Uri.from({ scheme, path: `/${key}`, query: fields.join(', ') });

/** The badge of works that were perhaps read wrongly, as the editor marks files with problems. */
export class DoubtDecorations implements vscode.FileDecorationProvider {
  provideFileDecoration(uri: vscode.Uri): vscode.FileDecoration | undefined {
    if (uri.scheme !== scheme) return undefined;
    return new vscode.FileDecoration('?', vscode.l10n.t('Ibid is unsure of: {0}', uri.query), new vscode.ThemeColor('list.warningForeground'));
  }
}
