import assert from 'node:assert/strict';
import { strToU8, zipSync } from 'fflate';
import type { SourceDocument } from '../../src/documents/document.js';
import { readEpub } from '../../src/documents/readers/epub.js';
import { outline } from './outline.js';

const container = '<?xml version="1.0"?><container><rootfiles><rootfile full-path="OPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>';
const chapter = (body: string): string => `<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head><title/><script/></head><body>${body}</body></html>`;

/** A book of its chapters' bodies by file name, in order; with metadata, and further files. */
function epub(chapters: Record<string, string>, { metadata = '<dc:title>On Closed Roads</dc:title>', items = '', files = {} as Record<string, string> } = {}): Uint8Array {
  const names = Object.keys(chapters);
  const manifest = names.map((name, index) => `<item id="c${index}" href="text/${name}" media-type="application/xhtml+xml"/>`).join('');
  const opf = `<package><metadata>${metadata}</metadata><manifest>${manifest}${items}</manifest><spine>${names.map((_, index) => `<itemref idref="c${index}"/>`).join('')}</spine></package>`;
  const texts = Object.fromEntries(Object.entries(chapters).map(([name, body]) => [`OPS/text/${name}`, chapter(body)]));
  return zipSync(Object.fromEntries(Object.entries({ mimetype: 'application/epub+zip', 'META-INF/container.xml': container, 'OPS/book.opf': opf, ...texts, ...files }).map(([name, words]) => [name, strToU8(words)])));
}
const read = (...book: Parameters<typeof epub>): SourceDocument => readEpub(epub(...book));
const codes = ({ problems }: SourceDocument): string[] => problems.map(({ code }) => code);

const noted = {
  'one.xhtml': '<section><h1>One</h1><p>Roads close.<a epub:type="noteref" href="notes.xhtml#n1" id="r1">1</a> Gates open.<sup><a href="notes.xhtml#n2" id="r2">2</a></sup></p></section>',
  'two.xhtml': '<h1>Two</h1><p>Bridges fall.<a epub:type="noteref" href="notes.xhtml#m1" id="r1">1</a></p><blockquote><p>So it was.</p></blockquote>',
  'notes.xhtml': '<h1>Notes</h1><h2>One</h2><p id="n1"><a href="one.xhtml#r1">1</a>. Vale, <i>Endings</i>.</p><p id="n2"><a href="one.xhtml#r2">2</a>. Ibid., 4.</p><h2>Two</h2><p id="m1"><a href="two.xhtml#r1">1</a>. Roe.</p>',
};

describe('reading EPUBs', () => {
  it('finds notes over the borders of files, and lays the book out as one text', () => {
    const document = read(noted);
    assert.deepEqual(outline(document), [
      '# One', 'Roads close.1 Gates open.2', '# Two', 'Bridges fall.1', '> So it was.', '# Notes', '# One', '# Two', '1) Vale, Endings.', '2) Ibid., 4.', '1) Roe.',
    ]);
    const byId = new Map(document.notes.map(({ id, passage }) => [id, passage.text]));
    assert.deepEqual(document.blocks.flatMap(({ markers = [] }) => markers).map(({ label, targets }) => [label, byId.get(targets[0]!.id)]), [['1', 'Vale, Endings.'], ['2', 'Ibid., 4.'], ['1', 'Roe.']]);
    assert.equal(document.marked, true);
    for (const { passage } of [...document.blocks, ...document.notes]) {
      const { start, end } = passage.spanInSource({ start: 0, end: passage.length });
      assert.equal(document.text.slice(start, end), passage.text);
    }
  });

  it('takes footnotes out of the chapter that they stand in', () => {
    const document = read({ 'one.xhtml': '<p>Roads close.<a epub:type="noteref" href="#n1">*</a></p><aside epub:type="footnote" id="n1"><p>* Vale.</p></aside><p>Gates open.</p>' });
    assert.deepEqual(outline(document), ['Roads close.*', 'Gates open.', '*) Vale.']);
  });

  it('reads printed pages from the chapters and from the book’s lists of them', () => {
    const labels = (document: SourceDocument): [string, string | null][] => document.pages.map(({ start, label }) => [document.text.slice(start, start + 4), label]);
    const broken = { 'one.xhtml': '<p>One.<span epub:type="pagebreak" id="p12" title="12"/> Two.</p><div role="doc-pagebreak" aria-label="Page 13">13</div><p>Last.</p>' };
    assert.deepEqual(labels(read(broken)), [['One.', null], [' Two', '12'], ['Last', '13']]);
    const marked = { 'one.xhtml': '<p>One.<a id="a"/> Two.</p>', 'two.xhtml': '<p>Last.</p>' };
    const expected = [['One.', null], [' Two', 'xi'], ['Last', 'xii']];
    const nav = chapter('<nav epub:type="toc"><a href="text/one.xhtml">One</a></nav><nav epub:type="page-list"><ol><li><a href="text/one.xhtml#a">xi</a></li><li><a href="text/two.xhtml">xii</a></li></ol></nav>');
    assert.deepEqual(labels(read(marked, { items: '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>', files: { 'OPS/nav.xhtml': nav } })), expected);
    const ncx = '<ncx><pageList><pageTarget><navLabel><text>xi</text></navLabel><content src="text/one.xhtml#a"/></pageTarget><pageTarget><navLabel><text>xii</text></navLabel><content src="text/two.xhtml"/></pageTarget></pageList></ncx>';
    assert.deepEqual(labels(read(marked, { items: '<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>', files: { 'OPS/toc.ncx': ncx } })), expected);
  });

  it('reads what the book says of itself, in both versions of the format', () => {
    const item = { type: 'book', title: 'On Closed Roads: A History', author: [{ family: 'Roe', given: 'Jane' }, { family: 'Vale', given: 'Tom' }], editor: [{ family: 'Poe', given: 'Ann' }], publisher: 'Roads Press', issued: { 'date-parts': [[2018, 3]] }, ISBN: '9780000000002', language: 'en' };
    const rest = '<dc:publisher>Roads Press</dc:publisher><dc:date>2018-03</dc:date><dc:identifier>urn:isbn:9780000000002</dc:identifier><dc:language>en</dc:language>';
    const third = `<dc:title id="t">On Closed Roads</dc:title><meta refines="#t" property="title-type">main</meta><dc:title id="s">A History</dc:title><meta refines="#s" property="title-type">subtitle</meta><dc:creator id="a">Jane Roe</dc:creator><meta refines="#a" property="file-as">Roe, Jane</meta><dc:creator>Tom Vale</dc:creator><dc:contributor id="e">Ann Poe</dc:contributor><meta refines="#e" property="role">edt</meta>`;
    const second = '<dc:title>On Closed Roads: A History</dc:title><dc:creator opf:role="aut" opf:file-as="Roe, Jane">Jane Roe</dc:creator><dc:creator opf:role="aut">Tom Vale</dc:creator><dc:contributor opf:role="edt" opf:file-as="Poe, Ann">Ann Poe</dc:contributor>';
    for (const metadata of [third, second]) assert.deepEqual(read(noted, { metadata: metadata + rest }).masthead.item, item);
  });

  it('says what is locked, damaged or missing', () => {
    const encrypted = (algorithm: string, file: string): Record<string, string> => ({ 'META-INF/encryption.xml': `<encryption><enc:EncryptedData><enc:EncryptionMethod Algorithm="${algorithm}"/><enc:CipherData><enc:CipherReference URI="${file}"/></enc:CipherData></enc:EncryptedData></encryption>` });
    assert.deepEqual(codes(read(noted, { files: encrypted('http://www.w3.org/2001/04/xmlenc#aes128-cbc', 'OPS/text/one.xhtml') })), ['source-locked']);
    assert.deepEqual(codes(read(noted, { files: encrypted('http://www.idpf.org/2008/embedding', 'OPS/font.otf') })), []);
    assert.deepEqual(codes(readEpub(epub(noted).subarray(0, 500))), ['source-damaged']);
    assert.deepEqual(codes(readEpub(zipSync({ 'a.txt': strToU8('a') }))), ['source-damaged']);
    assert.deepEqual(outline(read({ 'one.xhtml': `${'<div>'.repeat(20_000)}Roads close.` })), ['Roads close.']);
  });
});
