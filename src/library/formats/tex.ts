import { accents as marks } from '../../documents/bib/fromTex.js';

/** Accents of TeX by the combining marks of Unicode; those named by a letter need braces around theirs. */
const accents: Record<string, string> = Object.fromEntries(Object.entries(marks).map(([command, mark]) => [mark, command]));

const characters: Record<string, string> = {
  '\\': '\\textbackslash{}', '{': '\\textbraceleft{}', '}': '\\textbraceright{}', '~': '\\textasciitilde{}', '^': '\\textasciicircum{}',
  '$': '\\$', '%': '\\%', '&': '\\&', '#': '\\#', '_': '\\_',
  'ß': '{\\ss}', 'æ': '{\\ae}', 'Æ': '{\\AE}', 'œ': '{\\oe}', 'Œ': '{\\OE}', 'ø': '{\\o}', 'Ø': '{\\O}', 'ł': '{\\l}', 'Ł': '{\\L}', 'ı': '{\\i}',
  '–': '--', '—': '---', '‘': '`', '’': "'", '“': '``', '”': "''", '…': '\\ldots{}', '\u00a0': '~', '\u00ad': '',
};

const special = /[\\{}~^$%&#_ßæÆœŒøØłŁı–—‘’“”…\u00a0\u00ad]/g;
const accented = /\p{L}/gu;
const blanks = /[\s\p{Cc}]+/gu;
const loneSurrogates = /\p{Cs}/gu;

function accent(letter: string): string {
  const [base = '', mark = '', ...more] = letter.normalize('NFD');
  const command = accents[mark];
  if (command === undefined || more.length > 0 || !/[A-Za-z]/.test(base)) return letter;
  return /[A-Za-z]/.test(command) ? `{\\${command}{${base}}}` : `{\\${command}${base}}`;
}

/**
 * Text as TeX sets it: nothing in it can end a field or be a command. Accents are commands, since BibTeX counts bytes; letters that TeX has
 * no command for stay as they are.
 */
export function texText(text: string): string {
  const plain = text.normalize('NFC').replace(loneSurrogates, '\ufffd').replace(blanks, (blank) => (blank === '\u00a0' ? blank : ' ')).trim();
  return plain.replace(special, (character) => characters[character]!).replace(accented, accent);
}

const word = /[\p{L}\p{N}]+(?:[.'’][\p{L}\p{N}]+)*/gu;
const capital = /^\p{Lu}/u;
const innerCapital = /.\p{Lu}/u;
/** Languages that write nouns with a capital; their titles must keep them. */
const keepsCapitals = /(?:^|\s)(?:der|die|das|und|des|dem|den|zur|zum|im|von|eine?[rmns]?)\s/;

/**
 * A title whose capitals styles must not take away, in braces: those within words (ISIS, McCarthy), and where the title is not itself
 * in title case, names and German nouns.
 *
 * @example texTitle('The rise of ISIS in Syria') // 'The rise of {ISIS} in {Syria}'
 * @example texTitle('The Rise of ISIS in Syria') // 'The Rise of {ISIS} in Syria'
 */
export function texTitle(title: string): string {
  const all = [...title.matchAll(word)];
  const rest = all.slice(1).filter(([found]) => found.length > 3 && !innerCapital.test(found));
  const capitals = rest.filter(([found]) => capital.test(found)).length;
  const sentenceCase = capitals * 2 < rest.length || keepsCapitals.test(title);
  let at = 0;
  let out = '';
  for (const [index, match] of all.entries()) {
    const [found] = match;
    const protect = innerCapital.test(found) || (sentenceCase && index > 0 && capital.test(found));
    out += between(title.slice(at, match.index)) + (protect ? `{${texText(found)}}` : texText(found));
    at = match.index + found.length;
  }
  return (out + between(title.slice(at))).trim();
}

/** What stands between words, with its spaces. */
function between(text: string): string {
  const inner = texText(text);
  if (inner === '') return /\s/.test(text) ? ' ' : '';
  return (/^\s/.test(text) ? ' ' : '') + inner + (/\s$/.test(text) ? ' ' : '');
}

const unsafeInUrl = /[\s\\{}"<>^`\p{Cc}\u0080-\u{10ffff}]/gu;

/** An address or identifier, set as it stands; what TeX or a .bib would trip over is percent-encoded. */
export const texUrl = (url: string): string => url.trim().replace(loneSurrogates, '').replace(unsafeInUrl, encodeURIComponent);
