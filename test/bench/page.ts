// How time is measured in a real VS Code with a large library: from what a person does until what they wait for stands on the page.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Frame, Page } from 'playwright-core';
import { makePackage, packageFile } from '../../scripts/package.js';
import { openBrowser } from '../../scripts/vscode/browser.js';
import { install } from '../../scripts/vscode/install.js';
import { start } from '../../scripts/vscode/server.js';
import { calm } from '../../scripts/vscode/session.js';
import { openWorkbench } from '../../scripts/vscode/workbench.js';
import { writeLargeLibrary, type LargeLibrary } from '../support/largeLibrary.js';

/** What is measured in one window: its figures in milliseconds. */
export type Measured<Result> = (page: Page, made: LargeLibrary) => Promise<Result>;

/** Opens the packaged Ibid on a folder with a library of 10,000 works and 50,000 claims. */
export async function inLargeLibrary<Result>(measure: Measured<Result>): Promise<Result> {
  const workspace = await mkdtemp(join(tmpdir(), 'ibid-bench-'));
  const made = await writeLargeLibrary(workspace);
  await makePackage();
  const server = await start(await install('newest'), { extensions: [packageFile], userSettings: calm });
  const browser = await openBrowser();
  try {
    const page = await openWorkbench(browser, server, { workspace });
    try {
      return await measure(page, made);
    } catch (error) {
      await page.screenshot({ path: 'out/bench.png' });
      throw error;
    }
  } finally {
    await browser.close();
    server.stop();
    await rm(workspace, { recursive: true, force: true });
  }
}

/** Nothing is waited for longer, in milliseconds. */
const limit = 20_000;

/** Runs in the page, whose types the tests do not know. */
const timing = (event: string, seen: string): string => `void (globalThis.timed = new Promise((resolve, reject) => {
  setTimeout(() => reject(new Error(${JSON.stringify(`${seen} did not come about after a ${event}.`)})), ${limit});
  let from = NaN;
  addEventListener(${JSON.stringify(event)}, () => (from = performance.now()), { capture: true, once: true });
  const observer = new MutationObserver(() => {
    if (Number.isNaN(from) || !document.querySelector(${JSON.stringify(seen)})) return;
    observer.disconnect();
    resolve(performance.now() - from);
  });
  observer.observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ['class', 'aria-label'] });
}))`;

/**
 * Milliseconds, by the page's own clock, from an event until an element is there.
 *
 * @param seen a CSS selector that fits nothing before
 * @param act brings the event about
 */
export async function timeUntil(page: Page | Frame, event: 'click' | 'keydown' | 'input', seen: string, act: () => Promise<unknown>): Promise<number> {
  // what is done would else be done before the page listens
  await page.evaluate(timing(event, seen));
  await act();
  return page.evaluate<number>('globalThis.timed');
}
