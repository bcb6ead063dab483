import { keptCapitals } from '../../documents/bib/capitals.js';
import { accents as marks } from '../../documents/bib/fromTex.js';

/** Accents of TeX by the combining marks of Unicode; those named by a letter need braces around theirs. */
const accents: Record<string, string> = Object.fromEntries(Object.entries(marks).map(([command, mark]) => [mark, command]));

type Signs = Readonly<Record<string, string>>;
const signs: Signs = {
  '\\': '\\textbackslash{}', '{': '\\textbraceleft{}', '}': '\\textbraceright{}', '~': '\\textasciitilde{}', '^': '\\textasciicircum{}',
  '$': '\\$', '%': '\\%', '&': '\\&', '#': '\\#', '_': '\\_', '\u00a0': '~',
};
const letters: Signs = {
  ...signs,
  'ß': '{\\ss}', 'æ': '{\\ae}', 'Æ': '{\\AE}', 'œ': '{\\oe}', 'Œ': '{\\OE}', 'ø': '{\\o}', 'Ø': '{\\O}', 'ł': '{\\l}', 'Ł': '{\\L}', 'ı': '{\\i}',
  '–': '--', '—': '---', '‘': '`', '’': "'", '“': '``', '”': "''", '…': '\\ldots{}', '\u00ad': '',
};
/** What TeX joins to other signs where it stands twice: hyphens to a dash, apostrophes to a quotation mark. */
const joining: Signs = { '-': '-{}', "'": "'{}", '`': '\\textasciigrave{}' };
const exactLetters: Signs = { ...letters, ...joining, '’': '\\textquoteright{}', '‘': '\\textquoteleft{}' };
const exactSigns: Signs = { ...signs, ...joining };
const special = /[\\{}~^$%&#_ßæÆœŒøØłŁı–—‘’“”…\u00a0\u00ad]/g;
const specialOrJoining = /[\\{}~^$%&#_ßæÆœŒøØłŁı–—‘’“”…\u00a0\u00ad`]|-(?=-)|'(?=')/g;
const signOrJoining = /[\\{}~^$%&#_\u00a0`]|-(?=-)|'(?=')/g;
const accented = /\p{L}/gu;
const blanks = /[\s\p{Cc}]+/gu;
const loneSurrogates = /\p{Cs}/gu;

function accent(letter: string): string {
  const [base = '', mark = '', ...more] = letter.normalize('NFD');
  const command = accents[mark];
  if (command === undefined || more.length > 0 || !/[A-Za-z]/.test(base)) return letter;
  return /[A-Za-z]/.test(command) ? `{\\${command}{${base}}}` : `{\\${command}${base}}`;
}

/** How text is written for TeX. */
export interface TexWriter {
  /** Text as TeX sets it, CSL's markup as commands: nothing in it can end a field, or be a command of its own. */
  text(text: string): string;
  /**
   * A title with braces around what styles must not set in small letters: what CSL's markup says and, unless a word is within such, `keptCapitals`.
   *
   * @example title('The rise of ISIS in Syria') // 'The rise of {ISIS} in {Syria}'
   */
  title(title: string): string;
}

function writer(escape: (plain: string) => string): TexWriter {
  const clean = (text: string): string => text.normalize('NFC').replace(loneSurrogates, '\ufffd').replace(blanks, (blank) => (blank === '\u00a0' ? blank : ' ')).trim();
  const write = (text: string, isTitle: boolean): string => {
    if (text === '') return '';
    const { plain, turns } = cutMarkup(clean(text));
    if (isTitle) protect(plain, turns);
    turns.sort((a, b) => a.at - b.at);
    let [out, at] = ['', 0];
    for (const turn of turns) {
      out += escape(plain.slice(at, turn.at)) + turn.tex;
      at = turn.at;
    }
    return out + escape(plain.slice(at));
  };
  return { text: (text) => write(text, false), title: (title) => write(title, true) };
}

/** A brace or command that stands before a character of a text, in UTF-16 code units. */
interface Turn {
  at: number;
  tex: string;
  /** The case of what stands behind, up to the turn that closes it, is kept. */
  keeps?: boolean;
}

const tag = /<(\/?)(i|b|sup|sub|sc|span)(?: class="(nocase)"| style="font-variant: ?(small-caps);?")?>/g;
const opened: Record<string, string> = {
  i: '\\emph{', b: '\\textbf{', sup: '\\textsuperscript{', sub: '\\textsubscript{', sc: '\\textsc{', nocase: '{', 'small-caps': '\\textsc{', span: '{',
};

/** A text without CSL's markup, which becomes TeX; tags that have no partner are text. */
function cutMarkup(text: string): { plain: string; turns: Turn[] } {
  if (!text.includes('<')) return { plain: text, turns: [] };
  const open: { name: string; found: RegExpExecArray; turn: Turn }[] = [];
  const pairs: { found: RegExpExecArray; turn: Turn }[] = [];
  for (const found of text.matchAll(tag)) {
    const [, closes, name = '', nocaseHere, smallCaps] = found;
    if (closes === '') open.push({ name, found, turn: { at: 0, tex: opened[nocaseHere ?? smallCaps ?? name]!, keeps: nocaseHere !== undefined } });
    else if (open.at(-1)?.name === name) pairs.push(open.pop()!, { found, turn: { at: 0, tex: '}' } });
  }
  pairs.sort((a, b) => a.found.index - b.found.index);
  let [plain, at] = ['', 0];
  for (const { found, turn } of pairs) {
    plain += text.slice(at, found.index);
    turn.at = plain.length;
    at = found.index + found[0].length;
  }
  return { plain: plain + text.slice(at), turns: pairs.map(({ turn }) => turn) };
}

/** Braces around the capitals of a title that no markup keeps. */
function protect(plain: string, turns: Turn[]): void {
  const kept: { start: number; end: number }[] = [];
  const open: Turn[] = [];
  for (const turn of turns) {
    const closed = turn.tex === '}' ? open.pop() : void open.push(turn);
    if (closed?.keeps) kept.push({ start: closed.at, end: turn.at });
  }
  for (const { start, end } of keptCapitals(plain)) {
    if (kept.some((span) => span.start < end && span.end > start)) continue;
    const within = turns.filter(({ at }) => at > start && at < end);
    if (within.length % 2 === 0) turns.push({ at: start, tex: '{' }, { at: end, tex: '}' });
  }
}

/** As BibTeX needs it, which counts bytes: accents are commands. Letters that TeX has no command for stay as they are. Apostrophes and ’ are one, as in TeX. */
export const classicTex = writer((text) => text.replace(special, (sign) => letters[sign]!).replace(accented, accent));
/** The same, so that what is read of it is the text again, letter by letter. */
export const exactTex = writer((text) => text.replace(specialOrJoining, (sign) => exactLetters[sign]!).replace(accented, accent));
/** For biber, which reads UTF-8; as exact. */
export const unicodeTex = writer((text) => text.replace(signOrJoining, (sign) => exactSigns[sign]!));

const unsafeInUrl = /[\s\\{}"<>^`\p{Cc}\u0080-\u{10ffff}]/gu;

/** An address or identifier, set as it stands; what TeX or a .bib would trip over is percent-encoded. */
export const texUrl = (url: string): string => url.trim().replace(loneSurrogates, '').replace(unsafeInUrl, encodeURIComponent);
