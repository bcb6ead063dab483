import assert from 'node:assert/strict';
import { CitingFiles, keysIn, type FoundCitations } from '../../src/language/citingFiles.js';
import { MemoryFileSystem } from '../support/memoryFileSystem.js';

/** "draft.md: vale" */
const told = ({ files }: FoundCitations): string[] => files.map(({ path, keys }) => `${path.replace('/w/', '')}: ${keys ? keys.map(({ key }) => key).join(' ') : 'as before'}`);

describe('The citations of a file', () => {
  it('stand where an editor has them', () => {
    assert.deepEqual(keysIn('One.\r\n\r\n😀 [see @vale, p. 3]', 'md'), [{ key: 'vale', line: 2, character: 9, endCharacter: 13 }]);
    assert.deepEqual(keysIn('\\cite{a,b}', 'tex').map(({ key }) => key), ['a', 'b']);
    assert.deepEqual(keysIn('@vale', 'txt'), []);
  });

  it('stand in a notebook where its file has them', () => {
    const file = '{\n "cells": [\n  {\n   "cell_type": "markdown",\n   "source": [\n    "“\\"” @vale"\n   ]\n  }\n ]\n}';
    assert.deepEqual(keysIn(file, 'ipynb'), [{ key: 'vale', line: 5, character: 11, endCharacter: 15 }]);
  });
});

describe('The citations of a folder', () => {
  it('are those of its documents, without what is hidden or excluded', async () => {
    const fs = new MemoryFileSystem({
      '/w/draft.md': '@a', '/w/thesis/one.tex': '\\cite{b}', '/w/x.Rmd': '@c', '/w/read.rst': '@no', '/w/refs.bib': '@book{no,}', '/w/LICENSE': '@no',
      '/w/node_modules/m/readme.md': '@no', '/w/.git/x.md': '@no', '/w/out/deep/x.md': '@no', '/w/thesis/old.md': '@no',
    });
    const found = await new CitingFiles().in(fs, '/w', { exclude: ['out', '**/old.*'] });
    assert.deepEqual(told(found), ['draft.md: a', 'thesis/one.tex: b', 'x.Rmd: c']);
    assert.equal(found.passedOver, null);
  });

  it('are read again only where a file has changed', async () => {
    const fs = new MemoryFileSystem({ '/w/a.md': '@a', '/w/b.md': '@b', '/w/c.md': '@c' });
    const files = new CitingFiles();
    await files.in(fs, '/w');
    const read: string[] = [];
    fs.onRead = (path) => read.push(path);
    fs.write('/w/b.md', '@x');
    fs.files.delete('/w/c.md');
    assert.deepEqual(told(await files.in(fs, '/w')), ['a.md: as before', 'b.md: x']);
    assert.deepEqual(read, ['/w/b.md']);
  });

  it('lack those of files that are too large or can’t be read, which is told', async () => {
    const fs = new MemoryFileSystem({ '/w/a.md': '@a', '/w/b.md': '@b', '/w/c.md': '@c' });
    fs.sizes.set('/w/b.md', 1e9);
    fs.failing.set('/w/c.md', 'no-permission');
    const found = await new CitingFiles().in(fs, '/w');
    assert.deepEqual(told(found), ['a.md: a']);
    assert.match(found.passedOver!, /b\.md.*c\.md/);
  });

  it('are given whole to who asks after one who gave up', async () => {
    const fs = new MemoryFileSystem({ '/w/a.md': '@a', '/w/b.md': '@b' });
    const files = new CitingFiles();
    const stop = new AbortController();
    fs.onRead = () => stop.abort();
    await assert.rejects(files.in(fs, '/w', { signal: stop.signal }));
    assert.deepEqual(told(await files.in(fs, '/w')), ['a.md: a', 'b.md: b']);
  });
});
