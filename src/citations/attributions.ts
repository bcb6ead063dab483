import type { CslFields, CslName } from '../references/csl.js';
import { parseNames } from '../references/normalise/names.js';
import { fold } from '../text/fold.js';
import { quotations } from '../text/quotations.js';
import { nobody } from './people.js';
import type { Span } from '../text/span.js';


/** A statement given to someone in the running text. Offsets are in the sentence. */
export interface Attribution extends Span {
  /** The words that name the speaker, as they stand: "Powell", "she", "Pentagon officials". */
  label: string;
  kind: 'person' | 'body' | 'pronoun';
  /** True for verbs that give a written statement: "he writes". */
  written: boolean;
  /** True for verbs by which the source has heard the speaker, rather than read: "she says". */
  heard: boolean;
  /** The work the sentence itself names for it: "In his new book, Title, Powell argues that …". */
  work: CslFields | null;
  confidence: number;
}

const speech =
  'says?|said|argue[sd]?|claim(?:s|ed)?|note[sd]?|stated|warn(?:s|ed)?|suggest(?:s|ed)?|explain(?:s|ed)?|contend(?:s|ed)?|observe[sd]?|insist(?:s|ed)?|asserts?|asserted|maintain(?:s|ed)?|adds?|added|tells?|told|report(?:s|ed)?|conclude[sd]?|acknowledge[sd]?|admits?|admitted|den(?:y|ies|ied)|declare[sd]?|announce[sd]?|believe[sd]?|thinks?|thought|puts? it|put it|puts?|put|calls?|called|testif(?:y|ies|ied)|recommend(?:s|ed)?|highlight(?:s|ed)?|emphasi[sz]e[sd]?|stresse[sd]|stress|remark(?:s|ed)?|repl(?:y|ies|ied)|predict(?:s|ed)?|estimate[sd]?|finds?|found|shows?|showed|recall(?:s|ed)?|asks?|asked|describe[sd]?|points? out|pointed out|cautions?|cautioned|doubts?|doubted|hold(?:s)?|held|reveal(?:s|ed)?|demonstrate[sd]?|boast(?:s|ed)?|wonder(?:s|ed)?|concede[sd]?|agrees?|agreed|blasted|condemn(?:s|ed)|critici[sz]e[sd]|denounce[sd]|urge[sd]';
const writing = 'writes?|wrote|has written';
const verb = `(?:${speech}|${writing})`;
const adverb = '(?:also|once|often|then|thus|later|rightly|has|have|had|himself|herself|further|strongly|clearly|famously|recently|similarly|always|now|still|even|repeatedly|since|long|publicly|flatly)';

const capital = String.raw`\p{Lu}[\p{L}\p{M}’'.-]{0,40}`;
const link = String.raw`(?:of|the|for|de|von|van|der|al|el|bin|ibn|la|le|and|&|on)`;
/** A run of capitalised words, joined by the small words that names hold, and a role behind it: "U.S. military officials". */
const noun = String.raw`(?:(?:[Tt]he\s)?${capital}(?:\s(?:${link}\s){0,2}${capital}){0,7}(?:\sand others)?(?:\s(?:military\s|government\s|army\s|police\s|intelligence\s|senior\s)?(?:officials?|spokes(?:man|woman|person)|sources|investigators|researchers|commanders|leaders|negotiators|authorities|report|study|data))?)`;
const pronoun = '(?:[Hh]e|[Ss]he)';
const speaker = `(?:${noun}|${pronoun})`;
/** ", the former spokesman for the Syrian Democratic Forces," or "(formerly with …)", or ", however,". */
const aside = String.raw`(?:\s?\([^()]{1,160}\),?|,[^,.;“”"]{1,160}(?:,[^,.;“”"]{1,160}){0,2},)`;

const shapes = {
  /** “…,” Powell says. “…,” says Vali Nasr, … */
  afterQuote: new RegExp(String.raw`^[\s,]{0,3}(?:(?<s1>${speaker})(?:${aside})?\s(?:${adverb}\s){0,2}(?<v1>${verb})\b|(?<v2>${verb})\s(?<s2>${noun}))`, 'u'),
  /** Powell argues that …; Powell, however, says it …; Belliveau (…), contended that … */
  opening: new RegExp(String.raw`(?<s>${speaker})(?<aside>${aside}|,)?\s(?:${adverb}\s){0,2}(?<v>${verb})\b(?<next>\s(?:[^,.;:‘’“”"]{1,70}?\s)?(?:that|how|why)\b|\s?[:,]|\s\S+)`, 'gu'),
  /** According to Vale, … */
  accordingTo: new RegExp(String.raw`\b(?:[Aa]ccording to|[Ii]n the (?:words|view|account|opinion) of|(?:uncovered|reported|documented|revealed|confirmed) by|by)\s(?<s>${noun})(?<own>[’']s own (?:account|words)|[’']s account)?`, 'gu'),
  /** … a ploy, he said, to … / … at times, Powell says. */
  inserted: new RegExp(String.raw`,[”’"]?\s(?:as\s)?(?:(?<s1>${speaker})\s(?:${adverb}\s){0,2}(?<v1>${verb})|(?<v2>${verb})\s(?<s2>${noun}))(?:,|[.?!]?$)`, 'u'),
  /** an exhaustive report filed by the BBC’s Quentin Sommerville and Riam Dalati */
  reportBy: new RegExp(
    String.raw`\b(?<genre>report|investigation|study|analysis|article|account|survey|essay|paper|book)\s(?:\w+\s){0,2}?by\s(?:the\s)?(?:(?<body>${capital}(?:\s${capital}){0,3})[’']s\s)?(?<s>${capital}(?:\s(?:${link}\s){0,2}${capital}){0,6})(?:,\s(?<title>\p{Lu}[^,.;“”"()]{4,160}),)?(?:[^.;“”"]{0,60},\s(?<by>${capital}(?:\s${capital}){1,2})\s${verb}\b)?`,
    'u',
  ),
} as const;

const bodyWords =
  /\b(?:the|of|for|and|officials?|report|study|data|spokes\w+|sources|investigators|researchers|commanders|leaders|authorities|Institute|University|Council|Committee|Commission|Group|Center|Centre|Department|Ministry|Office|Organi[sz]ation|Agency|Union|Nations|States|Government|House|News|Press|Times|Post|Guardian|Reuters|Bank|Pentagon|Network|Foundation|Association)\b|^\p{Lu}{2,}s?$/u;
/** Offices before a name, that are no part of it. */
const office =
  /^(?:(?:former|then|late|senior|the)\s|(?:(?:Vice |Deputy )?President|(?:Prime |Foreign |Defen[cs]e )?Minister|(?:Defen[cs]e )?Secretary(?:-General| General)?(?: of \p{Lu}\p{L}+)?|General|Colonel|Captain|Major|Senator|Ambassador|Chancellor|King|Queen|Pope|Sir|Lord|Dame|Dr\.?|Mr\.?|Mrs\.?|Ms\.?|Professor|Senior Fellow(?: at (?:the )?(?:\p{Lu}\p{L}+\s){1,3}?(?:Institute|Center|Centre|University|Council|Foundation))?)\s)+/u;

/** A longer sentence is no prose. */
const longestSentence = 4000;

/** The statement of one sentence, if it is given to someone. The sentence may hold several quoted sentences. */
export function findAttribution(sentence: string): Attribution | null {
  if (sentence.length > longestSentence) return null;
  return afterQuotation(sentence) ?? ofReport(sentence) ?? atOpening(sentence) ?? byAccount(sentence) ?? insertedIn(sentence);
}

function attribution(sentence: string, words: string, at: number, spoken: string, confidence: number, work: CslFields | null = null): Attribution | null {
  const named = nameOf(words);
  if (!named) return null;
  const start = at + words.indexOf(named.label);
  const written = new RegExp(`^(?:${writing})$`, 'u').test(spoken);
  return {
    ...named,
    start,
    end: start + named.label.length,
    written,
    heard: /^(?:says?|said|tells?|told|adds?|added|recall|explain|asks?|asked|repl)/u.test(spoken),
    work: work ?? workNamed(sentence, named.label, written),
    confidence: named.kind === 'pronoun' ? confidence - 0.15 : confidence,
  };
}

/** Who is meant by the words before a verb: without office, sentence opener or article; null where they name no one. */
function nameOf(words: string): Pick<Attribution, 'label' | 'kind'> | null {
  if (new RegExp(`^${pronoun}$`, 'u').test(words)) return { label: words, kind: 'pronoun' };
  let label = words.replace(/[’']s$/u, '').replace(/(?<=\p{Ll}{2})\.$/u, '').trim();
  for (;;) {
    const [first = ''] = label.split(' ');
    const isOpener = nobody.has(first.toLowerCase()) && label.includes(' ') && !/^the\s\p{Lu}/iu.test(label);
    if (!isOpener) break;
    label = label.slice(first.length + 1);
  }
  label = label.replace(/^[Tt]he\s(?=\p{Lu})/u, '');
  const titled = label.replace(office, '');
  if (titled !== '' && /^\p{Lu}/u.test(titled)) label = titled;
  // "Washington Institute Aaron Zelin": the person stands last.
  const person = /(?:Institute|University|Center|Centre|Council|Department|Ministry|Foundation)\s(\p{Lu}[\p{L}’'-]+(?:\s\p{Lu}[\p{L}’'.-]+){1,2})$/u.exec(label);
  if (person) label = person[1]!;
  if (label === '' || label.length > 90 || nobody.has(label.toLowerCase()) || nobody.has(label.toLowerCase().replace(/^the\s/u, ''))) return null;
  return { label, kind: bodyWords.test(label) ? 'body' : 'person' };
}

function afterQuotation(sentence: string): Attribution | null {
  for (const quote of quotations(sentence)) {
    const from = quote.end + 1;
    const match = shapes.afterQuote.exec(sentence.slice(from, from + 400));
    if (!match || quote.end - quote.start < 8) continue;
    const { s1, s2, v1, v2 } = match.groups!;
    const words = (s1 ?? s2)!;
    const found = attribution(sentence, words, from + match.index + match[0].indexOf(words), (v1 ?? v2)!, 0.92);
    if (found) return found;
  }
  return null;
}

function atOpening(sentence: string): Attribution | null {
  const quoted = quotations(sentence);
  const { opening } = shapes;
  opening.lastIndex = 0;
  for (let match = opening.exec(sentence); match && match.index <= 260; match = opening.exec(sentence)) {
    // A name that gives nothing may hide another within its aside: "… to Peace, Jonathan Powell, who …, argues".
    opening.lastIndex = match.index + match.groups!['s']!.length;
    const at = match.index;
    if (quoted.some(({ start, end }) => at > start && at < end)) continue;
    const { s, v, next } = match.groups!;
    const says = /\s(?:that|how|why)$|^\s?[:,]|^\s[‘“"]/u.test(next!);
    // Without "that" a few verbs still give a statement: "Powell says it is naive …".
    const bare = /^(?:says?|said|argue[sd]?|insist(?:s|ed)?|thinks?|believe[sd]?|warn(?:s|ed)?|den(?:y|ies|ied)|claim(?:s|ed)?|called|calls|blasted|condemn(?:s|ed)|critici[sz]e[sd]|denounce[sd])$/u.test(v!) && /^\s(?:\p{L}|[’'‘“"$\d])/u.test(next!);
    if (!says && !bare) continue;
    // "the case of Jane Roe has shown that": the name belongs to another noun.
    if (/\b(?:by|of|to|from|with|for|in|on|at|what)\s(?:the\s)?$/u.test(sentence.slice(Math.max(0, at - 10), at))) continue;
    const found = attribution(sentence, s!, at, v!, says ? 0.88 : 0.8);
    if (found) return found;
  }
  return null;
}

function byAccount(sentence: string): Attribution | null {
  for (const match of sentence.matchAll(shapes.accordingTo)) {
    const { s, own } = match.groups!;
    if (match[0].startsWith('by ') && !own) continue;
    const found = attribution(sentence, s!, match.index + match[0].indexOf(s!), '', match[0].startsWith('A') || match[0].startsWith('a') ? 0.9 : 0.75);
    if (found) return found;
  }
  return null;
}

function insertedIn(sentence: string): Attribution | null {
  const match = shapes.inserted.exec(sentence);
  if (!match) return null;
  const { s1, s2, v1, v2 } = match.groups!;
  const words = (s1 ?? s2)!;
  return attribution(sentence, words, match.index + match[0].indexOf(words), (v1 ?? v2)!, 0.85);
}

/** "a report filed by the BBC’s Quentin Sommerville and Riam Dalati": a work of theirs, without a title. */
function ofReport(sentence: string): Attribution | null {
  const match = shapes.reportBy.exec(sentence);
  if (!match) return null;
  const { genre, body, s, title, by } = match.groups!;
  // "In a report published by the RAND Corporation in 2008, Seth Jones noted …": the body published it.
  const publisher = by === undefined ? body : s!;
  const speaker = by ?? personIn(s!);
  const authors = parseNames(speaker);
  if (authors.length === 0 || authors.some((author) => nobody.has(fold(author.family ?? author.literal ?? '')))) return null;
  const work: CslFields = { type: typeOfGenre(genre!), author: authors };
  if (title && isTitle(title)) work.title = title;
  if (publisher) work.publisher = publisher;
  const year = /\b(?:in\s((?:19|20)\d\d)|((?:19|20)\d\d)\s(?:report|investigation|study|analysis|article|account|survey|essay|paper|book))\b/u.exec(sentence);
  if (year) work.issued = { 'date-parts': [[Number(year[1] ?? year[2])]] };
  return attribution(sentence, speaker, match.index + match[0].lastIndexOf(speaker), '', 0.75, work);
}

/** "Gina Vale of the International Centre …" is Gina Vale; "Department of State" is a body. */
function personIn(words: string): string {
  const [first = words] = words.split(/\sof\s/u, 1);
  return first.includes(' ') && !bodyWords.test(first) ? first : words;
}

/** A work's title in running text: capitalised words, up to the comma or verb that ends it. */
const titleWords = String.raw`(?<title>[‘“"]?\p{Lu}[^,.;“”"()]{2,160}?(?:, [^,.;“”"()]{2,60}?)??[’”"]?)`;
const workShapes: { shape: RegExp; type: CslFields['type'] | null }[] = [
  // In his new book, Terrorists at the Table: …, Powell argues
  { shape: new RegExp(String.raw`\b[Ii]n\s(?:his|her|their|a|the)\s(?:[\w-]+\s){0,3}?(?<genre>book|article|essay|memoir|study|report|paper|column|monograph|pamphlet),?\s${titleWords},(?:\s(?<author>${capital}(?:\s${capital}){0,3}))?`, 'u'), type: null },
  // takes a more guarded line in his book Negotiating with Evil: …
  { shape: new RegExp(String.raw`\b(?:his|her|their)\s(?:[\w-]+\s){0,2}?(?<genre>book|article|essay|memoir|study|report|paper|column),?\s${titleWords}[,.]`, 'u'), type: null },
  // In Terrorists at the Table: …, Jonathan Powell argues
  { shape: new RegExp(String.raw`^(?:As\s.{3,60}\s(?:noted|argued|wrote|put it)\s)?[Ii]n\s${titleWords},\s(?<author>${capital}(?:\s${capital}){0,3})?`, 'u'), type: 'book' },
];
const inPublication = new RegExp(String.raw`\b(?:writes|wrote)\sin\s(?<title>(?:[Tt]he\s)?${capital}(?:\s(?:of\s|and\s)?${capital}){0,4})(?:\sin\s(?<year>(?:19|20)\d\d))?`, 'u');

/** The work that the sentence names as its speaker's own. */
function workNamed(sentence: string, label: string, written: boolean): CslFields | null {
  const author = authorOf(label);
  if (!author) return null;
  for (const { shape, type } of workShapes) {
    const match = shape.exec(sentence);
    const title = match?.groups!['title']?.replace(/^[‘“"]|[’”"]$/gu, '').trim();
    if (!match || !title || !isTitle(title)) continue;
    const named = match.groups!['author'] === undefined ? null : authorOf(match.groups!['author']);
    return { type: type ?? typeOfGenre(match.groups!['genre'] ?? 'book'), author: [named ?? author], title };
  }
  const published = written ? inPublication.exec(sentence)?.groups : undefined;
  if (!published) return null;
  const work: CslFields = { type: 'article-newspaper', author: [author], 'container-title': published['title']!.replace(/^the\s/u, 'The ').replace(/\.$/u, '') };
  if (published['year']) work.issued = { 'date-parts': [[Number(published['year'])]] };
  return work;
}

function typeOfGenre(genre: string): CslFields['type'] {
  if (/^(?:report|study|investigation|survey|analysis|account)$/u.test(genre)) return 'report';
  return /^(?:article|essay|column|paper)$/u.test(genre) ? 'article-magazine' : 'book';
}

/** Two words or more, most of them capitalised, and more than a name. */
function isTitle(title: string): boolean {
  const words = title.split(/\s+/u);
  const long = words.filter((word) => word.replace(/[^\p{L}]/gu, '').length > 3);
  const capitals = long.filter((word) => /^[‘“"(]?\p{Lu}/u.test(word)).length;
  return words.length >= 2 && long.length > 0 && capitals / long.length >= 0.75 && !/^(?:January|February|March|April|May|June|July|August|September|October|November|December)\b/u.test(title);
}

function authorOf(label: string): CslName | null {
  if (/^(?:he|she)$/iu.test(label)) return { literal: label };
  const [first] = parseNames(label);
  return first ?? null;
}

/** A work named in passing with its author, outside any statement: "Audrey Kurth Cronin’s How Terrorism Ends: …", "A study by X and Y, Title, found". */
const named: RegExp[] = [
  new RegExp(String.raw`(?<author>${capital}(?:\s${capital}){1,3})[’']s\s(?:(?:book|article|study|report|essay|memoir)\s)?${titleWords}(?:,|\.$|\.\s)`, 'gu'),
  new RegExp(String.raw`\b(?<genre>study|report|book|article|essay|paper)\sby\s(?<author>${capital}(?:\s(?:and\s|&\s)?${capital}){1,6}),\s${titleWords},`, 'gu'),
  new RegExp(String.raw`(?<author>${capital}(?:\s${capital}){1,3}),[^.]{0,120}\b(?:his|her|their)\s(?<genre>book|article|essay|memoir|study|report|paper),?\s${titleWords}[,.]`, 'gu'),
];

/** Works that a sentence names in passing, with where they stand. */
export function worksInPassing(sentence: string): { item: CslFields; span: Span }[] {
  if (sentence.length > longestSentence) return [];
  return named.flatMap((shape) =>
    [...sentence.matchAll(shape)].flatMap((match) => {
      const { author, title, genre } = match.groups!;
      const authors = parseNames(author!);
      const bare = title!.replace(/^[‘“"]|[’”"]$/gu, '').trim();
      if (!isTitle(bare) || bare.split(' ').length < 3 || authors.length === 0 || authors.some((name) => name.literal !== undefined)) return [];
      const item: CslFields = { type: genre ? typeOfGenre(genre) : 'book', author: authors, title: bare };
      return [{ item, span: { start: match.index, end: match.index + match[0].length } }];
    }),
  );
}

