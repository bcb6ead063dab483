import * as l10n from '@vscode/l10n';

/** One name in a formula with what is given to it: `shorttitle(3, 3)`, `.replace(find="a", replace="b")`. Offsets in UTF-16 code units. */
export interface Call {
  name: string;
  given: Given[];
  offset: number;
}

export interface Given {
  /** The parameter it is for; null where its place tells. */
  name: string | null;
  value: string | number | boolean;
  offset: number;
}

/** A text, a function, or the first of several that gives anything; and the filters that it goes through. */
export type Term = ({ text: string } | { call: Call } | { anyOf: Term[][] }) & { filters: Call[] };

/** Ends the reading of a formula: what is wrong, and where. */
export class Fault extends Error {
  constructor(readonly offset: number, message: string) {
    super(message);
  }
}

/** Parentheses within parentheses. */
const deepest = 20;

/** Reads a text from its start to its end, by patterns that match where it is. */
class Reader {
  protected at = 0;

  constructor(protected readonly text: string) {}

  /** What a sticky pattern matches here, which is then behind. */
  protected take(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at;
    const match = pattern.exec(this.text);
    if (match) this.at += match[0].length;
    return match;
  }

  protected fail(message: string): never {
    throw new Fault(this.at, message);
  }
}

const blank = /\s*/y;
const or = /\|\|?|;/y;
const plus = /\+/y;
const dot = /\./y;
const comma = /,/y;
const open = /\(/y;
const close = /\)/y;
const name = /[A-Za-z][A-Za-z0-9]*/y;
const assigned = /([A-Za-z][A-Za-z0-9]*)\s*=(?!=)/y;
const number = /-?\d{1,9}/y;
const quoted = /'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"/sy;
const pattern = /\//y;

const unescaped = (text: string): string => text.replace(/\\(.)/gs, '$1');

/** `auth.lower + shorttitle(3, 3) + year`: what BBT 6 and later reads of JavaScript's grammar. */
export class FormulaReader extends Reader {
  private depth = 0;

  read(): Term[][] {
    const alternatives = this.alternatives();
    return this.at === this.text.length ? alternatives : this.fail(l10n.t('“+”, “.”, “|” or the end was expected'));
  }

  private sign(signs: RegExp): boolean {
    this.take(blank);
    const found = this.take(signs) !== null;
    this.take(blank);
    return found;
  }

  private alternatives(): Term[][] {
    const alternatives: Term[][] = [];
    do {
      this.take(blank);
      // a semicolon may also stand at the end
      if (this.at < this.text.length || alternatives.length === 0) alternatives.push(this.terms());
    } while (this.sign(or));
    return alternatives;
  }

  private terms(): Term[] {
    const terms: Term[] = [];
    do terms.push(this.term());
    while (this.sign(plus));
    return terms;
  }

  private term(): Term {
    const head = this.head();
    const filters: Call[] = [];
    while (this.sign(dot)) filters.push(this.call());
    return { ...head, filters };
  }

  private head(): { text: string } | { call: Call } | { anyOf: Term[][] } {
    const text = this.quoted();
    if (text !== null) return { text };
    if (!this.sign(open)) return { call: this.call() };
    if (++this.depth > deepest) this.fail(l10n.t('there are too many parentheses within one another'));
    const anyOf = this.alternatives();
    if (!this.sign(close)) this.fail(l10n.t('“)” was expected'));
    this.depth--;
    return { anyOf };
  }

  private quoted(): string | null {
    const match = this.take(quoted);
    return match && unescaped(match[1] ?? match[2]!);
  }

  private call(): Call {
    const offset = this.at;
    const called = this.take(name)?.[0] ?? this.fail(l10n.t('a function, a field or a text in quotes was expected'));
    const given: Given[] = [];
    if (!this.sign(open)) return { name: called, given, offset };
    if (this.sign(close)) return { name: called, given, offset };
    do given.push(this.given());
    while (this.sign(comma));
    if (!this.sign(close)) this.fail(l10n.t('“,” or “)” was expected'));
    return { name: called, given, offset };
  }

  private given(): Given {
    const offset = this.at;
    const parameter = this.take(assigned)?.[1] ?? null;
    this.take(blank);
    return { name: parameter, value: this.value(), offset };
  }

  private value(): string | number | boolean {
    const text = this.quoted() ?? this.take(name)?.[0];
    if (text === 'true' || text === 'false') return text === 'true';
    if (text !== undefined) return text;
    const digits = this.take(number)?.[0];
    if (digits !== undefined) return Number(digits);
    return this.fail(this.take(pattern) ? l10n.t('only words can be looked for, in quotes, and no patterns') : l10n.t('a number or a text in quotes was expected'));
  }
}

const bracket = /\[/y;
const bracketEnd = /\]/y;
const bar = /\|/y;
const between = /[^[\]|]+/y;
const types = /\[=([A-Za-z/ ]+)\]/y;
const language = /\[language=([A-Za-z/]+)\]/y;
const numbered = /\[0\]/y;
const postfix = /\[postfix(\+1)?[,=]([^\]]+)\]/y;
const longer = /(?:\[|:)(?:>|longer=)(\d{1,9})/y;
const called = /([A-Za-z][A-Za-z.-]*)(?:(\d{1,9})(?:_(\d{1,9}))?)?/y;
const initials = /\+initials/y;
const fallback = /:\(([^)]*)\)/y;
const filter = /:([A-Za-z-]+)/y;
const given = /[,=]((?:[^=,\\[\]:]|\\.)*)/sy;

/** Names in the old notation that are others in the new one. */
const renamed: Record<string, string> = { 'auth.etal': 'authEtal2', 'edtr.etal': 'edtrEtal2', 'auth.auth.ea': 'authAuthEa', 'edtr.edtr.ea': 'edtrEdtrEa' };

/** `[auth:lower][shorttitle3_3][year]`: what BBT before 6 and JabRef read. Functions written small were cleaned at once. */
export class BracketReader extends Reader {
  read(): Term[][] {
    const alternatives: Term[][] = [[]];
    while (this.at < this.text.length) {
      if (this.take(bar)) alternatives.push([]);
      else alternatives.at(-1)!.push(this.term());
    }
    return alternatives;
  }

  private term(): Term {
    const offset = this.at;
    const text = this.take(between)?.[0];
    if (text !== undefined) return { text: text.trim(), filters: [] };
    const condition = this.condition(offset);
    if (condition) return condition;
    if (!this.take(bracket)) this.fail(l10n.t('“[” was expected'));
    const call = this.call();
    const filters: Call[] = /^[a-z]/.test(call.name) ? [{ name: 'clean', given: [], offset }] : [];
    while (!this.take(bracketEnd)) filters.push(this.filter());
    return { call, filters };
  }

  private condition(offset: number): Term | null {
    const values = (all: string): Given[] => all.split('/').map((value) => ({ name: null, value: value.trim(), offset }));
    const call = (name: string, given: Given[]): Term => ({ call: { name, given, offset }, filters: [] });
    const type = this.take(types);
    if (type) return call('type', values(type[1]!));
    const tongue = this.take(language);
    if (tongue) return call('language', values(tongue[1]!));
    if (this.take(numbered)) return call('postfix', values('-%(n)s'));
    const suffix = this.take(postfix);
    if (suffix) return call('postfix', [...values(suffix[2]!), { name: 'start', value: suffix[1] === undefined ? 0 : 1, offset }]);
    return null;
  }

  private call(): Call {
    const offset = this.at;
    const [, written, n, m] = this.take(called) ?? this.fail(l10n.t('a function or a field was expected'));
    const given: Given[] = [n, m].filter((digits) => digits !== undefined).map((digits) => ({ name: null, value: Number(digits), offset }));
    if (this.take(initials)) given.push({ name: 'initials', value: true, offset });
    return { name: renamed[written!.toLowerCase()] ?? written!.replace(/[.-]/g, ''), given, offset };
  }

  private filter(): Call {
    const offset = this.at;
    const instead = this.take(fallback);
    if (instead) return { name: 'default', given: [{ name: null, value: instead[1]!, offset }], offset };
    const least = this.take(longer);
    if (least) return { name: 'len', given: [{ name: 'length', value: Number(least[1]), offset }], offset };
    const found = this.take(filter)?.[1] ?? this.fail(l10n.t('“:” and a filter, or “]” was expected'));
    const all: Given[] = [];
    for (let one = this.take(given); one; one = this.take(given)) all.push({ name: null, value: asWritten(unescaped(one[1]!)), offset });
    return { name: found.replace(/-/g, ''), given: all, offset };
  }
}

const asWritten = (text: string): string | number => (/^-?\d{1,9}$/.test(text) ? Number(text) : text);
