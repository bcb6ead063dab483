import assert from 'node:assert/strict';
import type { Block, GivenMarker, SourceDocument } from '../../src/documents/document.js';
import { readXml } from '../../src/documents/readers/xml.js';
import { drawn, outline } from './outline.js';

const jats = (body: string, { front = '', back = '' } = {}): SourceDocument => readXml(drawn(`<article><front>${front}</front><body>${body}</body><back>${back}</back></article>`));
const tei = (body: string, { header = '', back = '' } = {}): SourceDocument =>
  readXml(`<?xml version="1.0"?><TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader>${header}</teiHeader><text><body>${body}</body><back>${back}</back></text></TEI>`);

/** A marker in a line: "[Roe 2001|raised -> r1 r2]". */
const markerIn = ({ label, raised, kind, targets }: GivenMarker): string =>
  `${kind === 'note' ? 'note ' : ''}${label}${raised ? ' raised' : ''} -> ${targets.map(({ id }) => id).join(' ')}`;
const markersIn = (blocks: readonly Block[]): string[] => blocks.flatMap(({ markers = [] }) => markers.map(markerIn));
const itemsIn = ({ bibliography }: SourceDocument): unknown[] => bibliography.map(({ item }) => item);

const references = ['r1', 'r2', 'r3', 'r4', 'r5'].map((id) => `<ref id="${id}"><mixed-citation>Words of ${id}.</mixed-citation></ref>`).join('');
const linked = { back: `<ref-list>${references}</ref-list>` };
const structs = ['b0', 'b1', 'b2', 'b3', 'b4'].map((id) => `<biblStruct xml:id="${id}"><monogr><title>Work ${id}</title></monogr></biblStruct>`).join('');
const listed = { back: `<div><listBibl>${structs}</listBibl></div>` };

describe('reading JATS', () => {
  it('tells headings, paragraphs, quotations, captions, notes and references apart', () => {
    const document = jats(`
      <sec><label>1</label><title>Closed Roads</title>
        <p>It was <italic>closed</italic> (
            <xref ref-type="bibr" rid="r1">Roe, 2001</xref>), &amp; kept
            <sup>
                <xref ref-type="fn" rid="fn1">1</xref>
            </sup>.</p>
        <disp-quote><p>Nothing passes.</p><attrib>A keeper</attrib></disp-quote>
        <list><list-item><label>a</label><p>A point.</p></list-item></list>
        <fig id="f1"><label>Figure 1</label><caption><title>The road.</title><p>In spring.</p></caption></fig>
        <table-wrap><table><tr><td>Gate</td><td>2</td></tr></table></table-wrap>
      </sec>`, {
      front: '<article-meta><title-group><article-title>On Roads</article-title></title-group><abstract><p>We look at roads.</p></abstract></article-meta>',
      back: `<ack><p>To all.</p></ack><fn-group><fn id="fn1"><label>1</label><p>See Doe.</p></fn></fn-group>${linked.back}`,
    });
    assert.deepEqual(outline(document).slice(0, 9), [
      'We look at roads.', '# Closed Roads', 'It was closed (Roe, 2001), & kept 1.', '> Nothing passes. A keeper', 'A point.', '! The road. In spring.', '! Gate 2', 'To all.', '1) See Doe.',
    ]);
    assert.deepEqual(markersIn(document.blocks), ['Roe, 2001 -> r1', 'note 1 -> fn1']);
    assert.equal(document.bibliography.length, 5);
  });

  for (const [words, markers, text = ''] of [
    ['<p>As shown<sup><xref ref-type="bibr" rid="r1">1</xref>–<xref ref-type="bibr" rid="r4">4</xref></sup>.</p>', ['1–4 raised -> r1 r2 r3 r4']],
    ['<p>As shown<xref ref-type="bibr" rid="r1"><sup>1</sup></xref><sup>,</sup><xref ref-type="bibr" rid="r3"><sup>3</sup></xref>.</p>', ['1,3 raised -> r1 r3']],
    ['<p>As shown [<xref ref-type="bibr" rid="r1">1</xref>]–[<xref ref-type="bibr" rid="r3">3</xref>].</p>', ['1 -> r1', '3 -> r3']],
    ['<p>As shown [<xref ref-type="bibr" rid="r1">1</xref>-<xref ref-type="bibr" rid="r3">3</xref>, <xref ref-type="bibr" rid="r5">5</xref>].</p>', ['1-3, 5 -> r1 r2 r3 r5']],
    ['<p>As shown [<xref ref-type="bibr" rid="r2">2–4</xref>].</p>', ['2–4 -> r2 r3 r4']],
    ['<p>As shown (<xref ref-type="bibr" rid="r1 r2">Roe 2001, 2002</xref>).</p>', ['Roe 2001, 2002 -> r1 r2']],
    ['<p>An area of 3 m<sup>2</sup> (<xref ref-type="fig" rid="f1">Figure 1</xref>).</p>', []],
    ['<p>As shown<sup>1,<xref ref-type="bibr" rid="r2">2</xref></sup>.</p>', ['1,2 raised -> r2']],
    ['<p>As shown (<xref ref-type="bibr" rid="lost">Doe 1999</xref>).</p>', ['Doe 1999 -> lost']],
  ] as [string, string[], string?][]) {
    it(`markers of ${words}`, () => {
      const { blocks } = jats(words, linked);
      assert.deepEqual(markersIn(blocks), markers);
      if (text) assert.equal(blocks[0]!.passage.text, text);
    });
  }

  it('takes the notes of one element apart, and those that stand where they are meant', () => {
    const document = jats('<p>Closed<sup><xref ref-type="other" rid="FN2">2</xref></sup> and open<fn id="in"><p>Not for long.</p></fn>.</p>', {
      back: '<fn-group><fn><p id="FN1"><sup>1</sup> One road.</p><p id="FN2"><sup>2</sup> See <xref ref-type="bibr" rid="r1">Roe 2001</xref>.</p></fn></fn-group>' + linked.back,
    });
    assert.deepEqual(outline(document).slice(0, 4), ['Closed2 and open.', '1) Not for long.', '1) One road.', '2) See Roe 2001.']);
    assert.deepEqual(markersIn(document.blocks), ['note 2 -> FN2', 'note  -> in']);
    assert.deepEqual(document.notes.map(({ markers = [] }) => markers.map(markerIn)), [[], [], ['Roe 2001 -> r1']]);
  });

  for (const [name, ref, items] of [
    ['an article', `<ref id="a"><element-citation publication-type="journal"><person-group person-group-type="author"><name><surname>Roe</surname><given-names>J</given-names><suffix>Jr</suffix></name><etal/></person-group>
      <article-title>Closed roads.</article-title><source>J. Roads.</source><year>2001b</year><month>3</month><day>9</day><volume>4</volume><issue>2</issue><fpage>10</fpage><lpage>12</lpage><pub-id pub-id-type="doi">10.1234/roads</pub-id></element-citation></ref>`,
    [{
      'type': 'article-journal', 'title': 'Closed roads', 'author': [{ family: 'Roe', given: 'J', suffix: 'Jr' }, { literal: 'et al.' }], 'container-title': 'J. Roads.',
      'issued': { 'date-parts': [[2001, 3, 9]] }, 'volume': '4', 'issue': '2', 'page': '10-12', 'DOI': '10.1234/roads',
    }]],
    ['a book by a body', '<ref id="a"><mixed-citation publication-type="book"><collab>Roads Council</collab>. <source>Open Gates</source>. <publisher-loc>London</publisher-loc>: <publisher-name>Gates Press</publisher-name>; <year>2004</year>.</mixed-citation></ref>',
      [{ 'type': 'book', 'title': 'Open Gates', 'author': [{ literal: 'Roads Council' }], 'issued': { 'date-parts': [[2004]] }, 'publisher': 'Gates Press', 'publisher-place': 'London' }]],
    ['a chapter', `<ref id="a"><element-citation publication-type="book"><name><surname>Roe</surname></name><chapter-title>Gates</chapter-title><person-group person-group-type="editor"><name><surname>Doe</surname></name></person-group>
      <source>Roads</source><year>2004</year></element-citation></ref>`,
    [{ 'type': 'chapter', 'title': 'Gates', 'author': [{ family: 'Roe' }], 'editor': [{ family: 'Doe' }], 'container-title': 'Roads', 'issued': { 'date-parts': [[2004]] } }]],
    ['a page of the web', '<ref id="a"><mixed-citation publication-type="web"><collab>Roads Council</collab>: <article-title>Map.</article-title> <year>2020</year> <ext-link ext-link-type="uri" xlink:href="https://roads.example.org/">Reference Source</ext-link></mixed-citation></ref>',
      [{ type: 'webpage', title: 'Map', author: [{ literal: 'Roads Council' }], issued: { 'date-parts': [[2020]] }, URL: 'https://roads.example.org/' }]],
    ['words alone, and words with too few marks', '<ref id="a"><mixed-citation>Roe, Jane. Closed Roads. 2001.</mixed-citation></ref><ref id="b"><mixed-citation><source>Roe 2001, Roads</source></mixed-citation></ref>', [undefined, undefined]],
  ] as const) {
    it(`the reference of ${name}`, () => assert.deepEqual(itemsIn(jats('<p>Words.</p>', { back: `<ref-list>${ref}</ref-list>` })), items));
  }

  it('makes an entry of each citation of a reference, and links to all of them', () => {
    const document = jats('<p>Closed [<xref ref-type="bibr" rid="a">1</xref>].</p>', {
      back: '<ref-list><title>References</title><ref id="a"><label>1.</label><mixed-citation>Roe 2001.</mixed-citation><mixed-citation>Doe 2002.</mixed-citation></ref></ref-list>',
    });
    assert.deepEqual(outline(document), ['Closed [1].', '- [1] Roe 2001.', '- [1] Doe 2002.']);
    assert.deepEqual(markersIn(document.blocks), ['1 -> a a:2']);
  });

  it('knows the article from its metadata', () => {
    const { masthead } = jats('<p>Words.</p>', {
      front: `<journal-meta><journal-title-group><journal-title>Roads</journal-title></journal-title-group><issn>1234-5678</issn><publisher><publisher-name>Gates Press</publisher-name></publisher></journal-meta>
        <article-meta><article-id pub-id-type="doi">10.1234/roads.7</article-id><title-group><article-title>On <italic>Closed</italic> Roads<xref ref-type="fn" rid="n">*</xref></article-title><subtitle>A Study</subtitle></title-group>
        <contrib-group><contrib contrib-type="author"><name><surname>Roe</surname><given-names>Jane</given-names></name><xref ref-type="aff" rid="x">1</xref></contrib>
        <contrib contrib-type="editor"><name><surname>Doe</surname></name></contrib></contrib-group><pub-date><year>2023</year><month>Nov</month><day>6</day></pub-date><volume>7</volume><fpage>1</fpage><lpage>20</lpage></article-meta>`,
    });
    assert.deepEqual(masthead, {
      title: 'On Closed Roads: A Study', authors: ['Jane Roe'], date: null, publication: null,
      item: {
        'type': 'article-journal', 'title': 'On Closed Roads: A Study', 'author': [{ family: 'Roe', given: 'Jane' }], 'editor': [{ family: 'Doe' }], 'container-title': 'Roads',
        'issued': { 'date-parts': [[2023, 11, 6]] }, 'volume': '7', 'page': '1-20', 'publisher': 'Gates Press', 'ISSN': '1234-5678', 'DOI': '10.1234/roads.7',
      },
    });
  });

  it('leaves reviews of an article and their references aside', () => {
    const document = jats('<p>Words.</p>', { back: linked.back + '</back><sub-article><body><p>A fine study.</p></body><back><ref-list><ref id="z"><mixed-citation>Else.</mixed-citation></ref></ref-list></back></sub-article><back>' });
    assert.deepEqual(outline(document).length, 6);
  });
});

describe('reading TEI', () => {
  it('tells headings, paragraphs, quotations, captions, notes and references apart', () => {
    const document = tei(`
      <div><head n="1">Closed Roads</head><p>It was <hi rend="italic">closed</hi> <ref type="bibr" target="#b0">(Roe, 2001)</ref>.<note place="foot" n="1" xml:id="n1">See Doe, or <quote>him</quote>.</note> A road.</p>
      <quote><p>Nothing passes.</p><p>No one.</p></quote><list><item>A point.</item></list><figure><head>Fig. 1.</head><figDesc>The road.</figDesc></figure>
      <p>He says <q>open</q>:<cit rend="block"><quote>Gates!</quote> <ref target="#b1">Roe</ref></cit></p><formula>E = 1</formula></div>`, listed);
    assert.deepEqual(outline(document).slice(0, 9), [
      '# Closed Roads', 'It was closed (Roe, 2001). A road.', '> Nothing passes. No one.', 'A point.', '! Fig. 1.', '! The road.', 'He says open:', '> Gates! Roe', '1) See Doe, or him.',
    ]);
    assert.deepEqual(markersIn(document.blocks), ['Roe, 2001 -> b0', 'note  -> n1', 'Roe -> b1']);
  });

  for (const [words, text, markers] of [
    ['shown.<ref type="bibr" target="#b0">1</ref> It', 'shown.1 It', ['1 raised -> b0']],
    ['shown.<ref type="bibr" target="#b0">1,</ref><ref type="bibr" target="#b2">3</ref> It', 'shown.1,3 It', ['1,3 raised -> b0 b2']],
    ['shown <ref type="bibr" target="#b0">[1]</ref><ref type="bibr" target="#b1">[2]</ref>.', 'shown [1][2].', ['1, 2 -> b0 b1']],
    ['shown <ref type="bibr" target="#b1">[2]</ref>–<ref type="bibr" target="#b4">[5]</ref>.', 'shown [2]–[5].', ['2–5 -> b1 b2 b3 b4']],
    ['shown in ref. <ref type="bibr" target="#b1">2</ref>.', 'shown in ref. 2.', ['2 -> b1']],
    ['by<ref type="bibr" target="#b1">Roe (2001)</ref>and <ref type="bibr" target="#b1">(Roe, 2001;</ref><ref type="bibr" target="#b2">Doe, 2002)</ref>.', 'by Roe (2001) and (Roe, 2001; Doe, 2002).', ['Roe (2001) -> b1', 'Roe, 2001 -> b1', 'Doe, 2002 -> b2']],
    ['by <ref type="bibr">Roe (2001)</ref>.', 'by Roe (2001).', []],
    ['by Roe.<ref type="foot" target="#foot_0">foot_0</ref><note place="foot" n="7" xml:id="foot_0"><p>7 Or <ref type="bibr" target="#b1">Doe</ref>.</p></note>', 'by Roe.foot_0', ['note foot_0 -> foot_0']],
  ] as const) {
    it(`markers of ${words}`, () => {
      const { blocks } = tei(`<p>As ${words}</p>`, listed);
      assert.equal(blocks[0]!.passage.text, `As ${text}`);
      assert.deepEqual(markersIn(blocks), markers);
    });
  }

  it('a note has its number from the text where it says none, and loses it from its words', () => {
    const { notes } = tei('<p>Closed<ref target="foot_0" type="footnote">*</ref> and open<ref target="#foot_1">2</ref>.</p><note place="foot" xml:id="foot_0"><p>* One road.</p></note><note xml:id="foot_1" n="2"><p>2 roads.</p></note>');
    assert.deepEqual(notes.map(({ label, passage }) => [label, passage.text]), [['*', 'One road.'], ['2', 'roads.']]);
  });

  it('pages', () => {
    const { pages, text } = tei('<pb n="12"/><p>One.</p><pb n="[13]"/><p>Two.</p>');
    assert.deepEqual(pages.map(({ label }) => label), [null, '12', '13']);
    assert.match(text.slice(pages[2]!.start, pages[2]!.end), /^<pb n="\[13\]"\/><p>Two/);
  });

  for (const [name, entry, item] of [
    ['an article', `<biblStruct xml:id="a"><analytic><title level="a" type="main">Closed Roads</title><author><persName><forename type="first">Jane</forename><forename type="middle">A</forename><surname>Roe</surname></persName></author></analytic>
      <monogr><title level="j">Roads</title><imprint><biblScope unit="volume">4</biblScope><biblScope unit="page" from="10" to="12"/><date type="published" when="2001-03-09"/></imprint></monogr><idno type="DOI">10.1234/roads</idno></biblStruct>`, {
      'type': 'article-journal', 'title': 'Closed Roads', 'author': [{ family: 'Roe', given: 'Jane A' }], 'container-title': 'Roads', 'issued': { 'date-parts': [[2001, 3, 9]] },
      'volume': '4', 'page': '10-12', 'DOI': '10.1234/roads',
    }],
    ['a chapter', `<biblStruct xml:id="a"><analytic><title>Gates</title><author>Roe, Jane</author></analytic><monogr><title level="m">Roads</title><editor><persName><surname>Doe</surname></persName></editor>
      <imprint><pubPlace>London</pubPlace><publisher>Gates Press</publisher><date>spring 2004</date><biblScope unit="page">3–9</biblScope></imprint></monogr><series><title>Ways</title></series></biblStruct>`, {
      'type': 'chapter', 'title': 'Gates', 'author': [{ family: 'Roe', given: 'Jane' }], 'editor': [{ family: 'Doe' }], 'container-title': 'Roads', 'collection-title': 'Ways',
      'issued': { 'date-parts': [[2004]] }, 'page': '3-9', 'publisher': 'Gates Press', 'publisher-place': 'London',
    }],
    ['a book by a body', '<biblStruct xml:id="a"><monogr><author>Roads Council</author><title level="m">Open Gates</title><imprint><date when="2004"/></imprint></monogr></biblStruct>',
      { type: 'book', title: 'Open Gates', author: [{ literal: 'Roads Council' }], issued: { 'date-parts': [[2004]] } }],
    ['marks among words', '<bibl xml:id="a"><author><surname>Roe</surname>, <forename>J.</forename></author>: <title level="m">Closed Roads</title>. London, <date>2001</date>.</bibl>',
      { type: 'book', title: 'Closed Roads', author: [{ family: 'Roe', given: 'J.' }], issued: { 'date-parts': [[2001]] } }],
    ['marks that take no names apart', '<bibl xml:id="a"><author>J. Roe and K. Doe</author>: <title level="m">Closed Roads</title>, <date>2001</date>.</bibl>', undefined],
  ] as const) {
    it(`the reference of ${name}`, () => assert.deepEqual(itemsIn(tei('<p>Words.</p>', { back: `<listBibl>${entry}</listBibl>` })), [item]));
  }

  it('the words of a reference are those of the source, where it keeps them', () => {
    const struct = (more: string): string => `<biblStruct xml:id="a" status="extracted"><monogr><author><persName><forename>Jane</forename> <surname>Roe</surname></persName></author><title level="m">Roads</title><imprint><date when="2001">2001</date></imprint></monogr>${more}</biblStruct>`;
    const words = (more: string): string[] => tei('<p>Words.</p>', { back: `<listBibl>${struct(more)}</listBibl>` }).bibliography.map(({ passage }) => passage.text);
    assert.deepEqual(words('<note type="raw_reference">J. Roe. 2001. Roads.</note>'), ['J. Roe. 2001. Roads.']);
    assert.deepEqual(words(''), ['Jane Roe, Roads, 2001']);
  });

  it('is less sure of what a program took apart', () => {
    const [entry] = tei('<p>Words.</p>', { back: '<listBibl><biblStruct status="extracted"><monogr><title level="m">Roads</title><author>Roe, J</author></monogr></biblStruct></listBibl>' }).bibliography;
    assert.equal(entry!.confidence!.title, 0.9);
  });

  it('knows the text from its header', () => {
    const { masthead } = tei('<p>Words.</p>', {
      header: `<fileDesc><titleStmt><title>On Closed Roads</title></titleStmt><publicationStmt><publisher>Gates Press</publisher><date when="2023-11-06"/></publicationStmt><sourceDesc><biblStruct><analytic>
        <author><persName><forename>Jane</forename><surname>Roe</surname></persName><affiliation>Roads</affiliation></author><title level="a">On Closed Roads</title></analytic><monogr><title level="j">Roads</title><imprint/></monogr></biblStruct></sourceDesc></fileDesc>`,
    });
    assert.deepEqual(masthead, {
      title: 'On Closed Roads', authors: ['Jane Roe'], date: null, publication: null,
      item: { 'type': 'article-journal', 'title': 'On Closed Roads', 'author': [{ family: 'Roe', given: 'Jane' }], 'container-title': 'Roads', 'issued': { 'date-parts': [[2023, 11, 6]] }, 'publisher': 'Gates Press' },
    });
  });
});

describe('reading XML', () => {
  it('keeps the places of words behind markup, entities and CDATA', () => {
    const document = jats('<p>It was <bold>closed</bold>, R&amp;D &#8212; caf&eacute; <![CDATA[too]]>, <!-- not -->as they said.</p>');
    const { passage } = document.blocks[0]!;
    assert.equal(passage.text, 'It was closed, R&D — café too, as they said.');
    for (const words of ['closed', 'too', 'they', 'said.']) {
      const start = passage.text.indexOf(words);
      const span = passage.spanInSource({ start, end: start + words.length });
      assert.equal(document.text.slice(span.start, span.end), words);
    }
  });

  for (const text of ['<rss><channel/></rss>', 'no markup', '<?xml version="1.0"?>']) {
    it(`leaves ${text} alone, and says so`, () => {
      const document = readXml(text);
      assert.deepEqual(document.problems.map(({ code }) => code), ['unsupported-format']);
      assert.deepEqual(outline(document), []);
    });
  }

  it('reads what is left of a file that is cut off anywhere', () => {
    const whole = '<article><front><article-meta><title-group><article-title>On Roads</article-title></title-group></article-meta></front><body><p>Closed<xref ref-type="bibr" rid="r1"><sup>1</sup></xref>.</p><fn id="n"><p>One.</p></fn></body>'
      + '<back><ref-list><ref id="r1"><mixed-citation><name><surname>Roe</surname></name> <source>Roads</source> <year>2001</year></mixed-citation></ref></ref-list></back></article>';
    for (let length = 0; length < whole.length; length++) readXml(whole.slice(0, length));
    assert.deepEqual(outline(readXml(whole.slice(0, whole.indexOf('</body>')))), ['Closed1.', '1) One.']);
  });

  it('stops where elements are nested deeper than in any article', () => {
    const document = readXml(`<article><body><p>Words.</p>${'<sec>'.repeat(100_000)}<p>Deep.</p>`);
    assert.deepEqual(outline(document), ['Words.']);
    assert.deepEqual(document.problems.map(({ code }) => code), ['source-damaged']);
  });

  it('does not expand entities that a file declares', () => {
    const document = readXml('<!DOCTYPE article [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><article><body><p>One &b; two.</p></body></article>');
    assert.deepEqual(outline(document), ['One &b; two.']);
  });
});
