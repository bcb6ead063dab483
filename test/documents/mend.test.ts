import assert from 'node:assert/strict';
import { lineWidth, splitLines } from '../../src/documents/lines.js';
import { Mender } from '../../src/documents/mend.js';

/** Joins `lines`; `elsewhere` stands in the same source, and its words are known. */
function mend(lines: string, elsewhere = ''): string {
  const source = `${lines}\n${elsewhere}`;
  const split = splitLines(source);
  const passage = new Mender(source, lineWidth(split)).join(splitLines(lines));
  for (let offset = 0; offset < passage.length; offset++) {
    const at = passage.toSource(offset);
    assert.ok(at >= 0 && at <= lines.length, `offset ${offset} leads to ${at}`);
  }
  return passage.text;
}

const examples: [name: string, lines: string, wanted: string, elsewhere?: string][] = [
  ['lines become one', 'the road\nwas shut', 'the road was shut'],
  ['blank lines and margins go', '  the road  \n\n   was shut ', 'the road was shut'],
  ['a hyphen goes where the word stands elsewhere whole', 'the nego-\ntiations went on', 'the negotiations went on', 'negotiations'],
  ['a hyphen stays where the word stands elsewhere with it', 'a conflict-\naffected state', 'a conflict-affected state', 'conflict-affected'],
  ['a hyphen stays behind a prefix that takes one', 'of self-\nidentification', 'of self-identification'],
  ['a hyphen stays between two words that are known, in a source that cuts no words', 'the long-\nstanding rule', 'the long-standing rule', 'long and standing'],
  ['a hyphen goes where the source is known to cut words', 'an arrange-\nment of rights', 'an arrangement of rights', 'a nego-\ntiation is a negotiation'],
  ['a hyphen stays before a capital', 'in Anglo-\nIrish terms', 'in Anglo-Irish terms'],
  ['a hyphen stays between figures', 'in 2015-\n2016', 'in 2015-2016'],
  ['a dash at a line end takes no space', 'the road—\nor track', 'the road—or track'],
  ['a soft hyphen goes', 'nego\u00adtiation', 'negotiation'],
  ['spaces in a run become one', 'the   road\twas\u00a0shut', 'the road was shut'],
  ['ligature signs are spelled out', 'the ﬁnal oﬃce', 'the final office'],
  ['a ligature that fell apart is joined', 'armed conf lict', 'armed conflict', 'conflict'],
  ['“of land” is not joined', 'of land', 'of land', 'ofland'],
  ['invisible signs go', 'a\u200bb\ufeffc', 'abc'],
  ['a URL goes on over a line end, its hyphen its own', 'see https://www.example.org/a-\nlong-name.', 'see https://www.example.org/a-long-name.'],
  ['a URL goes on behind a slash', 'https://www.example.org/\nreports.', 'https://www.example.org/reports.', 'a line that is set much wider than the others are '.repeat(2)],
  ['a URL that has ended stays ended', 'https://www.example.org/report\nVale says so', 'https://www.example.org/report Vale says so'],
  ['a URL goes on that ran into the margin', 'online at https://www.example.org/reports/2015/camp\ns_and_roads.pdf', 'online at https://www.example.org/reports/2015/camps_and_roads.pdf'],
  ['a DOI goes on', 'doi.org/10.1000/\n182.', 'doi.org/10.1000/182.'],
];

describe('mending', () => {
  for (const [name, lines, wanted, elsewhere] of examples) it(name, () => assert.equal(mend(lines, elsewhere), wanted));
});
