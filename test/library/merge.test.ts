import assert from 'node:assert/strict';
import type { ReadSource } from '../../src/citations/source.js';
import { digest } from '../../src/library/digest.js';
import type { Library, LibraryItem } from '../../src/library/library.js';
import { merge } from '../../src/library/merge.js';
import { cited, claim, powell, powellShort, source, vale } from './read.js';

const empty: Library = { items: [], claims: [] };
const article = source('a.txt', {
  works: [cited(vale, 'Vale, Cubs'), cited(powell, 'Powell, Talking')],
  claims: [claim(0, 'Children were taught.'), claim(1, 'One must talk.'), claim(null, 'Nobody knows.')],
});

const run = (library: Library, ...sources: ReadSource[]): Library => merge(library, sources).library;
const keys = (library: Library): string[] => library.items.map((item) => item.id);
const item = (library: Library, id: string): LibraryItem => {
  const found = library.items.find((held) => held.id === id);
  assert.ok(found, `${id} is among ${keys(library).join(', ')}`);
  return found;
};
const says = (library: Library): [string | null, string][] => library.claims.map((held) => [held.reference, held.claim]);
/** The library as a person has changed it in its files. */
function edited(library: Library, change: (library: Library) => void): Library {
  const copy = structuredClone(library);
  change(copy);
  return copy;
}

describe('merging sources into a library', () => {
  it('gives an item to each work and to each source, and claims to their works', () => {
    const library = run(empty, article);
    assert.deepEqual(keys(library), ['articleTxt', 'powell2014talking', 'vale2018cubs'].sort());
    assert.deepEqual(says(library).sort(), [[null, 'Nobody knows.'], ['powell2014talking', 'One must talk.'], ['vale2018cubs', 'Children were taught.']]);
    assert.ok(library.claims.every((held) => held.source.reference === 'articleTxt' && held.source.file === 'a.txt'));
  });

  it('changes nothing when it is run again', () => {
    const once = run(empty, article);
    const { library, summary } = merge(once, [article]);
    assert.deepEqual(library, once);
    assert.deepEqual(summary, { newItems: 0, changedItems: 0, newClaims: 0, removedClaims: 0 });
    assert.ok(library.items.every((held, index) => held === once.items[index]), 'unchanged items are the very same');
  });

  it('makes one item of a work that several sources cite, with the claims of all and the better fields', () => {
    const other = source('b.txt', { works: [cited(powellShort, 'Powell, Talking to Terrorists, p. 3', 0.6)], claims: [claim(0, 'Talk early.')] });
    const library = run(empty, other, article);
    assert.deepEqual(item(library, 'powell2014talking').author, powell.author);
    assert.equal(library.claims.filter((held) => held.reference === 'powell2014talking').length, 2);
    assert.deepEqual(item(library, 'powell2014talking').custom?.ibid?.from.map(({ file }) => file), ['a.txt', 'b.txt']);
  });

  it('comes to the same in whatever order the sources come', () => {
    const sources = ['a', 'b', 'c'].map((name) =>
      source(`${name}.txt`, { works: [cited({ ...powell, publisher: `House ${name}` }, `Powell ${name}`), cited(vale, 'Vale')] }),
    );
    const there = run(empty, ...sources);
    assert.deepEqual(run(empty, ...sources.toReversed()), there);
    assert.deepEqual(run(there, sources[2]!), there);
    assert.deepEqual(run(there, sources[0]!), there);
  });

  it('keeps a key once given, though a better reading would give another', () => {
    const first = run(empty, source('b.txt', { works: [cited(powellShort, 'Powell, Talking')] }));
    const library = run(first, article);
    assert.equal(item(library, 'powellTalking').type, 'book');
    assert.equal(library.items.length, 4);
  });

  it('gives two works with the same key different ones, whichever source comes first', () => {
    const one = source('a.txt', { works: [cited({ ...vale, title: 'Cubs at School' }, 'Vale, School')] });
    const two = source('b.txt', { works: [cited({ ...vale, title: 'Cubs Abroad' }, 'Vale, Abroad')] });
    assert.deepEqual(keys(run(empty, two, one)).slice(2), ['vale2018cubs', 'vale2018cubsAbroad']);
  });

  it('makes one item of a source that another source cites', () => {
    const brief = source('brief.txt', { item: vale, confidence: {}, claims: [claim(null, 'Own words.')] });
    const library = run(empty, article, brief);
    assert.equal(library.items.length, 3);
    assert.equal(library.claims.find((held) => held.claim === 'Own words.')?.source.reference, 'vale2018cubs');
  });

  it('reads a copy of a source once', () => {
    const copy = { ...article, file: 'copy of a.txt' };
    assert.deepEqual(run(empty, copy, article), run(empty, article));
  });

  it('follows a source that was given another name', () => {
    const library = run(run(empty, article), { ...article, file: 'moved/a.txt' });
    assert.equal(library.items.length, 3);
    assert.equal(library.claims.length, 3);
    assert.deepEqual(new Set(library.claims.map((held) => held.source.file)), new Set(['moved/a.txt']));
  });
});

describe('a source that says something else now', () => {
  it('gives the new claims and takes back its old ones', () => {
    const again = source('a.txt', { works: article.works, claims: [claim(0, 'Children were taught well.'), article.claims[1]!] });
    const library = run(run(empty, article), again);
    assert.deepEqual(says(library).map(([, words]) => words).sort(), ['Children were taught well.', 'One must talk.']);
  });

  it('knows a claim again of which more is told now', () => {
    const before = run(empty, source('a.txt', { works: article.works, claims: [claim(0, 'Children were taught, and sang.')] }));
    const told = { ...claim(0, 'Children were taught, and sang.'), function: 'quoted' as const, part: 'Children were taught,' };
    const after = run(before, source('a.txt', { works: article.works, claims: [told] }));
    assert.deepEqual(after.claims.map((held) => held.id), before.claims.map((held) => held.id));
  });

  it('moves claims that stand elsewhere now, under their ids', () => {
    const before = run(empty, article);
    const moved = source('a.txt', { works: article.works, claims: article.claims.map((held) => ({ ...held, start: held.start + 100, end: held.end + 100 })) });
    const library = run(before, moved);
    assert.deepEqual(library.claims.map((held) => held.id), before.claims.map((held) => held.id));
    assert.ok(library.claims.every((held) => held.source.start === 105));
  });

  it('corrects the fields it gave', () => {
    const library = run(run(empty, article), source('a.txt', { works: [cited({ ...powell, publisher: 'Bodley' }, 'Powell, Talking', 0.8)] }));
    assert.equal(item(library, 'powell2014talking').publisher, 'Bodley');
    assert.equal(item(library, 'powell2014talking').title, powell.title);
  });

  it('corrects them also where the old reading told more', () => {
    const wrong = source('a.txt', { works: [cited({ ...powell, title: 'Talking to Terrorists Bodley Head', publisher: 'London' }, 'Powell, Talking')] });
    const library = run(run(empty, wrong), article);
    assert.equal(item(library, 'powell2014talking').title, powell.title);
    assert.equal(item(library, 'powell2014talking').publisher, undefined);
  });

  it('keeps items that no source cites any more, and what other sources say', () => {
    const other = source('b.txt', { works: [cited(vale, 'Vale b')], claims: [claim(0, 'From b.')] });
    const library = run(run(empty, article, other), source('a.txt'));
    assert.equal(library.items.length, 4);
    assert.deepEqual(says(library), [['vale2018cubs', 'From b.']]);
  });
});

describe('what a person did to the library', () => {
  const before = run(empty, article);

  it('an edited field stays, also when better is read; other fields go on being read', () => {
    const mine = edited(before, (library) => (item(library, 'vale2018cubs').title = 'My title'));
    const library = run(mine, source('a.txt', { works: [cited({ ...vale, title: 'Cubs in the Lions’ Den: Indoctrination', publisher: 'ICSR' }, 'Vale, Cubs', 1)] }));
    assert.equal(item(library, 'vale2018cubs').title, 'My title');
    assert.equal(item(library, 'vale2018cubs').publisher, 'ICSR');
  });

  it('a deleted field stays deleted', () => {
    const mine = edited(before, (library) => delete (item(library, 'vale2018cubs') as Partial<LibraryItem>).issued);
    const library = run(run(mine, article), article);
    assert.equal(item(library, 'vale2018cubs').issued, undefined);
  });

  it('an edited title still belongs to its work when another source cites that under the old one', () => {
    const mine = edited(before, (library) => (item(library, 'vale2018cubs').title = 'Something else'));
    const other = source('b.txt', { works: [cited(vale, 'G. Vale, Cubs, 2018')] });
    assert.deepEqual(keys(run(mine, other)), ['articleB', ...keys(mine)]);
    assert.equal(item(run(mine, other), 'vale2018cubs').title, 'Something else');
  });

  it('a source’s own item stays deleted, with all that is in it as it was, until a person enters it again', () => {
    const mine = edited(before, (library) => (library.items = library.items.filter((held) => held.id !== 'articleTxt')));
    const merged = merge(mine, [article]);
    assert.deepEqual(merged.library, mine);
    assert.deepEqual(merged.problems.map(({ code, file }) => [code, file]), [['item-deleted', 'a.txt']]);
    const title = 'A long article on many things';
    const again = edited(mine, (library) => library.items.push({ id: 'mine', type: 'book', title }));
    assert.equal(item(run(again, { ...article, item: { type: 'document', title } }), 'mine').custom?.ibid?.source?.file, 'a.txt');
  });

  it('an added field stays, known to Ibid or not', () => {
    const mine = edited(before, (library) => Object.assign(item(library, 'vale2018cubs'), { keyword: 'children', DOI: '10.1/x' }));
    const library = run(mine, source('a.txt', { works: [cited({ ...vale, DOI: '10.1/y' }, 'Vale, Cubs', 1)] }));
    assert.equal((item(library, 'vale2018cubs') as { keyword?: string }).keyword, 'children');
    assert.equal(item(library, 'vale2018cubs').DOI, '10.1/x');
  });

  it('an edit made to look like the reading again is no edit any more', () => {
    const mine = edited(before, (library) => (item(library, 'vale2018cubs').title = vale.title!));
    assert.deepEqual(run(mine, article), before);
  });

  it('a renamed key stays, and claims go with it', () => {
    const mine = edited(before, (library) => (item(library, 'vale2018cubs').id = 'cubs'));
    const library = run(mine, article);
    assert.deepEqual(keys(library).includes('vale2018cubs'), false);
    assert.deepEqual(says(library).filter(([key]) => key === 'cubs'), [['cubs', 'Children were taught.']]);
    assert.equal(library.claims.length, 3);
    assert.deepEqual(run(library, article), library);
  });

  it('a renamed source takes its claims along, and is known at the next import', () => {
    const mine = edited(before, (library) => (item(library, 'articleTxt').id = 'mine'));
    const library = run(mine, article);
    assert.equal(library.items.length, 3);
    assert.deepEqual(new Set(library.claims.map((held) => held.source.reference)), new Set(['mine']));
    assert.equal(library.claims.length, 3);
  });

  it('a deleted item stays deleted, with a problem that says so', () => {
    const mine = edited(before, (library) => {
      library.items = library.items.filter((held) => held.id !== 'vale2018cubs');
      library.claims = library.claims.filter((held) => held.reference !== 'vale2018cubs');
    });
    const merged = merge(mine, [article]);
    assert.deepEqual(keys(merged.library), ['articleTxt', 'powell2014talking']);
    assert.equal(merged.library.claims.length, 2);
    assert.deepEqual(merged.problems.map(({ code, file, start }) => [code, file, start]), [['item-deleted', 'a.txt', 10]]);
    assert.match(merged.problems[0]!.message, /vale2018cubs/);
    assert.deepEqual(merge(merged.library, [article]).library, merged.library);
  });

  it('a deleted item comes back with its claims when a person enters it again', () => {
    const mine = edited(before, (library) => {
      library.items = library.items.filter((held) => held.id !== 'vale2018cubs');
      library.claims = library.claims.filter((held) => held.reference !== 'vale2018cubs');
    });
    const without = run(mine, article);
    const again = edited(without, (library) => library.items.push({ id: 'vale2018cubs', ...vale }));
    assert.deepEqual(says(run(again, article)).filter(([key]) => key === 'vale2018cubs'), [['vale2018cubs', 'Children were taught.']]);
  });

  it('a deleted claim stays deleted', () => {
    const mine = edited(before, (library) => (library.claims = library.claims.filter((held) => held.claim !== 'One must talk.')));
    const library = run(run(mine, article), article);
    assert.deepEqual(says(library).map(([, words]) => words).sort(), ['Children were taught.', 'Nobody knows.']);
  });

  const surer = source('a.txt', { works: article.works, claims: article.claims.map((held) => ({ ...held, confidence: 0.95 })) });

  it('a deleted claim stays deleted, and an edited one is not doubled, when Ibid is surer of it', () => {
    const mine = edited(before, (library) => {
      library.claims = library.claims.filter((held) => held.claim !== 'One must talk.');
      library.claims.find((held) => held.claim === 'Nobody knows.')!.claim = 'I know.';
    });
    const library = run(mine, surer);
    assert.deepEqual(library.claims.map((held) => [held.claim, held.confidence]).sort(), [['Children were taught.', 0.95], ['I know.', 0.9]]);
    assert.deepEqual(run(library, surer), library);
    assert.deepEqual(run(library, article).claims.map((held) => held.claim).sort(), ['Children were taught.', 'I know.']);
  });

  it('so they do in a library whose ids hang on how sure Ibid was', () => {
    const olderId: Record<string, string> = {};
    const older = edited(before, (library) => {
      for (const held of library.claims) {
        const placeless = { ...held.source, file: undefined, start: undefined, end: undefined };
        const older = `${held.reference ?? held.source.reference}-${digest({ ...held, id: undefined, source: placeless })}`;
        olderId[held.id] = older;
        held.id = older;
      }
      const record = item(library, 'articleTxt').custom!.ibid!.source!;
      record.claims = record.claims.map((id) => olderId[id]!);
    });
    assert.deepEqual(run(older, article), older, 'an older library is left as it is');
    const mine = edited(older, (library) => {
      library.claims = library.claims.filter((held) => held.claim !== 'One must talk.');
      library.claims.find((held) => held.claim === 'Nobody knows.')!.claim = 'I know.';
    });
    for (const again of [article, surer]) assert.deepEqual(run(mine, again).claims.map((held) => held.claim).sort(), ['Children were taught.', 'I know.']);
    assert.deepEqual(run(run(mine, surer), article).claims.map((held) => held.claim).sort(), ['Children were taught.', 'I know.']);
  });

  for (const [name, change] of [
    ['words', (held: Library['claims'][number]) => (held.claim = 'Children were taught, I think.')],
    ['page', (held: Library['claims'][number]) => (held.source.page = '4')],
    ['reference', (held: Library['claims'][number]) => (held.reference = 'powell2014talking')],
    ['certainty', (held: Library['claims'][number]) => (held.confidence = 1)],
    ['a field of their own', (held: Library['claims'][number]) => Object.assign(held, { tag: 'children' })],
  ] as const) {
    it(`an edited claim stays as it is (${name}), also when the source says something else`, () => {
      const mine = edited(before, (library) => change(library.claims.find((held) => held.claim === 'Children were taught.')!));
      const held = mine.claims.find(({ id }) => id.startsWith('vale2018cubs-'))!;
      assert.deepEqual(run(mine, article).claims.find(({ id }) => id === held.id), held);
      assert.equal(run(mine, article).claims.length, 3);
      assert.deepEqual(run(mine, source('a.txt')).claims, [held]);
    });
  }

  it('their own entry gives the key and the fields of a work, and is not altered', () => {
    const own = { id: 'Vale:2018', type: 'book', title: 'Cubs in the Lions’ Den', author: vale.author, issued: vale.issued, x: 1 } as unknown as LibraryItem;
    const library = run({ items: [own], claims: [] }, article);
    assert.deepEqual(item(library, 'Vale:2018'), own);
    assert.deepEqual(says(library).filter(([key]) => key === 'Vale:2018'), [['Vale:2018', 'Children were taught.']]);
    assert.equal(library.items.length, 3);
    assert.deepEqual(run(library, article), library);
  });

  it('their own entry for a source keeps its fields; what was read is remembered beside them', () => {
    const own: LibraryItem = { id: 'mine', type: 'book', title: 'Article a.txt on many things' };
    const named = source('a.txt', { ...article, title: 'Article a.txt on many things', item: { type: 'document', title: own.title! } });
    const library = run({ items: [own], claims: [] }, named);
    const { custom, ...fields } = item(library, 'mine');
    assert.deepEqual(fields, own);
    assert.equal(custom?.ibid?.source?.file, 'a.txt');
    assert.deepEqual(run(library, named), library);
  });
});

describe('what Ibid keeps of a work', () => {
  it('tells where each field was read and how surely', () => {
    const other = source('b.txt', { works: [cited({ ...powell, publisher: 'Bodley Head' }, 'Powell b', 0.5)] });
    const { ibid } = item(run(empty, article, other), 'powell2014talking').custom!;
    assert.deepEqual(ibid?.readIn, { publisher: 'b.txt' });
    assert.equal(ibid.confidence['publisher'], 0.5);
    assert.equal(ibid.confidence['title'], 0.9);
  });

  it('does not mix up works that were read from the same words', () => {
    const both = source('a.txt', {
      works: ['Clarke', 'Jackson'].map((family) => cited({ type: 'document', author: [{ family }], issued: { 'date-parts': [[2020]] } }, '(Clarke 2020 and Jackson 2020)')),
      claims: [claim(0, 'One.'), claim(1, 'Two.')],
    });
    const once = run(empty, both);
    assert.deepEqual(keys(once), ['articleTxt', 'clarke2020', 'jackson2020']);
    assert.deepEqual(run(once, both), once);
  });

  it('numbers claims that say the same', () => {
    const twice = source('a.txt', { works: [cited(vale, 'Vale')], claims: [claim(0, 'Again.', { start: 1, end: 7 }), claim(0, 'Again.', { start: 50, end: 56 })] });
    const once = run(empty, twice);
    assert.equal(new Set(once.claims.map((held) => held.id)).size, 2);
    assert.deepEqual(run(once, twice), once);
  });
});
