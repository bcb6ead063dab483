// What a person does in a workbench, by keyboard and mouse.
import type { Locator, Page } from 'playwright-core';

const modifier = process.platform === 'darwin' ? 'Meta' : 'Control';

export async function openFile(page: Page, name: string): Promise<void> {
  await page.keyboard.press(`${modifier}+P`);
  await chooseNamed(page, name);
  await page.locator('.tab.active', { hasText: name }).waitFor();
}

export async function runCommand(page: Page, title: string): Promise<void> {
  await page.keyboard.press('F1');
  await chooseNamed(page, `>${title}`);
}

async function chooseNamed(page: Page, words: string): Promise<void> {
  const input = page.locator('.quick-input-widget input[type=text]');
  await input.fill(words);
  await page.locator('.quick-input-list .monaco-list-row.focused').filter({ hasText: words.replace(/^>/, '') }).waitFor();
  await page.keyboard.press('Enter');
  await input.waitFor({ state: 'hidden' });
}

/** Puts the cursor at the start of a line, counted from 1, in the active editor. */
export async function goToLine(page: Page, line: number): Promise<void> {
  await page.keyboard.press('Control+G');
  const input = page.locator('.quick-input-widget input[type=text]');
  await input.fill(`:${line}`);
  await page.keyboard.press('Enter');
  await input.waitFor({ state: 'hidden' });
}

/** The completion list, once it shows something. */
export async function suggestions(page: Page): Promise<Locator> {
  const rows = page.locator('.suggest-widget.visible .monaco-list-row');
  await rows.first().waitFor();
  return rows;
}

/** The hover card at the cursor, once it shows something. */
export async function hoverCard(page: Page): Promise<Locator> {
  await runCommand(page, 'Show or Focus Hover');
  const card = page.locator('.monaco-hover:visible .hover-contents').first();
  await card.waitFor();
  return card;
}
