// The way of someone who has just installed Ibid, with a folder of articles and a draft, and has read nothing: from the empty library to the first claim.
import type { Page } from 'playwright-core';
import { focusedCard, openFile } from './page.js';

/** What stands before them, in this order. */
export const newcomersSteps = ['welcome', 'dialog', 'summary', 'hover'] as const;
export type NewcomersStep = (typeof newcomersSteps)[number];

/** A place in the example's draft where a work is cited. */
const cited = ['draft.md', 17, 5] as const;

/** @param folder the one with the articles @param seen called as each step stands before them */
export async function newcomersPath(page: Page, folder: string, seen: (step: NewcomersStep) => Promise<unknown>): Promise<void> {
  await page.locator('.activitybar .action-label[aria-label^="Ibid"]').first().click();
  const button = page.locator('.welcome-view-content .monaco-button', { hasText: 'Import Folder' });
  await button.waitFor();
  await seen('welcome');
  await button.click();
  const dialog = page.locator('.quick-input-widget', { has: page.locator('.quick-input-title', { hasText: 'Import Folder' }) });
  const row = dialog.locator('.monaco-list-row', { hasText: new RegExp(`^${folder}$`) });
  await row.waitFor();
  await seen('dialog');
  // VS Code's own way: once into the folder, and once more to choose it
  await page.keyboard.type(folder);
  await dialog.locator('.monaco-list-row.focused .label-name', { hasText: new RegExp(`^${folder}$`) }).waitFor();
  await page.keyboard.press('Enter');
  await row.waitFor({ state: 'hidden' });
  await dialog.locator('.monaco-button', { hasText: 'Import' }).click();
  await page.locator('.notifications-toasts .notification-toast', { hasText: /Read \d+ sources?\. New: \d+ works/ }).waitFor();
  await seen('summary');
  await openFile(page, ...cited);
  await focusedCard(page);
  await seen('hover');
}
