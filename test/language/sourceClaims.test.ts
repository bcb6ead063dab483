import assert from 'node:assert/strict';
import { supportingSentences } from '../../src/language/sourceClaims.js';
import type { Claim } from '../../src/library/library.js';

const text = 'Rivers were mapped early. Later maps were larger and cost more. Nobody reads them.';

/** A claim as it was read from the text, with what it refers to. */
function claimOf(sentence: string, reference: string | null, moved = 0): Claim {
  const start = text.indexOf(sentence) + moved;
  return {
    id: sentence, reference, claim: sentence, before: '', quotes: [], locator: null, marker: { kind: 'note', label: '1' },
    source: { reference: 'ito2001maps', file: 'maps.txt', start, end: start + sentence.length }, confidence: 1,
  };
}

const shown = (now: string, ...claims: Claim[]): string[] => supportingSentences(now, claims).map(({ start, end, works }) => `${now.slice(start, end)} → ${works.join(' ')}`);

describe('what the sentences of a source support', () => {
  it('is told in their order, of one that supports several works at once', () => {
    const claims = [claimOf('Nobody reads them.', 'orr'), claimOf('Rivers were mapped early.', 'vale'), claimOf('Nobody reads them.', 'lund'), claimOf('Nobody reads them.', 'orr')];
    assert.deepEqual(shown(text, ...claims), ['Rivers were mapped early. → vale', 'Nobody reads them. → orr lund']);
  });

  it('is found again where the words have moved', () => {
    assert.deepEqual(shown(`A preface was put before it all. ${text}`, claimOf('Later maps were larger and cost more.', 'vale')), ['Later maps were larger and cost more → vale']);
  });

  it('is nothing where they are gone, or where no work is known', () => {
    assert.deepEqual(shown('Something else.', claimOf('Later maps were larger and cost more.', 'vale')), []);
    assert.deepEqual(shown(text, claimOf('Rivers were mapped early.', null)), []);
  });
});
