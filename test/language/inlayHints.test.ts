import assert from 'node:assert/strict';
import { DocumentCitations } from '../../src/language/documentCitations.js';
import { inlayHints } from '../../src/language/inlayHints.js';
import { example, mahlouly, vale } from './example.js';

const zotero = { ...mahlouly, id: 'XK4RT2' };
const nobody = { id: 'report', type: 'report' as const, title: 'A Report by Nobody' };
const untold = { ...vale, id: 'valeCubs' };
const library = example({ items: [vale, zotero, nobody, untold, { id: 'bare', type: 'book' }] });

/** The text with the hints where they are shown. */
function hinted(text: string, language = 'markdown', { start, end } = { start: 0, end: text.length }): string {
  const hints = inlayHints(new DocumentCitations(language, text), { start, end }, library);
  return hints.reduceRight((shown, { offset, words }) => `${shown.slice(0, offset)}‹${words}›${shown.slice(offset)}`, text);
}

describe('inlay hints', () => {
  const rows: [text: string, language: string, expected: string][] = [
    ['As @XK4RT2 shows', 'markdown', 'As @XK4RT2‹Mahlouly and Winter 2019› shows'],
    ['As @{XK4RT2} shows', 'markdown', 'As @{XK4RT2}‹Mahlouly and Winter 2019› shows'],
    ['\\cite{XK4RT2,valeCubs}', 'latex', '\\cite{XK4RT2‹Mahlouly and Winter 2019›,valeCubs‹Vale 2018›}'],
    ['As @vale2018cubs shows', 'markdown', 'As @vale2018cubs shows'],
    ['As @report shows', 'markdown', 'As @report‹A Report by Nobody› shows'],
    ['As @bare and @unknown show', 'markdown', 'As @bare and @unknown show'],
  ];
  for (const [text, language, expected] of rows) it(expected, () => assert.equal(hinted(text, language), expected));

  it('are those of the lines that are asked for', () => {
    assert.equal(hinted('@XK4RT2 @XK4RT2', 'markdown', { start: 8, end: 15 }), '@XK4RT2 @XK4RT2‹Mahlouly and Winter 2019›');
  });
});
