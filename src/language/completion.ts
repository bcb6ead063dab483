import type { LibraryItem, LibraryView, Preferred } from '../library/library.js';
import { fold } from '../text/fold.js';
import type { Span } from '../text/span.js';
import { cut } from './bibliography.js';
import { container, creators, textOf, year } from './brief.js';
import type { TypedKey } from './citations.js';
import type { DocumentCitations } from './documentCitations.js';
import { standsBare } from './markdown.js';

/** What VS Code shows and inserts for one item. Best first by `sortText`. */
export interface Completion {
  item: LibraryItem;
  label: string;
  title: string;
  /** By whom and when, where the key does not tell: the list is narrow. */
  creators: string;
  sortText: string;
  /** What was typed: VS Code drops what does not match it, and Ibid has matched already. */
  filterText: string;
  insertText: string;
}

export interface Completions {
  /** What is replaced. */
  range: Span;
  items: Completion[];
  /** Each keystroke asks again, since more is known than is shown. */
  isIncomplete: true;
}

const mostItems = 50;
const longestTitle = 100;
const longestCreators = 40;

/**
 * The items that fit the key being typed at `offset`; null where no key is being typed.
 *
 * @param preferred keys that come first among those that fit as well: those that the document cites already
 */
export function complete(document: DocumentCitations, offset: number, library: LibraryView, preferred?: Preferred): Completions | null {
  const typed = document.typedKeyAt(offset);
  if (!typed) return null;
  const items = matches(typed, library, preferred).map((item, rank) => completion(item, rank, typed));
  return { range: replaced(document, offset, typed, library), items, isIncomplete: true };
}

/** Where the sentence seems to have ended, `@vale2018cubs.|`, only keys that go on so are meant. */
function matches({ typed, form }: TypedKey, library: LibraryView, preferred?: Preferred): readonly LibraryItem[] {
  const found = library.search(typed, mostItems, preferred);
  return form === 'bare' && /[^\p{L}\p{N}_]$/u.test(typed) ? found.filter(({ id }) => id.startsWith(typed)) : found;
}

/** With nothing typed, what follows the cursor is replaced only if it is a key: `@|Vale argues` keeps its word. */
function replaced(document: DocumentCitations, offset: number, { typed, start, end }: TypedKey, library: LibraryView): Span {
  const known = typed !== '' || library.get(document.slice({ start, end })) !== undefined;
  return { start, end: known ? end : offset };
}

function completion(item: LibraryItem, rank: number, { typed, form }: TypedKey): Completion {
  return {
    item,
    label: item.id,
    title: cut(textOf(item, 'title') || container(item), longestTitle),
    creators: tellsCreators(item) ? '' : cut([creators(item), year(item)].filter(Boolean).join(' '), longestCreators),
    sortText: String(rank).padStart(3, '0'),
    filterText: typed,
    insertText: form === 'bare' && !standsBare(item.id) ? `{${item.id}}` : item.id,
  };
}

/** `vale2018cubs` does, `XK4RT2` does not. */
function tellsCreators(item: LibraryItem): boolean {
  const key = fold(item.id);
  const [family = ''] = fold(creators(item)).split(' ');
  return key.includes(family) && key.includes(year(item));
}
