import assert from 'node:assert/strict';
import { findLabelled, findNumeric, findRaised, numericStyle } from '../../src/citations/numeric.js';

const bracketed: [text: string, ...citations: string[]][] = [
  ['It was closed [3].', '3'],
  ['It was closed [3, 5–7].', '3 5 6 7'],
  ['It was closed [3],[5]-[7].', '3', '5 6 7'],
  ['It was closed [see 3; 4].', '3 4'],
  ['It was closed [12, p. 18].', '12 (page 18)'],
  ['It was closed [3, Theorem 2].', '3'],
  ['It was opened by Roe [3] and Doe [4].', '3', '4'],
  ['The matrix A = [1, 2] is closed.'],
  ['The row [1, 1, 2] is closed.'],
  ['It was closed [sic] in [2001].'],
];

const inParentheses: [text: string, ...citations: string[]][] = [
  ['It was closed (3).', '3'],
  ['It was closed (3, 5–7) and opened (8)(9).', '3 5 6 7', '8', '9'],
  ['It was closed (see 3).', '3'],
  ['By Eq. (3) it was closed, as in Figure (4).'],
  ['It had two ends: (1) it was closed, and (2) it was opened.'],
  ['It was closed (2001) in ten (10%) of them (n = 4).'],
];

const drawn = (text: string): string[] => findNumeric(text).map(({ numbers, locator }) => `${numbers.join(' ')}${locator ? ` (${locator.label} ${locator.value})` : ''}`);

/** Raised numbers of texts, as they are left of them: those drawn in braces cite. */
const raised: string[] = [
  'It was closed.{1} It was opened,{2} and “kept”.{3,4} So it stayed{5–7} and stays.{1,5}',
  'It was closed.{¹} It was opened,{²} and kept.{³⁻⁵}',
  'It was closed{1} and opened by the RBA{2} in May 2001.{3} See Roe et al.,{4} who say so.',
  'On day1 it was closed.{1} On day1 it was opened.{2} On day1 again it was kept.{3}',
  'It was closed.{1} It was 2.5 km long,{2} see p.4 and no.5 there.{3}',
  'The proteins ABC11 and ABC11 and ABC11 of indole-2,3-oxygenase were closed.{1} They were opened.{2}',
];

describe('citations by number', () => {
  for (const [text, ...wanted] of bracketed) it(text, () => assert.deepEqual(drawn(text), wanted));
  for (const [text, ...wanted] of inParentheses) it(text, () => assert.deepEqual(findNumeric(text, 'parentheses').map(({ numbers }) => numbers.join(' ')), wanted));

  for (const text of raised) {
    it(text, () => {
      const plain = text.replace(/[{}]/g, '');
      let found = plain;
      for (const { start, end } of [...findRaised([plain], 9)[0]!].reverse()) found = `${found.slice(0, start)}{${found.slice(start, end)}}${found.slice(end)}`;
      assert.equal(found, text);
    });
  }

  it('are set as most of the bibliography’s numbers are', () => {
    const numbers = new Set([1, 2, 3, 4]);
    assert.equal(numericStyle(['It was closed [1]. It was opened [2, 3], and (1) kept.'], numbers), 'brackets');
    assert.equal(numericStyle(['It was closed (1). It was opened (2, 3), and kept (4).'], numbers), 'parentheses');
    assert.equal(numericStyle(['It was closed.1 It was opened,2,3 and kept.4'], numbers), 'raised');
    assert.equal(numericStyle(['It was closed in 2001, and opened.'], numbers), null);
  });

  it('may be labels of the bibliography', () => {
    const known = new Map([['Roe01', 0], ['DPo+04a', 1], ['3', 2]]);
    const found = findLabelled('It was closed [Roe01, p. 4; DPo+04a], as they say [sic] in [3] and [Roe02].', known);
    assert.deepEqual(found.map(({ targets }) => targets.map(({ label, locator }) => [label, locator?.value])), [[['Roe01', '4'], ['DPo+04a', undefined]]]);
  });
});
