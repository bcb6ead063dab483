// A person looks at the references of what they write: the packaged Ibid, driven from outside by mouse and keyboard.
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FrameLocator, Page } from 'playwright-core';
import { violations, webviewPage } from '../../../scripts/vscode/accessibility.js';
import { libraryRead, openFile, runCommand, until } from '../../../scripts/vscode/page.js';
import type { Session } from '../../../scripts/vscode/session.js';
import { openWorkbench } from '../../../scripts/vscode/workbench.js';
import { openSession } from './session.js';

describe('The bibliography in VS Code', () => {
  let session: Session;
  let page: Page;
  let preview: FrameLocator;

  before(async () => {
    session = await openSession({ settings: { 'files.autoSave': 'off' } });
    await writeFile(join(session.workspace, 'broken.csl'), '<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text">');
    page = await openWorkbench(session.browser, session.server, { workspace: session.workspace });
    await libraryRead(page);
    await openFile(page, 'draft.md', 24);
    await runCommand(page, 'Ibid: Open Bibliography Preview to the Side');
    preview = webviewPage(page);
    await entry('Vale, Gina').waitFor();
  });

  afterEach(async function () {
    if (this.currentTest?.isFailed()) await page.screenshot({ path: `out/e2e/${this.currentTest.fullTitle()}.png` });
  });

  after(() => session?.close());

  const entry = (words: string) => preview.locator('.entry', { hasText: words }).first();
  /** Lines are narrow, so that only the first words of one are sure to stand together. */
  const line = (words: string) => page.locator('.monaco-editor .view-line', { hasText: words }).last();
  /** The tab of the preview has the document's name too, so that openFile would not do. */
  const goTo = async (number: number): Promise<void> => {
    await page.locator('.monaco-editor .view-lines').first().click();
    await page.keyboard.press('ControlOrMeta+G');
    await page.locator('.quick-input-widget input[type=text]').fill(`:${number}`);
    await page.keyboard.press('Enter');
    await page.locator('#status\\.editor\\.selection', { hasText: `Ln ${number}, Col 1` }).waitFor();
    await page.locator('.monaco-editor.focused').waitFor();
  };
  const choose = async (...rows: string[]): Promise<void> => {
    for (const row of rows) {
      await page.locator('.quick-input-widget input[type=text]').fill(row);
      await page.locator('.quick-input-list .monaco-list-row.focused', { hasText: row }).waitFor();
      await page.keyboard.press('Enter');
    }
  };

  it('follows what is typed, and tells what no library has', async () => {
    await goTo(24);
    await page.keyboard.type('As [@nobody1999] and [@powell2014talking, p. 9] say.');
    await page.keyboard.press('Escape');
    await preview.locator('#unknown', { hasText: 'nobody1999' }).waitFor();
    await entry('Talking to Terrorists').locator('.place', { hasText: '24' }).waitFor();
    assert.deepEqual(await violations(preview), []);
  });

  it('leads to where a work is cited, by mouse', async () => {
    await preview.locator('#unknown .place').click();
    await page.locator('#status\\.editor\\.selection', { hasText: /^Ln 24/ }).waitFor();
  });

  it('leads there by keyboard, and shows the work that the cursor is on', async () => {
    await entry('Vale, Gina').focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowDown');
    const second = preview.locator('.entry').nth(1);
    await until(() => second.evaluate((element) => element.ownerDocument.activeElement === element));
    await page.keyboard.press('Enter');
    await page.locator('.monaco-editor.focused').waitFor();
    await preview.locator('.entry.current').waitFor();
    assert.equal(await preview.locator('.entry.current').count(), 1);
  });

  it('is set in a style that is chosen for it, then for the document, which can be undone', async () => {
    await preview.locator('#style').click();
    await choose('IEEE', 'In This Preview');
    await preview.locator('.label', { hasText: '[1]' }).waitFor();
    assert.deepEqual(await violations(preview), []);
    await preview.locator('#style').click();
    await choose('APA', 'In the Document');
    await entry('Vale, G. (2018').waitFor();
    await goTo(4);
    await line('csl:').waitFor();
    await page.keyboard.press('ControlOrMeta+Z');
    await entry('Vale, Gina. 2018').waitFor();
  });

  it('tells when a style can’t be used', async () => {
    await goTo(3);
    await page.keyboard.type('csl: broken.csl\n');
    await preview.locator('.notice', { hasText: /broken\.csl can’t be set/ }).waitFor();
    assert.deepEqual(await violations(preview), []);
    // what was typed is undone word by word
    await until(async () => {
      await page.keyboard.press('ControlOrMeta+Z');
      return preview.locator('.notice').waitFor({ state: 'detached', timeout: 2000 }).then(() => true, () => false);
    });
  });

  it('is inserted at the cursor', async () => {
    await goTo(25);
    await preview.locator('#insert').click();
    await line('Abrahms, Max.').waitFor();
  });

  it('is copied with its italics', async () => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await preview.locator('#copy').click();
    await page.locator('.statusbar-item', { hasText: /^\d+ references copied$/ }).waitFor();
    const [rich, plain] = await Promise.all(['text/html', 'text/plain'].map((type) => page.evaluate<string>(`navigator.clipboard.read().then(([item]) => item.getType('${type}')).then((part) => part.text())`)));
    assert.match(rich!, /<i>Talking to Terrorists: How to End Armed Conflicts<\/i>/);
    assert.match(plain!, /^Abrahms, Max\. .*\n/);
  });

  it('stays with a document when it is locked, also when the window is loaded anew', async () => {
    await page.locator('.monaco-editor .view-lines').first().click();
    await page.keyboard.press('ControlOrMeta+S');
    await preview.locator('#pin').click();
    await preview.locator('#pin[aria-pressed=true]').waitFor();
    await page.locator('.monaco-editor .view-lines').first().click();
    await openFile(page, 'draft.tex');
    await Promise.all([page.waitForEvent('load', { timeout: 30_000 }), runCommand(page, 'Developer: Reload Window')]);
    await page.locator('.monaco-workbench .part.statusbar').waitFor();
    await entry('Vale, Gina').waitFor({ timeout: 60_000 });
    await preview.locator('#pin[aria-pressed=true]').waitFor();
    assert.equal(await preview.locator('h1').textContent(), 'Bibliography of draft.md');
    await openFile(page, 'draft.tex');
    await preview.locator('#pin').focus();
    // the page has the focus now, and no document
    await page.locator('#status\\.editor\\.selection').waitFor({ state: 'hidden' });
    await preview.locator('#pin').press('Enter');
    await preview.locator('h1', { hasText: 'draft.tex' }).waitFor();
  });
});
