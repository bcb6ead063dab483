import assert from 'node:assert/strict';
import type { Card } from '../../src/language/card.js';
import { DocumentCitations } from '../../src/language/documentCitations.js';
import { hover } from '../../src/language/hover.js';
import type { Library } from '../../src/library/library.js';
import { marked } from './cursor.js';
import { chicagoAuthorDate, claim, doubtful, example, powell, review, vale } from './example.js';

const items = [vale, powell, review];

/** The words that the hover stands over, and its card. */
async function hovered(drawn: string, library: Partial<Library> = { items }, language = 'markdown'): Promise<{ over: string; card: Card } | null> {
  const { text, offset } = marked(drawn);
  const found = hover(new DocumentCitations(language, text), offset, example(library), await chicagoAuthorDate());
  return found && { over: text.slice(found.span.start, found.span.end), card: found.card };
}

const cardOf = async (...claims: ReturnType<typeof claim>[]): Promise<Card> => (await hovered('@vale2018cubs|', { items, claims }))!.card;

describe('hovering a cite key', () => {
  const rows: [drawn: string, language: string, over: string | null][] = [
    ['As [@vale20|18cubs, p. 18] shows', 'markdown', '@vale2018cubs'],
    ['As @{vale20|18cubs} shows', 'markdown', '@{vale2018cubs}'],
    ['\\autocite[18]{powell2014talking, vale20|18cubs}', 'latex', 'vale2018cubs'],
    ['As @vale2018cubs shows| much later', 'markdown', null],
    ['As @unknown|2020 shows', 'markdown', null],
    ['As `@vale20|18cubs` shows', 'markdown', null],
    ['As [@vale2018cubs, p. 1|8] shows', 'markdown', 'p. 18'],
    ['As [see @vale2018cubs, p. 18; @powell20|14talking] shows', 'markdown', '@powell2014talking'],
    ['As [s|ee @vale2018cubs] shows', 'markdown', null],
  ];
  for (const [drawn, language, over] of rows) {
    it(`${drawn} → ${over ?? 'nothing'}`, async () => assert.equal((await hovered(drawn, { items }, language))?.over ?? null, over));
  }

  it('shows the reference in the style', async () => {
    const { card } = (await hovered('@powell2014talking|'))!;
    assert.equal(card.reference.map(({ text }) => text).join(''), 'Powell, Jonathan. 2014. Talking to Terrorists: How to End Armed Conflicts. London: Bodley Head.');
    assert.deepEqual(card.claims, []);
  });

  it('shows what the work was cited for, where, and by whom', async () => {
    const [first] = (await cardOf(claim({}))).claims;
    assert.deepEqual(first, {
      id: 'c1',
      text: [
        { text: 'Children were taught “', quoted: false },
        { text: 'to love the state', quoted: true },
        { text: '” in schools.', quoted: false },
      ],
      before: 'The group opened schools.',
      locator: 'p. 18',
      source: { name: 'Author et al. 2021', title: 'A Review of Reviews' },
      file: 'sources/review.txt',
      page: 'p. 7',
      speaker: null,
      signal: null,
      uncertain: null,
    });
  });

  it('sets the part apart that a citation closes, and says what it does where no words of the source do', async () => {
    const [first] = (await cardOf(claim({ claim: 'It was closed, then opened.', quotes: [], part: 'then opened.', function: 'quoted' }))).claims;
    assert.deepEqual(first!.text, [{ text: 'It was closed, ', quoted: false, aside: true }, { text: 'then opened.', quoted: false }]);
    assert.equal(first!.signal, 'quoted');
    assert.equal((await cardOf(claim({ signal: 'but see', function: 'contrasted' }))).claims[0]!.signal, 'but see');
  });

  it('shows the first claims, and says how many more there are', async () => {
    const card = await cardOf(...Array.from({ length: 12 }, (_, index) => claim({ id: `c${index}` })));
    assert.deepEqual(card.claims.map(({ id }) => id), ['c0', 'c1', 'c2', 'c3', 'c4']);
    assert.equal(card.more, 7);
  });

  it('shows those claims first that stand closest to what is written', async () => {
    const claims = [claim({ id: 'oil', claim: 'Oil was sold.', locator: { label: 'page', value: '3' } }), claim({ id: 'school', claim: 'Children were taught in schools.' })];
    const order = async (drawn: string): Promise<string[]> => (await hovered(drawn, { items, claims }))!.card.claims.map(({ id }) => id);
    assert.deepEqual(await order('The schools were closed to children @vale2018|cubs.'), ['school', 'oil']);
    assert.deepEqual(await order('The schools were closed to children [@vale2018|cubs, p. 3].'), ['oil', 'school']);
  });

  it('shows the abstract without its markup', async () => {
    const { card } = (await hovered('@vale2018cubs|', { items: [{ ...vale, abstract: '<jats:p>What is <i>known</i>.</jats:p>' }] }))!;
    assert.equal(card.abstract, 'What is known.');
  });

  it('counts the pages of a file on which no numbers are printed', async () => {
    const source = { reference: 'author2021review', file: 'sources/review.pdf', pageNumber: 5, start: 0, end: 1 };
    const [first] = (await cardOf(claim({ source }))).claims;
    assert.equal(first!.page, 'page 5 of the file');
  });

  it('names the file of a source that is no longer in the library', async () => {
    const [first] = (await cardOf(claim({ source: { ...claim({}).source, reference: 'gone' } }))).claims;
    assert.deepEqual(first!.source, { name: 'review.txt', title: '' });
  });
});

describe('what is uncertain', () => {
  it('is said of fields, until a person settles them', async () => {
    const unsure = doubtful(vale, 'issued');
    assert.deepEqual((await hovered('@vale2018cubs|', { items: [unsure] }))!.card.doubtful, ['date']);
    const settled = { ...unsure, issued: { 'date-parts': [[2019]] } };
    assert.deepEqual((await hovered('@vale2018cubs|', { items: [settled] }))!.card.doubtful, []);
  });

  const own = { reference: 'vale2018cubs', file: 'vale.txt', start: 0, end: 1 };
  const rows: [what: string, fields: Parameters<typeof claim>[0], expected: string | null][] = [
    ['a note that is missing', { reference: null, marker: { kind: 'note', label: '31' }, source: own }, 'note 31 is missing in the source'],
    ['a marker without a work', { reference: null, marker: { kind: 'author-date', label: 'Clements 2020' }, source: own }, 'no work found for “Clements 2020”'],
    ['a statement of the source', { reference: null, marker: { kind: 'attribution', label: 'says' }, source: own }, null],
    ['a work that may be another', { confidence: 0.3 }, 'unsure whether this work is meant'],
  ];
  for (const [what, fields, expected] of rows) {
    it(`is said of ${what}`, async () => assert.equal((await cardOf(claim(fields))).claims[0]!.uncertain, expected));
  }
});
