import assert from 'node:assert/strict';
import { findContainer, findCrossReference, leadsDown } from '../../src/references/crossReference.js';

/** A reference, and what leads back in it: its kind, the number of the note, the words. */
const table: [string, string][] = [
  ['Ibid., p. 9.', 'ibid: Ibid.'],
  ['ibidem, p. 9', 'ibid: ibidem'],
  ['Id. at 45.', 'ibid: Id.'],
  ['id., p. 24', 'ibid: id.'],
  ['Idem, ibidem, p. 4', 'ibid: Idem, ibidem'],
  ['Ebd., S. 4', 'ibid: Ebd.'],
  ['Ebenda, S. 138-186.', 'ibid: Ebenda'],
  ['Ivi, p. 3', 'ibid: Ivi'],
  ['Op. cit., p. 4', 'ibid: Op. cit.'],
  ['a.a.O., S. 5', 'ibid: a.a.O.'],
  ['Loc. cit.', 'ibid: Loc. cit.'],
  ['Op. cit., n. 4, p. 5', 'cross-reference 4: Op. cit., n. 4'],
  ['a. a. O. (Anm. 7), S. 5', 'cross-reference 7: a. a. O. (Anm. 7)'],
  ['Roe, op. cit., p. 4', 'cross-reference: , op. cit.'],
  ['Roe, op. cit., n. 12, p. 4', 'cross-reference 12: , op. cit., n. 12'],
  ['Roe, op. cit. (1996), n. 4', 'cross-reference 4: , op. cit. (1996), n. 4'],
  ['Roe, id., p. 79.', 'cross-reference: , id.'],
  ['Roe, art. cit., p. 4', 'cross-reference: , art. cit.'],
  ['Rossi, La città cit., p. 5', 'cross-reference: cit.'],
  ['Koch aaO, S. 7', 'cross-reference: aaO'],
  ['Koch, a.a.O. (Fn. 3), S. 5', 'cross-reference 3: , a.a.O. (Fn. 3)'],
  ['Koch (wie Anm. 3), S. 5', 'cross-reference 3: (wie Anm. 3)'],
  ['Koch, s. o. Anm. 3', 'cross-reference 3: s. o. Anm. 3'],
  ['Siehe oben Fn. 12.', 'cross-reference 12: Siehe oben Fn. 12'],
  ['Roe (n 12) 45', 'cross-reference 12: (n 12)'],
  ['Roe, supra note 4, at 17', 'cross-reference 4: supra note 4'],
  ['Roe, note 4 above, p. 17', 'cross-reference 4: note 4 above'],
  ['Roe, cited n. 4, p. 12', 'cross-reference 4: cited n. 4'],
  ['Above, n. 30.', 'cross-reference 30: Above, n. 30'],
  ['Rossi, supra, nota 8', 'cross-reference 8: , supra, nota 8'],
  ['Roe, above, p. 3', 'cross-reference: , above'],
  ['Roe, A Closed Road, p. 89 n. 17', 'none'],
  ['Roe 1972, S. 89 Fn. 17', 'none'],
  ['M. Roe, ‘A Bridge’, Il Mondo, n. 3, 1950, p. 4', 'none'],
  ['Legge n. 241/1990', 'none'],
  ['Id., La città futura, Roma 1980, p. 4', 'none'],
  ['Roe, A Closed Road, p. 4', 'none'],
  ['The citizens of the city', 'none'],
  ['', 'none'],
];

const shown = (text: string): string => {
  const found = findCrossReference(text);
  return found ? `${found.kind}${found.note ? ` ${found.note}` : ''}: ${text.slice(found.start, found.end).trim()}` : 'none';
};

describe('words that lead back', () => {
  for (const [text, wanted] of table) it(`${text} -> ${wanted}`, () => assert.equal(shown(text), wanted));

  it('may lead down as well', () => {
    assert.deepEqual(['Roe, below, n. 40', 'Roe, infra note 40', 'Koch, unten Fn. 40', 'Roe, above, n. 40'].map(leadsDown), [true, true, true, false]);
  });
});

/** `|` stands where the book's reference begins. */
const containers: string[] = [
  'M. Roe, ‘A Chapter’ in |Doe, op. cit., n. 4',
  'M. Roe and L. Poe, ‘A Chapter’ in |id., p. 97.',
  'Roe, Ein Aufsatz, in: |Doe (Hrsg.), a.a.O. (Anm. 4), S. 5',
  'Roe, « Un chapitre », dans |Doe, op. cit., p. 4',
];
const withoutContainer: string[] = ['Roe, A Road in the Hills, op. cit., n. 4', 'Doe, op. cit., n. 4', 'Ibid., p. 4', 'M. Roe, ‘A Chapter’ in A Book (1990)', '‘A Chapter in Doe’, op. cit.'];

describe('a book that another note gives', () => {
  for (const drawn of containers) {
    it(drawn, () => assert.equal(findContainer(drawn.replace('|', '')), drawn.indexOf('|')));
  }
  for (const text of withoutContainer) it(`is not in ${text}`, () => assert.equal(findContainer(text), null));
});
