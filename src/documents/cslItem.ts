import { z } from 'zod/mini';
import type { CslDate, CslDateVariable, CslFields, CslName, CslNameVariable, CslTextVariable, CslType } from '../csl.js';

const types: ReadonlySet<string> = new Set<CslType>([
  'article-journal', 'article-magazine', 'article-newspaper', 'bill', 'book', 'chapter', 'document', 'entry-encyclopedia', 'interview', 'legal_case',
  'legislation', 'manuscript', 'motion_picture', 'paper-conference', 'personal_communication', 'post', 'post-weblog', 'regulation', 'report', 'speech',
  'thesis', 'treaty', 'webpage',
]);
/** CSL's other types, as near as Ibid's come. */
const nearTypes: Record<string, CslType> = {
  article: 'manuscript', 'entry-dictionary': 'entry-encyclopedia', entry: 'entry-encyclopedia', review: 'article-journal', 'review-book': 'article-journal',
  broadcast: 'motion_picture', hearing: 'bill', pamphlet: 'book', classic: 'book', collection: 'book', periodical: 'book', software: 'document', dataset: 'document',
};
const nameVariables: CslNameVariable[] = ['author', 'editor', 'translator', 'container-author', 'collection-editor'];
const dateVariables: CslDateVariable[] = ['issued', 'accessed', 'event-date', 'original-date'];
const textVariables: CslTextVariable[] = [
  'title', 'title-short', 'container-title', 'collection-title', 'collection-number', 'publisher', 'publisher-place', 'volume', 'issue', 'page',
  'number-of-pages', 'edition', 'genre', 'medium', 'number', 'event-title', 'event-place', 'archive', 'archive_location', 'authority', 'DOI', 'ISBN',
  'ISSN', 'URL', 'language',
];

const words = z.string().check(z.maxLength(5000));
const name = z.object({
  family: z.optional(words), given: z.optional(words), 'non-dropping-particle': z.optional(words), 'dropping-particle': z.optional(words),
  suffix: z.optional(words), literal: z.optional(words),
});
const names = z.array(name).check(z.maxLength(1000));
const part = z.pipe(z.union([z.number(), words]), z.transform(Number));
const date = z.object({
  'date-parts': z.optional(z.array(z.array(part).check(z.minLength(1), z.maxLength(3))).check(z.minLength(1), z.maxLength(2))),
  season: z.optional(part), circa: z.optional(z.unknown()), literal: z.optional(words), raw: z.optional(words),
});
const text = z.pipe(z.union([words, z.number()]), z.transform((value) => String(value).replace(/<\/?(?:i|b|sub|sup|span)\b[^>]{0,100}>/gu, '').replace(/\s+/gu, ' ').trim()));
const record = z.record(z.string(), z.unknown());

/** CSL-JSON of whatever origin as an item; a variable that is not valid is left out. Null for what is no item, or has neither title nor author. */
export function cslItem(json: unknown): CslFields | null {
  const { data } = z.safeParse(record, json);
  if (!data) return null;
  const item: Record<string, unknown> = {};
  for (const variable of textVariables) {
    const value = z.safeParse(text, data[variable]).data;
    if (value) item[variable] = value;
  }
  for (const variable of nameVariables) {
    const value = z.safeParse(names, data[variable]).data?.map(known).filter((one) => one.family ?? one.literal ?? one.given) as CslName[] | undefined;
    if (value?.length) item[variable] = value;
  }
  for (const variable of dateVariables) {
    const value = dateOf(z.safeParse(date, data[variable]).data);
    if (value) item[variable] = value;
  }
  return item['title'] === undefined && item['author'] === undefined ? null : ({ type: typeOf(data['type']), ...item } as CslFields);
}

const typeOf = (type: unknown): CslType => (typeof type !== 'string' ? 'document' : types.has(type) ? (type as CslType) : (nearTypes[type] ?? 'document'));

/** Without what is empty or undefined. */
const known = <T extends object>(fields: T): T => Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== '')) as T;

function dateOf(found: z.infer<typeof date> | undefined): CslDate | null {
  if (!found) return null;
  const { circa, ...rest } = known(found);
  const parts = rest['date-parts'];
  if (parts?.flat().some((number) => !Number.isInteger(number))) delete rest['date-parts'];
  if (rest.season !== undefined && !Number.isInteger(rest.season)) delete rest.season;
  return Object.keys(rest).length === 0 ? null : ({ ...rest, ...(circa ? { circa: true } : {}) } as CslDate);
}
