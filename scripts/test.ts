// Runs the checks of the project: all of them, or those named (`npm run test:unit` and the like). The last line has the
// totals; with `--add`, together with those of the run before. `--grep WORDS` runs only the tests whose title has the words.
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { run } from './command.js';
import { testDesktop, testEditor } from './editorTests.js';
import { makePackage } from './package.js';
import { projectFolder } from './vscode/install.js';

const totalsFolder = join(projectFolder, 'out/totals');
const { values, positionals } = parseArgs({ allowPositionals: true, options: { grep: { type: 'string' }, add: { type: 'boolean' } } });

/** Each throws when it fails. */
const checks: Record<string, () => Promise<unknown>> = {
  lint: () => run(process.execPath, [join(projectFolder, 'node_modules/eslint/bin/eslint.js'), '.'], { cwd: projectFolder, quiet: true }),
  types: () => run('npm', ['run', 'typecheck'], { cwd: projectFolder, quiet: true }),
  unit: () => mocha('unit'),
  build: () => run(process.execPath, ['scripts/build.mjs'], { cwd: projectFolder }),
  editor: () => testEditor('newest', settings('editor-newest')),
  // what is most likely to be another in an older VS Code: its language features, the library and imports, in one language
  'editor:oldest': () => testEditor('oldest', { ...settings('editor-oldest'), IBID_TEST_LANGUAGES: 'Markdown', IBID_TEST_WITHOUT: 'awkward,bibliographies,codeActions,commands,features,languages,regenerateKeys,sources,virtual,watch' }),
  'editor:desktop': () => testDesktop(settings('editor-desktop')),
  package: makePackage,
  // a machine that others use too may be slow for a while
  e2e: () => mocha('e2e', '--no-config', '--timeout', '180000', '--node-option', 'import=tsx', 'test/editor/e2e/*.e2e.ts'),
};
/** All of them: rows one after another, in a row those that run side by side. The first of a row is heard while it runs, the others at their end. */
const all = [
  [['package'], ['lint']],
  [['unit', 'types', 'editor'], ['e2e', 'editor:oldest']],
];

/** What a suite is told through its environment. */
function settings(suite: string): Record<string, string> {
  return { IBID_TEST_TOTALS: join(totalsFolder, `${suite}.json`), ...(values.grep ? { IBID_TEST_GREP: values.grep } : {}) };
}

function tool(file: string, args: string[], env: Record<string, string> = {}): Promise<string> {
  return run(process.execPath, [join(projectFolder, 'node_modules', file), ...args], { cwd: projectFolder, env: { ...process.env, ...env } });
}

function mocha(suite: string, ...args: string[]): Promise<string> {
  const grep = values.grep ? ['--grep', values.grep] : [];
  return tool('mocha/bin/mocha.js', ['--reporter', 'test/support/reporter.ts', ...grep, ...args], settings(suite));
}

/** Runs one check; false when it failed. */
async function passes(name: string): Promise<boolean> {
  const began = performance.now();
  const seconds = () => `(${((performance.now() - began) / 1000).toFixed(1)} s)`;
  console.log(`\n▶ ${name}`);
  try {
    await checks[name]!();
    console.log(`✔ ${name} ${seconds()}`);
    return true;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error, error instanceof Error && error.cause ? error.cause : '');
    console.error(`✘ ${name} ${seconds()}`);
    return false;
  }
}

/** Those of some checks that fail, which are run one after another. */
async function inTurn(names: readonly string[]): Promise<string[]> {
  const failed: string[] = [];
  for (const name of names) if (!(await passes(name))) failed.push(name);
  return failed;
}

/** The same in a process of its own, whose words come when it has ended. */
async function beside(names: readonly string[]): Promise<string[]> {
  try {
    const arguments_ = ['scripts/run.mjs', 'scripts/test.ts', '--add', ...names, ...(values.grep ? ['--grep', values.grep] : [])];
    console.log(await run(process.execPath, arguments_, { cwd: projectFolder, quiet: true }));
    return [];
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return [names.join(' or ')];
  }
}

async function runAll(): Promise<string[]> {
  for (const [first, ...others] of all) {
    const failed = (await Promise.all([inTurn(first!), ...others.map(beside)])).flat();
    // what follows would test the build before
    if (failed.length > 0) return failed;
  }
  return [];
}

async function runChecks(): Promise<void> {
  const unknown = positionals.filter((name) => !Object.hasOwn(checks, name));
  if (unknown.length > 0) throw new Error(`There is no check ${unknown.join(', ')}. There are: ${Object.keys(checks).join(', ')}.`);
  if (!values.add) await rm(totalsFolder, { recursive: true, force: true });
  const failed = positionals.length > 0 ? await inTurn(positionals) : await runAll();
  if (failed.length > 0) throw new Error(`\nFailed: ${failed.join(', ')}.`);
}

/** The plain last line that tells how many tests ran. */
async function printTotals(): Promise<void> {
  const sum = { passed: 0, failed: 0 };
  for (const file of await readdir(totalsFolder).catch(() => [])) {
    const one = JSON.parse(await readFile(join(totalsFolder, file), 'utf8')) as typeof sum;
    sum.passed += one.passed;
    sum.failed += one.failed;
  }
  console.log(`${sum.passed} passed, ${sum.failed} failed`);
}

runChecks()
  .catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  })
  .finally(printTotals);
