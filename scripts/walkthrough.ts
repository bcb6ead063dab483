// The walkthrough's pictures, of the packaged Ibid as someone meets it who has just installed it: media/walkthrough/, dark and light. Those in high contrast are only looked at.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { makePackage, packageFile } from './package.js';
import { cacheFolder, projectFolder } from './vscode/install.js';
import { newcomersPath, type NewcomersStep } from './vscode/newcomer.js';
import { openFile, runCommand, suggestions, until } from './vscode/page.js';
import { openSession } from './vscode/session.js';
import { openWorkbench } from './vscode/workbench.js';

const kept = join(projectFolder, 'media/walkthrough');
const looked = join(cacheFolder, 'screenshots');
/** What of the window a picture shows, in pixels. */
type Frame = { x: number; y: number; width: number; height: number };

const left: Frame = { x: 0, y: 30, width: 352, height: 390 };
const emptyLine = 24;

/** The part of the window around some elements. */
async function around(page: Page, margin: number, ...elements: Locator[]): Promise<Frame> {
  const boxes = (await Promise.all(elements.map((element) => element.boundingBox()))).filter((box) => box !== null);
  const { width: widest, height: highest } = page.viewportSize()!;
  const [x, y] = [Math.max(0, Math.min(...boxes.map((box) => box.x)) - margin), Math.max(0, Math.min(...boxes.map((box) => box.y)) - margin)];
  const right = Math.min(widest, Math.max(...boxes.map((box) => box.x + box.width)) + margin);
  const bottom = Math.min(highest, Math.max(...boxes.map((box) => box.y + box.height)) + margin);
  return { x, y, width: right - x, height: bottom - y };
}

async function photographWalkthrough(look: string, theme: string): Promise<void> {
  const session = await openSession('newest', { extensions: [packageFile], imported: false, userSettings: { 'workbench.colorTheme': theme, 'window.commandCenter': false } });
  try {
    const page = await openWorkbench(session.browser, session.server, { workspace: session.workspace });
    const folder = look === 'contrast' ? looked : kept;
    const take = (name: string, clip: Frame): Promise<unknown> => page.screenshot({ path: join(folder, `${name}-${look}.png`), clip, animations: 'disabled' });
    const frames: Partial<Record<NewcomersStep, () => Promise<Frame>>> = {
      welcome: async () => {
        // away from the icon, whose name would stand before the view
        await page.mouse.move(800, 600);
        // until all views have been shown once
        await page.locator('.activitybar .badge:visible, .pane .monaco-progress-container.active').first().waitFor({ state: 'hidden' });
        return left;
      },
      summary: () => around(page, 24, page.locator('.notifications-toasts .notification-toast').first()),
      hover: () => around(page, 40, page.locator('.monaco-hover:visible').first()),
    };
    await newcomersPath(page, 'sources', async (step) => {
      const frame = await frames[step]?.();
      if (frame) await take(step, frame);
    });
    await page.keyboard.press('Escape');
    await runCommand(page, 'Notifications: Clear All Notifications');
    await runCommand(page, 'Ibid: Focus on Library View');
    const rows = page.locator('.pane', { has: page.locator('.pane-header', { hasText: 'Library' }) }).locator('.monaco-list-row');
    await rows.first().locator('.monaco-tl-twistie').click();
    await page.locator('.pane', { has: page.locator('.pane-header', { hasText: 'Claims' }) }).locator('.monaco-list-row').first().waitFor();
    await take('library', { ...left, width: 760, height: 540 });
    await openFile(page, 'draft.md', emptyLine);
    await page.keyboard.type('@cubs', { delay: 50 });
    await (await suggestions(page)).first().filter({ hasText: 'vale2018cubs' }).waitFor();
    const details = page.locator('.suggest-details:visible');
    await until(async () => {
      await page.keyboard.press('Control+Space');
      return details.waitFor({ timeout: 2000 }).then(() => true, () => false);
    });
    await take('completion', await around(page, 24, page.locator('.suggest-widget.visible'), details, page.locator('.view-line', { hasText: '@cubs' })));
    await page.keyboard.press('Escape');
  } finally {
    await session.close();
  }
}

/** @param themes by the name of the look */
export async function photographWalkthroughs(themes: Record<string, string>): Promise<void> {
  await makePackage();
  for (const folder of [kept, looked]) await mkdir(folder, { recursive: true });
  for (const [look, theme] of Object.entries(themes)) await photographWalkthrough(look, theme);
}
