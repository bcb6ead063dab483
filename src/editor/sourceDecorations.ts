import * as vscode from 'vscode';
import { cardOf, type Card } from '../language/card.js';
import type { SupportingSentence } from '../language/sourceClaims.js';
import { relativePath } from '../library/paths.js';
import type { Background } from './background.js';
import { cardStringInSource } from './hover.js';
import type { FolderLibrary, Libraries } from './library.js';
import { rangeOf } from './openDocuments.js';
import { sourceOf } from './sourceTexts.js';
import type { Styles } from './styles.js';
import type { Views } from './views.js';

/** How long a source must be quiet before its sentences are looked for again. */
const restMilliseconds = 300;
const mostWorks = 5;
const claimsInCard = 2;
const setting = 'sourceDecorations.enabled';

/** Shows in an open source which sentences support what: a sign beside the line, a line under the words, the works on a hover. */
export class SourceDecorations implements vscode.HoverProvider, vscode.Disposable {
  private readonly beside: vscode.TextEditorDecorationType;
  private readonly under = vscode.window.createTextEditorDecorationType({
    borderWidth: '0 0 1px', borderStyle: 'dotted', borderColor: new vscode.ThemeColor('editorCodeLens.foreground'),
    overviewRulerColor: new vscode.ThemeColor('editorOverviewRuler.infoForeground'), overviewRulerLane: vscode.OverviewRulerLane.Right,
  });
  private readonly shown = new WeakMap<vscode.TextDocument, readonly SupportingSentence[]>();
  private readonly disposables: vscode.Disposable[];
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** @param media where the signs are */
  constructor(
    private readonly libraries: Libraries, private readonly views: Views, private readonly background: Background, private readonly styles: Styles, media: vscode.Uri,
  ) {
    const sign = (theme: string): { gutterIconPath: vscode.Uri } => ({ gutterIconPath: vscode.Uri.joinPath(media, `claim-${theme}.svg`) });
    this.beside = vscode.window.createTextEditorDecorationType({ gutterIconSize: '75%', light: sign('light'), dark: sign('dark') });
    const showSoon = (): void => this.showSoon();
    this.disposables = [
      this.beside,
      this.under,
      vscode.languages.registerHoverProvider({ scheme: '*' }, this),
      libraries.onDidChange(showSoon),
      vscode.window.onDidChangeVisibleTextEditors(showSoon),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (this.shown.has(document)) this.showSoon();
      }),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(`ibid.${setting}`)) this.showSoon();
      }),
    ];
  }

  async provideHover(document: vscode.TextDocument, position: vscode.Position): Promise<vscode.Hover | undefined> {
    const offset = document.offsetAt(position);
    const there = (this.shown.get(document) ?? []).filter(({ start, end }) => start <= offset && offset <= end);
    if (there.length === 0) return undefined;
    const keys = [...new Set(there.flatMap(({ works }) => works))].slice(0, mostWorks);
    const cards = (await Promise.all(keys.map((key) => this.cardOf(document, key)))).filter((card) => card !== undefined);
    return cards.length === 0 ? undefined : new vscode.Hover(cards.map(cardStringInSource), rangeOf(document, there[0]!));
  }

  dispose(): void {
    clearTimeout(this.timer);
    for (const disposable of this.disposables) disposable.dispose();
  }

  private async cardOf(document: vscode.TextDocument, key: string): Promise<Card | undefined> {
    const view = await this.views.of(document);
    const item = view.get(key);
    return item && cardOf(item, view, await this.styles.bibliography(document.uri), { mostClaims: claimsInCard });
  }

  private showSoon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => vscode.window.visibleTextEditors.forEach((editor) => void this.show(editor)), restMilliseconds);
  }

  private async show(editor: vscode.TextEditor): Promise<void> {
    const { document } = editor;
    const { version } = document;
    const sentences = await this.sentencesOf(document).catch(() => []);
    // what was typed in the meantime has asked again
    if (document.version !== version || (sentences.length === 0 && !this.shown.has(document))) return;
    this.shown.set(document, sentences);
    const ranges = sentences.map((sentence) => rangeOf(document, sentence));
    editor.setDecorations(this.under, ranges);
    editor.setDecorations(this.beside, ranges.map(({ start }) => new vscode.Range(start, start)));
  }

  private async sentencesOf(document: vscode.TextDocument): Promise<SupportingSentence[]> {
    if (!vscode.workspace.getConfiguration('ibid', document.uri).get(setting, true)) return [];
    const found = await sourceIn(this.libraries, document.uri);
    return found ? this.background.supportingSentences(found.library.files, found.library.folder.path, found.file, document.getText()) : [];
  }
}

/** The library that has read a document as a source, and the name it has there. */
export async function sourceIn(libraries: Libraries, uri: vscode.Uri): Promise<{ library: FolderLibrary; file: string } | undefined> {
  const source = sourceOf(uri);
  for (const library of libraries.all) {
    const file = relativePath(library.folder.path, source.path);
    if (library.folder.scheme === source.scheme && (await library.opened()).sources.includes(file)) return { library, file };
  }
  return undefined;
}
