import assert from 'node:assert/strict';
import { capital, letter } from '../../src/text/letters.js';

describe('letters of names', () => {
  for (const name of ['Vale', 'Özdemir', 'Łukasz', 'Čapek', 'Ó', 'Αθηνά', 'Жуков', 'Ẽmi'])
    it(`${name} begins with a capital and goes on in letters`, () => assert.match(name, new RegExp(`^[${capital}][${letter}]*$`, 'u')));

  for (const word of ['čas', 'öde', 'жук', '12', '«'])
    it(`${word} begins with none`, () => assert.doesNotMatch(word, new RegExp(`^[${capital}]`, 'u')));

  for (const word of ['محمد', '中村', '김', 'שלום', 'e\u0301t\u0300'])
    it(`${word} is letters`, () => assert.match(word, new RegExp(`^[${letter}]+$`, 'u')));

  for (const sign of ['“', '×', '÷', '–', '、', '1', ' '])
    it(`${sign} is no letter`, () => assert.doesNotMatch(sign, new RegExp(`[${letter}]`, 'u')));
});
