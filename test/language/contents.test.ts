import assert from 'node:assert/strict';
import { claimAsked, excerpt, wordsAsked } from '../../src/language/contents.js';
import { claim, example, vale } from './example.js';

describe('the words of a query', () => {
  it('are those of weight, or all where none has any', () => {
    assert.deepEqual(wordsAsked('the Children of Müller'), ['children', 'muller']);
    assert.deepEqual(wordsAsked('what is'), ['what', 'is']);
    assert.deepEqual(wordsAsked(''), []);
  });
});

describe('the claim by which a query finds a work', () => {
  const library = example({ items: [vale], claims: [claim({ id: 'a', claim: 'Schools were closed.' }), claim({ id: 'b', claim: 'Schools were opened again.' })] });
  const rows: [query: string, expected: string | null | undefined][] = [
    ['cubs 2018', null],
    ['vale school', 'a'],
    ['gina radicalisation', null],
    ['school open', 'b'],
    ['closed opened', undefined],
    ['oil', undefined],
    ['', null],
  ];
  for (const [query, expected] of rows) {
    it(`${query} → ${expected}`, () => {
      const found = claimAsked(vale, wordsAsked(query), library);
      assert.equal(found ? found.id : found, expected);
    });
  }
});

describe('the excerpt of a claim', () => {
  const long = 'It has been said again and again by many who were there that the schools were closed.';
  const rows: [query: string, text: string, expected: string][] = [
    ['schools', long, '… were there that the schools were closed.'],
    ['said', long, long],
    ['absent', long, long],
    ['écoles', 'Ferme les ÉCOLES', 'Ferme les ÉCOLES'],
  ];
  for (const [query, text, expected] of rows) it(`for ${query} is ${expected}`, () => assert.equal(excerpt(text, wordsAsked(query)), expected));
});
