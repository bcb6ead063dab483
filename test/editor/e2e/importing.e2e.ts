// A person imports for the first time: the packaged Ibid, driven from outside by keyboard and mouse.
import assert from 'node:assert/strict';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { hoverCard, openFile, runCommand } from '../../../scripts/vscode/page.js';
import type { Session } from '../../../scripts/vscode/session.js';
import { openWorkbench } from '../../../scripts/vscode/workbench.js';
import type { Claim, LibraryItem } from '../../../src/library/library.js';
import { provenanceOf } from '../../../src/library/readings.js';
import { openSession } from './session.js';

const libraryFiles = ['references.json', 'references.bib', 'claims.json', 'problems.json'];
/** More than are read before a person can cancel. */
const many = 200;
const cited = 'vale2018cubs';
/** A place in the draft where `cited` is. */
const place = ['draft.md', 17, 5] as const;

describe('Importing in VS Code', () => {
  let session: Session;
  let page: Page;

  before(async () => {
    session = await openSession();
    for (const file of libraryFiles) await rm(join(session.workspace, file), { force: true });
    await writeSources(join(session.workspace, 'many'), many);
    page = await openWorkbench(session.browser, session.server, { workspace: session.workspace });
  });

  afterEach(async function () {
    if (this.currentTest?.isFailed()) await page.screenshot({ path: `out/e2e/${this.currentTest.fullTitle()}.png` });
    await runCommand(page, 'Notifications: Clear All Notifications');
  });

  after(() => session?.close());

  const readJson = async (file: string) => JSON.parse(await readFile(join(session.workspace, file), 'utf8')) as unknown;
  const claimOfCited = async () => ((await readJson('claims.json')) as Claim[]).find(({ reference }) => reference === cited)!;
  const toast = (words: RegExp) => page.locator('.notifications-toasts .notification-toast', { hasText: words });

  /** Waits until the card shows these words: what has changed is read a moment later. */
  async function hoverShows(words: string): Promise<void> {
    let card = '';
    for (let tries = 0; tries < 20; tries++) {
      await openFile(page, ...place);
      card = squeezed(await (await hoverCard(page)).innerText());
      if (card.includes(squeezed(words))) return;
      await page.keyboard.press('Escape');
      await setTimeout(500);
    }
    assert.fail(`The card does not show “${words}”:\n${card}`);
  }

  it('imports a folder that is chosen in the dialog', async () => {
    await openFile(page, ...place);
    await runCommand(page, 'Ibid: Import Folder…');
    const dialog = page.locator('.quick-input-widget', { has: page.locator('.quick-input-title', { hasText: 'Import Folder' }) });
    await dialog.locator('.monaco-list-row .label-name', { hasText: /^sources$/ }).waitFor();
    await page.keyboard.type('sources');
    await dialog.locator('.monaco-list-row.focused .label-name', { hasText: /^sources$/ }).waitFor();
    // VS Code's own way: once into the folder, and once more to choose it.
    await page.keyboard.press('Enter');
    await dialog.locator('.label-name', { hasText: /^many$/ }).waitFor({ state: 'hidden' });
    await dialog.locator('.monaco-button', { hasText: 'Import' }).click();
    await toast(/Read 6 sources\. New: \d+ works and \d+ claims\./).waitFor();
    await hoverShows((await claimOfCited()).claim);
  });

  it('reads a source again that is edited and saved', async () => {
    const { claim, source } = await claimOfCited();
    const before = (await readFile(join(session.workspace, source.file), 'utf8')).slice(0, source.start + claim.indexOf(' ')).split('\n');
    await openFile(page, source.file.replace(/^.*\//, ''), before.length, before.at(-1)!.length + 1);
    await page.keyboard.type(' plainly');
    await page.keyboard.press('ControlOrMeta+S');
    await hoverShows(claim.replace(' ', ' plainly '));
  });

  it('imports a folder from the Explorer by keyboard, and cancels', async () => {
    await runCommand(page, 'File: Focus on Files Explorer');
    const chosen = page.locator('.explorer-folders-view .monaco-list-row.focused', { hasText: /^many$/ });
    await focusBy('m', () => chosen.isVisible());
    await page.keyboard.press('Shift+F10');
    await page.locator('.monaco-menu .action-item', { hasText: 'Import into Library' }).waitFor();
    await focusBy('ArrowUp', () => page.locator('.monaco-menu .action-item.focused', { hasText: 'Import into Library' }).isVisible());
    await page.keyboard.press('Enter');
    const importing = toast(new RegExp(`Importing sources: \\d+ of ${many}: many/\\d+\\.md`));
    await importing.waitFor();
    await importing.locator('.monaco-button', { hasText: 'Cancel' }).click();
    const message = await toast(/Cancelled/).locator('.notification-list-item-message').innerText();
    const read = Number(/^Cancelled: (\d+) of 200 sources were read\. New: \d+ works and \d+ claims\./.exec(message)?.[1]);
    assert.ok(read > 0 && read < many, message);
    const sources = ((await readJson('references.json')) as LibraryItem[]).filter((item) => provenanceOf(item)?.source?.file.startsWith('many/'));
    assert.equal(sources.length, read, message);
  });

  /** Presses a key until it has led where it should. */
  async function focusBy(key: string, isThere: () => Promise<boolean>): Promise<void> {
    for (let tries = 0; tries < 20; tries++) {
      await page.keyboard.press(key);
      await setTimeout(200);
      if (await isThere()) return;
    }
    assert.fail(`${key} did not lead there.`);
  }
});

/** Sources each of which cites other works than the others. */
async function writeSources(folder: string, count: number): Promise<void> {
  await mkdir(folder);
  const words = (number: number): string => String(number).replace(/\d/g, (digit) => 'abcdefghij'.charAt(Number(digit)));
  for (let source = 0; source < count; source++) {
    const notes = Array.from({ length: 20 }, (_, note) => `[^${note}]: Ann Berg${words(source)}, *The ${words(source * 20 + note)} Question* (London: Verso, ${1960 + note}), p. ${note}.`);
    const text = notes.map((_, note) => `The argument of this work number ${note} is of interest to all.[^${note}]`).join('\n\n');
    await writeFile(join(folder, `${source}.md`), `# Source ${words(source)}\n\n${text}\n\n${notes.join('\n')}\n`);
  }
}

const squeezed = (text: string) => text.replace(/\s+/g, ' ').trim();
