import assert from 'node:assert/strict';
import { DocumentCitations } from '../../src/language/documentCitations.js';
import { nearestClaims, nearness, placeOf, stemsOf, writtenAt } from '../../src/language/nearness.js';
import { marked } from './cursor.js';
import { claim } from './example.js';

describe('the stems of a text', () => {
  const rows: [text: string, expected: string[]][] = [
    ['The indoctrination of the children', ['indoct', 'childr']],
    ['L’État islamique', ['etat', 'islami']],
    ['Müller, mueller & Łukasz', ['muller', 'muelle', 'lukasz']],
    ['', []],
  ];
  for (const [text, expected] of rows) it(JSON.stringify(text), () => assert.deepEqual([...stemsOf(text)], expected));
});

describe('how close texts stand', () => {
  const of = (written: string, ...texts: string[]): number[] => nearness(stemsOf(written), texts.map(stemsOf));

  it('is told by the words they share', () => {
    const [same, near, far] = of('Children were indoctrinated in schools', 'Children were indoctrinated in schools', 'the schools of the state', 'the price of oil');
    assert.ok(same! > near! && near! > far!, `${same} ${near} ${far}`);
    assert.ok(Math.abs(same! - 1) < 1e-9);
    assert.equal(far, 0);
  });

  it('is told by a rare word more than by one that all have', () => {
    const [common, rare] = of('state propaganda', 'state schools', 'propaganda films', 'state oil', 'state law', 'state armies');
    assert.ok(rare! > common!, `${rare} ${common}`);
  });

  it('is nothing where there are no words', () => {
    assert.deepEqual(of('', 'state schools'), [0]);
    assert.deepEqual(of('state', ''), [0]);
    assert.deepEqual(of('state'), []);
  });
});

describe('what is written around a citation', () => {
  const rows: [drawn: string, expected: string[]][] = [
    ['Oil was sold. Children were taught @vale2018|cubs. It rained.', ['childr', 'taught']],
    ['Oil was sold. They taught children. It rained|.', ['rained']],
    ['Oil was sold.\n\nChildren -@vale| were taught', ['childr', 'taught']],
    ['Oil was sold. @vale| saw children', ['saw', 'childr']],
    ['|', []],
  ];
  for (const [drawn, expected] of rows) {
    it(JSON.stringify(drawn), () => {
      const { text, offset } = marked(drawn);
      const { stems } = writtenAt(new DocumentCitations('markdown', text), offset);
      assert.deepEqual([...stems], expected);
    });
  }
});

describe('claims by how close they stand', () => {
  const taught = claim({ id: 'taught', claim: 'Children were taught in schools.', locator: { label: 'page', value: '27' } });
  const sold = claim({ id: 'sold', claim: 'Oil was sold to merchants.', locator: { label: 'page', value: '18-20' } });
  const own = claim({ id: 'own', reference: null, claim: 'Nothing of the kind.', locator: null, source: { ...claim({}).source, reference: 'vale2018cubs', page: '44' } });
  const ranked = (sentence: string, locator: string | null): string[] =>
    nearestClaims([taught, sold, own], { stems: stemsOf(sentence), locator: locator === null ? null : { label: 'page', value: locator } }).map(({ id }) => id);

  it('has first what is like the sentence', () => assert.deepEqual(ranked('The merchants bought oil', null), ['sold', 'taught', 'own']));
  it('has first what stands at the page that is cited', () => assert.deepEqual(ranked('The schools taught children', '19'), ['sold', 'taught', 'own']));
  it('knows the pages of the work itself', () => assert.deepEqual(ranked('The schools taught children', '44'), ['own', 'taught', 'sold']));
  it('leaves the others as they were', () => assert.deepEqual(ranked('', null), ['taught', 'sold', 'own']));
  it('places no sentence of the work itself that has no page', () => assert.equal(placeOf({ ...own, source: { ...own.source, page: undefined } }), null));
});
