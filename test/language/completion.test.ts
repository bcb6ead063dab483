import assert from 'node:assert/strict';
import { DocumentCitations } from '../../src/language/documentCitations.js';
import { complete, type CompletionOptions } from '../../src/language/completion.js';
import { hover } from '../../src/language/hover.js';
import { pinpoints } from '../../src/language/pinpoints.js';
import type { Library, LibraryItem, LibraryView } from '../../src/library/library.js';
import { openLibrary } from '../../src/library/packedLibrary.js';
import { packLibrary } from '../../src/library/packLibrary.js';
import { viewOfParts } from '../../src/library/view.js';
import { marked } from './cursor.js';
import { claim, example, mahlouly, powell, vale } from './example.js';

const works: LibraryItem[] = [mahlouly, { id: 'odd key', type: 'book', title: 'Odd' }, powell, vale];
const library = example({ items: works });

/** A library as the editor has it: with the words of its claims. */
const opened = (whole: Library): LibraryView => viewOfParts(openLibrary(packLibrary(whole)));

/** The text after the first item is accepted, the cursor after it. */
function check(drawn: string, expected: string | null, language = 'markdown'): void {
  it(`${JSON.stringify(drawn)} → ${JSON.stringify(expected)}`, () => {
    const { text, offset } = marked(drawn);
    const list = complete(new DocumentCitations(language, text), offset, library);
    const first = list?.items[0];
    const accepted = first && `${text.slice(0, first.range.start)}${first.insertText}|${text.slice(first.range.end)}`;
    assert.equal(accepted ?? null, expected);
  });
}

describe('completing a cite key in Markdown', () => {
  check('As @val|', 'As @vale2018cubs|');
  check('As [@powell2014talking; -@cubs|]', 'As [@powell2014talking; -@vale2018cubs|]');
  check('As @valecubs|', 'As @vale2018cubs|');
  check('As @val|e2018', 'As @vale2018cubs|');
  check('As @{talking terror|}', 'As @{powell2014talking|}');
  check('As @{talk terr|', 'As @{powell2014talking|');
  check('As @|Vale argues', 'As @mahlouly2019reframing|Vale argues');
  check('As @|vale2018cubs argues', 'As @mahlouly2019reframing| argues');
  check('As @odd|', 'As @{odd key}|');
  check('@vale2018cubs.|', null);
  check('no@va|', null);
  check('`@va|`', null);
});

describe('completing a cite key in LaTeX', () => {
  check('\\cite{val|}', '\\cite{vale2018cubs|}', 'latex');
  check('\\autocites{powell2014talking}[12]{dabiq winter|}', '\\autocites{powell2014talking}[12]{mahlouly2019reframing|}', 'latex');
  check('\\cite{vale2018cubs, pow|, x}', '\\cite{vale2018cubs, powell2014talking|, x}', 'latex');
  check('\\emph{val|}', null, 'latex');
});

describe('completing a cite key in Typst', () => {
  check('As @val|', 'As @vale2018cubs|', 'typst');
  check('#cite(<val|>)', '#cite(<vale2018cubs|>)', 'typst');
  check('As @odd|', 'As #cite(label("odd key"))|', 'typst');
  check('#cite(<odd|>)', '#cite(label("odd key")|)', 'typst');
  check('As @talking terr|', 'As @powell2014talking|', 'typst');
});

describe('completing a cite key in a role of MyST', () => {
  check('{cite:p}`val|`', '{cite:p}`vale2018cubs|`');
  check('{cite:t}`powell2014talking, lions den|`', '{cite:t}`powell2014talking, vale2018cubs|`');
});

describe('finding a work by what is said of it', () => {
  const children = claim({ id: 'children', claim: 'The indoctrination of children began in schools.' });
  const oil = claim({ id: 'oil', reference: 'powell2014talking', claim: 'Oil paid for the war.' });
  const view = opened({ items: works, claims: [oil, children] });
  const found = (drawn: string, options: CompletionOptions = {}, language = 'markdown'): ReturnType<typeof complete> => {
    const { text, offset } = marked(drawn);
    return complete(new DocumentCitations(language, text), offset, view, options);
  };
  const first = (...given: Parameters<typeof found>): string | null => found(...given)?.items[0]?.label ?? null;

  const rows: [drawn: string, unasked: string | null, asked: string | null][] = [
    ['As @indoctrination child|', 'vale2018cubs', 'vale2018cubs'],
    ['As [@powell2014talking; -@indoctrination child|]', 'vale2018cubs', 'vale2018cubs'],
    ['As @indoctrination |', 'vale2018cubs', 'vale2018cubs'],
    ['As @oil war|', 'powell2014talking', 'powell2014talking'],
    // prose
    ['@vale argues that|', null, null],
    ['@vale schools|', null, 'vale2018cubs'],
    ['@oil of war|', null, 'powell2014talking'],
    ['@oil children|', null, null],
    ['@vale2018cubs schools|', null, null],
    ['@indoctrination, children|', null, null],
    ['a@indoctrination.org children|', null, null],
    ['`@indoctrination` children|', null, null],
    ['indoctrination children|', null, null],
  ];
  for (const [drawn, unasked, asked] of rows) {
    it(`${drawn} → ${unasked}, when asked for ${asked}`, () => assert.deepEqual([first(drawn, { isAsked: false }), first(drawn)], [unasked, asked]));
  }

  it('replaces all the words behind the sign', () => {
    const [item] = found('As @indoctrination child| and')!.items;
    assert.deepEqual([item!.range, item!.filterText, item!.insertText], [{ start: 4, end: 24 }, 'indoctrination child', 'vale2018cubs']);
  });

  it('works where words can be typed anyway', () => {
    for (const [drawn, language] of [['@{indoctrination child|}', 'markdown'], ['\\cite{indoctrination child|}', 'latex'], ['@indoctrination child|', 'typst'], ['{cite:p}`indoctrination child|`', 'myst']] as const) {
      assert.equal(first(drawn, {}, language), 'vale2018cubs', drawn);
    }
  });

  it('shows the words by which it was found, unless the work is called so', () => {
    const shown = (drawn: string): [string, string | undefined] => [found(drawn)!.items[0]!.detail, found(drawn)!.items[0]!.claim?.id];
    assert.deepEqual(shown('@{indoctrination child|}'), ['Cubs in the Lions’ Den: Indoctrination and Recruitment of Children within Islamic State Territory', undefined]);
    assert.deepEqual(shown('@{schools|}'), ['The indoctrination of children began in schools.', 'children']);
    assert.deepEqual(shown('@{powell oil|}'), ['Oil paid for the war.', 'oil']);
  });
});

describe('the list of completions', () => {
  const rows: [typed: string, label: string, detail: string, creators: string][] = [
    ['mahlouly', 'mahlouly2019reframing', 'Reframing Dabiq', ''],
    ['journal', 'XK4RT2', 'A Journal of Its Own', 'Mahlouly and Winter 2019'],
    ['odd', 'odd key', 'Odd', ''],
  ];
  for (const [typed, ...expected] of rows) {
    it(`tells what ${expected[0]} is, and by whom and when unless the key does`, () => {
      const own = { ...mahlouly, id: 'XK4RT2', title: 'A Journal of Its Own' };
      const { items } = complete(new DocumentCitations('markdown', `@${typed}`), typed.length + 1, example({ items: [...works, own] }))!;
      const { label, detail, creators } = items.find((item) => item.label === expected[0])!;
      assert.deepEqual([label, detail, creators], expected);
    });
  }

  it('is ranked by Ibid alone', () => {
    const items = complete(new DocumentCitations('markdown', '@'), 1, library)!.items;
    assert.deepEqual([...items].sort((a, b) => (a.sortText < b.sortText ? -1 : 1)), items);
    assert.ok(items.every(({ filterText }) => filterText === ''));
    const typed = complete(new DocumentCitations('markdown', '@cubs'), 5, library)!;
    assert.deepEqual(typed.items.map(({ filterText }) => filterText), ['cubs']);
    assert.equal(typed.isIncomplete, true);
  });

  it('is capped', () => {
    const items = Array.from({ length: 500 }, (_, index) => ({ ...powell, id: `powell${index}` }));
    assert.equal(complete(new DocumentCitations('markdown', '@powell'), 7, example({ items }))!.items.length, 50);
  });

  it('is nothing in a language without citations', () => assert.equal(complete(new DocumentCitations('python', '@'), 1, library), null));
});

describe('whatever stands in a document', () => {
  const texts = [
    '[@vale2018cubs, p. 1; @', '@{vale', '@{vale2018cubs', '@vale2018cubs', 'As [@vale2018cubs, p. 18\r\n\tand @oil war\r\n', '😀😀 @vale2018cubs [p. 1', 'قال @vale2018cubs [p. 18]', 'e\u0301 @e\u0301t\u0301',
    '\\cite[', '\\cite[1]{', '\\cite{vale2018cubs', '\\autocites[1]{vale2018cubs}[', '#cite(<', '#cite(label("', '@vale2018cubs[p. 1', '{cite:p}`vale', '\uD83D@vale \uDE00war', '@'.repeat(40), '[@'.repeat(20), '@a '.repeat(20),
  ];
  for (const language of ['markdown', 'quarto', 'myst', 'latex', 'typst']) {
    it(`completion, pinpoints and hover answer at each place in ${language}`, () => {
      for (const text of texts) {
        const document = new DocumentCitations(language, text);
        for (let offset = 0; offset <= text.length; offset++) {
          const ranges = [...(complete(document, offset, library)?.items.map(({ range }) => range) ?? []), pinpoints(document, offset, library)?.range ?? []].flat();
          for (const { start, end } of ranges) assert.ok(0 <= start && start <= offset && offset <= end && end <= text.length && !text.slice(start, end).includes('\n'), `${text} ${offset}`);
          hover(document, offset, library, { entry: () => [], list: () => ({ entries: [], isHanging: false, isOfNotes: false }), isBroken: false });
        }
      }
    });
  }
});
