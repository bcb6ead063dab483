import assert from 'node:assert/strict';
import type { Card, CardClaim } from '../../src/language/card.js';
import { cardMarkdown, escape } from '../../src/language/cardMarkdown.js';
import { linksOf } from '../../src/library/links.js';

const quiet: CardClaim = {
  id: 'c1',
  text: [{ text: 'A claim.', quoted: false }],
  before: '',
  locator: null,
  source: { name: 'Author 2021', title: 'A Review' },
  file: 'review.txt',
  page: null,
  speaker: null,
  signal: null,
  uncertain: null,
};

function markdown({ claims = [], ...card }: Partial<Omit<Card, 'claims'>> & { claims?: Partial<CardClaim>[] }): string {
  const whole: Card = { key: 'k', reference: [{ text: 'Vale.' }], doubtful: [], links: [], more: 0, abstract: '', ...card, claims: claims.map((claim) => ({ ...quiet, ...claim })) };
  return cardMarkdown(whole, (id) => `command:open?${id}`, (key, index) => `command:file?${key},${index}`);
}

/** Markdown as a reader sees it: character references as the characters, the colours gone. */
const seen = (text: string): string =>
  text.replace(/<\/?span[^>]*>/g, '').replace(/<\/?em>/g, '*').replace(/<\/?strong>/g, '**').replace(/&#(\d+);/g, (_reference, code: string) => String.fromCharCode(Number(code)));

describe('the card', () => {
  it('has the reference, then each claim with where it stands', () => {
    const card = markdown({
      reference: [{ text: 'Vale. ' }, { text: 'Cubs', italic: true }, { text: '. 2018.' }],
      claims: [
        {
          text: [{ text: 'They were taught “', quoted: false }, { text: 'to love', quoted: true }, { text: '” it.', quoted: false }],
          locator: 'p. 18',
          page: 'p. 7',
          signal: 'quoted in',
          speaker: 'Aaron Zelin',
        },
      ],
      more: 3,
    });
    assert.equal(
      seen(card),
      [
        'Vale. *Cubs*. 2018.',
        '---',
        'They were taught “*to love*” it.  \n**p. 18** · said by Aaron Zelin · quoted in · [$(go-to-file) Author 2021, p. 7](command:open?c1 "A Review — review.txt")',
        '3 more claims',
      ].join('\n\n'),
    );
  });

  it('has the sentence before where the claim points back to it', () => {
    const before = 'Vale asks what happens afterwards.';
    const pointing = markdown({ claims: [{ before, text: [{ text: 'She wants them treated as victims.', quoted: false }] }] });
    assert.match(seen(pointing), /Vale asks what happens afterwards\. She wants them/);
    assert.doesNotMatch(seen(markdown({ claims: [{ before }] })), /afterwards/);
  });

  it('sets words aside that other citations of the sentence support', () => {
    const card = markdown({ claims: [{ text: [{ text: 'It was closed, ', quoted: false, aside: true }, { text: 'then opened.', quoted: false }] }] });
    assert.match(card, /<span style="color:var\(--vscode-descriptionForeground\);">It was closed&#44; <\/span>then opened/);
  });

  it('says what is uncertain', () => {
    const card = seen(markdown({ doubtful: ['date', 'title'], claims: [{ uncertain: 'note 31 is missing in the source' }] }));
    assert.match(card, /\$\(warning\) unsure: date, title/);
    assert.match(card, /\$\(warning\) note 31 is missing in the source/);
  });

  it('leads to PDF, Zotero, DOI and the web', () => {
    const card = markdown({
      links: [
        { kind: 'pdf', label: 'Full Text', path: 'a.pdf' },
        { kind: 'zotero', label: 'Open in Zotero', uri: 'zotero://select/library/items/ABCD2345' },
        { kind: 'doi', label: 'doi:10.1000/1', uri: 'https://doi.org/10.1000/1' },
        { kind: 'url', label: 'example.org', uri: 'https://example.org/' },
      ],
      claims: [{}],
    });
    const line = '[$(file-pdf) Open PDF](command:file?k,0) · [$(library) Open in Zotero](command:file?k,1) · [$(link-external) doi:10.1000/1](https://doi.org/10.1000/1) · [$(link-external) example.org](https://example.org/)';
    assert.deepEqual(seen(card).split('\n\n').slice(0, 3), ['Vale.', line, '---']);
  });

  it('lets an address that the reference shows be followed there, and names it only once', () => {
    const card = markdown({
      reference: [{ text: 'Vale. ' }, { text: 'Cubs', italic: true }, { text: '. https://doi.org/10.1000/1.' }],
      links: [
        { kind: 'pdf', label: 'Full Text', path: 'a.pdf' },
        { kind: 'doi', label: 'doi:10.1000/1', uri: 'https://doi.org/10.1000/1' },
      ],
    });
    assert.equal(seen(card), 'Vale. *Cubs*. [https://doi.org/<wbr>10.1000/<wbr>1](https://doi.org/10.1000/1).\n\n[$(file-pdf) Open PDF](command:file?k,0)');
  });

  it('has the abstract last, in one line that is cut', () => {
    const long = `Abstract: Words\nof the abstract. ${'More of them. '.repeat(100)}`;
    const card = seen(markdown({ claims: [{}], abstract: long }));
    assert.match(card, /Author 2021\].*\n\n---\n\n\*\*Abstract\*\* Words of the abstract\. More of them\.[^\n]* …$/);
    assert.ok(card.split('\n').at(-1)!.length < 330);
    assert.equal(seen(markdown({ abstract: 'Words.' })), 'Vale.\n\n---\n\n**Abstract** Words.');
  });

  it('calls several PDFs by their names, and shows six links', () => {
    const links = Array.from({ length: 8 }, (_, index) => ({ kind: 'pdf' as const, label: `Part ${index}`, path: `${index}.pdf` }));
    assert.match(seen(markdown({ links })), /^Vale\.\n\n\[\$\(file-pdf\) Part 0\]\(command:file\?k,0\) · .* Part 5\]\(command:file\?k,5\)$/);
  });

  it('leads to the web alone where nothing opens files', () => {
    const card: Card = { key: 'k', reference: [], doubtful: [], more: 0, claims: [], abstract: '', links: [{ kind: 'pdf', label: 'a', path: 'a.pdf' }, { kind: 'doi', label: 'doi:1', uri: 'https://doi.org/1' }] };
    assert.equal(seen(cardMarkdown(card, String)), '[$(link-external) doi:1](https://doi.org/1)');
  });

  it('cuts what is too long, with an ellipsis', () => {
    const long = 'word '.repeat(200_000);
    const card = markdown({ claims: [{ text: [{ text: long, quoted: false }, { text: long, quoted: true }], speaker: long, page: long }] });
    assert.ok(card.length < 4000, `${card.length}`);
    assert.match(card, /word …/);
  });
});

describe('hostile words', () => {
  const rows = [
    '[x](command:workbench.action.quit)',
    '![](http://example.org/a.png)',
    '<img src=x onerror=alert(1)>',
    '</span><a href="command:x">y</a>',
    '`code` ``` fence',
    'http://example.org www.example.org name@example.org <https://example.org>',
    '$(zap) $(sync~spin)',
    '# heading',
    '- item',
    '1. item',
    '> quote',
    '| a | b |\n|---|---|',
    'a\n\n---\n\nb',
    '    indented',
    '*a* _b_ ~~c~~ **d**',
    '&lt;b&gt; &#42;',
    '[^1]: note',
    'a\\',
  ];
  for (const text of rows) {
    it(`${JSON.stringify(text)} is shown as the words it is`, () => {
      const escaped = escape(text);
      assert.doesNotMatch(escaped.replace(/&#\d+;/g, ''), /[!-/:-@[-`{-~\n]/);
      assert.equal(seen(escaped), text.replace(/\s+/g, ' '));
    });
  }

  it('cannot turn the direction of what follows, nor hide anything', () => {
    assert.equal(escape('a\u202Eb\u2066c\u200Bd\u0000e\uD800f\u{E0041}g'), 'a b c d e f g');
  });

  it('cannot get out of any field of a card', () => {
    const bad = '</span>[x](command:x "y")![](http://e.org)<img src=x>`$(zap)';
    const card = markdown({
      reference: [{ text: bad, italic: true }],
      doubtful: [bad],
      links: linksOf({ id: 'a', type: 'book', URL: `https://example.org/${bad}`, DOI: `10.1000/${bad.replaceAll(' ', '')}`, custom: { biblatex: { file: `${bad.replaceAll(':', '\\:')}:a.pdf:pdf;b.pdf` } } }),
      claims: [{ text: [{ text: bad, quoted: true }], locator: bad, source: { name: bad, title: bad }, file: bad, page: bad, speaker: bad, signal: bad, uncertain: bad }],
    });
    assert.doesNotMatch(card, /\(command:x|<img|!\[|zap\)|`/);
    assert.deepEqual(card.match(/\]\([^)]*\)/g)?.map((link) => link.slice(0, 17)), ['](command:file?k,', '](command:file?k,', '](https://doi.org', '](https://example', '](command:open?c1']);
  });
});
