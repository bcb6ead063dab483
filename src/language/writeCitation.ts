import { citeCommand, type Manner } from '../documents/latex/citing.js';
import type { Locator } from '../csl.js';
import type { DocumentCitations } from './documentCitations.js';
import { writtenLocator, withDashes } from './locators.js';
import { readLocator } from './markdown/locator.js';
import { standsBare } from './markdown.js';
import { escapeFor, formOf, type Form } from './markup.js';
import { isLabel } from './typst.js';

/** Plain words, which are escaped for the language; or such as are written in its markup already. */
export type Words = string | { written: string };

/** A work as it is to be cited. */
export interface WorkToCite {
  key: string;
  /** `see` */
  prefix?: Words;
  locator?: Locator;
  /** `for one`; with what parts it from the words before it, where it is written already: `, for one`, ` and passim`. */
  suffix?: Words;
  suppressesAuthor?: boolean;
}

export interface CitationToWrite {
  /** At least one. */
  works: readonly WorkToCite[];
  manner: Manner;
  /** The command or role to write it with: `citep`, `cite:p`; left out for the language's own usual one. See `commandFor`. */
  command?: string | undefined;
}

/**
 * A citation as it is written in a language, by VS Code's id.
 *
 * @example writeCitation('markdown', { works: [{ key: 'vale2018cubs', prefix: 'see', locator: { label: 'page', value: '18-20' } }], manner: 'behind' })
 * // '[see @vale2018cubs, pp. 18–20]'
 */
export function writeCitation(language: string, citation: CitationToWrite): string {
  const form = formOf(language);
  const works = citation.works.map((work) => worded(form, work));
  if (form === 'latex') return inLatex(works, citation);
  if (form === 'typst') return inTypst(works, citation.manner);
  return citation.command?.startsWith('cite') ? inRole(works, citation.command) : inPandoc(works, citation.manner);
}

/** What a form has no words for: Pandoc can't name the author alone. */
const unsaid: Readonly<Record<Form, readonly Manner[]>> = { pandoc: ['names', 'title', 'silent'], latex: [], typst: ['title', 'silent'] };
export const writesManner = (form: Form, manner: Manner): boolean => !unsaid[form].includes(manner);

/** A work with its words as the language writes them; '' for none. The suffix has its comma. */
interface WordedWork {
  key: string;
  prefix: string;
  locator: Locator | null;
  suffix: string;
  suppressesAuthor: boolean;
}

function worded(form: Form, { key, prefix = '', locator, suffix = '', suppressesAuthor = false }: WorkToCite): WordedWork {
  const written = (words: Words, before = ''): string => (typeof words !== 'string' ? words.written : words === '' ? '' : before + escapeFor(form, words));
  return { key, prefix: written(prefix), locator: locator ?? null, suffix: written(suffix, ', '), suppressesAuthor };
}

const joined = (parts: readonly string[], by: string): string => parts.filter((part) => part !== '').join(by);

/** What stands behind a work in an argument or brackets of its own: "pp. 18–20, for one". */
const noteOf = (locator: string, suffix: string): string => (locator === '' ? suffix.replace(/^[,\s]{1,9}/, '') : locator + suffix);

// [see @vale2018cubs, pp. 18–20; -@powell2014talking], @vale2018cubs [p. 18]

const inSentence: ReadonlySet<Manner> = new Set(['within', 'year']);

function inPandoc(works: readonly WordedWork[], manner: Manner): string {
  if (!inSentence.has(manner)) return `[${works.map(bracketed).join('; ')}]`;
  return works.map((work) => {
    const note = noteOf(work.locator ? locatorInPandoc(work.locator) : '', work.suffix);
    return joined([work.prefix, signed({ ...work, suppressesAuthor: manner === 'year' || work.suppressesAuthor }), note === '' ? '' : `[${note}]`], ' ');
  }).join('; ');
}

function bracketed(work: WordedWork): string {
  const { prefix, locator, suffix } = work;
  // "[@vale2018cubs{}, 99 years later]"
  const key = signed(work) + (locator === null && readLocator(suffix, 0).locator ? '{}' : '');
  return joined([prefix, joined([key, locator ? locatorInPandoc(locator) : ''], ', ') + suffix], ' ');
}

function signed({ key, suppressesAuthor }: WordedWork): string {
  return `${suppressesAuthor ? '-' : ''}@${standsBare(key) ? key : `{${key}}`}`;
}

/** In braces where Pandoc would not see it: `{p. A to D}`. */
function locatorInPandoc(locator: Locator): string {
  const words = escapeFor('pandoc', writtenLocator(locator));
  return readLocator(words, 0).locator?.label === locator.label ? words : `{${words}}`;
}

// {cite:p}`{see}vale2018cubs{p. 18},powell2014talking`

function inRole(works: readonly WordedWork[], role: string): string {
  const braced = (words: string): string => (words === '' ? '' : `{${words}}`);
  const written = ({ prefix, key, locator, suffix }: WordedWork): string => braced(prefix) + key + braced(noteOf(locator ? writtenLocator(locator) : '', suffix));
  return `{${role}}\`${works.map(written).join(',')}\``;
}

// \parencite[see][18--20]{vale2018cubs}, \parencites[18]{vale2018cubs}{powell2014talking}

const biblatex: Readonly<Record<Manner, string>> = {
  behind: 'parencite', within: 'textcite', note: 'footcite', names: 'citeauthor', year: 'citeyear', title: 'citetitle', silent: 'nocite',
};
const ofNatbib = /^[Cc]ite(?:p|t|alp|alt|yearpar)$/;

function inLatex(works: readonly WordedWork[], { manner, command = biblatex[manner] }: CitationToWrite): string {
  const alike = works.reduce<WordedWork[][]>((groups, work) => {
    if (groups.at(-1)?.[0]!.suppressesAuthor === work.suppressesAuthor) groups.at(-1)!.push(work);
    else groups.push([work]);
    return groups;
  }, []);
  return alike.map((group) => inCommand(group, group[0]!.suppressesAuthor && manner !== 'year' ? withoutAuthor(command) : command)).join(' ');
}

function inCommand(works: readonly WordedWork[], command: string): string {
  const [first, last] = [works[0]!, works.at(-1)!];
  const options = works.map((work) => optionsOf(work, command));
  if (options.every((option) => option === '')) return `\\${command}{${keysOf(works)}}`;
  const lists = works.map(({ key }, index) => `${options[index]}{${key}}`);
  if (works.length > 1 && citeCommand(`${command}s`)?.repeats) return `\\${command}s${lists.join('')}`;
  // a list's first work has the words before it, its last those behind
  const isAround = works.every((work) => (work === first || work.prefix === '') && (work === last || (work.locator === null && work.suffix === '')));
  if (isAround) return `\\${command}${optionsOf({ ...last, prefix: first.prefix }, command)}{${keysOf(works)}}`;
  return lists.map((list) => `\\${command}${list}`).join(' ');
}

const keysOf = (works: readonly WordedWork[]): string => works.map(({ key }) => key).join(',');

/** The sentence has the author: `\parencite*`, natbib's `\citeyearpar`. */
function withoutAuthor(command: string): string {
  if (ofNatbib.test(command)) return 'citeyearpar';
  return `${command === biblatex.within ? biblatex.behind : command}*`;
}

function optionsOf({ prefix, locator, suffix }: WordedWork, command: string): string {
  const postnote = noteOf(locator ? locatorInLatex(locator, command) : '', suffix);
  const option = (words: string): string => (/[[\]]/.test(words) ? `[{${words}}]` : `[${words}]`);
  if (prefix !== '') return option(prefix) + option(postnote);
  return postnote === '' ? '' : option(postnote);
}

/** biblatex sets the term of a page by itself; natbib none. */
function locatorInLatex(locator: Locator, command: string): string {
  const standsAlone = locator.label === 'page' && !ofNatbib.test(command);
  const written = standsAlone ? escapeFor('latex', locator.value) : escapeFor('latex', writtenLocator(locator)).replace(' ', '~');
  return withDashes(written, '--');
}

// @vale2018cubs[p. 18] @powell2014talking, #cite(<vale2018cubs>, supplement: [p. 18], form: "prose")

const typstForms: Partial<Record<Manner, string>> = { within: 'prose', names: 'author', year: 'year' };
function inTypst(works: readonly WordedWork[], manner: Manner): string {
  const citations = works.map((work) => joined([work.prefix, typstCall(work, manner)], ' ')).join(' ');
  return manner === 'note' ? `#footnote[${citations}]` : citations;
}

function typstCall({ key, locator, suffix, suppressesAuthor }: WordedWork, manner: Manner): string {
  const supplement = noteOf(locator ? escapeFor('typst', writtenLocator(locator)) : '', suffix);
  const form = typstForms[suppressesAuthor ? 'year' : manner];
  if (form === undefined && isLabel(key)) return `@${key}${supplement === '' ? '' : `[${supplement}]`}`;
  const label = isLabel(key) ? `<${key}>` : `label("${key.replace(/["\\]/g, '\\$&')}")`;
  return `#cite(${joined([label, supplement === '' ? '' : `supplement: [${supplement}]`, form === undefined ? '' : `form: "${form}"`], ', ')})`;
}

const natbib: typeof biblatex = { ...biblatex, behind: 'citep', within: 'citet', note: 'citep' };
/** By manner. */
export type Commands = Partial<Record<Manner, string>>;
const roles: Commands = { behind: 'cite:p', within: 'cite:t' };
/** Commands that take works as `writeCitation` gives them; the first letter small, not for many works. */
const ordinary = new Set([...Object.values(biblatex), ...Object.values(natbib), ...Object.values(roles), 'cite', 'autocite', 'smartcite', 'supercite', 'citealp', 'citealt']);
const loadsNatbib = /\\(?:usepackage|RequirePackage)(?:\[[^\]]{0,500}\])?\{[^{}]{0,200}\bnatbib\b/;
/** In UTF-16 code units. */
const longestPreamble = 50_000;

/** The command or role with which a document writes such citations; undefined for the language's own usual way. */
export function commandFor(document: DocumentCitations, manner: Manner): string | undefined {
  const citations = document.all
    .map(({ manner, command }) => ({ manner, command: command && plainly(command) }))
    .filter(({ command }) => command === undefined || ordinary.has(command));
  // who cites in notes does so also where no author is named
  const alike = citations.filter((one) => one.manner === manner || (manner === 'behind' && one.manner === 'note'));
  if (alike.length > 0) return commonest(alike.map(({ command }) => command));
  return commandsOf(document)[manner];
}

/** `autocite` of `Autocites`. */
export function plainly(command: string): string {
  const small = command.charAt(0).toLowerCase() + command.slice(1);
  return citeCommand(small)?.repeats ? small.slice(0, -1) : small;
}

/** The commands that go with those which a document has. */
export function commandsOf(document: DocumentCitations): Commands {
  const isLatex = formOf(document.language) === 'latex';
  const usesNatbib = isLatex && (document.all.some(({ command }) => command !== undefined && ofNatbib.test(command)) || loadsNatbib.test(document.slice({ start: 0, end: longestPreamble })));
  if (isLatex) return usesNatbib ? natbib : biblatex;
  return document.all.some(({ command }) => command?.includes(':')) ? roles : {};
}

function commonest<Value>(values: readonly Value[]): Value | undefined {
  const counts = new Map<Value, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0];
}
