import assert from 'node:assert/strict';
import type { CslFields, CslName } from '../../src/csl.js';
import { readItem, type Reading } from '../../src/references/item.js';
import type { Label, LabelledToken } from '../../src/references/labels.js';
import { tokenise } from '../../src/references/tokens.js';

type Piece = readonly [Label, string, confidence?: number];

/** Reads a reference whose pieces, with a space between them, are labelled thus. */
function read(pieces: readonly Piece[]): Reading {
  let text = '';
  const tokens: LabelledToken[] = [];
  for (const [label, words, confidence = 0.95] of pieces) {
    for (const { text: word, start, end } of tokenise(words)) tokens.push({ text: word, label, confidence, start: start + text.length, end: end + text.length });
    text += `${words} `;
  }
  return readItem(text.trimEnd(), tokens);
}

const person = (given: string, family: string): CslName => ({ family, given });
const on = (...parts: number[]) => ({ 'date-parts': [parts] });

interface Case {
  what: string;
  pieces: readonly Piece[];
  item: CslFields;
  /** `label value` */
  locator?: string;
}

const cases: Case[] = [
  {
    what: 'an article, marks and labels left at the edges of its fields',
    pieces: [['author', 'Vale, G.,'], ['date', '(2018).'], ['title', '“On Ports,”'], ['container-title', 'In: Studies in Habit,'], ['volume', 'Vol. 40,'], ['issue', 'No. 6:'], ['pages', 'pp. 235–41.'], ['doi', 'doi:10.1000/x.']],
    item: { type: 'article-journal', author: [person('G.', 'Vale')], issued: on(2018), title: 'On Ports', 'container-title': 'Studies in Habit', volume: '40', issue: '6', DOI: '10.1000/x', page: '235-241' },
  },
  {
    what: 'the page that is meant beside those of a chapter',
    pieces: [['author', 'Ute Roe,'], ['title', '„Häfen“,'], ['other', 'in:'], ['editor', 'dies. (Hrsg.),'], ['container-title', 'Küsten,'], ['location', 'Frankfurt a. M.'], ['date', '1997,'], ['pages', 'S. 12-15, hier 14.']],
    item: { type: 'chapter', author: [person('Ute', 'Roe')], editor: [person('Ute', 'Roe')], issued: on(1997), title: 'Häfen', 'container-title': 'Küsten', 'publisher-place': 'Frankfurt a. M.', page: '12-15' },
    locator: 'page 14',
  },
  {
    what: 'volume and issue that a journal writes in one',
    pieces: [['author', 'L. Guerci,'], ['title', 'Per una riflessione,'], ['container-title', '«Storica»,'], ['volume', 'V / 14'], ['date', '(1999),'], ['pages', 'pp. 129-145']],
    item: { type: 'article-journal', author: [person('L.', 'Guerci')], issued: on(1999), title: 'Per una riflessione', 'container-title': 'Storica', volume: 'V', issue: '14', page: '129-145' },
  },
  {
    what: 'editors and translators by their words, though labelled authors',
    pieces: [['author', 'N. Roe,'], ['title', 'Arte,'], ['author', 'a cura di S. Bertelli,'], ['author', 'trad. di Emilio Castellani,'], ['location', 'Milano'], ['date', '1961,'], ['locator', 'p. 345.']],
    item: { type: 'book', author: [person('N.', 'Roe')], editor: [person('S.', 'Bertelli')], translator: [person('Emilio', 'Castellani')], issued: on(1961), title: 'Arte', 'publisher-place': 'Milano' },
    locator: 'page 345',
  },
  {
    what: 'a reprint with its imprint',
    pieces: [['author', 'H. Roe,'], ['title', 'Law'], ['date', '(1963;'], ['location', 'New York:'], ['publisher', 'Penguin,'], ['date', '1994),'], ['locator', '276.']],
    item: { type: 'book', author: [person('H.', 'Roe')], issued: on(1994), 'original-date': on(1963), title: 'Law', publisher: 'Penguin', 'publisher-place': 'New York' },
    locator: 'page 276',
  },
  {
    what: 'a year that the title took along',
    pieces: [['author', 'H. Roe,'], ['title', 'Law (1963;'], ['location', 'New York:'], ['publisher', 'Penguin,'], ['date', '1994).']],
    item: { type: 'book', author: [person('H.', 'Roe')], issued: on(1994), 'original-date': on(1963), title: 'Law', publisher: 'Penguin', 'publisher-place': 'New York' },
  },
  {
    what: 'the fuller of two dates of one year',
    pieces: [['author', 'UNHCR,'], ['date', '2014.'], ['title', '“Summary”,'], ['date', '28 April 2014.'], ['url', 'https://a.org/x.'], ['note', '[accessed 6 June 2016]']],
    item: { type: 'webpage', author: [{ literal: 'UNHCR' }], issued: on(2014, 4, 28), accessed: on(2016, 6, 6), title: 'Summary', URL: 'https://a.org/x' },
  },
  {
    what: 'when a page was seen, labelled as a date',
    pieces: [['author', 'Roe, J.'], ['title', 'Ports.'], ['url', 'www.a.org/x'], ['other', '(letzter Zugriff am'], ['date', '3.5.2019)']],
    item: { type: 'webpage', author: [person('J.', 'Roe')], accessed: on(2019, 5, 3), title: 'Ports', URL: 'https://www.a.org/x' },
  },
  {
    what: 'an edited volume, labelled as a container',
    pieces: [['editor', 'Beltramini, G. (a cura di),'], ['container-title', 'Studi,'], ['location', 'Vicenza,'], ['date', '2000.']],
    item: { type: 'book', editor: [person('G.', 'Beltramini')], issued: on(2000), title: 'Studi', 'publisher-place': 'Vicenza' },
  },
  {
    what: 'who wrote the container',
    pieces: [['author', 'A. Rizzi,'], ['title', 'La villa,'], ['other', 'in'], ['author', 'Aa. Vv.,'], ['container-title', 'Friuli,'], ['location', 'Udine'], ['date', '1980.']],
    item: { type: 'chapter', author: [person('A.', 'Rizzi')], 'container-author': [{ literal: 'Aa. Vv.' }], issued: on(1980), title: 'La villa', 'container-title': 'Friuli', 'publisher-place': 'Udine' },
  },
  {
    what: 'a DOI that was cut',
    pieces: [['author', 'Roe, J.'], ['title', 'Ports.'], ['doi', 'http://dx.doi.org/10.1021/'], ['note', 'es304638h.']],
    item: { type: 'book', author: [person('J.', 'Roe')], title: 'Ports', DOI: '10.1021/es304638h', note: 'es304638h.' },
  },
  {
    what: 'a date behind a title that only looks like a visit',
    pieces: [['author', 'C. Roe,'], ['title', 'Essays retrieved'], ['date', '(1973)'], ['locator', '120.']],
    item: { type: 'book', author: [person('C.', 'Roe')], issued: on(1973), title: 'Essays retrieved' },
    locator: 'page 120',
  },
  {
    what: 'a thesis by a remark',
    pieces: [['author', 'Roe, J.'], ['title', 'Ports.'], ['note', '(Diss. jur. Köln 1975)'], ['publisher', 'Universität Köln'], ['date', '1975.']],
    item: { type: 'thesis', author: [person('J.', 'Roe')], issued: on(1975), title: 'Ports', publisher: 'Universität Köln', genre: 'Diss. jur. Köln 1975' },
  },
  {
    what: 'the number of a report',
    pieces: [['author', 'Roe, J.'], ['title', 'Ports.'], ['genre', 'Working Paper No. 12,'], ['publisher', 'World Bank,'], ['date', '2001.'], ['pages', 'XII, 49 pp.']],
    item: { type: 'report', author: [person('J.', 'Roe')], issued: on(2001), title: 'Ports', publisher: 'World Bank', genre: 'Working Paper', number: '12', 'number-of-pages': 'XII, 49' },
  },
  {
    what: 'an edition and a volume among other words',
    pieces: [['author', 'Roe, J.'], ['title', 'Ports,'], ['note', '2nd ed.,'], ['other', 'Bd. 1,'], ['location', 'Bonn'], ['date', 'o. J.']],
    item: { type: 'book', author: [person('J.', 'Roe')], issued: { literal: 'o. J.' }, title: 'Ports', 'publisher-place': 'Bonn', edition: '2', volume: '1' },
  },
  {
    what: 'a preprint, an ISSN and the words beside them',
    pieces: [['author', 'Roe, J.'], ['title', 'Ports.'], ['container-title', 'J. Phys.'], ['volume', 'A27'], ['pages', '268 (7pp)'], ['isbn', 'ISSN 1540- 8140 (Electronic)'], ['archive', 'arXiv:1301.4361 [nucl-ex].']],
    item: { type: 'article-journal', author: [person('J.', 'Roe')], title: 'Ports', 'container-title': 'J. Phys.', volume: 'A27', ISSN: '1540-8140', archive: 'arXiv', archive_location: '1301.4361', page: '268', 'number-of-pages': '7', note: 'Electronic; nucl-ex' },
  },
  {
    what: 'archival words in their order',
    pieces: [['archive', 'ASVe,'], ['locator', 'Consiglio dei Dieci,'], ['other', 'fz. 140, c. n.']],
    item: { type: 'document', note: 'ASVe, Consiglio dei Dieci, fz. 140, c. n.' },
  },
  {
    what: 'two pinpoints',
    pieces: [['author', 'Roe'], ['date', '1975,'], ['locator', 'S. 12 ff.,'], ['locator', '20,'], ['locator', 'Fn. 5']],
    item: { type: 'document', author: [{ family: 'Roe' }], issued: on(1975) },
    locator: 'page 12 ff., 20, Fn. 5',
  },
];

describe('an item of labelled words', () => {
  for (const { what, pieces, item, locator } of cases) {
    it(what, () => {
      const reading = read(pieces);
      assert.deepEqual(reading.item, item);
      assert.equal(reading.locator ? `${reading.locator.label} ${reading.locator.value}` : undefined, locator);
    });
  }
});

describe('how sure a field is', () => {
  it('is no surer than its least sure word', () => {
    const { confidence } = read([['author', 'Roe', 1], ['title', 'Ports', 1], ['title', 'and', 0.81], ['title', 'Harbours', 1]]);
    assert.deepEqual([confidence.author, confidence.title], [1, 0.9]);
  });

  it('is less sure where the words beside it may belong to it', () => {
    const { confidence } = read([['title', 'Ports', 0.98], ['publisher', 'Northern', 0.5], ['publisher', 'Press', 1], ['date', '1990', 1]]);
    assert.deepEqual([confidence.title, confidence.publisher, confidence.issued], [0.7, 0.7, 1]);
  });

  it('does not mind unsure marks', () => {
    assert.equal(read([['author', 'Roe', 0.81], ['other', ',', 0.4], ['title', 'Ports', 1]]).confidence.author, 0.9);
  });
});

/** Pieces that a field may be made of, labels and marks at their edges. */
const choices: Partial<Record<Label, readonly string[]>> = {
  author: ['Vale, Gina and Haid Haid,', 'J. van der Berg & K. Roe:', 'BEHRENS Jörg', 'De Muro P, Comas I, et al.', 'World Bank Institute.', 'Prinz (Hrsg.)', 'AA. VV.', 'Mannheim', 'Said, Edward W., Jr.', 'the authors of this'],
  title: ['“On Ports and Harbours,”', '‘Die Ordnung der Küsten', 'Les ports: une histoire (1789-1914).', 'Ports II, vol. 3'],
  'container-title': ['In: Handbuch Hafen,', 'Journal of Coasts', '«Archivio Marino»,'],
  editor: ['(ed. M. Gregor)', 'hrsg. von Ulrich Beck', 'by Nora'],
  date: ['(2018a).', '3 May 2019', '12.4.1998', '03/04/2019', 'Sommersemester 2010', '[1867] 1990', 'im Druck', 'Herbst 1989', 'c. 1850', 'wohl 1450'],
  volume: ['Vol. 12,', '12(3)', 'III / 1 (Dal primo Tempo)', 'n. s. 4', 'Jg. 12, H. 3', '2 (1980) H. 1', 'special volume'],
  issue: ['no. 4,', 'H. 3/4', 'winter issue'],
  pages: ['pp. 235–241', '12-15, hier 14', '12, 20, 28', 'S08002', 'passim', '268 (7pp)', 'XII, 183 S.'],
  locator: ['S. 12 ff.', 'n. 5', 'Kap. Häfen', 'Tafel 7', '§ 12'],
  edition: ['2., überarb. Aufl.', '2nd ed.', 'zweite Auflage 1998'],
  publisher: ['Northern Press,', 'Verlag X (Bonn)'],
  location: ['Cambridge, MA:', 'Berlin u. a.', 'Frankfurt a. M.'],
  genre: ['Working Paper No. 12', 'PhD thesis'],
  url: ['URL: <https://a.org/x->', 'online unter www.b.org/y (Zugriff)', 'X0036'],
  doi: ['doi:10.1000/abc', 'https://doi.org/10.1000/d-e', 'DOI gesucht'],
  isbn: ['ISBN 978-3-16-148410-0 (Leinen)', 'ISSN 0378-5955', 'ISBN 123'],
  archive: ['arXiv:1301.4361 [nucl-ex]', 'ASVe, Senato', 'PMC 2883744'],
  note: ['accessed 3 May 2019 at Mole', 'mit Karten', '2nd ed.', 'Diss. phil. Bonn'],
  other: ['; siehe auch Beilage', ', Bd. 7,', '(reprint)', '—'],
};

/** What a variable of CSL says without the word: labels, roles, months, and what only joins. */
const implied = new Set(
  (
    'and et al in hrsg ed by von jr pp s p vol no h n jg bd url doi isbn issn arxiv unter online at https org may herbst c aufl auflage nd zweite ff kap hier accessed zugriff ' +
    'iii a im www prof b e'
  ).split(' '),
);

const valuesOf = (value: unknown): string => (value !== null && typeof value === 'object' ? Object.values(value).map(valuesOf).join(' ') : String(value));

describe('the words of a reference', () => {
  it('are all kept, whatever they are labelled', () => {
    const entries = Object.entries(choices) as [Label, readonly string[]][];
    for (let round = 0; round < 400; round++) {
      // Strides that share no factor with the lengths of the lists go through all neighbours.
      const pieces: Piece[] = Array.from({ length: 6 }, (_, place) => {
        const [label, texts] = entries[(round * 7 + place * 5) % entries.length]!;
        return [label, texts[(round * 3 + place) % texts.length]!];
      });
      const { item, locator } = read(pieces);
      const said = valuesOf([item, locator]).toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
      for (const [label, words] of pieces) {
        for (const word of words.toLowerCase().match(/\p{L}+|\p{N}+/gu) ?? []) {
          const figure = /^\d/.test(word) ? String(Number(word)) : word;
          assert.ok(implied.has(word) || said.includes(figure), `“${word}” of ${label} “${words}” is lost: ${JSON.stringify(pieces)} → ${JSON.stringify({ item, locator })}`);
        }
      }
    }
  });
});
