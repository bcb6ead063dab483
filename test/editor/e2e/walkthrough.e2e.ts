// Someone who has just installed Ibid and has read nothing, in a VS Code that knows nothing of the folder: the packaged Ibid, driven by keyboard and mouse.
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { packageFile } from '../../../scripts/package.js';
import { webviewPage } from '../../../scripts/vscode/accessibility.js';
import { newcomersPath } from '../../../scripts/vscode/newcomer.js';
import { chooseInMenu, focusedCard, openFile, runCommand, suggestions, until } from '../../../scripts/vscode/page.js';
import { openSession, type Session } from '../../../scripts/vscode/session.js';
import { openWorkbench } from '../../../scripts/vscode/workbench.js';

const libraryFiles = ['references.json', 'references.bib', 'claims.json', 'problems.json'];

/** A session, and a page of it that is kept as a picture where a test fails. */
function inSession(options: Parameters<typeof openSession>[1]): { page: () => Page; workspace: () => string } {
  let session: Session;
  let page: Page;
  before(async () => {
    session = await openSession('newest', { extensions: [packageFile], ...options });
    page = await openWorkbench(session.browser, session.server, { workspace: session.workspace });
  });
  afterEach(async function () {
    if (this.currentTest?.isFailed()) await page.screenshot({ path: `out/e2e/${this.currentTest.fullTitle()}.png` });
  });
  after(() => session?.close());
  return { page: () => page, workspace: () => session.workspace };
}

/** As if a file was dragged here from outside of the browser; run in the page. */
const dropFile = `{
  const data = new DataTransfer();
  data.items.add(new File(['# Dropped\\n\\nIt is so.[^1]\\n\\n[^1]: Ann Berg, *The First Question* (London: Verso, 1960), p. 3.\\n'], 'dropped.md'));
  const row = document.querySelector('.pane .monaco-list-row');
  for (const type of ['dragenter', 'dragover', 'drop']) row.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }));
}`;

const written = async (folder: string): Promise<string[]> => (await readdir(folder)).filter((name) => libraryFiles.includes(name));

describe('The first five minutes', () => {
  const { page, workspace } = inSession({ imported: false });
  const toast = (words: string | RegExp): Locator => page().locator('.notifications-toasts .notification-toast', { hasText: words });

  it('lead from the empty library to the first claim', async () => {
    const began = performance.now();
    await newcomersPath(page(), 'sources', (step) => Promise.resolve(console.log(`        ${step}: ${((performance.now() - began) / 1000).toFixed(1)} s`)));
    assert.match(await (await focusedCard(page())).innerText(), /Vale/);
    assert.deepEqual((await written(workspace())).sort(), [...libraryFiles].sort());
  });

  it('can be taken back as a whole', async () => {
    await page().keyboard.press('Escape');
    await runCommand(page(), 'Ibid: Undo Last Import');
    await toast('The import was undone.').waitFor();
    await runCommand(page(), 'Ibid: Focus on Library View');
    await page().locator('.welcome-view-content .monaco-button', { hasText: 'Import Folder' }).waitFor();
    await runCommand(page(), 'Notifications: Clear All Notifications');
  });

  it('begin with a list of DOIs as well, of which those that are known are told', async () => {
    const list = async (words: string): Promise<void> => {
      await runCommand(page(), 'Ibid: Import DOI List…');
      const input = page().locator('.quick-input-widget input:focus');
      await input.waitFor();
      await input.fill(words);
      await page().keyboard.press('Enter');
    };
    await list('10.1000/182, 978-0-19-852663-6');
    await toast('Added 2 works with nothing but their identifiers. Ibid does not go online').waitFor();
    await list('doi:10.1000/182');
    await toast('1 work is there already: doi182.').waitFor();
  });

  it('go on with a file from elsewhere that is dropped on the library, and copied where that is wanted', async () => {
    await runCommand(page(), 'Notifications: Clear All Notifications');
    await page().locator('.pane .monaco-list-row', { hasText: 'Cited in no source' }).first().waitFor();
    const dialog = page().locator('.monaco-dialog-box', { hasText: '“dropped.md” is outside of the workspace' });
    await until(async () => {
      await page().evaluate(dropFile);
      return dialog.waitFor({ timeout: 10_000 }).then(() => true, () => false);
    });
    await dialog.locator('.monaco-button', { hasText: 'Copy and Import' }).click();
    await toast(/Read 1 source\. New: 2 works and 1 claim/).waitFor();
    assert.ok((await readdir(join(workspace(), 'sources'))).includes('dropped.md'));
  });

  it('try the example, in a folder and a window of its own', async () => {
    await runCommand(page(), 'Ibid: Open Example…');
    const dialog = page().locator('.quick-input-widget', { has: page().locator('.quick-input-title', { hasText: 'Open Example' }) });
    const opened = page().waitForEvent('popup');
    await dialog.locator('.monaco-list-row', { hasText: 'sources' }).first().waitFor();
    await dialog.locator('.monaco-button', { hasText: 'Put Example Here' }).click();
    const other = await opened;
    assert.match(decodeURIComponent(other.url()), /\/ibid-example$/);
    await other.close();
    assert.ok((await readdir(join(workspace(), 'ibid-example'))).includes('draft.md'));
  });

  it('are led through by a walkthrough with pictures', async () => {
    await runCommand(page(), 'Ibid: Open Walkthrough');
    const steps = page().locator('.gettingStartedContainer .step-title');
    await steps.first().waitFor();
    assert.equal(await steps.count(), 5);
    const picture = page().locator('.gettingStartedContainer .getting-started-media img').first();
    // VS Code leaves pictures out where the page is narrow
    await until(async () => {
      if (await page().locator('.part.sidebar').isVisible()) await runCommand(page(), 'View: Close Primary Side Bar');
      return picture.isVisible();
    });
    const alt = await picture.getAttribute('alt');
    assert.ok(alt && alt.length > 20, `“${alt}” tells what the picture shows`);
  });
});

describe('A workspace that is not trusted', () => {
  const { page, workspace } = inSession({ asksForTrust: true, settings: { 'security.workspace.trust.startupPrompt': 'never' } });

  it('is read: works complete and show their claims', async () => {
    await page().locator('.statusbar-item', { hasText: 'Restricted Mode' }).waitFor();
    await until(async () => {
      await openFile(page(), 'draft.md', 17, 5);
      return /Vale/.test(await (await focusedCard(page())).innerText());
    });
    await page().keyboard.press('Escape');
    await openFile(page(), 'draft.md', 24);
    await page().keyboard.type('@cubs', { delay: 50 });
    await (await suggestions(page())).first().filter({ hasText: 'vale2018cubs' }).waitFor();
    await page().keyboard.press('Escape');
  });

  const refused = async (): Promise<void> => {
    await page().locator('.notifications-toasts .notification-toast', { hasText: 'waits until you trust this workspace' }).waitFor();
    await runCommand(page(), 'Notifications: Clear All Notifications');
  };

  it('is not written to, and says why', async () => {
    const library = await readFile(join(workspace(), 'references.json'), 'utf8');
    for (const command of ['Import DOI List…', 'Import All Sources Again', 'Export Library…', 'Regenerate Cite Keys…', 'Review']) {
      await runCommand(page(), `Ibid: ${command}`);
      await refused();
    }
    await runCommand(page(), 'Ibid: Filter Library');
    await page().locator('.quick-input-widget input:focus').fill('powell talk');
    await page().keyboard.press('Enter');
    const works = page().locator('.pane .monaco-list-row', { hasText: 'Powell 2014' });
    await works.nth(1).waitFor();
    await works.first().click();
    await works.nth(1).click({ modifiers: ['ControlOrMeta'] });
    for (const action of ['Merge…', 'Delete', 'Export…']) {
      await chooseInMenu(page(), works.nth(1), action);
      await refused();
    }
    assert.deepEqual((await readdir(workspace())).sort(), [...libraryFiles, '.vscode', 'README.md', 'draft.md', 'draft.tex', 'sources'].sort());
    assert.equal(await readFile(join(workspace(), 'references.json'), 'utf8'), library);
  });

  it('shows the literature matrix, whose notes wait too', async () => {
    await runCommand(page(), 'Ibid: Show Literature Matrix');
    const matrix = webviewPage(page());
    await matrix.locator('.body [role=gridcell]').first().waitFor();
    await matrix.locator('.filter').press('ArrowDown');
    await matrix.locator('[tabindex="0"]:focus').waitFor();
    for (const key of ['Control+Home', 'ArrowDown', 'End']) await page().keyboard.press(key);
    await matrix.locator('[role=gridcell]:focus').waitFor();
    await page().keyboard.press('F2');
    await matrix.locator('textarea:focus').waitFor();
    await page().keyboard.type('Compare.');
    await page().keyboard.press('Enter');
    await refused();
    assert.equal(await matrix.locator('.note').count(), 0);
  });
});
