// A VS Code to work in: its server, a browser, and a workspace of its own with the example in it.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { copyExample, importExample } from '../example.js';
import { openBrowser } from './browser.js';
import { install, type Which } from './install.js';
import { start, type Server, type ServerOptions } from './server.js';

export interface Session {
  server: Server;
  browser: Browser;
  /** A copy of the example, its sources imported. */
  workspace: string;
  close(): Promise<void>;
}

export interface SessionOptions extends ServerOptions {
  /** The workspace's settings. */
  settings?: Record<string, unknown>;
  /** Whether the example's sources are imported: so it is where nothing is said. */
  imported?: boolean;
}

/** Settings that keep VS Code to the editor: no page of welcome, no chat, and nothing that moves. */
export const calm = {
  'workbench.startupEditor': 'none',
  'workbench.reduceMotion': 'on',
  'editor.cursorBlinking': 'solid',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.disableAIFeatures': true,
};

export async function openSession(which: Which, { settings = {}, imported = true, ...options }: SessionOptions = {}): Promise<Session> {
  const vscode = await install(which);
  const workspace = await exampleWorkspace(settings, imported);
  const opened: (() => unknown)[] = [() => rm(workspace, { recursive: true, force: true })];
  const close = async () => {
    for (const end of opened.splice(0).reverse()) await end();
  };
  try {
    const server = await start(vscode, options);
    opened.push(() => server.stop());
    const browser = await openBrowser();
    opened.push(() => browser.close());
    return { server, browser, workspace, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The example in a temporary folder. @param imported whether its sources are imported */
export async function exampleWorkspace(settings: Record<string, unknown> = {}, imported = true): Promise<string> {
  const workspace = await mkdtemp(join(tmpdir(), 'ibid-workspace-'));
  await copyExample(workspace);
  if (imported) await importExample(workspace, { quiet: true });
  await mkdir(join(workspace, '.vscode'));
  await writeFile(join(workspace, '.vscode/settings.json'), JSON.stringify(settings));
  return workspace;
}
