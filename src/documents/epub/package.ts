import type { Document, Element } from 'domhandler';
import type { CslDate, CslFields, CslName } from '../../csl.js';
import { decodeSource } from '../decode.js';
import { attribute, childElements, descendants, localName, parseMarkup, wordsOf } from '../markup.js';
import { fieldsOf, nameInOrder, nameOfWords } from '../structured.js';
import type { Zip } from '../zip.js';

/** What an EPUB says of itself: https://www.w3.org/TR/epub-33/#sec-package-doc */
export interface Package {
  /** The paths of its chapters, in the order of reading. */
  chapters: string[];
  /** The labels of printed pages, by where they begin: "OEBPS/one.xhtml#page147", or "OEBPS/one.xhtml#" for a file's beginning. */
  pages: Map<string, string>;
  item: CslFields;
}

/** A file of an archive as text; '' where there is none. */
export function textOf(zip: Zip, path: string): string {
  const bytes = zip.read(path);
  return bytes ? decodeSource(bytes).text : '';
}

const xmlOf = (zip: Zip, path: string): Document => parseMarkup(textOf(zip, path), { xml: true });
const named = (root: Document | Element, name: string): Element[] => [...descendants(root)].filter((element) => localName(element) === name);

/** Null where the archive is no EPUB. */
export function readPackage(zip: Zip): Package | null {
  const path = packagePath(zip);
  if (path === null) return null;
  const root = xmlOf(zip, path);
  const items = named(root, 'item').map((item) => ({
    id: attribute(item, 'id'), path: within(path, attribute(item, 'href') ?? '').path, type: attribute(item, 'media-type') ?? '', properties: attribute(item, 'properties') ?? '',
  }));
  const byId = new Map(items.map((item) => [item.id, item]));
  const spine = named(root, 'itemref').flatMap((reference) => byId.get(attribute(reference, 'idref')) ?? []);
  const isChapter = ({ type, properties }: (typeof items)[number]): boolean => /html|xml$/iu.test(type) && !/\bnav\b/u.test(properties);
  const contents = [...items.filter(({ properties }) => /\bnav\b/u.test(properties)), ...items.filter(({ type }) => type === 'application/x-dtbncx+xml')];
  return {
    chapters: [...new Set(spine.filter(isChapter).map((item) => item.path))],
    pages: new Map(contents.flatMap((item) => pageList(xmlOf(zip, item.path), item.path))),
    item: itemOf(named(root, 'metadata')[0]),
  };
}

function packagePath(zip: Zip): string | null {
  const rootfile = named(xmlOf(zip, 'META-INF/container.xml'), 'rootfile')[0];
  const path = rootfile && attribute(rootfile, 'full-path');
  return path && zip.has(path) ? path : (zip.names.find((name) => name.endsWith('.opf')) ?? null);
}

/** What an address within the book leads to: a path in the archive and what stands behind its `#`. */
export function within(base: string, href: string): { path: string; fragment: string } {
  const [address = '', fragment = ''] = href.split('#', 2).map(decoded);
  if (address === '') return { path: base, fragment };
  const path = address.startsWith('/') ? [] : base.split('/').slice(0, -1);
  for (const step of address.split('/')) {
    if (step === '..') path.pop();
    else if (step !== '.' && step !== '') path.push(step);
  }
  return { path: path.join('/'), fragment };
}

function decoded(words: string): string {
  try {
    return decodeURIComponent(words);
  } catch {
    return words;
  }
}

/** EPUB 3's list of pages (`nav`), and that of EPUB 2 (`pageTarget`). */
function pageList(root: Document, path: string): [string, string][] {
  const isList = (nav: Element): boolean => /\bpage-list\b/u.test(attribute(nav, 'epub:type') ?? '') || attribute(nav, 'role') === 'doc-pagelist';
  const links = named(root, 'nav').filter(isList).flatMap((nav) => named(nav, 'a')).map((link) => [attribute(link, 'href'), wordsOf(link)] as const);
  const targets = named(root, 'pageTarget').map((target) => [childElements(target, 'content').map((one) => attribute(one, 'src'))[0], childElements(target, 'navLabel').map((one) => wordsOf(one))[0]] as const);
  return [...links, ...targets].flatMap(([href, label]) => {
    if (!href || !label) return [];
    const { path: file, fragment } = within(path, href);
    return [[`${file}#${fragment}`, label]];
  });
}

const roles: Record<string, 'author' | 'editor' | 'translator'> = { aut: 'author', edt: 'editor', trl: 'translator' };

function itemOf(metadata: Element | undefined): CslFields {
  if (!metadata) return { type: 'book' };
  const refined = refinements(metadata);
  const of = (element: Element, property: string): string | undefined => attribute(element, `opf:${property}`) ?? refined.get(`${attribute(element, 'id')} ${property}`);
  const words = (name: string): string | undefined => childElements(metadata, name).map((one) => wordsOf(one)).find((one) => one !== '');
  const titles = childElements(metadata, 'title').filter((title) => wordsOf(title) !== '');
  const main = titles.find((title) => of(title, 'title-type') === 'main') ?? titles[0];
  const subtitle = titles.find((title) => of(title, 'title-type') === 'subtitle');
  const names: Record<'author' | 'editor' | 'translator', CslName[]> = { author: [], editor: [], translator: [] };
  for (const person of [...childElements(metadata, 'creator'), ...childElements(metadata, 'contributor').filter((one) => of(one, 'role'))]) {
    const role = roles[of(person, 'role') ?? 'aut'];
    if (role && wordsOf(person) !== '') names[role].push(nameOf(wordsOf(person), of(person, 'file-as')));
  }
  return fieldsOf({
    type: 'book',
    title: main && [main, ...(subtitle ? [subtitle] : [])].map((title) => wordsOf(title)).join(': '),
    ...names,
    publisher: words('publisher'),
    issued: dateOf(words('date')),
    ISBN: childElements(metadata, 'identifier').map((one) => /^(?:urn:isbn:)?((?:97[89])?[\d-]{9,13}[\dX])$/iu.exec(wordsOf(one))?.[1]).find((isbn) => isbn !== undefined),
    language: words('language'),
  });
}

/** EPUB 3's `<meta refines="#id" property="role">aut</meta>`, by "id property". */
function refinements(metadata: Element): Map<string, string> {
  return new Map(childElements(metadata, 'meta').flatMap((meta) => {
    const refines = attribute(meta, 'refines');
    return refines?.startsWith('#') ? [[`${refines.slice(1)} ${attribute(meta, 'property')}`, wordsOf(meta)]] : [];
  }));
}

/** "Vale, Tom", or "Tom Vale" where nothing tells how it is sorted. */
function nameOf(words: string, sorted: string | undefined): CslName {
  const found = nameOfWords(sorted ?? words);
  return found.family ? found : (nameInOrder(words) ?? { literal: words });
}

function dateOf(words: string | undefined): CslDate | undefined {
  const [, year, month, day] = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?/u.exec(words ?? '') ?? [];
  return year ? { 'date-parts': [[year, month, day].filter((part) => part !== undefined).map(Number)] } : undefined;
}

/** Fonts are scrambled with these; everything else is encrypted to be read by some program or other only. */
const fontAlgorithms = ['http://www.idpf.org/2008/embedding', 'http://ns.adobe.com/pdf/enc#RC'];

/** Whether the chapters are locked against being read elsewhere. */
export function isLocked(zip: Zip): boolean {
  return named(xmlOf(zip, 'META-INF/encryption.xml'), 'EncryptedData').some((data) => {
    const algorithm = named(data, 'EncryptionMethod').map((one) => attribute(one, 'Algorithm'))[0] ?? '';
    const file = named(data, 'CipherReference').map((one) => attribute(one, 'URI'))[0] ?? '';
    return !fontAlgorithms.includes(algorithm) && /html?$|\.xml$/iu.test(file);
  });
}
