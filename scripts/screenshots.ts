// Pictures of what one sees while citing, and of what asks for an answer, dark, light and in high contrast, in .vscode-test/screenshots/: to be looked at, and for
// the README, and those of the walkthrough. Of some scenes alone: npm run screenshots -- pinpoints paper walkthrough
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { cacheFolder, projectFolder } from './vscode/install.js';
import { webviewPage } from './vscode/accessibility.js';
import { focusedCard, libraryRead, openFile, runCommand, suggestions } from './vscode/page.js';
import { paper, writePaper } from './vscode/paper.js';
import { openSession } from './vscode/session.js';
import { openWorkbench } from './vscode/workbench.js';
import { photographWalkthroughs } from './walkthrough.js';

const folder = join(cacheFolder, 'screenshots');
const themes = { dark: 'Default Dark Modern', light: 'Default Light Modern', contrast: 'Default High Contrast' };
const drafts = [
  { file: 'draft.md', line: 17, column: 5, emptyLine: 24, typed: '@cubs' },
  { file: 'draft.tex', line: 19, column: 25, emptyLine: 23, typed: '\\parencite{lions vale' },
] as const;

type Look = keyof typeof themes;
/** Takes a picture of the page as it is, under a name. */
type Camera = (name: string) => Promise<unknown>;

async function photograph(look: Look): Promise<void> {
  const session = await openSession('newest', { userSettings: { 'workbench.colorTheme': themes[look] } });
  try {
    await writePaper(session.workspace);
    const page = await openWorkbench(session.browser, session.server, { workspace: session.workspace, extension: projectFolder });
    await libraryRead(page);
    const hide = page.locator('.part.auxiliarybar [aria-label^="Hide Secondary"]');
    if (await hide.isVisible()) await hide.click();
    await page.mouse.move(0, 0);
    const camera: Camera = (name) => page.screenshot({ path: join(folder, `${name}-${look}.png`), animations: 'disabled' });
    for (const [, show] of chosenScenes()) await show(page, camera);
    await page.close();
  } finally {
    await session.close();
  }
}

type Scene = [name: string, show: (page: Page, camera: Camera) => Promise<void>];

const scenes: Scene[] = [
  ...drafts.map((draft): Scene => [draft.file, (page, camera) => showDraft(page, camera, draft)]),
  ['content', showContent],
  ['pinpoints', showPinpoints],
  ['insert', showInserting],
  ['paper', showPaper],
  ['rename', showRename],
  ['problems', showBroken],
  ['fix', showFix],
  ['lists', showLists],
  ['bibliography', showBibliography],
  ['decorations', showDecorations],
  ['map', showMap],
  ['matrix', showMatrix],
  ['review', showReview],
  ['views', showViews],
];

function chosenScenes(): Scene[] {
  const names = process.argv.slice(2);
  return names.length === 0 ? scenes : scenes.filter(([name]) => names.includes(name));
}

/** The library with a claim of a work, the claims of the key at the cursor, and a source with what its sentences support. */
async function showViews(page: Page, camera: Camera): Promise<void> {
  const pane = (name: string): Locator => page.locator('.pane', { has: page.locator('.pane-header', { hasText: name }) });
  await runCommand(page, 'View: Close All Editors');
  await openFile(page, 'draft.md', 17, 5);
  await runCommand(page, 'Ibid: Focus on Library View');
  await pane('Library').locator('.monaco-list-row').first().waitFor();
  // a tree that was empty could not take the focus
  await runCommand(page, 'Ibid: Focus on Library View');
  await pane('Library').locator('.monaco-list:focus').waitFor();
  for (const key of ['Home', 'ArrowRight', 'ArrowDown', 'ArrowRight']) await page.keyboard.press(key);
  await pane('Library').locator('.monaco-list-row[aria-level="2"]').first().waitFor();
  await pane('Claims').locator('.monaco-list-row').first().waitFor();
  await runCommand(page, 'Ibid: Focus on Claims View');
  for (const key of ['Home', 'ArrowRight']) await page.keyboard.press(key);
  await pane('Claims').locator('.monaco-list-row[aria-level="2"]').first().waitFor();
  await camera('views');
  await page.keyboard.press('Enter');
  await page.locator('.cgmr[class*="ced-"]').first().waitFor();
  await focusedCard(page);
  await camera('views-source');
}

async function showDraft(page: Page, camera: Camera, { file, line, column, emptyLine, typed }: (typeof drafts)[number]): Promise<void> {
  const format = file.replace('draft.', '');
  await runCommand(page, 'View: Close All Editors');
  await openFile(page, file, line, column);
  await focusedCard(page);
  await camera(`hover-${format}`);
  await showSuggestions(page, { file, line: emptyLine, typed, first: 'vale2018cubs' });
  await camera(`completion-${format}`);
  await takeBack(page);
}

/** Types where a draft is empty, and waits for the suggestion that comes first. */
async function showSuggestions(page: Page, { file, line, typed, first }: { file: string; line: number; typed: string; first: string }): Promise<void> {
  await openFile(page, file, line);
  await page.keyboard.type(typed, { delay: 50 });
  await (await suggestions(page)).first().filter({ hasText: first }).waitFor();
  await showDetails(page);
}

async function takeBack(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await runCommand(page, 'Delete All Left');
}

/** A work that is found by words of what is said of it. */
async function showContent(page: Page, camera: Camera): Promise<void> {
  await runCommand(page, 'View: Close All Editors');
  await showSuggestions(page, { file: drafts[0].file, line: drafts[0].emptyLine, typed: '@movement beaten', first: 'vale2018cubs' });
  await camera('content-md');
  await takeBack(page);
}

/** The pages at which the sources cite a work. */
async function showPinpoints(page: Page, camera: Camera): Promise<void> {
  await runCommand(page, 'View: Close All Editors');
  const typed = 'Governments start too late [@powell2014talking, p. ';
  await showSuggestions(page, { file: drafts[0].file, line: drafts[0].emptyLine, typed, first: 'p. 171' });
  await camera('pinpoints-md');
  await takeBack(page);
}

/** Works chosen by their words, one ticked before the next is looked for; then the place in one. */
async function showInserting(page: Page, camera: Camera): Promise<void> {
  const [{ file, emptyLine }] = drafts;
  const row = (words: string) => page.locator('.quick-input-list .monaco-list-row', { hasText: words }).first();
  await openFile(page, file, emptyLine);
  await runCommand(page, 'Ibid: Insert Citation…');
  await page.locator('.quick-input-title', { hasText: 'Insert Citation' }).waitFor();
  const input = page.locator('.quick-input-widget input[type=text]');
  await input.fill('cubs lions');
  await page.locator('.quick-input-list .monaco-list-row.focused', { hasText: 'vale2018cubs' }).waitFor();
  await row('vale2018cubs').locator('.monaco-checkbox').click();
  await input.fill('talking');
  await row('powell2014talking').waitFor();
  await camera('insert');
  await page.keyboard.press('Enter');
  await page.locator('.quick-input-title', { hasText: 'Vale 2018' }).waitFor();
  await camera('insert-place');
  await page.keyboard.press('Escape');
}

/** A work of one's own bibliography, with its PDF. */
async function showPaper(page: Page, camera: Camera): Promise<void> {
  await runCommand(page, 'View: Close All Editors');
  await showSuggestions(page, { file: paper.file, line: paper.emptyLine, typed: `@${paper.broken.word}`, first: paper.broken.key });
  await camera('completion-paper');
  await takeBack(page);
  await openFile(page, paper.file, paper.citation.line, paper.citation.column);
  const link = (await focusedCard(page)).locator('a', { hasText: 'Open PDF' });
  await camera('hover-paper');
  await link.click();
  await page.frameLocator('iframe.webview').frameLocator('#active-frame').locator('.textLayer', { hasText: paper.citation.inPdf }).waitFor();
  await camera('pdf-paper');
}

/** What would become of the library and the drafts, before it does. */
async function showRename(page: Page, camera: Camera): Promise<void> {
  const [{ file, line, column }] = drafts;
  await runCommand(page, 'View: Close All Editors');
  await openFile(page, file, line, column);
  await page.keyboard.press('F2');
  await page.locator('.rename-box input').fill('valeLionsDen2018');
  await camera('rename');
  await page.keyboard.press('ControlOrMeta+Enter');
  await page.locator('.bulk-edit-panel .monaco-list-row').first().waitFor();
  await camera('rename-preview');
  await page.locator('.bulk-edit-panel').getByRole('button', { name: 'Discard' }).click();
}

/** A key that nobody knows, with what can be done about it; then the works that say what a sentence says. */
async function showFix(page: Page, camera: Camera): Promise<void> {
  const [{ file, line, emptyLine }] = drafts;
  await runCommand(page, 'View: Close All Editors');
  await openFile(page, file, emptyLine);
  await page.keyboard.type('Children were taught in its schools [@vale2018cub', { delay: 20 });
  await page.locator('.squiggly-warning').first().waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('ControlOrMeta+.');
  await page.locator('.action-widget', { hasText: 'Change to vale2018cubs' }).waitFor();
  await camera('fix');
  await page.keyboard.press('Escape');
  await takeBack(page);
  await openFile(page, file, line);
  await runCommand(page, 'Ibid: Cite This…');
  await page.locator('.quick-input-title', { hasText: /^Cite:/ }).waitFor();
  await camera('cite-this');
  await page.keyboard.press('Escape');
}

async function showBroken(page: Page, camera: Camera): Promise<void> {
  await runCommand(page, 'View: Close All Editors');
  await openFile(page, paper.bibliography, paper.broken.line);
  for (const key of ['End', 'ArrowLeft', 'Backspace', 'ControlOrMeta+S']) await page.keyboard.press(key);
  await runCommand(page, 'Problems: Focus on Problems View');
  await page.locator('.markers-panel .monaco-list-row', { hasText: `[Ln ${paper.broken.line}, ` }).first().waitFor();
  await camera('problems');
}

/** Coloured keys, the outline, and what stands above the entries of a bibliography. */
async function showDecorations(page: Page, camera: Camera): Promise<void> {
  await runCommand(page, 'View: Close All Editors');
  await openFile(page, 'draft.md', 17);
  await runCommand(page, 'Explorer: Focus on Outline View');
  await page.locator('.outline-pane .outline-element', { hasText: 'Vale 2018' }).first().waitFor();
  await camera('outline');
  await openFile(page, 'references.bib', 1);
  await page.locator('.codelens-decoration', { hasText: /claim/ }).first().waitFor();
  await camera('code-lens');
}

/** What the works are cited for, as a table with a note; then one of them with all that is said of it. */
async function showMatrix(page: Page, camera: Camera): Promise<void> {
  const matrix = webviewPage(page);
  await runCommand(page, 'View: Close All Editors');
  await openFile(page, 'draft.md', 17);
  await runCommand(page, 'View: Close Primary Side Bar');
  await runCommand(page, 'Ibid: Show Literature Matrix');
  await matrix.locator('.body .claim').first().waitFor();
  await page.mouse.move(640, 790);
  await camera('matrix');
  await matrix.locator('.body [data-column^="source:"]', { has: matrix.locator('.claim') }).first().click({ position: { x: 3, y: 60 } });
  await page.keyboard.press('F2');
  await page.keyboard.type('Compare with what the teachers say.');
  await page.keyboard.press('Enter');
  await matrix.locator('.note').waitFor();
  await matrix.locator('.more').first().click();
  await matrix.locator('.row.open').first().waitFor();
  await camera('matrix-open');
}

/** Who cites whom, with what is said of one work; then the same over the years. */
async function showMap(page: Page, camera: Camera): Promise<void> {
  const map = webviewPage(page);
  await runCommand(page, 'View: Close All Editors');
  await openFile(page, 'draft.md', 17);
  await runCommand(page, 'View: Close Primary Side Bar');
  await runCommand(page, 'Ibid: Show Literature Map');
  await map.locator('[role=treeitem]').first().waitFor();
  await page.mouse.move(640, 790);
  await camera('map');
  await map.locator('[role=treeitem]', { hasText: 'Vale 2018' }).first().click();
  await map.locator('.claim').first().waitFor();
  await camera('map-work');
  await map.getByRole('button', { name: 'Timeline', exact: true }).click();
  await map.locator('#canvas[aria-label^="Timeline"]').waitFor();
  await camera('map-timeline-work');
  await map.locator('#canvas').click({ position: { x: 60, y: 30 } });
  await map.locator('.details h2').waitFor({ state: 'detached' });
  await camera('map-timeline');
}

/** What Ibid is unsure of, a field and a claim being corrected, and the keys. */
async function showReview(page: Page, camera: Camera): Promise<void> {
  const review = webviewPage(page);
  await runCommand(page, 'View: Close All Editors');
  await openFile(page, 'draft.md', 17);
  await runCommand(page, 'View: Close Primary Side Bar');
  await runCommand(page, 'Ibid: Review');
  await review.locator('[role=option]').first().waitFor();
  await review.locator('[role=listbox]').focus();
  await page.mouse.move(640, 790);
  await camera('review');
  await page.keyboard.press('c');
  await review.locator('#typed:focus').waitFor();
  await camera('review-correct');
  await page.keyboard.press('Escape');
  await review.locator('.filters button', { hasText: 'Claims' }).click();
  await review.locator('blockquote mark').first().waitFor();
  await page.keyboard.press('?');
  await camera('review-claim');
}

/** The references of a draft beside it, by author and by number. */
async function showBibliography(page: Page, camera: Camera): Promise<void> {
  const preview = webviewPage(page);
  await runCommand(page, 'View: Close All Editors');
  await openFile(page, drafts[0].file, drafts[0].emptyLine);
  await page.keyboard.type('Few asked those who left [@nobody1999].');
  await page.keyboard.press('Escape');
  await runCommand(page, 'Ibid: Open Bibliography Preview to the Side');
  await preview.locator('#unknown').waitFor();
  await page.locator('.monaco-editor .view-line', { hasText: '@vale2018cubs' }).first().locator('span', { hasText: 'vale2018cubs' }).last().click();
  await preview.locator('.entry.current').waitFor();
  await camera('bibliography');
  await preview.locator('#style').click();
  await page.locator('.quick-input-widget input[type=text]').fill('IEEE');
  await page.locator('.quick-input-list .monaco-list-row.focused', { hasText: 'IEEE' }).waitFor();
  await camera('bibliography-styles');
  await page.keyboard.press('Enter');
  await page.locator('.quick-input-list .monaco-list-row.focused', { hasText: 'In This Preview' }).waitFor();
  await page.keyboard.press('Enter');
  await preview.locator('.label').first().waitFor();
  await camera('bibliography-numbered');
  await runCommand(page, 'File: Revert File');
}

/** What asks for an answer. */
async function showLists(page: Page, camera: Camera): Promise<void> {
  const title = (words: RegExp) => page.locator('.quick-input-title', { hasText: words }).waitFor();
  await openFile(page, paper.file);
  await runCommand(page, 'Ibid: Export Library…');
  await title(/^Export Library$/);
  await camera('export-formats');
  await page.keyboard.press('Enter');
  await title(/^Export \d+ items/);
  await camera('export-dialog');
  await page.keyboard.press('Escape');
}

/** Opens the pane beside the completion list, unless VS Code remembers that it was open. */
async function showDetails(page: Page): Promise<void> {
  const details = page.locator('.suggest-details:visible');
  for (let tries = 0; tries < 5; tries++) {
    if (await details.waitFor({ timeout: 2000 }).then(() => true, () => false)) return;
    await page.keyboard.press('Control+Space');
  }
  throw new Error('The completion list did not show its details.');
}

async function main(): Promise<void> {
  await mkdir(folder, { recursive: true });
  if (chosenScenes().length > 0) for (const look of Object.keys(themes) as Look[]) await photograph(look);
  const names = process.argv.slice(2);
  if (names.length === 0 || names.includes('walkthrough')) await photographWalkthroughs(themes);
  console.log(`The pictures are in ${folder}.`);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
