import assert from 'node:assert/strict';
import type { ReadSource } from '../../src/citations/source.js';
import { markDifferent, markSame, markUndecided, split, type Decided, type ReadWords } from '../../src/library/decisions.js';
import { importItems } from '../../src/library/importItems.js';
import { doubtfulItems, joined } from '../../src/library/joined.js';
import type { Library, LibraryItem } from '../../src/library/library.js';
import { merge } from '../../src/library/merge.js';
import { cited, claim, powell, source, vale } from './read.js';

const empty: Library = { items: [], claims: [] };
/** The same report as another source cites it: too unlike for Ibid to be sure. */
const cubs = { ...vale, title: 'Cubs in the Lions’ Den', issued: { 'date-parts': [[2019]] }, publisher: 'ICSR' };
const a = source('a.txt', { works: [cited(vale, 'Vale, Cubs'), cited(powell, 'Powell, Talking')], claims: [claim(0, 'Children were taught.'), claim(1, 'One must talk.')] });
const b = source('b.txt', { works: [cited(cubs, 'Vale 2019')], claims: [claim(0, 'They sang.'), claim(0, 'Children were taught.')] });

const run = (library: Library, ...sources: ReadSource[]): Library => merge(library, sources).library;
const both = run(empty, a, b);
const keys = (library: Library): string[] => library.items.map(({ id }) => id);
const item = (library: Library, id: string): LibraryItem => {
  const found = library.items.find((held) => held.id === id);
  assert.ok(found, `${id} is among ${keys(library).join(', ')}`);
  return found;
};
const says = (library: Library): string[] => library.claims.map((held) => `${held.reference}: ${held.claim}`).sort();
function done(decided: Decided): Library {
  assert.ok('library' in decided, JSON.stringify(decided));
  return decided.library;
}
function edited(library: Library, change: (library: Library) => void): Library {
  const copy = structuredClone(library);
  change(copy);
  return copy;
}
const readNothing: ReadWords = () => null;
const undone = (library: Library, key: string): Library => done(split(library, key, readNothing));

describe('two works that a person says are one', () => {
  const one = done(markSame(both, 'vale2018cubs', 'vale2019cubs'));

  it('are one item, with the first key, the claims of both and the better fields', () => {
    assert.deepEqual(keys(one), ['articleB', 'articleTxt', 'powell2014talking', 'vale2018cubs']);
    assert.deepEqual(says(one), ['powell2014talking: One must talk.', 'vale2018cubs: Children were taught.', 'vale2018cubs: Children were taught.', 'vale2018cubs: They sang.']);
    assert.equal(item(one, 'vale2018cubs').publisher, 'ICSR');
    assert.deepEqual(item(one, 'vale2018cubs').issued, vale.issued);
  });

  it('stay one at every import', () => {
    assert.deepEqual(run(one, a, b), one);
    assert.deepEqual(run(one, b), one);
    const again = source('b.txt', { works: b.works, claims: [claim(0, 'They sang well.')] });
    assert.deepEqual(says(run(one, again)), ['powell2014talking: One must talk.', 'vale2018cubs: Children were taught.', 'vale2018cubs: They sang well.']);
  });

  it('are exactly as they were when that is undone', () => {
    assert.deepEqual(undone(one, 'vale2018cubs'), both);
    assert.deepEqual(undone(run(one, a, b), 'vale2018cubs'), both);
  });

  it('are exactly as they were also where a person had entered or edited them', () => {
    const mine: LibraryItem = { id: 'mine', type: 'book', title: 'Cubs', author: vale.author! };
    const library = edited(both, ({ items, claims }) => {
      items.push(mine);
      items.sort((one, other) => (one.id < other.id ? -1 : 1));
      item({ items, claims }, 'vale2019cubs').title = 'My title';
      delete (item({ items, claims }, 'vale2019cubs') as Partial<LibraryItem>).publisher;
      claims[0]!.claim = 'My words.';
    });
    for (const [kept, other] of [['mine', 'vale2019cubs'], ['vale2018cubs', 'vale2019cubs'], ['vale2019cubs', 'vale2018cubs'], ['vale2018cubs', 'mine']] as const) {
      assert.deepEqual(undone(done(markSame(library, kept, other)), kept), library, `${kept} and ${other}`);
    }
  });

  it('keep what a person edited: first of the one that is kept, then of the other', () => {
    const library = edited(both, (mine) => {
      item(mine, 'vale2018cubs').title = 'First title';
      Object.assign(item(mine, 'vale2019cubs'), { title: 'Second title', genre: 'Report' });
    });
    const now = run(done(markSame(library, 'vale2018cubs', 'vale2019cubs')), a, b);
    assert.equal(item(now, 'vale2018cubs').title, 'First title');
    assert.equal(item(now, 'vale2018cubs').genre, 'Report');
  });

  it('keep what was edited since, and what other sources said since, when that is undone', () => {
    const c = source('c.txt', { works: [cited({ ...vale, DOI: '10.1/x' }, 'Vale, Cubs, 2018')], claims: [claim(0, 'From c.')] });
    const since = edited(run(one, c), (library) => (item(library, 'vale2018cubs').title = 'My title'));
    const library = undone(since, 'vale2018cubs');
    assert.deepEqual([item(library, 'vale2018cubs').title, item(library, 'vale2018cubs').DOI], ['My title', '10.1/x']);
    assert.equal(item(library, 'vale2019cubs').title, cubs.title);
    assert.deepEqual(says(library).filter((words) => words.includes('From c')), ['vale2018cubs: From c.']);
    assert.deepEqual(item(library, 'vale2018cubs').custom?.ibid?.from.map(({ file }) => file).sort(), ['a.txt', 'c.txt']);
  });

  it('keep the claims that one sentence makes of both, also those that were changed or taken away', () => {
    const c = source('c.txt', { works: [cited(vale, 'Vale, Cubs'), cited(cubs, 'Vale 2019')], claims: [claim(0, 'All say so.'), claim(1, 'All say so.')] });
    const apart = run(empty, c);
    const one = done(markSame(apart, 'vale2018cubs', 'vale2019cubs'));
    assert.deepEqual(run(one, c), one);
    assert.deepEqual(undone(run(one, c), 'vale2018cubs'), apart);
    const without = edited(one, (library) => void library.claims.pop());
    assert.deepEqual(run(without, c).claims, without.claims);
  });

  it('may be a source and a work that another cites', () => {
    const one = done(markSame(both, 'vale2018cubs', 'articleB'));
    assert.equal(item(one, 'vale2018cubs').custom?.ibid?.source?.file, 'b.txt');
    assert.ok(one.claims.every(({ source }) => source.reference !== 'articleB'));
    assert.deepEqual(run(one, a, b), one);
    assert.deepEqual(undone(one, 'vale2018cubs'), both);
  });

  it('may not be two sources', () => assert.ok('refused' in markSame(both, 'articleTxt', 'articleB')));
  it('must be there', () => assert.ok('refused' in markSame(both, 'nobody', 'vale2018cubs')));

  it('give the key of neither to another work', () => {
    const other = source('d.txt', { works: [cited({ ...cubs, author: [{ family: 'Vale', given: 'Otto' }], title: 'Cubs' }, 'Otto Vale')] });
    assert.ok(keys(run(one, other)).every((key) => key !== 'vale2019cubs'));
  });

  it('may be an entry of a bibliography file', () => {
    const library = done(markSame(both, 'vale2018cubs', 'Vale:cubs'));
    const entries = [{ key: 'Vale:cubs', fields: powell }];
    assert.deepEqual([...joined(library.items, [{ file: 'my.bib', entries }]).entries], [['vale2018cubs', { file: 'my.bib', key: 'Vale:cubs' }]]);
  });
});

describe('two works that a person says are not one', () => {
  it('are not asked about again', () => {
    assert.deepEqual(doubtfulItems(both.items).map(({ own, other, why }) => [own, other, why]), [['vale2019cubs', 'vale2018cubs', 'the dates differ']]);
    assert.deepEqual(doubtfulItems(done(markDifferent(both, 'vale2018cubs', 'vale2019cubs')).items), []);
  });

  it('are two again if they were merged by a person', () => {
    const library = done(markDifferent(done(markSame(both, 'vale2018cubs', 'vale2019cubs')), 'vale2018cubs', 'vale2019cubs'));
    assert.deepEqual(keys(library), keys(both));
    assert.deepEqual(library.claims, both.claims);
    assert.deepEqual(doubtfulItems(library.items), []);
  });

  it('are not matched with an entry of a bibliography file, nor merged when it is taken over', () => {
    const library = done(markDifferent(both, 'vale2018cubs', 'Vale:cubs'));
    const entry: LibraryItem = { id: 'Vale:cubs', ...vale };
    assert.equal(joined(library.items, [{ file: 'my.bib', entries: [{ key: entry.id, fields: entry }] }]).entries.size, 0);
    assert.equal(importItems(library, [entry], 'my.bib').summary.newItems, 1);
    assert.equal(importItems(both, [entry], 'my.bib').summary.newItems, 0);
  });

  it('are one after all when a person says so', () => {
    const apart = done(markDifferent(both, 'vale2018cubs', 'vale2019cubs'));
    assert.deepEqual(keys(done(markSame(apart, 'vale2018cubs', 'vale2019cubs'))).includes('vale2019cubs'), false);
  });
});

describe('a work that was wrongly made of two', () => {
  const other = source('b.txt', { works: [cited({ ...vale, publisher: 'Other House' }, 'G. Vale, Cubs (Other House)')], claims: [claim(0, 'They sang.')] });
  const wrong = run(empty, a, other);
  const read: ReadWords = (words) => ({ fields: { type: 'report', title: words, author: vale.author!, issued: vale.issued! }, confidence: { title: 0.8 } });
  const apart = done(split(wrong, 'vale2018cubs', read, { file: 'b.txt' }));
  const [fresh] = keys(apart).filter((key) => !keys(wrong).includes(key));

  it('is taken apart by the files it was read from, with their claims', () => {
    assert.equal(apart.items.length, wrong.items.length + 1);
    assert.equal(item(wrong, 'vale2018cubs').publisher, 'Other House');
    assert.equal(item(apart, 'vale2018cubs').publisher, undefined);
    assert.equal(item(apart, fresh!).publisher, 'Other House');
    assert.deepEqual(says(apart), [`${fresh}: They sang.`, 'powell2014talking: One must talk.', 'vale2018cubs: Children were taught.'].sort());
  });

  it('stays apart when its sources are imported again, and claims that were changed or taken away stay so', () => {
    const now = run(apart, a, other);
    assert.deepEqual(keys(now), keys(apart));
    assert.deepEqual(now.claims, apart.claims);
    assert.deepEqual(run(now, a, other), now);
    assert.equal(item(now, fresh!).title, vale.title);
    const without = edited(apart, (library) => (library.claims = library.claims.filter(({ reference }) => reference !== fresh)));
    assert.equal(run(without, a, other).claims.length, 2);
  });

  it('stays apart where one source gave both', () => {
    const twice = { ...cited(vale, 'Vale, Cubs'), mentions: [...cited(vale, 'Vale, Cubs').mentions, { start: 90, end: 99, text: 'Vale, Dens', note: '2' }] };
    const wrong = source('c.txt', { works: [twice], claims: [claim(0, 'One.'), claim(0, 'Two.', { marker: { kind: 'note', label: '2' } })] });
    const apart = done(split(run(empty, wrong), 'vale2018cubs', read, { file: 'c.txt', text: 'Vale, Dens' }));
    assert.deepEqual(says(apart), ['vale2018cubs: One.', 'vale2018dens: Two.'].map((words) => words.replace('vale2018dens', keys(apart).at(-1)!)).sort());
    const now = run(apart, wrong);
    assert.deepEqual(keys(now), keys(apart));
    assert.deepEqual(now.claims, apart.claims);
    assert.deepEqual(item(now, 'vale2018cubs').custom?.ibid?.from.map(({ text }) => text), ['Vale, Cubs']);
    const more = { ...wrong, digest: 'more', claims: [...wrong.claims, claim(0, 'Three.', { marker: { kind: 'note', label: '2' } })] };
    assert.ok(says(run(now, more)).every((words) => words.startsWith('vale2018cubs') === words.endsWith('One.')));
  });

  it('keeps what a person edited', () => {
    const mine = edited(wrong, (library) => (item(library, 'vale2018cubs').title = 'My title'));
    assert.equal(item(run(done(split(mine, 'vale2018cubs', read, { file: 'b.txt' })), a, other), 'vale2018cubs').title, 'My title');
  });

  it('is not taken apart where there is nothing to part, or nothing said', () => {
    for (const reading of [undefined, { file: 'no.txt' }]) assert.ok('refused' in split(wrong, 'vale2018cubs', read, reading));
    assert.ok('refused' in split(wrong, 'powell2014talking', read, { file: 'a.txt' }));
    assert.ok('refused' in split(wrong, 'nobody', read));
  });
});

describe('what a person said of two works, taken back', () => {
  for (const [name, mark] of Object.entries({ same: markSame, different: markDifferent })) {
    it(`leaves them as they were before they were said to be ${name}, so that they are asked for again`, () => {
      const said = done(mark(both, 'vale2018cubs', 'vale2019cubs'));
      const open = done(markUndecided(said, 'vale2018cubs', 'vale2019cubs'));
      assert.deepEqual(open, both);
      assert.deepEqual(doubtfulItems(open.items), doubtfulItems(both.items));
    });
  }
});
