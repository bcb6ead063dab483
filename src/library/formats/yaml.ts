import * as l10n from '@vscode/l10n';
import { isMap, isScalar, isSeq, parseDocument, stringify, type Document, type DocumentOptions, type ParseOptions, type ScalarTag, type SchemaOptions, type YAMLError } from 'yaml';
import { LineNumbers } from '../../text/lines.js';
import type { FileProblem } from '../../text/problem.js';
import type { Span } from '../../text/span.js';
import { unsafeYaml } from '../../text/yaml.js';
import { isObject } from './kept.js';

/* YAML as bibliographies have it: a list or a mapping of entries, each read by itself where the whole is broken. */

/** Numbers only as they would be written again; "0123", "10.10" and "1e3" are words, as which no digit of them gets lost. */
const number: ScalarTag = {
  identify: (value) => typeof value === 'number', default: true, tag: 'tag:yaml.org,2002:float', test: /^-?(?:0|[1-9]\d{0,14})(?:\.\d{0,14}[1-9])?$/,
  resolve: (text) => (String(Number(text)) === text ? Number(text) : text),
  stringify: ({ value }) => String(value),
};

const schema: SchemaOptions = {
  schema: 'core', merge: true,
  customTags: (tags) => [...tags.filter((tag) => typeof tag === 'string' || !/:(?:int|float)$/.test(tag.tag)), number],
};
// whether keys are unique is found out by comparing each with each; and a message with lines around it takes longer than the parsing
const options: ParseOptions & DocumentOptions & SchemaOptions = { ...schema, uniqueKeys: false, prettyErrors: false, logLevel: 'silent', strict: true };

/** What aliases repeat may hold others, and is counted as often as it is come to. */
const mostRepeated = 10_000;

/** What is wrong, in words of people who write YAML by hand. */
const faults = (): Partial<Record<YAMLError['code'], string>> => ({
  BLOCK_AS_IMPLICIT_KEY: l10n.t('a value with a colon and a space in it has to stand in quotation marks'),
  MISSING_CHAR: l10n.t('a quotation mark, bracket, comma or colon is missing'),
  BAD_INDENT: l10n.t('a bracket is not closed, or a line is not set in as far as those above'),
  TAB_AS_INDENT: l10n.t('a tab stands where the line should be set in by spaces'),
  BAD_ALIAS: l10n.t('an alias (*) names nothing above it'),
});

const faultOf = ({ code, message }: YAMLError): string => faults()[code] ?? l10n.t('it is no YAML ({0})', message.replace(/\.$/, ''));

/** An entry of a file: its key in a mapping, what it holds, and where it stands. */
export interface YamlEntry extends Span {
  key: string;
  value: unknown;
}

export interface YamlEntries {
  entries: YamlEntry[];
  problems: FileProblem[];
  /** Why nothing could be read; null where something was, or nothing is there. */
  fault: string | null;
}

/** Where entries begin in a text that can't be read as a whole: a pattern for the beginning of a line. */
type Cut = (text: string) => readonly number[];

interface Read {
  value: unknown;
  document: Document.Parsed;
}

/** Never throws: too much nesting is more than a stack has, too many aliases more than is given them. */
function read(text: string): Read | { fault: string; at: number } {
  const unsafe = unsafeYaml(text);
  if (unsafe !== null) return { fault: unsafe, at: 0 };
  try {
    const document = parseDocument(text, options) as Document.Parsed;
    const [error] = document.errors;
    if (error) return { fault: faultOf(error), at: error.pos[0] };
    return { value: document.toJS({ maxAliasCount: mostRepeated }), document };
  } catch (error) {
    const fault = error instanceof ReferenceError ? l10n.t('an alias (*) names nothing above it, or is repeated too often') : l10n.t('it is nested too deeply');
    return { fault, at: 0 };
  }
}

type Collection = 'references' | 'mapping';

/** The nodes of the entries, beside their values. */
function entriesOf({ value, document }: Read, collection: Collection): YamlEntry[] {
  const { contents } = document;
  const list = collection === 'mapping' ? contents : isMap(contents) ? contents.get('references', true) : contents;
  const values = collection === 'mapping' || Array.isArray(value) ? value : isObject(value) ? value['references'] : [];
  if (isSeq(list) && Array.isArray(values)) {
    return list.items.map((node, at) => ({ key: '', value: values[at] as unknown, ...spanOf(node) }));
  }
  if (!isMap(list) || !isObject(values)) return [];
  return list.items.flatMap((pair): YamlEntry[] => {
    const key = isScalar(pair.key) ? String(pair.key.value) : '';
    return key === '' ? [] : [{ key, value: values[key], start: spanOf(pair.key).start, end: spanOf(pair.value).end || spanOf(pair.key).end }];
  });
}

function spanOf(node: unknown): Span {
  const range = (node as { range?: [number, number, number] | null } | null)?.range;
  return { start: range?.[0] ?? 0, end: range?.[1] ?? 0 };
}

/** `title: A: B`, which YAML does not allow, is meant as it stands. */
const unquoted = /^([ \t]*(?:- )?[\w-]{1,40}: )(?!['"[{|>&*!#%@`])(.*: .*)$/gm;

/** An entry by itself: as it stands, or with what people forget put right. */
function readEntry(text: string): { read: Read | null; fault: string | null; at: number } {
  const first = read(text);
  if (!('fault' in first)) return { read: first, fault: null, at: 0 };
  const quoted = text.replace(unquoted, (_line, before: string, value: string) => before + JSON.stringify(value.trimEnd()));
  const second = quoted === text ? first : read(quoted);
  return { read: 'fault' in second ? null : second, ...first };
}

const cuts: Record<Collection, Cut> = {
  mapping: (text) => Array.from(text.matchAll(/^(?![#\s.-]|%)[^\n]{0,400}:/gm), ({ index }) => index),
  references: (text) => {
    const indent = /^([ \t]*)- /m.exec(text.slice(Math.max(0, text.search(/^references:/m))))?.[1] ?? '';
    return Array.from(text.matchAll(new RegExp(`^${indent}- `, 'gm')), ({ index }) => index);
  },
};

/** The entries of a file. One that is broken costs itself, is told with its line, and leaves the others as they are. */
export function readYamlEntries(source: string, file: string, collection: Collection): YamlEntries {
  const text = source.replace(/^\ufeff/, ' ');
  const whole = read(text);
  const isRead = !('fault' in whole);
  const all = isRead ? entriesOf(whole, collection) : [];
  // of entries with the same key the mapping holds the last only
  if (isRead && new Set(all.map(({ key }) => key)).size === (collection === 'mapping' ? all.length : Math.min(1, all.length))) return { entries: all, problems: [], fault: null };
  const lines = new LineNumbers(text);
  const entries: YamlEntry[] = [];
  const problems: FileProblem[] = [];
  const starts = cuts[collection](text);
  for (const [index, start] of starts.entries()) {
    const piece = text.slice(start, starts[index + 1]);
    const entry = readEntry(piece);
    const found = entry.read ? entriesOf(entry.read, collection) : [];
    entries.push(...found.map((one) => ({ ...one, start: start + one.start, end: start + one.end })));
    if (entry.fault === null) continue;
    const where = [lines.at(start), file, entry.fault, lines.at(start + entry.at)] as const;
    const message =
      found.length > 0
        ? l10n.t('The entry in line {0} of {1} is not valid: {2} (line {3}). It was read as it is meant; mend it there.', ...where)
        : l10n.t('The entry in line {0} of {1} is not valid: {2} (line {3}). It was left out; mend it there.', ...where);
    problems.push({ code: 'item-invalid', message, file, start, end: start + piece.trimEnd().length });
  }
  if (isRead) return { entries, problems, fault: null };
  if (entries.length === 0) return { entries, problems: [], fault: l10n.t('{0} (line {1})', whole.fault, lines.at(whole.at)) };
  if (problems.length === 0) {
    const message = l10n.t('{0}: {1} (line {2}). Its entries were read one by one; mend it there.', file, whole.fault, lines.at(whole.at));
    problems.push({ code: 'item-invalid', message, file, start: whole.at, end: whole.at });
  }
  return { entries, problems, fault: null };
}

/** Texts that older YAML takes for truth values, octal or sexagesimal numbers stand in quotation marks; dates are texts to all who read bibliographies. */
const writing: SchemaOptions = { schema: 'yaml-1.1', customTags: (tags) => tags.filter((tag) => typeof tag === 'string' || !tag.tag.endsWith('timestamp')) };

/** Values as YAML, a line for each text however long. */
export const writeYaml = (value: unknown): string => stringify(value, { ...writing, lineWidth: 0, aliasDuplicateObjects: false });

/** A number where it is written the same, for looks. */
export const asNumber = (text: string): string | number => (/^(?:0|[1-9]\d{0,14})$/.test(text) ? Number(text) : text);
