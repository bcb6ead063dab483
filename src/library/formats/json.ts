/** Where a text stops being JSON; lines and columns from 1, `offset` in UTF-16 code units. */
export interface JsonFault {
  offset: number;
  line: number;
  column: number;
  message: string;
}

export type ReadJson = { value: unknown; fault: null } | { value: null; fault: JsonFault };

const lineWidth = 120;
const mergeConflict = /^(?:<{7}|={7}|>{7})(?: |$)/m;

/** Parses JSON, with or without a byte order mark; of text that isn't, tells where it goes wrong. */
export function readJson(text: string): ReadJson {
  const from = text.startsWith('\ufeff') ? 1 : 0;
  try {
    return { value: JSON.parse(from === 0 ? text : text.slice(from)) as unknown, fault: null };
  } catch {
    const conflict = mergeConflict.exec(text);
    if (conflict) return { value: null, fault: faultAt(text, conflict.index, 'a merge conflict of git stands here') };
    const scan = new Scan(text, from);
    return { value: null, fault: faultAt(text, scan.firstFault(), scan.expected) };
  }
}

function faultAt(text: string, offset: number, message: string): JsonFault {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf('\n') + 1;
  return { offset, line: before.split('\n').length, column: offset - lineStart + 1, message };
}

const blank = /[ \t\r\n]*/y;
const string = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y; // eslint-disable-line no-control-regex
const scalar = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.])/y;

/** Walks JSON as far as it is JSON. `JSON.parse` says in words that differ by engine where it stopped, or not at all. */
class Scan {
  expected = 'a value was expected';
  /** The closing brackets that are still to come. */
  private readonly open: ('}' | ']')[] = [];

  constructor(private readonly text: string, private at: number) {}

  private skip(pattern: RegExp): boolean {
    pattern.lastIndex = this.at;
    const match = pattern.exec(this.text);
    if (match) this.at += match[0].length;
    return match !== null;
  }

  private next(): string {
    this.skip(blank);
    return this.text.charAt(this.at);
  }

  firstFault(): number {
    while (this.value() && this.afterValue());
    return this.at;
  }

  /** Reads up to where a value is complete, or an object's or a list's first value is to come. */
  private value(): boolean {
    for (;;) {
      this.expected = 'a value was expected';
      const character = this.next();
      if (character !== '{' && character !== '[') return character === '"' ? this.quoted() : this.skip(scalar);
      this.at++;
      const close = character === '{' ? '}' : ']';
      if (this.next() === close) {
        this.at++;
        return true;
      }
      this.open.push(close);
      if (close === '}' && !this.name()) return false;
    }
  }

  private quoted(): boolean {
    this.expected = 'a text in double quotes, closed on the same line, was expected';
    return this.skip(string);
  }

  private name(): boolean {
    if (this.next() !== '"') {
      this.expected = 'the name of a field, in double quotes, was expected';
      return false;
    }
    if (!this.quoted()) return false;
    this.expected = 'a colon was expected';
    if (this.next() !== ':') return false;
    this.at++;
    return true;
  }

  /** Closes what is complete; true where another value follows. */
  private afterValue(): boolean {
    for (;;) {
      const character = this.next();
      const close = this.open.at(-1);
      this.expected = close === undefined ? 'nothing more was expected' : `a comma or ${close} was expected`;
      if (close !== undefined && character === ',') {
        this.at++;
        return close === ']' || this.name();
      }
      if (close === undefined || character !== close) return false;
      this.at++;
      this.open.pop();
    }
  }
}

/**
 * JSON that people read and git compares: two spaces a level, what fits a line on one line, one newline at the end.
 *
 * @example `{ "issued": {"date-parts": [[2018, 7]]}}` takes one line and not seven
 */
export function writeJson(value: unknown): string {
  return `${pretty(value, '')}\n`;
}

function pretty(value: unknown, indent: string): string {
  const plain = JSON.stringify(value);
  if (value === null || typeof value !== 'object') return plain;
  if (indent.length > 2 && plain.length + indent.length < lineWidth) {
    const line = spaced(value);
    if (line.length + indent.length < lineWidth) return line;
  }
  const inner = `${indent}  `;
  const parts = Array.isArray(value)
    ? value.map((part: unknown) => inner + pretty(part ?? null, inner))
    : Object.entries(value).filter(([, part]) => part !== undefined).map(([name, part]) => `${inner}${JSON.stringify(name)}: ${pretty(part, inner)}`);
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  return parts.length === 0 ? `${open}${close}` : `${open}\n${parts.join(',\n')}\n${indent}${close}`;
}

/** A value on one line, with a space after commas and colons. */
function spaced(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((part: unknown) => spaced(part ?? null)).join(', ')}]`;
  const parts = Object.entries(value).filter(([, part]) => part !== undefined).map(([name, part]) => `${JSON.stringify(name)}: ${spaced(part)}`);
  return parts.length === 0 ? '{}' : `{ ${parts.join(', ')} }`;
}
