import assert from 'node:assert/strict';
import { normaliseEdition, normalisePublisher, normaliseTitle, parseVolume } from '../../../src/references/normalise/text.js';

const titles: [string, string][] = [
  ['‘What ISIS Really Wants’', 'What ISIS Really Wants'],
  ['“Cultural Identity and Diaspora,”', 'Cultural Identity and Diaspora'],
  ['»Gefühle definieren«', 'Gefühle definieren'],
  ['« Entre mémoire et histoire »', 'Entre mémoire et histoire'],
  ['Orientalism.', 'Orientalism'],
  ['Who’s Afraid of Postmodernism?', 'Who’s Afraid of Postmodernism?'],
  ['Cubs in the Lions’ Den: Indoctrination', 'Cubs in the Lions’ Den: Indoctrination'],
  // slips of the source are kept but for what sets the title off
  ['‘”What ISIS Really Wants” Revisited: but How?’', '”What ISIS Really Wants” Revisited: but How?'],
  ['”Children and Armed Conflict.”', 'Children and Armed Conflict'],
  ['‘Countering Violent Extremism,', 'Countering Violent Extremism'],
  ['Blind Spot: America’s Response to Radicalism’', 'Blind Spot: America’s Response to Radicalism'],
  ['“A” and “B”', '“A” and “B”'],
];

describe('titles', () => {
  for (const [text, expected] of titles) it(text, () => assert.equal(normaliseTitle(text), expected));
});

const volumes: [string | undefined, string | undefined, { volume?: string; issue?: string }][] = [
  ['Vol. 40,', 'No. 6', { volume: '40', issue: '6' }],
  ['40(6)', undefined, { volume: '40', issue: '6' }],
  ['Bd. XIV', undefined, { volume: 'XIV' }],
  ['vol. 24,', 'no. 4–5,', { volume: '24', issue: '4-5' }],
  ['Jg. 2', 'H. 1', { volume: '2', issue: '1' }],
  [undefined, 'n° 37', { issue: '37' }],
  [undefined, undefined, {}],
];

describe('volume and issue', () => {
  for (const [volume, issue, expected] of volumes) {
    it(`${volume ?? ''} ${issue ?? ''}`, () => assert.deepEqual(parseVolume(volume, issue), expected));
  }
});

describe('editions and publishers', () => {
  const editions: [string, string][] = [['2nd ed.', '2'], ['(5th edition,', '5'], ['5. Aufl.', '5'], ['Third edition', '3'], ['Rev. ed.', 'Rev. ed.']];
  for (const [text, expected] of editions) it(text, () => assert.equal(normaliseEdition(text), expected));

  const publishers: [string, string][] = [['(Regan Arts,', 'Regan Arts'], ['London:', 'London'], ['Wiley & Sons, Inc.', 'Wiley & Sons, Inc.']];
  for (const [text, expected] of publishers) it(text, () => assert.equal(normalisePublisher(text), expected));
});
