import assert from 'node:assert/strict';
import { DocumentCitations } from '../../src/language/documentCitations.js';
import { pinpoints, pinpointsOf, type Pinpoints } from '../../src/language/pinpoints.js';
import type { Claim, LibraryItem } from '../../src/library/library.js';
import { marked } from './cursor.js';
import { claim, example, mahlouly, powell, vale } from './example.js';

let count = 0;
const said = (words: string, label: string, value: string, more: Partial<Claim> = {}): Claim => claim({ id: `c${++count}`, claim: words, locator: { label, value }, ...more });
const claims = [
  said('Oil was sold.', 'page', '44'),
  said('Children were taught in schools.', 'page', '18'),
  said('Films were shown.', 'page', '29-30'),
  said('Girls were taught at home.', 'page', '18'),
  said('Teachers were paid.', 'chapter', '3'),
  said('Courts were opened.', 'page', 'xii, 101–102'),
];
const part: LibraryItem = { ...mahlouly, page: '101–120' };
const library = example({ items: [vale, powell, part], claims });

function offered(drawn: string, language = 'markdown', of = library): Pinpoints | null {
  const { text, offset } = marked(drawn);
  return pinpoints(new DocumentCitations(language, text), offset, of);
}

const labels = (found: Pinpoints | null): string | null => found && found.items.map(({ label }) => label).join(', ');

/** The text after the first pinpoint is taken. */
function taken(drawn: string, language: string): string | null {
  const { text } = marked(drawn);
  const found = offered(drawn, language);
  return found && text.slice(0, found.range.start) + found.items[0]!.insertText + text.slice(found.range.end);
}

describe('the pinpoint that is taken', () => {
  const rows: [language: string, drawn: string, expected: string | null][] = [
    ['markdown', 'As [@vale2018cubs, |]', 'As [@vale2018cubs, p. 18]'],
    ['markdown', 'As [@vale2018cubs, p. |]', 'As [@vale2018cubs, p. 18]'],
    ['markdown', 'As [@vale2018cubs, p|]', 'As [@vale2018cubs, p. 18]'],
    ['markdown', 'As [@vale2018cubs, p. 4|]', 'As [@vale2018cubs, p. 44]'],
    ['markdown', 'As [@vale2018cubs, pp. 2|]', 'As [@vale2018cubs, pp. 29–30]'],
    ['markdown', 'As [@vale2018cubs, chap. |]', 'As [@vale2018cubs, chap. 3]'],
    ['markdown', 'As [@powell2014talking, p. 3; @vale2018cubs, 4|]', 'As [@powell2014talking, p. 3; @vale2018cubs, 44]'],
    ['markdown', 'As @vale2018cubs [|] shows', 'As @vale2018cubs [p. 18] shows'],
    ['markdown', 'Films were shown [@vale2018cubs, |', 'Films were shown [@vale2018cubs, pp. 29–30'],
    ['latex', 'As \\parencite[|]{vale2018cubs}', 'As \\parencite[18]{vale2018cubs}'],
    ['latex', 'As \\parencite[see][2|]{vale2018cubs}', 'As \\parencite[see][29--30]{vale2018cubs}'],
    ['latex', 'As \\parencite[p.~4|]{vale2018cubs}', 'As \\parencite[p.~44]{vale2018cubs}'],
    ['typst', 'As @vale2018cubs[|]', 'As @vale2018cubs[p. 18]'],
    ['typst', 'As @vale2018cubs[p. 4|]', 'As @vale2018cubs[p. 44]'],
    ['markdown', 'As [@vale2018cubs, p. 7|]', null],
    ['markdown', 'As [@nobody, p. |]', null],
    ['markdown', 'As [@powell2014talking, |]', null],
    ['markdown', 'As [@vale2018cubs, and more|]', null],
    ['python', 'As [@vale2018cubs, |]', null],
  ];
  for (const [language, drawn, expected] of rows) it(`${drawn} in ${language} → ${expected}`, () => assert.equal(taken(drawn, language), expected));
});

describe('the pinpoints of a work', () => {
  it('come once each, those cited most first, then in their order', () => {
    assert.equal(labels(offered('[@vale2018cubs, |]')), 'p. 18, chap. 3, p. xii, pp. 29–30, p. 44, pp. 101–102');
  });

  it('come nearest to the sentence being written first', () => {
    assert.match(labels(offered('The merchants sold oil [@vale2018cubs, |].'))!, /^p\. 44, p\. 18, /);
    assert.deepEqual(offered('The girls stayed at home [@vale2018cubs, |].')!.items[0]!.claims.map(({ claim }) => claim), ['Girls were taught at home.', 'Children were taught in schools.']);
  });

  it('leave out what is counted otherwise once a page is begun', () => {
    assert.equal(labels(offered('[@vale2018cubs, p. |]')), 'p. 18, p. xii, pp. 29–30, p. 44, pp. 101–102');
    assert.equal(labels(offered('\\cite[|]{vale2018cubs}', 'latex')), labels(offered('[@vale2018cubs, |]')));
    assert.equal(labels(offered('\\cite[p.~|]{vale2018cubs}', 'latex')), labels(offered('[@vale2018cubs, p. |]')));
  });

  it('end in the pages of a work that is part of another', () => {
    assert.equal(labels(offered('[@mahlouly2019reframing, |]')), 'pp. 101–120');
    assert.deepEqual(pinpointsOf(part, library), [{ locator: { label: 'page', value: '101-120' }, claims: [] }]);
  });

  it('have those sentences of a source itself that are like what is written', () => {
    const own = (words: string, page: string): Claim => claim({ id: page, reference: null, claim: words, locator: null, source: { ...claim({}).source, reference: 'vale2018cubs', page } });
    const source = example({ items: [vale], claims: [own('Tents were raised.', '5'), own('Wells were dug.', '6')] });
    assert.equal(labels(offered('They dug wells [@vale2018cubs, |].', 'markdown', source)), 'p. 6');
    assert.equal(labels(offered('It rained [@vale2018cubs, |].', 'markdown', source)), null);
  });

  it('hold nothing that could be markup', () => {
    const hostile = example({ items: [vale], claims: ['18}\\input{x}', '[x](y)', '#x', '18$', ''].map((value) => said('x', 'page', value)) });
    assert.equal(labels(offered('[@vale2018cubs, |]', 'markdown', hostile)), null);
  });
});
