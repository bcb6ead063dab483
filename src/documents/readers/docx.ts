import * as l10n from '@vscode/l10n';
import type { CslFields } from '../../csl.js';
import type { Problem } from '../../text/problem.js';
import { decodeSource } from '../decode.js';
import { unreadable, type Masthead, type SourceDocument } from '../document.js';
import { assemble, noteOf } from '../docx/assemble.js';
import { pageNumbers, readParagraphs, type Context, type Paragraph } from '../docx/body.js';
import { withCited } from '../docx/citedEntries.js';
import { countedLists, Styles } from '../docx/styles.js';
import { readWordSources } from '../docx/wordSources.js';
import { attribute, childElements, descendants, localName, parseMarkup } from '../markup.js';
import { readMasthead } from '../masthead.js';
import { layOut, type Parts } from '../parts.js';
import { childWords } from '../structured.js';
import { Zip } from '../zip.js';
import { readPlainText } from './plainText.js';

/**
 * A Word document: its text laid out anew, with the footnotes, pages and citations that the file itself marks. Read here and not by `mammoth`, which
 * drops the codes of fields, where Zotero, Mendeley, EndNote and Word keep what is cited, and page breaks.
 */
export function readDocx(bytes: Uint8Array): SourceDocument {
  if (isCompoundFile(bytes)) return unreadable([notZipped(bytes)]);
  const zip = Zip.open(bytes);
  const body = mainPart(zip);
  const xml = partOf(zip, body);
  if (zip.problems.length > 0 && xml === '') return unreadable(zip.problems);
  if (xml === '') return unreadable([{ code: 'source-damaged', message: l10n.t('This file holds no Word document. Open it in Word, save it anew, and import that.'), start: 0, end: 0 }]);
  const beside = (name: string): string => partOf(zip, body.replace(/[^/]*$/u, name));
  const context: Context = { styles: new Styles(beside('styles.xml')), sources: wordSources(zip), works: new Map(), noteLabels: new Map(), counts: new Map() };
  const { parts, titles, authors } = assemble(bodyParagraphs(xml, context), countedLists(beside('numbering.xml')));
  for (const kind of ['footnote', 'endnote']) addNotes(parts, beside(`${kind}s.xml`), kind, context);
  const cited = withCited(parts.bibliography, context.works);
  parts.bibliography.splice(0, Infinity, ...cited);
  const properties = propertiesOf(zip);
  const masthead = { title: titles[0] ?? properties.title, authors: authors.length > 0 ? authors : properties.authors };
  return { ...documentOf(parts, masthead), problems: zip.problems };
}

/** Old Word documents, and new ones with a password, are compound files. */
const isCompoundFile = (bytes: Uint8Array): boolean => [0xd0, 0xcf, 0x11, 0xe0].every((byte, index) => bytes[index] === byte);

function notZipped(bytes: Uint8Array): Problem {
  const isEncrypted = new TextDecoder('utf-16le').decode(bytes.subarray(0, bytes.length & ~1)).includes('EncryptedPackage');
  return isEncrypted
    ? { code: 'source-locked', message: l10n.t('This Word document has a password. Save it without one and import that.'), start: 0, end: 0 }
    : { code: 'unsupported-format', message: l10n.t('This is a Word document of before 2007. Open it in Word, save it as .docx, and import that.'), start: 0, end: 0 };
}

function partOf(zip: Zip, name: string): string {
  const bytes = zip.read(name);
  return bytes ? decodeSource(bytes).text : '';
}

/** The part that the package says is the document: "word/document.xml". */
function mainPart(zip: Zip): string {
  const relations = [...descendants(parseMarkup(partOf(zip, '_rels/.rels'), { xml: true }))];
  const main = relations.find((one) => attribute(one, 'Type')?.endsWith('/officeDocument'));
  const target = main && attribute(main, 'Target')?.replace(/^\//u, '');
  return target && zip.has(target) ? target : 'word/document.xml';
}

function wordSources(zip: Zip): Map<string, CslFields> {
  const works = new Map<string, CslFields>();
  for (const name of zip.names.filter((one) => /^customXml\/item\d{1,4}\.xml$/u.test(one))) {
    const xml = partOf(zip, name);
    if (xml.includes('/bibliography"')) for (const [tag, item] of readWordSources(xml)) works.set(tag, item);
  }
  return works;
}

/** The section at the end of the body says how the last pages are numbered. */
function bodyParagraphs(xml: string, context: Context): Paragraph[] {
  const root = parseMarkup(xml, { xml: true });
  const paragraphs = readParagraphs(root, xml, context);
  const section = childElements(root).flatMap((one) => childElements(one, 'body')).flatMap((one) => childElements(one, 'sectPr'))[0];
  const last = paragraphs.at(-1);
  if (section && last) last.numbers ??= pageNumbers(section);
  return paragraphs;
}

/** The notes whose markers stand in the text, in their order. */
function addNotes(parts: Parts, xml: string, kind: string, context: Context): void {
  const root = parseMarkup(xml, { xml: true });
  const elements = new Map([...descendants(root)].filter((one) => localName(one) === kind).map((one) => [`${kind}-${attribute(one, 'id')}`, one]));
  for (const [id, label] of context.noteLabels) {
    const element = elements.get(id);
    if (element) parts.notes.push(noteOf(id, label, readParagraphs(element, xml, context)));
  }
}

/** From so many raised figures on, a document without notes is one that was made from a PDF. */
const fewestRaised = 3;

type Named = Pick<Masthead, 'title' | 'authors'>;

function documentOf(parts: Parts, named: Named): SourceDocument {
  const { text, blocks, notes, bibliography, pages } = layOut(parts);
  const raised = blocks.filter((block) => /[\p{L}\p{P}][⁰¹²³⁴-⁹]/u.test(block.passage.text)).length;
  if (notes.length === 0 && raised >= fewestRaised && !blocks.some(({ markers }) => markers)) {
    const plain = readPlainText(text);
    return { ...plain, masthead: completed(named, plain.masthead), pages };
  }
  const masthead = completed(named, readMasthead(blocks, text));
  return { text, masthead, pages, blocks, notes, bibliography, marked: notes.length > 0, furniture: [], problems: [] };
}

const completed = ({ title, authors }: Named, guessed: Masthead): Masthead => ({ ...guessed, title: title ?? guessed.title, authors: authors.length > 0 ? authors : guessed.authors });

/** What Word and those who convert to it put where no title was given. */
const noTitle = /^(?:microsoft word\b|document\s?\d*$|untitled|.{0,200}\.docx?$|.{0,200}\.pdf$)/iu;

function propertiesOf(zip: Zip): Named {
  const properties = childElements(parseMarkup(partOf(zip, 'docProps/core.xml'), { xml: true }))[0];
  const title = properties && childWords(properties, 'title');
  const creators = (properties && childWords(properties, 'creator'))?.split(/\s*;\s*/u).filter((one) => one !== '') ?? [];
  return { title: title && !noTitle.test(title) ? title : null, authors: creators };
}
