import type { CslName } from '../../csl.js';
import { fromTex, isPlain, saysMore } from './fromTex.js';

/** A part of a list of names in TeX, outside braces: a comma, or a word. */
function cutOutside(tex: string, isCut: (code: number, at: number) => number): string[] {
  const parts: string[] = [];
  let [depth, from] = [0, 0];
  for (let at = 0; at < tex.length; at++) {
    const code = tex.charCodeAt(at);
    if (code === Sign.open) depth++;
    else if (code === Sign.close) depth--;
    else if (code === Sign.backslash) at++;
    if (depth !== 0 || code === Sign.backslash) continue;
    const length = isCut(code, at);
    if (length === 0) continue;
    parts.push(tex.slice(from, at).trim());
    at += length - 1;
    from = at + 1;
  }
  parts.push(tex.slice(from).trim());
  return parts;
}

/** Written into the code as numbers, since they are asked of each sign. */
const enum Sign { open = 0x7b, close = 0x7d, backslash = 0x5c, comma = 0x2c, tie = 0x7e, space = 0x20, noBreak = 0xa0, capitalA = 0x41, capitalZ = 0x5a }

const isSpace = (code: number): boolean => code === Sign.space || (code >= 9 && code <= 13) || code === Sign.noBreak;

const andHere = /\s(?:and)(?=\s)/iy;

const and = /\sand(?=\s)/i;

const isNotEmpty = (part: string): boolean => part !== '';

function cutAtAnd(tex: string): string[] {
  if (!tex.includes('{')) return tex.split(and).map((part) => part.trim()).filter(isNotEmpty);
  return cutOutside(tex, (code, at) => {
    if (!isSpace(code)) return 0;
    andHere.lastIndex = at;
    return andHere.test(tex) ? andHere.lastIndex - at : 0;
  }).filter(isNotEmpty);
}

const cutAtCommas = (tex: string): string[] => (!tex.includes(',') ? [tex] : cutOutside(tex, (code) => (code === Sign.comma ? 1 : 0)));
const cutAtSpaces = (tex: string): string[] => cutOutside(tex, (code) => (isSpace(code) || code === Sign.tie ? 1 : 0)).filter(isNotEmpty);

/** A word of a particle begins in lower case, by its first letter outside braces; "{\'e}tude" counts, "{van}" does not. */
function isSmall(word: string): boolean {
  const first = word.charCodeAt(0);
  if (first >= Sign.capitalA && first <= Sign.capitalZ) return false;
  if (/^\{(?!\\)/.test(word)) return false;
  const letter = /\p{L}/u.exec(fromTex(word))?.[0];
  return letter !== undefined && letter !== letter.toUpperCase();
}

const wholeInBraces = /^\{((?:[^{}]|\{[^{}]*\})*)\}$/s;

interface Parts {
  family: string[];
  particle: string[];
  given: string[];
  suffix: string[];
}

/** "First von Last": the particle reaches from the first to the last small word, and the last word is always the family's. */
function inOrder(words: readonly string[]): Parts {
  const small = words.slice(0, -1).map(isSmall);
  const first = small.indexOf(true);
  const last = small.lastIndexOf(true);
  if (first < 0) return { given: words.slice(0, -1), particle: [], family: words.slice(-1), suffix: [] };
  return { given: words.slice(0, first), particle: words.slice(first, last + 1), family: words.slice(last + 1), suffix: [] };
}

const isSuffix = /^(?:jr|sr|[ivx]{1,4})\.?$/i;

/** "von Last, First" and "von Last, Jr, First". */
function byCommas(parts: readonly string[]): Parts {
  const words = cutAtSpaces(parts[0]!);
  const lastSmall = words.slice(0, -1).map(isSmall).lastIndexOf(true);
  const leads = words.slice(0, 1).every(isSmall);
  const particle = leads ? words.slice(0, lastSmall + 1) : [];
  // "Last, Jr, First" is the rule, "Last, First, Jr" what people write
  const [second, third] = isSuffix.test(parts[2] ?? '') ? [parts[2], parts[1]!] : parts.length > 2 ? [parts[1]!, parts.slice(2).join(', ')] : [undefined, parts[1]!];
  return { particle, family: words.slice(particle.length), given: [third], suffix: second === undefined ? [] : [second] };
}

/** biblatex's extended format: "family=Vale, given=Gina, prefix=van, useprefix=true". */
function extended(parts: readonly string[]): CslName | null {
  const values = new Map(parts.flatMap((part) => {
    const match = /^"?([a-z-]+)\s*=\s*(.*?)"?$/is.exec(part);
    return match ? [[match[1]!.toLowerCase(), fromTex(unbraced(match[2]!))] as const] : [];
  }));
  if (values.size < parts.length || !values.has('family')) return null;
  const particle = values.get('useprefix') === 'false' ? 'dropping-particle' : 'non-dropping-particle';
  return named({ family: values.get('family'), given: values.get('given'), suffix: values.get('suffix'), [particle]: values.get('prefix') });
}

const unbraced = (tex: string): string => wholeInBraces.exec(tex)?.[1] ?? tex;

const named = (name: { [Part in keyof CslName]?: string | undefined }): CslName =>
  Object.fromEntries(Object.entries(name).filter(([, value]) => value !== undefined && value !== ''));

/** "Family, Given" without TeX, as most names are written; null for all else. */
function plainName(name: string): CslName | null {
  const comma = name.indexOf(',');
  const first = name.charCodeAt(0);
  if (comma < 0 || first < Sign.capitalA || first > Sign.capitalZ || !isPlain(name) || name.includes(',', comma + 1)) return null;
  const given = name.slice(comma + 1).trim();
  return given === '' ? { family: name.slice(0, comma).trim() } : { family: name.slice(0, comma).trim(), given };
}

function nameOf(tex: string, particle: 'dropping-particle' | 'non-dropping-particle'): CslName {
  const whole = wholeInBraces.exec(tex);
  if (whole) return { literal: fromTex(whole[1]!) };
  const parts = cutAtCommas(tex);
  const byName = /^"?[a-z-]+\s*=/i.test(tex) ? extended(parts) : null;
  if (byName) return byName;
  const words = cutAtSpaces(tex);
  const read = parts.length > 1 ? byCommas(parts) : inOrder(words);
  const text = (pieces: readonly string[]): string => fromTex(pieces.join(' '));
  return named({ family: text(read.family), given: text(read.given), [particle]: text(read.particle), suffix: text(read.suffix) });
}

const unknownPart = /(?:^|[,{\s"])(?!(?:family|given|prefix|suffix|useprefix)\s?=)[a-z-]{2,20}\s?=/i;

/** Whether a list of names has parts that CSL's names have no place for: "family=Vale, given-i=G". */
export const saysMoreOfNames = (tex: string): boolean => saysMore(tex) || (tex.includes('=') && /\bfamily\s?=/i.test(tex) && unknownPart.test(tex));

/**
 * The names of a field such as `author`, by BibTeX's rules (Patashnik, "BibTeXing"; Markey, "Tame the BeaST", 11.2) and biblatex's extended format. What
 * stands in braces as a whole is an organisation. "and others" becomes a name of that word, as Pandoc has it.
 *
 * @param dropping whether particles are left out where a name is sorted or cited, as by biblatex's option `useprefix=false`
 */
export function namesOf(tex: string, dropping = false): CslName[] {
  const particle = dropping ? 'dropping-particle' : 'non-dropping-particle';
  const byOrder = !/[="]/.test(tex);
  return cutAtAnd(tex).map((part) => (byOrder ? plainName(part) : null) ?? (part.toLowerCase() === 'others' ? { literal: 'others' } : nameOf(part, particle)));
}
