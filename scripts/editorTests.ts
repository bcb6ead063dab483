// Runs test/editor/*.test.ts inside VS Code's extension host: in a VS Code from npm, or in a desktop one.
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { runTests as runOnDesktop } from '@vscode/test-electron';
import { build } from 'esbuild';
import { cacheFolder, projectFolder, versions, type Which } from './vscode/install.js';
import { bare, exampleWorkspace, openSession } from './vscode/session.js';
import { mark, runTests } from './vscode/workbench.js';

const limit = 8 * 60_000;

/** Nobody looks at these windows. */
const userSettings = { ...bare, 'workbench.editor.showTabs': 'none' };

/** @param env what the runner is told, as test/editor/runner.ts reads it */
export async function testEditor(which: Which, env: Record<string, string>): Promise<void> {
  const runner = await bundle(`out/editor-${which}`);
  const session = await openSession(which, { env: { ...env, IBID_TEST_MARK: mark }, userSettings });
  try {
    console.log(`VS Code ${versions[which].vscode}`);
    const { browser, server, workspace } = session;
    const code = await runTests(browser, server, { workspace, extension: projectFolder, tests: runner }, limit);
    if (code !== 0) throw new Error('The editor tests failed.');
  } finally {
    await session.close();
  }
}

/** Downloads the desktop VS Code first, unless it is there. */
export async function testDesktop(env: Record<string, string>): Promise<void> {
  const runner = await bundle('out/editor-desktop');
  const workspace = await exampleWorkspace();
  try {
    await runOnDesktop({
      version: 'stable',
      cachePath: cacheFolder,
      extensionDevelopmentPath: projectFolder,
      extensionTestsPath: runner,
      extensionTestsEnv: env,
      launchArgs: [workspace, '--disable-extensions'],
    });
  } catch (cause) {
    throw new Error('The tests in a desktop VS Code did not pass, or it could not be downloaded from update.code.visualstudio.com.', { cause });
  } finally {
    await rm(workspace, { recursive: true, force: true });
  }
}

/** The tests as CommonJS, and what runs them. @param target the folder that they have to themselves, as others may run beside @returns the runner's file */
async function bundle(target: string): Promise<string> {
  const bundled = join(projectFolder, target);
  const folder = join(projectFolder, 'test/editor');
  const files = (await readdir(folder)).filter((file) => file.endsWith('.test.ts') || file === 'runner.ts');
  await rm(bundled, { recursive: true, force: true });
  await build({
    entryPoints: files.map((file) => join(folder, file)),
    outdir: bundled,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    sourcemap: 'inline',
    external: ['vscode', 'mocha'],
    logLevel: 'warning',
  });
  return join(bundled, 'runner.cjs');
}
