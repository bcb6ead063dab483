import assert from 'node:assert/strict';
import { strToU8, zipSync } from 'fflate';
import type { SourceDocument } from '../../src/documents/document.js';
import { readDocx } from '../../src/documents/readers/docx.js';
import { outline } from './outline.js';

const run = (words: string, properties = ''): string => `<w:r>${properties && `<w:rPr>${properties}</w:rPr>`}<w:t xml:space="preserve">${words}</w:t></w:r>`;
const paragraph = (content: string, properties = ''): string => `<w:p>${properties && `<w:pPr>${properties}</w:pPr>`}${content}</w:p>`;
const styled = (style: string, words: string): string => paragraph(run(words), `<w:pStyle w:val="${style}"/>`);
const noted = (id: number, kind = 'footnote'): string => `<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:${kind}Reference w:id="${id}"/></w:r>`;
const note = (id: number, content: string, kind = 'footnote'): string => `<w:${kind} w:id="${id}">${content}</w:${kind}>`;
const escaped = (words: string): string => words.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
const character = (type: string, content = ''): string => `<w:r><w:fldChar w:fldCharType="${type}">${content}</w:fldChar></w:r>`;
const field = (code: string, printed: string, properties = ''): string =>
  `${character('begin')}<w:r><w:instrText xml:space="preserve">${escaped(code)}</w:instrText></w:r>${character('separate')}${run(printed, properties)}${character('end')}`;

const styles = `<w:styles xmlns:w="w">${[
  ['Title', 'Title', ''], ['Heading1', 'heading 1', ''], ['berschrift2', 'heading 2', ''], ['Zitat', 'Quote', ''], ['Mine', 'My Extract', '<w:basedOn w:val="Zitat"/>'],
  ['Beschriftung', 'caption', ''], ['TOC1', 'toc 1', ''], ['Bibliography', 'Bibliography', ''], ['Outlined', 'Part', '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>'],
].map(([id, name, more]) => `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/>${more}</w:style>`).join('')}</w:styles>`;

/** A document of its body, with further parts by their names. */
const docx = (body: string, parts: Record<string, string> = {}): Uint8Array =>
  zipSync(Object.fromEntries(Object.entries({ 'word/document.xml': `<?xml version="1.0"?><w:document xmlns:w="w"><w:body>${body}</w:body></w:document>`, 'word/styles.xml': styles, ...parts }).map(([name, words]) => [name, strToU8(words)])));
const read = (body: string, parts?: Record<string, string>): SourceDocument => readDocx(docx(body, parts));
const footnotes = (...notes: string[]): Record<string, string> => ({ 'word/footnotes.xml': `<w:footnotes>${note(-1, paragraph('<w:r><w:separator/></w:r>'))}${notes.join('')}</w:footnotes>` });

const vale = { id: 7, type: 'book', title: 'Endings Without Victory', author: [{ family: 'Vale', given: 'Tom' }], issued: { 'date-parts': [['2018', 3]] }, publisher: 'Roads Press' };
const valeItem = { type: 'book', title: 'Endings Without Victory', publisher: 'Roads Press', author: [{ family: 'Vale', given: 'Tom' }], issued: { 'date-parts': [[2018, 3]] } };
const zotero = (...items: object[]): string => ` ADDIN ZOTERO_ITEM CSL_CITATION ${JSON.stringify({ citationID: 'x', properties: {}, citationItems: items })} `;
const valeCited = { id: 7, uris: ['http://zotero.org/items/7'], itemData: vale };

describe('reading Word documents', () => {
  it('tells headings, quotations, captions and what is set aside by their styles', () => {
    const document = read(
      styled('Title', 'On Closed Roads') + styled('TOC1', 'Roads 1') + styled('Heading1', 'Roads') + paragraph(run('They ') + run('closed', '<w:b/>') + run(' &amp; opened.')) +
        styled('Zitat', 'It was closed.') + styled('Mine', 'It was opened.') + styled('Beschriftung', 'The gate.') + styled('Outlined', 'Gates') + styled('berschrift2', 'More'),
    );
    assert.deepEqual(outline(document), ['# On Closed Roads', '# Roads', 'They closed & opened.', '> It was closed.', '> It was opened.', '! The gate.', '# Gates', '# More']);
    assert.equal(document.masthead.title, 'On Closed Roads');
    assert.equal(document.text, 'On Closed Roads\n\nRoads\n\nThey closed & opened.\n\nIt was closed.\n\nIt was opened.\n\nThe gate.\n\nGates\n\nMore\n\n');
  });

  it('knows a quotation by its indents', () => {
    const long = 'They closed the road, and nobody, as far as anyone knows, opened it again for a very long time after that.';
    const indented = paragraph(run(long), '<w:ind w:left="720" w:right="720"/>');
    const listed = paragraph(run(long), '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:ind w:left="720"/>');
    assert.deepEqual(read(['', 'Then ', 'So '].map((lead) => paragraph(run(lead + long))).join('') + indented + listed).blocks.map(({ kind }) => kind), ['paragraph', 'paragraph', 'paragraph', 'quotation', 'paragraph']);
  });

  it('reads footnotes and endnotes with their markers', () => {
    const document = read(paragraph(run('Roads close.') + noted(3) + run(' Gates open.') + noted(2) + run(' So be it.') + noted(1, 'endnote')), {
      ...footnotes(note(2, paragraph(run('Ibid.'))), note(3, paragraph(run(' Vale, ') + run('Endings.')) + paragraph(run('And more.'))), note(9, paragraph(run('Of no one.')))),
      'word/endnotes.xml': `<w:endnotes>${note(1, paragraph(run('Roe.')), 'endnote')}</w:endnotes>`,
    });
    assert.deepEqual(outline(document), ['Roads close. Gates open. So be it.', '1) Vale, Endings. And more.', '2) Ibid.', '1) Roe.']);
    assert.deepEqual(document.blocks[0]!.markers!.map(({ label, targets, start }) => [label, targets[0]!.id, start]), [['1', 'footnote-3', 12], ['2', 'footnote-2', 24], ['1', 'endnote-1', 34]]);
    assert.deepEqual(document.notes.map(({ place }) => place), ['foot', 'foot', 'end']);
    assert.equal(document.marked, true);
    for (const { passage, start, end } of document.notes) assert.equal(document.text.slice(start, end), passage.text);
  });

  it('takes an author’s own mark for the note’s', () => {
    const document = read(paragraph(run('Roads close.') + '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="2"/><w:t>*</w:t></w:r>' + run(' Gates open.')), footnotes(note(2, paragraph(run('Thanks.')))));
    assert.deepEqual(outline(document), ['Roads close.* Gates open.', '*) Thanks.']);
    assert.deepEqual(document.blocks[0]!.markers, [{ kind: 'note', label: '*', targets: [{ id: 'footnote-2' }], start: 12, end: 13 }]);
  });

  it('keeps what was put in, and leaves out what was deleted, hidden or said beside', () => {
    const body = paragraph(
      `<w:ins>${run('They ')}</w:ins><w:del><w:r><w:delText>never </w:delText></w:r>${noted(4)}</w:del>${run('closed', '')}${run(' secretly', '<w:vanish/>')}<w:r><w:commentReference w:id="1"/></w:r>` +
        `<w:hyperlink>${run(' the road')}</w:hyperlink><w:r><w:noBreakHyphen/><w:t>side</w:t><w:tab/><w:t>gate.</w:t></w:r>`,
    );
    assert.deepEqual(outline(read(body, footnotes(note(4, paragraph(run('Gone.')))))), ['They closed the road-side gate.']);
  });

  it('reads a text box once, as a caption', () => {
    const box = (words: string): string => `<w:txbxContent>${paragraph(run(words))}</w:txbxContent>`;
    const body = paragraph(`${run('Roads ')}<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>${box('A box.')}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>${box('A box.')}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>${run('close.')}`);
    assert.deepEqual(outline(read(body)), ['! A box.', 'Roads close.']);
  });

  it('finds the bibliography under its heading, by its style, and by its field', () => {
    const list = (words: string): string => paragraph(run(words), '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="5"/></w:numPr>');
    const numbering = '<w:numbering><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/></w:lvl></w:abstractNum><w:num w:numId="5"><w:abstractNumId w:val="0"/></w:num></w:numbering>';
    assert.deepEqual(outline(read(paragraph(run('Roads close.')) + styled('Heading1', '5. References') + list('Vale.') + list('Roe.') + styled('Heading1', 'Thanks') + paragraph(run('To all.')), { 'word/numbering.xml': numbering })), [
      'Roads close.', '# 5. References', '# Thanks', 'To all.', '- [1] Vale.', '- [2] Roe.',
    ]);
    assert.deepEqual(outline(read(paragraph(run('References')) + paragraph(run('[3] Vale.')))), ['# References', '- [3] Vale.']);
    assert.deepEqual(outline(read(styled('Bibliography', 'Vale.') + paragraph(run('Roads close.')))), ['Roads close.', '- Vale.']);
    const fields = paragraph(character('begin') + '<w:r><w:instrText> ADDIN ZOTERO_BIBL {} CSL_BIBLIOGRAPHY </w:instrText></w:r>' + character('separate') + run('Vale.')) + paragraph(run('Roe.') + character('end'));
    assert.deepEqual(outline(read(fields + paragraph(run('Roads close.')))), ['Roads close.', '- Vale.', '- Roe.']);
    assert.deepEqual(outline(read(`<w:sdt><w:sdtPr><w:bibliography/></w:sdtPr><w:sdtContent>${paragraph(run('Vale.'))}</w:sdtContent></w:sdt>`)), ['- Vale.']);
  });

  it('takes Zotero’s citations as they are', () => {
    const code = zotero({ ...valeCited, locator: '18', label: 'page', prefix: 'see ' }, { id: 8, uris: ['u8'], itemData: { id: 8, type: 'article-journal', title: 'A Closed Road of Things', author: [{ family: 'Roe' }] } });
    const document = read(paragraph(run('Roads close ') + field(code, '(see Vale 2018, 18; Roe)') + run('.')) + styled('Bibliography', 'Vale, Tom. Endings Without Victory. Roads Press, 2018.'));
    assert.deepEqual(document.blocks[0]!.markers, [
      { kind: 'citation', label: 'see Vale 2018, 18; Roe', targets: [{ id: 'http://zotero.org/items/7', locator: 'p. 18', signal: 'see' }, { id: 'u8' }], start: 12, end: 36 },
    ]);
    assert.deepEqual(document.bibliography.map(({ id, item, passage }) => [id, item?.title, passage.text]), [
      ['http://zotero.org/items/7', 'Endings Without Victory', 'Vale, Tom. Endings Without Victory. Roads Press, 2018.'],
      ['u8', 'A Closed Road of Things', 'Roe. A Closed Road of Things.'],
    ]);
    assert.deepEqual(document.bibliography[0]!.item, valeItem);
  });

  it('knows a raised citation, and one in a footnote', () => {
    const document = read(paragraph(run('Roads close.') + field(zotero(valeCited), '1', '<w:vertAlign w:val="superscript"/>') + run(' Gates open.') + noted(2)), footnotes(note(2, paragraph(run('So says ') + field(zotero(valeCited), 'Vale, Endings') + run('.')))));
    assert.equal(document.blocks[0]!.markers![0]!.raised, true);
    assert.equal(document.blocks[0]!.passage.text, 'Roads close.1 Gates open.');
    assert.deepEqual(document.notes[0]!.markers!.map(({ start, end }) => document.notes[0]!.passage.text.slice(start, end)), ['Vale, Endings']);
  });

  it('takes Mendeley’s, EndNote’s and Word’s own citations', () => {
    const record = '<record><rec-number>12</rec-number><ref-type name="Book">6</ref-type><contributors><authors><author><style face="normal">Vale, Tom</style></author></authors></contributors><titles><title>Endings</title></titles><dates><year>2018</year></dates></record>';
    const endNote = `<EndNote><Cite><Author>Vale</Author><Year>2018</Year><Pages>18</Pages>${record}</Cite></EndNote>`;
    const long = character('begin', `<w:fldData xml:space="preserve">${Buffer.from(endNote).toString('base64')}</w:fldData>`) + '<w:r><w:instrText> ADDIN EN.CITE.DATA </w:instrText></w:r>' + character('end');
    const sources = { 'customXml/item1.xml': '<b:Sources xmlns:b="http://schemas.openxmlformats.org/officeDocument/2006/bibliography"><b:Source><b:Tag>Val18</b:Tag><b:SourceType>Book</b:SourceType><b:Author><b:Author><b:NameList><b:Person><b:Last>Vale</b:Last><b:First>Tom</b:First></b:Person></b:NameList></b:Author></b:Author><b:Title>Endings</b:Title><b:Year>2018</b:Year></b:Source></b:Sources>' };
    const tag = `MENDELEY_CITATION_v3_${Buffer.from(JSON.stringify({ citationItems: [{ id: 'a', itemData: { type: 'book', title: 'Endings', author: [{ family: 'Vale', given: 'Tom' }], issued: { 'date-parts': [[2018]] } } }] })).toString('base64')}`;
    const forms: [string, string, string?][] = [
      ['EndNote', field(` ADDIN EN.CITE ${endNote}`, '(Vale 2018)'), 'EndNote 12'],
      ['EndNote, at length', `${character('begin')}<w:r><w:instrText> ADDIN EN.CITE </w:instrText></w:r>${long}${character('separate')}${run('(Vale 2018)')}${character('end')}`, 'EndNote 12'],
      ['Word', field(' CITATION Val18 \\p 18 \\l 1033 ', '(Vale 2018)'), 'Val18'],
      ['Word, in one element', `<w:fldSimple w:instr=" CITATION Val18 \\p 18 ">${run('(Vale 2018)')}</w:fldSimple>`, 'Val18'],
      ['Mendeley', `<w:sdt><w:sdtPr><w:tag w:val="${tag}"/></w:sdtPr><w:sdtContent>${run('(Vale 2018)')}</w:sdtContent></w:sdt>`, 'a'],
    ];
    for (const [form, content, id] of forms) {
      const document = read(paragraph(run('Roads close ') + content + run('.')), sources);
      assert.equal(document.blocks[0]!.passage.text, 'Roads close (Vale 2018).', form);
      assert.deepEqual(document.blocks[0]!.markers!.map(({ label, targets }) => [label, targets[0]!.id]), [['Vale 2018', id]], form);
      const { title, author, type } = document.bibliography[0]!.item!;
      assert.deepEqual([title, author, type], ['Endings', [{ family: 'Vale', given: 'Tom' }], 'book'], form);
    }
  });

  it('drops of a citation what is not valid', () => {
    const item = { type: 'spell', title: 12, author: 'Vale', editor: [{ family: 'Roe' }, { family: 5 }], issued: { 'date-parts': [['soon']] }, volume: 4 };
    const document = read(paragraph(field(zotero({ id: 1, itemData: item }, { id: 2 }, null as unknown as object), '(1)')) + paragraph(field(' ADDIN ZOTERO_ITEM CSL_CITATION {"citationItems": [', '(2)')));
    assert.deepEqual(document.bibliography.map((entry) => entry.item), [{ type: 'document', title: '12', volume: '4' }]);
    assert.deepEqual(document.blocks.map(({ markers = [] }) => markers.length), [1, 0]);
  });

  it('gives pages as Word drew them, with the numbers that sections begin with', () => {
    const drawn = '<w:r><w:lastRenderedPageBreak/></w:r>';
    const section = (start: string): string => `<w:sectPr><w:pgNumType ${start}/></w:sectPr>`;
    const document = read(paragraph(run('One.') + drawn + run(' Two.')) + paragraph(run('End.'), section('w:fmt="lowerRoman" w:start="3"')) + paragraph(drawn + run('Three.')) + paragraph(run('Four.') + drawn + run('Five.')) + section('w:start="145"'));
    assert.deepEqual(document.pages.map(({ start, label, number }) => [document.text.slice(start, start + 5).trim(), label, number]), [['One.', 'iii', 1], ['Two.', 'iv', 2], ['Three', '145', 3], ['Five.', '146', 4]]);
    const broken = read(paragraph(`${run('One.')}<w:r><w:br w:type="page"/></w:r>`) + paragraph(run('Two.')));
    assert.deepEqual(broken.pages.map(({ number, label }) => [number, label]), [[1, null], [2, null]]);
  });

  it('reads a document that was made from a PDF by its words', () => {
    const raised = (words: string): string => run(words, '<w:vertAlign w:val="superscript"/>');
    const text = ['Roads close.', 'Gates open.', 'Bridges fall.'].map((words, index) => paragraph(run(words) + raised(String(index + 1)) + run(' And so it goes on, as far as anyone can tell.'))).join('');
    const document = read(text + styled('Heading1', 'Notes') + ['Vale, Endings, p. 4.', 'Ibid., p. 5.', 'Roe, A Closed Road, p. 6.'].map((words, index) => paragraph(run(`${index + 1} ${words}`))).join(''));
    assert.equal(document.marked, false);
    assert.deepEqual(document.notes.map(({ label }) => label), ['1', '2', '3']);
  });

  it('takes title and authors from the document’s properties', () => {
    const core = (title: string): Record<string, string> => ({ 'docProps/core.xml': `<?xml version="1.0"?><cp:coreProperties><dc:title>${title}</dc:title><dc:creator>Jane Roe; Tom Vale</dc:creator></cp:coreProperties>` });
    const body = paragraph(run('Roads close, and nobody, as far as anyone knows, opened them again.'));
    assert.deepEqual(read(body, core('On Closed Roads')).masthead, { title: 'On Closed Roads', authors: ['Jane Roe', 'Tom Vale'], date: null, publication: null });
    assert.equal(read(body, core('Microsoft Word - roads.doc')).masthead.title, null);
  });

  it('says what is damaged, locked or old, and bears the rest', () => {
    const codes = (bytes: Uint8Array): string[] => readDocx(bytes).problems.map(({ code }) => code);
    const whole = docx(paragraph(run('Roads close.')));
    assert.deepEqual(codes(whole.subarray(0, whole.length - 40)), ['source-damaged']);
    assert.deepEqual(codes(zipSync({ 'word/styles.xml': strToU8(styles) })), ['source-damaged']);
    assert.deepEqual(codes(Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, ...Buffer.from('EncryptedPackage', 'utf16le')])), ['source-locked']);
    assert.deepEqual(codes(Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0, 0])), ['unsupported-format']);
    assert.deepEqual(outline(readDocx(zipSync({ 'word/document.xml': strToU8(`<w:document><w:body>${paragraph(run('Roads close.'))}<w:p><w:r><w:t>Gates op`) }))), ['Roads close.', 'Gates op']);
    assert.deepEqual(outline(read('<w:sdt>'.repeat(300) + paragraph(run('Roads close.')))), ['Roads close.']);
    assert.deepEqual(codes(docx('<w:sdt>'.repeat(20_000) + paragraph(run('Roads close.')))), []);
    const bomb = `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>`;
    assert.deepEqual(outline(readDocx(zipSync({ 'word/document.xml': strToU8(`<?xml version="1.0"?>${bomb}<w:document><w:body>${paragraph(run('&b;'))}</w:body></w:document>`) }))), ['&b;']);
  });
});
