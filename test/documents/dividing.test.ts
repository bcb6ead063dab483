import assert from 'node:assert/strict';
import { outline, read } from './outline.js';

/** What becomes of a text as drawn (see `drawn`): its outline, and the codes of its problems. */
function check(text: string, wanted: string[], problems: string[] = []): void {
  const document = read(text);
  assert.deepEqual(outline(document), wanted);
  assert.deepEqual(document.problems.map(({ code }) => code), problems);
}

describe('taking a text apart', () => {
  it('notes under a rule of spaces, the sentence going on over the page', () => {
    check(
      `
      The first page speaks of a road that was closed to all who came.1
      It goes on about the men who kept it, and about the letters that
      ␣␣␣␣␣␣␣␣␣␣␣␣␣␣␣␣␣␣␣␣␣␣␣␣␣
      1 Jane Roe, ‘A Closed Road’, Review of Roads, Vol. 3 (2001), p. 4.
      they wrote. Nobody answered them, and the road stayed as it was.2
      A last line ends the matter for good, and for all who had asked it.
      ␣␣␣␣␣␣␣␣␣␣␣␣␣␣␣␣␣␣␣␣␣␣␣␣␣
      2 Ibid., p. 9.
      `,
      [
        'The first page speaks of a road that was closed to all who came.1 It goes on about the men who kept it, and about the letters that they wrote. Nobody answered them, and the road stayed as it was.2 A last line ends the matter for good, and for all who had asked it.',
        '1) Jane Roe, ‘A Closed Road’, Review of Roads, Vol. 3 (2001), p. 4.',
        '2) Ibid., p. 9.',
      ],
    );
  });

  it('notes under a rule of dashes', () => {
    check(
      `
      The first page speaks of a road that was closed to all who came.1
      It goes on about the men who kept it, and about their letters.
      __________
      1. Jane Roe, A Closed Road (London: Roads Press, 2001), p. 4.
      `,
      [
        'The first page speaks of a road that was closed to all who came.1 It goes on about the men who kept it, and about their letters.',
        '1) Jane Roe, A Closed Road (London: Roads Press, 2001), p. 4.',
      ],
    );
  });

  it('notes under no rule at all, their number seen in the text', () => {
    check(
      `
      The first page speaks of a road that was closed to all who came.1
      It goes on about the men who kept it, and about the letters that
      were written by them to the ministers whom they held responsible,
      1 Jane Roe, A Closed Road (London: Roads Press, 2001), p. 4, on the
      reasons given.
      though none of the letters was ever answered by those ministers.
      `,
      [
        'The first page speaks of a road that was closed to all who came.1 It goes on about the men who kept it, and about the letters that were written by them to the ministers whom they held responsible, though none of the letters was ever answered by those ministers.',
        '1) Jane Roe, A Closed Road (London: Roads Press, 2001), p. 4, on the reasons given.',
      ],
    );
  });

  it('notes under no rule, the text going on in the middle of a sentence', () => {
    check(
      `
      The first page speaks of a road that was closed to all who came.1
      It goes on about the men who kept it, and about the letters that
      1 Jane Roe, A Closed Road (London: Roads Press, 2001), at p. 412.
      were written by them to the ministers whom they held responsible.
      `,
      [
        'The first page speaks of a road that was closed to all who came.1 It goes on about the men who kept it, and about the letters that were written by them to the ministers whom they held responsible.',
        '1) Jane Roe, A Closed Road (London: Roads Press, 2001), at p. 412.',
      ],
    );
  });

  it('form feeds, running heads and page numbers', () => {
    const text = `
      The first page speaks of a road that was closed to all who came.1
      It goes on about the men who kept it, and about the letters that

      1. Jane Roe, A Closed Road (London: Roads Press, 2001), p. 4.

      145
      ⇟
      146 JOHN DOE

      they wrote. Nobody answered them, and the road stayed as it was.2
      A last line ends the matter for good, and for all who had asked it,

      2. Ibid., p. 9.
      ⇟
      A CLOSED ROAD 147

      or so the minister said when at last he came to look at the road.
      ⇟
      148 JOHN DOE

      There the matter rests.
      `;
    check(text, [
      'The first page speaks of a road that was closed to all who came.1 It goes on about the men who kept it, and about the letters that they wrote. Nobody answered them, and the road stayed as it was.2 A last line ends the matter for good, and for all who had asked it, or so the minister said when at last he came to look at the road.',
      'There the matter rests.',
      '1) Jane Roe, A Closed Road (London: Roads Press, 2001), p. 4.',
      '2) Ibid., p. 9.',
    ]);
    assert.deepEqual(read(text).pages.map(({ label }) => label), ['145', '146', '147', '148']);
  });

  it('running heads that come back, without form feeds', () => {
    const page = (number: number): string => `
      The page with the number given speaks of roads that were closed,
      and of the men who kept them closed for longer than was needed.
      Studies of Roads, Vol. 4 ${number}`;
    const document = read(`${page(11)}${page(12)}${page(13)}
      The end.
      `);
    assert.deepEqual(document.pages.map(({ label }) => label), [null, '11', '12', '13']);
    assert.ok(!outline(document).join(' ').includes('Studies'));
  });

  it('a note that goes on over the page: its rest heads the next notes', () => {
    check(
      `
      The first page speaks of a road that was closed to all who came.1
      It goes on about the men who kept it, and about the letters that
      ␣␣␣␣␣␣␣␣␣␣␣␣␣␣␣␣␣␣␣␣␣␣␣␣␣
      1 Jane Roe, ‘A Closed Road and the Letters That Were Written About
       they wrote. Nobody answered them, and the road stayed as it was.2
      A last line ends the matter for good, and for all who had asked it.
      ␣␣␣␣␣␣␣␣␣␣␣␣␣␣␣␣␣␣␣␣␣␣␣␣␣
      It’, Review of Roads, Vol. 3 (2001), p. 4.
      2 Ibid., p. 9.
      `,
      [
        'The first page speaks of a road that was closed to all who came.1 It goes on about the men who kept it, and about the letters that they wrote. Nobody answered them, and the road stayed as it was.2 A last line ends the matter for good, and for all who had asked it.',
        '1) Jane Roe, ‘A Closed Road and the Letters That Were Written About It’, Review of Roads, Vol. 3 (2001), p. 4.',
        '2) Ibid., p. 9.',
      ],
    );
  });

  it('notes that are missing leave the others theirs', () => {
    check(
      `
      One road was closed.1 A second was closed in the year that followed.2
      A third one was never opened.3 Of the fourth nobody knows a thing.4
      ____________________
      1 Jane Roe, A Closed Road (London: Roads Press, 2001), p. 4.
      4 Ibid., p. 9.
      `,
      [
        'One road was closed.1 A second was closed in the year that followed.2 A third one was never opened.3 Of the fourth nobody knows a thing.4',
        '1) Jane Roe, A Closed Road (London: Roads Press, 2001), p. 4.',
        '4) Ibid., p. 9.',
      ],
    );
  });

  it('numbers that restart on each page', () => {
    check(
      `
      One road was closed.1 A second was closed in the year that followed.2
      ____________________
      1 Jane Roe, A Closed Road (London: Roads Press, 2001), p. 4.
      2 Ibid., p. 9.
      ⇟
      A third one was never opened.1 Of the fourth nobody knows a thing.2
      ____________________
      1 John Doe, Open Roads (London: Roads Press, 2004), p. 40.
      2 Roe, A Closed Road, p. 11.
      `,
      [
        'One road was closed.1 A second was closed in the year that followed.2',
        'A third one was never opened.1 Of the fourth nobody knows a thing.2',
        '1) Jane Roe, A Closed Road (London: Roads Press, 2001), p. 4.',
        '2) Ibid., p. 9.',
        '1) John Doe, Open Roads (London: Roads Press, 2004), p. 40.',
        '2) Roe, A Closed Road, p. 11.',
      ],
    );
  });

  it('numbers that restart at 2, since the first note is lost', () => {
    check(
      `
      A road was closed to all.1 Its keepers wrote a great many letters.2
      Nobody answered them, and so the road stayed closed, as they said.3
      ␣␣␣␣␣␣␣␣␣␣␣␣␣␣␣␣␣␣␣␣␣␣␣␣␣
      1 Jane Roe, A Closed Road (London: Roads Press, 2001), p. 4.
      2 Ibid., p. 5.
      3 Ibid., p. 6.
      ⇟
      A bridge was built to the island.1 Its builders are not remembered.2
      ␣␣␣␣␣␣␣␣␣␣␣␣␣␣␣␣␣␣␣␣␣␣␣␣␣
      2 John Roe, An Open Bridge (London: Roads Press, 2003), p. 7.
      `,
      [
        'A road was closed to all.1 Its keepers wrote a great many letters.2 Nobody answered them, and so the road stayed closed, as they said.3',
        'A bridge was built to the island.1 Its builders are not remembered.2',
        '1) Jane Roe, A Closed Road (London: Roads Press, 2001), p. 4.',
        '2) Ibid., p. 5.',
        '3) Ibid., p. 6.',
        '2) John Roe, An Open Bridge (London: Roads Press, 2003), p. 7.',
      ],
    );
  });

  it('numbers that restart with each chapter', () => {
    const chapter = (number: number): string => `
      Chapter ${number}

      One road was closed.1 A second was closed in the year that followed.2

      Notes

      1. Jane Roe, A Closed Road (London: Roads Press, 2001), p. ${number}.
      2. Ibid., p. 9.
      `;
    const read = (number: number): string[] => [`1) Jane Roe, A Closed Road (London: Roads Press, 2001), p. ${number}.`, '2) Ibid., p. 9.'];
    const text = 'One road was closed.1 A second was closed in the year that followed.2';
    check(`An Opening\n${chapter(1)}${chapter(2)}${chapter(3)}`, ['# An Opening', '# Chapter 1', text, '# Chapter 2', text, '# Chapter 3', text, ...read(1), ...read(2), ...read(3)]);
  });

  it('notes at the end under the headings of their chapters, which are called like notes', () => {
    check(
      `
      Introduction

      One road was opened first.1 A second was opened in the year that followed.2

      1. The Closed Road

      A third one was never opened.1 Of the fourth nobody knows a thing at all.2

      3. The Other Bank

      The bridge was built by hand.1 The ferry was sold in the year that followed.2

      Notes

      Introduction

      1. Jane Roe, A Closed Road (London: Roads Press, 2001), p. 4.
      2. Ibid., p. 9.

      1. The Closed Road

      1. John Doe, Open Gates (London: Gates Press, 2004), p. 40.
      2. Roe, A Closed Road, p. 11.

      3. The Other Bank

      1. Mary Poe, The Other Bank (London: Roads Press, 2009), p. 7.
      2. Doe, Open Gates, p. 12.
      `,
      [
        '# Introduction',
        'One road was opened first.1 A second was opened in the year that followed.2',
        '1. The Closed Road',
        'A third one was never opened.1 Of the fourth nobody knows a thing at all.2',
        '3. The Other Bank',
        'The bridge was built by hand.1 The ferry was sold in the year that followed.2',
        '1) Jane Roe, A Closed Road (London: Roads Press, 2001), p. 4.',
        '2) Ibid., p. 9.',
        '1) John Doe, Open Gates (London: Gates Press, 2004), p. 40.',
        '2) Roe, A Closed Road, p. 11.',
        '1) Mary Poe, The Other Bank (London: Roads Press, 2009), p. 7.',
        '2) Doe, Open Gates, p. 12.',
      ],
    );
  });

  it('notes below each chapter, the next chapter called like a note', () => {
    check(
      `
      1. The Closed Road

      One road was opened first.1 A second was opened in the year that followed.2

      Notes

      1. Jane Roe, A Closed Road (London: Roads Press, 2001), p. 4.
      2. Ibid., p. 9.

      2. The Other Bank

      A third one was never opened.1 Of the fourth nobody knows a thing at all.2

      Notes

      1. John Doe, Open Gates (London: Gates Press, 2004), p. 40.
      2. Roe, A Closed Road, p. 11.

      3. The Last Gate

      The bridge was built by hand.1 The ferry was sold in the year that followed.2

      Notes

      1. Mary Poe, The Other Bank (London: Roads Press, 2009), p. 7.
      `,
      [
        '# 1. The Closed Road',
        'One road was opened first.1 A second was opened in the year that followed.2',
        '2. The Other Bank',
        'A third one was never opened.1 Of the fourth nobody knows a thing at all.2',
        '3. The Last Gate',
        'The bridge was built by hand.1 The ferry was sold in the year that followed.2',
        '1) Jane Roe, A Closed Road (London: Roads Press, 2001), p. 4.',
        '2) Ibid., p. 9.',
        '1) John Doe, Open Gates (London: Gates Press, 2004), p. 40.',
        '2) Roe, A Closed Road, p. 11.',
        '1) Mary Poe, The Other Bank (London: Roads Press, 2009), p. 7.',
      ],
    );
  });

  it('notes numbered twice are a problem, and both are kept', () => {
    check(
      `
      One road was closed.1 A second was closed in the year that followed.1
      ____________________
      1 Jane Roe, A Closed Road (London: Roads Press, 2001), p. 4.
      1 John Doe, Open Roads (London: Roads Press, 2004), p. 40.
      `,
      [
        'One road was closed.1 A second was closed in the year that followed.1',
        '1) Jane Roe, A Closed Road (London: Roads Press, 2001), p. 4.',
        '1) John Doe, Open Roads (London: Roads Press, 2004), p. 40.',
      ],
      ['note-number-repeated'],
    );
  });

  it('notes at the end, under their heading, and a bibliography', () => {
    check(
      `
      One road was closed.1 A second was closed in the year that followed,
      and of the third one nobody has heard a thing since it was opened.2

      What came of it

      Letters were written, and none of them was answered by the ministers.

      Notes

      1. Jane Roe, A Closed Road (London: Roads Press, 2001), p. 4, and the
      reasons that are given there.
      2. Ibid., p. 9.

      Bibliography

      Doe, John. Open Roads. London: Roads Press, 2004.
      Roe, Jane. A Closed Road: A Study of What the Ministers Said and of What
      They Left Unsaid. London: Roads Press, 2001.
      `,
      [
        'One road was closed.1 A second was closed in the year that followed, and of the third one nobody has heard a thing since it was opened.2',
        '# What came of it',
        'Letters were written, and none of them was answered by the ministers.',
        '1) Jane Roe, A Closed Road (London: Roads Press, 2001), p. 4, and the reasons that are given there.',
        '2) Ibid., p. 9.',
        '- Doe, John. Open Roads. London: Roads Press, 2004.',
        '- Roe, Jane. A Closed Road: A Study of What the Ministers Said and of What They Left Unsaid. London: Roads Press, 2001.',
      ],
    );
  });

  it('numbered entries of a list of references', () => {
    check(
      `
      One road was closed [1], and a second one in the year that followed,
      and of the third one nobody has heard a thing since it was opened [2].
      Letters were written, and none of them was answered by the ministers.
      Then it was over.

      References

      [1] Roe J. A closed road. Review of Roads 2001; 3: 4–9.
      [2] Doe J. Open roads and those who keep them open. Review of Roads
      2004; 6: 40–52.
      `,
      [
        'One road was closed [1], and a second one in the year that followed, and of the third one nobody has heard a thing since it was opened [2]. Letters were written, and none of them was answered by the ministers. Then it was over.',
        '- [1] Roe J. A closed road. Review of Roads 2001; 3: 4–9.',
        '- [2] Doe J. Open roads and those who keep them open. Review of Roads 2004; 6: 40–52.',
      ],
    );
  });

  it('entries with hanging indents', () => {
    check(
      `
      One road was closed, and a second one in the year that followed, and
      of the third one nobody has heard a thing since it was first opened.

      Works Cited

      de Doe, J. Open Roads and Those Who Keep Them Open: A Study of Them.
         London: Roads Press, 2004.
      van Roe, J. A Closed Road: A Study of What the Ministers Said and of What
         They Left Unsaid. London: Roads Press, 2001.
      `,
      [
        'One road was closed, and a second one in the year that followed, and of the third one nobody has heard a thing since it was first opened.',
        '- de Doe, J. Open Roads and Those Who Keep Them Open: A Study of Them. London: Roads Press, 2004.',
        '- van Roe, J. A Closed Road: A Study of What the Ministers Said and of What They Left Unsaid. London: Roads Press, 2001.',
      ],
    );
  });

  it('a list of numbers in the text is no note', () => {
    check(
      `
      The ministers gave three reasons in 1972.1 They were the following, and
      they were repeated to everyone who asked:
      1. the road was old;
      2. the road was long;
      3. nobody had used it.
      `,
      [
        'The ministers gave three reasons in 1972.1 They were the following, and they were repeated to everyone who asked: 1. the road was old; 2. the road was long; 3. nobody had used it.',
      ],
    );
  });

  it('the trimmings of a web page are set aside', () => {
    check(
      `
      One road was closed, and a second one in the year that followed, and of the third one nobody has heard a thing since it was first opened by them.

      Letters were written, and none of them was answered by the ministers, who said that they had never seen them, or that the letters were too long.

      A last line ends the matter for good, and for all who had asked about it, since there was nothing more to be said of roads and those who keep them.

      Related articles

      Ten Roads You Must See
      `,
      [
        'One road was closed, and a second one in the year that followed, and of the third one nobody has heard a thing since it was first opened by them.',
        'Letters were written, and none of them was answered by the ministers, who said that they had never seen them, or that the letters were too long.',
        'A last line ends the matter for good, and for all who had asked about it, since there was nothing more to be said of roads and those who keep them.',
      ],
    );
  });
});
