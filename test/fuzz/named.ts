import { strToU8, zipSync } from 'fflate';
import { pdfOf } from '../documents/drawnPdf.js';
import { archiveOf, seeds } from './seeds.js';

/** A source made to be hard to read. */
export interface Named {
  name: string;
  extension: string;
  make(): Uint8Array;
}

const deep = 100_000;
const pages = 10_000;
const entities = `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "ha">${Array.from({ length: 30 }, (_, index) => `<!ENTITY a${index + 1} "&a${index};&a${index};">`).join('')}]>`;
const sentence = (index: number): string => `In the year ${1500 + (index % 500)} they closed road ${index}, as Doe (2004, p. ${index % 400}) says, and nobody opened it. `;
const paragraphs = (index: number): string => sentence(index).repeat(4);

const docxOf = (body: string): Uint8Array => archiveOf({ ...(seeds['docx'] as Record<string, string>), 'word/document.xml': `<w:document><w:body>${body}</w:body></w:document>` });
const epubOf = (body: string): Uint8Array => archiveOf({ ...(seeds['epub'] as Record<string, string>), 'OPS/one.xhtml': `<html><body>${body}</body></html>` });
const times = (count: number, make: (index: number) => string): string => Array.from({ length: count }, (_, index) => make(index)).join('');
/** 300 MB of nothing, in 300 kB. */
const bomb = (name: string): Uint8Array => zipSync({ [name]: [new Uint8Array(300_000_000), { level: 9 }], ...Object.fromEntries(Object.entries({ 'META-INF/container.xml': '<rootfile full-path="OPS/book.opf"/>' }).map(([path, words]) => [path, strToU8(words)])) });

const text = (make: () => string): (() => Uint8Array) => () => strToU8(make());

export const named: Named[] = [
  { name: 'zip bomb', extension: 'docx', make: () => bomb('word/document.xml') },
  { name: 'zip bomb', extension: 'epub', make: () => bomb('OPS/book.opf') },
  { name: 'entity bomb', extension: 'docx', make: () => archiveOf({ 'word/document.xml': `${entities}<w:document><w:body><w:p><w:r><w:t>&a30;</w:t></w:r></w:p></w:body></w:document>` }) },
  ...['xml', 'tei', 'xhtml'].map((extension) => ({ name: 'entity bomb', extension, make: text(() => `${entities}<article><body><p>&a30;</p></body></article>`) })),
  ...['xml', 'tei', 'html'].map((extension) => ({ name: 'elements within each other', extension, make: text(() => `<article><body>${'<div>'.repeat(deep)}<p>Roads close.`) })),
  { name: 'elements within each other', extension: 'docx', make: () => docxOf(`${'<w:sdt>'.repeat(deep)}<w:p><w:r><w:t>Roads close.`) },
  { name: 'elements within each other', extension: 'epub', make: () => epubOf(`${'<div>'.repeat(deep)}Roads close.`) },
  { name: 'groups within each other', extension: 'tex', make: text(() => `\\begin{document}${'{'.repeat(deep)}Roads close.`) },
  { name: 'environments within each other', extension: 'tex', make: text(() => `\\begin{document}${'\\begin{quote}'.repeat(2000)}Roads close.`) },
  { name: 'quotations within each other', extension: 'md', make: text(() => `${'>'.repeat(deep)} Roads close.`) },
  { name: 'brackets within each other', extension: 'md', make: text(() => '['.repeat(deep)) },
  { name: 'links to one note', extension: 'html', make: text(() => `<p>${times(20_000, (index) => `Roads close.<a href="#n" id="r${index}">${index}</a> `)}</p><p id="n"><a href="#x">1</a> Vale.</p>`) },
  { name: 'notes', extension: 'html', make: text(() => `${times(20_000, (index) => `<p>Roads close.<a href="#n${index}" id="r${index}">${index}</a></p>`)}<ol>${times(20_000, (index) => `<li id="n${index}">Vale, Endings. <a href="#r${index}">^</a>`)}</ol>`) },
  { name: 'fields within each other', extension: 'docx', make: () => docxOf(`<w:p>${'<w:r><w:fldChar w:fldCharType="begin"/></w:r>'.repeat(deep)}</w:p>`) },
  { name: 'ten thousand pages', extension: 'txt', make: text(() => times(pages, (index) => `${paragraphs(index)}\n\f`)) },
  { name: 'ten thousand pages', extension: 'md', make: text(() => times(pages, (index) => `${paragraphs(index)}\n\n`)) },
  { name: 'ten thousand pages', extension: 'html', make: text(() => times(pages, (index) => `<p>${paragraphs(index)}<span role="doc-pagebreak" aria-label="${index}"></span></p>`)) },
  { name: 'ten thousand pages', extension: 'xml', make: text(() => `<article><body>${times(pages, (index) => `<p>${paragraphs(index)}</p>`)}</body></article>`) },
  { name: 'ten thousand pages', extension: 'tex', make: text(() => `\\begin{document}${times(pages, (index) => `${paragraphs(index)}\n\n`)}\\end{document}`) },
  { name: 'ten thousand pages', extension: 'docx', make: () => docxOf(times(pages, (index) => `<w:p><w:r><w:lastRenderedPageBreak/><w:t>${paragraphs(index)}</w:t></w:r></w:p>`)) },
  { name: 'ten thousand pages', extension: 'epub', make: () => epubOf(times(pages, (index) => `<p>${paragraphs(index)}<span epub:type="pagebreak" title="${index}"/></p>`)) },
  { name: 'ten thousand pages', extension: 'pdf', make: () => pdfOf(Array.from({ length: pages }, (_, index) => [{ x: 50, y: 500, text: sentence(index) }])) },
];
