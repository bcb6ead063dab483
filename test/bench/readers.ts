// One made-up article in each format that Ibid reads, and how many pages of it are read in a second.
import { strToU8, zipSync } from 'fflate';
import type { SourceReader } from '../../src/library/threadReader.js';
import { pdfOf } from '../documents/drawnPdf.js';
import { numbers } from './library.js';
import { makeReferences } from './references.js';

/** Characters of a printed page. */
const pageLength = 3_000;
const sentences = 1_200;
/** Notes that stand on a page of plain text or of a PDF. */
const notesOfPage = 6;

interface Article {
  /** Each of them carries the note of its number. */
  sentences: string[];
  notes: string[];
}

function makeArticle(): Article {
  const notes = makeReferences(sentences, numbers(9)).map(({ text }) => text);
  return { notes, sentences: notes.map((_, index) => `The argument that is made in the ${index + 1}th place has been doubted by many who have written about it since then.`) };
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const byPage = ({ sentences, notes }: Article): Article[] =>
  Array.from({ length: sentences.length / notesOfPage }, (_, page) => {
    const [from, to] = [page * notesOfPage, (page + 1) * notesOfPage];
    return { sentences: sentences.slice(from, to), notes: notes.slice(from, to) };
  });
const each = <Made>({ sentences, notes }: Article, make: (sentence: string, note: string, number: number) => Made): Made[] =>
  sentences.map((sentence, index) => make(sentence, notes[index]!, index + 1));

/** Cut into lines that fit a page 400 points wide. */
const lines = (text: string): string[] => text.match(/.{1,70}(?:\s|$)/g) ?? [];

function pdfPage({ sentences, notes }: Article, page: number): Parameters<typeof pdfOf>[0][number] {
  const first = page * notesOfPage + 1;
  const text = sentences.flatMap((sentence, index) => lines(sentence).map((line, at, all) => ({ text: line, ...(at === all.length - 1 ? { raised: String(first + index) } : {}) })));
  const feet = notes.flatMap((note, index) => lines(`${first + index} ${note}`).map((line) => ({ text: line.replace(/[^\x20-\x7e]/g, '-'), size: 7 })));
  return [...text.map((line, index) => ({ ...line, x: 40, y: 560 - 14 * index })), ...feet.map((line, index) => ({ ...line, x: 40, y: 230 - 9 * index }))];
}

const word = (content: string): string => `<w:p><w:r><w:t xml:space="preserve">${content}</w:t></w:r></w:p>`;

/** The article as a file of the kind. */
const written: Record<string, (article: Article) => string | Uint8Array> = {
  txt: (article) => {
    const first = (page: number): number => page * notesOfPage + 1;
    return byPage(article).map(({ sentences, notes }, page) => `${sentences.map((sentence, index) => `${sentence}${first(page) + index}`).join(' ')}\n\n${notes.map((note, index) => `${first(page) + index} ${note}`).join('\n')}`).join('\n\f');
  },
  md: (article) => each(article, (sentence, note, number) => `${sentence}[^${number}]\n\n[^${number}]: ${note}\n`).join('\n'),
  html: (article) => `<html><body><article><h1>On Arguments</h1>${each(article, (sentence, _note, number) => `<p>${sentence}<a id="r${number}" href="#n${number}"><sup>${number}</sup></a></p>`).join('')}<ol>${each(article, (_sentence, note, number) => `<li id="n${number}">${escaped(note)} <a href="#r${number}">↩</a></li>`).join('')}</ol></article></body></html>`,
  xml: (article) => `<article xmlns:xlink="x"><front><article-meta><title-group><article-title>On Arguments</article-title></title-group></article-meta></front><body><sec>${each(article, (sentence, _note, number) => `<p>${sentence} <xref ref-type="bibr" rid="b${number}">${number}</xref></p>`).join('')}</sec></body><back><ref-list>${each(article, (_sentence, note, number) => `<ref id="b${number}"><label>${number}</label><mixed-citation>${escaped(note)}</mixed-citation></ref>`).join('')}</ref-list></back></article>`,
  tex: (article) => `\\documentclass{article}\\begin{document}${each(article, (sentence, note) => `${sentence}\\footnote{${note.replace(/[&%#_$]/g, '\\$&')}}`).join('\n\n')}\\end{document}`,
  docx: (article) => zipSync({
    'word/document.xml': strToU8(`<w:document xmlns:w="w"><w:body>${each(article, (sentence, _note, number) => `<w:p><w:r><w:t>${sentence}</w:t></w:r><w:r><w:footnoteReference w:id="${number}"/></w:r></w:p>`).join('')}</w:body></w:document>`),
    'word/footnotes.xml': strToU8(`<w:footnotes xmlns:w="w">${each(article, (_sentence, note, number) => `<w:footnote w:id="${number}">${word(escaped(note))}</w:footnote>`).join('')}</w:footnotes>`),
  }),
  pdf: (article) => pdfOf(byPage(article).map(pdfPage)),
};

export interface ReadingTime {
  milliseconds: number;
  pages: number;
}

/** What one article takes, in each format of those named in which it can be written. */
export async function timesToRead(extensions: readonly string[], read: SourceReader, timeOf: (act: () => Promise<unknown>) => Promise<number>): Promise<Record<string, ReadingTime>> {
  const article = makeArticle();
  const pages = [...article.sentences, ...article.notes].join(' ').length / pageLength;
  const times: Record<string, ReadingTime> = {};
  for (const extension of extensions.filter((one) => Object.hasOwn(written, one))) {
    const made = written[extension]!(article);
    const bytes = typeof made === 'string' ? strToU8(made) : made;
    times[extension] = { milliseconds: await timeOf(() => read(bytes.slice(), `article.${extension}`)), pages };
  }
  return times;
}
