import assert from 'node:assert/strict';
import { decodeSource } from '../../src/documents/decode.js';
import type { SourceDocument } from '../../src/documents/document.js';
import { readHtml } from '../../src/documents/readers/html.js';
import { outline } from './outline.js';

const page = (body: string, head = ''): string => `<!DOCTYPE html><html><head><title>A Page</title>${head}</head><body>${body}</body></html>`;
const read = (body: string, head?: string): SourceDocument => readHtml(page(body, head));

/** "note 2 -> Vale, Endings" and "citation 3, 4 -> Vale (2018); Roe (2001)": each marker with what it leads to. */
function markers({ blocks, notes, bibliography }: Pick<SourceDocument, 'blocks' | 'notes' | 'bibliography'>): string[] {
  const words = new Map([...notes, ...bibliography].map(({ id, passage }) => [id, passage.text]));
  return blocks.flatMap(({ markers: found = [] }) => found).map(({ kind, label, targets }) => `${kind} ${label} -> ${targets.map(({ id }) => words.get(id)).join('; ')}`);
}

/** The words around a marker once the marker is taken out. */
const withoutMarkers = ({ blocks }: SourceDocument): string[] =>
  blocks.map(({ passage: { text }, markers: found = [] }) => found.reduceRight((words, { start, end }) => words.slice(0, start) + words.slice(end), text));

const noteForms: { form: string; body: string }[] = [
  { form: 'Pandoc', body: '<p>Roads close.<a href="#fn1" class="footnote-ref" id="fnref1" role="doc-noteref"><sup>1</sup></a> Gates open.<a href="#fn2" id="fnref2" role="doc-noteref"><sup>2</sup></a></p><section class="footnotes" role="doc-endnotes"><hr /><ol><li id="fn1"><p>Vale, <em>Endings</em>.<a href="#fnref1" role="doc-backlink">↩︎</a></p></li><li id="fn2"><p>Ibid., 4.<a href="#fnref2" role="doc-backlink">↩︎</a></p></li></ol></section>' },
  { form: 'Hugo', body: '<p>Roads close.<sup id="fnref:1"><a href="#fn:1" class="footnote-ref" role="doc-noteref">1</a></sup> Gates open.<sup id="fnref:2"><a href="#fn:2" class="footnote-ref">2</a></sup></p><div class="footnotes" role="doc-endnotes"><hr><ol><li id="fn:1"><p>Vale, Endings.&#160;<a href="#fnref:1" class="footnote-backref">&#x21a9;&#xfe0e;</a></p></li><li id="fn:2"><p>Ibid., 4.&#160;<a href="#fnref:2">&#x21a9;&#xfe0e;</a></p></li></ol></div>' },
  { form: 'WordPress', body: '<p>Roads close.<sup data-fn="a-1" class="fn"><a id="a-1-link" href="#a-1">1</a></sup> Gates open.<sup data-fn="b-2" class="fn"><a id="b-2-link" href="#b-2">2</a></sup></p><ol class="wp-block-footnotes"><li id="a-1">Vale, Endings. <a href="#a-1-link" aria-label="Jump to footnote reference 1">↩︎</a></li><li id="b-2">Ibid., 4. <a href="#b-2-link">↩︎</a></li></ol>' },
  { form: 'Substack', body: '<p>Roads close.<a class="footnote-anchor" id="footnote-anchor-1" href="#footnote-1">1</a> Gates open.<a class="footnote-anchor" id="footnote-anchor-2" href="#footnote-2">2</a></p><div class="footnote"><a id="footnote-1" href="#footnote-anchor-1" class="footnote-number">1</a><div class="footnote-content"><p>Vale, Endings.</p></div></div><div class="footnote"><a id="footnote-2" href="#footnote-anchor-2" class="footnote-number">2</a><div class="footnote-content"><p>Ibid., 4.</p></div></div>' },
  { form: 'Word', body: '<div class=WordSection1><p class=MsoNormal>Roads close.<a style=\'mso-footnote-id:ftn1\' href="#_ftn1" name="_ftnref1" title=""><span class=MsoFootnoteReference>[1]</span></a> Gates open.<a href="#_ftn2" name="_ftnref2"><span>[2]</span></a></p></div><div style=\'mso-element:footnote-list\'><br clear=all><hr align=left size=1 width="33%"><div style=\'mso-element:footnote\' id=ftn1><p class=MsoFootnoteText><a style=\'mso-footnote-id:ftn1\' href="#_ftnref1" name="_ftn1" title=""><span>[1]</span></a> Vale, Endings.</p></div><div id=ftn2><p class=MsoFootnoteText><a href="#_ftnref2" name="_ftn2"><span>[2]</span></a> Ibid., 4.</p></div></div>' },
  { form: 'plain paragraphs', body: '<p>Roads close.<sup><a href="#n1" id="r1">1</a></sup> Gates open.<sup><a href="#n2" id="r2">2</a></sup></p><p>Last words.</p><p id="n1"><a href="#r1">1</a>. Vale, Endings.</p><p id="n2"><a href="#r2">2</a>. Ibid., 4.</p>' },
  { form: 'anchors and line breaks', body: '<p>Roads close.<a name="r1" href="#n1">[1]</a> Gates open.<a name="r2" href="#n2">[2]</a></p><p>Last words.</p><p><a name="n1" href="#r1">[1]</a> Vale, Endings.<br><a name="n2" href="#r2">[2]</a> Ibid., 4.</p>' },
  { form: 'a heading and no links back', body: '<p>Roads close.<sup><a href="#n1">1</a></sup> Gates open.<sup><a href="#n2">2</a></sup></p><h2>Notes</h2><p><a name="n1"></a>1. Vale, Endings.</p><p><a name="n2"></a>2. Ibid., 4.</p>' },
  { form: 'whole addresses, as a browser saves them', body: '<!-- saved --><p>Roads close.<sup><a href="https://www.example.org/roads#n1" id="r1">1</a></sup> Gates open.<sup><a href="https://www.example.org/roads#n2" id="r2">2</a></sup></p><ol><li id="n1">Vale, Endings. <a href="https://www.example.org/roads#r1">^</a></li><li id="n2">Ibid., 4. <a href="https://www.example.org/roads#r2">^</a></li></ol>' },
];

describe('reading web pages', () => {
  for (const { form, body } of noteForms) {
    it(`finds notes by their links: ${form}`, () => {
      const document = read(body, '<link rel="canonical" href="https://www.example.org/roads">');
      assert.deepEqual(markers(document), ['note 1 -> Vale, Endings.', 'note 2 -> Ibid., 4.']);
      assert.equal(withoutMarkers(document)[0], 'Roads close. Gates open.');
      assert.equal(document.marked, true);
      assert.ok(outline(document).every((line) => !/Vale/.test(line) || line === '1) Vale, Endings.'), 'a note is no running text');
    });
  }

  it('takes a reference list’s numbers for citations, with ranges', () => {
    const document = read(
      '<p>Roads close [<a href="#ref1">1</a>, <a href="#ref2">2</a>–<a href="#ref4">4</a>]. Gates open.<sup><a href="#ref3">3</a>,<a href="#ref4">4</a></sup></p>' +
        '<h2>References</h2><ol><li id="ref1">One.</li><li id="ref2">Two.</li><li id="ref3">Three. <a href="https://doi.org/10.5555/3">CrossRef</a> <a href="https://scholar.example.org">Google Scholar</a></li><li id="ref4">Four.</li></ol>',
    );
    assert.deepEqual(outline(document), [
      'Roads close [1, 2–4]. Gates open.3,4', '# References', '- [1] One.', '- [2] Two.', '- [3] Three. CrossRef https://doi.org/10.5555/3', '- [4] Four.',
    ]);
    assert.deepEqual(markers(document), ['citation 1, 2–4 -> One.; Two.; Three. CrossRef https://doi.org/10.5555/3; Four.', 'citation 3,4 -> Three. CrossRef https://doi.org/10.5555/3; Four.']);
    assert.equal(document.marked, false);
  });

  it('takes Wikipedia’s numbered references for citations, its remarks and short forms for notes', () => {
    const reference = (id: string, label: string): string => `<sup id="cite_ref-${id}" class="reference"><a href="#cite_note-${id}"><span>[</span>${label}<span>]</span></a></sup>`;
    const item = (id: string, words: string): string => `<li id="cite_note-${id}"><span class="mw-cite-backlink"><b><a href="#cite_ref-${id}">^</a></b></span> <span class="reference-text">${words}</span></li>`;
    const document = read(
      `<p>Roads close.${reference('1', '1')} Gates open.${reference('2', '2')} Some remain.${reference('n', 'a')}</p>` +
        `<div class="mw-heading"><h2>References</h2><span class="mw-editsection">[edit]</span></div><div class="reflist"><ol class="references">${item('1', 'Roe, Jane (2001). <i>A Closed Road</i>.')}${item('2', '<a href="#CITEREFVale2018">Vale 2018</a>, p. 4.')}</ol></div>` +
        `<div class="mw-heading"><h3>Remarks</h3></div><ol class="references">${item('n', 'Not all of them.')}</ol>` +
        '<div class="mw-heading"><h2>Bibliography</h2></div><ul><li><cite id="CITEREFVale2018">Vale, Tom (2018). <i>Endings</i>.</cite></li></ul>',
    );
    assert.deepEqual(markers(document), ['citation 1 -> Roe, Jane (2001). A Closed Road.', 'note 2 -> Vale 2018, p. 4.', 'note a -> Not all of them.']);
    assert.deepEqual(document.notes.map(({ markers: within = [] }) => within.map(({ label }) => label)), [['Vale 2018'], []]);
    assert.deepEqual(withoutMarkers(document)[0], 'Roads close. Gates open. Some remain.');
  });

  it('links author and year to their entry', () => {
    const document = read(
      '<p>Roads close (<a href="#ref-vale2018">Vale 2018, 4</a>; see also <a href="#ref-roe" role="doc-biblioref">Roe 2001</a>).</p>' +
        '<div id="refs" class="references csl-bib-body" role="doc-bibliography"><div id="ref-roe" class="csl-entry">Roe, Jane. 2001.</div><div id="ref-vale2018" class="csl-entry"><div class="csl-left-margin">[2]</div><div class="csl-right-inline">Vale, Tom. 2018.</div></div></div>',
    );
    assert.deepEqual(markers(document), ['citation Vale 2018, 4 -> Vale, Tom. 2018.', 'citation Roe 2001 -> Roe, Jane. 2001.']);
    assert.equal(document.blocks[0]!.passage.text, 'Roads close (Vale 2018, 4; see also Roe 2001).');
    assert.deepEqual(document.bibliography.map(({ label }) => label), [null, '2']);
  });

  it('tells quotations, headings, captions and old line breaks apart', () => {
    const document = read(
      '<h1>Roads</h1><p>They   closed\nthe <b>gate</b>.</p><blockquote><p>It was closed.</p><p>It stayed so.</p></blockquote><figure><img src="x.png"><figcaption>The gate.</figcaption></figure>' +
        '<div>One.<br><br>Two<br>lines.</div><table><tr><th>Year</th><td>1999</td></tr></table><ul><li>A point.</li></ul>',
    );
    assert.deepEqual(outline(document), ['# Roads', 'They closed the gate.', '> It was closed. It stayed so.', '! The gate.', 'One.', 'Two lines.', '! Year', '1999', 'A point.']);
  });

  it('leaves out what is not shown, and shows a formula once', () => {
    const document = read(
      '<p>Seen<span style="display: none">, not seen</span><span hidden> nor this</span><span aria-hidden="true"> nor that</span>.<script>if (a < b) c();</script></p>' +
        '<p>Here <span class="katex"><span class="katex-mathml"><math><semantics><mi>x</mi><annotation>x</annotation></semantics></math></span><span class="katex-html" aria-hidden="true">x</span></span> is.</p>',
    );
    assert.deepEqual(outline(document), ['Seen.', 'Here x is.']);
  });

  it('tells the article from the page around it', () => {
    const paragraph = (index: number): string => `<p>In the year ${index} they closed the road again, and nobody, as far as anyone knows, opened it for a very long time after that.</p>`;
    const article = Array.from({ length: 12 }, (_, index) => paragraph(index)).join('');
    const text = page(`<nav><a href="/">Home</a></nav><div class="sidebar"><p>Read also: ten roads you must see, with pictures, maps, and more.</p></div><div id="content"><h1>Roads</h1>${article}</div><div class="comments"><p>Nice road, said a reader, who then went on and on about it.</p></div><footer>© 2020 The Road</footer>`);
    const document = readHtml(text);
    assert.equal(document.blocks.filter(({ kind }) => kind === 'paragraph').length, 12);
    assert.ok(document.furniture.some(({ start, end }) => text.slice(start, end).includes('© 2020')));
  });

  it('falls back on the page’s own markup where there is little text', () => {
    const document = read('<header>The Road Daily</header><nav><a href="/">Home</a></nav><main><h1>Roads</h1><p>Roads close.</p></main><aside>More roads</aside><footer>Imprint</footer>');
    assert.deepEqual(outline(document), ['# Roads', 'Roads close.']);
  });

  it('leads each word back to the file', () => {
    const text = page('<p>It was <em>closed</em>, R&amp;D &amp; caf&eacute;\n  too,\n<a href="x">as <b>they</b></a> said.</p>');
    const { passage } = readHtml(text).blocks[0]!;
    assert.equal(passage.text, 'It was closed, R&D & café too, as they said.');
    for (const words of ['closed', 'too', 'they', 'said.']) {
      const start = passage.text.indexOf(words);
      const span = passage.spanInSource({ start, end: start + words.length });
      assert.equal(text.slice(span.start, span.end), words);
    }
  });

  it('keeps raised numbers apart from the words, so that markers without links can be told', () => {
    assert.deepEqual(outline(read('<p>Roads close.<sup>12</sup> The 10<sup>th</sup> gate.</p>')), ['Roads close.¹² The 10th gate.']);
  });

  it('joins the paragraphs of a note', () => {
    const document = read('<p>Roads close.<a href="#fn1" id="r1"><sup>1</sup></a></p><h2>Notes</h2><p id="fn1"><a href="#r1">1</a> Vale.</p><p>And more.</p><h2>Thanks</h2><p>To all.</p>');
    assert.deepEqual(outline(document), ['Roads close.1', '# Notes', '# Thanks', 'To all.', '1) Vale. And more.']);
  });

  it('takes no table of contents for notes', () => {
    const document = read('<ul><li><a href="#s1" id="toc1">1</a></li></ul><h2 id="s1"><a href="#toc1">1</a> Roads</h2><p>Roads close.</p>');
    assert.deepEqual(document.notes, []);
    assert.ok(outline(document).includes('# 1 Roads'));
  });

  it('reads the printed pages', () => {
    const text = page('<p>One.<span role="doc-pagebreak" aria-label="12"></span> Two.</p>');
    assert.deepEqual(readHtml(text).pages, [{ start: 0, end: text.indexOf('<span'), label: null }, { start: text.indexOf('<span'), end: text.length, label: '12' }]);
  });

  it('reads what a journal’s page says of its article', () => {
    const head =
      '<meta name="citation_title" content="On Closed Roads"><meta name="citation_author" content="Roe, Jane"><meta name="citation_author" content="Tom Vale"><meta name="citation_journal_title" content="Road Studies">' +
      '<meta name="citation_publication_date" content="2018/03/01"><meta name="citation_volume" content="12"><meta name="citation_issue" content="2"><meta name="citation_firstpage" content="145"><meta name="citation_lastpage" content="152"><meta name="citation_doi" content="doi:10.5555/roads">';
    const { masthead } = read('<p>Roads close.</p>', head);
    assert.deepEqual(masthead.item, {
      type: 'article-journal', title: 'On Closed Roads', 'container-title': 'Road Studies', DOI: '10.5555/roads', volume: '12', issue: '2', page: '145-152',
      issued: { 'date-parts': [[2018, 3, 1]] }, author: [{ family: 'Roe', given: 'Jane' }, { family: 'Vale', given: 'Tom' }],
    });
  });

  it('reads what a newspaper’s page says in JSON-LD, and bears what is none', () => {
    const linked = '{"@graph":[{"@type":"WebSite","name":"The Road"},{"@type":"NewsArticle","headline":"Roads Close","author":{"@type":"Person","name":"Jane Roe"},"datePublished":"2018-03-01T08:00:00Z","publisher":{"name":"The Road"}}]}';
    assert.deepEqual(read('<p>Roads close.</p>', `<script type="application/ld+json">${linked}</script>`).masthead.item, {
      type: 'article-newspaper', title: 'Roads Close', 'container-title': 'The Road', issued: { 'date-parts': [[2018, 3, 1]] }, author: [{ family: 'Roe', given: 'Jane' }],
    });
    assert.equal(read('<p>Roads close.</p>', '<script type="application/ld+json">{"@type":</script>').masthead.title, 'A Page');
  });

  it('decodes a page as it says it is', () => {
    const words = '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251"><p>';
    const bytes = Uint8Array.from([...Buffer.from(words, 'latin1'), 0xc4, 0xee, 0xf0, 0xee, 0xe3, 0xe0]);
    assert.deepEqual(decodeSource(bytes), { text: `${words}Дорога`, problems: [] });
  });

  it('is not overcome by markup nested deeply, nor by entities', () => {
    const deep = readHtml(`<body>${'<div>'.repeat(20_000)}Roads close.`);
    assert.deepEqual(outline(deep), ['Roads close.']);
    assert.deepEqual(outline(readHtml(`<body><p>${'<b>'.repeat(20_000)}Roads close.`)), ['Roads close.']);
    const bomb = `<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><html><body><p>&b;</p></body></html>`;
    assert.deepEqual(outline(readHtml(bomb)), ['&b;']);
  });
});
