// A VS Code to work in: its server, a browser, and a workspace of its own with the example in it.
import { rmSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
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

/** Settings for tests: what VS Code draws around documents would take a fifth of their time. */
export const bare = {
  'breadcrumbs.enabled': false,
  'editor.minimap.enabled': false,
  'editor.occurrencesHighlight': 'off',
  'window.commandCenter': false,
  'workbench.layoutControl.enabled': false,
};

/** A server, and a browser for it. */
type Place = Pick<Session, 'server' | 'browser' | 'close'>;

export async function openSession(which: Which, { settings, imported, ...options }: SessionOptions = {}): Promise<Session> {
  const place = await openPlace(which, options);
  return inPlace(place, settings, imported, place.close);
}

const shared = new Map<string, Promise<Place>>();

/** As `openSession`, with the server and the browser that this process has already for such options: these take long to start, and stay until `closeShared`. */
export async function openSharedSession(which: Which, { settings, imported, ...options }: SessionOptions = {}): Promise<Session> {
  const name = JSON.stringify([which, options]);
  const opening = shared.get(name) ?? openPlace(which, options);
  shared.set(name, opening);
  const place = await opening;
  return inPlace(place, settings, imported, async () => {
    for (const context of place.browser.contexts()) await context.close();
  });
}

export async function closeShared(): Promise<void> {
  for (const place of shared.values()) await (await place).close();
  shared.clear();
}

async function openPlace(which: Which, options: ServerOptions): Promise<Place> {
  const server = await start(await install(which), { ...options, userSettings: { ...calm, ...options.userSettings } });
  try {
    const browser = await openBrowser();
    const close = async () => {
      await browser.close();
      server.stop();
    };
    return { server, browser, close };
  } catch (error) {
    server.stop();
    throw error;
  }
}

/** @param leave is called at the end, before the workspace is deleted */
async function inPlace({ server, browser }: Place, settings: SessionOptions['settings'], imported: boolean | undefined, leave: () => Promise<void>): Promise<Session> {
  try {
    const workspace = await exampleWorkspace(settings, imported);
    const close = async () => {
      await leave();
      await rm(workspace, { recursive: true, force: true });
    };
    return { server, browser, workspace, close };
  } catch (error) {
    await leave();
    throw error;
  }
}

/** The example in a temporary folder. @param imported whether its sources are imported */
export async function exampleWorkspace(settings: Record<string, unknown> = {}, imported = true): Promise<string> {
  const workspace = await mkdtemp(join(tmpdir(), 'ibid-workspace-'));
  if (imported) await cp(await importedExample(), workspace, { recursive: true });
  else await copyExample(workspace);
  await mkdir(join(workspace, '.vscode'));
  await writeFile(join(workspace, '.vscode/settings.json'), JSON.stringify(settings));
  return workspace;
}

let example: Promise<string> | undefined;

/** A folder, kept as long as this process runs, with the example and the library that is made of its sources. */
const importedExample = (): Promise<string> => (example ??= makeExample());

async function makeExample(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'ibid-example-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  await copyExample(folder);
  await importExample(folder, { quiet: true });
  return folder;
}
