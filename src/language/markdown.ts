import type { Span } from '../text/span.js';
import { matchEnd } from '../text/sticky.js';
import type { Citation, CitationSyntax, CitedWork, TypedKey } from './citations.js';
import { blockOf } from './markdown/blocks.js';
import { inlinesOf, keyPatterns, type Inline } from './markdown/inlines.js';
import { readLocator } from './markdown/locator.js';

export { standsBare } from './markdown/inlines.js';

/** A pair of brackets with what stands in it, outside the brackets within. */
interface Bracket extends Span {
  kind: '[]';
  items: Item[];
}

type Item = Inline | Bracket;

/** Pairs the brackets of a prose. One that nothing closes is a character like others. */
function paired(inlines: readonly Inline[]): Item[] {
  const open: { inline: Inline; items: Item[] }[] = [];
  const outermost: Item[] = [];
  for (const inline of inlines) {
    const items = open.at(-1)?.items ?? outermost;
    if (inline.kind === '[') open.push({ inline, items: [] });
    else if (inline.kind !== ']') items.push(inline);
    else if (open.length > 0) {
      const bracket = open.pop()!;
      (open.at(-1)?.items ?? outermost).push({ kind: '[]', start: bracket.inline.start, end: inline.end, items: bracket.items });
    }
  }
  return outermost.concat(...open.map(({ items }) => items));
}

const isBracket = (item: Item | undefined): item is Bracket => item?.kind === '[]';
const isKey = (item: Item): item is Inline => item.kind === 'key';
const spacesOnly = /^[^\S\r\n]*(?:\r?\n[ \t>]*)?$/;

/** Reads the citations of one prose, by Pandoc's rules: src/Text/Pandoc/Readers/Markdown.hs, `cite`. */
class Groups {
  readonly citations: Citation[] = [];
  private readonly waiting: Item[][];

  constructor(private readonly text: string, inlines: readonly Inline[], private readonly silent: boolean) {
    this.waiting = [paired(inlines)];
    for (let items = this.waiting.pop(); items; items = this.waiting.pop()) this.read(items);
    this.citations.sort((one, other) => one.works[0]!.key.start - other.works[0]!.key.start);
  }

  private read(items: readonly Item[]): void {
    for (let index = 0; index < items.length; index++) {
      const item = items[index]!;
      if (isBracket(item)) this.bracket(item);
      else if (isKey(item)) index += this.within(item, items[index + 1]);
    }
  }

  private bracket(bracket: Bracket): void {
    const works = this.isGroup(bracket) ? this.works(segmentsOf(bracket)) : null;
    if (works) this.add({ start: bracket.start, end: bracket.end, manner: 'behind', works });
    else this.waiting.push(bracket.items);
  }

  /** `[@a](…)`, `[@a][b]` and `[@a]{…}` are the text of a link or a span, `![…]` and `^[…]` an image and a note. */
  private isGroup({ start, end }: Span): boolean {
    return !/[[({]/.test(this.text.charAt(end)) && !/[!^]/.test(this.text.charAt(start - 1));
  }

  /** `@vale [p. 18; also @roe]`: a key in the sentence, and how many of what follows it belong to it. */
  private within(key: Inline, next: Item | undefined): number {
    const bracket = isBracket(next) && spacesOnly.test(this.text.slice(key.end, next.start)) && !/[[(]/.test(this.text.charAt(next.end)) ? next : null;
    const more = bracket && this.worksBehind(key, bracket);
    const manner = key.suppressesAuthor ? 'year' : 'within';
    this.add({ start: key.start, end: more ? bracket.end : key.end, manner, works: more ?? [this.work(key, key.start, key.end)] });
    return more ? 1 : 0;
  }

  private worksBehind(key: Inline, bracket: Bracket): CitedWork[] | null {
    const segments = segmentsOf(bracket);
    const all = this.works(segments);
    if (all) return [this.work(key, key.start, key.end), ...all];
    const [first, ...others] = segments;
    if (!first || first.items.some(isKey)) return null;
    const rest = this.works(others);
    if (!rest) return null;
    this.waiting.push(first.items);
    return [this.work(key, key.start, first.end, first.start), ...rest];
  }

  /** Null where not every one of them has a key. */
  private works(segments: readonly Segment[]): CitedWork[] | null {
    const works: CitedWork[] = [];
    for (const { start, end, items } of segments) {
      const key = items.find(isKey);
      if (!key) return null;
      works.push(this.work(key, start, end));
    }
    for (const { items } of segments) this.waiting.push(items.filter((item) => item !== items.find(isKey)));
    return works;
  }

  private work(key: Inline, start: number, end: number, from = key.end): CitedWork {
    const { locator, next } = readLocator(this.text.slice(0, end), from);
    const suffix = trimmed(this.text, next, end);
    return {
      key: key.key!, prefix: trimmed(this.text, start, key.start), locator, suffix: suffix && withoutComma(this.text, suffix), suppressesAuthor: key.suppressesAuthor === true,
    };
  }

  private add(citation: Citation): void {
    this.citations.push(this.silent ? { ...citation, manner: 'silent' } : citation);
  }
}

interface Segment extends Span {
  items: Item[];
}

/** What stands between the semicolons of a bracket. */
function segmentsOf({ start, end, items }: Bracket): Segment[] {
  const segments: Segment[] = [{ start: start + 1, end: end - 1, items: [] }];
  for (const item of items) {
    const last = segments.at(-1)!;
    if (item.kind !== ';') last.items.push(item);
    else {
      last.end = item.start;
      segments.push({ start: item.end, end: end - 1, items: [] });
    }
  }
  return segments;
}

function trimmed(text: string, start: number, end: number): Span | null {
  const words = text.slice(start, end);
  const from = start + (words.length - words.trimStart().length);
  const to = start + words.trimEnd().length;
  return from < to ? { start: from, end: to } : null;
}

const withoutComma = (text: string, { start, end }: Span): Span | null => (text[start] === ',' ? trimmed(text, start + 1, end) : { start, end });

const { wordCharacter, punctuation, bareKey, notAfterWord } = keyPatterns;
const sign = new RegExp(`${notAfterWord}@`, 'uy');
const bareTyped = new RegExp(String.raw`^(?:[\p{L}\p{N}_*](?:${wordCharacter}|${punctuation})*)?$`, 'u');
const bracedTyped = /^\{[^{}\r\n]*$/;
const wholeKey = new RegExp(bareKey, 'uy');
const restOfBareKey = new RegExp(`(?:${wordCharacter}|${punctuation}(?=${wordCharacter})|[:/](?=/))*`, 'uy');
const restOfBracedKey = /[^\s{}[\];,]*/y;

/** `@vale2018cubs`, `[see @vale2018cubs, p. 18; -@{powell2014talking}]`. */
export const markdown: CitationSyntax = {
  read(block, before) {
    const { prose, labels, state } = blockOf(block, before);
    const citations = prose.flatMap((part) => new Groups(block, inlinesOf(block, part), part.silent).citations);
    return { citations, labels, state };
  },

  typedKeyAt(block, state, offset) {
    // The sign must stand on the cursor's line; where it does not, as mostly, nothing else is read.
    const line = block.lastIndexOf('\n', offset - 1) + 1;
    const at = block.slice(line, offset).lastIndexOf('@');
    const typed = at < 0 ? null : typedAfter(block, line + at, offset);
    const prose = typed && blockOf(block, state).prose.find(({ start, end }) => start <= line + at && offset <= end);
    if (!prose) return null;
    const inside = inlinesOf(block, prose).some((piece) => piece.kind === 'opaque' && piece.start < offset && line + at < piece.end);
    return inside ? null : typed;
  },

  typedLocatorAt: () => null,
};

function typedAfter(text: string, at: number, offset: number): TypedKey | null {
  sign.lastIndex = at;
  if (!sign.test(text)) return null;
  const typed = text.slice(at + 1, offset);
  const bare = bareTyped.test(typed);
  if (!bare && !bracedTyped.test(typed)) return null;
  const rest = typed === '' ? wholeKey : bare ? restOfBareKey : restOfBracedKey;
  const end = matchEnd(rest, text, offset) ?? offset;
  return bare
    ? { typed, start: at + 1, end, form: 'bare' }
    : { typed: typed.slice(1), start: at + 2, end, form: 'braced' };
}
