// What a person does in a workbench, by keyboard and mouse.
import { setTimeout } from 'node:timers/promises';
import type { Locator, Page } from 'playwright-core';

const modifier = process.platform === 'darwin' ? 'Meta' : 'Control';

/** Waits until Ibid has started and read the example's library: the problems that it has on purpose are counted in the status bar. */
export async function libraryRead(page: Page): Promise<void> {
  await page.locator('#status\\.problems', { hasText: /[1-9]/ }).waitFor();
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
  const chosen = page.locator('.quick-input-list .monaco-list-row.focused', { hasText: row });
  for (let tries = 1; ; tries++) {
    try {
      await page.keyboard.press(key);
      await input.fill(words, { timeout: 5000 });
      await chosen.waitFor({ timeout: 5000 });
      break;
    } catch (error) {
      if (tries === 3) throw error;
      await page.keyboard.press('Escape');
    }
  }
  await page.keyboard.press('Enter');
  // A command may open another list at once.
  await chosen.waitFor({ state: 'hidden' });
}

/** Chooses an action from the menu of a row, by mouse. */
export async function chooseInMenu(page: Page, row: Locator, action: string): Promise<void> {
  const item = page.locator('.monaco-menu .action-menu-item', { hasText: action });
  // rows may move just when one points at them
  await until(async () => {
    if (await page.locator('.monaco-menu').isVisible()) await page.keyboard.press('Escape');
    await row.click({ button: 'right' });
    return item.waitFor({ timeout: 3000 }).then(() => true, () => false);
  });
  // a menu takes no click just after it has opened
  await until(async () => {
    await item.click({ timeout: 1000 }).catch(() => undefined);
    return item.waitFor({ state: 'hidden', timeout: 500 }).then(() => true, () => false);
  });
}

/** Gives the dialog of this title, which asks where to save, a file. It goes on writing into its box while it opens. */
export async function saveAs(page: Page, title: string, file: string): Promise<void> {
  await page.locator('.quick-input-title', { hasText: title }).waitFor();
  const input = page.locator('.quick-input-widget input[type=text]');
  await until(async () => (await input.inputValue()).includes('.') && (await page.locator('.quick-input-list .monaco-list-row').count()) > 0);
  await until(async () => {
    await input.fill(file);
    return (await input.inputValue()) === file && page.locator('.quick-input-list .monaco-list-row', { hasText: '..' }).waitFor({ timeout: 1000 }).then(() => true, () => false);
  });
  await page.keyboard.press('Enter');
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

/** The hover card at the cursor, opened by keyboard and with the focus in it. */
export async function focusedCard(page: Page): Promise<Locator> {
  const card = page.locator('.monaco-hover:visible .hover-contents').first();
  // Show or Focus Hover: the card is shown first, and focused when it is asked for again.
  await until(async () => {
    await page.keyboard.press(`${modifier}+K`);
    await page.keyboard.press(`${modifier}+I`);
    const focused = page.locator('.monaco-hover:focus-within');
    return card.waitFor({ timeout: 5000 }).then(() => focused.waitFor({ timeout: 1000 })).then(() => true, () => false);
  });
  return card;
}

/** Waits until this comes about. */
export async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 600; tries++) {
    if (await holds()) return;
    await setTimeout(100);
  }
  throw new Error(`This did not come about: ${holds}`);
}
