import * as vscode from 'vscode';
import { complete, type Completion } from '../language/completion.js';
import { cardOf } from '../language/card.js';
import { cardString } from './hover.js';
import type { CitedKeys } from './citedKeys.js';
import { rangeOf, type OpenDocuments } from './openDocuments.js';
import type { Styles } from './styles.js';
import type { Views } from './views.js';

/** What starts a completion, by the language's own signs; a space and a comma go on with one. */
export const completionTriggers = ['@', '{', ',', ' '];

/** What is done when an item is taken. */
export const noteCitedCommand = 'ibid.noteCited';

const claimsInDocumentation = 2;

class CitationItem extends vscode.CompletionItem {
  constructor(
    readonly completion: Completion,
    readonly document: vscode.TextDocument,
    range: vscode.Range,
  ) {
    const { label, title, creators } = completion;
    super({ label, detail: `  ${title}`, description: creators }, vscode.CompletionItemKind.Reference);
    this.sortText = completion.sortText;
    this.filterText = completion.filterText;
    this.insertText = completion.insertText;
    this.range = range;
    this.command = { command: noteCitedCommand, title: '', arguments: [label] };
  }
}

export class CitationCompletionProvider implements vscode.CompletionItemProvider<CitationItem> {
  constructor(private readonly documents: OpenDocuments, private readonly views: Views, private readonly cited: CitedKeys, private readonly styles: Styles) {}

  async provideCompletionItems(document: vscode.TextDocument, position: vscode.Position): Promise<vscode.CompletionList<CitationItem> | undefined> {
    const library = await this.views.of(document);
    const citations = this.documents.of(document);
    const completions = complete(citations, document.offsetAt(position), library, this.cited.of(citations));
    if (!completions) return undefined;
    const replaced = rangeOf(document, completions.range);
    const items = completions.items.map((completion) => new CitationItem(completion, document, replaced));
    return new vscode.CompletionList(items, completions.isIncomplete);
  }

  async resolveCompletionItem(item: CitationItem): Promise<CitationItem> {
    const library = await this.views.of(item.document);
    const bibliography = await this.styles.of(item.document);
    item.documentation = cardString(cardOf(item.completion.item, library, bibliography, { mostClaims: claimsInDocumentation }));
    return item;
  }
}
