import * as l10n from '@vscode/l10n';
import { cslDateVariables, cslNameVariables, cslNumberVariables, cslStandardVariables, type CslDate } from '../../csl.js';
import { dateOf } from '../../documents/bib/dates.js';
import type { LibraryItem } from '../library.js';
import { fromMarkdown, toMarkdown } from './cslMarkdown.js';
import { edtfOf } from './edtf.js';
import { isObject, same, withoutProvenance } from './kept.js';
import { brokenFile, itemsOf, type Entry, type Rows } from './rows.js';
import { asNumber, readYamlEntries, writeYaml } from './yaml.js';

/*
 * CSL-YAML as Pandoc has it (https://pandoc.org/MANUAL.html#specifying-bibliographic-data): `references:` with a list of items, by CSL's variables; dates by EDTF
 * or as year, month and day by name; Markdown where CSL-JSON has its tags. Any key that CSL does not know stays as it is, on both ways.
 */

const names: ReadonlySet<string> = new Set(cslNameVariables);
const dates: ReadonlySet<string> = new Set(cslDateVariables);
const numbers: ReadonlySet<string> = new Set(cslNumberVariables);
/** Identifiers, in which no sign is Markdown's. */
const plain: ReadonlySet<string> = new Set(['DOI', 'ISBN', 'ISSN', 'URL', 'PMID', 'PMCID', 'citation-key', 'call-number', 'language', 'keyword', 'license', 'scale']);
const texts: ReadonlySet<string> = new Set(cslStandardVariables.filter((variable) => !plain.has(variable)));

const isSaid = (value: unknown): boolean => value !== null && value !== undefined && value !== '';

const wordOf = (value: unknown): unknown => (typeof value === 'number' || typeof value === 'boolean' ? String(value) : value);

function nameOf(name: unknown): unknown {
  if (!isObject(name)) return { literal: wordOf(name) };
  return Object.fromEntries(Object.entries(name).filter(([, part]) => isSaid(part)).map(([part, words]) => [part, /^(?:comma-|static-|parse-)/.test(part) ? words : wordOf(words)]));
}

const partsOf = ({ year, month, day }: Record<string, unknown>): number[] => [year, month, day].map(Number).filter((part) => Number.isInteger(part) && part !== 0);

/** A date in any of Pandoc's forms: EDTF, CSL-JSON's, `year` `month` `day`, or a list of two of these. */
function readDate(value: unknown): unknown {
  if (Array.isArray(value) && value.every((part) => isObject(part) && 'year' in part)) {
    return { 'date-parts': value.map(partsOf) };
  }
  if (!isObject(value)) return dateOf(String(wordOf(value))) ?? { literal: '' };
  if (!('year' in value)) return value;
  const { year, month, day, season, ...others } = value;
  return { 'date-parts': [partsOf({ year, month, day })], ...(isSaid(season) ? { season: Number(season) } : {}), ...others };
}

function readValue(variable: string, value: unknown): unknown {
  if (names.has(variable)) return (Array.isArray(value) ? (value as unknown[]) : [value]).map(nameOf);
  if (dates.has(variable)) return readDate(value);
  if (numbers.has(variable) || plain.has(variable) || variable === 'type') return Array.isArray(value) ? value.map(String).join(', ') : wordOf(value);
  if (!texts.has(variable)) return value;
  return isObject(value) || Array.isArray(value) ? value : fromMarkdown(String(wordOf(value)));
}

function itemOf(value: unknown): unknown {
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([, part]) => isSaid(part)).map(([variable, part]) => [variable, readValue(variable, part)]));
}

export function readCslYaml(text: string, file: string): Rows<LibraryItem> {
  const { entries, problems, fault } = readYamlEntries(text, file, 'references');
  if (entries.length === 0 && text.trim() !== '' && !/^references:/m.test(text)) {
    return brokenFile(file, l10n.t('{0} can’t be read: it has no list of references below “references:”. Check that it is the file you mean.', file));
  }
  if (fault !== null) return brokenFile(file, l10n.t('{0} can’t be read: {1}. Mend it there.', file, fault));
  const rows = itemsOf(entries.map(({ value, start, end }, at): Entry => ({ value: itemOf(value), name: l10n.t('Entry {0}', at + 1), start, end })), file);
  return { ...rows, problems: [...problems, ...rows.problems] };
}

/** EDTF where it says the date, and CSL's own form where it does not. */
function dateValue(date: CslDate): unknown {
  const edtf = edtfOf(date);
  return edtf !== '' && same(dateOf(edtf), date) ? asNumber(edtf) : date;
}

function valueOf(variable: string, value: unknown): unknown {
  if (dates.has(variable)) return dateValue(value as CslDate);
  if (typeof value !== 'string') return value;
  if (numbers.has(variable)) return asNumber(value);
  return texts.has(variable) ? toMarkdown(value) : value;
}

function entryOf(item: LibraryItem): Record<string, unknown> {
  const { id, type, ...variables } = withoutProvenance(item);
  return { id, type, ...Object.fromEntries(Object.entries(variables).map(([variable, value]) => [variable, valueOf(variable, value)])) };
}

export const writeCslYaml = (items: readonly LibraryItem[]): string => writeYaml({ references: items.map(entryOf) });
