import { strToU8, zipSync } from 'fflate';
import { pdfOf } from '../documents/drawnPdf.js';

/** A small document of a format: a text, bytes, or the files of a ZIP archive, which are changed each by itself too. */
export type Seed = string | Uint8Array | Record<string, string>;

export const archiveOf = (files: Record<string, string>): Uint8Array => zipSync(Object.fromEntries(Object.entries(files).map(([name, words]) => [name, strToU8(words)])));

const plain = `On Closed Roads\n\nJane Roe\n\nThe road was closed to all who came here.1 It was, as Doe writes, ‘a matter of\nletters’.2 Others disagree (Vale 2018, p. 4).\n\n   ____________\n1 Jane Roe, A Closed Road (London: Roads Press, 2001), p. 4.\n2 Ibid., p. 5.\n\fReferences\n\nVale, Tom. 2018. Endings. London: Roads Press.\nDoe, John. 2004. Open Gates. London: Gates Press.\n`;

const markdown = `---\ntitle: On Closed Roads\nauthor: [Jane Roe]\nbibliography: roads.bib\n---\n\n# Roads\n\nIt was *closed* (Roe 2001, p. 4).[^1] So says [@vale2018, p. 4; see @doe2004].^[An inline note.]\n\n> “It is closed.”[^two]\n\n## References\n\nRoe, Jane. 2001. *A Closed Road*. London: Roads Press.\n\n[^1]: See John Doe, *Open Gates* (2004).\n[^two]: Ibid., 12.\n`;

const html = `<!DOCTYPE html><html><head><meta charset="utf-8"><title>On Closed Roads</title><meta name="citation_author" content="Roe, Jane"><script type="application/ld+json">{"@type":"Article","headline":"Roads"}</script></head><body><nav><a href="#top">Top</a></nav><article id="top"><h1>Roads</h1><p>Roads close.<a href="#fn1" id="r1"><sup>1</sup></a> Gates &amp; bridges (<a href="#ref1">Vale 2018</a>) open [<a href="#ref1">1</a>–<a href="#ref2">2</a>].</p><blockquote>So it was.<br><br>And is.</blockquote><table><tr><th>Year<td>1999</table></article><aside id="fn1"><a href="#r1">1</a> Roe, A Closed Road (2001).</aside><h2>References</h2><ol><li id="ref1">Vale, T. (2018). Endings.<li id="ref2">Doe, J. (2004). Open Gates.</ol><footer>Imprint</footer></body></html>`;

const jats = `<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE article><article xmlns:xlink="http://www.w3.org/1999/xlink"><front><article-meta><title-group><article-title>On Closed Roads</article-title></title-group><contrib-group><contrib contrib-type="author"><name><surname>Roe</surname><given-names>Jane</given-names></name></contrib></contrib-group><pub-date><year>2019</year></pub-date></article-meta></front><body><sec><title>Roads</title><p>Roads close <xref ref-type="bibr" rid="b1">Vale, 2018</xref>.<xref ref-type="fn" rid="fn1">1</xref> Gates open <sup><xref ref-type="bibr" rid="b1">1</xref>–<xref ref-type="bibr" rid="b2">2</xref></sup>.</p><disp-quote><p>So it was.</p></disp-quote></sec></body><back><ref-list><ref id="b1"><label>1</label><element-citation publication-type="book"><person-group person-group-type="author"><name><surname>Vale</surname><given-names>T</given-names></name></person-group><source>Endings</source><year>2018</year></element-citation></ref><ref id="b2"><mixed-citation>Doe J. Open Gates. 2004.</mixed-citation></ref></ref-list><fn-group><fn id="fn1"><label>1</label><p>Ibid.</p></fn></fn-group></back></article>`;

const tei = `<?xml version="1.0"?><TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>On Closed Roads</title><author>Jane Roe</author></titleStmt></fileDesc></teiHeader><text><body><div><head>Roads</head><p>Roads close <ref type="bibr" target="#b0">(Vale, 2018)</ref>.<note n="1" place="foot">Doe, <hi>Open Gates</hi> (2004).</note><pb n="12"/> Gates open.</p></div></body><back><listBibl><biblStruct xml:id="b0"><monogr><title>Endings</title><author><persName><forename>Tom</forename><surname>Vale</surname></persName></author><imprint><date when="2018"/></imprint></monogr></biblStruct></listBibl></back></text></TEI>`;

const tex = `\\documentclass{article}\n\\title{On Closed Roads}\\author{Jane Roe}\n\\begin{document}\n\\maketitle\n\\section{Roads}\nRoads close \\cite[p.~4]{vale2018}.\\footnote{See \\citet{doe2004}; J.~Roe, \\emph{A Closed Road} (2001), p.~5.} % so\n\\begin{quote}So it was.\\end{quote}\n\\input{more}\n$x^2 \\le 4$ \\verb|x|\n\\begin{thebibliography}{9}\n\\bibitem{vale2018} T.~Vale, \\textit{Endings}, 2018.\n\\bibitem[Doe(2004)]{doe2004} J.~Doe, Open Gates, 2004.\n\\end{thebibliography}\n\\end{document}\n`;

const cited = JSON.stringify({ citationItems: [{ id: 7, locator: '4', itemData: { type: 'book', title: 'Endings', author: [{ family: 'Vale' }], issued: { 'date-parts': [[2018]] } } }] }).replaceAll('"', '&quot;');
const character = (type: string): string => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`;
const docx = {
  '[Content_Types].xml': '<Types/>',
  '_rels/.rels': '<Relationships><Relationship Type="http://x/officeDocument" Target="word/document.xml"/></Relationships>',
  'word/document.xml': `<?xml version="1.0"?><w:document xmlns:w="w"><w:body><w:p><w:pPr><w:pStyle w:val="H"/></w:pPr><w:r><w:t>Roads</w:t></w:r></w:p><w:p><w:r><w:t>Roads close.</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:lastRenderedPageBreak/><w:t xml:space="preserve"> Gates open </w:t></w:r>${character('begin')}<w:r><w:instrText> ADDIN ZOTERO_ITEM CSL_CITATION ${cited}</w:instrText></w:r>${character('separate')}<w:r><w:t>(Vale 2018, 4)</w:t></w:r>${character('end')}</w:p><w:tbl><w:tr><w:tc><w:p/></w:tc><w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p><w:r><w:t>References</w:t></w:r></w:p><w:p><w:r><w:t>Vale, Tom. Endings. 2018.</w:t></w:r></w:p><w:sectPr><w:pgNumType w:start="5"/></w:sectPr></w:body></w:document>`,
  'word/styles.xml': '<w:styles><w:style w:styleId="H"><w:name w:val="heading 1"/><w:basedOn w:val="H"/></w:style></w:styles>',
  'word/footnotes.xml': '<w:footnotes><w:footnote w:id="2"><w:p><w:r><w:t>Jane Roe, A Closed Road (2001), p. 5.</w:t></w:r></w:p></w:footnote></w:footnotes>',
  'docProps/core.xml': '<cp:coreProperties><dc:title>On Closed Roads</dc:title><dc:creator>Jane Roe</dc:creator></cp:coreProperties>',
};

const chapter = (body: string): string => `<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head><title/></head><body>${body}</body></html>`;
const epub = {
  mimetype: 'application/epub+zip',
  'META-INF/container.xml': '<container><rootfiles><rootfile full-path="OPS/book.opf"/></rootfiles></container>',
  'OPS/book.opf': '<package><metadata><dc:title>On Closed Roads</dc:title><dc:creator id="a">Jane Roe</dc:creator><meta refines="#a" property="role">aut</meta></metadata><manifest><item id="a" href="one.xhtml" media-type="application/xhtml+xml"/><item id="b" href="notes.xhtml" media-type="application/xhtml+xml"/><item id="n" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/><itemref idref="b"/></spine></package>',
  'OPS/one.xhtml': chapter('<h1>Roads</h1><p>Roads close.<a epub:type="noteref" href="notes.xhtml#n1" id="r1">1</a> Gates <span epub:type="pagebreak" title="12"/>open (<a href="notes.xhtml#b1">Vale 2018</a>).</p>'),
  'OPS/notes.xhtml': chapter('<section epub:type="rearnotes"><ol><li id="n1">Roe, A Closed Road (2001). <a href="one.xhtml#r1">↩</a></li></ol></section><section role="doc-bibliography"><p id="b1">Vale, Tom. Endings. 2018.</p></section>'),
  'OPS/nav.xhtml': chapter('<nav epub:type="page-list"><a href="one.xhtml">11</a></nav>'),
};

const pdf = pdfOf([
  [{ x: 50, y: 550, text: 'On Closed Roads', size: 16 }, { x: 50, y: 500, text: 'Roads close, and nobody opens them.', raised: '1' }, { x: 50, y: 488, text: 'Gates open (Vale 2018).' }, { x: 50, y: 80, text: '1 Jane Roe, A Closed Road (2001), p. 4.', size: 7 }],
  [{ x: 50, y: 550, text: 'References', bold: true }, { x: 50, y: 530, text: 'Vale, Tom. 2018. Endings. London: Roads Press.' }, { x: 200, y: 20, text: '2' }],
]);

/** A small document for every extension that is read. */
export const seeds: Record<string, Seed> = {
  txt: plain, text: plain, md: markdown, markdown, qmd: markdown, rmd: markdown, html, htm: html, xhtml: `<?xml version="1.0"?>${html}`, xml: jats, nxml: jats, tei, tex, latex: tex, ltx: tex, docx, epub, pdf,
};
