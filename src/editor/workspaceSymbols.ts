import * as vscode from 'vscode';
import { workspaceSymbols } from '../language/workspaceSymbols.js';
import type { Entries, Entry } from './entries.js';
import type { OpenDocuments } from './openDocuments.js';
import type { Views } from './views.js';
import { writtenDocuments } from './workspaceCitations.js';

class WorkSymbol extends vscode.SymbolInformation {
  constructor(name: string, container: string, readonly entry: Entry) {
    super(name, vscode.SymbolKind.Constant, container, new vscode.Location(entry.uri, new vscode.Position(0, 0)));
  }
}

/** The works that the open documents can cite; where none is open, those of Ibid's own library. */
export class WorkSymbolProvider implements vscode.WorkspaceSymbolProvider<WorkSymbol> {
  constructor(private readonly documents: OpenDocuments, private readonly views: Views, private readonly entries: Entries) {}

  async provideWorkspaceSymbols(query: string): Promise<WorkSymbol[]> {
    const found = new Map<string, WorkSymbol>();
    const documents = writtenDocuments();
    for (const document of documents.length > 0 ? documents : [undefined]) {
      const { view } = await this.views.citable(document);
      const cited = new Set(document ? this.documents.of(document).all.flatMap(({ works }) => works.map(({ key }) => key.key)) : []);
      for (const { key, name, container } of workspaceSymbols(view, query, cited)) {
        const entry = await this.entries.of(document, key);
        if (entry) found.set(`${entry.uri.toString()} ${entry.key}`, new WorkSymbol(name, container, entry));
      }
    }
    return [...found.values()];
  }

  /** Where it stands is looked for only once it is chosen. */
  async resolveWorkspaceSymbol(symbol: WorkSymbol): Promise<WorkSymbol> {
    symbol.location = new vscode.Location(symbol.entry.uri, (await this.entries.placeOf(symbol.entry)) ?? new vscode.Position(0, 0));
    return symbol;
  }
}
