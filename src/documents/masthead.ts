import type { Block, Masthead } from './document.js';

const name = /^(?:by\s+)?((?:\p{Lu}[\p{L}'’-]*\.?\s){1,3}(?:(?:de|von|van|der|den|al|el|la|le|di|da|bin)[ -])?(?:al-|el-)?\p{Lu}[\p{L}'’-]+)\s?[*†‡\d]{0,2}$/u;
const nameList = /\s*(?:,|;|&|\band\b|\bund\b|\bet\b)\s*/u;
const date = /^(?:published\s?:?\s+|posted\s?:?\s+|updated\s?:?\s+)?((?:\d{1,2}\.?\s)?(?:january|february|march|april|may|june|july|august|september|october|november|december)(?:\s\d{1,2},?)?\s(?:1[5-9]|20)\d\d)\.?$/iu;
const byline = /^((?:\p{Lu}[\p{L}'’.-]*\s){1,3}\p{Lu}[\p{L}'’-]+)\s(?:is|was)\s(?:an?|the)\s.{3,240}[.]$/u;

/** How many blocks may stand before the first paragraph of the text, and how long a block of a masthead is at the most. */
const mostBlocks = 6;
const longestBlock = 220;

/**
 * What a source tells of itself: the title above it, the names under the title, or "Jane Roe is a fellow at …" at its end.
 * Blocks that belong to the masthead are turned to headings, so that no claim is taken from them.
 */
export function readMasthead(blocks: Block[], text: string): Masthead {
  const masthead: Masthead = { title: null, authors: [], date: null };
  let titleEnd = 1;
  for (let index = 0; index < Math.min(mostBlocks, blocks.length); index++) {
    const block = blocks[index]!;
    const words = block.passage.text;
    if (words.length > longestBlock) break;
    if (masthead.title === null) {
      if (index > 0 || block.kind !== 'heading') {
        if (!isTitle(words, blocks[index + 1])) break;
      }
      masthead.title = words;
    } else if (index === titleEnd && directlyBelow(blocks[index - 1]!, block, text) && block.kind === 'heading') {
      masthead.title = `${masthead.title} ${words}`;
      titleEnd = index + 1;
    } else if (sameWords(words, masthead.title)) {
      // Web pages and PDF covers print the title twice.
    } else if (date.test(words)) masthead.date = date.exec(words)![1]!;
    else {
      const names = namesIn(words, text);
      if (names.length === 0) break;
      masthead.authors = masthead.authors.length > 0 ? masthead.authors : names;
    }
    block.kind = 'heading';
  }
  if (masthead.authors.length === 0) masthead.authors = closingByline(blocks);
  return masthead;
}

/** Nothing but one line break between them: a title set in two lines. */
function directlyBelow(above: Block, below: Block, text: string): boolean {
  const end = above.passage.spanInSource({ start: 0, end: above.passage.length }).end;
  const between = text.slice(end, below.passage.toSource(0));
  return /^[^\S\n]*\r?\n[^\S\n]*$/u.test(between);
}

const letters = (words: string): string => words.replace(/[^\p{L}\p{N}]/gu, '').toLowerCase();
const sameWords = (left: string, right: string): boolean => letters(left) === letters(right);

/** A first block is a title if it does not end as a sentence, or comes twice. */
function isTitle(words: string, next: Block | undefined): boolean {
  if (next && sameWords(words, next.passage.text)) return true;
  return words.length <= 160 && !/[.,;:]$/u.test(words) && /^[‘“"'(]?[\p{Lu}\d]/u.test(words);
}

function namesIn(words: string, text: string): string[] {
  const parts = words.replace(/^by\s+/iu, '').split(nameList).filter((part) => part !== '');
  const names = parts.map((part) => name.exec(part)?.[1]?.trim());
  const all = names.every((found): found is string => found !== undefined && found.split(' ').every((word) => !isCommonWord(word, text)));
  return all ? (names as string[]) : [];
}

/** "Bottom Line Up Front" looks like a name, but its words stand in the text in lower case too. */
function isCommonWord(word: string, text: string): boolean {
  const lower = word.toLowerCase();
  if (lower === word || lower.length < 2) return false;
  for (let at = text.indexOf(lower); at >= 0; at = text.indexOf(lower, at + 1)) {
    if (!/[\p{L}@./-]/u.test(text[at - 1] ?? ' ') && !/\p{L}/u.test(text[at + lower.length] ?? ' ')) return true;
  }
  return false;
}

function closingByline(blocks: readonly Block[]): string[] {
  for (const block of blocks.slice(-4).reverse()) {
    const found = byline.exec(block.passage.text);
    if (!found) continue;
    block.kind = 'caption';
    return [found[1]!];
  }
  return [];
}
