import type { CslFields } from '../csl.js';
import { fold } from '../text/fold.js';

/** Capitalised words before a family name that are no given names: offices, and words that begin a sentence. */
const notGiven = new Set(
  'president prime minister secretary general sir lord lady dame dr mr mrs ms professor prof colonel captain chancellor king queen pope senator ambassador judge justice chief former like similarly whilst finally'.split(
    ' ',
  ),
);

/** Capitalised words that name no one, wherever they stand. */
export const nobody: ReadonlySet<string> = new Set(
  'to from by of with about over under into onto the this that these those there it we i you one some many most others another both each critics supporters observers analysts experts scholars commentators officials people everyone nobody anyone what who which when where while if as in on at for but and or yet so then thus however indeed today now here according still even also such his her their its our my your not no only after before since because although though until january february march april may june july august september october november december monday tuesday wednesday thursday friday saturday sunday'.split(
    ' ',
  ),
);

const fullName = /(?<![\p{L}’'-])((?:\p{Lu}(?:[’']\p{L})?[\p{L}-]{1,30}|\p{Lu}\.)(?:\s(?:\p{Lu}(?:[’']\p{L})?[\p{L}-]{1,30}|\p{Lu}\.)){1,4})(?!\p{L})/gu;

/** The names of people as the running text writes them out, by folded family name: "powell" → "Jonathan". */
export class People {
  private readonly byFamily = new Map<string, Map<string, number>>();
  /** Words that also stand in lower case: "Here Solheim", "Proscribing Peace" are no names. */
  private readonly common = new Set<string>();

  constructor(texts: readonly string[]) {
    for (const text of texts) for (const match of text.matchAll(/(?<![\p{L}’'-])\p{Ll}{2,30}/gu)) this.common.add(match[0]);
    for (const text of texts) for (const match of text.matchAll(fullName)) this.add(match[1]!);
  }

  /** The last person who spoke, or with whom a sentence began, in the paragraph being read. */
  private subject: string | null = null;
  /** Whom the source last called "he", and "she". */
  private readonly called = new Map<string, string>();

  startParagraph(): void {
    this.subject = null;
  }

  /** Takes note of whom a sentence is about. */
  hear(sentence: string, speaker: string | null): void {
    this.subject = speaker ?? this.firstPerson(sentence) ?? this.subject;
    const pronoun = /^(?:he|she)\b/iu.exec(sentence)?.[0].toLowerCase();
    if (pronoun && this.subject !== null && !this.isOther(this.subject, pronoun)) this.called.set(pronoun, this.subject);
  }

  /** Who "he" or "she" is: whom the paragraph is about, else whom the source last called so. */
  who(pronoun: string): string | null {
    const { subject } = this;
    const person = subject !== null && !this.isOther(subject, pronoun) ? subject : this.called.get(pronoun) ?? null;
    if (person !== null) this.called.set(pronoun, person);
    return person;
  }

  private isOther(person: string, pronoun: string): boolean {
    return this.called.get(pronoun === 'he' ? 'she' : 'he') === person && this.called.get(pronoun) !== person;
  }

  /** The person named in a sentence's first words, before a pronoun that means someone else. */
  private firstPerson(sentence: string): string | null {
    const lead = sentence.slice(0, 90).split(/\b(?:he|she|his|her)\b/u, 1)[0]!;
    for (const match of lead.matchAll(/\p{Lu}[\p{L}’'-]{1,30}/gu)) {
      const family = match[0].replace(/[’']s$/u, '');
      const given = this.givenOf(family);
      if (given !== null) return `${given} ${family}`;
    }
    return null;
  }

  private add(words: string): void {
    const parts = words.replace(/[’']s$/u, '').split(' ');
    const family = parts.pop()!;
    while (parts.length > 0 && this.isNoGiven(parts[0]!)) parts.shift();
    if ([family, ...parts].some((part) => this.isCommon(part))) return;
    if (parts.length === 0 || parts.length > 3 || family.length < 2) return;
    const key = fold(family);
    const given = this.byFamily.get(key) ?? new Map<string, number>();
    given.set(parts.join(' '), (given.get(parts.join(' ')) ?? 0) + 1);
    this.byFamily.set(key, given);
  }

  private isNoGiven(word: string): boolean {
    const folded = fold(word).replace('.', '');
    return notGiven.has(folded) || nobody.has(folded) || this.isCommon(word);
  }

  private isCommon(word: string): boolean {
    const lower = word.toLowerCase();
    return this.common.has(lower) || this.common.has(`${lower}s`) || (lower.endsWith('s') && this.common.has(lower.slice(0, -1)));
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
