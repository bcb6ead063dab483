/** An article as the parts of its printed pages, for `paginate.js` to fill pages with. */
import { cellGap, type Article, type Piece } from '../linkingArticle.js';

export interface PageLayout {
  columns: 1 | 2;
  /** How the numbers of numbered entries are set. */
  number: (number: number) => string;
  /** Whether long words may be parted at a line's end. */
  hyphens: boolean;
}

/** A word with the ids of the notes whose markers are in it. */
interface Word {
  html: string;
  notes: string[];
}

interface Part {
  kind: string;
  words: Word[];
  /** Is not parted over pages. */
  whole: boolean;
}

export interface Printed {
  head: string;
  columns: number;
  parts: Part[];
  notes: Record<string, string>;
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Words of ten letters and more with soft hyphens between syllables, as far as vowels tell them. */
const parted = (text: string): string =>
  text.replace(/\p{Ll}{10,}/gu, (word) => word.slice(0, 3) + word.slice(3, -3).replace(/([aeiou])(?=[bcdfgklmnprstv][aeiou])/g, '$1\u00ad') + word.slice(-3));

function wordsOf(pieces: readonly Piece[], { hyphens }: PageLayout): Word[] {
  const words: Word[] = [{ html: '', notes: [] }];
  for (const { text, pointer } of pieces) {
    const [first = '', ...more] = pointer?.raised ? [text] : text.split(' ');
    const html = (word: string): string => (pointer?.raised ? `<sup>${escaped(word)}</sup>` : escaped(hyphens && !/[/@]/.test(word) ? parted(word) : word));
    const last = words.at(-1)!;
    last.html += html(first);
    if (pointer?.note) last.notes.push(pointer.note);
    words.push(...more.map((word): Word => ({ html: html(word), notes: [] })));
  }
  return words.filter((word) => word.html !== '');
}

const plain = (text: string): Piece[] => [{ text, pointer: null }];

const rowOf = (pieces: readonly Piece[], layout: PageLayout): Word[] => {
  const cells = pieces.flatMap((piece, index) => piece.text.split(cellGap).map((text, part) => ({ piece: { ...piece, text }, opens: part > 0 || index === 0 })));
  const html = cells.map(({ piece, opens }) => `${opens ? '</span><span>' : ''}${wordsOf([piece], layout).map((word) => word.html).join(' ')}`).join('');
  return [{ html: `<span>${html}</span>`, notes: [] }];
};

export function printedParts(article: Article, layout: PageLayout): Printed {
  const part = (kind: string, pieces: readonly Piece[], whole = false): Part => ({ kind, words: wordsOf(pieces, layout), whole });
  const body = article.blocks.map(({ kind, pieces }): Part => (kind === 'row' ? { kind, words: rowOf(pieces, layout), whole: true } : part(kind, pieces, kind === 'heading')));
  const entries = article.entries.map(({ number, text }) =>
    part(article.numbered ? 'entry numbered' : 'entry', plain(article.numbered ? `${layout.number(number)} ${text}` : text)),
  );
  const back = entries.length === 0 ? [] : [part('heading', plain('References'), true), ...entries];
  const noted = new Map(article.notes.map(({ id, label, pieces }) => [id, `<sup>${escaped(label)}</sup> ${wordsOf(pieces, layout).map((word) => word.html).join(' ')}`]));
  return {
    head: escaped(article.title.slice(0, 70)),
    columns: layout.columns,
    parts: [part('title', plain(article.title), true), part('authors', plain(article.authors.join(', ')), true), ...body, ...back].filter(({ words }) => words.length > 0),
    notes: Object.fromEntries(noted),
  };
}

/** A4 in points; two columns stand beside each other. */
export const styleSheet = `
@page { size: 595pt 842pt; margin: 0; }
* { box-sizing: border-box; }
body { margin: 0; font: 10pt/12.5pt serif; text-align: justify; }
.page { position: relative; width: 595pt; height: 841pt; overflow: hidden; break-after: page; }
.head { position: absolute; top: 28pt; left: 60pt; right: 60pt; font-size: 8.5pt; font-style: italic; text-align: center; white-space: nowrap; overflow: hidden; }
.number { position: absolute; bottom: 30pt; left: 0; right: 0; font-size: 9pt; text-align: center; }
.column { position: absolute; top: 62pt; bottom: 62pt; overflow: hidden; }
.of1 { left: 70pt; right: 70pt; }
.of2 { width: 228pt; }
.of2.at1 { left: 60pt; }
.of2.at2 { right: 60pt; }
.text, .foot { display: flow-root; }
.foot { position: absolute; bottom: 0; left: 0; right: 0; font-size: 8pt; line-height: 9.6pt; }
.foot.ruled { padding-top: 6pt; background: linear-gradient(black, black) 0 2pt / 60pt 0.5pt no-repeat; }
.title { font: bold 16pt/19pt serif; text-align: left; margin-bottom: 8pt; }
.authors { margin-bottom: 12pt; text-align: left; }
.heading { font: bold 11pt/14pt sans-serif; text-align: left; margin: 10pt 0 4pt; }
.paragraph { text-indent: 12pt; }
.heading + .paragraph, .rest { text-indent: 0; }
.parted { text-align-last: justify; }
.caption { font-size: 8.5pt; line-height: 10.5pt; margin: 6pt 0; text-indent: 0; }
.row { font-size: 8pt; line-height: 10pt; display: flex; gap: 10pt; text-align: left; }
.row span { flex: 1; overflow-wrap: anywhere; }
.entry { font-size: 8.5pt; line-height: 10.5pt; padding-left: 14pt; text-indent: -14pt; margin-bottom: 1.5pt; overflow-wrap: anywhere; }
.entry.numbered { padding-left: 22pt; text-indent: -22pt; }
.entry.rest { text-indent: 0; }
sup { font-size: 65%; line-height: 0; vertical-align: super; }
`;
