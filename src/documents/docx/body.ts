import type { Document, Element, Text } from 'domhandler';
import { decodeXML } from 'entities';
import type { CslFields } from '../../csl.js';
import { type Passage, PassageBuilder } from '../../text/passage.js';
import type { GivenMarker } from '../document.js';
import { addText, attribute, childElements, descendants, localName, spanOf, visit, type Visitor } from '../markup.js';
import { readField, readTag, type Field } from './fields.js';
import { lookOf, type Look, type Styles, valueOf } from './styles.js';

/** Where a page ends: as Word last drew it, or where its author broke it. */
export interface Break {
  at: number;
  drawn: boolean;
}

/** How the pages of a section are numbered. */
export interface PageNumbers {
  start: number | null;
  roman: boolean;
}

export interface Paragraph {
  passage: Passage;
  markers: GivenMarker[];
  look: Look;
  /** Within a table of several columns, or a text box. */
  apart: boolean;
  /** Within a bibliography that a reference manager, or Word, keeps. */
  listed: boolean;
  breaks: Break[];
  /** That of the section which ends with it. */
  numbers: PageNumbers | null;
}

/** What walks through the parts of one document have in common. */
export interface Context {
  styles: Styles;
  /** Word's own list of works. */
  sources: ReadonlyMap<string, CslFields>;
  /** The works that citations hold, by the ids of their targets. */
  works: Map<string, CslFields>;
  /** The labels of footnotes and endnotes by their ids ("footnote-3"), in the order of their markers. */
  noteLabels: Map<string, string>;
  /** How many footnotes and endnotes there were so far. */
  counts: Map<string, number>;
}

/** Reads the paragraphs below an element of a document's part. */
export function readParagraphs(parent: Document | Element, source: string, context: Context): Paragraph[] {
  const walker = new Walker(source, context);
  visit(parent, walker);
  return walker.paragraphs;
}

/** A paragraph as it is put together. */
class Writing {
  readonly builder = new PassageBuilder();
  readonly markers: GivenMarker[] = [];
  readonly breaks: Break[] = [];
  spaced = true;
  /** Behind the last words that are not raised. */
  plainTo = 0;

  constructor(readonly look: Look, readonly listed: boolean) {}
}

/** A field that is open: first its code, then what it printed. */
interface OpenField {
  code: string[];
  data: string;
  field: Field;
  printed: { writing: Writing; start: number } | null;
}

/** Elements whose words are no words of the text: deleted ones, field codes, properties, comments. */
const silent = new Set(['del', 'moveFrom', 'delText', 'delInstrText', 'pPr', 'rPr', 'sdtPr', 'sectPr', 'tblPr', 'trPr', 'tcPr', 'Fallback', 'pict', 'object', 'annotationRef', 'commentReference', 'rt']);
const raisedDigits = '⁰¹²³⁴⁵⁶⁷⁸⁹';

class Walker implements Visitor {
  readonly paragraphs: Paragraph[] = [];
  /** Paragraphs stand within paragraphs where there are text boxes. */
  private readonly writings: Writing[] = [];
  private readonly runs: Look[] = [];
  private readonly fields: OpenField[] = [];
  private readonly controls: { field: Field; start: number; writing: Writing | undefined }[] = [];
  private apart = 0;
  private listed = 0;
  /** Fields whose code is still open. */
  private coding = 0;
  private customMark: GivenMarker | null = null;

  constructor(private readonly source: string, private readonly context: Context) {}

  private get writing(): Writing | undefined {
    return this.writings.at(-1);
  }

  open(element: Element): boolean {
    const name = localName(element);
    if (silent.has(name)) return name === 'pict' && this.holdsText(element);
    this.enter(element, name);
    return true;
  }

  close(element: Element): void {
    switch (localName(element)) {
      case 'p':
        if (this.isParagraph(element)) this.endParagraph(element);
        return;
      case 'r':
        this.runs.pop();
        this.endCustomMark();
        return;
      case 'tbl':
        if (isWide(element)) this.apart--;
        return;
      case 'txbxContent':
        this.apart--;
        return;
      case 'fldSimple':
        this.endField();
        return;
      case 'sdt':
        this.endControl();
    }
  }

  text(node: Text): void {
    const parent = node.parent;
    const name = parent && 'name' in parent ? localName(parent as Element) : '';
    if (name === 'instrText') this.fields.at(-1)?.code.push(decodeXML(node.data));
    else if (name === 'fldData') this.addData(node.data);
    else if (name === 't' && this.coding === 0) this.addWords(node);
  }

  private enter(element: Element, name: string): void {
    switch (name) {
      case 'p':
        if (this.isParagraph(element)) this.beginParagraph(element);
        return;
      case 'r':
        this.runs.push({ ...this.context.styles.look(runStyle(element)), ...lookOf(element) });
        return;
      case 'tbl':
        if (isWide(element)) this.apart++;
        return;
      case 'txbxContent':
        this.apart++;
        return;
      case 'tab':
      case 'br':
      case 'cr':
        this.addBreak(element);
        return;
      case 'noBreakHyphen':
        this.addString('-');
        return;
      case 'lastRenderedPageBreak':
        this.writing?.breaks.push({ at: this.writing.builder.length, drawn: true });
        return;
      case 'footnoteReference':
      case 'endnoteReference':
        this.addNoteMarker(element, name.replace('Reference', ''));
        return;
      case 'fldChar':
        this.fieldCharacter(element);
        return;
      case 'fldSimple':
        this.beginField(attribute(element, 'instr') ?? '');
        this.printField();
        return;
      case 'sdt':
        this.beginControl(element);
    }
  }

  /** DrawingML has paragraphs of its own, in pictures. */
  private isParagraph({ name }: Element): boolean {
    return !name.startsWith('a:');
  }

  /** An old text box. */
  private holdsText(picture: Element): boolean {
    for (const element of descendants(picture)) if (localName(element) === 'txbxContent') return true;
    return false;
  }

  private beginParagraph(element: Element): void {
    const properties = childElements(element, 'pPr')[0];
    this.writings.push(new Writing({ ...this.context.styles.look(properties && valueOf(properties, 'pStyle')), ...lookOf(element) }, this.listed > 0));
  }

  private endParagraph(element: Element): void {
    const writing = this.writings.pop();
    if (!writing) return;
    const passage = writing.builder.build().trimEnd();
    const markers = writing.markers.map((marker) => this.finish(marker, passage));
    const section = childElements(element, 'pPr').flatMap((one) => childElements(one, 'sectPr'))[0];
    this.paragraphs.push({
      passage, markers, look: writing.look, apart: this.apart > 0, listed: writing.listed || this.listed > 0, breaks: writing.breaks, numbers: section ? pageNumbers(section) : null,
    });
  }

  private finish(marker: GivenMarker, { text }: Passage): GivenMarker {
    const [start, end] = [Math.min(marker.start, text.length), Math.min(marker.end, text.length)];
    const label = text.slice(start, end).trim().replace(/^[[(]+|[\])]+$/gu, '') || marker.label;
    if (marker.kind === 'note') this.context.noteLabels.set(marker.targets[0]!.id, label);
    return { ...marker, label, start, end };
  }

  private addWords(node: Text): void {
    const { writing } = this;
    const run = this.runs.at(-1) ?? {};
    if (!writing || run.hidden) return;
    const digits = run.raised && this.fields.length === 0 && this.controls.every(({ field }) => !field) && !this.customMark ? node.data.trim() : '';
    if (/^\d{1,3}$/u.test(digits)) this.addString(digits.replace(/\d/gu, (digit) => raisedDigits[Number(digit)]!));
    else writing.spaced = addText(writing.builder, this.source, spanOf(node), { xml: true, endsInSpace: writing.spaced });
    if (!run.raised && node.data.trim() !== '') writing.plainTo = writing.builder.length;
  }

  private addString(words: string): void {
    const { writing } = this;
    if (!writing || this.coding > 0) return;
    writing.builder.add(words);
    writing.spaced = false;
  }

  /** A tab, or a break of line or page. */
  private addBreak(element: Element): void {
    const { writing } = this;
    if (!writing || localName(element.parent as Element) === 'tabs') return;
    if (!writing.spaced) writing.builder.add(' ');
    writing.spaced = true;
    if (attribute(element, 'type') === 'page') writing.breaks.push({ at: writing.builder.length, drawn: false });
  }

  private addNoteMarker(element: Element, kind: string): void {
    const { writing, context } = this;
    const number = attribute(element, 'id');
    if (!writing || number === undefined) return;
    const id = `${kind}-${number}`;
    const label = context.noteLabels.get(id) ?? String((context.counts.get(kind) ?? 0) + 1);
    if (!context.noteLabels.has(id)) context.counts.set(kind, Number(label));
    context.noteLabels.set(id, label);
    const at = writing.builder.length;
    const marker: GivenMarker = { kind: 'note', label, targets: [{ id }], start: at, end: at };
    writing.markers.push(marker);
    this.customMark = ['0', 'false', undefined].includes(attribute(element, 'customMarkFollows')) ? null : marker;
  }

  /** The author's own mark stands in the run behind the reference. */
  private endCustomMark(): void {
    if (this.customMark && this.writing) this.customMark.end = this.writing.builder.length;
    this.customMark = null;
  }

  private fieldCharacter(element: Element): void {
    const type = attribute(element, 'fldCharType');
    if (type === 'begin') this.beginField('');
    else if (type === 'separate') this.printField();
    else if (type === 'end') this.endField();
  }

  private beginField(code: string): void {
    this.fields.push({ code: [code], data: '', field: null, printed: null });
    this.coding++;
  }

  /** EndNote's data stand in a field within the field, or at its beginning. */
  private addData(data: string): void {
    const field = this.fields.at(-1);
    if (field) field.data ||= data;
  }

  /** The code has ended, and what it printed begins. */
  private printField(): void {
    const field = this.fields.at(-1);
    const { writing } = this;
    if (!field || field.printed || !writing) return;
    this.coding--;
    field.printed = { writing, start: writing.builder.length };
    field.field = readField(field.code.join(''), field.data, this.context.sources);
    if (field.field === 'bibliography') this.listed++;
  }

  private endField(): void {
    const ended = this.fields.pop();
    if (!ended) return;
    const { field, printed, data } = ended;
    if (!printed) {
      this.coding--;
      this.addData(data);
      return;
    }
    if (field === 'bibliography') this.listed--;
    else this.cite(field, printed);
  }

  private beginControl(element: Element): void {
    const properties = childElements(element, 'sdtPr')[0];
    const field = properties ? controlField(properties) : null;
    this.controls.push({ field, start: this.writing?.builder.length ?? 0, writing: this.writing });
    if (field === 'bibliography') this.listed++;
  }

  private endControl(): void {
    const { field = null, start = 0, writing } = this.controls.pop() ?? {};
    if (field === 'bibliography') this.listed--;
    else if (writing) this.cite(field, { writing, start });
  }

  private cite(field: Field, { writing, start }: { writing: Writing; start: number }): void {
    if (!field || field === 'bibliography' || writing !== this.writing) return;
    for (const [id, item] of field.works) if (!this.context.works.has(id)) this.context.works.set(id, item);
    const end = writing.builder.length;
    writing.markers.push({ kind: 'citation', label: '', targets: field.cites, start, end, ...(end > start && writing.plainTo <= start ? { raised: true } : {}) });
  }
}

const runStyle = (run: Element): string | undefined => childElements(run, 'rPr').map((properties) => valueOf(properties, 'rStyle'))[0];

/** One column only arranges the page. */
const isWide = (table: Element): boolean => childElements(table, 'tr').some((row) => childElements(row, 'tc').length > 1);

function controlField(properties: Element): Field {
  const isBibliography = childElements(properties).some((one) => localName(one) === 'bibliography' || (localName(one) === 'docPartObj' && valueOf(one, 'docPartGallery') === 'Bibliographies'));
  return isBibliography ? 'bibliography' : readTag(valueOf(properties, 'tag') ?? '');
}

export function pageNumbers(section: Element): PageNumbers {
  const type = childElements(section, 'pgNumType')[0];
  const start = type && attribute(type, 'start');
  return { start: start !== undefined && /^\d{1,6}$/u.test(start) ? Number(start) : null, roman: type !== undefined && attribute(type, 'fmt') === 'lowerRoman' };
}
