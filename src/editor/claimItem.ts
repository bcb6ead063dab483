import * as vscode from 'vscode';
import { cutLine } from '../language/bibliography.js';
import type { CardClaim } from '../language/card.js';
import { claimString } from './hover.js';
import { openClaimCommand } from './openClaim.js';

/** More claims of one work are not looked through in a list. */
export const mostClaimsInList = 500;
const longestLabel = 300;

const icons: Record<string, string> = { quoted: 'quote', contrasted: 'diff', paraphrased: 'comment' };

const oneLine = (words: string): string => cutLine(words, longestLabel);

/** A claim as a line of a tree: its words, then who says them where. A click, or Enter, opens it in its source. */
export function claimItem(claim: CardClaim): vscode.TreeItem {
  const words = claim.text.map(({ text }) => text).join('');
  const shown = new vscode.TreeItem(oneLine(words));
  shown.description = [claim.locator, claim.source?.name, claim.page].filter(Boolean).join(' · ');
  shown.iconPath = new vscode.ThemeIcon(claim.uncertain === null ? (icons[claim.function ?? ''] ?? 'comment') : 'warning');
  shown.tooltip = claimString(claim);
  shown.command = opening(claim);
  shown.accessibilityInformation = { label: `${words}, ${shown.description}`, role: 'treeitem' };
  shown.contextValue = 'claim';
  return shown;
}

const opening = ({ id }: CardClaim): vscode.Command => ({ command: openClaimCommand, title: vscode.l10n.t('Open Source at Claim'), arguments: [id] });

/** What is known of a claim beside its words, a line of a tree each. */
export interface ClaimFact {
  /** The claim that it is of. */
  claim: CardClaim;
  label: string;
  value: string;
  icon: string;
}

/** The words before a claim, who says it where, and how. */
export function factsOf(claim: CardClaim): ClaimFact[] {
  const source = [claim.source?.name, claim.source?.title, claim.page].filter(Boolean).join(', ') || claim.file;
  const facts: [label: string, value: string | null, icon: string][] = [
    [vscode.l10n.t('Before'), oneLine(claim.before), 'arrow-up'],
    [vscode.l10n.t('Source'), source, 'file-text'],
    [vscode.l10n.t('Cited for'), claim.locator, 'location'],
    [vscode.l10n.t('Said by'), claim.speaker, 'person'],
    [vscode.l10n.t('Signal'), claim.signal, 'tag'],
    [vscode.l10n.t('Unsure'), claim.uncertain, 'warning'],
  ];
  return facts.flatMap(([label, value, icon]) => (value ? [{ claim, label, value, icon }] : []));
}

/** Opens the claim, as its own line does. */
export function factItem({ claim, label, value, icon }: ClaimFact): vscode.TreeItem {
  const shown = new vscode.TreeItem(label);
  shown.description = value;
  shown.tooltip = value;
  shown.iconPath = new vscode.ThemeIcon(icon);
  shown.command = opening(claim);
  shown.accessibilityInformation = { label: `${label}: ${value}` };
  return shown;
}
