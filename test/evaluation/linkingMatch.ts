/** Compares what was read from an article with its gold: which claims are of which pointers, and whether they lead to the same work. */
import type { ReadClaim, ReadSource, Work } from '../../src/citations/source.js';
import { textOf, type Article, type Piece } from './linkingArticle.js';
import { lettersOf, type Gold, type GoldLink, type GoldSentence } from './linkingGold.js';

/** A claim of ours that cites, with where it stands in the letters of the article. */
interface Placed {
  claim: ReadClaim;
  /** None where it leads nowhere, or to a work that no entry is of. */
  entries: ReadonlySet<string>;
  /** Null where its words do not stand there. */
  span: { start: number; end: number } | null;
}

export interface Linked {
  link: GoldLink;
  claim: ReadClaim;
  /** Null where the claim is the sentence. */
  differs: string | null;
  /** Characters of the claim and of the sentence that both have, over those that either has. */
  overlap: number;
}

export interface Fault {
  cause: string;
  words: string;
}

export interface Comparison {
  linked: Linked[];
  missed: (Fault & { link: GoldLink })[];
  /** Claims that lead to a work where no pointer does. */
  wrong: (Fault & { claim: ReadClaim })[];
  entriesFound: number;
}

/** Words by which entries are told; a web address is not always printed. */
const wordsOf = (text: string): string[] =>
  [...new Set(text.normalize('NFKC').toLowerCase().replace(/(?:https?:|www\.|doi:)\S*|reference source|full text/gu, ' ').match(/[\p{L}\p{N}]{2,}/gu) ?? [])];

interface Known {
  id: string;
  text: string;
  words: string[];
}

const sharedBy = (one: readonly string[], other: readonly string[]): number => one.filter((word) => other.includes(word)).length;

/** Whether an entry is a short form of another: "Roe, A Title, 143", "Ibid." */
const isShortFor = (entry: Known, full: Known): boolean => /^ibid/i.test(entry.text) || sharedBy(entry.words, full.words) >= 0.7 * entry.words.length;

/** The entries of the gold that each work is: the one whose words its fields were read from, with short forms of it. */
function entriesOfWorks({ entries, notes }: Article, works: readonly Work[]): ReadonlySet<string>[] {
  const known: Known[] = [...entries, ...notes.map(({ id, pieces }) => ({ id: `note:${id}`, text: textOf(pieces) }))].map(({ id, text }) => ({ id, text, words: wordsOf(text) }));
  const byWord = new Map<string, Known[]>();
  for (const one of known) for (const word of one.words) byWord.set(word, [...(byWord.get(word) ?? []), one]);
  const entryOf = ({ text, note }: Work['mentions'][number]): Known | null => {
    const words = wordsOf(text);
    const shared = new Map<Known, number>();
    for (const word of words) for (const one of byWord.get(word) ?? []) if (one.id.startsWith('note:') === (note !== null)) shared.set(one, (shared.get(one) ?? 0) + 1);
    const like = (one: Known): number => (2 * shared.get(one)!) / (words.length + one.words.length);
    const best = [...shared.keys()].reduce<Known | null>((top, one) => (top === null || like(one) > like(top) ? one : top), null);
    return best && (note !== null || (like(best) >= 0.6 && words.length >= 3)) ? best : null;
  };
  return works.map(({ mentions }) => {
    const found = mentions.flatMap((mention) => entryOf(mention) ?? []);
    return new Set(found.filter((entry) => entry === found[0] || isShortFor(entry, found[0]!)).map(({ id }) => id));
  });
}

const anchor = 24;

/** Where a claim's words stand in the letters of the article: the place nearest behind `from`. */
function locate(letters: string, words: string, from: number): { start: number; end: number } | null {
  const find = (part: string, near: number): number => {
    const after = letters.indexOf(part, Math.max(0, near));
    return after >= 0 ? after : letters.lastIndexOf(part, near);
  };
  const whole = find(words, from);
  if (whole >= 0) return { start: whole, end: whole + words.length };
  if (words.length < anchor) return null;
  const head = find(words.slice(0, anchor), from);
  const tail = find(words.slice(-anchor), head >= 0 ? head : from);
  if (head >= 0 && tail >= head && tail - head < 3 * words.length) return { start: head, end: tail + anchor };
  if (tail >= 0) return { start: Math.max(0, tail + anchor - words.length), end: tail + anchor };
  if (head >= 0) return { start: head, end: head + words.length };
  for (let at = anchor; at + anchor < words.length; at += anchor) {
    const found = find(words.slice(at, at + anchor), from);
    if (found >= 0) return { start: Math.max(0, found - at), end: found - at + words.length };
  }
  return null;
}

/** Claims come in the order of the text; a short one, whose words may stand anywhere, stands right behind the one before it. */
function place(gold: Gold, source: ReadSource, entries: readonly ReadonlySet<string>[]): Placed[] {
  let last = { start: 0, end: 0 };
  let lastStart = -1;
  return source.claims
    .filter(({ marker }) => marker.kind !== 'attribution')
    .map((claim) => {
      const words = lettersOf(claim.claim);
      const short = words.length < anchor;
      const again = short && claim.start === lastStart;
      const behind = words === '' ? { start: last.end, end: last.end } : locate(gold.letters, words, short ? last.end : Math.max(0, last.start - 400));
      const span = again ? last : behind;
      lastStart = claim.start;
      if (span) last = span;
      return { claim, entries: claim.work === null ? new Set<string>() : entries[claim.work]!, span };
    });
}

/** So many letters of a claim may reach into a neighbouring sentence without making it its own. */
const slack = 3;

function touches(span: { start: number; end: number }, sentence: { start: number; end: number }): boolean {
  const reach = span.end - span.start > 2 * slack ? slack : 0;
  return span.start <= sentence.end - reach && span.end >= sentence.start + reach;
}

const sign = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
const sameLabel = ({ text }: GoldLink, { marker }: ReadClaim): boolean => {
  const [one, other] = [sign(text), sign(marker.label)];
  return one === other || (one.length > 3 && other.includes(one)) || (other.length > 3 && one.includes(other));
};

function leadsTo({ entries: right, text }: GoldLink, { entries, claim }: Placed): boolean {
  if (!right[0]!.startsWith('note:')) return right.some((id) => entries.has(id));
  return claim.marker.kind === 'note' && claim.work !== null && sign(claim.marker.label) === sign(text);
}

export function compare(article: Article, gold: Gold, source: ReadSource): Comparison {
  const entries = entriesOfWorks(article, source.works);
  const claims = place(gold, source, entries);
  const found = new Set(entries.flatMap((ids) => [...ids]));
  const left = new Set(claims);
  const result: Comparison = { linked: [], missed: [], wrong: [], entriesFound: article.entries.filter(({ id }) => found.has(id)).length };
  const missed: GoldLink[] = [];
  for (const link of gold.links) {
    const here = [...left].filter((placed) => placed.span && touches(placed.span, link.sentence) && leadsTo(link, placed));
    const best = here.find(({ claim }) => sameLabel(link, claim)) ?? here[0];
    if (!best) missed.push(link);
    else {
      left.delete(best);
      result.linked.push(linkedAs(link, best));
    }
  }
  const unlinked = [...left];
  for (const link of missed) result.missed.push({ link, ...causeOfMiss(link, unlinked, found) });
  for (const placed of unlinked) {
    const cause = causeOfWrong(placed, article, gold, result.linked);
    if (cause !== null) result.wrong.push({ claim: placed.claim, cause, words: `${placed.claim.marker.label} → ${[...placed.entries][0] ?? 'no entry'}: ${placed.claim.claim}` });
  }
  return result;
}

function causeOfMiss(link: GoldLink, unlinked: readonly Placed[], found: ReadonlySet<string>): Fault {
  const words = `${link.text} → ${link.entries[0]}: ${textOf(link.sentence.pieces)}`;
  if (!link.entries[0]!.startsWith('note:') && !link.entries.some((id) => found.has(id))) return { cause: 'entry lost from the bibliography', words };
  const near = unlinked.filter(({ span }) => span && touches(span, link.sentence));
  const mine = near.find(({ claim }) => sameLabel(link, claim));
  if (!mine) return { cause: near.length > 0 ? 'not found, others in its sentence' : 'not found', words };
  if (mine.claim.work === null) return { cause: 'found, led nowhere', words };
  return { cause: mine.entries.size === 0 ? 'found, led to a work of its own' : 'found, led to another entry', words };
}

/** Null for what is neither right nor wrong. */
function causeOfWrong({ claim, entries, span }: Placed, article: Article, gold: Gold, linked: readonly Linked[]): string | null {
  // Publishers mark no pointer at these.
  if (claim.work === null || /^(?:ibid|idem|id\.|op\. ?cit|loc\. ?cit)/i.test(claim.marker.label)) return null;
  if (linked.some(({ claim: other }) => other.start === claim.start && other.work === claim.work && other.marker.label === claim.marker.label)) return 'claimed twice';
  if (!span) return 'words that stand nowhere in the text';
  const sentences = gold.sentences.filter((sentence) => touches(span, sentence));
  const within = (at: number): boolean => sentences.some(({ start, end }) => at >= start && at <= end);
  if (gold.open.some(within)) return null;
  if (claim.marker.kind === 'note' && linked.some(({ link, claim: other }) => link.kind === 'note' && other.marker.label === claim.marker.label && within(link.place))) return null;
  if (gold.links.some((link) => within(link.place) && sameLabel(link, claim))) return 'a pointer led to the wrong work';
  return entries.size === 0 ? (isListed(claim.marker.label, article) ? 'a work of its own where no pointer is' : null) : 'an entry where no pointer to it is';
}

/** Whether any entry has the year and a name of an author-date citation. Publishers mark no pointer to a work that they don't list. */
function isListed(label: string, { entries }: Article): boolean {
  const [year] = /\d{4}/.exec(label) ?? [];
  const names = label.match(/\p{Lu}[\p{L}’'-]+/gu) ?? [];
  return year === undefined || entries.some(({ text }) => text.includes(year) && names.some((name) => text.includes(name)));
}

function linkedAs(link: GoldLink, { claim, span }: Placed): Linked {
  const { sentence } = link;
  const shared = Math.max(0, Math.min(span!.end, sentence.end) - Math.max(span!.start, sentence.start));
  const either = Math.max(span!.end, sentence.end) - Math.min(span!.start, sentence.start);
  return { link, claim, differs: isSentence(claim.claim, sentence) ? null : differenceOf(span!, sentence), overlap: either === 0 ? 1 : shared / either };
}

function differenceOf(span: { start: number; end: number }, sentence: GoldSentence): string {
  if (span.start < sentence.start || span.end > sentence.end) return 'more than the sentence';
  if (span.start > sentence.start || span.end < sentence.end) return 'a part of the sentence';
  return 'the sentence in other characters';
}

/** Spaces folded, and none beside punctuation. */
const foldSpaces = (text: string): string =>
  text.normalize('NFKC').replace(/[\u00ad\u200b]/g, '').replace(/\s+/g, ' ').replace(/ ?([^\p{L}\p{N} ]) ?/gu, '$1').trim();

/** Most characters by which a pointer may differ between printings beside its words: brackets, spaces, a number that a range only implies. */
const aroundPointer = 6;

/** Whether a claim is a sentence of the gold, letter for letter but for its pointers, which may be there, lack, or be set in another way. */
function isSentence(claim: string, { pieces }: GoldSentence): boolean {
  const words = foldSpaces(claim);
  // Where what was compared so far may end in the claim; a pointer leaves it open how far it reaches.
  let ends = new Set([0]);
  let free = 0;
  for (const { text, pointers } of grouped(pieces)) {
    const folded = foldSpaces(text);
    if (pointers > 0) free += folded.length + pointers * aroundPointer;
    else {
      ends = endsBehind(words, folded, ends, free);
      free = 0;
    }
  }
  return [...ends].some((end) => words.length - end <= free);
}

/** Brackets and commas at the ends of a text between pointers may lack with them. */
const brackets = /^[\](),;–[-]+|[\](),;–[-]+$/g;

function endsBehind(words: string, text: string, ends: ReadonlySet<number>, free: number): Set<number> {
  const behind = new Set<number>();
  for (const tried of new Set([text, text.replace(brackets, '')])) {
    for (const end of ends) {
      for (let at = end; at <= Math.min(end + free, words.length); at++) if (words.startsWith(tried, at)) behind.add(at + tried.length);
    }
  }
  return behind;
}

/** Pieces joined to runs of pointers, with how many they are, and runs of other words. */
function grouped(pieces: readonly Piece[]): { text: string; pointers: number }[] {
  const groups: { text: string; pointers: number }[] = [];
  for (const { text, pointer } of pieces) {
    const last = groups.at(-1);
    if (!last || last.pointers > 0 !== (pointer !== null)) groups.push({ text, pointers: Number(pointer !== null) });
    else {
      last.text += text;
      last.pointers += Number(pointer !== null);
    }
  }
  return groups;
}
