import type { Element } from 'domhandler';
import type { CslDate, CslFields, CslName, CslType } from '../../csl.js';
import { yearAndMonth } from '../bib/dates.js';
import type { BibliographyEntry, Masthead, SourceDocument } from '../document.js';
import { MarkedText, type Around, type Role } from '../markedText.js';
import { attribute, childElements, descendants, localName, spanOf, visit, wordsOf } from '../markup.js';
import { pagesBetween } from '../parts.js';
import { linked } from '../pointers.js';
import { childWords, doiOf, fieldsOf, fieldWords, firstBelow, nameOfWords, pagesOf, plainWords, titleOf, type Found } from '../structured.js';

/**
 * JATS, the Journal Article Tag Suite (https://jats.nlm.nih.gov/archiving/tag-library/1.3/), its elder NLM, and BITS, its sister for books. References
 * and citations are taken as the publisher has marked them up.
 */
export function readJats(text: string, root: Element): SourceDocument {
  const marked = new MarkedText(text, roleOf);
  visit(root, marked);
  marked.flush();
  const { entries, aliases } = readReferences(text, root);
  const { blocks, notes } = linked(marked.blocks, marked.notes, entries, aliases);
  const pages = pagesBetween(marked.breaks, text.length);
  return { text, masthead: mastheadOf(root), pages, blocks, notes, bibliography: entries, marked: true, furniture: marked.furniture, problems: [] };
}

const asides = new Set(
  `journal-meta collection-meta processing-meta sub-article response ref-list front-stub graphic inline-graphic media object-id permissions kwd-group tex-math
   annotation alt-text long-desc index-term table-wrap-foot label aff bio author-comment supplementary-material toc toc-group index`.split(/\s+/),
);
/** Of what they say of the article or chapter, only these are its own words. */
const metadata: Record<string, string[]> = {
  'article-meta': ['abstract', 'trans-abstract'], 'book-meta': ['abstract', 'trans-abstract'], 'book-part-meta': ['abstract', 'trans-abstract', 'title-group'],
  'title-group': ['title', 'subtitle', 'label'],
};
const roles: Record<string, Role> = {
  'p': { is: 'block', kind: 'paragraph' }, 'title': { is: 'block', kind: 'heading' }, 'disp-quote': { is: 'block', kind: 'quotation' },
  'verse-group': { is: 'block', kind: 'quotation' }, 'caption': { is: 'block', kind: 'caption' }, 'tr': { is: 'block', kind: 'caption' },
  'term': { is: 'block', kind: 'paragraph' }, 'verse-line': { is: 'gap' }, 'attrib': { is: 'gap' }, 'break': { is: 'gap' }, 'td': { is: 'gap' }, 'th': { is: 'gap' },
  'sup': { is: 'raised' },
};

function roleOf(element: Element, { note }: Around): Role {
  const name = localName(element);
  const parent = element.parent && 'name' in element.parent ? localName(element.parent as Element) : '';
  if (metadata[parent] && !metadata[parent].includes(name)) return { is: 'aside' };
  if (name === 'label' && note) return { is: 'aside' };
  if (asides.has(name)) return { is: 'aside' };
  if (name === 'xref') return { is: 'pointer', ids: idsOf(attribute(element, 'rid')), cites: attribute(element, 'ref-type') === 'bibr' };
  if (isNote(element, parent)) return { is: 'note', id: attribute(element, 'id'), label: childWords(element, 'label') ?? null, place: parent === 'fn-group' || parent === 'fn' ? 'end' : 'inline' };
  return roles[name] ?? { is: 'words' };
}

const idsOf = (list: string | undefined): string[] => list?.split(/\s+/u).filter((id) => id !== '') ?? [];

/** An `fn`; or, in one without an id, each paragraph that has one. */
function isNote(element: Element, parent: string): boolean {
  const id = attribute(element, 'id');
  if (localName(element) === 'fn') return id !== undefined || !childElements(element, 'p').some((child) => attribute(child, 'id') !== undefined);
  return localName(element) === 'p' && parent === 'fn' && id !== undefined && attribute(element.parent as Element, 'id') === undefined;
}

const citations = new Set(['element-citation', 'mixed-citation', 'nlm-citation', 'citation']);

/** The entries of all lists of references, and which of them the id of a `ref` stands for. */
function readReferences(text: string, root: Element): { entries: BibliographyEntry[]; aliases: Map<string, string[]> } {
  const entries: BibliographyEntry[] = [];
  const aliases = new Map<string, string[]>();
  visit(root, {
    open: (element) => {
      if (localName(element) === 'ref') {
        const own = entriesOf(text, element);
        entries.push(...own);
        const id = attribute(element, 'id');
        if (id !== undefined) aliases.set(id, own.map((entry) => entry.id!));
        return false;
      }
      return localName(element) !== 'sub-article' && localName(element) !== 'response';
    },
    close: () => undefined,
    text: () => undefined,
  });
  return { entries, aliases };
}

/** Each citation of a `ref` is an entry; of one given in two forms, its words are those of the mixed, its fields those of the other. */
function entriesOf(text: string, ref: Element): BibliographyEntry[] {
  const label = childWords(ref, 'label')?.replace(/^[[(]|[\])]?\.?$/gu, '') ?? null;
  const id = attribute(ref, 'id') ?? `ref:${spanOf(ref).start}`;
  const found = childElements(ref).flatMap((child) => (localName(child) === 'citation-alternatives' ? [childElements(child)] : citations.has(localName(child)) ? [[child]] : []));
  return found.flatMap((forms, index) => {
    const mixed = forms.find((form) => localName(form) === 'mixed-citation') ?? forms[0];
    const fields = forms.find((form) => localName(form) === 'element-citation') ?? forms[0];
    if (!mixed || !fields) return [];
    const passage = isStructured(mixed) ? fieldWords(text, mixed, isNoWords) : plainWords(text, mixed, isNoWords);
    if (passage.text === '') return [];
    const item = itemOf(fields);
    return [{ id: attribute(mixed, 'id') ?? (index === 0 ? id : `${id}:${index + 1}`), label, passage, ...spanOf(mixed), ...(isEnough(item) ? { item } : {}) }];
  });
}

const isNoWords = (child: Element): boolean => localName(child) === 'label' || localName(child) === 'tex-math';
/** Without words between its fields. */
const isStructured = (citation: Element): boolean => citation.children.every((child) => child.type !== 'text' || child.data.trim() === '');
/** Marks that say less leave a reference to its words. */
const isEnough = ({ title, author, editor, issued, 'container-title': container }: CslFields): boolean => [title ?? container, author ?? editor, issued].filter(Boolean).length >= 2;

const types: Record<string, CslType> = {
  'journal': 'article-journal', 'book': 'book', 'confproc': 'paper-conference', 'conf-proc': 'paper-conference', 'conference': 'paper-conference', 'thesis': 'thesis',
  'report': 'report', 'gov': 'report', 'working-paper': 'report', 'web': 'webpage', 'website': 'webpage', 'webpage': 'webpage', 'newspaper': 'article-newspaper',
  'magazine': 'article-magazine', 'chapter': 'chapter', 'book-chapter': 'chapter', 'regulation': 'regulation', 'legal': 'legislation', 'commun': 'personal_communication',
};

/** A reference by its marks. */
function itemOf(citation: Element): CslFields {
  const titled = titleOf(childWords(citation, 'article-title', 'chapter-title', 'part-title', 'data-title'));
  const source = titleOf(childWords(citation, 'source', 'conf-name'));
  const address = addressOf(citation);
  const identifiers = new Map(childElements(citation, 'pub-id').map((id) => [attribute(id, 'pub-id-type'), wordsOf(id)]));
  return fieldsOf({
    type: typeOf(citation, { titled, source }),
    title: titled ?? source,
    author: namesOf(citation, 'author'),
    editor: namesOf(citation, 'editor'),
    translator: namesOf(citation, 'translator'),
    ...(titled === undefined ? {} : { 'container-title': source }),
    'collection-title': titleOf(childWords(citation, 'series')),
    issued: dateOf(citation),
    accessed: accessedOf(citation),
    ...numbersOf(citation),
    publisher: childWords(citation, 'publisher-name', 'institution'),
    'publisher-place': childWords(citation, 'publisher-loc'),
    edition: childWords(citation, 'edition'),
    'event-place': childWords(citation, 'conf-loc'),
    ISBN: childWords(citation, 'isbn') ?? identifiers.get('isbn'),
    ISSN: childWords(citation, 'issn'),
    DOI: doiOf(identifiers.get('doi')) ?? doiOf(address),
    URL: doiOf(address) ? undefined : address,
  });
}

function typeOf(citation: Element, { titled, source }: { titled: string | undefined; source: string | undefined }): CslType {
  const given = attribute(citation, 'publication-type') ?? attribute(citation, 'citation-type') ?? '';
  const type = types[given.toLowerCase()] ?? 'document';
  const isPart = titled !== undefined && (source !== undefined || childWords(citation, 'fpage') !== undefined || childWords(citation, 'chapter-title') !== undefined);
  return type === 'book' && isPart ? 'chapter' : type;
}

const numbersOf = (parent: Element): Found => ({
  volume: childWords(parent, 'volume'),
  issue: childWords(parent, 'issue'),
  page: childWords(parent, 'page-range')?.replace(/\s?[–—]\s?/gu, '-') ?? pagesOf(childWords(parent, 'fpage'), childWords(parent, 'lpage')) ?? childWords(parent, 'elocation-id'),
});

function addressOf(citation: Element): string | undefined {
  const link = [...descendants(citation)].find((child) => ['ext-link', 'uri'].includes(localName(child)));
  return link && (attribute(link, 'href') ?? wordsOf(link));
}

const nameElements = new Set(['name', 'string-name', 'collab', 'institution', 'on-behalf-of', 'name-alternatives', 'collab-alternatives', 'person-group']);

/** The names of a role: in a `person-group` of it, or, for authors, beside all groups. */
function namesOf(parent: Element, role: string): CslName[] {
  return childElements(parent).flatMap((child) => {
    const name = localName(child);
    if (!nameElements.has(name)) return [];
    if (name === 'person-group') return (attribute(child, 'person-group-type') ?? 'author') === role ? childElements(child).flatMap(nameOf) : [];
    return role === (attribute(child, 'content-type') ?? 'author') && name !== 'institution' ? nameOf(child) : [];
  });
}

function nameOf(element: Element): CslName[] {
  const name = localName(element);
  if (name.endsWith('-alternatives')) return childElements(element).slice(0, 1).flatMap(nameOf);
  if (name === 'etal') return [{ literal: 'et al.' }];
  const words = wordsOf(element, (child) => ['contrib-group', 'xref', 'fn'].includes(localName(child)));
  if (!nameElements.has(name) || words === '') return [];
  const family = childWords(element, 'surname');
  if (family === undefined) return [name === 'string-name' ? nameOfWords(words) : { literal: words }];
  const [given, suffix] = [childWords(element, 'given-names'), childWords(element, 'suffix')];
  return [{ family, ...(given ? { given } : {}), ...(suffix ? { suffix } : {}) }];
}

/** "2021b" is of 2021. */
function dateOf(parent: Element): CslDate | undefined {
  const year = childWords(parent, 'year');
  return year === undefined ? undefined : yearAndMonth(/^(\d{4})[a-z]?$/u.exec(year.replace(/[().,;\s]/gu, ''))?.[1] ?? year, childWords(parent, 'month'), childWords(parent, 'day'));
}

function accessedOf(citation: Element): CslDate | undefined {
  const element = childElements(citation, 'date-in-citation')[0] ?? childElements(citation, 'access-date')[0];
  return element && dateOf(element);
}

/** What an article or book says of itself. */
function mastheadOf(root: Element): Masthead {
  const meta = firstBelow(root, 'article-meta', 'book-meta');
  if (!meta) return { title: null, authors: [], date: null, publication: null };
  const titles = firstBelow(meta, 'title-group', 'book-title-group') ?? meta;
  const main = [...descendants(titles)].find((element) => ['article-title', 'book-title'].includes(localName(element)));
  const title = [main && wordsOf(main, (child) => ['xref', 'fn'].includes(localName(child))), childWords(titles, 'subtitle')].filter(Boolean).join(': ');
  const author = contributors(meta, 'author');
  const journal = firstBelow(root, 'journal-meta');
  const container = journal && firstBelow(journal, 'journal-title');
  const publisher = firstBelow(journal ?? meta, 'publisher');
  const item = fieldsOf({
    type: localName(meta) === 'book-meta' ? 'book' : container ? 'article-journal' : 'document',
    title,
    author,
    editor: contributors(meta, 'editor'),
    'container-title': container && wordsOf(container),
    issued: published(meta),
    ...numbersOf(meta),
    publisher: publisher && childWords(publisher, 'publisher-name'),
    'publisher-place': publisher && childWords(publisher, 'publisher-loc'),
    ISSN: journal && childWords(journal, 'issn'),
    ISBN: childWords(meta, 'isbn'),
    DOI: identifierOf(meta, 'doi'),
    language: attribute(root, 'lang'),
  });
  return { title: title || null, authors: author.flatMap(({ given, family, literal }) => [given, family ?? literal].filter(Boolean).join(' ') || []), date: null, publication: null, item };
}

function contributors(meta: Element, role: string): CslName[] {
  const groups = childElements(meta, 'contrib-group').flatMap((group) => childElements(group, 'contrib'));
  const inRole = groups.filter((contributor) => (attribute(contributor, 'contrib-type') ?? 'author') === role);
  return inRole.flatMap((contributor) => childElements(contributor).filter((child) => nameElements.has(localName(child))).flatMap(nameOf));
}

const identifierOf = (meta: Element, type: string): string | undefined =>
  childElements(meta).filter((child) => /^(?:article|book)-id$/u.test(localName(child)) && (attribute(child, 'pub-id-type') ?? attribute(child, 'book-id-type')) === type).map((child) => wordsOf(child))[0];

/** Of several dates the fullest, in print or online. */
function published(meta: Element): CslDate | undefined {
  const dates = childElements(meta, 'pub-date').flatMap((element) => dateOf(element) ?? []);
  return dates.sort((a, b) => (b['date-parts']?.[0]?.length ?? 0) - (a['date-parts']?.[0]?.length ?? 0))[0];
}
