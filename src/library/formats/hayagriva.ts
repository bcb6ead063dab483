import * as l10n from '@vscode/l10n';
import { cslDateVariables, cslNameVariables, type CslDate, type CslName, type CslType } from '../../csl.js';
import { dateOf } from '../../documents/bib/dates.js';
import { append } from '../../text/multimap.js';
import type { LibraryItem } from '../library.js';
import { edtfOf } from './edtf.js';
import { isObject, keptOf, remainderOf, same, withRemainder } from './kept.js';
import { brokenFile, itemsOf, type Entry, type Rows } from './rows.js';
import { asNumber, readYamlEntries, writeYaml } from './yaml.js';

/*
 * Hayagriva's YAML, Typst's bibliographies (https://github.com/typst/hayagriva/blob/main/docs/file-format.md; what its fields are in CSL by its own
 * csl/taxonomy.rs). Typst refuses a whole file for a value that is not of its field's type, so what does not fit is not written as a field.
 *
 * It is not read by citation-js (plugin-hayagriva 0.1.2): it needs a second YAML parser, throws the file away for one error, takes "short" and the parts of
 * serial-number and publisher (Hayagriva 0.5 and later) for nothing, reads one parent of several and none of its editors for articles, takes bodies with
 * a comma apart, and drops all other keys.
 *
 * Keys that CSL has nothing for, further parents among them, are kept in `custom.hayagriva`, in the shape they have in the entry; what CSL has that Hayagriva
 * has not goes out below the key `csl`, which Typst passes over.
 */

type Fields = Readonly<Record<string, unknown>>;

/** CSL's type by an entry's and its parent's; of several for a CSL type the first is written. */
const types: readonly (readonly [type: CslType, entry: string, parent?: string])[] = [
  ['article-journal', 'article', 'periodical'], ['article-newspaper', 'article', 'newspaper'], ['post-weblog', 'article', 'blog'],
  ['paper-conference', 'article', 'proceedings'], ['paper-conference', 'article', 'conference'], ['article', 'article', 'repository'], ['article', 'article'],
  ['chapter', 'chapter', 'book'], ['chapter', 'anthos', 'anthology'], ['chapter', 'chapter', 'anthology'], ['chapter', 'chapter', 'proceedings'], ['chapter', 'chapter'],
  ['chapter', 'anthos'], ['entry-encyclopedia', 'entry', 'reference'], ['entry', 'entry'], ['book', 'book'], ['book', 'anthology'], ['book', 'proceedings'],
  ['book', 'reference'], ['report', 'report'], ['thesis', 'thesis'], ['webpage', 'web'], ['webpage', 'blog'], ['post', 'post'], ['post', 'tweet'], ['post', 'thread'],
  ['legal_case', 'case'], ['legislation', 'legislation'], ['manuscript', 'manuscript'], ['patent', 'patent'], ['graphic', 'artwork'],
  ['motion_picture', 'video'], ['motion_picture', 'scene'], ['song', 'audio'], ['performance', 'performance'], ['software', 'repository'], ['periodical', 'periodical'],
  ['periodical', 'newspaper'], ['event', 'exhibition'], ['event', 'conference'], ['document', 'misc'],
];
const nearTypes: { [type in CslType]?: CslType } = {
  'article-magazine': 'article-journal', review: 'article-journal', 'review-book': 'article-journal', 'entry-dictionary': 'entry-encyclopedia',
  bill: 'legislation', regulation: 'legislation', treaty: 'legislation', hearing: 'legal_case', broadcast: 'motion_picture', dataset: 'software',
  collection: 'book', classic: 'book', pamphlet: 'book', figure: 'graphic', map: 'graphic', musical_score: 'song', interview: 'song', standard: 'report',
};
/** What a parent is that does not say it. */
const usualParents = new Map(Object.entries<string>({
  article: 'periodical', chapter: 'book', entry: 'reference', anthos: 'anthology', web: 'web', scene: 'video', artwork: 'exhibition', legislation: 'anthology',
  post: 'post', tweet: 'tweet', video: 'video', audio: 'audio',
}));
/** Works that appear in no other, and so what they belong to is a series (`get_collection` in Hayagriva's csl/taxonomy.rs). */
const wholes: ReadonlySet<string> = new Set(['anthology', 'newspaper', 'performance', 'periodical', 'proceedings', 'book', 'reference', 'exhibition', 'conference']);

/** Fields that hold text which styles may set in another case; here all stand as `{ value }`, in a file mostly as the text alone. */
const formattable: ReadonlySet<string> = new Set(['title', 'organization', 'archive', 'archive-location', 'call-number', 'note', 'abstract', 'genre', 'location', 'name', 'short']);
/** Fields that are a text or a mapping, and what the text alone is in the mapping. */
const mappings = new Map(Object.entries<string>({ url: 'value', 'serial-number': 'serial', publisher: 'name' }));
const identifiers: ReadonlySet<string> = new Set(['doi', 'isbn', 'issn', 'pmid', 'pmcid', 'arxiv']);
/** Works that take place somewhere; all others are published there. */
const places: ReadonlySet<string> = new Set(['conference', 'exhibition', 'performance']);

/** Where variables stand in an entry as `Normal` has it. */
const own: Record<string, string> = {
  title: 'title.value', 'title-short': 'title.short.value', author: 'author', issued: 'date', page: 'page-range', 'number-of-pages': 'page-total', URL: 'url.value',
  accessed: 'url.date', authority: 'organization.value', archive: 'archive.value', archive_location: 'archive-location.value', note: 'note.value', abstract: 'abstract.value', genre: 'genre.value',
  'call-number': 'call-number.value', language: 'language', 'chapter-number': 'chapter', DOI: 'serial-number.doi', number: 'serial-number.serial', PMID: 'serial-number.pmid',
  PMCID: 'serial-number.pmcid', version: 'serial-number.version', 'printing-number': 'serial-number.printing', 'event-title': 'event.title.value',
  'event-place': 'event.location.value', 'event-date': 'event.date', translator: 'affiliated.translator', compiler: 'affiliated.compiler', composer: 'affiliated.composer',
  contributor: 'affiliated.collaborator', director: 'affiliated.director', 'executive-producer': 'affiliated.executive-producer',
  illustrator: 'affiliated.illustrator', narrator: 'affiliated.narrator', organizer: 'affiliated.organizer', performer: 'affiliated.cast-member',
  producer: 'affiliated.producer', 'script-writer': 'affiliated.writer', 'series-creator': 'affiliated.founder',
};
/** What belongs to the work in which another appears, where it appears in one. */
const ofContainer: Record<string, string> = {
  editor: 'editor', volume: 'volume', issue: 'issue', edition: 'edition', publisher: 'publisher.name.value', 'publisher-place': 'publisher.location.value',
  'number-of-volumes': 'volume-total', ISBN: 'serial-number.isbn', ISSN: 'serial-number.issn',
};
const container: Record<string, string> = { 'container-title': 'parent.title.value', 'container-title-short': 'parent.title.short.value', 'container-author': 'parent.author' };
const series: Record<string, string> = { 'collection-title': 'title.value', 'collection-number': 'volume', 'collection-editor': 'editor' };

/** Typst refuses a file for other values of these. */
const fits = new Map(Object.entries<RegExp>({
  'volume-total': /^\d{1,9}$/, 'page-total': /^\d{1,9}$/, language: /^[a-z]{2,3}(?:-[A-Za-z\d]{2,8}){0,3}$/, 'url.value': /^[a-z][a-z\d+.-]{0,30}:[^\s\p{Cc}]+$/iu,
}));

/** Where each variable may stand. */
type Places = ReadonlyMap<string, readonly (readonly string[])[]>;

/** The paths of each variable, the first of which is written; those of the work's container first where it has one. */
function pathsOf(isWhole: boolean, inContainer: boolean): Places {
  const paths = new Map(Object.entries(own).map(([variable, path]) => [variable, [path]]));
  for (const [variable, path] of Object.entries(ofContainer)) {
    paths.set(variable, isWhole ? [path] : inContainer ? [`parent.${path}`, path] : [path, `parent.${path}`]);
  }
  if (!isWhole) for (const [variable, path] of Object.entries(container)) paths.set(variable, [path]);
  if (!isWhole) paths.set('issued', ['date', 'parent.date']);
  for (const [variable, path] of Object.entries(series)) paths.set(variable, [isWhole ? `parent.${path}` : `parent.parent.${path}`]);
  return new Map([...paths].map(([variable, all]) => [variable, all.map((path) => path.split('.'))]));
}

const placesOfWhole = pathsOf(true, false);
const placesInContainer = pathsOf(false, true);
const placesAlone = pathsOf(false, false);
const placesOf = (type: unknown, inContainer: boolean): Places => (wholes.has(wordsOf(type)) ? placesOfWhole : inContainer ? placesInContainer : placesAlone);

const wordsOf = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');
const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : value === undefined || value === null ? [] : [value]);
const kebab = (words: string): string => words.replace(/([a-z])([A-Z])/g, '$1-$2').toLowerCase();
/** Two mappings as one, the first's values before the second's. */
function merged(first: Fields, second: Fields): Fields {
  const shared = Object.entries(first).map(([field, value]) => [field, isObject(value) && isObject(second[field]) ? merged(value, second[field]) : value]);
  return { ...second, ...Object.fromEntries(shared) as Fields };
}

function at(fields: Fields, path: readonly string[]): unknown {
  let value: unknown = fields;
  for (const step of path) value = isObject(value) ? value[step] : undefined;
  return value;
}

/** With a value at a path; without what is there for `undefined`, and without mappings that are empty then. */
function put(fields: Fields, [step = '', ...further]: readonly string[], value: unknown): Fields {
  const inner = fields[step];
  const next = further.length === 0 ? value : put(isObject(inner) ? inner : {}, further, value);
  const isGone = next === undefined || (isObject(next) && Object.keys(next).length === 0);
  return Object.fromEntries([...Object.entries(fields).filter(([field]) => field !== step), ...(isGone ? [] : [[step, next] as const])]);
}

/** Text that styles may set in another case, as `{ value, verbatim, short }`. */
function formatted(value: unknown): Fields {
  if (!isObject(value)) return { value: wordsOf(value) };
  const { value: text, shorthand, short = shorthand, ...others } = value;
  return { ...others, ...(isObject(text) ? text : { value: wordsOf(text) }), ...(short === undefined ? {} : { short: formatted(short) }) };
}

function byRole(value: unknown): Fields {
  const people = new Map<string, unknown[]>();
  for (const group of listOf(value)) if (isObject(group)) append(people, kebab(wordsOf(group['role'])), listOf(group['names']));
  return Object.fromEntries([...people].map(([role, lists]) => [role, lists.flat()]));
}

function normalField(field: string, value: unknown): Fields {
  if (identifiers.has(field)) return { 'serial-number': { [field]: value } };
  if (field === 'affiliated') return { affiliated: byRole(value) };
  if (field === 'type') return { type: kebab(wordsOf(value)) };
  const whole = mappings.get(field);
  if (whole !== undefined) {
    const parts = isObject(value) && !('verbatim' in value) && (field === 'url' || !('value' in value)) ? value : { [whole]: value };
    return { [field]: Object.fromEntries(Object.entries(parts).map(([part, words]) => [part, formattable.has(part) ? formatted(words) : words])) };
  }
  return { [field]: formattable.has(field) ? formatted(value) : value };
}

/**
 * An entry in one of its forms only: each field a mapping that can be one, affiliated people by their roles, one `parent`, beside it the conference as
 * `event`, and other parents as they stand as `parents`.
 */
function normal({ parent: inEntry, ...fields }: Fields, usualType = 'misc'): Fields {
  const found = new Map<string, unknown>([['type', usualType]]);
  for (const [field, value] of Object.entries(fields).filter(([, words]) => words !== null && words !== '')) {
    for (const [name, part] of Object.entries(normalField(field, value))) {
      const before = found.get(name);
      found.set(name, isObject(part) && isObject(before) ? merged(part, before) : part);
    }
  }
  const own = Object.fromEntries(found);
  const type = wordsOf(own['type']);
  const isPlaced = isObject(own['location']) && !places.has(type);
  const placed = isPlaced ? put(merged(own, { publisher: { location: own['location'] } }), ['location'], undefined) : own;
  const parents = listOf(inEntry).map((one) => normal(isObject(one) ? one : { title: one }, usualParents.get(type)));
  const event = parents.find((one) => one['type'] === 'conference');
  const [parent, ...others] = parents.filter((one) => one !== event);
  return { ...placed, ...(parent ? { parent } : {}), ...(event ? { event } : {}), ...(others.length > 0 ? { parents: others.map(written) } : {}) };
}

/** A mapping of one part only as that part alone, as people write it. */
function alone(field: string, value: unknown): unknown {
  if (!isObject(value)) return value;
  const parts = Object.fromEntries(Object.entries(value).map(([part, inner]) => [part, alone(part, inner)]));
  const whole = mappings.get(field) ?? 'value';
  return Object.keys(parts).length === 1 && whole in parts ? parts[whole] : parts;
}

/** The inverse of `normal`: the entry as it stands in a file. */
function written({ type, affiliated, parent, event, parents, ...fields }: Fields): Fields {
  const people = isObject(affiliated) ? Object.entries(affiliated).map(([role, names]) => ({ role, names })) : [];
  const works = [...(isObject(parent) ? [written(parent)] : []), ...(isObject(event) ? [written({ ...event, type: 'conference' })] : []), ...listOf(parents)];
  return {
    ...(type === undefined ? {} : { type }),
    ...Object.fromEntries(Object.entries(fields).map(([field, value]) => [field, alone(field, value)])),
    ...(people.length > 0 ? { affiliated: people } : {}),
    ...(works.length === 0 ? {} : { parent: works.length === 1 ? works[0] : works }),
  };
}

/** "von der Leyen, Ursula", "Luther King, Martin, Jr."; what has no comma is a body, or a name of one word. */
function nameOf(value: unknown): CslName {
  if (isObject(value)) {
    const { name, 'given-name': given, prefix, suffix, ...others } = value;
    if (given === undefined && prefix === undefined && suffix === undefined) return { literal: wordsOf(name), ...others };
    const parts = { family: name, given, 'dropping-particle': prefix, suffix };
    return { ...Object.fromEntries(Object.entries(parts).filter(([, part]) => part !== undefined)), ...others };
  }
  const [family = '', second, third] = wordsOf(value).split(',').map((part) => part.trim());
  if (second === undefined) return { literal: family };
  // Typst takes the suffix for the second part, as BibTeX does; its manual for the third
  const [given, suffix] = third === undefined ? [second, undefined] : /^(?:[JS]r\.?|[IVX]{1,4})$/.test(second) ? [third, second] : [second, third];
  const [, particle, rest] = /^((?:\p{Ll}[\p{L}’']{0,9}\s){1,4})(\p{Lu}.*)$/u.exec(family) ?? [];
  return { family: rest ?? family, ...(particle ? { 'non-dropping-particle': particle.trim() } : {}), given, ...(suffix ? { suffix } : {}) };
}

function nameValue(name: CslName): unknown {
  const { family, given, literal, suffix, 'non-dropping-particle': particle, 'dropping-particle': prefix, ...others } = name;
  const whole = [particle, family ?? literal].filter((part) => part !== undefined).join(' ');
  const short = given === undefined ? whole : `${whole}, ${given}`;
  if (same(nameOf(short), name)) return short;
  const parts = { name: whole, 'given-name': given, prefix, suffix, ...others };
  return Object.fromEntries(Object.entries(parts).filter(([, part]) => part !== undefined));
}

/** "2003-06-21", "~2003". */
function readDate(value: unknown): CslDate | undefined {
  const words = wordsOf(value);
  const date = dateOf(words.replace(/^~/, ''));
  return date && words.startsWith('~') ? { ...date, circa: true } : date;
}

/** One day, month or year; Typst knows no other dates. */
function dateValue({ 'date-parts': parts = [], circa }: CslDate): unknown {
  const day = edtfOf({ 'date-parts': parts.slice(0, 1) });
  return day === '' ? undefined : circa ? `~${day}` : asNumber(day);
}

const control = /[\\{}$]/;
const noCase = /<span class="nocase">([^<>]{0,400})<\/span>/g;

/** Braces keep the case of what is in them, unless the whole text is to be taken as it stands. */
const textOf = (words: string, verbatim: boolean): string =>
  verbatim || !control.test(words) ? words : words.replace(/\{([^{}]{0,400})\}/g, '<span class="nocase">$1</span>').replace(/\\([\\{}$])/g, '$1');

/** Without tags, which Typst would print; what it would take for math or braces goes out as it stands. */
function textValue(text: string): { value: string; verbatim?: true } {
  const plain = text.replace(noCase, '$1').replace(/<\/?(?:i|b|sup|sub|span)\b[^>]{0,80}>/g, '');
  if (control.test(plain)) return { value: plain, verbatim: true };
  return { value: text.replace(noCase, '{$1}').replace(/<\/?(?:i|b|sup|sub|span)\b[^>]{0,80}>/g, '') };
}

const names: ReadonlySet<string> = new Set(cslNameVariables);
const dates: ReadonlySet<string> = new Set(cslDateVariables);

interface Place {
  variable: string;
  path: readonly string[];
}

const isText = ({ path }: Place): boolean => path.at(-1) === 'value' && path.at(-2) !== 'url';
const verbatimOf = (path: readonly string[]): string[] => [...path.slice(0, -1), 'verbatim'];

function readValue(place: Place, fields: Fields): unknown {
  const value = at(fields, place.path);
  if (names.has(place.variable)) return value === undefined ? undefined : listOf(value).map(nameOf);
  if (dates.has(place.variable)) return readDate(value);
  const words = isText(place) ? textOf(wordsOf(value), at(fields, verbatimOf(place.path)) === true) : wordsOf(value);
  return words === '' ? undefined : place.variable === 'page' ? words.replace(/\s?[–—]\s?/g, '-') : words;
}

/** The entry's type, its container's, and the CSL type of both. */
function typeOf(type: unknown, parentType: unknown): CslType {
  const row = types.find(([, one, parent]) => one === type && parent === parentType) ?? types.find(([, one, parent]) => one === type && parent === undefined);
  return row?.[0] ?? types.find(([, one]) => one === type)?.[0] ?? 'document';
}

const rowFor = (type: CslType): (typeof types)[number] => types.find(([one]) => one === type) ?? types.find(([one]) => one === nearTypes[type]) ?? types.at(-1)!;

/** The types of an entry, of what it appears in, and of the series of that. */
type Kinds = readonly unknown[];
const kindPaths: readonly (readonly string[])[] = [['type'], ['parent', 'type'], ['parent', 'parent', 'type']];
const kindsOf = (fields: Fields): Kinds => kindPaths.map((path) => at(fields, path));
const withKinds = (fields: Fields, kinds: Kinds): Fields => kindPaths.reduce((all, path, index) => put(all, path, kinds[index]), fields);

/** The kinds that an item is written as where nothing else is kept of its entry. */
function usualKinds(item: LibraryItem): Kinds {
  const [, type, parent] = rowFor(item.type);
  const inSeries = Object.keys(series).some((variable) => item[variable as 'title'] !== undefined) ? 'anthology' : undefined;
  if (wholes.has(type)) return [type, inSeries, undefined];
  const appears = inSeries !== undefined || Object.keys(container).some((variable) => item[variable as 'title'] !== undefined);
  return [type, parent ?? (appears ? (usualParents.get(type) ?? 'misc') : undefined), inSeries];
}

function plainItem(key: string, fields: Fields): LibraryItem {
  const kinds = kindsOf(fields);
  const item: Record<string, unknown> = { id: key, type: typeOf(kinds[0], kinds[1]) };
  let rest = put(fields, ['event', 'type'], undefined);
  for (const [variable, paths] of placesOf(kinds[0], kinds[1] !== undefined)) {
    for (const path of paths) {
      const value = item[variable] === undefined ? readValue({ variable, path }, rest) : undefined;
      if (value === undefined) continue;
      item[variable] = value;
      if (isText({ variable, path }) && control.test(wordsOf(value))) rest = put(rest, verbatimOf(path), undefined);
      rest = put(rest, path, undefined);
    }
  }
  const read = item as unknown as LibraryItem;
  if (same(usualKinds(read), kinds)) rest = withKinds(rest, []);
  return Object.keys(rest).length === 0 ? read : { ...read, custom: { hayagriva: rest } } as LibraryItem;
}

function valueOf(place: Place, value: unknown): unknown {
  const { variable, path } = place;
  if (names.has(variable)) {
    const list = Array.isArray(value) ? (value as CslName[]).map(nameValue) : [];
    return list.length === 1 ? list[0] : list.length === 0 ? undefined : list;
  }
  if (dates.has(variable)) return isObject(value) ? dateValue(value) : undefined;
  if (typeof value !== 'string') return undefined;
  const fit = fits.get(path.filter((step) => step !== 'parent').join('.'));
  if (fit && !fit.test(value)) return undefined;
  return path.includes('serial-number') || path.includes('url') ? value : asNumber(value);
}

function plainEntry(item: LibraryItem): Fields {
  const rest = keptOf(item, 'hayagriva');
  const kept = kindsOf(rest);
  const isKept = kept[0] !== undefined && typeOf(kept[0], kept[1]) === rowFor(item.type)[0];
  const kinds = isKept ? kept : usualKinds(item);
  const paths = placesOf(kinds[0], kinds[1] !== undefined);
  let entry = withKinds({}, kinds);
  for (const [variable, value] of Object.entries(item)) {
    const path = paths.get(variable)?.[0];
    if (path === undefined) continue;
    const place = { variable, path };
    if (!isText(place)) entry = put(entry, path, valueOf(place, value));
    else if (typeof value === 'string') entry = put(entry, path.slice(0, -1), merged(textValue(value), (at(entry, path.slice(0, -1)) ?? {}) as Fields));
  }
  return merged(entry, isKept ? rest : withKinds(rest, []));
}

const again = (item: LibraryItem): LibraryItem => plainItem(item.id, normal(written(plainEntry(item))));

const isEntry = (value: unknown): value is Fields => isObject(value) && entryFields.some((field) => value[field] !== undefined);
/** One of these has every entry; a YAML file of another kind has none. */
const entryFields = ['type', 'title', 'author', 'editor', 'parent', 'date', 'url', 'publisher'];

function itemOf(key: string, entry: Fields): LibraryItem {
  const { csl: remainder, ...fields } = entry;
  const item = plainItem(key, normal(fields));
  return isObject(remainder) ? withRemainder(item, remainder, 'hayagriva', again) : item;
}

export function readHayagriva(text: string, file: string): Rows<LibraryItem> {
  const { entries, problems, fault } = readYamlEntries(text, file, 'mapping');
  if (fault !== null) return brokenFile(file, l10n.t('{0} can’t be read: {1}. Mend it there.', file, fault));
  if (text.trim() !== '' && !entries.some(({ value }) => isEntry(value))) {
    return brokenFile(file, l10n.t('{0} can’t be read: it holds no references in Hayagriva’s YAML. Check that it is the file you mean.', file));
  }
  const rows = itemsOf(entries.map(({ key, value, start, end }): Entry => ({ value: isEntry(value) ? itemOf(key, value) : value, name: l10n.t('The entry “{0}”', key), start, end })), file);
  return { ...rows, problems: [...problems, ...rows.problems] };
}

function entryOf(item: LibraryItem): Fields {
  const remainder = remainderOf(item, again(item), 'hayagriva');
  return { ...written(plainEntry(item)), ...(Object.keys(remainder).length === 0 ? {} : { csl: remainder }) };
}

export const writeHayagriva = (items: readonly LibraryItem[]): string => writeYaml(Object.fromEntries(items.map((item) => [item.id, entryOf(item)])));
