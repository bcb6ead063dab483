// What a person does in a workbench, by keyboard and mouse.
import type { Locator, Page } from 'playwright-core';

const modifier = process.platform === 'darwin' ? 'Meta' : 'Control';

/** Waits until Ibid has started and read the example's library: the problems that it has on purpose are counted in the status bar. */
export async function libraryRead(page: Page): Promise<void> {
  await page.locator('#status\\.problems', { hasText: /[1-9]/ }).waitFor({ timeout: 60_000 });
}

/** Opens a file of the workspace, with the cursor at a line and column, counted from 1. */
export async function openFile(page: Page, name: string, line = 1, column = 1): Promise<void> {
  await choose(page, `${modifier}+P`, `${name}:${line}:${column}`, name);
  await page.locator('.tab.active', { hasText: name }).waitFor();
  await page.locator('#status\\.editor\\.selection', { hasText: `Ln ${line}, Col ${column}` }).waitFor();
  await page.locator('.monaco-editor.focused').waitFor();
}

export async function runCommand(page: Page, title: string): Promise<void> {
  await choose(page, 'F1', `>${title}`, title);
}

/** Chooses a row of the list that a key opens. A window that is still starting may take the focus away: then once more. */
async function choose(page: Page, key: string, words: string, row: string): Promise<void> {
  const input = page.locator('.quick-input-widget input[type=text]');
  for (let tries = 1; ; tries++) {
    try {
      await page.keyboard.press(key);
      await input.fill(words, { timeout: 5000 });
      await page.locator('.quick-input-list .monaco-list-row.focused', { hasText: row }).waitFor({ timeout: 5000 });
      break;
    } catch (error) {
      if (tries === 3) throw error;
      await page.keyboard.press('Escape');
    }
  }
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
