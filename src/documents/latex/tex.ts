import type { Span } from '../../text/span.js';

/** An argument: what stands between its brackets, and what comes behind them. */
export interface Argument extends Span {
  next: number;
}

/** Environments whose text is no TeX, or is left out: LaTeX's own and those of fancyvrb, moreverb, spverbatim, listings, minted, tcolorbox, comment, doc and luacode. */
export const verbatims: ReadonlySet<string> = new Set([
  ...['verbatim', 'Verbatim', 'BVerbatim', 'LVerbatim', 'SaveVerbatim', 'VerbatimOut', 'filecontents', 'macrocode', 'luacode'].flatMap((name) => [name, `${name}*`]),
  'verbatimtab', 'verbatimwrite', 'spverbatim', 'lstlisting', 'minted', 'tcblisting', 'comment',
]);
const special = /\\(?:begin(?=\{([A-Za-z]{1,20}\*?)\})|[^])|[%{}]/gu;
const blanks = /(?:[ \t\r\n]|%[^\n]*\n?)*/uy;
/** Longest argument in square or round brackets. */
const longestOption = 2000;

/**
 * LaTeX with its braces matched, in linear time whatever it holds. @unified-latex, which knows more of LaTeX, takes 25 s for a megabyte, 5 s for ten
 * kilobytes of open braces, and runs out of stack at three thousand of them.
 */
export class TexSource {
  private readonly closings = new Map<number, number>();
  private readonly notFound = new Set<string>();

  constructor(readonly text: string) {
    const open: number[] = [];
    special.lastIndex = 0;
    for (let match = special.exec(text); match; match = special.exec(text)) {
      const [found, environment] = match;
      if (found === '%') special.lastIndex = this.behindLine(match.index);
      else if (found === '{') open.push(match.index);
      else if (found === '}' && open.length > 0) this.closings.set(open.pop()!, match.index);
      else if (environment && verbatims.has(environment)) {
        this.closings.set(special.lastIndex, special.lastIndex + environment.length + 1);
        special.lastIndex = this.find(`\\end{${environment}}`, match.index);
      }
    }
  }

  /** Behind the line that holds an offset. */
  behindLine(at: number): number {
    const end = this.text.indexOf('\n', at);
    return end < 0 ? this.text.length : end + 1;
  }

  /** Where some words stand next, or the text's end. What was not found is not looked for again. */
  find(words: string, from: number): number {
    const at = this.notFound.has(words) ? -1 : this.text.indexOf(words, from);
    if (at >= 0) return at;
    this.notFound.add(words);
    return this.text.length;
  }

  /** Behind white space and comments. */
  skipBlanks(at: number): number {
    blanks.lastIndex = at;
    blanks.exec(this.text);
    return blanks.lastIndex;
  }

  /** The argument in braces that stands at an offset, or behind blanks; one that is not closed is none. */
  group(from: number): Argument | null {
    const at = this.skipBlanks(from);
    const end = this.text[at] === '{' ? this.closings.get(at) : undefined;
    return end === undefined ? null : { start: at + 1, end, next: end + 1 };
  }

  /** The argument in square (or round) brackets that stands at an offset, braces balanced. */
  option(from: number, [open, close] = '[]'): Argument | null {
    const at = this.text[from] === open ? from : this.skipBlanks(from);
    if (this.text[at] !== open || this.text.slice(from, at).includes('\n\n')) return null;
    for (let end = at + 1; end < Math.min(this.text.length, at + longestOption); end++) {
      const sign = this.text[end];
      if (sign === '\\') end++;
      else if (sign === '{') end = this.closings.get(end) ?? this.text.length;
      else if (sign === close) return { start: at + 1, end, next: end + 1 };
    }
    return null;
  }

  /** Behind all arguments that follow directly. */
  behindArguments(from: number): number {
    let at = this.text[from] === '*' ? from + 1 : from;
    for (let next: Argument | null; (next = this.text[at] === '{' ? this.group(at) : this.text[at] === '[' ? this.option(at) : null); ) at = next.next;
    return at;
  }

  slice({ start, end }: Span): string {
    return this.text.slice(start, end);
  }
}
