import assert from 'node:assert/strict';
import { claimsIn, codesIn, read } from './outline.js';

describe('claims', () => {
  it('are whole over a page break and the notes between', async () => {
    const source = await read(`
      A Title for It

      The first page speaks of a road that was closed to all who came.1
      It goes on about the men who kept it, and about the letters that
      ____________________
      1 Jane Roe, A Closed Road (London: Roads Press, 2001), p. 4.
       they had writ-
      ten to those who had shut it down before they came to keep it.2
      ____________________
      2 Ibid., p. 9.
      `);
    assert.deepEqual(claimsIn(source), [
      '1 -> Roe, A Closed Road (page 4): The first page speaks of a road that was closed to all who came.',
      '2 -> Roe, A Closed Road (page 9): It goes on about the men who kept it, and about the letters that they had written to those who had shut it down before they came to keep it.',
    ]);
    assert.equal(source.claims[1]!.before, source.claims[0]!.claim);
  });

  it('are cut to the parts that several markers support', async () => {
    const source = await read(
      ['A paragraph to open it. Some say it was closed,1 others that it was opened;2 the rest are silent.3', 'Notes', '1. Jane Roe, A Closed Road (London: Roads Press, 2001).', '2. John Doe, Open Gates (London: Gates Press, 2004).', '3. Ann Poe, No Road (London: Poe Press, 2005).'].join('\n\n'),
    );
    assert.deepEqual(claimsIn(source), [
      '1 -> Roe, A Closed Road: Some say it was closed,',
      '2 -> Doe, Open Gates: others that it was opened;',
      '3 -> Poe, No Road: the rest are silent.',
    ]);
  });

  it('keep a quotation of several sentences whole', async () => {
    const source = await read(
      ['A paragraph to open it. As Roe wrote: ‘We closed it. We had no choice. We would do it again’.1', 'Notes', '1. Jane Roe, A Closed Road (London: Roads Press, 2001).'].join('\n\n'),
    );
    assert.deepEqual(claimsIn(source), ['1 -> Roe, A Closed Road: As Roe wrote: ‘We closed it. We had no choice. We would do it again’.']);
    assert.deepEqual(source.claims[0]!.quotes, ['We closed it. We had no choice. We would do it again']);
  });

  it('have one row for each work of a note, and one for a work named twice', async () => {
    const source = await read(
      ['A paragraph to open it. It was closed.1', 'Notes', '1. Jane Roe, A Closed Road (London: Roads Press, 2001), p. 4; John Doe, Open Gates (London: Gates Press, 2004), p. 5.'].join('\n\n'),
    );
    assert.deepEqual(claimsIn(source), ['1 -> Roe, A Closed Road (page 4): It was closed.', '1 -> Doe, Open Gates (page 5): It was closed.']);
  });

  it('of a narrative citation are the sentence that it opens', async () => {
    const source = await read('A paragraph to open it. Roe (2001) says it was closed. Others disagree (Doe 2004; Poe 2005).');
    assert.deepEqual(claimsIn(source), [
      'Roe 2001 -> Roe 2001: Roe (2001) says it was closed.',
      'Doe 2004 -> Doe 2004: Others disagree (Doe 2004; Poe 2005).',
      'Poe 2005 -> Poe 2005: Others disagree (Doe 2004; Poe 2005).',
    ]);
  });

  it('of numbers in brackets are put to the numbered bibliography', async () => {
    const source = await read(`
      It was closed in the spring [1], and opened in the autumn of the same year
      to those who asked for it [1, 2]. Then nothing more was ever heard of it.
      Nobody knows why.

      References

      [1] Roe J. A closed road. Review of Roads 2001; 3: 4–9.
      [2] Doe J. Open gates. Review of Roads 2004; 6: 40–52.
      `);
    const sentence = 'It was closed in the spring [1], and opened in the autumn of the same year to those who asked for it [1, 2].';
    const second = 'and opened in the autumn of the same year to those who asked for it [1, 2].';
    assert.deepEqual(source.claims.map(({ marker, work, claim, part }) => [marker.label, work, claim, part]), [
      ['1', 0, sentence, 'It was closed in the spring [1]'],
      ['1, 2', 0, sentence, second],
      ['1, 2', 1, sentence, second],
    ]);
  });

  it('keep two entries apart that lost the line end between them', async () => {
    const source = await read(`
      It was closed in the spring (Roe 2001), and nobody knows who closed it or why.
      It was opened again in the autumn (Doe 2004).

      References

      Roe, J. (2001) A Closed Road. London: Harbour Press. Doe, M. (2004) Open Gates of
      the North. Oxford: Harbour Press.
      `);
    assert.deepEqual(claimsIn(source).map((claim) => claim.split(':')[0]), ['Roe 2001 -> Roe, A Closed Road', 'Doe 2004 -> Doe, Open Gates of the North']);
  });

  it('of a block quotation are the whole of it, with the sentence that leads to it before', async () => {
    const source = await read(`
      The first part speaks of a road that was closed to all who came to see it, and
      of the men who kept it. One of them wrote this to his minister in the spring:

          We closed the road. We had no choice in the matter, and nobody asked
          us. We would do it again (Roe 2001, p. 4).

      Nobody ever answered him, and the road stayed as it was for a very long time.
      `);
    const [claim] = source.claims;
    assert.equal(claim!.claim, 'We closed the road. We had no choice in the matter, and nobody asked us. We would do it again (Roe 2001, p. 4).');
    assert.equal(claim!.before, 'One of them wrote this to his minister in the spring:');
  });

  it('of “ibid.” in parentheses are put to the work cited last', async () => {
    const source = await read('A paragraph to open it. It was closed (Roe 2001: 4). It was opened (ibid., p. 9; for good). So it stayed (see ibid.: 12).');
    assert.deepEqual(claimsIn(source), ['Roe 2001: 4 -> Roe 2001 (page 4): It was closed (Roe 2001: 4).', 'ibid.: 12 -> Roe 2001 (page 12): So it stayed (see ibid.: 12).']);
  });

  it('are put to an entry whose author stands in the entry before', async () => {
    const source = await read(`
      It was closed in the spring (Roe 2001), and nobody knows who closed it or why.
      It was opened again in the autumn by those who kept it (Roe 2004; Doe 2005).

      References

      Roe, J. (2001) A Closed Road. London: Harbour Press.
      ——— (2004) Open Gates of the North. Oxford: Harbour Press.
      Doe, M. (2005) No Road. London: Harbour Press.
      `);
    assert.deepEqual(claimsIn(source).map((claim) => claim.split(':')[0]), ['Roe 2001 -> Roe, A Closed Road', 'Roe 2004 -> Roe, Open Gates of the North', 'Doe 2005 -> Doe, No Road']);
  });

  it('have no sentence before them after a heading', async () => {
    const source = await read(`
      A Title for It

      The first part speaks of a road that was closed to all who came to see.

      Another part of it

      It was opened by those who had once shut it down themselves (Roe 2001).
      `);
    assert.equal(source.claims[0]!.before, '');
  });

  it('of an epigraph are the words above the name', async () => {
    const source = await read(`
      A Title for It

      Let us close the road. But let us never close the gate.

      The Minister of Roads, 19611

      A long first paragraph speaks of a road that was closed to all who
      came to see it, and of the men who kept it, and of their letters.

      Notes

      1. Jane Roe, A Closed Road (London: Roads Press, 2001), p. 4.
      `);
    assert.deepEqual(claimsIn(source), ['1 -> Roe, A Closed Road (page 4): Let us close the road. But let us never close the gate.']);
  });

  it('tell the page they stand on', async () => {
    const page = (number: number, words: string) => `${words} (Roe 200${number}).\n\n1${number}\n\f`;
    const source = await read(`${page(1, 'It was closed')}${page(2, 'It was opened')}${page(3, 'So it stayed')}`);
    assert.deepEqual(source.claims.map(({ page }) => page), ['11', '12', '13']);
  });

  it('that break off are told of', async () => {
    const source = await read(
      ['A paragraph to open it. It was closed.1 The men who kept it had written letters to all of those2', 'Notes', '1. Jane Roe, A Closed Road (London: Roads Press, 2001).', '2. Ibid.'].join('\n\n'),
    );
    assert.deepEqual(codesIn(source), ['claim-cut']);
  });

  it('lead to their own words in the source', async () => {
    const text = 'A paragraph to open it. It was closed (Roe 2001). It was opened (Doe 2004).';
    const source = await read(text);
    for (const { claim, start, end } of source.claims) assert.equal(text.slice(start, end), claim);
  });
});
