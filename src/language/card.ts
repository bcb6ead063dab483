import * as l10n from '@vscode/l10n';
import { digest } from '../library/digest.js';
import { fileName } from '../library/paths.js';
import { linksOf, type ItemLink } from '../library/links.js';
import type { Claim, LibraryItem, LibraryView } from '../library/library.js';
import type { Bibliography } from './bibliography.js';
import type { Run } from './runs.js';
import { nameOfWork, textOf } from './brief.js';
import { locatorInWords } from './locators.js';
import { fieldInWords } from './typedField.js';
import { nearestClaims, type Written } from './nearness.js';
import { formatNumber } from '../words.js';

/** What a hover tells of an item: plain data, as long as its sources are; whoever shows it cuts it. */
export interface Card {
  key: string;
  reference: readonly Run[];
  /** What Ibid is not sure to have read right, in words: "date", "title". */
  doubtful: string[];
  /** The files and addresses of the item, as `linksOf` gives them. */
  links: readonly ItemLink[];
  claims: CardClaim[];
  /** How many claims there are besides. */
  more: number;
  /** The beginning of the item's abstract; '' where it has none. */
  abstract: string;
}

export interface CardClaim {
  id: string;
  /** The sentence, its quotations apart; `aside` are words that other markers of the sentence support. */
  text: { text: string; quoted: boolean; aside?: true }[];
  /** The sentence before it. */
  before: string;
  /** Where in the work, as the source has it: "p. 18", "chap. 3". */
  locator: string | null;
  /** Where the sentence stands; null where the source is the item itself. */
  source: { name: string; title: string } | null;
  file: string;
  /** The page of the source, in words: "p. 18", or "page 5 of the file" where no number is printed on it. */
  page: string | null;
  speaker: string | null;
  /** How the source introduces the work: "quoted in"; where it has no words for it, what it does with it: "quoted". */
  signal: string | null;
  function?: NonNullable<Claim['function']>;
  /** What Ibid is not sure of, in words. */
  uncertain: string | null;
}

/** What a card is to tell. */
export interface CardOptions {
  mostClaims: number;
  /** What is being written: the claims that stand closest to it come first. */
  written?: Written;
  /** What comes before all others. */
  first?: Claim | null;
}

export function cardOf(item: LibraryItem, library: LibraryView, bibliography: Bibliography, options: CardOptions): Card {
  const { claims, more } = cardClaims(item.id, library, options);
  return {
    key: item.id,
    reference: bibliography.entry(item),
    doubtful: doubtfulFields(item),
    links: linksOf(item),
    claims,
    more,
    abstract: textOf(item, 'abstract').slice(0, longestAbstract).trim(),
  };
}

/** What a work is cited for, as its card has it. */
export function cardClaims(key: string, library: LibraryView, { mostClaims, written, first = null }: CardOptions): Pick<Card, 'claims' | 'more'> {
  const all = library.claims(key);
  const ranked = written ? nearestClaims(all, written) : all;
  const claims = first ? [first, ...ranked.filter((claim) => claim !== first)] : ranked;
  return { claims: claims.slice(0, mostClaims).map((claim) => cardClaim(claim, library)), more: Math.max(0, claims.length - mostClaims) };
}

const longestAbstract = 2000;

export function cardClaim(claim: Claim, library: Pick<LibraryView, 'get'>): CardClaim {
  const own = claim.reference === null;
  const source = library.get(claim.source.reference);
  return {
    id: claim.id,
    text: withPart(withQuotes(claim.claim, claim.quotes), claim),
    before: claim.before,
    locator: claim.locator && locatorInWords(claim.locator),
    source: own ? null : { name: source ? nameOfWork(source) : fileName(claim.source.file), title: source ? textOf(source, 'title') : '' },
    file: claim.source.file,
    page: pageInWords(claim.source),
    speaker: claim.speaker ?? null,
    ...(claim.function && { function: claim.function }),
    signal: claim.signal ?? (claim.function && functionsInWords()[claim.function]) ?? null,
    uncertain: uncertainty(claim),
  };
}

/** Those that the sentence itself does not show. */
const functionsInWords = (): { [does in NonNullable<Claim['function']>]?: string } => ({ quoted: l10n.t('quoted'), paraphrased: l10n.t('paraphrased'), contrasted: l10n.t('contrasted') });

/** Where `quotes` stand in the sentence, each after the one before it. */
function withQuotes(claim: string, quotes: readonly string[]): CardClaim['text'] {
  const parts: CardClaim['text'] = [];
  let at = 0;
  for (const quote of quotes) {
    const start = quote === '' ? -1 : claim.indexOf(quote, at);
    if (start < 0) continue;
    parts.push({ text: claim.slice(at, start), quoted: false }, { text: quote, quoted: true });
    at = start + quote.length;
  }
  parts.push({ text: claim.slice(at), quoted: false });
  return parts.filter(({ text }) => text !== '');
}

/** Sets the words apart that stand outside the part which the claim's own marker closes. */
function withPart(text: CardClaim['text'], { claim, part }: Claim): CardClaim['text'] {
  const start = part === undefined || part === '' ? -1 : claim.indexOf(part);
  if (start < 0) return text;
  const cuts = [start, start + part!.length];
  let at = 0;
  return text.flatMap((run) => {
    const from = at;
    at += run.text.length;
    const edges = [from, ...cuts.filter((cut) => cut > from && cut < at), at];
    return edges.slice(1).map((to, index) => {
      const first = edges[index]!;
      const aside = first < start || first >= cuts[1]! ? { aside: true as const } : {};
      return { text: run.text.slice(first - from, to - from), quoted: run.quoted, ...aside };
    });
  });
}

function pageInWords({ page, pageNumber }: Claim['source']): string | null {
  if (page) return l10n.t('p. {0}', page);
  return pageNumber === undefined ? null : l10n.t('page {0} of the file', formatNumber(pageNumber));
}

const doubtBelow = 0.5;

function uncertainty(claim: Claim): string | null {
  const { kind, label } = claim.marker;
  if (claim.reference === null && kind === 'note') return l10n.t('note {0} is missing in the source', label);
  if (claim.reference === null && kind !== 'attribution') return l10n.t('no work found for “{0}”', label);
  return claim.confidence < doubtBelow ? l10n.t('unsure whether this work is meant') : null;
}

/** The variables that Ibid is less sure of than `below`, and that no person has changed since. */
export function unsureFields(item: LibraryItem, below: number): string[] {
  const { confidence = {}, read = {} } = item.custom?.ibid ?? {};
  return Object.entries(confidence)
    .filter(([field, sure]) => sure < below && read[field] === digest((item as Record<string, unknown>)[field]))
    .map(([field]) => field);
}

/** The same in words, of those that a reader had better check. */
export const doubtfulFields = (item: LibraryItem): string[] => unsureFields(item, doubtBelow).map(fieldInWords);
