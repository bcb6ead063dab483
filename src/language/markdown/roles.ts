import type { Manner } from '../../documents/latex/citing.js';
import type { Span } from '../../text/span.js';
import { matchEnd } from '../../text/sticky.js';
import type { Citation, CitedWork, TypedKey } from '../citations.js';
import { readLocator } from './locator.js';
import { trimmed, withoutComma } from './words.js';

// MyST's roles, {cite:p}`vale2018cubs,powell2014talking`, with words before and behind each key in braces, {cite:p}`{see}vale2018cubs{p. 18}`:
// https://sphinxcontrib-bibtex.readthedocs.io/en/latest/usage.html#roles-and-directives, https://mystmd.org/guide/citations

const manners: readonly [Manner, roles: string][] = [
  ['behind', 'cite cite:p cite:ps cite:alp cite:alps cite:label cite:labelpar'],
  ['within', 'cite:t cite:ts cite:ct cite:cts'],
  ['names', 'cite:author cite:authors cite:authorpar cite:authorpars cite:cauthor cite:cauthors'],
  ['year', 'cite:year cite:yearpar'],
  ['note', 'footcite footcite:p footcite:ps footcite:t footcite:ts footcite:ct footcite:cts'],
  ['silent', 'cite:empty'],
];
const mannerOf = new Map(manners.flatMap(([manner, roles]) => roles.split(' ').map((role): [string, Manner] => [role, manner])));

/** What a role that cites begins with, its back-ticks included. */
export const roleOpens = /\{(?:foot)?cite(?::[a-z]{1,12})?\}`{1,2}(?!`)/y;
const opening = /\{([a-z:]{1,24})\}(`{1,2})/y;

/** A key with its words: `{see} vale2018cubs {p. 18}`. */
const work = /(\{[^{}`]{0,1000}\})?\s{0,100}([^\s{},;`]+)\s{0,100}(\{[^{}`]{0,1000}\})?/y;
const between = /[\s,;]*/y;

/** The citation of the role that spans `start` to `end`; null where the role is none that is known, or has no key. */
export function readRole(text: string, { start, end }: Span): Citation | null {
  opening.lastIndex = start;
  const [opened = '', command = '', ticks = ''] = opening.exec(text) ?? [];
  const manner = mannerOf.get(command);
  if (!manner) return null;
  const content = text.slice(0, end - ticks.length);
  const works: CitedWork[] = [];
  for (let at = start + opened.length; at < content.length; at = matchEnd(between, content, at)!) {
    work.lastIndex = at;
    const match = work.exec(content);
    if (!match) {
      at++;
      continue;
    }
    works.push(workOf(content, match, manner));
    at = work.lastIndex;
  }
  return works.length === 0 ? null : { start, end, manner, works, command };
}

function workOf(content: string, match: RegExpExecArray, manner: Manner): CitedWork {
  const [whole, before, key = '', behind] = match;
  const end = match.index + whole.length;
  const keyStart = content.indexOf(key, match.index + (before?.length ?? 0));
  const span = { start: keyStart, end: keyStart + key.length };
  const words = content.slice(0, end - 1);
  const { locator, next } = behind === undefined ? { locator: null, next: end } : readLocator(words, end - behind.length + 1);
  return {
    key: { key, ...span, signed: span },
    prefix: before === undefined ? null : trimmed(content, match.index + 1, match.index + before.length - 1),
    locator,
    suffix: behind === undefined ? null : withoutComma(words, trimmed(words, next, words.length)),
    suppressesAuthor: manner === 'year',
  };
}

const typedRole = /\{(?:foot)?cite(?::[a-z]{1,12})?\}`{1,2}(?:[^{}`]|\{[^{}`]{0,1000}\})*$/;
const restOfKey = /[^\s{},;`]*/y;

/** The key being typed in a role on the cursor's line: {cite:p}`vale2018cubs,po|`. */
export function typedInRole(text: string, lineStart: number, offset: number): TypedKey | null {
  const role = text.lastIndexOf('cite', offset);
  const open = text.lastIndexOf('{', role);
  if (role < 0 || open < lineStart || !typedRole.test(text.slice(open, offset))) return null;
  const start = Math.max(...['`', ',', ';', '}'].map((sign) => text.lastIndexOf(sign, offset - 1))) + 1;
  const typed = text.slice(start, offset).trimStart();
  return { typed, start: offset - typed.length, end: matchEnd(restOfKey, text, offset)!, form: 'braced' };
}
