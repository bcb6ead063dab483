// A person writes: the packaged Ibid, installed in VS Code as a user has it, driven from outside by keyboard and mouse.
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Locator, Page } from 'playwright-core';
import { hoverCard, libraryRead, openFile, runCommand, suggestions, until } from '../../../scripts/vscode/page.js';
import type { Session } from '../../../scripts/vscode/session.js';
import { openWorkbench } from '../../../scripts/vscode/workbench.js';
import type { Claim, LibraryItem } from '../../../src/library/library.js';
import { openSession } from './session.js';

const drafts = [
  { language: 'Markdown', file: 'draft.md', before: '@' },
  { language: 'LaTeX', file: 'draft.tex', before: '\\parencite{' },
];

describe('Citing in VS Code', () => {
  let session: Session;
  let page: Page;
  let cited: Cited;

  before(async () => {
    session = await openSession();
    cited = await workWithClaim(session.workspace);
    page = await openWorkbench(session.browser, session.server, { workspace: session.workspace });
    await libraryRead(page);
  });

  afterEach(async function () {
    if (this.currentTest?.isFailed()) await page.screenshot({ path: `out/e2e/${this.currentTest.fullTitle()}.png` });
  });

  after(() => session?.close());

  for (const { language, file, before } of drafts) {
    describe(language, () => {
      it('completes a cite key from a word of the title', async () => {
        const path = join(session.workspace, file);
        await openFile(page, file, await emptyLine(path));
        await page.keyboard.type(before + cited.word, { delay: 30 });
        const rows = await suggestions(page);
        await rows.filter({ hasText: cited.item.id }).waitFor();
        assert.equal(await rows.first().locator('.label-name').textContent(), cited.item.id);
        await page.keyboard.press('Enter');
        await lineOnDisk(path, before + cited.item.id);
      });

      it('shows the reference and its claim on hover', async () => {
        await page.keyboard.press('ArrowLeft');
        const card = squeezed(await (await hoverCard(page)).innerText());
        assert.ok(card.includes(squeezed(cited.item.title!)), card);
        assert.ok(card.includes(squeezed(cited.claim.claim)), card);
      });

      it('opens the source at the sentence', async () => {
        await (await hoverCard(page)).locator('a').first().click();
        const { file: source, start, end } = cited.claim.source;
        await page.locator('.tab.active', { hasText: source.replace(/^.*\//, '') }).waitFor();
        await page.locator('#status\\.editor\\.selection', { hasText: /\(\d+ selected\)/ }).waitFor();
        const sentence = (await readFile(join(session.workspace, source), 'utf8')).slice(start, end);
        const seen = squeezed(await page.locator('.monaco-editor.focused .view-lines').innerText());
        assert.ok(seen.includes(squeezed(sentence.split('\n')[0]!)), seen);
      });
    });
  }

  const inLine = (words: string): Locator => page.locator('.monaco-editor .view-line', { hasText: words });
  const onDisk = (file: string): Promise<string> => readFile(join(session.workspace, file), 'utf8');
  const files = ['draft.md', 'draft.tex', 'references.json', 'references.bib'];
  /** How many of them have a key. */
  const have = async (key: string): Promise<number> => (await Promise.all(files.map(onDisk))).filter((text) => text.includes(key)).length;

  it('inserts several works that are chosen by words, with words before them', async () => {
    await runCommand(page, 'View: Close All Editors');
    await openFile(page, 'draft.md', 25);
    await runCommand(page, 'Ibid: Insert Citation…');
    const [input, title] = [page.locator('.quick-input-widget input[type=text]'), page.locator('.quick-input-title')];
    for (const [words, key] of [['cubs lions', 'vale2018cubs'], ['talking powell', 'powell2014talking']] as const) {
      await input.fill(words);
      await page.locator('.quick-input-list .monaco-list-row.focused', { hasText: key }).locator('.monaco-checkbox').click();
    }
    await page.locator('.quick-input-widget .monaco-button', { hasText: 'OK' }).click();
    await title.filter({ hasText: 'Vale 2018' }).waitFor();
    await input.fill('27');
    await page.locator('.quick-input-list .monaco-list-row.focused', { hasText: 'p. 27' }).waitFor();
    await page.keyboard.press('Enter');
    await title.filter({ hasText: 'Powell 2014' }).waitFor();
    await page.keyboard.press('Enter');
    await page.locator('.quick-input-message', { hasText: 'Words before the citation' }).waitFor();
    await page.keyboard.type('see');
    await page.keyboard.press('Enter');
    await inLine('[see @vale2018cubs, p. 27; @powell2014talking]').waitFor();
  });

  it('shows from above an entry where it is cited, and what is said of it', async () => {
    const line = (await onDisk('references.bib')).split('\n').findIndex((text) => text.includes('{vale2018cubs,')) + 1;
    await openFile(page, 'references.bib', line);
    const lens = (words: string): Locator => page.locator('.codelens-decoration', { hasText: /^Cited 4 times here\s*\|\s*5 claims$/ }).locator('a', { hasText: words });
    await lens('Cited 4 times here').click();
    await page.locator('.reference-zone-widget .ref-tree .monaco-list-row', { hasText: 'draft.md' }).waitFor();
    await page.keyboard.press('Escape');
    await lens('5 claims').click();
    await page.locator('.quick-input-title', { hasText: /^Claims: Vale 2018$/ }).waitFor();
    await page.keyboard.press('Enter');
    await page.locator('#status\\.editor\\.selection', { hasText: /\(\d+ selected\)/ }).waitFor();
  });

  it('renames a work in the library and all drafts, and takes it back in all of them', async () => {
    await runCommand(page, 'View: Close All Editors');
    await openFile(page, 'draft.md', 17, 5);
    await page.keyboard.press('F2');
    await page.locator('.rename-box input').fill('valeLions');
    await page.keyboard.press('Enter');
    await inLine('[@valeLions, p. 18]').waitFor();
    await until(async () => (await have('valeLions')) === files.length);
    await page.keyboard.press('ControlOrMeta+Z');
    await inLine('[@vale2018cubs, p. 18]').waitFor();
    // a file that is being written is empty for a moment
    await until(async () => (await have('vale2018cubs')) === files.length && (await have('valeLions')) === 0);
  });

  it('makes the keys anew by another formula, each change as it is ticked', async () => {
    await openFile(page, 'draft.md', 17, 5);
    const toast = (words: string): Locator => page.locator('.notifications-toasts .notification-toast', { hasText: words });
    await writeFile(join(session.workspace, '.vscode/settings.json'), JSON.stringify({ 'ibid.citeKey.formula': 'auth + year + "x"' }));
    await toast('New works get their cite keys by the formula you have set.').getByRole('button', { name: 'Regenerate Cite Keys…' }).click();
    await toast('cite keys of the library change').getByRole('button', { name: 'Choose Changes…' }).click();
    const preview = page.locator('.bulk-edit-panel');
    await preview.locator('.monaco-list-row', { hasText: 'draft.md' }).locator('.edit-checkbox').click();
    await preview.getByRole('button', { name: 'Apply' }).click();
    await inLine('[@Vale2018x').first().waitFor();
    await until(async () => /@Vale2018x/.test(await onDisk('draft.md')));
    assert.doesNotMatch(await onDisk('draft.tex'), /Vale2018x/);
  });
});

interface Cited {
  item: LibraryItem;
  claim: Claim;
  /** A word of the title that no other work of the library has. */
  word: string;
}

/** A work that the example's sources cite once. It is taken from the library, so that the example may change. */
async function workWithClaim(workspace: string): Promise<Cited> {
  const read = async (file: string) => JSON.parse(await readFile(join(workspace, file), 'utf8')) as unknown;
  const items = (await read('references.json')) as LibraryItem[];
  const claims = (await read('claims.json')) as Claim[];
  const words = (item: LibraryItem) => (item.title ?? '').toLowerCase().match(/[a-z]{6,}/g) ?? [];
  for (const item of items) {
    const [claim, ...more] = claims.filter(({ reference }) => reference === item.id);
    const others = new Set(items.filter((other) => other !== item).flatMap((other) => [...words(other), other.id]));
    const word = words(item).find((one) => !others.has(one) && !item.id.includes(one));
    if (claim && more.length === 0 && word) return { item, claim, word };
  }
  throw new Error('No work of the example has one claim, and a word in its title that is in no other.');
}

/** The line, counted from 1, that the draft leaves to type on. */
async function emptyLine(file: string): Promise<number> {
  const lines = (await readFile(file, 'utf8')).split('\n');
  return lines.findIndex((line, at) => line === '' && lines.slice(0, at).some((before) => before.includes('Type '))) + 1;
}

/** Waits for what VS Code saves by itself. */
async function lineOnDisk(path: string, start: string): Promise<void> {
  let text = '';
  for (let tries = 0; tries < 50; tries++) {
    text = await readFile(path, 'utf8');
    if (text.split('\n').some((line) => line.startsWith(start))) return;
    await setTimeout(200);
  }
  assert.fail(`${path} has no line that starts with ${start}:\n${text}`);
}

const squeezed = (text: string) => text.replace(/\s+/g, ' ').trim();
