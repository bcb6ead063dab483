// Runs the checks of the project: all of them, or those named (`npm run test:unit` and the like). The last line has the totals.
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { run } from './command.js';
import { copyExample } from './example.js';
import { openBrowser } from './vscode/browser.js';
import { install, projectFolder, type Which } from './vscode/install.js';
import { start } from './vscode/server.js';
import { mark, runTests } from './vscode/workbench.js';

const totalsFolder = join(projectFolder, 'out/totals');
const editorLimit = 5 * 60_000;

const { values, positionals } = parseArgs({ allowPositionals: true, options: { grep: { type: 'string' } } });

/** Each check throws when it fails. */
const checks = {
  lint: () => tool('eslint/bin/eslint.js', ['.']),
  types: () => tool('typescript/bin/tsc', ['--noEmit']),
  unit: () => mocha('unit', []),
  build: () => run(process.execPath, ['scripts/build.mjs'], { cwd: projectFolder }),
  editor: () => editor('newest'),
  'editor:oldest': () => editor('oldest'),
};
const usual: Check[] = ['lint', 'types', 'unit', 'build', 'editor'];
type Check = keyof typeof checks;

function tool(file: string, args: string[], env = {}): Promise<string> {
  return run(process.execPath, [join(projectFolder, 'node_modules', file), ...args], { cwd: projectFolder, env: { ...process.env, ...env } });
}

const totals = (name: string) => ({ IBID_TEST_TOTALS: join(totalsFolder, `${name}.json`) });

function mocha(name: string, args: string[]): Promise<string> {
  const grep = values.grep ? ['--grep', values.grep] : [];
  return tool('mocha/bin/mocha.js', ['--reporter', 'test/support/reporter.ts', ...args, ...grep], totals(name));
}

/** The tests that run inside the extension host. */
async function editor(which: Which): Promise<void> {
  await bundleEditorTests();
  const vscode = await install(which);
  const workspace = await mkdtemp(join(tmpdir(), 'ibid-workspace-'));
  await copyExample(workspace);
  const env = { IBID_TEST_MARK: mark, ...totals(`editor-${vscode.version}`), ...(values.grep ? { IBID_TEST_GREP: values.grep } : {}) };
  const server = await start(vscode, { env });
  const browser = await openBrowser();
  try {
    const tests = join(projectFolder, 'out/editor/runner.cjs');
    console.log(`Editor tests in VS Code ${vscode.version}`);
    const code = await runTests(browser, server, { workspace, extension: projectFolder, tests }, editorLimit);
    if (code !== 0) throw new Error(`The editor tests failed in VS Code ${vscode.version}.`);
  } finally {
    await browser.close();
    server.stop();
    await rm(workspace, { recursive: true, force: true });
  }
}

async function bundleEditorTests(): Promise<void> {
  const folder = join(projectFolder, 'test/editor');
  const files = (await readdir(folder)).filter((file) => file.endsWith('.test.ts') || file === 'runner.ts');
  await rm(join(projectFolder, 'out/editor'), { recursive: true, force: true });
  await build({
    entryPoints: files.map((file) => join(folder, file)),
    outdir: join(projectFolder, 'out/editor'),
    outExtension: { '.js': '.cjs' },
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    sourcemap: 'inline',
    external: ['vscode', 'mocha'],
    logLevel: 'warning',
  });
}

/** The plain last line that tells how many tests ran, of all the suites since the last full run began. */
async function printTotals(): Promise<void> {
  const sum = { passed: 0, failed: 0 };
  for (const file of await readdir(totalsFolder).catch(() => [])) {
    const one = JSON.parse(await readFile(join(totalsFolder, file), 'utf8')) as typeof sum;
    sum.passed += one.passed;
    sum.failed += one.failed;
  }
  console.log(`${sum.passed} passed, ${sum.failed} failed`);
}

async function main(): Promise<void> {
  const unknown = positionals.filter((name) => !Object.hasOwn(checks, name));
  if (unknown.length > 0) throw new Error(`No check is named ${unknown.join(', ')}. There are: ${Object.keys(checks).join(', ')}.`);
  const named = positionals.length > 0 ? (positionals as Check[]) : usual;
  if (named === usual) await rm(totalsFolder, { recursive: true, force: true });
  for (const name of named) {
    const began = performance.now();
    console.log(`\n▶ ${name}`);
    await checks[name]();
    console.log(`✔ ${name} (${((performance.now() - began) / 1000).toFixed(1)} s)`);
  }
}

void main()
  .catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  })
  .finally(printTotals);
