import assert from 'node:assert/strict';
import { citeKey } from '../../src/library/citeKey.js';
import type { CslFields } from '../../src/csl.js';

const issued = (year: number) => ({ 'date-parts': [[year]] });
const by = (family: string, rest: object = {}) => [{ family, ...rest }];

const keys: [string, CslFields][] = [
  ['vale2018cubs', { type: 'report', title: 'Cubs in the Lions’ Den: Indoctrination', author: by('Vale'), issued: issued(2018) }],
  ['powellTalking', { type: 'book', title: 'Talking to Terrorists', author: by('Powell') }],
  ['muellerweiss2001', { type: 'book', author: by('Mueller-Weiß'), issued: issued(2001) }],
  ['lukaszewicz2004lodz', { type: 'book', title: 'Łódź', author: by('Łukaszewicz'), issued: issued(2004) }],
  ['vanderheide2017children', { type: 'report', title: 'Children of the Caliphate', author: by('Heide', { 'non-dropping-particle': 'van der' }), issued: issued(2017) }],
  ['garciamarquez1967cien', { type: 'book', title: 'Cien años de soledad', author: by('García Márquez'), issued: issued(1967) }],
  ['bourdieu1979distinction', { type: 'book', title: 'La distinction', author: by('Bourdieu'), issued: issued(1979) }],
  ['luxemburg1913akkumulation', { type: 'book', title: 'Die Akkumulation des Kapitals', author: by('Luxemburg'), issued: issued(1913) }],
  ['filiu2015etat', { type: 'book', title: 'L’État islamique', author: by('Filiu'), issued: issued(2015) }],
  ['dostoevskii1866prestuplenie', { type: 'book', title: 'Преступление и наказание', author: by('Достоевскій'), issued: issued(1866) }],
  ['bbcnews2019is', { type: 'article-newspaper', title: 'IS “Caliphate” Defeated', author: [{ literal: 'BBC News' }], issued: issued(2019) }],
  ['hrw2016marked', { type: 'report', title: 'Marked with an X', author: [{ literal: 'Human Rights Watch' }], issued: issued(2016) }],
  ['icrc2011protection', { type: 'report', title: 'Protection', author: [{ literal: 'International Committee of the Red Cross (ICRC)' }], issued: issued(2011) }],
  ['unga2020children', { type: 'report', title: 'Children and Armed Conflict', author: [{ literal: 'UN General Assembly' }], issued: issued(2020) }],
  ['economist2017iraqs', { type: 'webpage', title: 'Iraq’s recaptured territory', 'container-title': 'The Economist', issued: issued(2017) }],
  ['burns2015blind', { type: 'book', title: 'Blind Spot', editor: by('Burns'), issued: issued(2015) }],
  ['strategicDefence2010', { type: 'book', title: 'The Strategic Defence Review', issued: issued(2010) }],
  ['exampleorg2019', { type: 'webpage', URL: 'https://www.example.org/a/b', issued: issued(2019) }],
  ['untitled', { type: 'document' }],
  ['caesar44', { type: 'book', author: by('Caesar'), issued: issued(-44) }],
  ['smithDoneAgain', { type: 'book', title: 'To Be Done Again', author: by('Smith') }],
];

describe('cite keys', () => {
  for (const [key, item] of keys) {
    const taken = key === 'smithDoneAgain' ? new Set(['smithDone']) : new Set<string>();
    it(key, () => assert.equal(citeKey(item, taken), key));
  }

  it('takes further words of the title, then letters, where a key is taken', () => {
    const item: CslFields = { type: 'book', title: 'Cubs in the Den', author: by('Vale'), issued: issued(2018) };
    const taken = new Set<string>();
    const given = Array.from({ length: 30 }, () => {
      const key = citeKey(item, taken);
      taken.add(key);
      return key;
    });
    assert.deepEqual(given.slice(0, 4), ['vale2018cubs', 'vale2018cubsDen', 'vale2018cubsb', 'vale2018cubsc']);
    assert.equal(new Set(given).size, 30);
  });

  it('is letters and digits of ASCII for any text', () => {
    for (const text of ['東京', '\ud800', '}\\input{x}', '٤٥', 'a'.repeat(5000), '<i>']) {
      const key = citeKey({ type: 'book', title: text, author: [{ family: text }] }, new Set());
      assert.match(key, /^[A-Za-z0-9]{1,120}$/, text);
    }
  });
});
