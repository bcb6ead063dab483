import assert from 'node:assert/strict';
import type { Card, CardClaim } from '../../src/language/card.js';
import { cardMarkdown, escape } from '../../src/language/cardMarkdown.js';

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
  const whole: Card = { key: 'k', reference: [{ text: 'Vale.' }], doubtful: [], more: 0, ...card, claims: claims.map((claim) => ({ ...quiet, ...claim })) };
  return cardMarkdown(whole, (id) => `command:open?${id}`);
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
      claims: [{ text: [{ text: bad, quoted: true }], locator: bad, source: { name: bad, title: bad }, file: bad, page: bad, speaker: bad, signal: bad, uncertain: bad }],
    });
    assert.doesNotMatch(card, /\(command:x|<img|!\[|zap\)|`/);
    assert.deepEqual(card.match(/\]\([^)]*\)/g)?.map((link) => link.slice(0, 17)), ['](command:open?c1']);
  });
});
