import { cslDateVariables, cslNameVariables, cslNumberVariables, cslStandardVariables } from '../csl.js';
import type { CslDate, CslFields, CslName, CslNameVariable } from '../csl.js';
import { fold } from '../text/fold.js';
import { withoutMarkup, writtenWordsOfWeight } from '../text/words.js';

/*
 * The functions and filters of Better BibTeX's cite key formulas, over CSL items: https://retorque.re/zotero-better-bibtex/citing/.
 * Left out are those that ask Zotero for what no item holds (library, group, inspireHep, an acronym list), and word segmentation of
 * Chinese and Japanese.
 */

export type Argument = string | number | boolean;
export type Arguments = Record<string, Argument>;

/** What stands in a formula under one name. `takes` has its parameters in their order, with what they are where they are left out. */
interface Named<Act> {
  takes: Arguments;
  /** Takes any number of texts in place of parameters, which it is given as one, `all`, with "/" between them. */
  rest?: true;
  act: Act;
}

/** null where the formula is to go on with its next alternative. */
export type KeyFunction = Named<(item: CslFields, args: Arguments) => string | null>;
export type KeyFilter = Named<(text: string, args: Arguments, item: CslFields) => string | null>;

/** No text within a formula gets longer, in UTF-16 code units, so that no chain of filters can make it grow without end. */
const longest = 2_000;
export const bounded = (text: string): string => (text.length > longest ? text.slice(0, longest) : text);

const umlauts: Record<string, string> = { ä: 'ae', ö: 'oe', ü: 'ue', Ä: 'Ae', Ö: 'Oe', Ü: 'Ue' };
const foreign = /[^\p{ASCII}]/gu;
const isGerman = (item: CslFields): boolean => /^de\b|^german/i.test(item.language ?? '');

function asciiLetter(letter: string): string {
  const folded = fold(letter);
  return letter === letter.toLowerCase() ? folded : folded.charAt(0).toUpperCase() + folded.slice(1);
}

/** ASCII as far as letters can be told by it, capitals as they are: "Łukasz Öz" is "Lukasz Oz", in German "Lukasz Oez". */
const transliterated = (text: string, german: boolean): string =>
  text.normalize('NFC').replace(foreign, (letter) => (german ? umlauts[letter] : undefined) ?? asciiLetter(letter));

/** What can't stand in the key of a .bib, a Markdown or a LaTeX citation. */
const unfit = /[^ -~]|[\\"#$%&'(),={}~@[\];<>|^`!]/g;
const blank = /\s+/g;

const clean = (text: string, item: CslFields): string =>
  transliterated(text, isGerman(item)).replace(unfit, (sign) => (/\s/.test(sign) ? ' ' : '')).trim();

/** A key, or a part of one. */
export const keyOf = (text: string, item: CslFields): string => clean(text, item).replace(blank, '');

const familyOf = (name: CslName): string =>
  name.family === undefined ? (name.literal ?? name.given ?? '') : [name['non-dropping-particle'], name.family].filter((part) => part).join(' ');

const notCapital = /[^\p{Lu}\p{Lt}]/gu;
const initialsOf = (name: CslName): string => transliterated((name.given ?? '').replace(notCapital, ''), false);

const collaborators = cslNameVariables.filter((variable) => !['author', 'editor', 'translator'].includes(variable));

/** Of a creator of any kind (`*`), authors are asked for first, then editors, translators and all others. */
function creatorsOf(item: CslFields, kind: string): readonly CslName[] {
  const others = (): CslName[] => collaborators.flatMap((variable) => item[variable] ?? []);
  if (kind === 'collaborator') return others();
  const kinds = kind === '*' ? (['author', 'editor', 'translator'] as const) : [kind as CslNameVariable];
  for (const variable of kinds) if (item[variable]?.length) return item[variable];
  return kind === '*' ? others() : [];
}

type OfNames = (names: string[], args: Arguments) => string;

/** Makes a text of the family names of an item's creators. */
const names = (own: Arguments, sep: Arguments, creator: string, act: OfNames, of: (name: CslName, args: Arguments) => string = withInitials): KeyFunction => ({
  takes: { ...own, creator, initials: false, ...sep },
  act: (item, args) => act(creatorsOf(item, String(args['creator'])).map((name) => of(name, args)).filter((name) => name !== ''), args),
});

const withInitials = (name: CslName, { initials }: Arguments): string => familyOf(name) + (initials ? initialsOf(name) : '');

/** The first characters of a text; all of it for 0. */
const first = (text: string, count: Argument): string => (Number(count) > 0 ? text.slice(0, Number(count)) : text);
const letters = (all: readonly string[], sep: Argument): string => all.map((name) => name.charAt(0)).join(String(sep));

const upTo = (all: readonly string[], n: number, sep: Argument): string =>
  (n > 0 && n < all.length ? [...all.slice(0, n), 'EtAl'] : all).join(String(sep));

/** As BibTeX's style "alpha" has its labels. */
function alpha(all: readonly string[], sep: Argument): string {
  if (all.length === 1) return all[0]!.slice(0, 3);
  return all.length > 4 ? `${letters(all.slice(0, 3), sep)}+` : letters(all, sep);
}

/** A name, or the letters of several. */
const short = (all: readonly string[], sep: Argument): string =>
  all.length === 1 ? all[0]! : letters(all.slice(0, 3), sep) + (all.length > 3 ? '+' : '');

const shortAndLetters = ([one = '', ...rest]: readonly string[], sep: Argument): string =>
  [one.slice(0, 5), ...rest.map((name) => name.charAt(0))].join(String(sep));

const andOthers = (all: readonly string[], sep: Argument, others: string): string =>
  (all.length <= 2 ? all : [all[0]!, others]).join(String(sep));

/** The functions of creators by their name after "auth" and "author", for authors (or whoever there is) and for editors. */
const ofCreators = (creator: string): Record<string, KeyFunction> => ({
  '': names({ n: 0, m: 1 }, {}, creator, (all, { n, m }) => first(all[Number(m) - 1] ?? '', n!)),
  s: names({ n: 0 }, { sep: ' ' }, creator, (all, { n, sep }) => upTo(all, Number(n), sep!)),
  last: names({}, {}, creator, (all) => all.at(-1) ?? ''),
  foreini: names({}, {}, creator, ([initials = '']) => initials, initialsOf),
  lastforeini: names({}, {}, creator, (all) => all.at(-1) ?? '', initialsOf),
  alpha: names({}, { sep: ' ' }, creator, (all, { sep }) => alpha(all, sep!)),
  ini: names({ n: 0 }, { sep: '.' }, creator, (all, { n, sep }) => all.map((name) => first(name, n!)).join(String(sep))),
  orini: names({}, { sep: '.' }, creator, (all, { sep }) => shortAndLetters(all, sep!)),
  ea: names({}, { sep: '.' }, creator, (all, { sep }) => [...all.slice(0, 2), ...(all.length > 2 ? ['ea'] : [])].join(String(sep))),
  etal: names({}, { sep: ' ' }, creator, (all, { sep }) => andOthers(all, sep!, 'EtAl')),
  etal2: names({}, { sep: '.' }, creator, (all, { sep }) => andOthers(all, sep!, 'etal')),
  short: names({}, { sep: '.' }, creator, (all, { sep }) => short(all, sep!)),
});

/** Names of functions in formulas, in lower case, by their names here. */
const creatorNames: Record<string, [author: string, editor: string]> = {
  '': ['auth', 'edtr'], s: ['authors', 'editors'], last: ['authorlast', 'editorlast'], foreini: ['authforeini', 'edtrforeini'],
  lastforeini: ['authorlastforeini', 'editorlastforeini'], alpha: ['authorsalpha', 'editorsalpha'], ini: ['authini', 'edtrini'],
  orini: ['authorini', 'editorini'], ea: ['authauthea', 'edtredtrea'], etal: ['authetal', 'edtretal'], etal2: ['authetal2', 'edtretal2'],
  short: ['authshort', 'edtrshort'],
};

function creatorFunctions(): [string, KeyFunction][] {
  const [authors, editors] = [ofCreators('*'), ofCreators('editor')];
  const both = ([name, [author, editor]]: [string, [string, string]]): [string, KeyFunction][] => [[author, authors[name]!], [editor, editors[name]!]];
  return Object.entries(creatorNames).flatMap(both);
}

const dashes = /[\p{Pd}─－]/gu;
const innerDash = /(?<=[\p{L}\p{N}])[\p{Pd}─－](?=[\p{L}\p{N}])/gu;
const punctuation = /[\p{Pe}\p{Pf}\p{Pi}\p{Po}\p{Ps}]/gu;
const oneSign = /^\P{N}$/u;

/** The words of a title that carry weight, one that is written with a dash as one: "Counter-terrorism in X" is "Counterterrorism". */
const titleWords = (title: string): string[] =>
  title === '' ? [] : writtenWordsOfWeight(bounded(title).replace(innerDash, '')).filter((word) => !oneSign.test(word));

const capitalised = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

function shortTitle(item: CslFields, { n, m }: Arguments): string {
  const words = titleWords(item.title ?? '').slice(0, Number(n));
  return words.map((word, index) => (index < Number(m) ? capitalised(transliterated(word, isGerman(item))) : word)).join(' ');
}

const months = ['', 'jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const isoDate = /^(-?\d{1,4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?/;

/** Year, month and day; those that are not known are left out. */
function partsOf(date: CslDate | undefined): number[] {
  const parts = date?.['date-parts']?.[0];
  if (parts) return parts;
  const year = /\b\d{4}\b/.exec(bounded(date?.literal ?? date?.raw ?? ''))?.[0];
  return year === undefined ? [] : [Number(year)];
}

const pad = (number: number, length: number): string => String(Math.abs(number)).padStart(length, '0');
const directive = /%(-?)(o?)([YymdHMS])|%%/g;
const lengths: Record<string, number> = { Y: 4, y: 2, m: 2, d: 2 };

/** `%Y-%m-%d`, without zeros `%-m`, the original date `%oY`; it ends before the first part that is not known. */
function formatted(format: string, date: readonly number[], original: readonly number[]): string {
  let unknown = -1;
  const text = format.replace(directive, (whole: string, bare: string, old: string, part: string, at: number) => {
    if (whole === '%%') return '%';
    const parts = old === '' ? date : original;
    const value = parts['Ymd'.indexOf(part === 'y' ? 'Y' : part)];
    if (value === undefined && unknown < 0) unknown = at;
    return value === undefined ? '' : pad(part === 'y' ? value % 100 : value, bare === '' ? lengths[part]! : 1);
  });
  return unknown < 0 ? text : formatted(format.slice(0, unknown), date, original).replace(/[^\p{L}\p{N}]$/u, '');
}

const dateOf = (item: CslFields, format: string): string => {
  const issued = partsOf(item.issued);
  const original = partsOf(item['original-date']);
  return formatted(format, issued.length > 0 ? issued : original, original.length > 0 ? original : issued);
};

const yearOf = (parts: readonly number[]): string => (parts[0] === undefined ? '' : pad(parts[0], 2));

/** Zotero's types by CSL's; https://aurimasv.github.io/z2csl/typeMap.xml */
const zoteroTypes: Record<string, string> = {
  'article-journal': 'journalArticle', 'article-magazine': 'magazineArticle', 'article-newspaper': 'newspaperArticle', article: 'preprint',
  bill: 'bill', book: 'book', broadcast: 'tvBroadcast', chapter: 'bookSection', dataset: 'dataset', document: 'document',
  'entry-dictionary': 'dictionaryEntry', 'entry-encyclopedia': 'encyclopediaArticle', graphic: 'artwork', hearing: 'hearing', interview: 'interview',
  legal_case: 'case', legislation: 'statute', manuscript: 'manuscript', map: 'map', motion_picture: 'film', 'paper-conference': 'conferencePaper',
  patent: 'patent', personal_communication: 'letter', post: 'forumPost', 'post-weblog': 'blogPost', report: 'report', software: 'computerProgram',
  song: 'audioRecording', speech: 'presentation', standard: 'standard', thesis: 'thesis', webpage: 'webpage',
};

const plain = (name: string): string => name.toLowerCase().replace(/[^a-z]/g, '');
const isType = (item: CslFields, name: string): boolean => plain(name) === plain(item.type) || plain(name) === plain(zoteroTypes[item.type] ?? '');

const languageNames = new Intl.DisplayNames(['en'], { type: 'language' });

function isLanguage(item: CslFields, name: string): boolean {
  const code = /^[a-z]{2,3}\b/i.exec(item.language ?? '')?.[0].toLowerCase();
  const own = (item.language ?? '').toLowerCase();
  const asked = name.toLowerCase();
  return own === asked || (code !== undefined && (code === asked || languageNames.of(code)?.toLowerCase() === asked));
}

/** A condition: nothing is added to the key where it holds. */
const isAnyOf = (item: CslFields, names: Argument | undefined, is: (item: CslFields, name: string) => boolean): string | null =>
  String(names).split('/').some((name) => is(item, name)) ? '' : null;

/** Names of fields as formulas have them: CSL's without dashes, and Zotero's where they are others. */
const zoteroFields: Record<string, string> = {
  shorttitle: 'title-short', publicationtitle: 'container-title', booktitle: 'container-title', proceedingstitle: 'container-title',
  websitetitle: 'container-title', blogtitle: 'container-title', encyclopediatitle: 'container-title', dictionarytitle: 'container-title',
  journalabbreviation: 'container-title-short', place: 'publisher-place', pages: 'page', series: 'collection-title', seriestitle: 'collection-title',
  seriesnumber: 'collection-number', institution: 'publisher', university: 'publisher', archivelocation: 'archive_location', extra: 'note',
  abstractnote: 'abstract', conferencename: 'event-title', meetingname: 'event-title', reportnumber: 'number', patentnumber: 'number', date: 'issued',
  accessdate: 'accessed', reporttype: 'genre', thesistype: 'genre', numpages: 'number-of-pages', rights: 'license', librarycatalog: 'source',
};
const cslFields = [...cslNumberVariables, ...cslStandardVariables, ...cslDateVariables];
const fields = new Map<string, string>([...Object.entries(zoteroFields), ...cslFields.map((variable): [string, string] => [plain(variable), variable])]);

/** The CSL variable that a formula names, as in "PublicationTitle" or "Publisher Place"; undefined where there is none. */
export const fieldNamed = (name: string): string | undefined => fields.get(plain(name));

/** A field of an item as a text: dates as "2018-07-03". */
export function fieldOf(item: CslFields, variable: string): string {
  const value: unknown = item[variable as keyof CslFields];
  if (typeof value === 'string') return bounded(withoutMarkup(value));
  const parts = (cslDateVariables as readonly string[]).includes(variable) ? partsOf(value as CslDate | undefined) : [];
  return formatted('%Y-%m-%d', parts, parts);
}

const pagesOf = (item: CslFields): string[] => (item.page ?? '').split(/[-\s,–]+/).filter((page) => page !== '');
const keywordsOf = (item: CslFields): string[] => (item.keyword ?? '').split(/[,;]/).map((word) => word.trim()).sort();

/** Of a line "name: value" in the item's note, as Zotero's Extra has them. */
function extraOf(item: CslFields, variable: string): string {
  const names = variable.split('/').map(plain);
  const line = (item.note ?? '').split('\n').find((one) => one.includes(':') && names.includes(plain(one.slice(0, one.indexOf(':')))));
  return line === undefined ? '' : bounded(line.slice(line.indexOf(':') + 1).trim());
}

/** As Zotero's own export makes its keys: vale_cubs_2018. */
function zoteroKey(item: CslFields): string {
  const parts = [familyOf(creatorsOf(item, '*')[0] ?? {}), titleWords(item.title ?? '')[0] ?? '', yearOf(partsOf(item.issued))];
  return parts.map((part) => keyOf(part, item).toLowerCase()).join('_');
}

function journalOf(item: CslFields, { abbrev }: Arguments): string {
  const short = abbrev === 'full' || abbrev === 'off' ? '' : fieldOf(item, 'container-title-short');
  return short || fieldOf(item, 'container-title');
}

const typeOf = (item: CslFields, { all }: Arguments): string | null =>
  all === '' ? (zoteroTypes[item.type] ?? item.type) : isAnyOf(item, all, isType);

/** By their names in lower case. */
export const functions = new Map<string, KeyFunction>([
  ...creatorFunctions(),
  ['authorsn', ofCreators('*')['s']!],
  ['title', { takes: {}, act: (item) => titleWords(item.title ?? '').join(' ') }],
  ['shorttitle', { takes: { n: 3, m: 0 }, act: shortTitle }],
  ['veryshorttitle', { takes: { n: 1, m: 0 }, act: shortTitle }],
  ['year', { takes: {}, act: (item) => yearOf(partsOf(item.issued)) || yearOf(partsOf(item['original-date'])) }],
  ['shortyear', { takes: {}, act: (item) => dateOf(item, '%y') }],
  ['origyear', { takes: {}, act: (item) => yearOf(partsOf(item['original-date'])) || yearOf(partsOf(item.issued)) }],
  ['month', { takes: {}, act: (item) => months[partsOf(item.issued)[1] ?? 0] ?? '' }],
  ['date', { takes: { format: '%Y-%m-%d' }, act: (item, { format }) => dateOf(item, String(format)) }],
  ['origdate', { takes: {}, act: (item) => dateOf(item, '%oY-%om-%od') }],
  ['journal', { takes: { abbrev: 'abbrev' }, act: journalOf }],
  ['firstpage', { takes: {}, act: (item) => pagesOf(item)[0] ?? '' }],
  ['lastpage', { takes: {}, act: (item) => pagesOf(item).at(-1) ?? '' }],
  ['keyword', { takes: { n: 0 }, act: (item, { n }) => keywordsOf(item)[Number(n)] ?? '' }],
  ['extra', { takes: { variable: '' }, act: (item, { variable }) => extraOf(item, String(variable)) }],
  ['field', { takes: { name: '' }, act: (item, { name }) => fieldOf(item, fieldNamed(String(name)) ?? '') }],
  ['key', { takes: {}, act: (item) => item['citation-key'] ?? '' }],
  ['zotero', { takes: {}, act: zoteroKey }],
  ['type', { takes: {}, rest: true, act: typeOf }],
  ['language', { takes: {}, rest: true, act: (item, { all }) => isAnyOf(item, all, isLanguage) }],
]);

const comparisons: Record<string, (a: number, b: number) => boolean> = {
  '<': (a, b) => a < b, '<=': (a, b) => a <= b, '=': (a, b) => a === b, '!=': (a, b) => a !== b, '>=': (a, b) => a >= b, '>': (a, b) => a > b,
};

/** A text in every place where it stands, in capitals or not. The places are looked up as they stand: nothing a person writes is a pattern. */
function replaced(text: string, find: string, replace: string): string {
  if (find === '') return text;
  const [within, sought] = [text.toLowerCase(), find.toLowerCase()];
  if (within.length !== text.length) return text.replaceAll(find, () => replace);
  let out = '';
  let from = 0;
  for (let at = within.indexOf(sought); at >= 0; at = within.indexOf(sought, from)) {
    out += text.slice(from, at) + replace;
    from = at + sought.length;
  }
  return out + text.slice(from);
}

function selected(text: string, start: number, count: number): string {
  const words = text.split(blank);
  const from = start < 0 ? Math.max(0, words.length + start) : Math.max(0, start - 1);
  return words.slice(from, from + Math.max(1, count)).join(' ');
}

/** "2018-07-03" in another format. */
function withFormat(text: string, format: string): string {
  const parts = (isoDate.exec(text) ?? []).slice(1).filter((part) => part !== undefined).map(Number);
  return formatted(format, parts, parts);
}

const hasLength = (text: string, relation: string, length: number): boolean => comparisons[relation]?.(text.replace(blank, '').length, length) ?? false;
const has = (text: string, words: string): boolean => text.toLowerCase().includes(words.toLowerCase());

const all = Number.POSITIVE_INFINITY;
const withoutPunctuation = (text: string, dash: Argument): string => text.replace(dashes, () => String(dash)).replace(punctuation, '');

/** By their names in lower case. */
export const filters = new Map<string, KeyFilter>([
  ['lower', { takes: {}, act: (text) => text.toLowerCase() }],
  ['upper', { takes: {}, act: (text) => text.toUpperCase() }],
  ['capitalize', { takes: {}, act: (text) => text.replace(/(?<=^|\s)\p{Ll}/gu, (letter) => letter.toUpperCase()) }],
  ['condense', { takes: { sep: '' }, act: (text, { sep }) => text.replace(blank, () => String(sep)) }],
  ['skipwords', { takes: { nopunct: false }, act: (text, { nopunct }) => titleWords(nopunct ? withoutPunctuation(text, '') : text).join(' ') }],
  ['select', { takes: { start: 1, n: all }, act: (text, { start, n }) => selected(text, Number(start), Number(n)) }],
  ['substring', { takes: { start: 1, n: all }, act: (text, { start, n }) => text.slice(Number(start) - 1, Number(start) - 1 + Number(n)) }],
  ['replace', { takes: { find: '', replace: '' }, act: (text, { find, replace }) => replaced(text, String(find), String(replace)) }],
  ['abbr', { takes: { chars: 1 }, act: (text, { chars }) => text.split(blank).map((word) => word.slice(0, Number(chars))).join('') }],
  ['fold', { takes: {}, act: (text, _args, item) => transliterated(text, isGerman(item)) }],
  ['transliterate', {
    takes: { mode: '' },
    act: (text, { mode }, item) => transliterated(text, mode === '' ? isGerman(item) : mode === 'de' || mode === 'german'),
  }],
  ['ascii', { takes: {}, act: (text) => text.replace(/[^ -~]/g, '') }],
  ['alphanum', { takes: {}, act: (text) => text.replace(/[^\p{L}\p{N}]/gu, '') }],
  ['nopunct', { takes: { dash: '-' }, act: (text, { dash }) => withoutPunctuation(text, dash!) }],
  ['nopunctordash', { takes: {}, act: (text) => withoutPunctuation(text, '') }],
  ['clean', { takes: {}, act: (text, _args, item) => clean(text, item) }],
  ['numeric', { takes: {}, act: (text) => (/^\s*[-+]?\d/.test(text) ? text : '') }],
  ['prefix', { takes: { prefix: '' }, act: (text, { prefix }) => (text === '' ? '' : `${String(prefix)}${text}`) }],
  ['postfix', { takes: { postfix: '' }, act: (text, { postfix }) => (text === '' ? '' : `${text}${String(postfix)}`) }],
  ['default', { takes: { text: '' }, act: (text, { text: other }) => (text === '' ? String(other) : text) }],
  ['discard', { takes: {}, act: () => '' }],
  ['formatdate', { takes: { format: '%Y-%m-%d' }, act: (text, { format }) => withFormat(text, String(format)) }],
  ['len', { takes: { relation: '>', length: 0 }, act: (text, { relation, length }) => (hasLength(text, String(relation), Number(length)) ? text : null) }],
  ['match', {
    takes: { match: '', clean: false },
    act: (text, { match, clean: cleaned }, item) => (has(cleaned ? clean(text, item) : text, String(match)) ? text : null),
  }],
]);
