import assert from 'node:assert/strict';
import { normaliseContainer, normaliseTitle } from '../../../src/references/normalise/title.js';

const titles: [string, string][] = [
  ['‘What Voters Want’', 'What Voters Want'],
  ['“Cultural Identity and Diaspora,”', 'Cultural Identity and Diaspora'],
  ['»Gefühle definieren«', 'Gefühle definieren'],
  ['„Über Grenzen“,', 'Über Grenzen'],
  ['« Entre mémoire et histoire »', 'Entre mémoire et histoire'],
  ['Orientalism.', 'Orientalism'],
  [', Orientalism,', 'Orientalism'],
  ['Large Impacts and Evolution,.', 'Large Impacts and Evolution'],
  ['Who’s Afraid of Postmodernism?', 'Who’s Afraid of Postmodernism?'],
  ['Cubs in the Lions’ Den: Indoctrination', 'Cubs in the Lions’ Den: Indoctrination'],
  ['Paesi e mari...', 'Paesi e mari...'],
  ['Poverty in the U.S.', 'Poverty in the U.S.'],
  ['THE OTHER AMERICA', 'THE OTHER AMERICA'],
  ['(Orientalism', 'Orientalism'],
  ['Grammar (2nd part)', 'Grammar (2nd part)'],
  // slips of the source are kept but for what sets the title off
  ['‘”What Voters Want” Revisited: but How?’', '”What Voters Want” Revisited: but How?'],
  ['”Children and Armed Conflict.”', 'Children and Armed Conflict'],
  ['‘Countering Extremes,', 'Countering Extremes'],
  ['Blind Spot: America’s Response to Change’', 'Blind Spot: America’s Response to Change'],
  ['“A” and “B”', '“A” and “B”'],
  // cut at the end of a line
  ['Venezia e la cul- tura', 'Venezia e la cultura'],
  ['Non- linear and self- taught', 'Non-linear and self-taught'],
  ['Sozial- und Wirtschaftsgeschichte', 'Sozial- und Wirtschaftsgeschichte'],
  ['Ver\u00adwaltung', 'Verwaltung'],
  ['漢字の本', '漢字の本'],
  ['', ''],
];

describe('titles', () => {
  for (const [text, expected] of titles) it(text || '(nothing)', () => assert.equal(normaliseTitle(text), expected));
});

const containers: [string, string][] = [
  ['In: Handbuch der Soziologie,', 'Handbuch der Soziologie'],
  ['in «Archivio Veneto»', 'Archivio Veneto'],
  ['In Defence of History', 'In Defence of History'],
  ['Phys .Rev .C', 'Phys. Rev. C'],
  ['J. Opt. Soc. Am.', 'J. Opt. Soc. Am.'],
  ['Yale Law J.', 'Yale Law J.'],
  ['Prog Brain Res.', 'Prog Brain Res'],
  ['«Annales E. S. C.»', 'Annales E. S. C.'],
  ['The Lancet,', 'The Lancet'],
];

describe('containers', () => {
  for (const [text, expected] of containers) it(text, () => assert.equal(normaliseContainer(text), expected));
});
