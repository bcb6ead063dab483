// Pictures of what one sees while citing, dark and light, in .vscode-test/screenshots/: to be looked at, and for the README.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { cacheFolder, projectFolder } from './vscode/install.js';
import { hoverCard, libraryRead, openFile, runCommand, suggestions } from './vscode/page.js';
import { calm, openSession } from './vscode/session.js';
import { openWorkbench } from './vscode/workbench.js';

const folder = join(cacheFolder, 'screenshots');
const themes = { dark: 'Default Dark Modern', light: 'Default Light Modern' };
const drafts = [
  { file: 'draft.md', line: 17, column: 5, emptyLine: 24, typed: '@cubs' },
  { file: 'draft.tex', line: 19, column: 25, emptyLine: 23, typed: '\\parencite{lions vale' },
];

async function photograph(look: keyof typeof themes): Promise<void> {
  const session = await openSession('newest', { settings: { ...calm, 'workbench.colorTheme': themes[look] } });
  try {
    const page = await openWorkbench(session.browser, session.server, { workspace: session.workspace, extension: projectFolder });
    await libraryRead(page);
    const hide = page.locator('.part.auxiliarybar [aria-label^="Hide Secondary"]');
    if (await hide.isVisible()) await hide.click();
    for (const { file, line, column, emptyLine, typed } of drafts) {
      const picture = (what: string) => page.screenshot({ path: join(folder, `${what}-${file.replace('draft.', '')}-${look}.png`), animations: 'disabled' });
      await runCommand(page, 'View: Close All Editors');
      await openFile(page, file, line, column);
      await hoverCard(page);
      await picture('hover');
      await openFile(page, file, emptyLine);
      await page.keyboard.type(typed, { delay: 50 });
      await (await suggestions(page)).first().filter({ hasText: 'vale2018cubs' }).waitFor();
      await showDetails(page);
      await picture('completion');
      await page.keyboard.press('Escape');
    }
    await page.close();
  } finally {
    await session.close();
  }
}

/** Opens the pane beside the completion list, unless VS Code remembers that it was open. */
async function showDetails(page: Page): Promise<void> {
  const details = page.locator('.suggest-details:visible');
  for (let tries = 0; tries < 5; tries++) {
    if (await details.waitFor({ timeout: 2000 }).then(() => true, () => false)) return;
    await page.keyboard.press('Control+Space');
  }
  throw new Error('The completion list did not show its details.');
}

async function main(): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const look of Object.keys(themes) as (keyof typeof themes)[]) await photograph(look);
  console.log(`The pictures are in ${folder}.`);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
