import type { Block, Masthead } from './document.js';

const name = /^(?:by\s+)?((?:\p{Lu}[\p{L}'’-]*\.?\s){1,3}(?:(?:de|von|van|der|den|al|el|la|le|di|da|bin)[ -]){0,2}(?:al-|el-)?\p{Lu}[\p{L}'’-]+)\s?[*†‡\d]{0,2}$/u;
const nameList = /\s*(?:,|;|&|\band\b|\bund\b|\bet\b)\s*/u;
const date = /^(?:published\s?:?\s+|posted\s?:?\s+|updated\s?:?\s+)?((?:\d{1,2}\.?\s)?(?:january|february|march|april|may|june|july|august|september|october|november|december)(?:\s\d{1,2},?)?\s(?:1[5-9]|20)\d\d)\.?$/iu;
const byline = /^((?:\p{Lu}[\p{L}'’.-]*\s){1,3}\p{Lu}[\p{L}'’-]+)\s(?:is|was)\s(?:an?|the)\s.{3,240}[.]$/u;

/** "Northern Studies in Conflict 12, no. 2 (2022), 145–152" */
const publication = /^\p{Lu}.{2,100}\d.*\(?\b(?:1[89]|20)\d\d\b\)?.*\d[-–]\d|^\p{Lu}.{2,100}\bvol\b.*\b(?:1[89]|20)\d\d\b/iu;
export const isPublicationLine = (words: string): boolean => publication.test(words);
const affiliation = /\b(?:University|Universität|Université|Institute|Department|College|School|Centre|Center|Faculty)\b|@|^(?:abstract|keywords)\b/iu;

/** How many blocks may stand before the first paragraph of the text, and how long a block of a masthead is at the most. */
const mostBlocks = 7;
const longestBlock = 220;

/**
 * What a source tells of itself: the title above it, the names under the title, or "Jane Roe is a fellow at …" at its end.
 * Blocks that belong to the masthead are turned to headings, so that no claim is taken from them.
 */
export function readMasthead(blocks: Block[], text: string): Masthead {
  const body = blocks.map(({ passage }) => passage.text).join('\n');
  const masthead: Masthead = { title: null, authors: [], date: null, publication: null };
  let titleEnd = -1;
  for (let index = 0; index < Math.min(mostBlocks, blocks.length); index++) {
    const block = blocks[index]!;
    const words = block.passage.text;
    const belowTitle = index === titleEnd && directlyBelow(blocks[index - 1]!, block, text) && !/[.]$/u.test(words);
    if (words.length > longestBlock) break;
    if (masthead.publication === null && publication.test(words)) masthead.publication = words;
    else if (masthead.title === null) {
      if (block.kind !== 'heading' && !isTitle(words, blocks[index + 1])) break;
      masthead.title = unshout(words, body);
      titleEnd = index + 1;
    } else if (belowTitle) {
      masthead.title = `${masthead.title}${isWrapped(masthead.title) ? ' ' : ': '}${unshout(words, body)}`;
      titleEnd = index + 1;
    } else if (date.test(words)) masthead.date = date.exec(words)![1]!;
    else if (!sameWords(words, masthead.title) && !(masthead.authors.length > 0 && affiliation.test(words))) {
      const names = namesIn(words, text);
      if (names.length === 0 || masthead.authors.length > 0) break;
      masthead.authors = names.map((found) => unshout(found, body));
    }
    block.kind = 'heading';
  }
  if (masthead.authors.length === 0) masthead.authors = closingByline(blocks);
  return masthead;
}

/** A line that a subtitle does not follow: it has a colon already, or breaks off at a small word or comma. */
const isWrapped = (title: string): boolean => /[:–—]|[,&-]$|\b(?:the|a|an|of|and|or|in|on|to|for|by|with|from|as|at)$/iu.test(title);

const smallWords = new Set('the a an of and or in on to for by with from as at without into'.split(' '));

/** "ENDINGS WITHOUT VICTORIES" as "Endings without Victories"; words that the text writes in capitals too ("ISIS") keep theirs. */
function unshout(words: string, text: string): string {
  if (words !== words.toUpperCase()) return words;
  return words
    .split(' ')
    .map((word, index) => {
      const lower = word.toLowerCase();
      if (index > 0 && smallWords.has(lower)) return lower;
      if (count(text, word) > count(words, word) + 1) return word;
      return lower.replace(/\p{L}/u, (letter) => letter.toUpperCase());
    })
    .join(' ');
}

const count = (text: string, word: string): number => text.split(word).length - 1;

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
  return words.length <= 160 && !/[.,;:][)’”"']{0,2}\s?\d{0,3}$/u.test(words) && /^[‘“"'(]?[\p{Lu}\d]/u.test(words);
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
