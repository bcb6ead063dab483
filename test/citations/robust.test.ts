import assert from 'node:assert/strict';
import type { ReadSource } from '../../src/citations/source.js';
import { decodeSource } from '../../src/documents/decode.js';
import { readSource } from '../../src/citations/read.js';
import { drawn } from '../documents/outline.js';
import { randomFrom } from '../support/random.js';

const noted = drawn(`
  On Closed Roads and the Men Who Keep Them

  Jane Roe*

  The first page speaks of a road that was closed to all who came here.1
  It goes on about the men who kept it, and about the “conf lict” which
  was, as Doe writes, ‘a matter of letters. Of nothing else’.2 The self-
  ␣␣␣␣␣␣␣␣␣␣␣␣␣␣␣␣␣␣␣␣␣␣␣␣␣
  1 Jane Roe, A Closed Road (London: Roads Press, 2001), p. 4; online at
  https://www.example.org/a-closed-
  road.
  2 John Doe, Open Gates (London: Gates Press, 2004), pp. 10-12.
   styled keepers wrote to the ministers,3 who never answered them.4 ‘It
  is closed’, they said. 5 Then it was over.
  ␣␣␣␣␣␣␣␣␣␣␣␣␣␣␣␣␣␣␣␣␣␣␣␣␣
  3 Ibid., p. 11.
  5 Roe, A Closed Road, p. 9; Doe, Open Gates, p. 12.
  `);
const cited = drawn(`
  ---
  title: On Closed Roads
  ---

  It was closed (Roe 2001, p. 4). Doe (2004) says it was *opened*.[^1] “It is
  closed,” says Jane Roe. “It will stay so.” In her book, A Closed Road of Things, Roe argues that it was.

  ## References

  Roe, Jane. 2001. A Closed Road. London: Roads Press.

  [^1]: See John Doe, *Open Gates* (2004).
  `);

type Change = (text: string, random: (below: number) => number) => string;

const byLines = (change: (lines: string[], at: number, to: number) => void): Change => (text, random) => {
  const lines = text.split('\n');
  change(lines, random(lines.length), random(lines.length));
  return lines.join('\n');
};

const signs = Array.from('(){}[]“”‘’\'"«.,;:-–—*^@\\\n\r\f\t 0123456789¹²³ﬁ\u00ad\ufeff\0\ud800\u{1d504}AaÉß§');

const changes: Record<string, Change> = {
  'cut off': (text, random) => text.slice(0, random(text.length)),
  'begun late': (text, random) => text.slice(random(text.length)),
  'without a piece': (text, random) => {
    const at = random(text.length);
    return text.slice(0, at) + text.slice(at + random(200));
  },
  'with lines doubled': byLines((lines, at, to) => lines.splice(at, 0, ...lines.slice(Math.min(at, to), Math.max(at, to)))),
  'with lines exchanged': byLines((lines, at, to) => {
    [lines[at], lines[to]] = [lines[to]!, lines[at]!];
  }),
  'without line ends': (text) => text.replace(/\n/g, ' '),
  'with signs put in': (text, random) => {
    for (let count = 0; count < 20; count++) {
      const at = random(text.length);
      text = text.slice(0, at) + signs[random(signs.length)]! + text.slice(at);
    }
    return text;
  },
  'twice over': (text) => text + text,
  'replaced by noise': (text, random) => Array.from(text.slice(0, 600), () => signs[random(signs.length)]!).join(''),
};

/** Words as they can be compared: white space, hyphens at line ends, note numbers and markup aside. */
const lettersOf = (text: string): string => text.normalize('NFKC').replace(/[^\p{L}]/gu, '');

/** Whether the letters of `words` stand in `text` in their order; what interrupts them (notes, page furniture) is skipped. */
function standsIn(words: string, text: string): boolean {
  let at = 0;
  for (const letter of text) if (letter === words[at]) at++;
  return at >= words.length;
}

function checkPlaces({ works, claims, problems }: ReadSource, text: string): void {
  const mentions = works.flatMap((work) => work.mentions);
  for (const { start, end } of [...claims, ...problems, ...mentions]) assert.ok(start >= 0 && start <= end && end <= text.length, `${start} to ${end} of ${text.length}`);
  for (const { work, claim, start, end } of claims) {
    assert.ok(work === null || works[work] !== undefined);
    const words = lettersOf(claim);
    assert.ok(standsIn(words, lettersOf(text.slice(start, end))), `“${claim}” is not “${text.slice(start, end)}”`);
    if (/^\p{L}/u.test(claim)) assert.equal(lettersOf(text.slice(start, start + 10))[0], words[0], claim);
  }
}

const rounds = 12;

describe('reading never throws, and every place leads into the text', () => {
  for (const [file, article] of [['noted.txt', noted], ['cited.md', cited], ['cited.txt', cited]] as const) {
    for (const [name, change] of Object.entries(changes)) {
      it(`${file} ${name}`, async () => {
        for (let round = 0; round < rounds; round++) {
          const bytes = new TextEncoder().encode(change(article, randomFrom(round + 1)));
          checkPlaces(await readSource(bytes, file), decodeSource(bytes).text);
        }
      });
    }
  }

  it('bytes of any kind', async () => {
    for (let round = 0; round < rounds; round++) {
      const random = randomFrom(round + 100);
      const bytes = Uint8Array.from({ length: random(500) }, () => random(256));
      for (const file of ['noise.txt', 'noise.md', 'noise']) checkPlaces(await readSource(bytes, file), decodeSource(bytes).text);
    }
  });

  it('the article as it is, and twice over, says the same', async () => {
    const once = await readSource(new TextEncoder().encode(noted), 'noted.txt');
    const twice = await readSource(new TextEncoder().encode(`${noted}\n${noted}`), 'noted.txt');
    assert.ok(once.claims.length >= 5);
    assert.equal(twice.claims.length, once.claims.length * 2);
    assert.equal(twice.works.length, once.works.length);
  });

  it('stops when it is told to', async () => {
    await assert.rejects(readSource(new TextEncoder().encode(noted), 'noted.txt', { signal: AbortSignal.abort(new Error('stopped')) }), /stopped/);
  });
});
