import assert from 'node:assert/strict';
import type { CslName } from '../../../src/references/csl.js';
import { officeOf, parseNames, scanPeople } from '../../../src/references/normalise/names.js';

const person = (given: string, family: string, more: CslName = {}): CslName => ({ family, given, ...more });
const literal = (words: string): CslName => ({ literal: words });

const cases: [string, CslName[]][] = [
  // given before family
  ['Gina Vale', [person('Gina', 'Vale')]],
  ['Audrey Kurth Cronin', [person('Audrey Kurth', 'Cronin')]],
  ['Mitchell B. Reiss', [person('Mitchell B.', 'Reiss')]],
  ['George W. Bush', [person('George W.', 'Bush')]],
  ['Haid Haid', [person('Haid', 'Haid')]],
  ['Michael Weiss & Hassan Hassan', [person('Michael', 'Weiss'), person('Hassan', 'Hassan')]],
  ['Michael Peel, Andrew Lincoln & Chloe Cornish', [person('Michael', 'Peel'), person('Andrew', 'Lincoln'), person('Chloe', 'Cornish')]],
  ['Feisal al-Istrabadi & Sumit Ganguly', [person('Feisal', 'al-Istrabadi'), person('Sumit', 'Ganguly')]],
  ['Jean-Paul Sartre', [person('Jean-Paul', 'Sartre')]],
  // initials
  ['M.J. Mossman', [person('M.J.', 'Mossman')]],
  ['J.-P. Vernant et P. Vidal-Naquet', [person('J.-P.', 'Vernant'), person('P.', 'Vidal-Naquet')]],
  ['K. O’Donovan', [person('K.', 'O’Donovan')]],
  ['Hanss J, Moore GE', [person('J.', 'Hanss'), person('G. E.', 'Moore')]],
  // family before given
  ['Said, Edward W.', [person('Edward W.', 'Said')]],
  ['Fisher, B. S., Cullen, F. T., & Turner, M. G.', [person('B. S.', 'Fisher'), person('F. T.', 'Cullen'), person('M. G.', 'Turner')]],
  ['Batygin, V. V.; Toptygin, I. N.', [person('V. V.', 'Batygin'), person('I. N.', 'Toptygin')]],
  ['Deleuze, Gilles, and Félix Guattari', [person('Gilles', 'Deleuze'), person('Félix', 'Guattari')]],
  // particles, suffixes
  ['Bernard van Steenbergen', [{ family: 'Steenbergen', given: 'Bernard', 'non-dropping-particle': 'van' }]],
  ['Goethe, Johann Wolfgang von', [person('Johann Wolfgang', 'Goethe', { 'dropping-particle': 'von' })]],
  ['King, Martin Luther, Jr.', [person('Martin Luther', 'King', { suffix: 'Jr.' })]],
  // family names alone
  ['Powell', [{ family: 'Powell' }]],
  ['Feest/Blankenburg', [{ family: 'Feest' }, { family: 'Blankenburg' }]],
  // et al., roles
  ['Modirzadeh et al.', [{ family: 'Modirzadeh' }, literal('et al.')]],
  ['edited by Nicholas Burns & Jonathon Price', [person('Nicholas', 'Burns'), person('Jonathon', 'Price')]],
  ['F. Haug (ed.)', [person('F.', 'Haug')]],
  ['hrsg. von Ulrich Beck und Christoph Lau', [person('Ulrich', 'Beck'), person('Christoph', 'Lau')]],
  // organisations, offices
  ['BBC News', [literal('BBC News')]],
  ['The Economist', [literal('The Economist')]],
  ['US Department of State', [literal('US Department of State')]],
  ['United Nations Security Council Counter Terrorism Committee', [literal('United Nations Security Council Counter Terrorism Committee')]],
  ['United Nations Secretary-General Antonio Guterres', [person('Antonio', 'Guterres')]],
  ['', []],
];

describe('names', () => {
  for (const [text, expected] of cases) {
    it(text || '(nothing)', () => assert.deepEqual(parseNames(text), expected));
  }

  it('tells the office before a name', () => {
    assert.equal(officeOf('United Nations Secretary-General Antonio Guterres'), 'United Nations Secretary-General');
    assert.equal(officeOf('US Department of State'), null);
  });
});

/** The names at the start of a reference, `|` after their last character. */
const starts: string[] = [
  'Powell|, Talking to Terrorists, p. 113',
  'Puri|, Fighting and Negotiating, p. 120.',
  'Foucault|, Discipline and Punish, p. 3',
  'Said, Edward W.| Orientalism. New York: Pantheon, 1978.',
  'Said|, Orientalism. London: Penguin, 1978.',
  'Ian Kershaw|, Hitler (London: Allen Lane, 1998)',
  'M. Sawer and M. Simms|, A Woman’s Place (2nd ed., 1993)',
  'K. O’Donovan|, Family Matters (1993)',
  'Jürgen Kocka|, Sozialgeschichte: Begriff, Entwicklung, Probleme, Göttingen 1977',
  'Nair DG, Samson RH|. Heparin-bonded grafts. J Vasc Surg. 2016',
];

describe('names at the start of a reference', () => {
  for (const marked of starts) {
    it(marked, () => assert.equal(scanPeople(marked.replace('|', ''), 0)?.end, marked.indexOf('|')));
  }

  it('finds none where there is none', () => {
    assert.equal(scanPeople('the notion of a name', 0), null);
    assert.equal(scanPeople('Crimes (Sexual Assault) Amendment Act 1981', 0), null);
  });
});
