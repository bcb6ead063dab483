import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { problemCodes } from '../../src/text/problem.js';

it('README has each code that a person may be told, in the same words', async () => {
  const readme = await readFile(new URL('../../README.md', import.meta.url), 'utf8');
  const table = readme.slice(readme.indexOf('### What you may be told')).split('\n\n', 3)[1]!;
  const rows = [...table.matchAll(/^\| `([a-z-]+)` \| (.*) \|$/gm)].map(([, code, meaning]) => [code, meaning]);
  assert.deepEqual(rows, Object.entries(problemCodes));
});
