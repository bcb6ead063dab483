import type { Span } from '../../text/span.js';
import type { BibEntry, BibFault } from './entries.js';

/** The macros of a .bib, by their names in lower case: TeX, as it stands between the delimiters. */
export type Macros = ReadonlyMap<string, string>;

/** The fields of an entry, by their names in lower case: TeX without the delimiters, pieces joined by `#` put together. */
export interface BibFields {
  values: Map<string, string>;
  faults: BibFault[];
}

const nameHere = /[\s,]*([^\s=,{}"#%()']+)\s*/y;
const valueHere = /\s*/y;
const bareHere = /[^\s,{}"#=]+/y;
const joinHere = /\s*#\s*/y;
/** A line that opens a field: where reading goes on behind one that is broken. */
const nextField = /\n[ \t]*[A-Za-z][\w:+-]{0,40}[ \t]*=/g;

/** The months, which every style defines. */
export const months: Macros = new Map(['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'].map((name) => [name, name]));

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

const [open, close, quote] = ['{', '}', '"'].map((sign) => sign.charCodeAt(0)) as [number, number, number];

/** Behind the brace that closes the one at `from`, or -1. */
function behindBraces(text: string, from: number, end: number): number {
  let depth = 0;
  for (let at = from; at < end; at++) {
    const sign = text.charCodeAt(at);
    if (sign === open) depth++;
    else if (sign === close && --depth === 0) return at + 1;
  }
  return -1;
}

/** Behind the quotation mark that closes the one at `from`, outside braces; or -1. */
function behindQuotes(text: string, from: number, end: number): number {
  let depth = 0;
  for (let at = from + 1; at < end; at++) {
    const sign = text.charCodeAt(at);
    if (sign === open) depth++;
    else if (sign === close) depth--;
    else if (sign === quote && depth <= 0) return at + 1;
  }
  return -1;
}

class FieldReader {
  readonly values = new Map<string, string>();
  readonly faults: BibFault[] = [];
  private at: number;
  private readonly end: number;

  constructor(private readonly text: string, { start, end }: Span, private readonly macros: Macros) {
    this.at = start;
    this.end = end;
  }

  read(): BibFields {
    while (this.at < this.end && this.field());
    return { values: this.values, faults: this.faults };
  }

  /** False where nothing more is to come. */
  private field(): boolean {
    const match = matchAt(nameHere, this.text, this.at);
    if (!match || nameHere.lastIndex > this.end) return this.rest();
    const name = match[1]!.toLowerCase();
    const from = this.at;
    this.at = nameHere.lastIndex;
    if (this.text[this.at] !== '=') return this.skip(from, `an equals sign is missing behind “${match[1]!.slice(0, 40)}”`);
    this.at++;
    const value = this.value(name);
    if (value === null) return this.skip(from, `the value of “${name}” is missing or not closed`);
    if (!this.values.has(name)) this.values.set(name, value);
    return true;
  }

  /** What is left behind the last field that could be read is only a fault if it says anything. */
  private rest(): boolean {
    const left = this.text.slice(this.at, this.end);
    if (/[^\s,}]/.test(left)) return this.skip(this.at, 'there are words where a field should begin');
    return false;
  }

  private skip(from: number, message: string): boolean {
    this.faults.push({ message, start: from, end: Math.min(this.end, from + 80) });
    const next = matchAt(nextField, this.text, from + 1);
    if (!next || next.index >= this.end) return false;
    this.at = next.index + 1;
    return true;
  }

  private value(name: string): string | null {
    let value = '';
    for (;;) {
      this.at = (matchAt(valueHere, this.text, this.at), valueHere.lastIndex);
      const piece = this.at < this.end ? this.piece(name) : null;
      if (piece === null) return null;
      value += piece;
      if (!matchAt(joinHere, this.text, this.at)) return value;
      this.at = joinHere.lastIndex;
    }
  }

  private piece(name: string): string | null {
    const { text, at, end } = this;
    const sign = text[at];
    if (sign === '{' || sign === '"') {
      const behind = sign === '{' ? behindBraces(text, at, end) : behindQuotes(text, at, end);
      if (behind < 0) return this.unclosed();
      this.at = behind;
      return text.slice(at + 1, behind - 1);
    }
    const bare = matchAt(bareHere, text, at)?.[0];
    if (bare === undefined) return null;
    this.at = bareHere.lastIndex;
    if (/^\d+$/.test(bare)) return bare;
    const macro = this.macros.get(bare.toLowerCase());
    if (macro === undefined) this.faults.push({ message: `“${bare}” (in “${name}”) is no @string of this file; it was taken as it stands`, start: at, end: this.at });
    return macro ?? bare;
  }

  /** A value that is not closed is taken up to the line that opens the next field. */
  private unclosed(): string {
    const { text, at, end } = this;
    const next = matchAt(nextField, text, at);
    const until = next && next.index < end ? next.index : end;
    this.faults.push({ message: `the value that begins with “${text.slice(at, at + 30).trim()}” is not closed`, start: at, end: until });
    this.at = until;
    return text.slice(at + 1, until).replace(/[\s,}"]+$/, '');
  }
}

/** The fields of an entry. What is broken costs one field, and is told. */
export const fieldsOf = (text: string, { fields }: BibEntry, macros: Macros): BibFields => new FieldReader(text, fields, macros).read();

/** The `@string` macros of a file, one built on those before it. */
export function macrosOf(text: string, entries: readonly BibEntry[]): Macros {
  const macros = new Map(months);
  for (const entry of entries) {
    if (entry.type !== 'string') continue;
    for (const [name, value] of fieldsOf(text, entry, macros).values) macros.set(name, value);
  }
  return macros;
}
