// A VS Code workbench in a browser page, with an extension under development, and a suite of tests if one is given.
import { format } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import type { Server } from './server.js';

export interface WorkbenchOptions {
  /** The folder to open, absolute. */
  workspace: string;
  /** The folder of an extension under development, absolute. */
  extension?: string;
  /** A CommonJS file that exports `run()`, started inside the extension host. */
  tests?: string;
  /** The language that VS Code is to take itself to speak, of which it need not have its own words: `de`. */
  language?: string;
}

/** The address that opens a workbench so. */
export function address(server: Server, { workspace, extension, tests }: WorkbenchOptions): string {
  const remote = (path: string) => `vscode-remote://${new URL(server.url).host}${path.replaceAll('\\', '/')}`;
  const payload = [
    ...(extension ? [['extensionDevelopmentPath', remote(extension)]] : []),
    ...(tests ? [['extensionTestsPath', remote(tests)]] : []),
  ];
  const query = payload.length > 0 ? `&payload=${encodeURIComponent(JSON.stringify(payload))}` : '';
  return `${server.url}/?folder=${encodeURIComponent(workspace)}${query}`;
}

/** Opens a page 1280 pixels wide, and waits for the workbench to stand. */
export async function openWorkbench(browser: Browser, server: Server, options: WorkbenchOptions): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  page.context().setDefaultTimeout(60_000);
  if (options.language) await page.addInitScript(`globalThis._VSCODE_NLS_LANGUAGE = ${JSON.stringify(options.language)}`);
  await page.goto(address(server, options));
  await page.locator('.monaco-workbench .part.statusbar').waitFor();
  return page;
}

/** Stands before each message of the test runner, and of nothing else. */
export const mark = '\u2063test ';

/** Runs the suite in the extension host, its output on ours; gives its exit code. Throws when it takes longer than `limit` milliseconds. */
export async function runTests(browser: Browser, server: Server, options: WorkbenchOptions & { tests: string }, limit: number): Promise<number> {
  const page = await browser.newPage({ viewport: { width: 800, height: 600 } });
  const log: string[] = [];
  await page.exposeFunction('codeAutomationLog', (_level: string, args: unknown[]) => {
    const message = format(...args);
    if (message.startsWith(mark)) console.log(message.slice(mark.length));
    else log.push(message);
  });
  const ended = new Promise<number>((resolve, reject) => {
    const fail = (why: string) => reject(new Error(`${why} What VS Code said last:\n${log.slice(-20).join('\n')}`));
    const timer = setTimeout(() => fail(`The tests in VS Code did not end within ${limit / 1000} s.`), limit);
    page.once('crash', () => fail('The browser page with VS Code crashed.'));
    void page.exposeFunction('codeAutomationExit', (code: number) => {
      clearTimeout(timer);
      resolve(code);
    });
  });
  await page.goto(address(server, options));
  return ended;
}
