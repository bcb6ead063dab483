import type { CslFields, CslName } from '../csl.js';
import { parseNames } from '../references/normalise/names.js';
import { fold } from '../text/fold.js';
import type { Span } from '../text/span.js';
import { nobody } from './people.js';
import { capital, link, longestSentence, personIn } from './speakers.js';

const year = String.raw`(?:19|20)\d\d`;
const fullName = String.raw`${capital}(?:\s${capital}){1,3}`;
const possessive = '(?:his|her|their)';

/** A work's title in running text: capitalised words, up to the comma or verb that ends it. */
const title = String.raw`(?<title>[‘“"]?\p{Lu}[^,.;“”"()]{2,160}?(?:, [^,.;“”"()]{2,60}?)??[’”"]?)`;
const laterAuthor = String.raw`(?<author>${capital}(?:\s${capital}){0,3})`;

/** What a speaker's own work is called, and the CSL type of each. */
const genres: Record<string, CslFields['type']> = {
  book: 'book', memoir: 'book', monograph: 'book', pamphlet: 'book',
  article: 'article-magazine', essay: 'article-magazine', column: 'article-magazine', paper: 'article-magazine',
  report: 'report', study: 'report', investigation: 'report', survey: 'report', analysis: 'report', account: 'report',
};
const ownGenre = '(?<genre>book|article|essay|memoir|study|report|paper|column)';

/** A work that a sentence names as its speaker's own; `author` where it names one after the title. */
const ownWorks: RegExp[] = [
  // In his new book, Terrorists at the Table: …, Powell argues
  new RegExp(String.raw`\b[Ii]n\s(?:his|her|their|a|the)\s(?:[\w-]+\s){0,3}?(?<genre>book|article|essay|memoir|study|report|paper|column|monograph|pamphlet),?\s${title},(?:\s${laterAuthor})?`, 'u'),
  // takes a more guarded line in his book Negotiating with Evil: …
  new RegExp(String.raw`\b${possessive}\s(?:[\w-]+\s){0,2}?${ownGenre},?\s${title}[,.]`, 'u'),
  // In Terrorists at the Table: …, Jonathan Powell argues
  new RegExp(String.raw`^(?:As\s.{3,60}\s(?:noted|argued|wrote|put it)\s)?[Ii]n\s${title},\s${laterAuthor}?`, 'u'),
];
/** … Powell writes in The Guardian in 2014 */
const inPublication = new RegExp(String.raw`\b(?:writes|wrote)\sin\s(?<container>(?:[Tt]he\s)?${capital}(?:\s(?:of\s|and\s)?${capital}){0,4})(?:\sin\s(?<year>${year}))?`, 'u');

/** A work named in passing with its author, outside any statement. */
const inPassing: RegExp[] = [
  // Audrey Kurth Cronin’s How Terrorism Ends: …
  new RegExp(String.raw`(?<author>${fullName})[’']s\s(?:(?:book|article|study|report|essay|memoir)\s)?${title}(?:,|\.$|\.\s)`, 'gu'),
  // A study by X and Y, Title, found
  new RegExp(String.raw`\b(?<genre>study|report|book|article|essay|paper)\sby\s(?<author>${capital}(?:\s(?:and\s|&\s)?${capital}){1,6}),\s${title},`, 'gu'),
  // Mitchell Reiss, an envoy, takes a guarded line in his book Negotiating with Evil: …
  new RegExp(String.raw`(?<author>${fullName}),[^.]{0,120}\b${possessive}\s(?<genre>book|article|essay|memoir|study|report|paper),?\s${title}[,.]`, 'gu'),
];

/** An exhaustive report filed by the BBC’s Quentin Sommerville and Riam Dalati; `by` where it goes on ", Seth Jones noted". */
const reportBy = (verb: string): RegExp => {
  const genre = String.raw`\b(?<genre>report|investigation|study|analysis|article|account|survey|essay|paper|book)\s(?:\w+\s){0,2}?by\s(?:the\s)?`;
  const body = String.raw`(?:(?<body>${capital}(?:\s${capital}){0,3})[’']s\s)?`;
  const authors = String.raw`(?<authors>${capital}(?:\s(?:${link}\s){0,2}${capital}){0,6})`;
  const titled = String.raw`(?:,\s(?<title>\p{Lu}[^,.;“”"()]{4,160}),)?`;
  const speaking = String.raw`(?:[^.;“”"]{0,60},\s(?<by>${capital}(?:\s${capital}){1,2})\s${verb}\b)?`;
  return new RegExp(genre + body + authors + titled + speaking, 'u');
};
const reportYear = new RegExp(String.raw`\b(?:in\s(${year})|(${year})\s(?:report|investigation|study|analysis|article|account|survey|essay|paper|book))\b`, 'u');

const unquoted = (words: string): string => words.replace(/^[‘“"]|[’”"]$/gu, '').trim();

/** The work that a sentence names as its speaker's own. @param written whether its verb gives a written statement */
export function ownWork(sentence: string, label: string, written: boolean): CslFields | null {
  const author = authorOf(label);
  if (!author) return null;
  for (const shape of ownWorks) {
    const found = shape.exec(sentence)?.groups;
    const words = found?.['title'] && unquoted(found['title']);
    if (!found || !words || !isTitle(words)) continue;
    const named = found['author'] === undefined ? null : authorOf(found['author']);
    return { type: genres[found['genre'] ?? 'book']!, author: [named ?? author], title: words };
  }
  return written ? publishedIn(sentence, author) : null;
}

function publishedIn(sentence: string, author: CslName): CslFields | null {
  const found = inPublication.exec(sentence)?.groups;
  if (!found) return null;
  const container = found['container']!.replace(/^the\s/u, 'The ').replace(/\.$/u, '');
  return { type: 'article-newspaper', author: [author], 'container-title': container, ...issued(found['year']) };
}

const issued = (words: string | undefined): Partial<CslFields> => (words === undefined ? {} : { issued: { 'date-parts': [[Number(words)]] } });

/** Finds a report that a sentence gives to its authors, without a title as a rule. @param verb the verbs that give a statement, as a pattern */
export function reportFinder(verb: string): (sentence: string) => { item: CslFields; speaker: string; at: number } | null {
  const shape = reportBy(verb);
  return (sentence) => {
    const match = shape.exec(sentence);
    if (!match) return null;
    const { genre, body, authors: words, title: named, by } = match.groups!;
    const speaker = by ?? personIn(words!);
    const authors = parseNames(speaker);
    if (authors.length === 0 || authors.some((author) => nobody.has(fold(author.family ?? author.literal ?? '')))) return null;
    // "In a report published by the RAND Corporation in 2008, Seth Jones noted …": the body published it.
    const publisher = by === undefined ? body : words!;
    const when = reportYear.exec(sentence);
    const item: CslFields = {
      type: genres[genre!]!,
      author: authors,
      ...(named && isTitle(named) ? { title: named } : {}),
      ...(publisher ? { publisher } : {}),
      ...issued(when?.[1] ?? when?.[2]),
    };
    return { item, speaker, at: match.index + match[0].lastIndexOf(speaker) };
  };
}

/** Works that a sentence names in passing, with where they stand in it. */
export function worksInPassing(sentence: string): { item: CslFields; span: Span }[] {
  if (sentence.length > longestSentence) return [];
  return inPassing.flatMap((shape) =>
    [...sentence.matchAll(shape)].flatMap((match) => {
      const { author, title: words, genre } = match.groups!;
      const authors = parseNames(author!);
      const bare = unquoted(words!);
      if (!isTitle(bare) || bare.split(' ').length < 3 || authors.length === 0 || authors.some((name) => name.literal !== undefined)) return [];
      const item: CslFields = { type: genres[genre ?? 'book']!, author: authors, title: bare };
      return [{ item, span: { start: match.index, end: match.index + match[0].length } }];
    }),
  );
}

const month = /^(?:January|February|March|April|May|June|July|August|September|October|November|December)\b/u;

/** Two words or more, most of them capitalised, and more than a name. */
function isTitle(words: string): boolean {
  const all = words.split(/\s+/u);
  const long = all.filter((word) => word.replace(/[^\p{L}]/gu, '').length > 3);
  const capitals = long.filter((word) => /^[‘“"(]?\p{Lu}/u.test(word)).length;
  return all.length >= 2 && long.length > 0 && capitals / long.length >= 0.75 && !month.test(words);
}

function authorOf(label: string): CslName | null {
  if (/^(?:he|she)$/iu.test(label)) return { literal: label };
  return parseNames(label)[0] ?? null;
}
