import * as vscode from 'vscode';
import { syntaxes } from '../language/citations.js';
import { formatNumber } from '../words.js';
import type { ImportState } from './importSources.js';
import type { FolderLibrary } from './library.js';
import { libraryViewId } from './libraryTree.js';
import type { Views } from './views.js';

/** What the status bar tells of a library. */
interface Facts {
  works: number;
  sources: number;
  bibliographies: number;
  /** Problems of the sources, doubtful fields among them. */
  problems: number;
  isBroken: boolean;
}

/** In the status bar: how many works the document in front can cite, or how far an import is. A click shows them. */
export class LibraryState implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem('ibid.state', vscode.StatusBarAlignment.Right, 90);
  private readonly disposables: vscode.Disposable[];
  private importing: ImportState = null;

  constructor(private readonly views: Views, onImport: vscode.Event<ImportState>) {
    this.item.name = vscode.l10n.t('Ibid Library');
    this.item.command = `${libraryViewId}.focus`;
    const show = (): void => void this.show();
    this.disposables = [
      this.item,
      views.onDidChange(show),
      vscode.window.onDidChangeActiveTextEditor(show),
      onImport((state) => {
        this.importing = state;
        show();
      }),
    ];
    show();
  }

  dispose(): void {
    for (const disposable of this.disposables) disposable.dispose();
  }

  private async show(): Promise<void> {
    if (this.importing) return this.tellImport(this.importing);
    const document = vscode.window.activeTextEditor?.document;
    const cites = document !== undefined && syntaxes.has(document.languageId);
    const { view, library, bibliographies } = await this.views.citable(cites ? document : undefined);
    const facts: Facts = {
      works: view.size, sources: (await library?.opened())?.sources.length ?? 0, bibliographies: bibliographies.length,
      problems: library?.problems.length ?? 0, isBroken: library?.problems.some(({ code }) => code === 'library-broken') ?? false,
    };
    void vscode.commands.executeCommand('setContext', 'ibid.hasLibrary', ((await library?.opened())?.own.rows.size ?? 0) > 0);
    void vscode.commands.executeCommand('setContext', 'ibid.libraryBroken', facts.isBroken);
    if (this.importing || document !== vscode.window.activeTextEditor?.document) return;
    // whoever does not write, and has no library, is left alone
    if (!cites && facts.sources === 0 && !facts.isBroken) return this.item.hide();
    this.tell(facts, library);
  }

  private tellImport({ done, total }: { done: number; total: number }): void {
    this.item.text = `$(sync~spin) ${formatNumber(done)}/${formatNumber(total)}`;
    this.item.tooltip = vscode.l10n.t('Ibid is importing: {0} of {1} sources have been looked at.', formatNumber(done), formatNumber(total));
    this.item.accessibilityInformation = { label: vscode.l10n.t('Ibid is importing'), role: 'button' };
    this.item.backgroundColor = undefined;
    this.item.show();
  }

  private tell(facts: Facts, library: FolderLibrary | undefined): void {
    const { works, isBroken } = facts;
    const words = isBroken ? vscode.l10n.t('The library can’t be read as it is: see the Problems panel.') : vscode.l10n.t('Ibid: {0}', inWords(facts).join(', '));
    this.item.text = isBroken ? '$(library) $(warning)' : `$(library) ${formatNumber(works)}`;
    this.item.backgroundColor = isBroken ? new vscode.ThemeColor('statusBarItem.warningBackground') : undefined;
    this.item.command = isBroken ? 'workbench.actions.view.problems' : `${libraryViewId}.focus`;
    this.item.tooltip = tooltip(words, facts, library);
    this.item.accessibilityInformation = { label: words, role: 'button' };
    this.item.show();
  }
}

function inWords({ works, sources, bibliographies }: Facts): string[] {
  return [
    works === 1 ? vscode.l10n.t('1 work') : vscode.l10n.t('{0} works', formatNumber(works)),
    sources === 1 ? vscode.l10n.t('1 source') : vscode.l10n.t('{0} sources', formatNumber(sources)),
    ...(bibliographies === 0 ? [] : [bibliographies === 1 ? vscode.l10n.t('1 bibliography file') : vscode.l10n.t('{0} bibliography files', formatNumber(bibliographies))]),
  ];
}

/** What there is, and what can be done about it. */
function tooltip(words: string, { sources, problems, isBroken }: Facts, library: FolderLibrary | undefined): vscode.MarkdownString {
  const shown = new vscode.MarkdownString('', true);
  shown.isTrusted = { enabledCommands: ['ibid.importFolder', 'workbench.actions.view.problems', `${libraryViewId}.focus`] };
  shown.appendText(`${words}\n`);
  const link = (title: string, command: string): string => `[${title}](command:${command})`;
  const look = problems === 1 ? vscode.l10n.t('1 thing to look at') : vscode.l10n.t('{0} things to look at', formatNumber(problems));
  const links = [
    ...(library && sources > 0 && !isBroken ? [link(vscode.l10n.t('Show Library'), `${libraryViewId}.focus`)] : []),
    ...(problems > 0 ? [link(look, 'workbench.actions.view.problems')] : []),
    ...(library && sources === 0 && !isBroken ? [link(vscode.l10n.t('Import Folder…'), 'ibid.importFolder')] : []),
  ];
  if (links.length > 0) shown.appendMarkdown(`\n${links.join(' | ')}`);
  return shown;
}
