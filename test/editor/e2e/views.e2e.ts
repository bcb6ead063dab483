// A person looks through the library: the packaged Ibid, driven from outside by keyboard and mouse.
import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import { packageFile } from '../../../scripts/package.js';
import { libraryRead, openFile, runCommand, until } from '../../../scripts/vscode/page.js';
import { calm, openSession, type Session } from '../../../scripts/vscode/session.js';
import { openWorkbench } from '../../../scripts/vscode/workbench.js';

describe('The library in VS Code', function () {
  this.timeout(90_000);
  let session: Session;
  let page: Page;

  before(async () => {
    session = await openSession('newest', { extensions: [packageFile], settings: calm });
    page = await openWorkbench(session.browser, session.server, { workspace: session.workspace });
    await libraryRead(page);
    await openFile(page, 'draft.md', 17, 5);
    await runCommand(page, 'Ibid: Focus on Library View');
  });

  afterEach(async function () {
    if (this.currentTest?.isFailed()) await page.screenshot({ path: `out/e2e/${this.currentTest.fullTitle()}.png` });
  });

  after(() => session?.close());

  const pane = (name: string): Locator => page.locator('.pane', { has: page.locator('.pane-header', { hasText: name }) });
  const rows = (name: string): Locator => pane(name).locator('.monaco-list-row');
  const press = async (...keys: string[]): Promise<void> => {
    for (const key of keys) await page.keyboard.press(key);
  };

  it('shows the works by the sources that cite them, and the claims of the key under the cursor', async () => {
    await rows('Library').filter({ hasText: '.txt' }).first().waitFor();
    await pane('Claims').locator('.description', { hasText: 'Vale 2018' }).waitFor();
    await rows('Claims').first().waitFor();
  });

  it('is filtered with each keystroke, and leads from a work to the sentence', async () => {
    await runCommand(page, 'Ibid: Filter Library');
    await page.locator('.quick-input-widget input:focus').waitFor();
    await page.keyboard.type('cubs lions', { delay: 30 });
    await rows('Library').first().filter({ hasText: 'Vale 2018' }).waitFor();
    await press('Enter');
    await rows('Library').first().locator('.monaco-tl-twistie').click();
    const claim = rows('Library').and(page.locator('[aria-level="2"]')).first();
    await claim.click();
    await page.locator('.tab.active', { hasText: /\.(?:txt|md)$/ }).filter({ hasNotText: 'draft' }).waitFor();
  });

  it('tells in the status bar how many works can be cited, and shows them', async () => {
    await runCommand(page, 'View: Close All Editors');
    await openFile(page, 'draft.md', 17, 5);
    const state = page.locator('#ibid\\.ibid\\.ibid\\.state a');
    assert.match((await state.getAttribute('aria-label')) ?? '', /^Ibid: \d+ works, 6 sources$/);
    await state.click();
    await pane('Library').locator('.monaco-list:focus').waitFor();
  });

  it('cites a work where the cursor stands', async () => {
    await runCommand(page, 'View: Close All Editors');
    await openFile(page, 'draft.md', 24);
    const row = rows('Library').first();
    await row.hover();
    await row.locator('.action-label[aria-label="Cite"]').click();
    await page.locator('.monaco-editor .view-line', { hasText: '[@vale2018cubs]' }).last().waitFor();
  });

  it('is grouped as a person chooses', async () => {
    await pane('Library').locator('.pane-header').hover();
    const clear = pane('Library').locator('.action-label[aria-label="Clear Library Filter"]');
    if (await clear.isVisible()) await clear.click();
    await runCommand(page, 'Ibid: Group Library By…');
    await page.locator('.quick-input-widget input:focus').waitFor();
    await page.keyboard.type('Year');
    await press('Enter');
    await rows('Library').first().filter({ hasText: /^20\d\d/ }).waitFor();
    assert.match(await rows('Library').first().getAttribute('aria-label') ?? '', /^20\d\d, \d+ works?$/);
  });

  const notification = (words: string | RegExp): Locator => page.locator('.notification-toast', { hasText: words });
  const label = async (row: Locator): Promise<string> => (await row.getAttribute('aria-label')) ?? '';
  /** A tree that is just being made anew hears no key. */
  const pressUntil = (key: string, shown: Locator): Promise<void> =>
    until(async () => {
      await press(key);
      return shown.waitFor({ timeout: 5000 }).then(() => true, () => false);
    });
  /** By keyboard alone: the library without a filter, by author, focused on its first work. */
  const firstWork = async (): Promise<string> => {
    await runCommand(page, 'Ibid: Filter Library');
    await page.locator('.quick-input-widget input:focus').waitFor();
    await page.keyboard.type('lions cubs');
    await rows('Library').first().filter({ hasText: 'Vale 2018' }).waitFor();
    await press('Enter');
    await pane('Library').locator('.monaco-list:focus').waitFor();
    await pressUntil('Home', page.locator('.monaco-list-row.focused', { hasText: 'Vale 2018' }));
    return label(rows('Library').first());
  };

  it('deletes a work by keyboard, and brings it back with all its claims', async () => {
    const before = await firstWork();
    await pressUntil('Delete', notification('Vale 2018 was deleted from the library.'));
    await pane('Library').getByText('No work fits').or(rows('Library').first().filter({ hasNotText: 'Vale 2018' })).first().waitFor();
    await notification('was deleted').getByRole('button', { name: 'Undo' }).click();
    await rows('Library').first().filter({ hasText: 'Vale 2018' }).waitFor();
    assert.equal(await label(rows('Library').first()), before);
  });

  it('copies a key and a reference, and has the rest in its menu', async () => {
    await firstWork();
    await press('Control+C', 'Shift+F10');
    const menu = page.locator('.context-view .action-menu-item, .monaco-menu .action-menu-item');
    await menu.first().waitFor();
    assert.deepEqual((await menu.allInnerTexts()).map((text) => text.split('\n')[0]!.trim()), ['Cite', 'Go to Entry', 'Copy Cite Key', 'Copy Reference', 'Export…', 'Delete']);
    await press('Escape');
  });

  it('shows in a source which sentences support what, and leads from there to the work', async () => {
    await runCommand(page, 'View: Close All Editors');
    await firstWork();
    const claim = rows('Library').and(page.locator('[aria-level="2"]')).first();
    await pressUntil('ArrowRight', claim);
    await pressUntil('ArrowDown', page.locator('.monaco-list-row.focused[aria-level="2"]'));
    await press('Enter');
    await page.locator('.tab.active', { hasText: /\.(?:txt|md)$/ }).filter({ hasNotText: 'draft' }).waitFor();
    await page.locator('.editor-instance .cgmr[class*="ced-"]').first().waitFor();
    await press('Control+K', 'Control+I');
    const hover = page.locator('.monaco-hover', { hasText: 'Vale' });
    await hover.getByRole('link', { name: 'Cite', exact: true }).waitFor();
    await hover.getByRole('link', { name: 'Show in Library' }).click();
    await page.locator('.pane .monaco-list:focus .monaco-list-row.selected', { hasText: 'Vale 2018' }).waitFor();
  });

  it('tells of a claim what stands before it, and opens it by keyboard', async () => {
    await firstWork();
    await press('Enter');
    await pane('Claims').locator('.description', { hasText: 'Vale 2018' }).waitFor();
    await runCommand(page, 'Ibid: Focus on Claims View');
    await pane('Claims').locator('.monaco-list:focus').waitFor();
    await press('Home', 'ArrowRight');
    await rows('Claims').filter({ hasText: /^Source/ }).waitFor();
    await press('Enter');
    await page.locator('.tab.active', { hasText: /\.(?:txt|md)$/ }).filter({ hasNotText: 'draft' }).waitFor();
  });
});
