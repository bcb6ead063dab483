import assert from 'node:assert/strict';
import { dividedVolume, parseVolume } from '../../../src/references/normalise/volume.js';

/** The words labelled volume and issue; volume, issue and what is in neither. */
const cases: [volume: string | undefined, issue: string | undefined, expected: { volume?: string; issue?: string; unread?: string }][] = [
  ['Vol. 40,', 'No. 6', { volume: '40', issue: '6' }],
  ['vol. 24,', 'no. 4–5,', { volume: '24', issue: '4-5' }],
  ['Vol . 37', undefined, { volume: '37' }],
  ['40(6)', undefined, { volume: '40', issue: '6' }],
  ['50 (1-2)', undefined, { volume: '50', issue: '1-2' }],
  ['12 (Suppl. 1)', undefined, { volume: '12', issue: 'Suppl. 1' }],
  ['1, no. 4', undefined, { volume: '1', issue: '4' }],
  ['vol. XII, no. 4', undefined, { volume: 'XII', issue: '4' }],
  ['2 (1980) H. 1', undefined, { volume: '2', issue: '1', unread: '1980' }],
  ['A27', undefined, { volume: 'A27' }],
  ['3/4', undefined, { volume: '3/4' }],
  [undefined, 'n° 37', { issue: '37' }],
  // an issue by its label
  ['No. 83,', undefined, { issue: '83' }],
  // German, French, Italian, Spanish, and beyond
  ['Bd. XIV', undefined, { volume: 'XIV' }],
  ['Jg. 12, H. 3', undefined, { volume: '12', issue: '3' }],
  ['Jahrgang 2', 'Heft 1/2', { volume: '2', issue: '1/2' }],
  ['t. II,', 'fasc. 3', { volume: 'II', issue: '3' }],
  ['annata XII', 'fascicolo 2', { volume: 'XII', issue: '2' }],
  ['año 4,', 'núm. 2', { volume: '4', issue: '2' }],
  ['vol. III / 1 (Dal Quattrocento)', undefined, { volume: 'III/1', unread: '(Dal Quattrocento)' }],
  ['VII, La Venezia barocca', undefined, { volume: 'VII', unread: 'La Venezia barocca' }],
  ['제20권,', '제2호', { volume: '20', issue: '2' }],
  // without a figure, or with one among other words
  ['n. s. 4', undefined, { volume: 'n. s. 4' }],
  ['A/HRC/26/36/Add.1', undefined, { volume: 'A/HRC/26/36/Add.1' }],
  ['12', 'special issue', { volume: '12', issue: 'special issue' }],
  [undefined, undefined, {}],
];

describe('volume and issue', () => {
  for (const [volume, issue, expected] of cases) {
    it(`${volume ?? ''} ${issue ?? ''}`, () => {
      const { unread, ...numbers } = parseVolume(volume, issue);
      const { unread: left = '', ...wanted } = expected;
      assert.deepEqual([numbers, unread.trim()], [wanted, left]);
    });
  }

  it('divides what a journal writes in one', () => {
    assert.deepEqual(dividedVolume('XXXVI/1-2'), { volume: 'XXXVI', issue: '1-2' });
    assert.deepEqual(dividedVolume('7.2'), { volume: '7', issue: '2' });
    assert.equal(dividedVolume('12'), null);
  });
});
