import * as vscode from 'vscode';
import type { Card, CardClaim } from '../language/card.js';
import { cardMarkdown, claimBlock } from '../language/cardMarkdown.js';
import { hover } from '../language/hover.js';
import { openClaimCommand } from './openClaim.js';
import { rangeOf, type OpenDocuments } from './openDocuments.js';
import { openFileCommand } from './openFile.js';
import type { Styles } from './styles.js';
import type { Views } from './views.js';

export class CitationHoverProvider implements vscode.HoverProvider {
  constructor(private readonly documents: OpenDocuments, private readonly views: Views, private readonly styles: Styles) {}

  async provideHover(document: vscode.TextDocument, position: vscode.Position): Promise<vscode.Hover | undefined> {
    const library = await this.views.of(document);
    const found = hover(this.documents.of(document), document.offsetAt(position), library, await this.styles.of(document));
    return found ? new vscode.Hover(cardString(found.card), rangeOf(document, found.span)) : undefined;
  }
}

export const cardString = (card: Card): vscode.MarkdownString => shown(cardMarkdown(card, linkToClaim, linkToFile));

/** The card of a work with links that cite it, and that show it in the library. */
export const cardStringInSource = (card: Card): vscode.MarkdownString =>
  shown(`${cardMarkdown(card, linkToClaim, linkToFile)}\n\n${linksInSource().map(([words, command]) => `[${words}](${commandLink(command, [card.key])})`).join(' · ')}`);

const linksInSource = (): [words: string, command: string][] => [
  [vscode.l10n.t('Cite'), 'ibid.citeFromLibrary'], [vscode.l10n.t('Show in Library'), 'ibid.showInLibrary'], [vscode.l10n.t('Go to Entry'), 'ibid.showEntry'],
];

export const claimString = (...claims: readonly CardClaim[]): vscode.MarkdownString => shown(claims.map((claim) => claimBlock(claim, linkToClaim)).join('\n\n'));

/** Markdown as VS Code shows it. All that a link in it can do is open a claim by its id or a file by its item's key and its number there, or cite or show an item by its key. */
function shown(text: string): vscode.MarkdownString {
  const markdown = new vscode.MarkdownString(text, true);
  markdown.supportHtml = true;
  markdown.isTrusted = { enabledCommands: [openClaimCommand, openFileCommand, ...linksInSource().map(([, command]) => command)] };
  return markdown;
}

function linkToClaim(id: string): string {
  return commandLink(openClaimCommand, [id]);
}

function linkToFile(key: string, index: number): string {
  return commandLink(openFileCommand, [key, index]);
}

const commandLink = (command: string, given: readonly unknown[]): string => `command:${command}?${encodeURIComponent(JSON.stringify(given))}`;
