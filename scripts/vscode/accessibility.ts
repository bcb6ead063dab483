// Whether a page can be used by everybody, as axe-core judges.
import { source } from 'axe-core';
import type { FrameLocator, Page } from 'playwright-core';

interface Result {
  violations: { id: string; help: string; nodes: { html: string; failureSummary?: string }[] }[];
}
declare const axe: { run(): Promise<Result> };

/** The page of a webview, which VS Code shows in a frame within a frame: the only one that is open. */
export function webviewPage(page: Page): FrameLocator {
  return page.frameLocator('iframe.webview').frameLocator('#active-frame');
}

/** What axe finds wrong with a page, each with the element it is about. */
export async function violations(frame: FrameLocator): Promise<string[]> {
  const root = frame.locator(':root');
  await root.evaluate(`${source}; undefined`);
  const found = await root.evaluate(() => axe.run());
  return found.violations.flatMap(({ id, help, nodes }) => nodes.map(({ html, failureSummary = '' }) => `${id}: ${help}\n  ${html}\n  ${failureSummary}`));
}
