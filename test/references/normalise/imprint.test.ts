import assert from 'node:assert/strict';
import { normaliseEdition, normaliseImprint } from '../../../src/references/normalise/imprint.js';

const imprints: [string, string][] = [
  ['(Regan Arts,', 'Regan Arts'],
  ['London:', 'London'],
  ['[Paris]', 'Paris'],
  ['Cambridge, MA', 'Cambridge, MA'],
  ['Cambridge, Mass.', 'Cambridge, Mass.'],
  ['Berlin/New York', 'Berlin/New York'],
  ['Frankfurt a. M.,', 'Frankfurt a. M.'],
  ['Freiburg i. Br.', 'Freiburg i. Br.'],
  ['Berlin u. a.', 'Berlin u. a.'],
  ['o. O.', 'o. O.'],
  ['s. l.', 's. l.'],
  ['Oxford University Press.', 'Oxford University Press'],
  ['Wiley & Sons, Inc.', 'Wiley & Sons, Inc.'],
  ['McGraw Hill ,Inc .', 'McGraw Hill, Inc.'],
  ['Cam- bridge University Press', 'Cambridge University Press'],
  ['Verlag der Akademie (Berlin)', 'Verlag der Akademie (Berlin)'],
  ['Diss. jur. Köln 1975', 'Diss. jur. Köln 1975'],
  ['(PhD thesis)', 'PhD thesis'],
];

describe('publishers, places and genres', () => {
  for (const [text, expected] of imprints) it(text, () => assert.equal(normaliseImprint(text), expected));
});

const editions: [string, string][] = [
  ['2nd ed.', '2'],
  ['(5th edition,', '5'],
  ['3d ed.', '3'],
  ['Third edition', '3'],
  ['5. Aufl.', '5'],
  ['zweite Auflage', '2'],
  ['4. A.', '4'],
  ['3e éd.', '3'],
  ['2ème édition', '2'],
  ['deuxième édition', '2'],
  ['2ª ed.', '2'],
  ['seconda edizione', '2'],
  ['segunda edición', '2'],
  // what says more than a number keeps its words
  ['2., überarb. Aufl.', '2., überarb. Aufl.'],
  ['Rev. ed.', 'Rev. ed.'],
  ['2. Aufl. 1998', '2. Aufl. 1998'],
  ['édition revue', 'édition revue'],
  ['Neuausgabe,', 'Neuausgabe'],
];

describe('editions', () => {
  for (const [text, expected] of editions) it(text, () => assert.equal(normaliseEdition(text), expected));
});
