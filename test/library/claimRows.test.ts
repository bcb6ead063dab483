import assert from 'node:assert/strict';
import { claimRowsOf, packClaims } from '../../src/library/claimRows.js';
import type { Claim } from '../../src/library/library.js';

const claim = (id: string, reference: string | null, words: string): Claim => ({
  id, reference, claim: words, before: '', quotes: [], locator: null, marker: { kind: 'note', label: '1' },
  source: { reference: 'own2020', file: 'own.md', start: 0, end: 1 }, confidence: 1,
});

describe('the claims of a library on their way between threads', () => {
  const claims = [
    claim('a', null, 'What the source itself says.'),
    claim('b', 'own2020', 'What another says of it: “Größe – 😀”.'),
    claim('c', 'vale2018', 'First.'),
    claim('d', 'own2020', 'More of it.'),
    claim('e', 'vale2018', 'Second.'),
  ];
  const rows = claimRowsOf(structuredClone(packClaims(claims)));

  it('come by item, those it supports before those it makes', () => {
    assert.deepEqual(rows.of('vale2018'), [claims[2], claims[4]]);
    assert.deepEqual(rows.of('own2020').map(({ id }) => id), ['b', 'd', 'a']);
    assert.equal(rows.of('own2020')[0]!.claim, claims[1]!.claim);
    assert.deepEqual(rows.of('nobody'), []);
  });

  it('come by id', () => {
    assert.deepEqual(rows.get('e'), claims[4]);
    assert.equal(rows.get('z'), undefined);
  });

  it('are none of an empty library', () => {
    assert.deepEqual(claimRowsOf(packClaims([])).of('a'), []);
  });
});
