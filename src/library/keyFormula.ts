import * as l10n from '@vscode/l10n';
import type { CslFields } from '../csl.js';
import { BracketReader, Fault, FormulaReader, type Call, type Given, type Term } from './keySyntax.js';
import { bounded, fieldNamed, fieldOf, filters, functions, keyOf, type Arguments } from './keyWords.js';

/** The keys that a formula gives an item, best first and without end; null where the item has nothing of what the formula asks for. */
export type KeyFormula = (item: CslFields) => Generator<string, never> | null;

/** `offset` in UTF-16 code units of the formula. */
export interface FormulaFault {
  offset: number;
  message: string;
}

export type ReadFormula = { formula: KeyFormula; fault: null } | { formula: null; fault: FormulaFault };

const longestFormula = 2_000;
const longestKey = 200;

/**
 * Reads a cite key formula of Better BibTeX's, in its present notation (`auth.lower + shorttitle(3, 3) + year`) or, where it begins with a
 * bracket, in its old one, which is JabRef's (`[auth:lower][shorttitle3_3][year]`). Several with `|` between them are tried in turn until
 * one gives a key. Nothing of it is run as a program: each name stands for a function of ours, and words to look for are words, not patterns.
 */
export function parseFormula(text: string): ReadFormula {
  try {
    if (text.length > longestFormula) throw new Fault(longestFormula, l10n.t('a formula has at most {0} characters', longestFormula));
    const reader = /^\s*\[/.test(text) ? new BracketReader(text.trim()) : new FormulaReader(text);
    return { formula: formulaOf(reader.read().map(alternativeOf)), fault: null };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    const { offset } = error;
    return { formula: null, fault: { offset, message: l10n.t('The formula for cite keys can’t be read at character {0}: {1}.', offset + 1, error.message) } };
  }
}

/** The text that a part of a formula makes of an item; null where the formula is to go on with its next alternative. */
type Part = (item: CslFields) => string | null;

/** What tells a key from one that another item has. */
interface Suffix {
  format: string;
  /** The number that the first key has: 0 for none. */
  start: number;
}

interface Alternative {
  before: Part[];
  suffix: Suffix;
  after: Part[];
}

function formulaOf(alternatives: readonly Alternative[]): KeyFormula {
  return (item) => {
    for (const { before, suffix, after } of alternatives) {
      const [start, end] = [textOf(before, item), textOf(after, item)];
      if (start !== null && end !== null && start + end !== '') return keysFrom(start, suffix, end);
    }
    return null;
  };
}

function textOf(parts: readonly Part[], item: CslFields): string | null {
  const text = joined(parts, item);
  return text === null ? null : keyOf(text, item).slice(0, longestKey);
}

function joined(parts: readonly Part[], item: CslFields): string | null {
  let text = '';
  for (const part of parts) {
    const more = part(item);
    if (more === null) return null;
    text = bounded(text + more);
  }
  return text;
}

function* keysFrom(before: string, { format, start }: Suffix, after: string): Generator<string, never> {
  for (let number = start; ; number++) yield `${before}${number === 0 ? '' : suffixed(format, number)}${after}`;
}

const placeholder = /%\(([naA])\)(?:0(\d))?[sd]/;

/** 1 is "a", 26 "z", 27 "aa". */
export const letterOf = (number: number): string =>
  (number > 26 ? letterOf(Math.floor((number - 1) / 26)) : '') + String.fromCharCode(97 + ((number - 1) % 26));

function suffixed(format: string, number: number): string {
  return format.replace(placeholder, (_whole, kind: string, width: string | undefined) => {
    const text = kind === 'n' ? String(number).padStart(Number(width ?? 0), '0') : letterOf(number);
    return kind === 'A' ? text.toUpperCase() : text;
  });
}

const suffixNames = new Set(['postfix', 'infix']);
const isSuffix = (term: Term): term is Term & { call: Call } => 'call' in term && suffixNames.has(term.call.name.toLowerCase());

function alternativeOf(terms: readonly Term[]): Alternative {
  const marked = terms.find(isSuffix);
  const suffix = marked ? suffixOf(marked.call) : { format: '%(a)s', start: 0 };
  const at = marked?.call.name.toLowerCase() === 'infix' ? terms.indexOf(marked) : terms.length;
  const parts = (some: readonly Term[]): Part[] => some.filter((term) => !isSuffix(term)).map(partOf);
  return { before: parts(terms.slice(0, at)), suffix, after: parts(terms.slice(at)) };
}

function suffixOf(call: Call): Suffix {
  const { format, start } = argumentsOf(call, { format: '%(a)s', start: 0 });
  const [before, , , after] = String(format).split(placeholder);
  if (after === undefined) throw new Fault(call.offset, l10n.t('“{0}” needs %(a)s, %(A)s or %(n)s, the letter or number that tells keys apart', call.name));
  const kept = String(format).slice(before!.length, String(format).length - after.length);
  const asKey = (text: string): string => keyOf(text, { type: 'document' });
  return { format: `${asKey(before!)}${kept}${asKey(after)}`, start: Number(start) };
}

function partOf(term: Term): Part {
  const head = 'text' in term ? () => term.text : 'call' in term ? functionOf(term.call) : firstOf(term.anyOf);
  return term.filters.map(filterOf).reduce<Part>((part, filter) => (item) => {
    const text = part(item);
    return text === null ? null : filter(bounded(text), item);
  }, head);
}

/** The first of several that gives a text. */
function firstOf(alternatives: readonly Term[][]): Part {
  const parts = alternatives.map((terms) => terms.map(partOf));
  return (item) => {
    const texts = parts.map((some) => joined(some, item));
    return texts.find((text) => text) ?? (texts.includes('') ? '' : null);
  };
}

/** Names in capitals are those of fields: "Title" is the whole title, "title" its words of weight. */
function functionOf(call: Call): Part {
  const field = /^[A-Z]/.test(call.name) && call.given.length === 0 ? fieldNamed(call.name) : undefined;
  if (field !== undefined) return (item) => fieldOf(item, field);
  const called = functions.get(call.name.toLowerCase());
  if (!called) {
    throw new Fault(call.offset, l10n.t('there is no function or field “{0}”. There are {1}, and fields in capitals: Title, Publisher', call.name, namesOf(functions)));
  }
  const args = called.rest ? { all: call.given.map(({ value }) => String(value)).join('/') } : argumentsOf(call, called.takes);
  return (item) => called.act(item, args);
}

function filterOf(call: Call): (text: string, item: CslFields) => string | null {
  const filter = filters.get(call.name.toLowerCase());
  if (!filter) throw new Fault(call.offset, l10n.t('there is no filter “{0}”. There are {1}', call.name, namesOf(filters)));
  const args = argumentsOf(call, filter.takes);
  return (text, item) => filter.act(text, args, item);
}

const namesOf = (all: ReadonlyMap<string, unknown>): string => [...all.keys()].join(', ');

/** What is given, by the names of the parameters, each of the kind that it is where it is left out. */
function argumentsOf({ name, given }: Call, takes: Arguments): Arguments {
  const parameters = Object.keys(takes);
  const args = { ...takes };
  for (const [place, one] of given.entries()) {
    const parameter = one.name ?? parameters[place];
    if (parameter === undefined || !Object.hasOwn(takes, parameter)) throw new Fault(one.offset, notTaken(name, one, parameters));
    const kind = typeof takes[parameter];
    const value = kind === 'string' ? String(one.value) : one.value;
    if (typeof value !== kind) throw new Fault(one.offset, wrongKinds[kind]!(parameter, name));
    args[parameter] = value;
  }
  return args;
}

const wrongKinds: Record<string, (parameter: string, name: string) => string> = {
  number: (parameter, name) => l10n.t('“{0}” of “{1}” is to be a number', parameter, name),
  boolean: (parameter, name) => l10n.t('“{0}” of “{1}” is to be true or false', parameter, name),
};

function notTaken(name: string, { name: parameter }: Given, parameters: readonly string[]): string {
  const taken = parameters.join(', ');
  if (parameter === null) return taken === '' ? l10n.t('“{0}” takes nothing in parentheses', name) : l10n.t('“{0}” takes {1}', name, taken);
  return taken === '' ? l10n.t('“{0}” takes nothing in parentheses, and no “{1}”', name, parameter) : l10n.t('“{0}” takes {1}, and no “{2}”', name, taken, parameter);
}
