// A person settles what Ibid is unsure of: the packaged Ibid, driven from outside by mouse and by keyboard alone.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FrameLocator, Locator, Page } from 'playwright-core';
import { violations, webviewPage } from '../../../scripts/vscode/accessibility.js';
import { libraryRead, openFile, runCommand } from '../../../scripts/vscode/page.js';
import type { Session } from '../../../scripts/vscode/session.js';
import { openWorkbench } from '../../../scripts/vscode/workbench.js';
import { openSession } from './session.js';

describe('The review queue in VS Code', () => {
  let session: Session;
  let page: Page;
  let review: FrameLocator;

  before(async () => {
    session = await openSession();
    page = await openWorkbench(session.browser, session.server, { workspace: session.workspace });
    await libraryRead(page);
    await openFile(page, 'draft.md', 17, 5);
    review = webviewPage(page);
    await runCommand(page, 'Ibid: Review');
    await review.locator('[role=option]').first().waitFor();
  });

  afterEach(async function () {
    if (this.currentTest?.isFailed()) await page.screenshot({ path: `out/e2e/${this.currentTest.fullTitle()}.png` });
  });

  after(() => session?.close());

  const press = async (...keys: string[]): Promise<void> => {
    for (const key of keys) await page.keyboard.press(key);
  };
  const chosen = (): Locator => review.locator('[role=option][aria-selected=true]');
  const filter = (name: string): Locator => review.locator('.filters button', { hasText: name });
  const count = async (name: string): Promise<number> => Number(await filter(name).locator('.count').textContent());
  const said = (words: string | RegExp): Promise<void> => review.locator('.said', { hasText: words }).waitFor();
  type Item = { author?: { family?: string }[]; publisher?: string };
  const items = async (): Promise<Item[]> => JSON.parse(await readFile(join(session.workspace, 'references.json'), 'utf8')) as Item[];
  const hasAuthor = async (name: string): Promise<boolean> => (await items()).some(({ author }) => author?.some(({ family }) => family === name));
  const claims = async (): Promise<{ claim: string; reference: string | null }[]> => JSON.parse(await readFile(join(session.workspace, 'claims.json'), 'utf8')) as Awaited<ReturnType<typeof claims>>;

  it('shows doubtful fields beside the source’s own words, and takes a correction by keyboard alone', async () => {
    await chosen().waitFor();
    await review.locator('blockquote mark').first().waitFor();
    assert.deepEqual(await violations(review), []);
    const fields = await count('Fields');
    await review.locator('[role=listbox]').focus();
    await press('c');
    const input = review.locator('#typed:focus');
    await input.fill('Right, Put');
    await review.locator('#becomes', { hasText: 'Put Right' }).waitFor();
    assert.deepEqual(await violations(review), []);
    await press('Enter');
    await said(/^Corrected: /);
    assert.equal(await count('Fields'), fields - 1);
    assert.ok(await hasAuthor('Right'));
  });

  it('undoes by a single key, and shows the case again', async () => {
    const fields = await count('Fields');
    await press('u');
    await said(/^Undone: /);
    await filter('Fields').locator('.count', { hasText: String(fields + 1) }).waitFor();
    assert.ok(!(await hasAuthor('Right')));
  });

  it('offers a correction for like cases, and takes it back for all of them', async () => {
    const published = async (by: string): Promise<number> => (await items()).filter(({ publisher }) => publisher === by).length;
    await review.locator('[role=option]', { hasText: 'Vale 2018' }).filter({ hasText: 'publisher' }).click();
    await review.locator('[role=listbox]').focus();
    await press('c');
    await review.locator('#typed:focus').fill('ICSR Press');
    await press('Enter');
    await review.locator('.like', { hasText: 'The same in 2 other works: change them too?' }).waitFor();
    assert.deepEqual(await violations(review), []);
    await press('y');
    await said('Changed in 2 other works.');
    assert.equal(await published('ICSR Press'), 3);
    for (const undone of ['Undone: Changed in 2 other works.', 'Undone: Corrected: ']) {
      await press('u');
      await said(undone);
    }
    assert.equal(await published('ICSR Press'), 0);
  });

  it('leads to the words in the source by a single key', async () => {
    await review.locator('[role=option]', { hasText: 'Max Abrahms' }).click();
    await review.locator('.case h2', { hasText: 'Abrahms 2012' }).waitFor();
    await review.locator('[role=listbox]').focus();
    await press('o');
    await page.locator('.tab.active', { hasText: /\.(?:txt|md)$/ }).filter({ hasNotText: 'draft' }).waitFor();
    await page.locator('#status\\.editor\\.selection', { hasText: 'selected' }).waitFor();
    await press('ControlOrMeta+W');
    await review.locator('[role=listbox]:focus').waitFor();
  });

  it('accepts and dismisses by mouse, and moves on', async () => {
    const first = await chosen().getAttribute('id');
    await review.locator('.case button', { hasText: 'Accept' }).click();
    await said(/^Accepted: /);
    assert.notEqual(await chosen().getAttribute('id'), first);
    await review.locator('.case button', { hasText: 'Dismiss' }).click();
    await said(/^Dismissed: /);
    await review.locator(`[id="${first}"]`).waitFor({ state: 'detached' });
  });

  it('asks which work a note means', async () => {
    await filter('Notes').click();
    const notes = await count('Notes');
    await review.locator('blockquote mark').first().waitFor();
    await review.locator('.case button', { hasText: 'Choose Work' }).click();
    await page.locator('.quick-input-widget input:focus').fill('vale cubs');
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'vale2018cubs' }).first().waitFor();
    await press('Enter');
    await said(/^Settled: /);
    await filter('Notes').locator('.count', { hasText: String(notes - 1) }).waitFor();
    assert.deepEqual(await violations(review), []);
  });

  it('deletes and widens claims', async () => {
    await filter('Claims').click();
    await review.locator('blockquote mark').first().waitFor();
    const before = await claims();
    await review.locator('[role=listbox]').focus();
    await press('d');
    await said(/^Deleted: /);
    assert.equal((await claims()).length, before.length - 1);
    await review.locator('blockquote mark').first().waitFor();
    await press('c');
    await review.locator('#typed:focus').waitFor();
    const was = await review.locator('#typed').inputValue();
    await review.locator('button', { hasText: 'Sentence Before' }).click();
    const now = await review.locator('#typed').inputValue();
    assert.ok(now.length > was.length && now.endsWith(was));
    assert.deepEqual(await violations(review), []);
    await review.locator('#typed').press('Control+Enter');
    await said(/^Corrected: /);
    assert.ok((await claims()).some(({ claim }) => claim === now));
  });

  it('leads from Review Works That May Be One to the pairs alone', async () => {
    await runCommand(page, 'Ibid: Review Works That May Be One');
    await review.locator('.filters button[aria-pressed=true]', { hasText: 'Works' }).waitFor();
    await review.locator('.empty, .case table').first().waitFor();
    assert.deepEqual(await violations(review), []);
  });
});
