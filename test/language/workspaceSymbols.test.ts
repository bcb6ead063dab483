import assert from 'node:assert/strict';
import { workspaceSymbols } from '../../src/language/workspaceSymbols.js';
import { example, mahlouly, powell, vale } from './example.js';

const library = example({ items: [vale, powell, mahlouly, { id: 'bare', type: 'document' }] });
const names = (query: string, ...cited: string[]): string[] => workspaceSymbols(library, query, new Set(cited)).map(({ key }) => key);

describe('The works among a workspace’s symbols', () => {
  it('are those that fit the words, by whatever is known of them', () => {
    assert.deepEqual(names('lions den'), ['vale2018cubs']);
    assert.deepEqual(names('powell'), ['powell2014talking']);
    assert.deepEqual(names('nothing of the kind at all'), []);
  });

  it('are those that are cited where nothing is asked for', () => {
    assert.deepEqual(names('', 'powell2014talking', 'unknown', 'vale2018cubs'), ['powell2014talking', 'vale2018cubs']);
    assert.deepEqual(names(' '), []);
  });

  it('are named by key and title, and by whom and when', () => {
    const [work] = workspaceSymbols(library, 'dabiq', new Set());
    assert.deepEqual(work, { key: 'mahlouly2019reframing', name: 'mahlouly2019reframing · Reframing Dabiq', container: 'Mahlouly and Winter 2019' });
    assert.equal(workspaceSymbols(library, '', new Set(['bare']))[0]!.name, 'bare');
  });
});
