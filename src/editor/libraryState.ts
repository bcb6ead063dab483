import * as vscode from 'vscode';
import { syntaxes } from '../language/citations.js';
import { libraryViewId } from './libraryTree.js';
import type { Views } from './views.js';

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** In the status bar: how many works the document in front can cite. A click shows them. */
export class LibraryState implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem('ibid.state', vscode.StatusBarAlignment.Right, 90);
  private readonly disposables: vscode.Disposable[];

  constructor(private readonly views: Views) {
    this.item.name = 'Ibid Library';
    this.item.command = `${libraryViewId}.focus`;
    const show = (): void => void this.show();
    this.disposables = [this.item, views.onDidChange(show), vscode.window.onDidChangeActiveTextEditor(show)];
    show();
  }

  dispose(): void {
    for (const disposable of this.disposables) disposable.dispose();
  }

  private async show(): Promise<void> {
    const document = vscode.window.activeTextEditor?.document;
    if (!document || !syntaxes.has(document.languageId)) return this.item.hide();
    const { view, library, bibliographies } = await this.views.citable(document);
    if (document !== vscode.window.activeTextEditor?.document) return;
    const sources = (await library?.opened())?.sources.length ?? 0;
    const broken = library?.problems.some(({ code }) => code === 'library-broken') ?? false;
    const facts = [counted(view.size, 'work'), counted(sources, 'source'), ...(bibliographies.length > 0 ? [counted(bibliographies.length, 'bibliography file')] : [])].join(', ');
    this.item.text = `${broken ? '$(warning)' : '$(library)'} ${view.size}`;
    this.item.tooltip = broken ? 'The library can’t be read as it is: see the Problems panel.' : `Ibid: ${facts}. Click to show them.`;
    this.item.accessibilityInformation = { label: `Ibid: ${facts}`, role: 'button' };
    this.item.show();
  }
}
