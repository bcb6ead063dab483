import * as l10n from '@vscode/l10n';
import type { Span } from '../../text/span.js';

/** Something wrong with an entry, said for a person. Offsets are UTF-16 code units. */
export interface BibFault extends Span {
  message: string;
  /** Something that the entry says could not be read. */
  lost: boolean;
  /** A value is not closed. */
  unclosed?: true;
}

/** The macros of a .bib, by their names in lower case: TeX, as it stands between the delimiters. */
export type Macros = ReadonlyMap<string, string>;

/** The fields of an entry, by their names in lower case: TeX without the delimiters, pieces joined by `#` put together. */
export interface BibFields {
  values: Map<string, string>;
  /** Offsets are those of the text that was read. */
  faults: BibFault[];
  /** A macro of the file's own was asked for, whether it is there or not. */
  usesMacros: boolean;
}

/** The months, which every style defines. */
export const months: Macros = new Map(['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'].map((name) => [name, name]));

/** What opens a field, on a line of its own or behind a comma: where a value ends that is not closed. */
const fieldWithin = /\n[ \t]{0,40}[A-Za-z][\w:+-]{0,40}[ \t]{0,40}=|,[ \t]{0,40}[A-Za-z][\w:+-]{0,40}[ \t]{0,40}=[ \t]{0,40}(?:[{"\d]|$)/g;
/** The same, of which a text in quotation marks that is closed seldom has the second. */
const fieldWithinQuotes = /\n[ \t]{0,40}[A-Za-z][\w:+-]{0,40}[ \t]{0,40}=|,[ \t]{0,40}[A-Za-z][\w:+-]{0,40}[ \t]{0,40}=[ \t]{0,40}$/g;
/** What opens a field: where reading goes on behind one that is broken. */
const nextField = /[\n,]\s{0,40}[A-Za-z][\w:+-]{0,40}\s{0,40}=/g;
/** The lines that git sets around the two sides of a conflict, and the whole of the shared one, which some have set between them. */
const conflictLine = /(?:<{7}|={7}|>{7}|\|{7})(?: [^\n]*)?\r?(?=\n|$)/y;

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/** Written into the code as numbers, as in entries.ts. */
const enum Sign {
  open = 0x7b, close = 0x7d, quote = 0x22, comma = 0x2c, percent = 0x25, equals = 0x3d, hash = 0x23, newline = 0x0a,
}

const isSpace = (sign: number): boolean => sign === 32 || (sign >= 9 && sign <= 13) || sign === 0xa0;
/** What a name of a field can't hold, by its code; all above ASCII can stand in one but the no-break space. */
const endsName = Uint8Array.from({ length: 128 }, (_, code) => (/[\s=,{}"#%()']/.test(String.fromCharCode(code)) ? 1 : 0));
const endsBare = Uint8Array.from({ length: 128 }, (_, code) => (/[\s,{}"#=]/.test(String.fromCharCode(code)) ? 1 : 0));

const lowered = new Map<string, string>();
const mostLowered = 1000;

/** The same text for the same name each time, which makes what is looked up by it found faster. */
function lower(name: string): string {
  let known = lowered.get(name);
  if (known === undefined) {
    if (lowered.size > mostLowered) lowered.clear();
    lowered.set(name, (known = name.toLowerCase()));
  }
  return known;
}

/** So many signs are looked through for what closes values, and is not there. */
const mostInVain = 1_000_000;
const valueInBrokenEntry = 2_000;

class FieldReader {
  private readonly values = new Map<string, string>();
  private readonly faults: BibFault[] = [];
  private usesMacros = false;
  private at = 0;
  /** A comma stood behind the last value, or something that makes one needless. */
  private separated = true;
  private inVain = 0;

  /** @param closed whether the entry is; if not, what seems to close a field may be the entry's bracket */
  constructor(private readonly text: string, private readonly macros: Macros, private readonly closed: boolean) {}

  read(): BibFields {
    while (this.field());
    return { values: this.values, faults: this.faults, usesMacros: this.usesMacros };
  }

  /** False where nothing more is to come. */
  private field(): boolean {
    const { text } = this;
    this.passOver();
    const from = this.at;
    if (from >= text.length) return false;
    const end = this.behind(endsName, from);
    if (end === from) return this.skip(from, l10n.t('there are words where a field should begin'));
    const name = lower(text.slice(from, end));
    this.at = this.behindSpace(end);
    if (text.charCodeAt(this.at) !== Sign.equals) return this.skip(from, l10n.t('an equals sign is missing behind “{0}”', text.slice(from, Math.min(end, from + 40))));
    if (!this.separated) this.tell(l10n.t('a comma is missing before “{0}”', name), from, end, false);
    this.at++;
    this.separated = false;
    const value = this.value(name);
    if (value === null) return this.skip(from, l10n.t('the value of “{0}” is missing or not closed', name));
    if (!this.values.has(name)) this.values.set(name, value);
    return true;
  }

  /** Passes over what may stand between fields: also comments, and the lines that git sets around a conflict. */
  private passOver(): void {
    const { text } = this;
    for (; this.at < text.length; this.at++) {
      const sign = text.charCodeAt(this.at);
      if (sign === Sign.comma) this.separated = true;
      else if (sign === Sign.percent) this.at = this.lineEnd();
      else if (sign === Sign.close) {
        if (this.closed) this.tell(l10n.t('a closing bracket stands here that nothing opens'), this.at, this.at + 1, false);
      } else if (!isSpace(sign)) {
        if (!this.beginsLine() || !matchAt(conflictLine, text, this.at)) return;
        this.separated = true;
        this.at = this.lineEnd();
      }
    }
  }

  private beginsLine(): boolean {
    return this.at === 0 || this.text.charCodeAt(this.at - 1) === Sign.newline;
  }

  private lineEnd(): number {
    const end = this.text.indexOf('\n', this.at);
    return end < 0 ? this.text.length : end;
  }

  private behindSpace(at: number): number {
    while (isSpace(this.text.charCodeAt(at))) at++;
    return at;
  }

  /** Behind a run of signs that a table does not have. */
  private behind(ends: Uint8Array, at: number): number {
    const { text } = this;
    for (; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code < 128 ? ends[code] === 1 : code === 0xa0) break;
    }
    return at;
  }

  private tell(message: string, start: number, end: number, lost: boolean): void {
    this.faults.push({ message, start, end, lost });
  }

  private skip(from: number, message: string): boolean {
    this.tell(message, from, Math.min(this.text.length, from + 80), true);
    this.separated = true;
    const next = matchAt(nextField, this.text, from + 1);
    if (next) this.at = next.index + 1;
    return next !== null;
  }

  private value(name: string): string | null {
    let value = '';
    for (;;) {
      this.at = this.behindSpace(this.at);
      const piece = this.piece(name);
      if (piece === null) return null;
      value = value === '' ? piece : value + piece;
      const next = this.behindSpace(this.at);
      if (this.text.charCodeAt(next) !== Sign.hash) return value;
      this.at = next + 1;
    }
  }

  private piece(name: string): string | null {
    const { text, at } = this;
    const sign = text.charCodeAt(at);
    if (sign === Sign.open || sign === Sign.quote) {
      const behind = sign === Sign.open ? this.behindBraces() : this.behindQuotes();
      if (behind < 0 || this.tookFields(sign, behind)) return this.unclosed();
      this.at = behind;
      return text.slice(at + 1, behind - 1);
    }
    this.at = this.behind(endsBare, at);
    return this.at === at ? null : this.bare(text.slice(at, this.at), name);
  }

  /** A number, or a macro. */
  private bare(word: string, name: string): string {
    if (/^\d+$/.test(word)) return word;
    const macroName = word.toLowerCase();
    const macro = this.macros.get(macroName);
    if (!months.has(macroName)) this.usesMacros = true;
    if (macro === undefined) this.tell(l10n.t('“{0}” (in “{1}”) is no @string of this file; it was taken as it stands', word, name), this.at - word.length, this.at, false);
    return macro ?? word;
  }

  /** Behind the brace that closes the one here, or -1. */
  private behindBraces(): number {
    const { text } = this;
    const end = this.furthest();
    const first = text.indexOf('}', this.at);
    const inner = text.indexOf('{', this.at + 1);
    if (first >= 0 && first < end && (inner < 0 || inner > first)) return first + 1;
    let depth = 0;
    for (let { at } = this; at < end; at++) {
      const sign = text.charCodeAt(at);
      if (sign === Sign.open) depth++;
      else if (sign === Sign.close && --depth === 0) return at + 1;
    }
    this.inVain += end - this.at;
    return -1;
  }

  /** Behind the quotation mark that closes the one here, outside braces; or -1. */
  private behindQuotes(): number {
    const { text } = this;
    const end = this.furthest();
    let depth = 0;
    for (let at = this.at + 1; at < end; at++) {
      const sign = text.charCodeAt(at);
      if (sign === Sign.open) depth++;
      else if (sign === Sign.close) depth--;
      else if (sign === Sign.quote && depth <= 0) return at + 1;
    }
    this.inVain += end - this.at;
    return -1;
  }

  /** How far is looked for what closes a value: not far any more where that was in vain many times. */
  private furthest(): number {
    return this.inVain < mostInVain ? this.text.length : Math.min(this.text.length, this.at + valueInBrokenEntry);
  }

  /** Whether a value holds other fields: then what closes it was the next value's quotation mark, or the bracket of the entry. */
  private tookFields(sign: number, behind: number): boolean {
    if (sign === Sign.open && this.closed) return false;
    const value = this.text.slice(this.at, behind - 1);
    if (sign === Sign.open && /,\s{0,100}$/.test(value)) return true;
    return value.includes('=') && matchAt(sign === Sign.open ? fieldWithin : fieldWithinQuotes, value, 0) !== null;
  }

  /** A value that is not closed is taken up to the next field. */
  private unclosed(): string {
    const { text, at } = this;
    const until = matchAt(fieldWithin, text, at)?.index ?? text.length;
    this.tell(l10n.t('the value that begins with “{0}” is not closed', text.slice(at, at + 30).replace(/\s+/g, ' ').trim()), at, until, true);
    this.faults.at(-1)!.unclosed = true;
    this.at = until;
    this.separated = true;
    return text.slice(at + 1, until).replace(/[\s,}"]+$/, '');
  }
}

/** The fields of an entry. What is broken costs one field, and is told. @param text what stands between its key and its closing bracket */
export const fieldsOf = (text: string, macros: Macros, closed: boolean): BibFields => new FieldReader(text, macros, closed).read();
