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

/** A page: its command, what is there when it is drawn, and where it is filtered. */
const pages = [
  { name: 'matrix', command: 'Ibid: Show Literature Matrix', drawn: '.body > [role=row]', filter: '.filter' },
  { name: 'map', command: 'Ibid: Show Literature Map', drawn: '[role=treeitem]', filter: '#words' },
] as const;

/** Opens a page, and filters it with each keystroke; by the page's own clock, from when it asks until it has drawn. */
async function measurePage(page: Page, { name, command, drawn, filter }: (typeof pages)[number]): Promise<Record<string, number>> {
  const shown = webviewPage(page);
  const measured = (what: string): Promise<number[]> => shown.locator(':root').evaluate((_root, of) => performance.getEntriesByName(of).map(({ duration }) => duration), what);
  await runCommand(page, command);
  await shown.locator(drawn).first().waitFor();
  const [opened] = await measured('open');
  await shown.locator(filter).pressSequentially('baro kimo', { delay: 300 });
  const times = await measured('filter');
  await runCommand(page, 'View: Close All Editors');
  return { [`open the ${name}`]: opened!, [`filter the ${name}`]: median(times), [`slowest filter of the ${name}`]: Math.max(...times) };
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
  const ofPages: Record<string, number>[] = [];
  for (const one of pages) ofPages.push(await measurePage(page, one));
  return { ...Object.assign({}, ...ofPages) as Record<string, number>, 'open the view': opened, 'group by year': byYear, 'group by author': byAuthor, ungrouped, 'filter the view': median(times), 'slowest filter of the view': Math.max(...times) };
}

/** Opens and filters the library's view, the matrix and the map. */
export async function benchViews(): Promise<Figures> {
  const times = await inLargeLibrary(measure);
  const milliseconds = Object.fromEntries(Object.entries(times).map(([name, time]) => [name, rounded(time)]));
  console.log(`views of 10,000 works: ${Object.entries(milliseconds).map(([name, time]) => `${name} ${time} ms`).join(', ')}`);
  const ratios = ['view', 'matrix', 'map'].flatMap((view) =>
    (['open', 'filter'] as const).map((what) => [`${what} the ${view}, what goes unnoticed being 1`, rounded(times[`${what} the ${view}`]! / limits[what])]));
  return { ratios: Object.fromEntries(ratios) as Record<string, number>, milliseconds };
}

if (process.argv[1] === import.meta.filename) void benchViews();
