import type { CslFields, CslName } from '../references/csl.js';
import { fold } from '../text/fold.js';

/** Capitalised words before a family name that are no given names: offices, and words that begin a sentence. */
const notGiven = new Set(
  'president prime minister secretary general sir lord lady dame dr mr mrs ms professor prof colonel captain chancellor king queen pope senator ambassador judge justice chief former the in as by for and but when while whilst although according since after before with that this like both from similarly even yet however finally'.split(
    ' ',
  ),
);

const fullName = /(?<![\p{L}’'-])((?:\p{Lu}[\p{L}’'-]{1,30}|\p{Lu}\.)(?:\s(?:\p{Lu}[\p{L}’'-]{1,30}|\p{Lu}\.)){1,4})(?![\p{L}])/gu;

/** The names of people as the running text writes them out, by folded family name: "powell" → "Jonathan". */
export class People {
  private readonly byFamily = new Map<string, Map<string, number>>();

  constructor(texts: readonly string[]) {
    for (const text of texts) for (const match of text.matchAll(fullName)) this.add(match[1]!);
  }

  /** Who "he" or "she" is: the last person who spoke, or with whom a sentence began. */
  subject: string | null = null;

  /** Takes note of whom a sentence is about. */
  hear(sentence: string, speaker: string | null): void {
    this.subject = speaker ?? this.firstPerson(sentence) ?? this.subject;
  }

  /** The person named in a sentence's first words. */
  private firstPerson(sentence: string): string | null {
    for (const match of sentence.slice(0, 90).matchAll(/\p{Lu}[\p{L}’'-]{1,30}/gu)) {
      const family = match[0].replace(/[’']s$/u, '');
      const given = this.givenOf(family);
      if (given !== null) return `${given} ${family}`;
    }
    return null;
  }

  private add(words: string): void {
    const parts = words.replace(/[’']s$/u, '').split(' ');
    const family = parts.pop()!;
    while (parts.length > 0 && notGiven.has(fold(parts[0]!).replace('.', ''))) parts.shift();
    if (parts.length === 0 || parts.length > 3 || family.length < 2) return;
    const key = fold(family);
    const given = this.byFamily.get(key) ?? new Map<string, number>();
    given.set(parts.join(' '), (given.get(parts.join(' ')) ?? 0) + 1);
    this.byFamily.set(key, given);
  }

  /** The given names that stand before a family name in the text; null where there are none, or those of several people. */
  givenOf(family: string): string | null {
    const found = [...(this.byFamily.get(fold(family)) ?? [])].sort((a, b) => b[1] - a[1]);
    const [first, second] = found;
    if (!first) return null;
    if (second && second[1] === first[1] && !sameGiven(first[0], second[0])) return null;
    return first[0];
  }

  /** Puts given names to the authors of a work that its reference leaves out. */
  complete(item: CslFields): boolean {
    let changed = false;
    for (const name of item.author ?? []) {
      if (name.given !== undefined || name.family === undefined) continue;
      const given = this.givenOf(name.family);
      if (given === null) continue;
      name.given = given;
      changed = true;
    }
    return changed;
  }
}

const sameGiven = (left: string, right: string): boolean => fold(left).charAt(0) === fold(right).charAt(0);

/** "Jonathan Powell", "BBC News": a name in the order it is spoken. */
export function displayName(name: CslName): string {
  return name.literal ?? [name.given, name['non-dropping-particle'], name.family].filter(Boolean).join(' ');
}
