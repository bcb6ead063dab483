import assert from 'node:assert/strict';
import { Works } from '../../src/citations/works.js';
import type { CslFields } from '../../src/csl.js';

const item = (family: string, title: string, year: number): CslFields =>
  ({ type: 'book', author: family.split('/').map((one) => ({ family: one })), title, issued: { 'date-parts': [[year]] } });

/** Works of a bibliography, and then such as notes gave; found by their places in that order. */
function works(listed: readonly CslFields[], noted: readonly CslFields[] = []): Works {
  const all = new Works();
  [...listed, ...noted].forEach((one, index) => all.add(one, {}, { text: '', note: index < listed.length ? null : '1', start: index, end: index + 1 }));
  return all;
}

const vale = item('Vale', 'Wege des Rechts: Ein Versuch', 1999);
const dale = item('Vale/Dale', 'Straßen und Recht', 2001);

describe('a work found in words that were not read aright', () => {
  const table: [string, number | null][] = [
    ['meinen Beitrag: Wege des Rechts 1999, S. 83', 0],
    ['Vale Dale 2001, S. 24', 1],
    ['die Lehre von Vale 1999, S. 5', 0],
    ['die Lehre von Vale 2007, S. 5', null],
    ['Dale 2001, S. 5', null],
    ['auf dem Wege 1999', null],
  ];
  for (const [words, wanted] of table) {
    it(`${words} -> ${wanted === null ? 'none' : [vale, dale][wanted]!.title}`, () => {
      const settled = works([vale, dale]).settleWords(words);
      assert.equal(settled && 'work' in settled ? settled.work : null, wanted);
    });
  }

  it('is none where two works have these words', () => {
    assert.deepEqual(works([vale, item('Vale', 'Ein anderes Buch', 1999)]).settleWords('von Vale 1999, S. 5'), { several: [0, 1] });
  });
});

describe('several works that fit', () => {
  const short = { item: { type: 'document', author: [{ family: 'Vale' }], issued: vale.issued! } satisfies CslFields, letter: '', text: 'Vale 1999' };

  it('leave it open', () => {
    assert.deepEqual(works([vale, item('Vale', 'Ein anderes Buch', 1999)]).settleShort(short), { several: [0, 1] });
  });

  it('yield to the one of the bibliography', () => {
    assert.deepEqual(works([vale], [item('Vale', 'Ein anderes Buch', 1999)]).settleShort(short), { work: 0, confidence: 0.85 });
  });

  it('are told apart by a letter', () => {
    assert.deepEqual(works([vale, item('Vale', 'Ein anderes Buch', 1999)]).settleShort({ ...short, letter: 'b' }), { work: 1, confidence: 0.85 });
  });

  it('are looked for among the works given', () => {
    assert.deepEqual(works([vale, item('Vale', 'Ein anderes Buch', 1999)]).settleShort(short, [1]), { work: 1, confidence: 0.97 });
  });
});
