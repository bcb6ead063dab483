// A person writes: the packaged Ibid, installed in VS Code as a user has it, driven from outside by keyboard and mouse.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { packageFile } from '../../../scripts/package.js';
import { goToLine, hoverCard, openFile, suggestions } from '../../../scripts/vscode/page.js';
import { openSession, type Session } from '../../../scripts/vscode/session.js';
import { openWorkbench } from '../../../scripts/vscode/workbench.js';
import type { Claim, LibraryItem } from '../../../src/library/library.js';

/** What is typed, then what stands in the file. */
const drafts = [
  { language: 'Markdown', file: 'draft.md', before: '@', after: '' },
  { language: 'LaTeX', file: 'draft.tex', before: '\\parencite{', after: '}' },
];

describe('Citing in VS Code', function () {
  this.timeout(60_000);
  let session: Session;
  let page: Page;
  let cited: Cited;

  before(async () => {
    session = await openSession('newest', { extensions: [packageFile] });
    cited = await workWithClaim(session.workspace);
    page = await openWorkbench(session.browser, session.server, { workspace: session.workspace });
  });

  after(() => session?.close());

  for (const { language, file, before, after } of drafts) {
    describe(language, () => {
      it('completes a cite key from a word of the title', async () => {
        await openFile(page, file);
        await goToLine(page, await emptyLine(join(session.workspace, file)));
        await page.keyboard.type(before + cited.word, { delay: 30 });
        const rows = await suggestions(page);
        const row = rows.filter({ hasText: cited.item.id });
        await row.waitFor();
        assert.equal(await rows.first().locator('.label-name').textContent(), cited.item.id);
        await page.keyboard.press('Enter');
        await page.keyboard.press('Control+S');
        await page.locator('.tab.active.dirty').waitFor({ state: 'detached' });
        assert.ok((await readFile(join(session.workspace, file), 'utf8')).includes(`\n${before}${cited.item.id}${after}\n`));
      });

      it('shows the claim on hover', async () => {
        await page.keyboard.press('ArrowLeft');
        const card = await hoverCard(page);
        assert.ok(squeezed(await card.innerText()).includes(squeezed(cited.claim.claim)));
      });

      it('opens the source at the sentence', async () => {
        const card = await hoverCard(page);
        await card.locator('a', { hasText: '' }).first().click();
        await page.locator('.tab.active', { hasText: cited.claim.source.file.replace(/^.*\//, '') }).waitFor();
        const selected = page.locator('.editor-status-selection, #status\\.editor\\.selection');
        await selected.filter({ hasText: /\(\d+ selected\)/ }).waitFor();
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

/** A work to cite, of those the example's sources cite with a claim; it is taken from the library, so the example may change. */
async function workWithClaim(workspace: string): Promise<Cited> {
  const read = async (file: string) => JSON.parse(await readFile(join(workspace, file), 'utf8')) as unknown;
  const items = (await read('references.json')) as LibraryItem[];
  const claims = (await read('claims.json')) as Claim[];
  const words = (item: LibraryItem) => (item.title ?? '').toLowerCase().match(/[a-z]{6,}/g) ?? [];
  for (const item of items) {
    const claim = claims.find(({ reference }) => reference === item.id);
    const others = new Set(items.filter((other) => other !== item).flatMap((other) => [...words(other), other.id]));
    const word = words(item).find((one) => !others.has(one) && !item.id.includes(one));
    if (claim && word) return { item, claim, word };
  }
  throw new Error('No work of the example has a claim and a word of its own.');
}

/** The line, counted from 1, that the draft leaves to type on. */
async function emptyLine(file: string): Promise<number> {
  const lines = (await readFile(file, 'utf8')).split('\n');
  return lines.findIndex((line, at) => line === '' && lines.slice(0, at).some((before) => before.includes('Type '))) + 1;
}

const squeezed = (text: string) => text.replace(/\s+/g, ' ').trim();
