import type { Span } from './span.js';

/** A text or number of a JSON file, with where it stands there, its quotation marks included. */
export interface JsonValue extends Span {
  /** The names of fields and the numbers of list entries that lead to it: `['cells', 0, 'source']`. */
  path: readonly (string | number)[];
  /** As it stands in the file. */
  written: string;
}

const sign = /["{}[\],]|-?\d[\d.eE+-]*/g;

/** The texts and numbers of JSON in their order; in time by its length, also of what is no JSON, of which it gives what it can. */
export function* jsonValues(text: string): Generator<JsonValue> {
  const path: (string | number)[] = [];
  const names: boolean[] = [];
  const signs = new RegExp(sign);
  for (let match = signs.exec(text); match; match = signs.exec(text)) {
    const [found] = match;
    const last = path.length - 1;
    if (found === '{' || found === '[') {
      path.push(found === '[' ? 0 : '');
      names.push(found === '{');
    } else if (found === '}' || found === ']') {
      path.pop();
      names.pop();
    } else if (found === ',') {
      if (names[last]) path[last] = '';
      else if (last >= 0) path[last] = (path[last] as number) + 1;
    } else {
      if (found === '"') signs.lastIndex = behindString(text, match.index);
      const written = text.slice(match.index, signs.lastIndex);
      if (names[last] && path[last] === '') path[last] = stringOf(written);
      else {
        yield { path: [...path], written, start: match.index, end: signs.lastIndex };
        // a comma that is missing costs nothing
        if (names[last]) path[last] = '';
      }
    }
  }
}

/** Behind the quotation mark that closes the string at `from`. A string ends with its line at the latest. */
export function behindString(text: string, from: number): number {
  const end = /["\\\n]/g;
  end.lastIndex = from + 1;
  for (let match = end.exec(text); match; match = end.exec(text)) {
    if (match[0] !== '\\') return match.index + 1;
    end.lastIndex = match.index + 2;
  }
  return text.length;
}

/** What a text or number says; '' for what is none. */
export function stringOf(written: string): string {
  try {
    return String(JSON.parse(written));
  } catch {
    return '';
  }
}

/** Where the character of a string stands in its JSON that `offset` others precede, each of which may be written as an escape. */
export function inString(written: string, offset: number): number {
  let at = 1;
  for (let passed = 0; passed < offset && at < written.length; passed++) at += written[at] !== '\\' ? 1 : written[at + 1] === 'u' ? 6 : 2;
  return at;
}
