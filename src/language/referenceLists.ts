import { digest } from '../library/digest.js';
import type { LibraryItem } from '../library/library.js';
import { openBibliography, type Bibliography, type StyleFiles } from './bibliography.js';
import type { EntryList } from './runs.js';

/** A style, and the language in which references are to be set in it. */
export interface AskedStyle extends StyleFiles {
  language: string;
  /** Whether the document says the language. */
  isAsked: boolean;
}

/** References, and whether the style could be read at all. */
export interface SetReferences extends EntryList {
  isBroken: boolean;
}

/** So many styles are kept open: the one that is looked at, and the one before. */
const mostOpen = 2;

/** Whole bibliographies, each set by what is known from the last time. It takes seconds for hundreds of works: for a thread. */
export class ReferenceLists {
  private readonly open = new Map<string, Promise<Bibliography>>();

  async list({ language, isAsked, ...files }: AskedStyle, items: readonly LibraryItem[]): Promise<SetReferences> {
    const name = `${digest(files.style)} ${language} ${isAsked}`;
    const known = this.open.get(name) ?? openBibliography(files, language, isAsked);
    this.open.delete(name);
    this.open.set(name, known);
    for (const old of [...this.open.keys()].slice(0, -mostOpen)) this.open.delete(old);
    const bibliography = await known;
    return { ...bibliography.list(items), isBroken: bibliography.isBroken };
  }
}
