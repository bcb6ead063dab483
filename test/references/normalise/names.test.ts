import assert from 'node:assert/strict';
import type { CslName } from '../../../src/csl.js';
import { parseNames } from '../../../src/references/normalise/names.js';
import { officeOf } from '../../../src/references/normalise/organisations.js';

const person = (given: string, family: string, more: CslName = {}): CslName => ({ family, given, ...more });
const literal = (words: string): CslName => ({ literal: words });

const cases: [string, CslName[]][] = [
  // given before family
  ['Gina Vale', [person('Gina', 'Vale')]],
  ['Audrey Kurth Cronin', [person('Audrey Kurth', 'Cronin')]],
  ['Mitchell B. Reiss', [person('Mitchell B.', 'Reiss')]],
  ['George W. Bush', [person('George W.', 'Bush')]],
  ['Haid Haid', [person('Haid', 'Haid')]],
  ['Niall Ó Dochartaigh', [person('Niall', 'Ó Dochartaigh')]],
  ['Michael Weiss & Hassan Hassan', [person('Michael', 'Weiss'), person('Hassan', 'Hassan')]],
  ['Michael Peel, Andrew Lincoln & Chloe Cornish', [person('Michael', 'Peel'), person('Andrew', 'Lincoln'), person('Chloe', 'Cornish')]],
  ['Feisal al-Istrabadi & Sumit Ganguly', [person('Feisal', 'al-Istrabadi'), person('Sumit', 'Ganguly')]],
  ['Jean-Paul Sartre', [person('Jean-Paul', 'Sartre')]],
  // initials
  ['M.J. Mossman', [person('M.J.', 'Mossman')]],
  ['J.-P. Vernant et P. Vidal-Naquet', [person('J.-P.', 'Vernant'), person('P.', 'Vidal-Naquet')]],
  ['K. O’Donovan', [person('K.', 'O’Donovan')]],
  ['Hanss J, Moore GE', [person('J.', 'Hanss'), person('G. E.', 'Moore')]],
  ['Comas I, Siqueira ES and Al-Mukhtar MY.', [person('I.', 'Comas'), person('E. S.', 'Siqueira'), person('M. Y.', 'Al-Mukhtar')]],
  ['Gaber M R, Wood S', [person('M. R.', 'Gaber'), person('S.', 'Wood')]],
  ['LI Y, KIM JH', [person('Y.', 'LI'), person('J. H.', 'KIM')]],
  ['Swift, R. A', [person('R. A.', 'Swift')]],
  ['K.M.Stern, J.F.Kennedy', [person('K.M.', 'Stern'), person('J.F.', 'Kennedy')]],
  ['Zwick,F .', [person('F.', 'Zwick')]],
  ['I. William Zartman', [person('I. William', 'Zartman')]],
  ['A.M. Sheridan Smith', [person('A.M.', 'Sheridan Smith')]],
  ['G. Martinez de Reyes', [person('G.', 'Martinez de Reyes')]],
  ['G. Arnaldi-M. Pastore', [person('G.', 'Arnaldi'), person('M.', 'Pastore')]],
  ['Fei-fei Li.', [person('Fei-fei', 'Li')]],
  // family names in capitals
  ['BEHRENS Jörg und Luciano GUERCI', [person('Jörg', 'BEHRENS'), person('Luciano', 'GUERCI')]],
  ['DWORK, C., AND WAARTS, O.', [person('C.', 'DWORK'), person('O.', 'WAARTS')]],
  // family before given without a comma
  ['Camporesi Piero, Porto Elena', [person('Piero', 'Camporesi'), person('Elena', 'Porto')]],
  ['Karin Latour and Porto Elena', [person('Karin', 'Latour'), person('Porto', 'Elena')]],
  ['Dylan Thomas', [person('Dylan', 'Thomas')]],
  ['RIDLEY, FRANK', [person('FRANK', 'RIDLEY')]],
  // family before given
  ['Said, Edward W.', [person('Edward W.', 'Said')]],
  ['Fisher, B. S., Cullen, F. T., & Turner, M. G.', [person('B. S.', 'Fisher'), person('F. T.', 'Cullen'), person('M. G.', 'Turner')]],
  ['Batygin, V. V.; Toptygin, I. N.', [person('V. V.', 'Batygin'), person('I. N.', 'Toptygin')]],
  ['Deleuze, Gilles, and Félix Guattari', [person('Gilles', 'Deleuze'), person('Félix', 'Guattari')]],
  ['Deleuze, Gilles and Guattari, Félix', [person('Gilles', 'Deleuze'), person('Félix', 'Guattari')]],
  ['Fletcher, Lloyd Alan, Rangachar Kasturi', [person('Lloyd Alan', 'Fletcher'), person('Rangachar', 'Kasturi')]],
  ['Cook, S. J., D. R. Norris', [person('S. J.', 'Cook'), person('D. R.', 'Norris')]],
  ['García Márquez, Gabriel', [person('Gabriel', 'García Márquez')]],
  ['• Godina Golija, Maja', [person('Maja', 'Godina Golija')]],
  // particles, suffixes
  ['Bernard van Steenbergen', [{ family: 'Steenbergen', given: 'Bernard', 'non-dropping-particle': 'van' }]],
  ['Juan de la Cruz', [{ family: 'Cruz', given: 'Juan', 'non-dropping-particle': 'de la' }]],
  ['van der Berg, Jan Willem', [{ family: 'Berg', given: 'Jan Willem', 'non-dropping-particle': 'van der' }]],
  ['de Foucault B.', [{ family: 'Foucault', given: 'B.', 'non-dropping-particle': 'de' }]],
  ['Von Szilvinyi A.', [person('A.', 'Von Szilvinyi')]],
  ['P. Del Negro', [person('P.', 'Del Negro')]],
  ['Jacques Le Goff', [person('Jacques', 'Le Goff')]],
  ['John Mac Suibhne', [person('John', 'Mac Suibhne')]],
  ['Abd al-Rahman ibn Khaldun', [{ family: 'Khaldun', given: 'Abd al-Rahman', 'non-dropping-particle': 'ibn' }]],
  ['Lev Nikolaevich Tolstoy', [person('Lev Nikolaevich', 'Tolstoy')]],
  ['John Doe III', [person('John', 'Doe', { suffix: 'III' })]],
  ['Prof. Dr. Hans Müller', [person('Hans', 'Müller')]],
  ['Goethe, Johann Wolfgang von', [person('Johann Wolfgang', 'Goethe', { 'dropping-particle': 'von' })]],
  ['Camões, Luís de.', [person('Luís', 'Camões', { 'dropping-particle': 'de' })]],
  ['Wulp, F. M., van der', [person('F. M.', 'Wulp', { 'dropping-particle': 'van der' })]],
  ['A. v. Griesheim', [{ family: 'Griesheim', given: 'A.', 'non-dropping-particle': 'v.' }]],
  ['Bottke, Jr., W. F., Roe, D.', [person('W. F.', 'Bottke', { suffix: 'Jr.' }), person('D.', 'Roe')]],
  ['Gretz HF 3rd', [person('H. F.', 'Gretz', { suffix: '3rd' })]],
  ['King, Martin Luther, Jr.', [person('Martin Luther', 'King', { suffix: 'Jr.' })]],
  // family names alone
  ['Powell', [{ family: 'Powell' }]],
  ['Feest/Blankenburg', [{ family: 'Feest' }, { family: 'Blankenburg' }]],
  ['Powell, Smith and Jones', [{ family: 'Powell' }, { family: 'Smith' }, { family: 'Jones' }]],
  // et al., roles
  ['Modirzadeh et al.', [{ family: 'Modirzadeh' }, literal('et al.')]],
  ['Müller u. a.', [{ family: 'Müller' }, literal('et al.')]],
  ['Rossi e altri', [{ family: 'Rossi' }, literal('et al.')]],
  ['García y otros', [{ family: 'García' }, literal('et al.')]],
  ['Durand et autres', [{ family: 'Durand' }, literal('et al.')]],
  ['edited by Nicholas Burns & Jonathon Price', [person('Nicholas', 'Burns'), person('Jonathon', 'Price')]],
  ['F. Haug (ed.)', [person('F.', 'Haug')]],
  ['hrsg. von Ulrich Beck und Christoph Lau', [person('Ulrich', 'Beck'), person('Christoph', 'Lau')]],
  ['(ed. J. Smith)', [person('J.', 'Smith')]],
  ['a cura di G. Arnaldi e M. PASTORE Stocchi', [person('G.', 'Arnaldi'), person('M.', 'PASTORE Stocchi')]],
  ['A. Caracciolo (a cura di-)', [person('A.', 'Caracciolo')]],
  ['sous la direction de Pierre Nora', [person('Pierre', 'Nora')]],
  ['trad. di Emilio Castellani', [person('Emilio', 'Castellani')]],
  ['Éditeurs : C. H. Bamford et C. F. H. Tipper', [person('C. H.', 'Bamford'), person('C. F. H.', 'Tipper')]],
  ['by Samir Puri', [person('Samir', 'Puri')]],
  ['(Hrsg.)', []],
  // not to be taken apart
  ['AA. VV.', [literal('AA. VV.')]],
  ['Ead.', [literal('Ead.')]],
  ['谷本達哉, 兼松芳之', [literal('谷本達哉'), literal('兼松芳之')]],
  ['the editors of this volume', [literal('the editors of this volume')]],
  // organisations, offices
  ['UNHCR', [literal('UNHCR')]],
  ['European Environment Agency (EEA)', [literal('European Environment Agency (EEA)')]],
  ['Ministry of Education, Culture and Sports', [literal('Ministry of Education, Culture and Sports')]],
  ['Department of Health and Social Care', [literal('Department of Health and Social Care')]],
  ['ALICE Collaboration, B. Abelev et al.', [literal('ALICE Collaboration'), person('B.', 'Abelev'), literal('et al.')]],
  ['Centres for Disease Control and Prevention.', [literal('Centres for Disease Control and Prevention')]],
  ['House, R. J.', [person('R. J.', 'House')]],
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
