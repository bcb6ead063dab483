import { own } from '../../text/own.js';
import { nocase, withNeededSpans } from './capitals.js';

/** Commands that set an accent, with the combining mark of Unicode. */
export const accents: Readonly<Record<string, string>> = {
  '`': '\u0300', "'": '\u0301', '^': '\u0302', '~': '\u0303', '=': '\u0304', u: '\u0306', '.': '\u0307', '"': '\u0308', r: '\u030a', H: '\u030b',
  v: '\u030c', d: '\u0323', c: '\u0327', k: '\u0328', b: '\u0331', t: '\u0361',
};

/** Commands that stand for a sign. */
const signs: Record<string, string> = {
  ss: 'ß', SS: 'ẞ', ae: 'æ', AE: 'Æ', oe: 'œ', OE: 'Œ', aa: 'å', AA: 'Å', o: 'ø', O: 'Ø', l: 'ł', L: 'Ł', i: 'ı', j: 'ȷ', dh: 'ð', DH: 'Ð', th: 'þ',
  TH: 'Þ', dj: 'đ', DJ: 'Đ', ng: 'ŋ', NG: 'Ŋ', S: '§', P: '¶', dag: '†', ddag: '‡', copyright: '©', pounds: '£', euro: '€', texteuro: '€',
  textsterling: '£', ldots: '…', dots: '…', textellipsis: '…', textendash: '–', textemdash: '—', textquoteleft: '‘', textquoteright: '’',
  textquotedblleft: '“', textquotedblright: '”', textquotedbl: '"', textquotesingle: "'", quotesinglbase: '‚', quotedblbase: '„', glqq: '„', grqq: '“',
  flqq: '«', frqq: '»', guillemotleft: '«', guillemotright: '»', lq: '‘', rq: '’', textasciitilde: '~', textasciicircum: '^', textasciigrave: '`',
  textbackslash: '\\', textbraceleft: '{', textbraceright: '}', textunderscore: '_', textbar: '|', textless: '<', textgreater: '>', textbullet: '•',
  textperiodcentered: '·', textdegree: '°', degree: '°', textregistered: '®', texttrademark: '™', textexclamdown: '¡', textquestiondown: '¿',
  textordfeminine: 'ª', textordmasculine: 'º', textmu: 'µ', LaTeX: 'LaTeX', TeX: 'TeX', BibTeX: 'BibTeX', slash: '/', space: ' ', quad: ' ', qquad: ' ',
  newline: ' ', linebreak: ' ', par: ' ', bibrangedash: '–', nobreakdash: '', allowbreak: '', noopsort: '', times: '×', pm: '±', leq: '≤', geq: '≥', neq: '≠',
  approx: '≈', infty: '∞', rightarrow: '→', to: '→', cdot: '·', circ: '°', alpha: 'α', beta: 'β', gamma: 'γ', delta: 'δ', epsilon: 'ε', varepsilon: 'ε',
  zeta: 'ζ', eta: 'η', theta: 'θ', iota: 'ι', kappa: 'κ', lambda: 'λ', mu: 'μ', nu: 'ν', xi: 'ξ', pi: 'π', rho: 'ρ', sigma: 'σ', tau: 'τ', upsilon: 'υ',
  phi: 'φ', varphi: 'φ', chi: 'χ', psi: 'ψ', omega: 'ω', Gamma: 'Γ', Delta: 'Δ', Theta: 'Θ', Lambda: 'Λ', Xi: 'Ξ', Pi: 'Π', Sigma: 'Σ', Phi: 'Φ', Psi: 'Ψ',
  Omega: 'Ω', in: '∈', notin: '∉', ni: '∋', subset: '⊂', subseteq: '⊆', cup: '∪', cap: '∩', emptyset: '∅', forall: '∀', exists: '∃', neg: '¬', land: '∧', lor: '∨',
  partial: '∂', nabla: '∇', sum: '∑', prod: '∏', int: '∫', ll: '≪', gg: '≫', le: '≤', ge: '≥', ne: '≠', sim: '∼', simeq: '≃', equiv: '≡', propto: '∝', cong: '≅',
  leftarrow: '←', Rightarrow: '⇒', Leftarrow: '⇐', leftrightarrow: '↔', mapsto: '↦', ell: 'ℓ', hbar: 'ℏ', aleph: 'ℵ', otimes: '⊗', oplus: '⊕', ast: '∗', star: '⋆',
  bullet: '•', prime: '′', perp: '⊥', langle: '⟨', rangle: '⟩', lfloor: '⌊', rfloor: '⌋', lceil: '⌈', rceil: '⌉', mid: '|', vert: '|', div: '÷', mp: '∓', deg: '°',
  vartheta: 'ϑ', varrho: 'ϱ', varsigma: 'ς', Upsilon: 'Υ', cdots: '⋯', vdots: '⋮',
  '&': '&', '%': '%', '$': '$', '#': '#', _: '_', '{': '{', '}': '}', ' ': ' ', ',': ' ', ';': ' ', ':': ' ', '!': '', '-': '', '/': '', '@': '', '\\': ' ',
  '|': '‖', '*': '',
};

/** Commands whose argument is set in CSL's markup: https://docs.citationstyles.org/en/stable/specification.html#rich-text-markup-within-fields */
const italic = ['<i>', '</i>'] as const;
const bold = ['<b>', '</b>'] as const;
const smallCaps = ['<span style="font-variant:small-caps;">', '</span>'] as const;
const raised = ['<sup>', '</sup>'] as const;
const lowered = ['<sub>', '</sub>'] as const;
const quoted = ['“', '”'] as const;
const unmarked = ['', ''] as const;
type Marks = readonly [open: string, close: string];
const marked: Record<string, Marks> = {
  emph: italic, textit: italic, textsl: italic, mkbibemph: italic, mkbibitalic: italic, textbf: bold, mkbibbold: bold, textsc: smallCaps,
  textsuperscript: raised, mkbibsuperscript: raised, textsubscript: lowered, mkbibsubscript: lowered, enquote: quoted, mkbibquote: quoted,
};
/** Commands that hold for the rest of their group. */
const switches: Record<string, Marks> = { em: italic, it: italic, itshape: italic, sl: italic, bf: bold, bfseries: bold, sc: smallCaps, scshape: smallCaps };
/** Commands whose first argument no reader sees. */
const silent = new Set(['href', 'textcolor', 'foreignlanguage', 'hspace', 'vspace', 'label', 'noopsort', 'selectlanguage']);

const hasLetter = /\p{L}/u;
const needsReading = /[\\{}$~^_]|--|``|''|`|\s\s|[\n\t\r]/;
const command = /\\(?:([A-Za-z]+)\*?[ \t]*|([^A-Za-z]))/y;
/** What an accent is set on: "{e}", "e", "{\i}", "\i". */
const accented = /\s*(?:\{\s*\\?([^\s\\{}])?([^{}]{0,20})\}|\\([ij])(?![A-Za-z])\s?|(.))/suy;
const argument = /\s*\{([^{}]{0,2000})\}/y;

interface Group {
  /** What stands before the group in `out`. */
  at: number;
  open: string;
  close: string;
}

class TexReader {
  private readonly out: string[] = [];
  private readonly groups: Group[] = [];
  private at = 0;
  private math = false;

  /** @param braces what a group in braces is set in, where it is not the argument of a command */
  constructor(private readonly tex: string, private readonly braces: Marks) {}

  read(): string {
    const { tex } = this;
    while (this.at < tex.length) this.next(tex[this.at]!);
    while (this.groups.length > 0) this.close();
    return this.out.join('').normalize('NFC');
  }

  private next(sign: string): void {
    switch (sign) {
      case '\\':
        return this.command();
      case '{':
        return this.openGroup(this.marksHere());
      case '}':
        this.at++;
        return this.close();
      case '$':
        this.math = !this.math;
        this.at++;
        return;
      case '^':
      case '_':
        return this.script(sign);
      default:
        return this.words();
    }
  }

  /** `{\"u}` is a letter and protects nothing, nor do braces within braces. */
  private marksHere(): Marks {
    const isPlain = this.math || this.tex[this.at + 1] === '\\' || this.groups.some(({ open }) => open === this.braces[0]);
    return isPlain ? unmarked : this.braces;
  }

  private openGroup([open, close]: Marks): void {
    this.at++;
    this.groups.push({ at: this.out.length, open, close });
    this.out.push('');
  }

  private close(): void {
    const group = this.groups.pop();
    if (!group) return;
    const inner = this.out.splice(group.at + 1).join('');
    const says = group.open === nocase[0] ? hasLetter.test(inner) : inner !== '';
    this.out[group.at] = says ? group.open + inner + group.close : inner;
  }

  private command(): void {
    command.lastIndex = this.at;
    const match = command.exec(this.tex);
    if (!match) {
      this.at++;
      return;
    }
    this.at = command.lastIndex;
    const name = match[1] ?? match[2]!;
    if (name === '(' || name === ')') {
      this.math = name === '(';
      return;
    }
    const mark = own(accents, name);
    if (mark !== undefined && (match[1] === undefined || /[\s{\\]/.test(this.tex[command.lastIndex - 1]! + (this.tex[this.at] ?? '')))) return this.accent(mark);
    const marks = own(marked, name);
    if (marks && this.tex[this.at] === '{') return this.openGroup(marks);
    const group = this.groups.at(-1);
    const [turn, sign] = [own(switches, name), own(signs, name)];
    if (turn && group) Object.assign(group, { open: group.open + turn[0], close: turn[1] + group.close });
    else if (silent.has(name)) this.skipArgument();
    else this.out.push(sign ?? '');
    if (sign === undefined && this.tex[this.at] === '{') this.openGroup(unmarked);
  }

  private accent(mark: string): void {
    accented.lastIndex = this.at;
    const match = accented.exec(this.tex);
    if (!match) return;
    this.at = accented.lastIndex;
    const [, first, rest = '', dotless, bare] = match;
    const base = first ?? dotless ?? bare ?? '';
    this.out.push(base + (base === '' ? '' : mark) + rest);
  }

  private skipArgument(): void {
    argument.lastIndex = this.at;
    if (argument.test(this.tex)) this.at = argument.lastIndex;
  }

  private script(sign: '^' | '_'): void {
    this.at++;
    if (!this.math) {
      this.out.push(sign);
      return;
    }
    const [open, close] = sign === '^' ? raised : lowered;
    if (this.tex[this.at] === '{') return this.openGroup([open, close]);
    const next = this.tex[this.at] ?? '';
    if (next === '\\') return;
    this.at++;
    this.out.push(next === '' ? '' : open + next + close);
  }

  private words(): void {
    signInTex.lastIndex = this.at;
    const end = signInTex.test(this.tex) ? signInTex.lastIndex - 1 : this.tex.length;
    const words = this.tex.slice(this.at, end);
    this.at = end;
    this.out.push(isPlain(words) ? words : words.replace(/---|--|``|''|`|~/g, (found) => ligatures[found]!).replace(/\s+/g, ' '));
  }
}

const signInTex = /[\\{}$^_]/g;

const ligatures: Record<string, string> = { '---': '—', '--': '–', '``': '“', "''": '”', '`': '‘', '~': '\u00a0' };

/**
 * The text that TeX sets: accents and signs as letters, `--` as dashes, markup as CSL's. Unknown commands leave their arguments. Braces
 * that keep capitals are left out. Linear, and never throws.
 *
 * @example fromTex("Caf\\'e {\\o}l") // 'Café øl'
 */
export function fromTex(tex: string): string {
  return isPlain(tex) ? tex.trim() : textIn(tex, unmarked);
}

/** Whether TeX is its own text, but for spaces at its ends. */
export const isPlain = (tex: string): boolean => !needsReading.test(tex);

const textIn = (tex: string, braces: Marks): string => new TexReader(tex, braces).read().replace(/ {2,}/g, ' ').trim();

/**
 * The text of a title. Braces that keep letters as they are become CSL's `<span class="nocase">`, as far as the title's capitals do not say as much
 * (`withNeededSpans`); braces around all of it are a habit of programs and say nothing.
 *
 * @example titleFromTex('The {von} in Names') // 'The <span class="nocase">von</span> in Names'
 */
export function titleFromTex(tex: string): string {
  if (!tex.includes('{') || isWhole(tex.trim())) return fromTex(tex);
  return withNeededSpans(textIn(tex, nocase));
}

/** Whether the brace that opens a text closes at its end. */
function isWhole(tex: string): boolean {
  if (!tex.startsWith('{') || !tex.endsWith('}')) return false;
  let depth = 0;
  for (let at = 0; at < tex.length - 1; at++) {
    if (tex[at] === '\\') at++;
    else if (tex[at] === '{') depth++;
    else if (tex[at] === '}' && --depth === 0) return false;
  }
  return true;
}

const commands = /\\([A-Za-z]+|[^A-Za-z])/g;
const areRead = new Set([signs, accents, marked, switches].flatMap((table) => Object.keys(table)));

/** Whether TeX says more than the text that is read from it: formulas, links, commands that have no sign. */
export function saysMore(tex: string): boolean {
  if (tex.includes('$') && /(?<!\\)\$/.test(tex)) return true;
  if (!tex.includes('\\')) return false;
  commands.lastIndex = 0;
  for (let match = commands.exec(tex); match; match = commands.exec(tex)) if (match[1] === 'noopsort' || !areRead.has(match[1]!)) return true;
  return false;
}

/** An address or identifier, which programs write with or without TeX's escapes. */
export const plainAddress = (tex: string): string =>
  !/[\\{}\s]/.test(tex) ? tex : tex.replace(/\\([%#&_~^{}$])/g, '$1').replace(/\{\\?(?:textunderscore|textasciitilde)\}/g, '_').replace(/[{}\s]/g, '');
