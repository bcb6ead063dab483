import * as vscode from 'vscode';
import type { Card } from '../language/card.js';
import { cardMarkdown } from '../language/cardMarkdown.js';
import { hover } from '../language/hover.js';
import { around } from './around.js';
import type { Libraries } from './library.js';
import { openClaimCommand } from './openClaim.js';
import type { Styles } from './styles.js';

export class CitationHoverProvider implements vscode.HoverProvider {
  constructor(private readonly libraries: Libraries, private readonly styles: Styles) {}

  async provideHover(document: vscode.TextDocument, position: vscode.Position): Promise<vscode.Hover | undefined> {
    const library = await this.libraries.of(document.uri)?.view();
    if (!library) return undefined;
    const { text, offset, range } = around(document, position);
    const found = hover(text, offset, document.languageId, library, await this.styles.bibliography(document.uri));
    return found ? new vscode.Hover(cardString(found.card), range(found.span)) : undefined;
  }
}

/** The card as VS Code shows it. All that a link in it can do is open a claim by its id. */
export function cardString(card: Card): vscode.MarkdownString {
  const markdown = new vscode.MarkdownString(cardMarkdown(card, linkToClaim), true);
  markdown.supportHtml = true;
  markdown.isTrusted = { enabledCommands: [openClaimCommand] };
  return markdown;
}

function linkToClaim(id: string): string {
  return `command:${openClaimCommand}?${encodeURIComponent(JSON.stringify([id]))}`;
}
