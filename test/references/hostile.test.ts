import assert from 'node:assert/strict';
import { readItems } from '../../src/library/formats/rows.js';
import { readItem } from '../../src/references/item.js';
import { labels, type Label, type LabelledToken } from '../../src/references/labels.js';
import { parseDate } from '../../src/references/normalise/date.js';
import { parseArxiv, parseIdentifier } from '../../src/references/normalise/identifier.js';
import { normaliseEdition, normaliseImprint } from '../../src/references/normalise/imprint.js';
import { parseExtent, parseLocator, parsePages } from '../../src/references/normalise/locator.js';
import { parseNames } from '../../src/references/normalise/names.js';
import { officeOf } from '../../src/references/normalise/organisations.js';
import { normaliseContainer, normaliseTitle } from '../../src/references/normalise/title.js';
import { parseDoi, parseUrl } from '../../src/references/normalise/url.js';
import { parseVolume } from '../../src/references/normalise/volume.js';
import { longestNote, parseNote } from '../../src/references/parse.js';
import type { Reference } from '../../src/references/reference.js';
import { tokenise } from '../../src/references/tokens.js';

/** Mulberry32: the same numbers in every run. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Pieces of references, in many languages, and what extraction, markup and mischief put between them. */
const fragments = [
  'Smith, J.', 'J. van der Berg', 'de la Cruz J.', 'MÜLLER Hans', 'al-Rahman', 'Haid Haid', '山田太郎', 'משה כהן', 'World Bank', 'AA. VV.', 'et al.', 'u. a.', 'e altri', ' and ', ' & ', ' und ',
  ', Jr.', '(eds.)', '(Hrsg.)', 'a cura di', 'trans. by', 'hrsg. von', 'Id.,', '‘A Title’', '“Another”', '»Ein Titel«', '« Un titre »', 'Die Ord- nung der Dinge', 'In: ', 'Proc. of X', 'J. Opt. Soc. Am.',
  '2nd ed.', '2., überarb. Aufl.', '3e éd.', '12(3)', 'Bd. 2', 'Jg. 12, H. 3', 't. II', 'vol. XII, no. 4', '3/4', 'pp. 235–41', 'S. 12 ff.', 'hier 14', 'e23–e45', '(7pp)', '149 p.',
  '1998a', '[1867] 1990', '3.5.2019', '03/04/19', 'o. J.', 'im Druck', 'Spring 2006', 'MDCLXII', '(accessed 3 May 2019)', 'Berlin u. a.', 'Cambridge, MA: ', 'o. O.', 'Verlag', 'PhD thesis',
  'https://a.org/x- y', '<www.b.com/(c)>', 'doi:10.1000/ab- c', '10.1002%2F(SICI)1', 'ISBN 978-3-16-148410-0', 'arXiv:1301.4361', 'Ibid.', 'op. cit., n. 12', 'see also', 'vgl.',
  ',', '.', ';', ':', ' ', '  ', '\n', '\t', '(', ')', '[', ']', '{', '}', '“', '”', '‘', '’', '"', '«', '»', '-', '–', '—', '/', '\\', '…', '...', '?', '!', '*', '&amp;', '<i>', '</i>', '\\emph{', '$x^2$', '~',
  '\u0000', '\u0007', '\ufffd', '\ufeff', '\u200b', '\u202e', '\ud800', '\udc00', '😀', '👩‍🔬', 'e\u0301', '\u00ad', 'ﬁ', '٣٤', '一九九八', 'Ⅳ', '½', '1e309', '-0', '__proto__', 'constructor', '99999999999999999999', '0',
];

const some = (random: () => number, most: number): string =>
  Array.from({ length: 1 + Math.floor(random() * most) }, () => fragments[Math.floor(random() * fragments.length)]! + (random() < 0.6 ? ' ' : '')).join('');

/** Are the items what the library takes for items, and what a file of JSON keeps? */
function assertKept(items: readonly object[]): void {
  const rows = items.map((item, index) => ({ id: `item${index}`, ...item }));
  const { rows: read, problems } = readItems(JSON.stringify(rows), 'references.json');
  assert.deepEqual(problems, []);
  assert.deepEqual(read, rows);
}

function assertSound(text: string): Reference[] {
  const { references, remarks, problems } = parseNote(text);
  for (const { start, end } of [...references, ...remarks, ...problems]) assert.ok(0 <= start && start <= end && end <= text.length, text);
  for (const { start, end, text: words } of references) assert.equal(words, text.slice(start, end));
  return references;
}

const halves = (text: string): LabelledToken[] => tokenise(text).map((token) => ({ text: token.text, start: token.start, end: token.end, label: 'other', confidence: 0.5 }));

describe('bad input', () => {
  it('never breaks a note', () => {
    const random = randomNumbers(1);
    assertKept(Array.from({ length: 200 }, () => some(random, 12)).flatMap(assertSound).map(({ item }) => item));
  });

  it('never breaks an item, whatever its words were taken for', () => {
    const random = randomNumbers(2);
    const items = Array.from({ length: 2000 }, () => {
      const text = some(random, 12);
      let label: Label = labels[0]!;
      const tokens = halves(text).map((token) => {
        if (random() < 0.3) label = labels[Math.floor(random() * labels.length)]!;
        return { ...token, label, confidence: random() };
      });
      const { item, confidence, locator } = readItem(text, tokens);
      for (const value of Object.values(confidence)) assert.ok(value >= 0 && value <= 1, text);
      for (const variable of Object.keys(confidence)) assert.ok(variable in item, `${variable} of ${text}`);
      assert.ok(locator === null || locator.value !== '', text);
      return item;
    });
    assertKept(items);
  });

  const long = ['', ' ', 'a', '1', ',', '.', '(', '[(', '‘', '“a” ', 'A. ', 'A', '- ', 'a- b ', ' .', '1-', '1, ', 'I', 'M', 'von ', 'de la ', 'ed. ', 'and ', 'et al. ', '(eds.) ', ' in: ', 'https://', 'https://a- ', '10.1000/', '10.1000/a- ', '1998/', '1. ', 'S. 1 ff. ', 'vol. ', '(1', '\ud800', '😀', 'ש', '漢', '<b>', '\\emph{', '\u0000'];
  const normalisers: Record<string, (text: string) => unknown> = {
    parseNames, officeOf, parseDate, normaliseTitle, normaliseContainer, normaliseImprint, normaliseEdition, parseLocator, parsePages, parseExtent, parseUrl, parseDoi, parseIdentifier, parseArxiv,
    parseVolume: (text) => parseVolume(text, text),
  };
  const million = 1_000_000;
  for (const [name, normalise] of Object.entries(normalisers)) {
    it(`${name} reads anything, however long`, () => {
      for (const words of long) normalise(words.repeat(20_000 / Math.max(1, words.length)));
      for (const words of ['a', '1', ',', '(a ']) normalise(`–“${words.repeat(million / words.length)}`);
    });
  }

  it('reads the start of a megabyte', () => {
    for (const words of ['a', ',', '1', '漢字']) {
      const text = words.repeat(million / words.length);
      assertSound(text);
      assert.ok(parseNote(text).problems.some(({ code }) => code === 'input-too-long'));
    }
  });

  it('reads a long note of anything', () => {
    for (const words of ['‘', '(a ', 'A. ', 'Smith, J. & ', '; ', '<i>', '\\cite{']) assertSound(words.repeat(longestNote / 4 / words.length));
  });
});
