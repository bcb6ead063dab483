import assert from 'node:assert/strict';
import { leadingSignal } from '../../src/citations/signals.js';
import { read } from './outline.js';

/** Sentences with one citation, and what it does. */
const citations: [sentence: string, does: string | undefined][] = [
  ['It was closed (Vale 2018).', undefined],
  ['It was closed (see Vale 2018).', 'see'],
  ['It was closed (cf. Vale 2018).', 'compared'],
  ['It was closed (vgl. Vale 2018).', 'compared'],
  ['It was closed (but see Vale 2018).', 'contrasted'],
  ['It was closed (e.g., Vale 2018).', 'example'],
  ['It was closed (quoted in Vale 2018).', 'second-hand'],
  ['It was closed (adapted from Vale 2018).', 'paraphrased'],
  ['It was “closed for good” (Vale 2018, p. 4).', 'quoted'],
  ['They wrote of “a road” that was closed (Vale 2018).', undefined],
  ['Vale (2018) argues that it was closed.', 'attributed'],
  ['Vale (2018, p. 4) writes that it was “closed for good”.', 'quoted'],
  ['According to Vale (2018), it was closed.', 'attributed'],
  ['In contrast to Vale (2018), we say it was closed.', 'contrasted'],
  ['Roe argues that it was closed (Vale 2018).', undefined],
];

const signals: [before: string, signal: string | null][] = [
  ['see ', 'see'],
  ['but see also ', 'but see also'],
  ['see, e.g., ', 'see, e.g.'],
  ['for a review see ', 'see'],
  ['siehe auch ', 'siehe auch'],
  ['voir aussi ', 'voir aussi'],
  ['as ', 'as'],
  ['the road, as ', null],
  ['the road that was closed by ', null],
  ['', null],
];

describe('what a citation does', () => {
  for (const [sentence, does] of citations) {
    it(sentence, async () => {
      const { claims } = await read(`A paragraph to open it. ${sentence}`);
      assert.equal(claims.find(({ marker }) => marker.kind === 'author-date')!.function, does);
    });
  }

  it('is told for notes as well', async () => {
    const source = await read(
      ['A paragraph to open it. It was “closed for good”.1 It was opened.2', 'Notes', '1. Jane Roe, A Closed Road (London: Roads Press, 2001), p. 4.', '2. But see John Doe, Open Gates (London: Gates Press, 2004), p. 5.'].join('\n\n'),
    );
    assert.deepEqual(source.claims.map((claim) => claim.function), ['quoted', 'contrasted']);
  });
});

describe('signals', () => {
  for (const [before, signal] of signals) it(`“${before}” → ${signal}`, () => assert.equal(leadingSignal(before), signal));
});
