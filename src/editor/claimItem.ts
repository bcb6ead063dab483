import * as vscode from 'vscode';
import { cut } from '../language/bibliography.js';
import type { CardClaim } from '../language/card.js';
import { claimString } from './hover.js';
import { openClaimCommand } from './openClaim.js';

const longestLabel = 300;

const icons: Record<string, string> = { quoted: 'quote', contrasted: 'diff', paraphrased: 'comment' };

/** A claim as a line of a tree: its words, then who says them where. A click, or Enter, opens it in its source. */
export function claimItem(claim: CardClaim): vscode.TreeItem {
  const words = claim.text.map(({ text }) => text).join('');
  const shown = new vscode.TreeItem(cut(words.replace(/\s+/g, ' '), longestLabel));
  shown.description = [claim.locator, claim.source?.name, claim.page].filter(Boolean).join(' · ');
  shown.iconPath = new vscode.ThemeIcon(claim.uncertain === null ? (icons[claim.signal ?? ''] ?? 'comment') : 'warning');
  shown.tooltip = claimString(claim);
  shown.command = { command: openClaimCommand, title: 'Open Source at Claim', arguments: [claim.id] };
  shown.accessibilityInformation = { label: `${words}, ${shown.description}`, role: 'treeitem' };
  shown.contextValue = 'claim';
  return shown;
}
