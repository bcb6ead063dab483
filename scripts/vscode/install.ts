// Gets a real VS Code from the npm registry alone: the package `code-server` carries VS Code's own server and workbench.
import { cp, mkdir, mkdtemp, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { run } from '../command.js';

export const projectFolder = resolve(__dirname, '../..');
/** Everything that is fetched or made for a run in VS Code; git ignores it, and it can be deleted at any time. */
export const cacheFolder = join(projectFolder, '.vscode-test');

/** VS Code as we run it: the folder with its `out/server-main.js`, and the Node that starts it. */
export interface VSCode {
  version: string;
  folder: string;
  node: string;
}

/** The VS Codes we test in, by the code-server that carries them, with the Node major each was made for. */
export const versions = {
  newest: { codeServer: '4.139.1', vscode: '1.139', node: 24 },
  oldest: { codeServer: '4.100.3', vscode: '1.100', node: 20 },
} as const;
export type Which = keyof typeof versions;

const npmLimit = 5 * 60_000;

/** VS Code's own extensions for programmers: they start with every window, take much of its time, and have nothing to do with what is tested. */
const unused = [
  ...['copilot', 'debug-auto-launch', 'debug-server-ready', 'emmet', 'extension-editing', 'git', 'git-base', 'github', 'github-authentication', 'grunt', 'gulp', 'jake'],
  ...['merge-conflict', 'microsoft-authentication', 'ms-vscode.js-debug', 'ms-vscode.js-debug-companion', 'ms-vscode.vscode-js-profile-table', 'npm', 'terminal-suggest'],
  ...['tunnel-forwarding', 'typescript-language-features'],
];

/** Installs that VS Code into the cache, unless it is there; a few seconds to half a minute. Throws when the registry cannot be reached. */
export async function install(which: Which): Promise<VSCode> {
  const { codeServer, vscode, node } = versions[which];
  const folder = await once(join(cacheFolder, `vscode-${vscode}`), async (place) => {
    console.log(`Installing VS Code ${vscode} (code-server ${codeServer} from npm) into .vscode-test …`);
    await unpack(`code-server@${codeServer}`, place);
    const server = join(place, 'lib/vscode');
    await run('npm', ['install', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: server, limit: npmLimit, quiet: true });
    await standIn(server);
    for (const extension of unused) await rm(join(server, 'extensions', extension), { recursive: true, force: true });
  });
  return { version: vscode, folder: join(folder, 'lib/vscode'), node: await nodeOf(node) };
}

/** Makes `target` by `make`, in one step: a run that is killed half way leaves nothing that looks whole. */
export async function once(target: string, make: (place: string) => Promise<void>): Promise<string> {
  if (await exists(target)) return target;
  await mkdir(cacheFolder, { recursive: true });
  const place = await mkdtemp(`${target}.partial-`);
  try {
    await make(place);
    await rename(place, target);
  } catch (error) {
    await rm(place, { recursive: true, force: true });
    if (!(await exists(target))) throw error;
  }
  return target;
}

/** Unpacks one package from the registry into `place`, without what it depends on. */
async function unpack(name: string, place: string): Promise<void> {
  await run('npm', ['pack', name, '--silent', '--pack-destination', '.'], { cwd: place, limit: npmLimit, quiet: true });
  const archive = (await readdir(place)).find((file) => file.endsWith('.tgz'));
  if (!archive) throw new Error(`npm fetched ${name} but left no archive in ${place}.`);
  await run('tar', ['-xzf', archive, '--strip-components=1'], { cwd: place, quiet: true });
  await rm(join(place, archive));
}

/** Replaces the two native modules that npm has no binary of; the files say why. */
async function standIn(server: string): Promise<void> {
  const replaced = { '@vscode/spdlog': 'spdlog.mjs', '@vscode/native-watchdog': 'watchdog.mjs', 'native-watchdog': 'watchdog.mjs' };
  for (const [name, file] of Object.entries(replaced)) {
    const folder = join(server, 'node_modules', name);
    if (!(await exists(folder))) continue;
    await cp(join(__dirname, file), join(folder, 'index.mjs'));
    await writeFile(join(folder, 'package.json'), JSON.stringify({ name, version: '0.0.0', main: 'index.mjs' }));
  }
}

/** A Node of that major version: this very one, or else the npm package that carries it. */
async function nodeOf(major: number): Promise<string> {
  if (process.versions.node.startsWith(`${major}.`)) return process.execPath;
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const name = `${platform === 'darwin' && process.arch === 'arm64' ? 'node-bin' : 'node'}-${platform}-${process.arch}`;
  const folder = await once(join(cacheFolder, `node-${major}`), (place) => unpack(`${name}@${major}`, place));
  return join(folder, 'bin', platform === 'win' ? 'node.exe' : 'node');
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(() => true, () => false);
}
