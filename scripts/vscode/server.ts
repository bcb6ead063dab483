// Starts and ends VS Code's server. Whatever happens to us, nothing of it stays behind.
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { run } from '../command.js';
import type { VSCode } from './install.js';

export interface Server {
  /** The address of the workbench, without a slash at its end. */
  url: string;
  stop(): void;
}

export interface ServerOptions {
  /** Added to the environment of the extension host. */
  env?: Record<string, string>;
  /** Packages (.vsix) to install first, as a user would. */
  extensions?: string[];
  /** Whether VS Code asks which folders are trusted; else all are. */
  asksForTrust?: boolean;
  /** The person's own. A workspace's come too late for what the window is made with. */
  userSettings?: Record<string, unknown>;
}

const ends = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const exit = () => process.exit(130);
const startLimit = 60_000;
const installLimit = 60_000;

/** Starts the server with settings and extensions of its own, in a temporary folder. Throws when it does not answer in time. */
export async function start(vscode: VSCode, { env = {}, extensions = [], asksForTrust = false, userSettings = {} }: ServerOptions = {}): Promise<Server> {
  const data = mkdtempSync(join(tmpdir(), 'ibid-vscode-'));
  const places = ['--server-data-dir', data, '--extensions-dir', join(data, 'extensions')];
  const environment = { ...process.env, ...env, XDG_RUNTIME_DIR: data };
  let child: ChildProcess | undefined;
  const stop = () => {
    process.off('exit', stop);
    for (const signal of ends) process.off(signal, exit);
    if (child) endGroup(child);
    rmSync(data, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  };
  process.on('exit', stop);
  for (const signal of ends) process.on(signal, exit);
  try {
    mkdirSync(join(data, 'data/User'), { recursive: true });
    writeFileSync(join(data, 'data/User/settings.json'), JSON.stringify(userSettings));
    for (const extension of extensions) {
      const install = [join(vscode.folder, 'out/server-main.js'), ...places, '--accept-server-license-terms', '--install-extension', extension, '--force'];
      await run(vscode.node, install, { cwd: vscode.folder, limit: installLimit, quiet: true, env: environment });
    }
    const lifeline = pathToFileURL(join(__dirname, 'lifeline.mjs')).href;
    child = spawn(vscode.node, ['--import', lifeline, join(vscode.folder, 'out/server-main.js'), ...places, ...flags, ...(asksForTrust ? [] : ['--disable-workspace-trust']), ...(extensions.length === 0 ? [driver] : [])], {
      cwd: vscode.folder,
      env: environment,
      detached: process.platform !== 'win32',
      stdio: 'pipe',
    });
    return { url: `http://localhost:${await portOf(child, vscode)}`, stop };
  } catch (error) {
    stop();
    throw error;
  }
}

/**
 * Without this, newer versions ignore the `payload` of the address, and with it the extension under development. With it, they show no
 * notifications, so a server with packages installed goes without.
 */
const driver = '--enable-smoke-test-driver';
const flags = [
  // Port 0: any that is free.
  ...['--host', '127.0.0.1', '--port', '0', '--without-connection-token', '--accept-server-license-terms'],
  '--disable-telemetry',
];

function portOf(child: ChildProcess, vscode: VSCode): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const fail = (why: string) => reject(new Error(`VS Code ${vscode.version} ${why}.\n${said}`));
    const timer = setTimeout(() => fail(`did not start within ${startLimit / 1000} s`), startLimit);
    const listen = (text: Buffer) => {
      said += text;
      const port = /Extension host agent listening on (\d{1,5})/.exec(said)?.[1];
      if (!port) return;
      clearTimeout(timer);
      resolve(port);
    };
    child.stdout?.on('data', listen);
    child.stderr?.on('data', listen);
    child.once('error', (error) => fail(`could not be started: ${error.message}`));
    child.once('exit', (code) => {
      clearTimeout(timer);
      fail(`ended with status ${code} before it was ready`);
    });
  });
}

/** Ends the server with its extension hosts, file watchers and terminals. */
function endGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  if (process.platform === 'win32') spawnSync('taskkill', ['/pid', String(child.pid), '/T', '/F']);
  else {
    try {
      process.kill(-child.pid, 'SIGKILL');
    } catch {
      // It has ended already.
    }
  }
}
