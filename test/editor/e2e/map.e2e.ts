// A person looks at who cites whom: the packaged Ibid, driven from outside by mouse and by keyboard.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FrameLocator, Locator, Page } from 'playwright-core';
import { violations, webviewPage } from '../../../scripts/vscode/accessibility.js';
import { libraryRead, openFile, runCommand, saveAs, until } from '../../../scripts/vscode/page.js';
import type { Session } from '../../../scripts/vscode/session.js';
import { openWorkbench } from '../../../scripts/vscode/workbench.js';
import { openSession } from './session.js';

describe('The literature map in VS Code', () => {
  let session: Session;
  let page: Page;
  let map: FrameLocator;

  before(async () => {
    session = await openSession({ settings: { 'files.simpleDialog.enable': true } });
    page = await openWorkbench(session.browser, session.server, { workspace: session.workspace });
    await libraryRead(page);
    await openFile(page, 'draft.md', 17, 5);
    map = webviewPage(page);
  });

  afterEach(async function () {
    if (this.currentTest?.isFailed()) await page.screenshot({ path: `out/e2e/${this.currentTest.fullTitle()}.png` });
  });

  after(() => session?.close());

  const press = async (...keys: string[]): Promise<void> => {
    for (const key of keys) await page.keyboard.press(key);
  };
  const rows = (): Locator => map.locator('[role=treeitem]');
  const active = (): Locator => map.locator('[role=treeitem][aria-selected=true]');
  const words = (): Locator => map.locator('#words');
  const chosen = (): Locator => map.locator('.details h2');
  const chosenInLibrary = (name: string): Locator =>
    page.locator('.pane', { has: page.locator('.pane-header', { hasText: 'Library' }) }).locator('.monaco-list-row.selected', { hasText: name });
  const button = (name: string): Locator => map.getByRole('button', { name, exact: true });

  it('draws the sources and what they cite, and tells the same in words', async () => {
    await runCommand(page, 'Ibid: Show Literature Map');
    await rows().first().waitFor();
    await map.locator('#canvas canvas').waitFor();
    assert.match((await map.locator('.counts').textContent()) ?? '', /^\d+ works · 6 sources/);
    assert.deepEqual(await violations(map), []);
  });

  it('leads by mouse from a work in the picture to its source, and from a claim to its sentence', async () => {
    // a source that nobody cites, and so the only one left: it stands in the middle
    await words().fill('governments owe');
    await map.locator('.counts', { hasText: '1 work · 1 source' }).waitFor();
    const name = (await rows().first().locator('.name').textContent()) ?? '';
    await until(async () => {
      await map.locator('#canvas').click();
      return chosen().filter({ hasText: name }).waitFor({ timeout: 500 }).then(() => true, () => false);
    });
    await map.locator('.claim').first().click();
    await page.locator('.tab.active', { hasText: /\.(?:txt|md)$/ }).filter({ hasNotText: 'draft' }).waitFor();
    await runCommand(page, 'View: Close All Editors in Group');
    await runCommand(page, 'Ibid: Show Literature Map');
    await map.locator('#canvas').dblclick();
    await page.locator('.tab.active', { hasText: /\.(?:txt|md)$/ }).filter({ hasNotText: 'draft' }).waitFor();
    await runCommand(page, 'View: Close All Editors in Group');
  });

  it('is filtered by words, by how often works are cited, and by how many sources have them', async () => {
    await runCommand(page, 'Ibid: Show Literature Map');
    await words().fill('vale cubs');
    await rows().filter({ hasText: 'Vale 2018' }).waitFor();
    await rows().filter({ hasText: 'Cronin' }).waitFor({ state: 'detached' });
    await words().fill('no such work');
    await map.locator('.notice', { hasText: 'Nothing fits' }).waitFor();
    await words().fill('');
    await map.getByLabel('Two sources or more').check();
    await rows().filter({ hasText: 'Mampilly' }).waitFor({ state: 'detached' });
    await map.getByLabel('Least number of claims').fill('5');
    await rows().filter({ hasText: 'Jackson 2018' }).waitFor({ state: 'detached' });
    await rows().filter({ hasText: 'Vale 2018' }).first().waitFor();
    await map.getByLabel('Least number of claims').fill('0');
    await map.getByLabel('Two sources or more').uncheck();
  });

  it('is walked through along citations by keyboard alone, and leads to the work in the library', async () => {
    await words().click();
    await until(async () => {
      await press('Tab');
      return map.locator('#tree:focus').isVisible();
    });
    await press('Home', 'ArrowRight', 'ArrowDown');
    await active().and(map.locator('[aria-level="2"]')).waitFor();
    const cited = (await active().locator('.name').textContent()) ?? '';
    await chosen().filter({ hasText: `→ ${cited}` }).waitFor();
    await press('ArrowRight');
    await active().and(map.locator('[aria-level="1"][aria-expanded=true]')).filter({ hasText: cited }).waitFor();
    await chosen().filter({ hasText: cited }).waitFor();
    await press('Enter');
    await chosenInLibrary(cited).waitFor();
  });

  it('chooses in the library too what is clicked, as long as one sees it there, and keeps the focus', async () => {
    const clicked = rows().and(map.locator('[aria-level="1"]')).nth(2);
    const name = (await clicked.locator('.name').textContent()) ?? '';
    await clicked.click();
    await chosenInLibrary(name).waitFor();
    assert.ok(await map.locator('#tree:focus').isVisible());
    await runCommand(page, 'View: Close Primary Side Bar');
    await rows().and(map.locator('[aria-level="1"]')).first().click();
    await map.locator('.claim').first().waitFor();
    assert.equal(await page.locator('.part.sidebar').isVisible(), false);
  });

  it('shows the same works by their years', async () => {
    await button('Timeline').focus();
    await press('Enter');
    await map.locator('#canvas[aria-label^="Timeline"]').waitFor();
    assert.deepEqual(await violations(map), []);
  });

  it('is saved as SVG and as PNG', async () => {
    const files = { SVG: join(session.workspace, 'map.svg'), PNG: join(session.workspace, 'map.png') };
    for (const [format, file] of Object.entries(files)) {
      await button(`Save as ${format}…`).click();
      await saveAs(page, 'Save Literature Map', file);
      await until(async () => (await readFile(file).catch(() => '')).length > 0);
    }
    const drawing = await readFile(files.SVG, 'utf8');
    assert.match(drawing, /^<svg [^]*<\/svg>\s*$/);
    for (const text of ['Undated', 'Contrasted', 'Sources']) assert.ok(drawing.includes(`>${text}<`), text);
    const pixels = await readFile(files.PNG);
    assert.deepEqual([...pixels.subarray(1, 4)], [...Buffer.from('PNG')]);
    const { width } = (await map.locator('#canvas').boundingBox())!;
    assert.equal(pixels.readUInt32BE(16), 2 * Math.floor(width));
  });

  it('is as it was when the window is loaded anew', async () => {
    await words().fill('vale');
    await rows().filter({ hasText: 'Cronin' }).waitFor({ state: 'detached' });
    await runCommand(page, 'Developer: Reload Window');
    await page.locator('.monaco-workbench .part.statusbar').waitFor();
    await map.locator('#canvas[aria-label^="Timeline"]').waitFor({ timeout: 20_000 });
    assert.equal(await words().inputValue(), 'vale');
  });
});
