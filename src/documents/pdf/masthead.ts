import type { Block, Masthead } from '../document.js';
import { isPublicationLine, readMasthead } from '../masthead.js';
import type { TypeBlock } from './paragraphs.js';

/** How far into the blocks of a source its title is looked for. */
const mostBlocks = 14;

/** What a PDF says of itself: the largest type of its first page is the title; the names below it, and the journal's line, as in any text. */
export function mastheadOf(set: readonly TypeBlock[], blocks: Block[], edges: readonly string[], text: string, metadata: string | null): Masthead {
  const opening = set.slice(0, mostBlocks).filter(({ lines }) => lines[0]!.page === 0);
  const largest = Math.max(0, ...opening.filter(({ lines }) => isTitle(lines.map((line) => line.text).join(' '))).map(({ lines }) => lines[0]!.size));
  const at = opening.findIndex(({ lines }) => lines[0]!.size === largest && isTitle(lines.map((line) => line.text).join(' ')));
  const title = at < 0 ? undefined : blocks[at];
  if (title && set[at]!.kind === 'heading') title.kind = 'heading';
  const masthead = readMasthead(blocks.slice(Math.max(0, at)), text);
  for (const block of blocks.slice(0, Math.max(0, at))) if (block.passage.text.length < 200) block.kind = 'heading';
  const publication = [...edges, ...blocks.slice(0, mostBlocks).map(({ passage }) => passage.text)].find((words) => words.length < 200 && isPublicationLine(words));
  return { ...masthead, title: masthead.title ?? goodTitle(metadata), publication: masthead.publication ?? publication ?? null };
}

const isTitle = (words: string): boolean => /\p{L}{2}/u.test(words) && words.length >= 8 && words.length < 300;

/** A title that a person wrote: no file's name, no "Microsoft Word - draft". */
const goodTitle = (title: string | null): string | null =>
  title !== null && /\p{L}{2}.*\s.*\p{L}{2}/u.test(title) && !/\.(?:docx?|pdf|tex|indd|dvi|qxd)\b|^(?:microsoft|untitled|layout|doi:)|^\S+\.\S+$/iu.test(title) ? title : null;
