// How soon the views of a large library stand, and follow a filter, in a real VS Code.
import type { Page } from 'playwright-core';
import { webviewPage } from '../../scripts/vscode/accessibility.js';
import { runCommand } from '../../scripts/vscode/page.js';
import { nameOfWork, textOf } from '../../src/language/brief.js';
import type { LibraryItem } from '../../src/library/library.js';
import type { LargeLibrary } from '../support/largeLibrary.js';
import { median, rounded, type Figures } from './measure.js';
import { inLargeLibrary, timeUntil } from './page.js';

/** What a person does not notice, in milliseconds. */
const limits = { open: 300, filter: 50 };
const filters = 20;

const rows = '[id="workbench.view.extension.ibid"] .monaco-list-row';

/** Opens the view, from the activity bar. */
function open(page: Page): Promise<number> {
  return timeUntil(page, 'click', `${rows}[aria-label^="source"]`, () => page.locator('.activitybar .action-label[aria-label^="Ibid"]').click());
}

/** Groups by something else. */
async function group(page: Page, by: string, seen: string): Promise<number> {
  await runCommand(page, 'Ibid: Group Library By…');
  await page.locator('.quick-input-widget input:focus').waitFor();
  await page.keyboard.type(by);
  await page.locator('.quick-input-list .monaco-list-row.focused', { hasText: by }).waitFor();
  return timeUntil(page, 'keydown', `${rows}[aria-label^="${seen}"]`, () => page.keyboard.press('Enter'));
}

/** Looks for works by author and words of the title, each at once, as it is pasted. */
async function filter(page: Page, items: readonly LibraryItem[]): Promise<number[]> {
  await runCommand(page, 'Ibid: Filter Library');
  const input = page.locator('.quick-input-widget input:focus');
  await input.waitFor();
  const times: number[] = [];
  for (const item of items) {
    const title = textOf(item, 'title');
    times.push(await timeUntil(page, 'input', `${rows}[aria-label^="${nameOfWork(item)}, ${title}"]`, () => input.fill(`${item.author![0]!.family!} ${title.split(' ').slice(0, 3).join(' ')}`)));
    // VS Code gathers what a tree is told within a fifth of a second; a person who types that fast sees the last of it
    await page.waitForTimeout(250);
  }
  await page.keyboard.press('Escape');
  return times;
}

/** Opens the literature matrix, and filters it with each keystroke; by the page's own clock, from when it asks until it has drawn. */
async function measureMatrix(page: Page): Promise<Record<string, number>> {
  const matrix = webviewPage(page);
  const measured = (name: string): Promise<number[]> => matrix.locator(':root').evaluate((_root, of) => performance.getEntriesByName(of).map(({ duration }) => duration), name);
  await runCommand(page, 'Ibid: Show Literature Matrix');
  await matrix.locator('.body > [role=row]').first().waitFor();
  const [opened] = await measured('open');
  await matrix.locator('.filter').pressSequentially('baro kimo', { delay: 300 });
  const times = await measured('filter');
  return { 'open the matrix': opened!, 'filter the matrix': median(times), 'slowest filter of the matrix': Math.max(...times) };
}

async function measure(page: Page, { library }: LargeLibrary): Promise<Record<string, number>> {
  // until the library is read
  await page.locator('#ibid\\.ibid\\.ibid\\.state a', { hasText: '10,000' }).waitFor({ timeout: 120_000 });
  const opened = await open(page);
  const byAuthor = await group(page, 'Author', 'B, ');
  const byYear = await group(page, 'Year', '2024, ');
  const ungrouped = await group(page, 'None', 'B, ');
  const every = Math.floor(library.items.length / filters);
  const times = await filter(page, library.items.filter((_item, index) => index % every === 0).slice(0, filters));
  const matrix = await measureMatrix(page);
  return { ...matrix, open: opened, 'group by year': byYear, 'group by author': byAuthor, ungrouped, filter: median(times), 'slowest filter': Math.max(...times) };
}

/** Opens and filters the library's view. */
export async function benchViews(): Promise<Figures> {
  const times = await inLargeLibrary(measure);
  const milliseconds = Object.fromEntries(Object.entries(times).map(([name, time]) => [name, rounded(time)]));
  console.log(`views of 10,000 works: ${Object.entries(milliseconds).map(([name, time]) => `${name} ${time} ms`).join(', ')}`);
  return { ratios: { 'open, what goes unnoticed being 1': rounded(times['open']! / limits.open), 'filter, what goes unnoticed being 1': rounded(times['filter']! / limits.filter), 'open the matrix, what goes unnoticed being 1': rounded(times['open the matrix']! / limits.open), 'filter the matrix, what goes unnoticed being 1': rounded(times['filter the matrix']! / limits.filter) }, milliseconds };
}

if (process.argv[1] === import.meta.filename) void benchViews();
