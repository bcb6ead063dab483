// A person writes with a bibliography of their own: the packaged Ibid, driven from outside by keyboard.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { webviewPage } from '../../../scripts/vscode/accessibility.js';
import { chooseInMenu, focusedCard, libraryRead, openFile, runCommand, suggestions, until } from '../../../scripts/vscode/page.js';
import { paper, writePaper } from '../../../scripts/vscode/paper.js';
import type { Session } from '../../../scripts/vscode/session.js';
import { openWorkbench } from '../../../scripts/vscode/workbench.js';
import type { Claim, LibraryItem } from '../../../src/library/library.js';
import { provenanceOf } from '../../../src/library/readings.js';
import { openSession } from './session.js';

describe('A bibliography of one’s own in VS Code', () => {
  let session: Session;
  let page: Page;

  before(async () => {
    session = await openSession();
    await writePaper(session.workspace);
    page = await openWorkbench(session.browser, session.server, { workspace: session.workspace });
    await libraryRead(page);
  });

  afterEach(async function () {
    if (this.currentTest?.isFailed()) await page.screenshot({ path: `out/e2e/${this.currentTest.fullTitle()}.png` });
    await runCommand(page, 'Notifications: Clear All Notifications');
    await runCommand(page, 'View: Close All Editors');
  });

  after(() => session?.close());

  const readJson = async (file: string) => JSON.parse(await readFile(join(session.workspace, file), 'utf8')) as unknown;
  const toast = (words: RegExp) => page.locator('.notifications-toasts .notification-toast', { hasText: words });
  const focusedRow = (words: string) => page.locator('.quick-input-list .monaco-list-row.focused', { hasText: words });

  /** Types a word in the paper, and takes the first work that it is completed to. */
  async function cite(word: string, key: string): Promise<void> {
    await page.keyboard.type(`@${word}`, { delay: 30 });
    await (await suggestions(page)).first().filter({ hasText: key }).waitFor();
    await page.keyboard.press('Enter');
    await page.locator('.monaco-editor.focused .view-line', { hasText: `@${key}` }).waitFor();
  }

  it('completes its works, and shows what the sources say of them', async () => {
    await openFile(page, paper.file, paper.emptyLine);
    await cite(paper.broken.word, paper.broken.key);
    await page.keyboard.press('ArrowLeft');
    const card = squeezed(await (await focusedCard(page)).innerText());
    const claims = ((await readJson('claims.json')) as Claim[]).filter(({ reference }) => reference === paper.broken.own);
    assert.match(card, /International Negotiation 13/);
    assert.ok(claims.some(({ claim }) => card.includes(squeezed(claim))), card);
  });

  it('opens the PDF of a work', async () => {
    await openFile(page, paper.file, paper.citation.line, paper.citation.column);
    const card = await focusedCard(page);
    await card.locator('a', { hasText: 'Open in Zotero' }).waitFor();
    const link = page.locator('.monaco-hover a:focus', { hasText: 'Open PDF' });
    await until(async () => {
      await page.keyboard.press('Tab');
      return link.isVisible();
    });
    await page.keyboard.press('Enter');
    const viewer = page.frameLocator('iframe.webview').frameLocator('#active-frame');
    await viewer.locator('.textLayer', { hasText: paper.citation.inPdf }).waitFor();
    await card.waitFor({ state: 'hidden' });
  });

  it('opens it from the menu of the Library view too', async () => {
    await openFile(page, paper.file);
    await runCommand(page, 'Ibid: Filter Library');
    await page.locator('.quick-input-widget input:focus').fill('vale lions');
    await page.keyboard.press('Enter');
    const work = page.locator('.pane .monaco-list-row', { hasText: 'Vale 2018' });
    await work.waitFor();
    await chooseInMenu(page, work, 'Open PDF');
    await webviewPage(page).locator('.textLayer', { hasText: paper.citation.inPdf }).waitFor();
  });

  it('names the entry that is broken, and loses none', async () => {
    const { key, line, word } = paper.broken;
    await openFile(page, paper.bibliography, line);
    await page.keyboard.press('End');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Backspace');
    await page.keyboard.press('ControlOrMeta+S');
    await runCommand(page, 'Problems: Focus on Problems View');
    const problem = page.locator('.markers-panel .monaco-list-row', { hasText: `[Ln ${line}, ` }).filter({ hasText: key });
    await problem.first().waitFor();
    assert.match(await problem.first().innerText(), new RegExp(`is not closed \\(line \\d+\\), in the entry ${key} of ${paper.bibliography}`));
    await openFile(page, paper.file, paper.emptyLine);
    for (const whole of [{ key, word }, paper.unread]) {
      await cite(whole.word, whole.key);
      await page.keyboard.press('Space');
    }
  });

  it('exports the library that Ibid has made of the sources', async () => {
    await openFile(page, paper.file);
    await runCommand(page, 'Ibid: Export Library…');
    await page.locator('.quick-input-title', { hasText: /^Export Library$/ }).waitFor();
    await page.keyboard.type('csl-json');
    await focusedRow('CSL-JSON').waitFor();
    await page.keyboard.press('Enter');
    await page.locator('.quick-input-title', { hasText: /^Export \d+ items as CSL-JSON$/ }).waitFor();
    await page.keyboard.press('Enter');
    await toast(/items were exported to exported\.json/).waitFor();
    const titles = (items: unknown) => (items as LibraryItem[]).map(({ id, title }) => `${id} ${title}`);
    assert.deepEqual(titles(await readJson('exported.json')), titles(await readJson('references.json')));
  });

  it('lets a person say that two works are one, or are not, and take it back', async () => {
    const { key, own } = paper.doubtful;
    const said = async (list: 'same' | 'different') => provenanceOf(((await readJson('references.json')) as LibraryItem[]).find(({ id }) => id === own)!)?.[list];
    await runCommand(page, 'View: Close All Editors');
    await openFile(page, paper.file);
    await runCommand(page, 'Ibid: Review Works That May Be One');
    const review = webviewPage(page);
    await review.locator('.case', { hasText: 'the dates differ' }).filter({ hasText: key }).waitFor();
    await review.locator('[role=listbox]').focus();
    for (const [letter, list] of [['s', 'same'], ['n', 'different']] as const) {
      await page.keyboard.press(letter);
      await until(async () => (await said(list))?.includes(key) ?? false);
      await page.keyboard.press('u');
      await until(async () => (await said(list)) === undefined);
      await review.locator('.case', { hasText: 'the dates differ' }).waitFor();
    }
  });
});

const squeezed = (text: string) => text.replace(/\s+/g, ' ').trim();
