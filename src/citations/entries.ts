import * as l10n from '@vscode/l10n';
import type { BibliographyEntry } from '../documents/document.js';
import type { CslFields, CslName } from '../csl.js';
import { parseNote } from '../references/parse.js';
import type { Problem } from '../text/problem.js';
import { byMarkup } from './given.js';
import type { Works } from './works.js';

/** An entry of the bibliography with its work. */
export interface EntryRead {
  entry: BibliographyEntry;
  work: number;
}

/** "———. 2001.", "Ders.: …", "Idem, …": whose the entry before was, this one is as well. */
const sameAuthor = /^(?:[-–—―_]{2,}|(?:ders|dies|dens)\.|(?:idem|eadem|id)\b\.?)\s?[.,:;]?\s?(?:(?<more>(?:and|with|&|und|et)\s)|(?=\S))/iu;

/** Makes a work of every entry of the bibliography, cited or not. */
export function readEntries(bibliography: readonly BibliographyEntry[], works: Works): { entries: EntryRead[]; problems: Problem[] } {
  const reader = new EntryReader(works);
  const entries = bibliography.flatMap((entry) => {
    const work = entry.item ? reader.markedUp(entry, entry.item) : reader.read(entry);
    return work === null ? [] : [{ entry, work }];
  });
  return { entries, problems: reader.problems };
}

class EntryReader {
  readonly problems: Problem[] = [];
  /** Whose the last entry was. */
  private authors: readonly CslName[] = [];

  constructor(private readonly works: Works) {}

  /** An entry that the format has taken apart. */
  markedUp({ passage, start, end, confidence }: BibliographyEntry, item: CslFields): number {
    const sure = Object.fromEntries(Object.keys(item).map((variable) => [variable, byMarkup]));
    return this.works.add(item, { ...sure, ...confidence }, { text: passage.text, note: null, start, end });
  }

  read(entry: BibliographyEntry): number | null {
    const { text } = entry.passage;
    const repeated = this.authors.length > 0 ? sameAuthor.exec(text) : null;
    // The names stand in for their dash, so that what follows is read as what follows names.
    const names = repeated ? `${inWords(this.authors)}${repeated.groups!['more'] ? `, ${repeated.groups!['more']}` : '. '}` : '';
    const shift = (repeated?.[0].length ?? 0) - names.length;
    const inSource = ({ start, end }: { start: number; end: number }) => entry.passage.spanInSource({ start: Math.max(0, start + shift), end: Math.max(0, end + shift) });
    const { references, problems } = parseNote(names + text.slice(repeated?.[0].length ?? 0));
    for (const problem of problems) this.problems.push({ ...problem, ...inSource(problem) });
    const [reference, ...more] = references;
    if (!reference || (!reference.item.title && !reference.item.author)) {
      this.problems.push({ code: 'reference-unparsed', message: l10n.t('No work could be made of this entry; add it by hand if you need it.'), start: entry.start, end: entry.end });
      return null;
    }
    const item = repeated && !repeated.groups!['more'] ? { ...reference.item, author: [...this.authors] } : reference.item;
    this.authors = item.author ?? item.editor ?? [];
    const work = this.works.add(item, reference.confidence, { text, note: null, start: entry.start, end: entry.end });
    // Two entries run together where their line end was lost.
    for (const { item: other, confidence, text: words, ...span } of more) {
      if (other.author && other.title && other.issued) this.works.add(other, confidence, { text: words, note: null, ...inSource(span) });
    }
    return work;
  }
}

const inWords = (names: readonly CslName[]): string =>
  names.map(({ family, given, literal, 'non-dropping-particle': particle }) => literal ?? [[particle, family].filter(Boolean).join(' '), given].filter(Boolean).join(', ')).join('; ');
