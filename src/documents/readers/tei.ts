import type { Element } from 'domhandler';
import type { Confidence, CslDate, CslFields, CslName, CslType } from '../../csl.js';
import { dateOf as dateOfEdtf, yearAndMonth } from '../bib/dates.js';
import type { BibliographyEntry, Masthead, SourceDocument } from '../document.js';
import { MarkedText, type Around, type Role } from '../markedText.js';
import { attribute, childElements, descendants, localName, spanOf, visit, wordsOf } from '../markup.js';
import { pagesBetween } from '../parts.js';
import { linked } from '../pointers.js';
import { childWords, doiOf, fieldsOf, fieldWords, firstBelow, nameOfWords, pagesOf, plainWords, titleOf, type Found } from '../structured.js';

/**
 * TEI (https://tei-c.org/release/doc/tei-p5-doc/en/html/), as GROBID writes it (https://grobid.readthedocs.io/en/latest/TEI-encoding-of-results/) and
 * as editors do. References and citations are taken as they are marked up.
 */
export function readTei(text: string, root: Element): SourceDocument {
  const marked = new MarkedText(text, roleOf);
  visit(root, marked);
  marked.flush();
  const header = firstBelow(root, 'teiHeader');
  const bibliography = readReferences(text, root, header !== undefined && isExtracted(header));
  const { blocks, notes } = linked(marked.blocks, marked.notes, bibliography, new Map());
  const pages = pagesBetween(marked.breaks, text.length);
  return { text, masthead: mastheadOf(header), pages, blocks, notes, bibliography, marked: true, furniture: marked.furniture, problems: [] };
}

/** Whether a program took the text from a PDF, and guessed the fields. */
const isExtracted = (header: Element): boolean => [...descendants(header)].some((element) => localName(element) === 'application' && /grobid/iu.test(attribute(element, 'ident') ?? ''));

const asides = new Set('listBibl listOrg listPerson listPlace titlePage titleStmt fw sic orig del graphic formula annotation figure.label respStmt'.split(' '));
const roles: Record<string, Role> = {
  'p': { is: 'block', kind: 'paragraph' }, 'ab': { is: 'block', kind: 'paragraph' }, 'head': { is: 'block', kind: 'heading' }, 'item': { is: 'block', kind: 'paragraph' },
  'lg': { is: 'block', kind: 'quotation' }, 'figDesc': { is: 'block', kind: 'caption' }, 'row': { is: 'block', kind: 'caption' }, 'sp': { is: 'block', kind: 'paragraph' },
  'l': { is: 'gap' }, 'cell': { is: 'gap' }, 'speaker': { is: 'gap' },
};
const pointers = new Set(['ref', 'ptr']);
const quotations = new Set(['quote', 'cit', 'q', 'epigraph']);

function roleOf(element: Element, around: Around): Role {
  const name = localName(element);
  const parent = element.parent && 'name' in element.parent ? localName(element.parent as Element) : '';
  if (parent === 'teiHeader' && name !== 'profileDesc') return { is: 'aside' };
  if (parent === 'profileDesc' && name !== 'abstract') return { is: 'aside' };
  if (parent === 'choice' && name === 'expan') return { is: 'aside' };
  if (parent === 'figure' && name === 'head') return { is: 'block', kind: 'caption' };
  if (name === 'formula' && around.block !== null) return { is: 'words' };
  if (asides.has(name) || (name === 'label' && parent === 'figure')) return { is: 'aside' };
  if (pointers.has(name)) return { is: 'pointer', ids: idsOf(attribute(element, 'target')), cites: attribute(element, 'type') === 'bibr' && attribute(element, 'target') !== undefined };
  if (name === 'note' && parent !== 'figure') return noteRole(element);
  if (name === 'pb') return { is: 'page', label: attribute(element, 'n')?.replace(/^\[|\]$/gu, '').trim() || null };
  if (name === 'lb') return attribute(element, 'break') === 'no' ? { is: 'words' } : { is: 'gap' };
  if (name === 'hi') return /sup/iu.test(attribute(element, 'rend') ?? attribute(element, 'rendition') ?? '') ? { is: 'raised' } : { is: 'words' };
  if (quotations.has(name)) return isSetOff(element, around) ? { is: 'block', kind: 'quotation' } : { is: 'words' };
  return roles[name] ?? { is: 'words' };
}

const idsOf = (list: string | undefined): string[] => list?.split(/\s+/u).flatMap((target) => target.replace(/^#/u, '') || []) ?? [];

function noteRole(element: Element): Role {
  const place = attribute(element, 'place') ?? '';
  return { is: 'note', id: attribute(element, 'id'), label: attribute(element, 'n') ?? null, place: /^(?:foot|bottom)/iu.test(place) ? 'foot' : /^end/iu.test(place) ? 'end' : 'inline' };
}

/** A quotation with lines of its own. */
const isSetOff = (element: Element, { block, note }: Around): boolean =>
  (block === null && !note) || /block|display/iu.test(attribute(element, 'rend') ?? '') || childElements(element).some((child) => ['p', 'lg'].includes(localName(child)));

/** The entries of all lists of references. */
function readReferences(text: string, root: Element, guessed: boolean): BibliographyEntry[] {
  const entries: BibliographyEntry[] = [];
  let lists = 0;
  visit(root, {
    open: (element) => {
      const name = localName(element);
      if (name === 'teiHeader') return false;
      if (name === 'listBibl') lists++;
      if (lists === 0 || !['biblStruct', 'bibl', 'biblFull'].includes(name)) return true;
      const entry = entryOf(text, element, guessed);
      if (entry) entries.push(entry);
      return false;
    },
    close: (element) => {
      if (localName(element) === 'listBibl') lists--;
    },
    text: () => undefined,
  });
  return entries;
}

function entryOf(text: string, element: Element, guessed: boolean): BibliographyEntry | null {
  const raw = childElements(element, 'note').find((note) => attribute(note, 'type') === 'raw_reference');
  const isStruct = localName(element) !== 'bibl';
  const passage = raw ? plainWords(text, raw, never) : isStruct ? fieldWords(text, element, isNoWords) : plainWords(text, element, isNoWords);
  if (passage.text === '') return null;
  const item = isStruct ? itemOfStruct(element) : itemOfBibl(element);
  const confidence = guessed || attribute(element, 'status') === 'extracted' ? guessedFields(item) : {};
  const label = attribute(element, 'n') ?? childWords(element, 'label') ?? null;
  return { id: attribute(element, 'id') ?? `bibl:${spanOf(element).start}`, label, passage, ...spanOf(element), ...(isEnough(item) ? { item, confidence } : {}) };
}

const never = (): boolean => false;
const isNoWords = (child: Element): boolean => localName(child) === 'label' || localName(child) === 'ptr';
/** Marks that say less leave a reference to its words. */
const isEnough = ({ title, author, editor, issued }: CslFields): boolean => [title, author ?? editor, issued].filter(Boolean).length >= 2;

/** GROBID's share of right fields, as it publishes it, is about this. */
const guessedRight = 0.9;
const guessedFields = (item: CslFields): Confidence => Object.fromEntries(Object.keys(item).map((variable) => [variable, guessedRight]));

/** CSL's types by words of TEI's `type`, of which there is no list: "article", "journalArticle", "technical-report", "proceedings". */
const types: [words: RegExp, type: CslType][] = [
  [/newspaper/iu, 'article-newspaper'], [/magazine/iu, 'article-magazine'], [/chapter|incollection|bookSection/iu, 'chapter'], [/thesis|dissertation/iu, 'thesis'],
  [/proceeding|conference/iu, 'paper-conference'], [/report|working/iu, 'report'], [/web|online|site/iu, 'webpage'], [/unpublished|manuscript/iu, 'manuscript'],
  [/article|journal/iu, 'article-journal'], [/book|monograph|manual/iu, 'book'],
];

/** A reference in TEI's parts: `analytic` in `monogr`, or `monogr` alone. */
function itemOfStruct(struct: Element): CslFields {
  const [analytic, monogr, series] = ['analytic', 'monogr', 'series'].map((name) => childElements(struct, name)[0]);
  const title = titleIn(analytic);
  const container = titleIn(monogr);
  const imprint = monogr && childElements(monogr, 'imprint')[0];
  const authors = namesIn(analytic, 'author');
  const level = monogr && attribute(childElements(monogr, 'title')[0] ?? monogr, 'level');
  const scopes = [imprint, monogr].flatMap((parent) => (parent ? childElements(parent, 'biblScope') : []));
  const address = addressOf(struct);
  const identifiers = identifiersOf(struct);
  return fieldsOf({
    type: typeOf(attribute(struct, 'type'), { isPart: title !== undefined, level }),
    title: title ?? container,
    author: authors.length > 0 ? authors : namesIn(monogr, 'author'),
    editor: namesIn(monogr, 'editor'),
    translator: namesIn(monogr, 'translator'),
    ...(title === undefined ? {} : { 'container-title': container }),
    'collection-title': titleIn(series),
    'collection-number': series && scopeOf(childElements(series, 'biblScope'), 'volume'),
    issued: imprint && dateOf(childElements(imprint, 'date')[0]),
    ...scopesOf(scopes),
    publisher: imprint && childWords(imprint, 'publisher'),
    'publisher-place': imprint && childWords(imprint, 'pubPlace'),
    edition: monogr && childWords(monogr, 'edition'),
    'event-title': monogr && childWords(monogr, 'meeting'),
    ISBN: identifiers.get('ISBN'),
    ISSN: identifiers.get('ISSN') ?? identifiers.get('EISSN'),
    DOI: doiOf(identifiers.get('DOI')) ?? doiOf(address),
    URL: doiOf(address) ? undefined : (address ?? archived(identifiers)),
  });
}

const archived = (identifiers: ReadonlyMap<string, string>): string | undefined => {
  const id = identifiers.get('ARXIV')?.replace(/^arxiv:/iu, '').replace(/\s.*$/u, '');
  return id === undefined ? undefined : `https://arxiv.org/abs/${id}`;
};

/** A reference in running words with marks among them. One whose authors are marked as a whole is left to its words. */
function itemOfBibl(bibl: Element): CslFields {
  const authors = childElements(bibl, 'author');
  if (authors.some((author) => firstBelow(author, 'surname', 'orgName') === undefined)) return { type: 'document' };
  const titles = childElements(bibl, 'title');
  const [own, around] = titles.length > 1 ? [titles.find((title) => attribute(title, 'level') === 'a') ?? titles[0], titles.find((title) => 'jm'.includes(attribute(title, 'level') ?? '-'))] : titles;
  const identifiers = identifiersOf(bibl);
  const address = addressOf(bibl);
  return fieldsOf({
    type: typeOf(attribute(bibl, 'type'), { isPart: around !== undefined, level: attribute(around ?? own ?? bibl, 'level') }),
    title: titleOf(own && wordsOf(own)),
    author: namesIn(bibl, 'author'),
    editor: namesIn(bibl, 'editor'),
    'container-title': titleOf(around && around !== own ? wordsOf(around) : undefined),
    issued: dateOf(childElements(bibl, 'date')[0]),
    ...scopesOf(childElements(bibl, 'biblScope')),
    publisher: childWords(bibl, 'publisher'),
    'publisher-place': childWords(bibl, 'pubPlace'),
    DOI: doiOf(identifiers.get('DOI')) ?? doiOf(address),
    URL: doiOf(address) ? undefined : address,
  });
}

function typeOf(given: string | undefined, { isPart, level }: { isPart: boolean; level: string | undefined }): CslType {
  const type = types.find(([words]) => words.test(given ?? ''))?.[1];
  if (type && !(type === 'book' && isPart)) return type;
  if (isPart) return level === 'j' ? 'article-journal' : 'chapter';
  return level === 'm' ? 'book' : 'document';
}

/** The main title of a part; one of several that are given short as well. */
function titleIn(parent: Element | undefined): string | undefined {
  const titles = parent ? childElements(parent, 'title') : [];
  const [main, ...more] = titles.filter((title) => !/^(?:abbrev|short|alt|orig)/iu.test(attribute(title, 'type') ?? ''));
  const sub = more.find((title) => attribute(title, 'type') === 'sub');
  return titleOf([main, sub].flatMap((title) => (title ? wordsOf(title) : [])).filter(Boolean).join(': ')) || undefined;
}

const identifiersOf = (parent: Element): Map<string, string> =>
  new Map([...descendants(parent)].filter((element) => localName(element) === 'idno').map((element) => [(attribute(element, 'type') ?? '').toUpperCase(), wordsOf(element)]));

function addressOf(parent: Element): string | undefined {
  const link = [...descendants(parent)].find((element) => pointers.has(localName(element)) && /^(?:https?|ftp):/iu.test(attribute(element, 'target') ?? wordsOf(element)));
  return link && (attribute(link, 'target') ?? wordsOf(link)).replace(/\s/gu, '');
}

function scopeOf(scopes: readonly Element[], ...units: string[]): string | undefined {
  const scope = scopes.find((element) => units.includes(attribute(element, 'unit') ?? attribute(element, 'type') ?? ''));
  return scope && (pagesOf(attribute(scope, 'from'), attribute(scope, 'to')) ?? (wordsOf(scope).replace(/^(?:pp?|vol|no)\.\s?/iu, '').replace(/\s?[–—]\s?/gu, '-') || undefined));
}

const scopesOf = (scopes: readonly Element[]): Found => ({
  volume: scopeOf(scopes, 'volume', 'vol'), issue: scopeOf(scopes, 'issue', 'number'), page: scopeOf(scopes, 'page', 'pp', 'pages'),
});

/** The names of a role; a translator is an editor of that role. */
function namesIn(parent: Element | undefined, role: 'author' | 'editor' | 'translator'): CslName[] {
  const elements = parent ? childElements(parent) : [];
  return elements.filter((element) => roleOfName(element) === role).flatMap(namesOf);
}

function roleOfName(element: Element): string {
  const name = localName(element);
  return name === 'editor' && /translator|trl/iu.test(attribute(element, 'role') ?? '') ? 'translator' : name;
}

function namesOf(element: Element): CslName[] {
  const persons = childElements(element, 'persName').filter((child) => wordsOf(child) !== '');
  if (persons.length > 0) return persons.map(personOf);
  if (childWords(element, 'surname') !== undefined) return [personOf(element)];
  const words = childWords(element, 'orgName') ?? wordsOf(element, (child) => ['affiliation', 'email', 'idno', 'note'].includes(localName(child)));
  return words === '' ? [] : [/^et\.? al\.?$/iu.test(words) ? { literal: 'et al.' } : nameOfWords(words)];
}

function personOf(person: Element): CslName {
  const all = (name: string): string => childElements(person, name).map((child) => wordsOf(child)).filter(Boolean).join(' ');
  const [family, given, particle, suffix] = [all('surname'), all('forename'), all('nameLink'), all('genName')];
  if (family === '') return nameOfWords(wordsOf(person));
  return { family, ...(given ? { given } : {}), ...(particle ? { 'non-dropping-particle': particle } : {}), ...(suffix ? { suffix } : {}) };
}

/** A date by its attributes (`when`, `from` and `to`, `notBefore`), or by the year among its words. */
function dateOf(element: Element | undefined): CslDate | undefined {
  if (!element) return undefined;
  const [from, to] = [attribute(element, 'when') ?? attribute(element, 'from') ?? attribute(element, 'notBefore'), attribute(element, 'to')];
  if (from) return dateOfEdtf(to ? `${from}/${to}` : from);
  const words = wordsOf(element);
  return yearAndMonth(/(?<!\d)(?:1[4-9]|20)\d\d(?!\d)/u.exec(words)?.[0] ?? words);
}

/** What the header says of the text: as the source it was made from, or as the file itself. */
function mastheadOf(header: Element | undefined): Masthead {
  const nothing: Masthead = { title: null, authors: [], date: null, publication: null };
  if (!header) return nothing;
  const statement = firstBelow(header, 'titleStmt');
  const source = firstBelow(header, 'sourceDesc');
  const struct = source && firstBelow(source, 'biblStruct');
  const own = struct ? itemOfStruct(struct) : ({ type: 'document' } as CslFields);
  const publication = firstBelow(header, 'publicationStmt');
  const title = titleIn(statement) ?? own.title;
  const author = own.author ?? namesIn(statement, 'author');
  const item = fieldsOf({
    ...own,
    title,
    author,
    issued: own.issued ?? dateOf(publication && childElements(publication, 'date')[0]),
    publisher: own.publisher ?? (publication && childWords(publication, 'publisher')),
    DOI: own.DOI ?? doiOf(identifiersOf(header).get('DOI')),
  });
  return { ...nothing, title: title ?? null, authors: author.flatMap(({ given, family, literal }) => [given, family ?? literal].filter(Boolean).join(' ') || []), item };
}
