import assert from 'node:assert/strict';
import { readGiven } from '../../src/citations/given.js';
import type { GivenMarker } from '../../src/documents/document.js';
import { Passage } from '../../src/text/passage.js';

const works = new Map(['a', 'b'].map((id, index) => [id, index]));

/** A text with a marker drawn in braces. */
function marked(drawn: string, more: Partial<GivenMarker> = {}): { marker: GivenMarker; passage: Passage } {
  const [start, end] = [drawn.indexOf('{'), drawn.indexOf('}') - 1];
  const text = drawn.replace(/[{}]/g, '');
  return { marker: { kind: 'citation', label: text.slice(start, end), targets: [{ id: 'a' }], start, end, ...more }, passage: Passage.of(text, { start: 0, end: text.length }) };
}

/** What a marker is read as: "author-date, see, page 18, leads, at: the words behind". */
function reading(drawn: string, more: Partial<GivenMarker> = {}): string {
  const { marker, passage } = marked(drawn, more);
  const { at, leads, citations, marker: { kind } } = readGiven(marker, passage, works).given;
  const [{ signal, locator }] = citations as [(typeof citations)[0]];
  return [kind, signal, locator && `${locator.label} ${locator.value}`, leads && 'leads', `“${passage.text.slice(at)}”`].filter(Boolean).join(', ');
}

describe('markers that the format gives', () => {
  for (const [drawn, wanted] of [
    ['It was closed ({Roe 2001}).', 'author-date, “.”'],
    ['It was closed {(Roe, 2001)}.', 'author-date, “.”'],
    ['It was closed {(Roe, 2001; }Doe, 2004) again.', 'author-date, “ again.”'],
    ['It was closed (Doe, 2004; {Roe, 2001)} again.', 'author-date, “ again.”'],
    ['It was closed (see also {Roe 2001}, p. 18).', 'author-date, see also, page 18, “.”'],
    ['It was closed (Doe 2004; but see {Roe 2001}: 18–20; Poe 2005).', 'author-date, but see, page 18-20, “.”'],
    ['It was closed {(see Roe 2001, ch. 3)}.', 'author-date, see, chapter 3, “.”'],
    ['It was closed {(cf. van Roe, 2001:116)}.', 'author-date, cf., page 116, “.”'],
    ['It was closed ({Roe 2001, 2004}).', 'author-date, “.”'],
    ['It was closed ({Roe n.d.}).', 'author-date, “.”'],
    ['It was closed ({Roe in press}).', 'author-date, “.”'],
    ['{Roe (2001)} closed it.', 'author-date, leads, “ closed it.”'],
    ['{Roe’s (2001, p. 4)} road closed.', 'author-date, page 4, leads, “ road closed.”'],
    ['But see {Roe (2001)}; also {Doe}.', 'author-date, But see, leads, “; also Doe.”'],
    ['All that they see {Roe (2001)} closed.', 'author-date, leads, “ closed.”'],
    ['Roe ({2001}) closed it.', 'author-date, leads, “) closed it.”'],
    ['Roe ({2001}, p. 4) closed it.', 'author-date, page 4, leads, “, p. 4) closed it.”'],
    ['It was closed [{3}].', 'numeric, “.”'],
    ['It was closed {[3]}.', 'numeric, “.”'],
    ['It was closed [{3–5, 7}, p. 2] again.', 'numeric, page 2, “ again.”'],
    ['It was closed [{Roe01}].', 'key, “.”'],
    ['In 1999 it {x} closed (again).', 'key, “ closed (again).”'],
  ] as const) {
    it(drawn, () => assert.equal(reading(drawn), wanted));
  }

  it('what the format says of them counts', () => {
    assert.equal(reading('Closed{}.', { label: '@roe2001', raised: true, targets: [{ id: 'a', locator: 'pp. 3-4', signal: 'see' }] }), 'key, see, page 3-4, “.”');
    assert.equal(reading('{Roe} closed it.', { label: '@roe2001', leads: true }), 'key, leads, “ closed it.”');
  });

  it('a pinpoint is of the last work, a signal of the first', () => {
    const { marker, passage } = marked('Closed (see {3, 4}, p. 9).', { targets: [{ id: 'a' }, { id: 'b' }] });
    const { citations } = readGiven(marker, passage, works).given;
    assert.deepEqual(citations.map(({ work, signal, locator }) => [work, signal, locator?.value]), [[0, 'see', undefined], [1, null, '9']]);
  });

  it('tell once of an entry that is missing', () => {
    const told = new Set<string>();
    const problems = (ids: string[], known = works): string[] => {
      const { marker, passage } = marked('Closed ({Roe 2001}).', { targets: ids.map((id) => ({ id })) });
      return readGiven(marker, passage, known, told).problems.map(({ code, message }) => `${code} ${/“(.*?)”/.exec(message)![1]}`);
    };
    assert.deepEqual(problems(['a', 'lost']), ['citation-without-entry lost']);
    assert.deepEqual(problems(['lost', 'gone', 'gone']), ['citation-without-entry gone']);
    assert.deepEqual(problems(['more', 'and-more'], new Map()), ['citation-without-entry more']);
    assert.deepEqual(problems(['still-more'], new Map()), []);
  });
});
