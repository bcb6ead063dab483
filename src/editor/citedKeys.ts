import type * as vscode from 'vscode';
import type { DocumentCitations } from '../language/documentCitations.js';
import type { Preferred } from '../library/library.js';

/** So many keys that were cited last are remembered. */
const mostRecent = 200;
const recentKey = 'citedLately';

/** What is preferred among works that fit as well: what the document cites already, then what was cited lately anywhere. */
export class CitedKeys {
  private known: { keys: ReadonlySet<string>; preferred: Preferred } | undefined;

  constructor(private readonly state: vscode.Memento) {}

  of(document: DocumentCitations): Preferred {
    const { keys } = document;
    if (this.known?.keys !== keys) this.known = { keys, preferred: this.preferred(keys) };
    return this.known.preferred;
  }

  /** A person has cited a work. */
  async note(key: string): Promise<void> {
    this.known = undefined;
    await this.state.update(recentKey, [key, ...this.recent.filter((one) => one !== key)].slice(0, mostRecent));
  }

  private get recent(): readonly string[] {
    return this.state.get<string[]>(recentKey, []);
  }

  private preferred(keys: ReadonlySet<string>): Preferred {
    const preferred = new Map<string, number>();
    this.recent.forEach((key, index) => preferred.set(key, (1 - index / mostRecent) / 2));
    for (const key of keys) preferred.set(key, 1);
    return preferred;
  }
}
