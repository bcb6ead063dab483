import assert from 'node:assert/strict';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import * as vscode from 'vscode';
import type { ImportSummary } from '../../src/library/import.js';
import { draft, fileUri, labelOf, offered, write } from './workspace.js';

const importOf = (name: string) => vscode.commands.executeCommand<ImportSummary>('ibid.importSelected', fileUri(name));

/** As many sources as asked for, each of which cites other works than the others. */
async function writeSources(folder: string, count: number): Promise<void> {
  const words = (number: number): string => String(number).replace(/\d/g, (digit) => 'abcdefghij'.charAt(Number(digit)));
  for (let source = 0; source < count; source++) {
    const notes = Array.from({ length: 4 }, (_, note) => `[^${note}]: Ann ${note % 2 ? 'Berg' : 'Dahl'}${words(source)}, *The ${words(source * 4 + note)} Question* (London: Verso, ${1960 + note}), p. ${note}.`);
    const text = notes.map((_, note) => `The argument of this work number ${note} is of interest to all.[^${note}]`).join('\n\n');
    await write(`${folder}/${source}.md`, `# Source ${words(source)}\n\n${text}\n\n${notes.join('\n')}\n`);
  }
}

describe('An import of many sources', function () {
  this.timeout(120_000);
  const count = 60;
  before(() => writeSources('many', count));
  after(() => vscode.workspace.fs.delete(fileUri('many'), { recursive: true }));

  it('leaves the editor free to answer', async () => {
    const editor = await draft('markdown', '@vale|');
    const delay = monitorEventLoopDelay({ resolution: 5 });
    let over = false;
    delay.enable();
    const importing = importOf('many').then((summary) => ((over = true), summary!));
    let answers = 0;
    while (!over) {
      assert.ok((await offered(editor)).some((item) => labelOf(item) === 'vale2018cubs'));
      answers++;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    delay.disable();
    assert.equal((await importing).sources, count);
    assert.ok(answers > 5, `${answers} completions while importing.`);
    console.log(`        longest hold of the extension host: ${Math.round(delay.max / 1e6) - 5} ms, in ${answers} completions`);
  });
});
