import * as vscode from 'vscode';
import { citedWords } from '../language/cited.js';
import type { Preferred } from '../library/library.js';

/** How long a document must be left alone before it is looked through. */
const restMilliseconds = 500;
/** Larger documents are not looked through. */
const longestText = 4 * 1024 * 1024;
/** So many keys that were cited last are remembered. */
const mostRecent = 200;
const recentKey = 'citedLately';

/** What is preferred among works that fit as well: what the document cites already, then what was cited lately anywhere. */
export class CitedKeys implements vscode.Disposable {
  private readonly words = new Map<string, Preferred>();
  private readonly timers = new Map<string, ReturnType<typeof setTimeout>>();
  private readonly disposables: vscode.Disposable[];

  constructor(private readonly state: vscode.Memento) {
    this.disposables = [
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.changed(document)),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.words.delete(uri.toString())),
    ];
  }

  of(document: vscode.TextDocument): Preferred {
    const name = document.uri.toString();
    const known = this.words.get(name);
    if (known) return known;
    const found = this.find(document);
    this.words.set(name, found);
    return found;
  }

  /** A person has cited a work. */
  async note(key: string): Promise<void> {
    await this.state.update(recentKey, [key, ...this.recent.filter((one) => one !== key)].slice(0, mostRecent));
  }

  dispose(): void {
    for (const timer of this.timers.values()) clearTimeout(timer);
    for (const disposable of this.disposables) disposable.dispose();
  }

  private get recent(): readonly string[] {
    return this.state.get<string[]>(recentKey, []);
  }

  private find(document: vscode.TextDocument): Preferred {
    const preferred = new Map<string, number>();
    this.recent.forEach((key, index) => preferred.set(key, (1 - index / mostRecent) / 2));
    const text = document.getText();
    if (text.length <= longestText) for (const word of citedWords(text)) preferred.set(word, 1);
    return preferred;
  }

  private changed(document: vscode.TextDocument): void {
    const name = document.uri.toString();
    if (!this.words.has(name)) return;
    clearTimeout(this.timers.get(name));
    this.timers.set(name, setTimeout(() => this.words.set(name, this.find(document)), restMilliseconds));
  }
}
