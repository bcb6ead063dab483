import type { Document } from 'domhandler';
import { z } from 'zod/mini';
import type { CslDate, CslFields, CslName, CslTextVariable, CslType } from '../../csl.js';
import type { Masthead } from '../document.js';
import { attribute, descendants, localName, spanOf } from '../markup.js';
import { nameInOrder, nameOfWords } from '../structured.js';

/** Names of `meta` elements that say a variable, the best first: Highwire's, Dublin Core's, PRISM's, Open Graph's. */
const metaNames: { [variable in CslTextVariable]?: string[] } = {
  title: ['citation_title', 'dc.title', 'dcterms.title', 'og:title', 'twitter:title'],
  'container-title': ['citation_journal_title', 'citation_conference_title', 'citation_inbook_title', 'citation_book_title', 'prism.publicationname', 'dc.relation.ispartof', 'og:site_name'],
  DOI: ['citation_doi', 'prism.doi', 'bepress_citation_doi', 'dc.identifier.doi'],
  volume: ['citation_volume', 'prism.volume', 'dc.citation.volume'],
  issue: ['citation_issue', 'prism.number', 'dc.citation.issue'],
  publisher: ['citation_publisher', 'dc.publisher'],
  ISSN: ['citation_issn', 'prism.issn'],
  ISBN: ['citation_isbn'],
  URL: ['citation_public_url', 'citation_abstract_html_url', 'og:url'],
  language: ['citation_language', 'dc.language'],
};
const authorNames = ['citation_author', 'citation_authors', 'bepress_citation_author', 'dc.creator', 'dcterms.creator', 'dc.contributor', 'article:author', 'author', 'parsely-author', 'sailthru.author'];
const dateNames = ['citation_publication_date', 'citation_date', 'citation_online_date', 'prism.publicationdate', 'dc.date', 'dc.date.issued', 'dcterms.issued', 'article:published_time', 'date'];

/** What the names in use say the page is. */
const typesByMeta: [string, CslType][] = [
  ['citation_journal_title', 'article-journal'],
  ['citation_conference_title', 'paper-conference'],
  ['citation_inbook_title', 'chapter'],
  ['citation_book_title', 'chapter'],
  ['citation_dissertation_institution', 'thesis'],
  ['citation_technical_report_institution', 'report'],
  ['prism.publicationname', 'article-journal'],
];
const typesByLinkedData: Record<string, CslType> = {
  ScholarlyArticle: 'article-journal', MedicalScholarlyArticle: 'article-journal', NewsArticle: 'article-newspaper', ReportageNewsArticle: 'article-newspaper',
  BlogPosting: 'post-weblog', Article: 'webpage', Report: 'report', TechArticle: 'webpage', Book: 'book', Chapter: 'chapter', Thesis: 'thesis',
};

const words = z.union([z.string(), z.number()]);
const party = z.union([z.string(), z.object({ name: z.optional(words), familyName: z.optional(z.string()), givenName: z.optional(z.string()), '@type': z.optional(z.unknown()) })]);
const linkedData = z.object({
  '@type': z.union([z.string(), z.array(z.string())]),
  headline: z.optional(words),
  name: z.optional(words),
  author: z.optional(z.union([party, z.array(party)])),
  datePublished: z.optional(z.string()),
  publisher: z.optional(party),
  isPartOf: z.optional(z.object({ name: z.optional(words) })),
});
type LinkedData = z.infer<typeof linkedData>;
type Party = z.infer<typeof party>;

/** The most that a page can say of itself. */
const longest = 500;
const mostAuthors = 200;
const longestScript = 1_000_000;

/** What a page says of itself in its head, for machines. */
export function readMetadata(root: Document, source: string): Masthead {
  const meta = new Map<string, string[]>();
  let [title, script] = ['', ''];
  for (const element of descendants(root)) {
    const name = localName(element);
    if (name === 'meta') {
      const named = (element.attribs['name'] ?? element.attribs['property'] ?? '').toLowerCase();
      const content = attribute(element, 'content')?.replace(/\s+/gu, ' ').trim();
      if (named !== '' && content) meta.set(named, [...(meta.get(named) ?? []).slice(0, mostAuthors), content.slice(0, longest)]);
    } else if (name === 'title' && title === '') title = textIn(source, spanOf(element)).slice(0, longest);
    else if (name === 'script' && script === '' && element.attribs['type'] === 'application/ld+json') script = element.children.map((child) => ('data' in child ? child.data : '')).join('');
  }
  return masthead(meta, articleIn(script), title);
}

const textIn = (source: string, { start, end }: { start: number; end: number }): string => source.slice(start, end).replace(/<[^>]{0,200}>/gu, '').replace(/\s+/gu, ' ').trim();

function masthead(meta: ReadonlyMap<string, string[]>, linked: LinkedData | null, pageTitle: string): Masthead {
  const first = (names: readonly string[]): string | undefined => names.map((name) => meta.get(name)?.[0]).find((value) => value !== undefined);
  const item: CslFields = { type: typesByMeta.find(([name]) => meta.has(name))?.[1] ?? typeOf(linked) ?? 'webpage' };
  for (const [variable, names] of Object.entries(metaNames)) {
    const value = first(names);
    if (value !== undefined) Object.assign(item, { [variable]: value });
  }
  if (item.DOI) item.DOI = item.DOI.replace(/^(?:doi:\s?|https?:\/\/(?:dx\.)?doi\.org\/)/iu, '');
  const headline = wordsOf(linked?.headline ?? linked?.name);
  if (headline) item.title ??= headline;
  const container = wordsOf(linked?.isPartOf?.name) ?? (item.type === 'article-newspaper' ? nameOf(linked?.publisher) : undefined);
  if (container) item['container-title'] ??= container;
  const [from, to] = [first(['citation_firstpage', 'prism.startingpage']), first(['citation_lastpage', 'prism.endingpage'])];
  if (from) item.page = to && to !== from ? `${from}-${to}` : from;
  const issued = parsedDate(first(dateNames) ?? linked?.datePublished);
  if (issued) item.issued = issued;
  const authors = authorsOf(meta, linked);
  const names = authors.map(({ name }) => name);
  if (names.length > 0 && names.every((name) => name !== null)) item.author = names as CslName[];
  return { title: pageTitle || null, authors: authors.map(({ words: printed }) => printed), date: null, publication: null, item };
}

const wordsOf = (value: string | number | undefined): string | undefined => (value === undefined ? undefined : String(value).slice(0, longest).trim() || undefined);
const nameOf = (one: Party | undefined): string | undefined => (typeof one === 'string' ? one : wordsOf(one?.name));

function typeOf(linked: LinkedData | null): CslType | undefined {
  return [linked?.['@type'] ?? []].flat().map((type) => typesByLinkedData[type]).find((type) => type !== undefined);
}

/** The first thing in JSON-LD that is an article or the like. */
function articleIn(script: string): LinkedData | null {
  if (script === '' || script.length > longestScript) return null;
  let data: unknown;
  try {
    data = JSON.parse(script);
  } catch {
    return null;
  }
  const things = [data].flat().flatMap((one) => (typeof one === 'object' && one !== null && '@graph' in one ? [one['@graph']].flat() : [one]));
  for (const thing of things) {
    const { data: linked } = z.safeParse(linkedData, thing);
    if (linked && typeOf(linked)) return linked;
  }
  return null;
}

/** Authors as printed, and as CSL's names where their parts are told apart. */
function authorsOf(meta: ReadonlyMap<string, string[]>, linked: LinkedData | null): { words: string; name: CslName | null }[] {
  const named = authorNames.map((name) => meta.get(name)).find((values) => values !== undefined);
  const printed = named?.length === 1 && named[0]!.includes(';') ? named[0]!.split(/\s*;\s*/u) : named;
  if (printed) return printed.filter((author) => author !== '' && !/^https?:/iu.test(author)).map((author) => ({ words: author, name: splitName(author) }));
  return [linked?.author ?? []].flat().slice(0, mostAuthors).flatMap((one) => {
    const name = nameOf(one);
    if (typeof one === 'object' && one.familyName) return { words: name ?? one.familyName, name: { family: one.familyName, ...(one.givenName ? { given: one.givenName } : {}) } };
    if (!name) return [];
    return { words: name, name: typeof one === 'object' && one['@type'] === 'Organization' ? { literal: name } : splitName(name) };
  });
}

/** "Vale, Jane"; "Jane Vale" only where there is but one way to take it apart. */
function splitName(words: string): CslName | null {
  const name = nameOfWords(words);
  return name.family ? name : (nameInOrder(words) ?? null);
}

/** "2018/03/01", "2018-03", "2018"; other dates are kept in their words. */
function parsedDate(date: string | undefined): CslDate | null {
  if (!date) return null;
  const [, year, month, day] = /^((?:1[5-9]|20)\d\d)(?:[-/](\d{1,2})(?:[-/](\d{1,2}))?)?/u.exec(date) ?? [];
  if (!year) return { raw: date };
  return { 'date-parts': [[year, month, day].filter((part) => part !== undefined).map(Number)] };
}
