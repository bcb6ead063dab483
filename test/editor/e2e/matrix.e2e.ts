// A person makes a literature matrix of what was cited for what: the packaged Ibid, driven from outside by mouse and by keyboard.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FrameLocator, Locator, Page } from 'playwright-core';
import { violations, webviewPage } from '../../../scripts/vscode/accessibility.js';
import { libraryRead, openFile, runCommand, saveAs } from '../../../scripts/vscode/page.js';
import type { Session } from '../../../scripts/vscode/session.js';
import { openWorkbench } from '../../../scripts/vscode/workbench.js';
import { openSession } from './session.js';

describe('The literature matrix in VS Code', () => {
  let session: Session;
  let page: Page;
  let matrix: FrameLocator;

  before(async () => {
    session = await openSession({ settings: { 'files.simpleDialog.enable': true } });
    page = await openWorkbench(session.browser, session.server, { workspace: session.workspace });
    await libraryRead(page);
    await openFile(page, 'draft.md', 17, 5);
    matrix = webviewPage(page);
  });

  afterEach(async function () {
    if (this.currentTest?.isFailed()) await page.screenshot({ path: `out/e2e/${this.currentTest.fullTitle()}.png` });
  });

  after(() => session?.close());

  const press = async (...keys: string[]): Promise<void> => {
    for (const key of keys) await page.keyboard.press(key);
  };
  const rows = (): Locator => matrix.locator('.body > [role=row]');
  const row = (words: string): Locator => rows().filter({ has: matrix.locator('[role=rowheader]', { hasText: words }) }).first();
  const focused = (): Locator => matrix.locator('[tabindex="0"]:focus');
  const heading = (words: string): Locator => matrix.locator('[role=columnheader]', { hasText: words }).first();
  const kept = async (): Promise<{ themes: { name: string }[]; notes: { item: string; column: string; note: string }[] }> =>
    JSON.parse(await readFile(join(session.workspace, 'matrix.json'), 'utf8')) as Awaited<ReturnType<typeof kept>>;
  const filter = (): Locator => matrix.locator('.filter');

  it('shows the works with the claims of each source, and leads to the sentence', async () => {
    await runCommand(page, 'Ibid: Show Literature Matrix');
    await rows().locator('.claim').first().waitFor();
    const count = Number(await matrix.locator('[role=grid]').getAttribute('aria-rowcount')) - 1;
    assert.match((await matrix.locator('.count').textContent()) ?? '', new RegExp(`^${count} works, \\d columns$`));
    assert.deepEqual(await violations(matrix), []);
    await rows().locator('.claim').first().click();
    await page.locator('.tab.active', { hasText: /\.(?:txt|md)$/ }).filter({ hasNotText: 'draft' }).waitFor();
    await runCommand(page, 'View: Close All Editors in Group');
  });

  it('is filtered with each keystroke, sorted by its headings, and drops columns without claims', async () => {
    await filter().fill('vale cubs');
    await matrix.locator('.count', { hasText: /^1 work,/ }).waitFor();
    await row('Vale').waitFor();
    await filter().fill('');
    await matrix.locator('.count', { hasNotText: /^1 work,/ }).waitFor();
    await filter().press('ArrowDown');
    await focused().waitFor();
    await press('Control+Home', 'ArrowRight', 'Enter');
    await matrix.locator('[role=columnheader][aria-sort=ascending]', { hasText: 'Year' }).waitFor();
    await heading('Year').locator('.label').click();
    await matrix.locator('[role=columnheader][aria-sort=descending]', { hasText: 'Year' }).waitFor();
    const years = await rows().locator('[data-column=year]').allTextContents();
    assert.deepEqual(years.map((year) => year.trim()), years.map((year) => year.trim()).sort().reverse());
  });

  it('holds a note of one’s own, written by keyboard alone', async () => {
    await runCommand(page, 'View: Close All Editors');
    await openFile(page, 'draft.md', 17, 5);
    await runCommand(page, 'Ibid: Show Literature Matrix');
    await rows().first().waitFor();
    await press('Control+f');
    await matrix.locator('.filter:focus').waitFor();
    await page.keyboard.type('vale cubs');
    await matrix.locator('.count', { hasText: /^1 work,/ }).waitFor();
    await press('Enter');
    await focused().waitFor();
    await press('Control+Home', 'ArrowDown', 'End');
    await matrix.locator('[role=gridcell]:focus').waitFor();
    await press('F2');
    await matrix.locator('textarea:focus').waitFor();
    await page.keyboard.type('Compare the boys’ schools.');
    await press('Enter');
    await matrix.locator('.note', { hasText: 'Compare the boys’ schools.' }).waitFor();
    await focused().waitFor();
    await matrix.locator('.note').waitFor();
    await waitUntil(async () => (await kept()).notes[0]?.note === 'Compare the boys’ schools.');
    assert.match((await kept()).notes[0]!.item, /^vale2018/);
    assert.deepEqual(await violations(matrix), []);
    await press('Enter');
    await matrix.locator('.claim:focus, .more:focus, .act:focus').waitFor();
    await press('Escape');
    await focused().waitFor();
  });

  it('has themes of one’s own as columns', async () => {
    await matrix.locator('select').first().selectOption('theme');
    await matrix.locator('.message button', { hasText: 'New Theme' }).click();
    await page.locator('.quick-input-widget input:focus').waitFor();
    await page.keyboard.type('Children');
    await press('Enter');
    await page.locator('.quick-input-title', { hasText: 'New Theme' }).waitFor();
    await page.locator('.quick-input-message', { hasText: 'comma' }).waitFor();
    await page.locator('.quick-input-widget input').fill('child, school');
    await press('Enter');
    await heading('Children').waitFor();
    await row('Vale').locator('.claim', { hasText: /child|school/i }).first().waitFor();
    assert.deepEqual((await kept()).themes.map(({ name }) => name), ['Children']);
  });

  it('is as it was when the window is loaded anew', async () => {
    await matrix.locator('.columns > button').click();
    await matrix.locator('.list label', { hasText: 'Year' }).click();
    await press('Escape');
    await matrix.locator('.list').waitFor({ state: 'detached' });
    // in VS Code's own way, which writes down what pages keep
    await Promise.all([page.waitForEvent('load', { timeout: 30_000 }), runCommand(page, 'Developer: Reload Window')]);
    await page.locator('.monaco-workbench .part.statusbar').waitFor();
    await heading('Children').waitFor({ timeout: 60_000 });
    await row('Vale').waitFor();
    assert.equal(await filter().inputValue(), 'vale cubs');
    assert.equal(await heading('Year').count(), 0);
  });

  it('is exported as it is shown', async () => {
    await matrix.locator('button', { hasText: 'Export…' }).click();
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'CSV' }).click();
    const file = join(session.workspace, 'matrix.csv');
    await saveAs(page, 'Export Literature Matrix as CSV', file);
    await waitUntil(async () => (await readFile(file, 'utf8')).endsWith('\r\n'));
    const [head, ...works] = (await readFile(file, 'utf8')).slice(1).split('\r\n');
    assert.equal(head, 'Cite key,Author,Title,Claims,Children');
    assert.match(works[0]!, /^vale2018cubs,Vale,/);
    assert.equal(works.length, 2);
  });
});

/** Files are written by another process; a failing read counts as not yet. */
async function waitUntil(isSo: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    if (await isSo().catch(() => false)) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  assert.fail('It did not come to be so within ten seconds.');
}
