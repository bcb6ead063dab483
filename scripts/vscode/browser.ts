// The browser that shows VS Code's workbench: the machine's own Chromium, or else the one of the npm package @sparticuz/chromium.
import { spawnSync } from 'node:child_process';
import { createReadStream, createWriteStream } from 'node:fs';
import { chmod, mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';
import { chromium, type Browser } from 'playwright-core';
import { run } from '../command.js';
import { cacheFolder, once } from './install.js';

const quiet = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
];

/** Opens a browser without a window. Throws, saying what to install, when the machine has none and none can be unpacked. */
export async function openBrowser(): Promise<Browser> {
  const own = ['chromium', 'chromium-browser', 'google-chrome'].find((name) => answers(name));
  if (own) return chromium.launch({ executablePath: which(own), args: quiet });
  if (process.platform === 'linux' && process.arch === 'x64') return openPacked();
  return chromium.launch({ channel: process.platform === 'win32' ? 'msedge' : 'chrome', args: quiet });
}

async function openPacked(): Promise<Browser> {
  const folder = await unpacked();
  const executablePath = join(folder, 'chromium');
  const libraries = { ...process.env, LD_LIBRARY_PATH: join(folder, 'lib') } as Record<string, string>;
  const env = [process.env as Record<string, string>, libraries].find((environment) => answers(executablePath, environment));
  if (!env) throw new Error(`The Chromium from npm does not run here. Install one (on Debian: apt install chromium) and try again.`);
  return chromium.launch({ executablePath, args: quiet, env });
}

/** Unpacks into our cache what the package itself would put loose into /tmp: a half-written browser there would be taken for a good one. */
async function unpacked(): Promise<string> {
  const entry = require.resolve('@sparticuz/chromium');
  const home = join(dirname(entry), '../..');
  const { version } = JSON.parse(await readFile(join(home, 'package.json'), 'utf8')) as { version: string };
  return once(join(cacheFolder, `chromium-${version}`), async (place) => {
    await mkdir(place, { recursive: true });
    for (const name of ['chromium', 'swiftshader.tar', 'al2023.tar', 'fonts.tar']) {
      const target = join(place, name);
      await pipeline(createReadStream(join(home, 'bin', `${name}.br`)), createBrotliDecompress(), createWriteStream(target));
      if (name.endsWith('.tar')) await run('tar', ['-xf', target], { cwd: place, quiet: true });
    }
    await chmod(join(place, 'chromium'), 0o755);
  });
}

function answers(command: string, env = process.env): boolean {
  return spawnSync(command, ['--version'], { env, stdio: 'ignore' }).status === 0;
}

function which(command: string): string {
  return spawnSync('which', [command], { encoding: 'utf8' }).stdout.trim();
}
