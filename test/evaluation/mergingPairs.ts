/**
 * Pairs of which it is known whether they are one work, derived from records of the gold: a record as other libraries have it is the same
 * work, its neighbours (other editions, parts, chapters, reviews, ...) are not. What is invented is named here, record and change apart.
 */
import type { CslFields, CslName } from '../../src/csl.js';
import type { Dice } from '../../scripts/train/random.js';
import type { WorkRecord } from '../../scripts/train/records.js';
import { abbreviated } from '../../scripts/train/works.js';

const types = {
  article: 'article-journal', chapter: 'chapter', book: 'book', thesis: 'thesis', report: 'report', newspaper: 'article-newspaper', web: 'webpage',
  conference: 'paper-conference',
} as const satisfies Record<WorkRecord['kind'], CslFields['type']>;

/** A record as CSL. Every second one is given a DOI (an article) or an ISBN (a book), made of its number. */
export function fieldsOf(record: WorkRecord, number: number): CslFields {
  const { kind, title, authors, editors, year, container, volume, issue, pages, publisher, location } = record;
  const filled = Object.entries({ 'container-title': container, volume, issue, page: pages, publisher, 'publisher-place': location }).filter(([, value]) => value !== '');
  const identified = number % 2 === 0;
  return {
    type: types[kind], title, author: authors, issued: { 'date-parts': [[Number(year)]] },
    ...(editors.length > 0 ? { editor: editors } : {}), ...Object.fromEntries(filled),
    ...(identified && kind === 'article' ? { DOI: `10.5555/j.${number}.A` } : {}),
    ...(identified && kind === 'book' ? { ISBN: isbn(number) } : {}),
  };
}

/** A made-up ISBN-13 with its check digit. */
function isbn(number: number): string {
  const digits = `979${String(number).padStart(9, '0')}`;
  const sum = [...digits].reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 1 : 3), 0);
  return `${digits.slice(0, 3)}-${digits.slice(3, 5)}-${digits.slice(5)}-${(10 - (sum % 10)) % 10}`;
}

/** The fields changed; null where the change does not apply to them. */
export type Change = (fields: CslFields, dice: Dice) => CslFields | null;

const letters = /\p{L}/gu;
const yearOf = ({ issued }: CslFields): number => issued!['date-parts']![0]![0]!;
const inYear = (year: number): Pick<CslFields, 'issued'> => ({ issued: { 'date-parts': [[year]] } });
const without = (fields: CslFields, ...names: (keyof CslFields)[]): CslFields =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name as keyof CslFields))) as CslFields;
/** `change` of the title; null where the title is as it was. */
const retitled = (change: (title: string, dice: Dice) => string): Change => (fields, dice) => {
  const title = change(fields.title!, dice);
  return title === fields.title ? null : { ...fields, title };
};
const renamed = (change: (name: CslName) => CslName): Change => (fields) => {
  const author = fields.author?.map(change);
  return !author || JSON.stringify(author) === JSON.stringify(fields.author) ? null : { ...fields, author };
};
const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '');
const titleCase = (title: string): string => title.replace(/(?<!\p{L})\p{Ll}(?=\p{L}{3})/gu, (letter) => letter.toUpperCase());
const initials = (given: string): string => given.split(/[\s.]+/).filter(Boolean).map((name) => `${name.charAt(0)}.`).join(' ');

/** One letter doubled, dropped, taken for another, or two of them swapped, somewhere behind the first of a word of five or more. */
function misspelt(text: string, dice: Dice): string {
  const words = [...text.matchAll(/\p{L}{5,}/gu)];
  if (words.length === 0) return text;
  const word = dice.pick(words);
  const at = word.index + dice.number(1, word[0].length - 2);
  const [before, letter, next, after] = [text.slice(0, at), text[at]!, text[at + 1]!, text.slice(at + 2)];
  return before + dice.pick([letter + letter + next, next, 'e' + next, next + letter]) + after;
}

/** British and American spellings, and what print writes in two ways. */
const spellings: [RegExp, string][] = [
  [/our\b/g, 'or'], [/isation\b/g, 'ization'], [/ising\b/g, 'izing'], [/entre\b/g, 'enter'], [/ and /g, ' & '], [/behaviour/g, 'behavior'], [/-/g, ' '], [/’/g, "'"], [/[“”]/g, '"'],
];

/** How the same work stands in another library. */
export const sameWorks: Record<string, Change> = {
  'title in other case': (fields, dice) => {
    const { title } = fields;
    return { ...fields, title: dice.pick([title!.toUpperCase(), title!.toLowerCase(), titleCase(title!)]) };
  },
  'subtitle missing': retitled((title) => title.split(/\s*[:.?]\s/u, 1)[0]!.length < 12 ? title : title.split(/\s*[:.]\s/u, 1)[0]!),
  'accents lost': (fields) => {
    const bare = { ...fields, title: plain(fields.title!), author: (fields.author ?? []).map((name) => ({ ...name, ...(name.family ? { family: plain(name.family) } : {}) })) };
    return JSON.stringify(bare) === JSON.stringify(fields) ? null : bare;
  },
  'a slip in the title': retitled(misspelt),
  'other spelling': retitled((title) => spellings.reduce((text, [from, to]) => text.replace(from, to), title)),
  'article before the title lost': retitled((title) => title.replace(/^(?:The|An?|Der|Die|Das|La|Le|Les|Il|El) (?=\S)/, '')),
  braces: retitled((title, dice) => dice.pick([`{${title}}`, title.replace(/(?<!\p{L})(\p{Lu})/gu, '{$1}')])),
  markup: retitled((title) => title.replace(/(\p{L}{4,})(?=[^\p{L}]*$)/u, '<i>$1</i>')),
  'a full stop behind the title': retitled((title) => `${title}.`),
  'a title in quotation marks': retitled((title) => `“${title}”`),
  'journal abbreviated': (fields) => {
    const journal = fields['container-title'];
    const short = journal && abbreviated(journal);
    return fields.type !== 'article-journal' || !short || short === journal ? null : { ...fields, 'container-title': short };
  },
  'journal without its subtitle and article': (fields) =>
    fields.type === 'article-journal' && fields['container-title'] ? { ...fields, 'container-title': `The ${fields['container-title']}: An International Review` } : null,
  'initials for given names': renamed((name) => (name.given ? { ...name, given: initials(name.given) } : name)),
  'given names run together': renamed((name) => (name.given ? { ...name, given: initials(name.given).replace(/[. ]/g, '') } : name)),
  'given names missing': renamed(({ given, ...name }) => (given === undefined ? name : { ...name })),
  'names in capitals': renamed((name) => (name.family ? { ...name, family: name.family.toUpperCase() } : name)),
  'names as one word run': renamed((name) => (name.family && name.given ? { literal: `${name.given} ${name.family}` } : name)),
  'a slip in the first name': (fields, dice) => {
    const [first, ...others] = fields.author ?? [];
    const family = first?.family && misspelt(first.family, dice);
    return family && family !== first?.family ? { ...fields, author: [{ ...first, family }, ...others] } : null;
  },
  'et al.': (fields) => ((fields.author ?? []).length < 2 ? null : { ...fields, author: fields.author!.slice(0, 1) }),
  'and others': (fields) => ((fields.author ?? []).length < 3 ? null : { ...fields, author: [...fields.author!.slice(0, 1), { literal: 'others' }] }),
  'editors as authors': (fields) => (fields.type === 'book' && fields.author ? { ...without(fields, 'author'), editor: fields.author! } : null),
  'DOI as an address': (fields) => (fields.DOI ? { ...fields, DOI: `https://doi.org/${fields.DOI.toLowerCase()}` } : null),
  'DOI in the address alone': (fields) => (fields.DOI ? { ...without(fields, 'DOI'), URL: `http://dx.doi.org/${fields.DOI}` } : null),
  'DOI and ISBN missing': (fields) => (fields.DOI || fields.ISBN ? without(fields, 'DOI', 'ISBN') : null),
  'ISBN of the paperback': (fields) => (fields.ISBN ? { ...fields, ISBN: fields.ISBN.replace(/\d(?=\d-\d$)/, (digit) => String((Number(digit) + 3) % 10)) } : null),
  'ISBN without hyphens, two of them': (fields) => (fields.ISBN ? { ...fields, ISBN: `9783161484100 ${fields.ISBN.replace(/-/g, '')}` } : null),
  'pages cut short': (fields) => {
    const [first, last] = (fields.page ?? '').split(/\s?[-–—]\s?/) as [string, string?];
    return last && last.length === first.length && last.length > 1 ? { ...fields, page: `${first}–${last.slice(last.length > 2 ? 1 : 0)}` } : null;
  },
  'first page alone': (fields) => (fields.page?.match(/[-–—]/) ? { ...fields, page: fields.page.split(/\s?[-–—]/)[0]! } : null),
  'online a year before print': (fields, dice) => {
    if (fields.type !== 'article-journal' || !fields['container-title']) return null;
    const online = { ...fields, ...inYear(yearOf(fields) - 1) };
    return dice.chance(0.5) ? online : without(online, 'volume', 'issue', 'page');
  },
  'month given': (fields, dice) => ({ ...fields, issued: { 'date-parts': [[yearOf(fields), dice.number(1, 12)]] } }),
  'publisher in another form': (fields, dice) =>
    fields.publisher ? { ...fields, publisher: dice.pick([fields.publisher.replace('University', 'Univ.').replace(' Press', ' P.'), `${fields.publisher}, Inc.`, fields.publisher.split(' ')[0]!]) } : null,
  'publisher and place missing': (fields) => (fields.publisher ? without(fields, 'publisher', 'publisher-place') : null),
  'issue with the volume': (fields) => (fields.volume && fields.issue ? { ...without(fields, 'issue'), volume: `${fields.volume}(${fields.issue})` } : null),
  'volume and issue missing': (fields) => (fields.volume ? without(fields, 'volume', 'issue') : null),
  'type unknown': (fields) => (fields.type === 'chapter' ? null : { ...fields, type: 'document' }),
};

const another = (fields: CslFields, dice: Dice): CslFields => ({
  ...without(fields, 'DOI', 'ISBN'), ...(fields.page ? { page: `${dice.number(1000, 1200)}-${dice.number(1201, 1300)}` } : {}),
});
const nextVolume = (fields: CslFields, years: number): CslFields =>
  fields.volume ? { ...fields, volume: String(Number(fields.volume) + years) } : fields;
const later = (fields: CslFields, years: number): CslFields => ({ ...nextVolume(fields, years), ...inYear(yearOf(fields) + years) });
const person = (dice: Dice): CslName => ({ family: dice.pick(['Okafor', 'Lindqvist', 'Marchetti', 'Dubois', 'Castellanos', 'Whitfield']), given: dice.pick(['Ann', 'Ben', 'Carla', 'Dmitri']) });
/** Two whose titles' words do not tell them apart by number or length. */
const contrary: [RegExp, string][] = [
  [/\bmen\b/i, 'Women'], [/\bNorth/, 'South'], [/\bEast/, 'West'], [/\bAmerican?\b/, 'African'], [/\bfirst\b/i, 'second'], [/\bearly\b/i, 'late'], [/\bFrance\b/, 'Greece'], [/\bGermany\b/, 'Norway'],
  [/\bmale\b/i, 'female'], [/\badults?\b/i, 'children'], [/\brats?\b/i, 'mice'], [/\binner\b/i, 'outer'], [/\brural\b/i, 'urban'], [/\bhigh\b/i, 'low'], [/\bin vitro\b/i, 'in vivo'], [/\bI\b/, 'II'], [/\b1\b/, '2'],
];

/** What stands beside a work in libraries and is none of it. `other` is another record, to borrow words from. */
export const otherWorks: Record<string, (fields: CslFields, dice: Dice, other: CslFields) => CslFields | null> = {
  'other title, same author and year': (fields, dice, other) => ({ ...another(fields, dice), title: other.title! }),
  'a title that begins the same': (fields, dice, other) => {
    const words = fields.title!.split(' ');
    return words.length < 6 ? null : { ...another(fields, dice), title: `${words.slice(0, 2).join(' ')} ${other.title!.split(' ').slice(-3).join(' ')}` };
  },
  'one word of the title another': (fields, dice) => {
    const [from, to] = contrary.find(([word]) => word.test(fields.title!)) ?? [];
    return from ? { ...another(fields, dice), title: fields.title!.replace(from, to!) } : null;
  },
  'same title, other year and volume': (fields, dice) => (fields.volume && Number(fields.volume) > 0 ? later(another(fields, dice), dice.number(1, 6)) : null),
  'another edition': (fields, dice) => (fields.type === 'book' ? { ...later(another(fields, dice), dice.number(2, 9)), edition: dice.pick(['2', '2nd', '3', 'Rev. ed.']) } : null),
  'another volume': (fields, dice) => (fields.type === 'book' && !fields.volume ? { ...another(fields, dice), volume: dice.pick(['2', 'II', '3']), title: fields.title! } : null),
  'a chapter of the book': (fields, dice, other) =>
    fields.type === 'book' ? { ...another(fields, dice), type: 'chapter', title: dice.pick(['Introduction', other.title!, fields.title!]), 'container-title': fields.title!, page: '1-20', ...(fields.ISBN ? { ISBN: fields.ISBN } : {}) } : null,
  'another chapter of one book': (fields, dice, other) => (fields.type === 'chapter' ? { ...another(fields, dice), title: other.title!, author: dice.chance(0.5) ? fields.author! : other.author! } : null),
  'part 2': (fields, dice) => ({ ...another(fields, dice), title: `${fields.title!}${dice.pick([', Part 2', ' II', ': Part II', ' (2)', '. 2'])}` }),
  erratum: (fields, dice) => ({
    ...another(fields, dice), title: dice.pick([`Erratum: ${fields.title!}`, `Correction to: ${fields.title!}`, `Corrigendum to “${fields.title!}”`, `${fields.title!} (Erratum)`]),
  }),
  comment: (fields, dice) => ({
    ...another(fields, dice), title: dice.pick([`${fields.title!}: Comment`, `Reply to “${fields.title!}”`, `${fields.title!} revisited`, `${fields.title!}: A Reply`]),
  }),
  translation: (fields, dice, other) => ({ ...another(fields, dice), title: other.title!, translator: [person(dice)], ...inYear(yearOf(fields) + dice.number(1, 10)) }),
  'a review by another': (fields, dice) =>
    fields.type === 'book'
      ? { type: 'article-journal', title: dice.pick([fields.title!, `Review of ${fields.title!}`]), author: [person(dice)], 'container-title': 'Journal of Modern History', volume: String(dice.number(1, 99)), page: `${dice.number(1, 900)}-${dice.number(901, 950)}`, ...inYear(yearOf(fields) + dice.number(0, 2)) }
      : null,
  'the conference version': (fields, dice) =>
    fields.type === 'article-journal'
      ? { ...without(another(fields, dice), 'volume', 'issue'), type: 'paper-conference', 'container-title': 'Proceedings of the 12th Annual Conference', page: '33-41', ...inYear(yearOf(fields) - dice.number(0, 1)) }
      : null,
  'same title by another': (fields, dice) => ({ ...another(fields, dice), author: [person(dice)] }),
  'same name, other given name': (fields, dice) => {
    const [first, ...others] = fields.author!;
    const given = dice.pick(['Xaver', 'Yolanda', 'Quentin']);
    return first!.given && others.length === 0 ? { ...another(fields, dice), author: [{ ...first, given }] } : null;
  },
  'the report of another year': (fields, dice) => ({ ...later(another(fields, dice), 1), title: `${fields.title!} ${yearOf(fields) + 1}` }),
};

/** Whether the words of two titles could be taken for one another: such records are left out, since the gold does not say whether they are one work. */
export const alike = ({ title, author }: CslFields): string =>
  `${(author![0]!.family ?? author![0]!.literal!).slice(0, 4)}${title!.match(letters)!.join('').slice(0, 12)}`.toLowerCase();
