import assert from 'node:assert/strict';
import { purposes, type LiteratureMap, type Purpose } from '../../../src/language/literatureMap.js';
import { graphLayout } from '../../../src/pages/map/layout.js';
import { connectionsOf, isThinned, linesOf, Literature, mostLines } from '../../../src/pages/map/literature.js';
import type { Filter } from '../../../src/pages/map/messages.js';
import { timelineLayout } from '../../../src/pages/map/timeline.js';

const all: Filter = { words: '', source: '', least: 0, shared: false, hidden: [], most: 1000 };

/** Sources are named by capitals: [['A', 'quotes', 'x', 2]]. Works whose name ends in a year are of that year. */
function mapOf(...citations: [from: string, purpose: Purpose, to: string, claims: number][]): LiteratureMap {
  const keys = [...new Set(citations.flatMap(([from, , to]) => [from, to]))];
  return {
    works: keys.map((key) => ({ key, name: key, title: `Título of ${key}`, year: Number(/\d{4}$/.exec(key)?.[0] ?? Number.NaN) || null, isSource: /^[A-Z]/.test(key) })),
    citations: Uint32Array.from(citations.flatMap(([from, purpose, to, claims]) => [keys.indexOf(from), keys.indexOf(to), purposes.indexOf(purpose), claims])),
  };
}

const literature = new Literature(mapOf(
  ['A', 'supports', 'x', 2], ['A', 'contrasts', 'x', 1], ['A', 'supports', 'y', 1], ['B', 'supports', 'x', 1], ['B', 'quotes', 'A', 4], ['B', 'lists', 'z', 0],
));
const keysOf = (filter: Partial<Filter>): string => literature.shown({ ...all, ...filter }).works.map(({ key }) => key).join(' ');

describe('what is drawn of the literature', () => {
  const rows: [what: string, filter: Partial<Filter>, expected: string][] = [
    ['all, what weighs most first', {}, 'A x B y z'],
    ['what has certain words, whatever the case and accents, with the sources that cite it', { words: 'titulo Y' }, 'A y'],
    ['what one source cites', { source: 'B' }, 'A x B z'],
    ['what is cited often enough', { least: 4 }, 'A x B'],
    ['what several sources cite', { shared: true }, 'A x B'],
    ['what is cited for some purposes only', { hidden: ['supports', 'lists', 'quotes'] }, 'A x B'],
    ['the most cited', { most: 1 }, 'A B'],
    ['nothing where nothing fits', { words: 'nowhere' }, ''],
  ];
  for (const [what, filter, expected] of rows) it(what, () => assert.equal(keysOf(filter), expected));

  it('says how many fit that are not drawn', () => assert.equal(literature.shown({ ...all, most: 1 }).fitting, 4));
});

describe('the connections of a work', () => {
  it('are what it cites and what cites it, each once, by how often', () => {
    const connections = connectionsOf(literature.get('A')!, literature.shown(all));
    assert.deepEqual(connections.map(({ other, cites, citations }) => `${cites ? '→' : '←'} ${other.key} ${citations.map(({ purpose }) => purpose).join(' ')}`), [
      '← B quotes', '→ x supports contrasts', '→ y supports',
    ]);
  });

  it('are one line each where there are very many, for what there are most claims', () => {
    const rest = Array.from({ length: 700 }, (_, index): ['B', 'supports', string, number] => ['B', 'supports', `w${index}`, 1]);
    const shown = new Literature(mapOf(['A', 'supports', 'x', 1], ['A', 'contrasts', 'x', 3], ...rest)).shown(all);
    assert.deepEqual(linesOf(shown.citations).filter(({ from }) => from.key === 'A').map(({ purpose, claims }) => [purpose, claims]), [['contrasts', 3]]);
    assert.equal(isThinned(shown.citations), false);
  });

  it('are those with the most claims where there are more than can be seen', () => {
    const many = Array.from({ length: mostLines }, (_, index): ['B', 'supports', string, number] => ['B', 'supports', `w${index}`, 2]);
    const { citations } = new Literature(mapOf(['A', 'supports', 'x', 1], ...many)).shown({ ...all, most: 3000 });
    assert.equal(isThinned(citations), true);
    assert.deepEqual([linesOf(citations).length, linesOf(citations).some(({ from }) => from.key === 'A')], [mostLines, false]);
  });
});

describe('the places of works', () => {
  const many = Array.from({ length: 300 }, (_, index): [string, Purpose, string, number] => [index % 3 === 0 ? 'A' : 'B', 'supports', `w${index >> 1} ${1990 + (index % 20)}`, 1]);
  const shown = new Literature(mapOf(...many, ['A', 'supports', 'undated', 1])).shown(all);

  it('in the graph are the same each time, and none lies on another', () => {
    const places = [...graphLayout(shown)];
    assert.equal(places.length, shown.works.length);
    assert.deepEqual(places, [...graphLayout(shown)]);
    for (const [index, [, a]] of places.entries()) {
      for (const [, b] of places.slice(index + 1)) assert.ok(Math.hypot(a.x - b.x, a.y - b.y) > 0.9 * (a.size + b.size) / 2);
    }
  });

  it('in the timeline are within their years, cited works above the line, undated ones apart', () => {
    const { places, undated, last, above, below } = timelineLayout(shown, { width: 900, height: 600 });
    for (const work of shown.works) {
      const { x, y } = places.get(work)!;
      if (work.year === null) assert.ok(undated !== null && undated > last && x > last + 0.5);
      else assert.ok(Math.abs(x - work.year) <= 0.5, `${work.key} ${x}`);
      assert.equal(y > 0, !work.isSource);
      assert.ok(y < above && y > -below);
    }
  });

  it('are there for no work, and for one', () => {
    assert.equal(graphLayout({ works: [], citations: [], cited: 0, fitting: 0 }).size, 0);
    assert.equal(timelineLayout({ works: shown.works.slice(0, 1), citations: [], cited: 0, fitting: 0 }, { width: 900, height: 600 }).places.size, 1);
  });
});
