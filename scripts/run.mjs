// Runs one of our TypeScript scripts, after installing what it needs: `node scripts/run.mjs scripts/start.ts`.
// Imports nothing but Node itself, since it is what makes node_modules.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

const project = resolve(import.meta.dirname, '..');
const node = (major, minor) => {
  const [ours, ourMinor] = process.versions.node.split('.').map(Number);
  return ours > major || (ours === major && ourMinor >= minor);
};

function ended({ status, error }) {
  if (error) console.error(error.message);
  return status ?? 1;
}

function install() {
  const lock = join(project, 'package-lock.json');
  const installed = join(project, 'node_modules/.package-lock.json');
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return 0;
  console.log('Installing what Ibid is made with (npm ci) …');
  return ended(spawnSync('npm ci', { cwd: project, stdio: 'inherit', shell: true }));
}

if (!node(20, 19)) {
  console.error(`Ibid needs Node 20.19 or newer; this is ${process.versions.node}. See https://nodejs.org.`);
  process.exit(1);
}
const [script, ...args] = process.argv.slice(2);
process.exitCode = install() || ended(spawnSync(process.execPath, ['--import', 'tsx', script, ...args], { cwd: project, stdio: 'inherit' }));
