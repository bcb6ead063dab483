// Runs the editor tests, which stand beside this file as *.test.ts, inside VS Code's own extension host:
//
//   npm run test:editor                     in the newest VS Code
//   npm run test:editor -- --grep hover     only the tests whose title has `hover`
//   npm run test:editor:oldest              in the oldest VS Code that package.json admits
//   npm run test:desktop                    in a downloaded desktop VS Code
//
// A test is mocha's `describe` and `it`, and imports what it wants: `vscode` is the real one. It finds Ibid loaded from dist/,
// and open as the workspace a copy of media/example with its sources imported (scripts/example.ts), fresh for the run, which
// it may change. The tests are bundled into a folder of out/, so `__dirname` is not the source's folder: reach files through the
// workspace. `console.log` of a test is shown; everything else that VS Code logs is shown when the run hangs.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'node:util';
import * as vscode from 'vscode';
import { keepTotals } from '../support/totals.js';
import { draft, offered, until } from './workspace.js';

/** What VS Code calls; it takes a rejection as a failure. */
export async function run(): Promise<void> {
  markOutput(process.env['IBID_TEST_MARK'] ?? '');
  // Not at the top: mocha is an ES module, and this file is bundled to CommonJS.
  const { default: Mocha } = await import('mocha');
  const grep = process.env['IBID_TEST_GREP'];
  const mocha = new Mocha({ ui: 'bdd', timeout: 40_000, color: false, failZero: true, ...(grep ? { grep } : {}) });
  const without = process.env['IBID_TEST_WITHOUT']?.split(',') ?? [];
  const tests = readdirSync(__dirname).filter((file) => file.endsWith('.test.cjs') && !without.includes(file.replace('.test.cjs', '')));
  for (const file of tests) mocha.addFile(join(__dirname, file));
  await new Promise<void>((resolve, reject) => {
    mocha.rootHooks({ beforeAll: libraryRead });
    const runner = mocha.run((failures) => {
      keepTotals(runner.stats);
      if (failures > 0) reject(new Error(`${failures} editor tests failed.`));
      else resolve();
    });
    // at once, since a run that hangs says nothing at its end
    runner.on('fail', (test, error: Error) => console.log(`${test.fullTitle()}: ${error.stack}`));
  });
}

/** The first tests should not wait for what happens once. */
async function libraryRead(this: Mocha.Context): Promise<void> {
  this.timeout(60_000);
  const editor = await draft('markdown', '@vale2018c|');
  await until('The library', async () => (await offered(editor)).length > 0);
  await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
}

/** Marks what mocha and the tests print, so that scripts/vscode/workbench.ts tells it from the log of VS Code that it comes with. */
function markOutput(mark: string): void {
  const { log } = console;
  // A console of our own, since VS Code ignores what is assigned to its `console.log`.
  globalThis.console = Object.create(console, { log: { value: (...words: unknown[]) => log(mark + format(...words)) } }) as Console;
}
