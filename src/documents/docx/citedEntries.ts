import type { CslFields } from '../../csl.js';
import type { BibliographyEntry } from '../document.js';
import { Passage } from '../../text/passage.js';

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** How many words of a title tell it from others. */
const enough = 4;

/**
 * Puts the works of citations to the entries that are printed at the end; those that are not printed become entries of their own, in plain words.
 * A work is known by the first words of its title, or where that is short by its author and year.
 */
export function withCited(printed: readonly BibliographyEntry[], works: ReadonlyMap<string, CslFields>): BibliographyEntry[] {
  const entries = [...printed];
  const known = indexed(printed);
  for (const [id, item] of works) {
    const at = signsOf(item).map((sign) => known.get(sign)).find((index) => index !== undefined && entries[index]!.item === undefined);
    if (at === undefined) entries.push({ id, item, label: null, passage: Passage.join([plainWords(item)]), start: 0, end: 0 });
    else entries[at] = { ...entries[at]!, id, item };
  }
  return entries;
}

/** In which entry the words that works are known by stand first. */
function indexed(entries: readonly BibliographyEntry[]): Map<string, number> {
  const known = new Map<string, number>();
  entries.forEach(({ passage }, index) => {
    const words = wordsOf(passage.text);
    const year = words.find((word) => /^(?:1[5-9]|20)\d\d[a-z]?$/u.test(word)) ?? '';
    words.forEach((word, at) => {
      const shingle = words.slice(at, at + enough).join(' ');
      if (!known.has(shingle)) known.set(shingle, index);
      if (!known.has(`${word}|${year}`)) known.set(`${word}|${year}`, index);
    });
  });
  return known;
}

function signsOf(item: CslFields): string[] {
  const title = wordsOf(item.title ?? '').slice(0, enough);
  const year = item.issued?.['date-parts']?.[0]?.[0];
  const name = wordsOf(item.author?.[0]?.family ?? item.author?.[0]?.literal ?? '')[0];
  return [...(title.length === enough ? [title.join(' ')] : []), ...(name && year ? [`${name}|${year}`] : [])];
}

/** "Vale, Tom. Endings. 2018." */
function plainWords({ author = [], title, issued, 'container-title': container }: CslFields): string {
  const names = author.map(({ family, given, literal }) => literal ?? [family, given].filter(Boolean).join(', ')).join('; ');
  const year = issued?.['date-parts']?.[0]?.[0]?.toString() ?? issued?.literal ?? issued?.raw;
  return `${[names, title, container, year].filter(Boolean).join('. ')}.`;
}
