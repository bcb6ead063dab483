import type { CslType, Locator } from '../csl.js';
import type { Draft } from './draft.js';
import { folded, trimmed } from './normalise/edges.js';
import { parseExtent, parseLocator, parsePages } from './normalise/locator.js';
import type { Run } from './runs.js';

/** Works in which pages are those of the part, so that they are its `page`; in others they are where the citation points. */
export const parts: ReadonlySet<CslType> = new Set<CslType>([
  'article-journal', 'article-magazine', 'article-newspaper', 'chapter', 'paper-conference', 'entry-encyclopedia',
]);

const labelledSingle = /^[\s,(]*(?:pp?|S|at|pages?)\b\.?\s?\w+(?:\s?ff?\.?)?[\s.)]*$/i;

/** "p. 440" is a place in an article, "(1979) 27 Political Studies 183" its first page, "(1991) 77" in a book of chapters a place again. */
function isPinpoint(text: string, type: CslType): boolean {
  return labelledSingle.test(text) || (type === 'chapter' && !/[-–—]/.test(text)) || /\dff?\b|\bff?\b/.test(text);
}

/** Are these the pages of an article or chapter, and not the page that is meant? */
function arePages({ item }: Draft, { label, text }: Run, type: CslType): boolean {
  const known = item.title !== undefined || (item['container-title'] !== undefined && item.volume !== undefined);
  return label === 'pages' && parts.has(type) && known && !isPinpoint(text, type);
}

/** The pages of the part, and how many there are; gives back the page that is meant: "(2017) 40 Studies 431, 440". */
export function readPages(draft: Draft, type: CslType): Locator | null {
  const runs = [...draft.runs.of('pages'), ...draft.runs.of('locator')].sort((one, other) => one.start - other.start);
  const [first, ...rest] = runs;
  if (!first) return null;
  const extent = parseExtent(first.text);
  if (extent !== null) {
    draft.set('number-of-pages', extent, first.confidence);
    return joinedLocator(draft, rest);
  }
  if (!arePages(draft, first, type)) return joinedLocator(draft, runs);
  const pages = parsePages(first.text);
  draft.set('page', pages.page, first.confidence);
  draft.set('number-of-pages', pages.extent, first.confidence);
  return joinedLocator(draft, pages.pinpoint === undefined ? rest : [{ ...first, text: pages.pinpoint }, ...rest]);
}

/** "S. 12 ff., 20, Fn. 5": CSL has one label, so that a second is part of the value. */
function joinedLocator(draft: Draft, runs: readonly Run[]): Locator | null {
  let joined: Locator | null = null;
  for (const run of runs) {
    const next = parseLocator(run.text);
    if (!next) draft.keep(run);
    else if (!joined) joined = next;
    else joined.value += `, ${next.label === joined.label ? next.value : trimmed(folded(run.text))}`;
  }
  return joined;
}
