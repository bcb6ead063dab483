import * as l10n from '@vscode/l10n';

/** Where a text stops being JSON; lines and columns from 1, `offset` in UTF-16 code units. */
export interface JsonFault {
  offset: number;
  line: number;
  column: number;
  message: string;
}

export type ReadJson = { value: unknown; fault: null } | { value: null; fault: JsonFault };

const lineWidth = 120;
const mergeConflict = /^(?:<{7}|>{7})(?: |\r?$)/m;

/** Where git has left both sides of a merge in a text; null where it has not. */
export function conflictIn(text: string): JsonFault | null {
  const conflict = mergeConflict.exec(text);
  return conflict && faultAt(text, conflict.index, l10n.t('a merge conflict of git stands here'));
}

/** Parses JSON, with or without a byte order mark; of text that isn't, tells where it goes wrong. */
export function readJson(text: string): ReadJson {
  const from = text.startsWith('\ufeff') ? 1 : 0;
  try {
    return { value: JSON.parse(from === 0 ? text : text.slice(from)) as unknown, fault: null };
  } catch {
    const conflict = conflictIn(text);
    if (conflict) return { value: null, fault: conflict };
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
  expected = l10n.t('a value was expected');
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
      this.expected = l10n.t('a value was expected');
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
    this.expected = l10n.t('a text in double quotes, closed on the same line, was expected');
    return this.skip(string);
  }

  private name(): boolean {
    if (this.next() !== '"') {
      this.expected = l10n.t('the name of a field, in double quotes, was expected');
      return false;
    }
    if (!this.quoted()) return false;
    this.expected = l10n.t('a colon was expected');
    if (this.next() !== ':') return false;
    this.at++;
    return true;
  }

  /** Closes what is complete; true where another value follows. */
  private afterValue(): boolean {
    for (;;) {
      const character = this.next();
      const close = this.open.at(-1);
      this.expected = close === undefined ? l10n.t('nothing more was expected') : l10n.t('a comma or {0} was expected', close);
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

const rowWords = new WeakMap<object, string>();

/** A list as `writeJson` has it, of rows that are never altered: each is put into words once. */
export function writeRows(rows: readonly unknown[]): string {
  const wordsOf = (row: unknown): string => {
    if (!isNested(row)) return pretty(row ?? null, '  ');
    const words = rowWords.get(row) ?? pretty(row, '  ');
    rowWords.set(row, words);
    return words;
  };
  return rows.length === 0 ? writeJson(rows) : `[\n  ${rows.map(wordsOf).join(',\n  ')}\n]\n`;
}

type Part = [name: string, value: unknown];

/** The values within one, with their names in an object; undefined ones are not written. */
function partsOf(value: object): Part[] {
  if (Array.isArray(value)) return value.map((part: unknown): Part => ['', part ?? null]);
  return Object.entries(value).filter(([, part]) => part !== undefined).map(([name, part]): Part => [`${JSON.stringify(name)}: `, part]);
}

const isNested = (value: unknown): value is object => value !== null && typeof value === 'object';

function pretty(value: unknown, indent: string): string {
  if (!isNested(value)) return JSON.stringify(value);
  // entries stand on lines of their own even where they are short: git then shows what changed in each
  const line = indent.length > 2 ? onOneLine(value, lineWidth - indent.length) : null;
  if (line !== null) return line;
  const inner = `${indent}  `;
  const parts = partsOf(value).map(([name, part]) => `${inner}${name}${pretty(part, inner)}`);
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  return parts.length === 0 ? `${open}${close}` : `${open}\n${parts.join(',\n')}\n${indent}${close}`;
}

/** A value on one line, with a space after commas and colons; null where it takes more than `room`, found out in no more time than that. */
function onOneLine(value: unknown, room: number): string | null {
  if (!isNested(value)) return typeof value === 'string' && value.length > room ? null : JSON.stringify(value);
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{ ', ' }'];
  let line = '';
  for (const [name, part] of partsOf(value)) {
    line += `${line === '' ? open : ', '}${name}`;
    const inner = onOneLine(part, room - line.length);
    if (inner === null) return null;
    line += inner;
    if (line.length > room) return null;
  }
  if (line === '') return open.trim() + close.trim();
  return line.length + close.length > room ? null : line + close;
}
