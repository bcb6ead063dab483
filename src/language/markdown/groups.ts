import type { Span } from '../../text/span.js';
import type { Citation, CitedWork } from '../citations.js';
import type { Prose } from './blocks.js';
import { inlinesOf, type CitingKey, type Inline } from './inlines.js';
import { readLocator } from './locator.js';
import { readRole } from './roles.js';
import { trimmed, withoutComma } from './words.js';

/** A pair of brackets with what stands in it; what the brackets within have is theirs. */
interface Bracket extends Span {
  kind: '[]';
  items: Item[];
}

type Item = Inline | Bracket;

/** What stands between the semicolons of a bracket. */
interface Segment extends Span {
  items: Item[];
}

/** Pairs the brackets. One that nothing closes is a character like others. */
function paired(inlines: readonly Inline[]): Item[] {
  const outermost: Item[] = [];
  const open: { start: number; items: Item[] }[] = [];
  for (const inline of inlines) {
    const bracket = inline.kind === ']' ? open.pop() : undefined;
    const items = open.at(-1)?.items ?? outermost;
    if (inline.kind === '[') open.push({ start: inline.start, items: [] });
    else if (bracket) items.push({ kind: '[]', start: bracket.start, end: inline.end, items: bracket.items });
    else items.push(inline);
  }
  return [outermost, ...open.map(({ items }) => items)].flat();
}

const quotation = /(?<![\p{L}\p{N}\\])(?:"(?=\S)[^"]*"|“[^“”]*”)(?![\p{L}\p{N}])/gu;

/** A semicolon within quotation marks parts nothing: `[see "cubs; lions" @vale]`. */
function segmentsOf(text: string, { start, end, items }: Bracket): [Segment, ...Segment[]] {
  const quotations = Array.from(text.slice(start, end).matchAll(quotation), ({ index, 0: quoted }) => ({ start: start + index, end: start + index + quoted.length }));
  let next = 0;
  const isQuoted = (at: number): boolean => {
    while (next < quotations.length && quotations[next]!.end <= at) next++;
    return next < quotations.length && quotations[next]!.start < at;
  };
  let last: Segment = { start: start + 1, end: end - 1, items: [] };
  const segments: [Segment, ...Segment[]] = [last];
  for (const item of items) {
    if (item.kind !== ';' || isQuoted(item.start)) last.items.push(item);
    else {
      last.end = item.start;
      last = { start: item.end, end: end - 1, items: [] };
      segments.push(last);
    }
  }
  return segments;
}

const isKey = (item: Item): item is CitingKey => item.kind === 'key';

/** `[@a](…)`, `[@a][b]` and `[@a]{…}` are the text of a link or a span, `![…]` and `^[…]` an image and a note. */
export const canBeGroup = (text: string, { start, end }: Span): boolean => !/[[({]/.test(text.charAt(end)) && !/[!^]/.test(text.charAt(start - 1));

const oneSpace = /^[^\S\r\n]*(?:\r?\n[ \t>]*)?$/;
/** Whether a bracket belongs to the key before it: `@vale [p. 18]`. */
export const standsBehind = (text: string, key: Span, bracketStart: number): boolean => oneSpace.test(text.slice(key.end, bracketStart));

/** Pandoc's rules for what the keys and brackets of a text are: src/Text/Pandoc/Readers/Markdown.hs, `cite`. */
class Groups {
  readonly citations: Citation[] = [];
  /** What is yet to be read, instead of a recursion as deep as a document's brackets. */
  private readonly waiting: Item[][];

  constructor(private readonly text: string, inlines: readonly Inline[]) {
    this.waiting = [paired(inlines)];
    for (let items = this.waiting.pop(); items; items = this.waiting.pop()) this.read(items);
    this.citations.sort((one, other) => one.works[0]!.key.start - other.works[0]!.key.start);
  }

  private read(items: readonly Item[]): void {
    for (let index = 0; index < items.length; index++) {
      const item = items[index]!;
      if (item.kind === '[]') this.bracket(item);
      else if (item.kind === 'role') this.citations.push(...[readRole(this.text, item) ?? []].flat());
      else if (isKey(item) && this.within(item, items[index + 1])) index++;
    }
  }

  private bracket(bracket: Bracket): void {
    const works = canBeGroup(this.text, bracket) ? this.works(segmentsOf(this.text, bracket)) : null;
    if (works) this.citations.push({ start: bracket.start, end: bracket.end, manner: 'behind', works });
    else this.waiting.push(bracket.items);
  }

  /** A key in the sentence; whether the bracket behind it, if there is one, is its own: `@vale [p. 18; also @roe]`. */
  private within(key: CitingKey, next: Item | undefined): boolean {
    const bracket = next?.kind === '[]' && standsBehind(this.text, key, next.start) && !/[[(]/.test(this.text.charAt(next.end)) ? next : null;
    const works = bracket && this.worksBehind(key, bracket);
    this.citations.push({
      start: key.start, end: works ? bracket.end : key.end, manner: key.suppressesAuthor ? 'year' : 'within', works: works ?? [this.work(key, key)],
    });
    return works !== null;
  }

  private worksBehind(key: CitingKey, bracket: Bracket): CitedWork[] | null {
    const segments = segmentsOf(this.text, bracket);
    const all = this.works(segments);
    if (all) return [this.work(key, key), ...all];
    const [own, ...others] = segments;
    const rest = own.items.some(isKey) ? null : this.works(others);
    if (!rest) return null;
    this.waiting.push(own.items);
    return [this.work(key, { start: key.start, end: own.end }, own.start), ...rest];
  }

  /** Null where not every segment has a key. */
  private works(segments: readonly Segment[]): CitedWork[] | null {
    const keys = segments.map(({ items }) => items.findIndex(isKey));
    if (keys.includes(-1)) return null;
    return segments.map((segment, index) => {
      const [key] = segment.items.splice(keys[index]!, 1) as [CitingKey];
      this.waiting.push(segment.items);
      return this.work(key, segment);
    });
  }

  /** @param from where what stands behind the key begins */
  private work(key: CitingKey, { start, end }: Span, from = key.end): CitedWork {
    const { locator, next } = readLocator(this.text.slice(0, end), from);
    return {
      key: key.key, prefix: trimmed(this.text, start, key.start), locator,
      suffix: withoutComma(this.text, trimmed(this.text, next, end)), suppressesAuthor: key.suppressesAuthor,
    };
  }
}

/** The citations of a prose, in the order of their first keys. */
export const citationsIn = (block: string, prose: Prose): Citation[] => new Groups(block, inlinesOf(block, prose)).citations;
