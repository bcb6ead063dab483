// A person writes: the packaged Ibid, installed in VS Code as a user has it, driven from outside by keyboard and mouse.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { hoverCard, libraryRead, openFile, suggestions } from '../../../scripts/vscode/page.js';
import { calm, type Session } from '../../../scripts/vscode/session.js';
import { openWorkbench } from '../../../scripts/vscode/workbench.js';
import type { Claim, LibraryItem } from '../../../src/library/library.js';
import { openSession } from './session.js';

const drafts = [
  { language: 'Markdown', file: 'draft.md', before: '@' },
  { language: 'LaTeX', file: 'draft.tex', before: '\\parencite{' },
];

describe('Citing in VS Code', function () {
  this.timeout(60_000);
  let session: Session;
  let page: Page;
  let cited: Cited;

  before(async () => {
    session = await openSession({ settings: calm });
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
