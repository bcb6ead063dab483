// A person looks through the library: the packaged Ibid, driven from outside by keyboard and mouse.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { webviewPage } from '../../../scripts/vscode/accessibility.js';
import { chooseInMenu, focusedCard, libraryRead, openFile, runCommand, until } from '../../../scripts/vscode/page.js';
import type { Session } from '../../../scripts/vscode/session.js';
import { openWorkbench } from '../../../scripts/vscode/workbench.js';
import { openSession } from './session.js';

describe('The library in VS Code', () => {
  let session: Session;
  let page: Page;

  before(async () => {
    session = await openSession();
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
  const label = async (row: Locator): Promise<string> => (await row.getAttribute('aria-label')) ?? '';
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

  const groupBy = async (division: string): Promise<void> => {
    await runCommand(page, 'Ibid: Group Library By…');
    await page.locator('.quick-input-widget input:focus').waitFor();
    await page.keyboard.type(division);
    await page.locator('.quick-input-list .monaco-list-row.focused', { hasText: division }).waitFor();
    await press('Enter');
  };

  it('is grouped as a person chooses', async () => {
    await pane('Library').locator('.pane-header').hover();
    const clear = pane('Library').locator('.action-label[aria-label="Clear Library Filter"]');
    if (await clear.isVisible()) await clear.click();
    await groupBy('Year');
    await rows('Library').first().filter({ hasText: /^20\d\d/ }).waitFor();
    assert.match(await label(rows('Library').first()), /^20\d\d, \d+ works?$/);
    await groupBy('Cited Here');
    await rows('Library').first().filter({ hasText: 'Cited here' }).waitFor();
    assert.equal(await label(rows('Library').first()), 'Cited here, 9 works');
  });

  const notification = (words: string | RegExp): Locator => page.locator('.notification-toast', { hasText: words });
  /** A tree that is just being made anew hears no key. */
  const pressUntil = (key: string, shown: Locator, timeout = 5000): Promise<void> =>
    until(async () => {
      await press(key);
      return shown.waitFor({ timeout }).then(() => true, () => false);
    });
  const filterBy = async (words: string): Promise<void> => {
    await runCommand(page, 'Ibid: Filter Library');
    await page.locator('.quick-input-widget input:focus').waitFor();
    await page.keyboard.type(words);
  };
  /** By keyboard alone: the library filtered to one work, with the focus on it. */
  const firstWork = async (): Promise<string> => {
    await filterBy('lions cubs');
    await rows('Library').first().filter({ hasText: 'Vale 2018' }).waitFor();
    await press('Enter');
    await pane('Library').locator('.monaco-list:focus').waitFor();
    await pressUntil('Home', page.locator('.monaco-list-row.focused', { hasText: 'Vale 2018' }));
    return label(rows('Library').first());
  };
  const menu = (): Locator => page.locator('.context-view .action-menu-item, .monaco-menu .action-menu-item');

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
    await menu().first().waitFor();
    assert.deepEqual((await menu().allInnerTexts()).map((text) => text.split('\n')[0]!.trim()), ['Cite', 'Go to Entry', 'Copy Cite Key', 'Copy Reference', 'Export…', 'Delete']);
    await press('Escape');
  });

  it('makes two works one by mouse, and takes it back', async () => {
    await filterBy('talk terrorists powell');
    const [talk, talking] = ['How to Talk to Terrorists', 'Talking to Terrorists'].map((title) => rows('Library').filter({ hasText: title }));
    await talking!.waitFor();
    await press('Enter');
    // a click alone would open the row too, and move the others
    for (const work of [talking, talk]) await work!.click({ modifiers: ['ControlOrMeta'] });
    await until(async () => (await rows('Library').and(page.locator('.selected')).count()) === 2);
    await chooseInMenu(page, talk!, 'Merge');
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'powell2014talking' }).click();
    await notification('2 works are one now: powell2014talking.').waitFor();
    await talk!.waitFor({ state: 'detached' });
    await notification('2 works are one now').getByRole('button', { name: 'Undo' }).click();
    await talk!.waitFor();
    await talking!.waitFor();
  });

  it('exports what is chosen, by keyboard', async () => {
    await firstWork();
    await press('Shift+F10');
    await menu().first().waitFor();
    await pressUntil('ArrowUp', page.locator('.monaco-menu .action-item.focused', { hasText: 'Export…' }), 300);
    await press('Enter');
    await page.locator('.quick-input-widget input:focus').fill('ris');
    await page.locator('.quick-input-list .monaco-list-row.focused', { hasText: 'RIS' }).waitFor();
    await press('Enter');
    await page.locator('.quick-input-title', { hasText: 'Export 1 item as RIS' }).waitFor();
    await press('Enter');
    await notification('1 item was exported to exported.ris.').waitFor();
    assert.match(await readFile(join(session.workspace, 'exported.ris'), 'utf8'), /^ID {2}- vale2018cubs$/m);
  });

  it('is dragged into a document, where the work is cited, also one that Ibid is unsure of', async () => {
    await runCommand(page, 'View: Close All Editors');
    await openFile(page, 'draft.md', 25);
    await filterBy('arjona');
    const unsure = rows('Library').filter({ hasText: 'Arjona 2016' }).filter({ hasText: '(?)' }).first();
    await unsure.waitFor();
    await press('Enter');
    await pane('Library').locator('.monaco-list:focus').waitFor();
    const [from, to] = [(await unsure.boundingBox())!, (await page.locator('.monaco-editor .view-line').last().boundingBox())!];
    await page.mouse.move(from.x + 60, from.y + 10);
    await page.mouse.down();
    for (const x of [2, 3, 4]) await page.mouse.move(to.x + x, to.y + 8);
    await page.mouse.up();
    await page.locator('.monaco-editor .view-line', { hasText: '[@arjona2016]' }).waitFor();
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

  describe('where VS Code is German', () => {
    const shown = webviewPage;

    before(async () => {
      await page.close();
      page = await openWorkbench(session.browser, session.server, { workspace: session.workspace, language: 'de' });
      await libraryRead(page);
      await openFile(page, 'draft.md', 17, 5);
    });

    it('tells of works and claims in German', async () => {
      const card = await (await focusedCard(page)).innerText();
      assert.match(card, /S\. \d/);
      assert.doesNotMatch(card, /\bpp?\. \d/);
      await press('Escape');
      await page.locator('.activitybar .action-label[aria-label^="Ibid"]').first().click();
      await rows('Bibliothek').first().waitFor();
      assert.match(await label(rows('Bibliothek').first()), /, \d+ Werke$/);
    });

    it('has its pages in German', async () => {
      await runCommand(page, 'Ibid: Literaturmatrix anzeigen');
      await shown(page).locator('.count', { hasText: /^\d+ Werke, \d Spalten$/ }).waitFor();
      await shown(page).locator('.where', { hasText: 'S. ' }).first().waitFor();
      await runCommand(page, 'Ibid: Durchsicht');
      await shown(page).locator('.case dt', { hasText: 'Autor' }).waitFor();
      await shown(page).locator('.case button', { hasText: 'Quelle öffnen' }).waitFor();
      await runCommand(page, 'View: Close All Editors');
      await openFile(page, 'draft.md', 17, 5);
      await runCommand(page, 'Ibid: Vorschau des Literaturverzeichnisses an der Seite öffnen');
      await shown(page).locator('#copy', { hasText: 'Kopieren' }).waitFor();
    });
  });
});
