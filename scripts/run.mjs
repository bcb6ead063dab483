// Runs one of our TypeScript scripts, after installing what it needs: `node scripts/run.mjs scripts/start.ts`.
// Imports nothing but Node itself, since it is what makes node_modules.
import { spawn } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

const oldestNode = [20, 19];
const project = resolve(import.meta.dirname, '..');
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < oldestNode[0] || (major === oldestNode[0] && minor < oldestNode[1])) {
  console.error(`Ibid needs Node ${oldestNode.join('.')} or newer; this is ${process.versions.node}. See https://nodejs.org.`);
  process.exit(1);
}

/** Gives the command's exit status. What is meant to end us ends the command, which tidies up; then we end. */
function status(command, args, options) {
  return new Promise((done) => {
    const child = spawn(command, args, { cwd: project, stdio: 'inherit', ...options });
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
    child.on('error', (error) => done(console.error(`${command}: ${error.message}`) ?? 1));
    child.on('close', (code) => done(code ?? 1));
  });
}

function installed() {
  const made = join(project, 'node_modules/.package-lock.json');
  return existsSync(made) && statSync(made).mtimeMs >= statSync(join(project, 'package-lock.json')).mtimeMs;
}

if (!installed()) {
  console.log('Installing what Ibid is made with (npm ci) …');
  const failed = await status('npm ci', [], { shell: true });
  if (failed) process.exit(failed);
}
const [script, ...args] = process.argv.slice(2);
process.exitCode = await status(process.execPath, ['--import', 'tsx', script, ...args]);
