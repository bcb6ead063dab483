// A person follows a claim into a PDF: the packaged Ibid, driven from outside by keyboard and mouse.
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FrameLocator, Locator, Page } from 'playwright-core';
import { violations, webviewPage } from '../../../scripts/vscode/accessibility.js';
import { focusedCard, hoverCard, libraryRead, openFile, runCommand, until } from '../../../scripts/vscode/page.js';
import type { Session } from '../../../scripts/vscode/session.js';
import { openWorkbench } from '../../../scripts/vscode/workbench.js';
import type { Claim } from '../../../src/library/library.js';
import { pdfOf } from '../pdf.js';
import { openSession } from './session.js';

const pages = [
  ['A first page, with the word needle.'],
  ['What stands before it.', 'Elders who can be shamed for it keep', 'the ceasefires that they make.', 'What stands after it, with a needle.'],
  ['A last page.'],
];
const sentence = 'Elders who can be shamed for it keep the ceasefires that they make.';
const file = 'sources/elders.pdf';

describe('Following a claim into a PDF', () => {
  let session: Session;
  let page: Page;
  /** The page that draws the PDF, in the webview's two frames. */
  let viewer: FrameLocator;

  before(async () => {
    session = await openSession();
    await writeFile(join(session.workspace, file), pdfOf(pages));
    await addClaims(join(session.workspace, 'claims.json'), sentence, 'Words that stand nowhere in this file at all.');
    page = await openWorkbench(session.browser, session.server, { workspace: session.workspace });
    viewer = webviewPage(page);
    await libraryRead(page);
  });

  beforeEach(() => openFile(page, 'draft.md', 17, 5));

  afterEach(async function () {
    if (this.currentTest?.isFailed()) await page.screenshot({ path: `out/e2e/${this.currentTest.fullTitle()}.png` });
    await runCommand(page, 'View: Close All Editors');
  });

  after(() => session?.close());

  const linkTo = async (place: string): Promise<Locator> => (await hoverCard(page)).locator('a', { hasText: `${place} of the file` }).first();

  /** Waits until the sentence is marked, and says what words stand in the marks. */
  async function wordsMarked(): Promise<string[]> {
    const boxes = viewer.locator('.page[data-page-number="2"] .sentence > div');
    await boxes.first().waitFor();
    const words: string[] = [];
    for (const line of await viewer.locator('.page[data-page-number="2"] .textLayer span').all()) {
      const { x, y, width, height } = (await line.boundingBox())!;
      for (const box of await boxes.all()) {
        const mark = (await box.boundingBox())!;
        const middle = y + height / 2;
        if (middle > mark.y && middle < mark.y + mark.height && Math.abs(mark.x - x) < 3 && Math.abs(mark.width - width) < 6) words.push(await line.innerText());
      }
    }
    return words;
  }

  it('marks the sentence on its page, by mouse', async () => {
    await (await linkTo('page 2')).click();
    assert.deepEqual(await wordsMarked(), [pages[1]![1], pages[1]![2]]);
    assert.equal(await viewer.locator('#page').inputValue(), '2');
    assert.ok(await isDrawn(viewer.locator('.page[data-page-number="2"] canvas')));
    assert.deepEqual(await violations(viewer), []);
    await page.locator('.monaco-hover:visible').waitFor({ state: 'hidden' });
  });

  it('is used by keyboard alone', async () => {
    await focusedCard(page);
    const link = page.locator('.monaco-hover a:focus', { hasText: 'page 2 of the file' });
    await until(async () => {
      await page.keyboard.press('Tab');
      return link.isVisible();
    });
    await page.keyboard.press('Enter');
    await wordsMarked();
    const number = viewer.locator('#page');
    await page.keyboard.press('ArrowRight');
    await until(async () => (await number.inputValue()) === '3');
    const zoom = await viewer.locator('#zoom').innerText();
    await page.keyboard.press('+');
    await until(async () => (await viewer.locator('#zoom').innerText()) !== zoom);
    await page.keyboard.press('Control+f');
    await viewer.locator('#find-words').waitFor();
    await page.keyboard.type('needle');
    await viewer.locator('#find-count', { hasText: 'of 2' }).waitFor();
    await page.keyboard.press('Escape');
    await viewer.locator('#find-bar').waitFor({ state: 'hidden' });
  });

  it('comes back to the page and zoom one left', async () => {
    await (await linkTo('page 2')).click();
    await wordsMarked();
    await viewer.locator('#next').click();
    await viewer.locator('#zoom-in').click();
    const [number, zoom] = [viewer.locator('#page'), viewer.locator('#zoom')];
    await until(async () => (await number.inputValue()) === '3');
    const left = await zoom.innerText();
    // Twice, so that the tab stays when the next file is opened in its place.
    await page.locator('.tab', { hasText: 'elders.pdf' }).dblclick();
    await openFile(page, 'draft.tex');
    await page.locator('.tab', { hasText: 'elders.pdf' }).click();
    await until(async () => (await number.inputValue()) === '3' && (await zoom.innerText()) === left);
  });

  it('shows the text that Ibid reads', async () => {
    await (await linkTo('page 2')).click();
    await wordsMarked();
    await page.locator('.editor-group-container.active .editor-actions [aria-label="Show Text"]').click();
    await page.locator('.tab.active', { hasText: 'elders.pdf.txt' }).waitFor();
    await page.locator('.monaco-editor.focused .view-lines', { hasText: 'Elders' }).waitFor();
  });

  it('says that the words of a claim are gone', async () => {
    await (await linkTo('page 3')).click();
    await viewer.locator('#notice', { hasText: 'The sentence was not found on page 3.' }).waitFor();
    assert.equal(await viewer.locator('.sentence').count(), 0);
  });
});

/** Claims of the first work that the draft cites on its line 17: on page 2, on page 3 and so on. */
async function addClaims(path: string, ...sentences: string[]): Promise<void> {
  const claims = JSON.parse(await readFile(path, 'utf8')) as Claim[];
  const like = claims.find(({ reference }) => reference === 'vale2018cubs')!;
  const added = sentences.map((claim, index): Claim => ({
    ...like, id: `claim-of-a-pdf-${index}`, claim, before: '', quotes: [], source: { reference: 'nobody', file, pageNumber: 2 + index, start: 0, end: 0 },
  }));
  await writeFile(path, JSON.stringify([...added, ...claims]));
}

/** A browser's canvas, as far as it is asked here: the tests are typed without a browser. */
interface Canvas {
  width: number;
  height: number;
  getContext(kind: '2d'): { getImageData(x: number, y: number, width: number, height: number): { data: Uint8ClampedArray } };
}

function isDrawn(canvas: Locator): Promise<boolean> {
  return canvas.evaluate((element) => {
    const { width, height } = element as unknown as Canvas;
    const { data } = (element as unknown as Canvas).getContext('2d').getImageData(0, 0, width, height);
    return data.some((value, index) => index % 4 === 0 && value < 200);
  });
}
