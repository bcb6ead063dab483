import * as l10n from '@vscode/l10n';
import type { Locator } from '../csl.js';
import type { Claim, LibraryItem, LibraryView } from '../library/library.js';
import type { Span } from '../text/span.js';
import { cut } from './bibliography.js';
import { textOf } from './brief.js';
import { cardClaim } from './card.js';
import type { TypedLocator } from './citations.js';
import type { DocumentCitations } from './documentCitations.js';
import { extentsOf, writtenLocator, withDashes } from './locators.js';
import { formOf } from './markup.js';
import { nearness, placeOf, stemsOfClaim, writtenAt } from './nearness.js';

/** A place in a work at which it has been cited. */
export interface CitedPlace {
  locator: Locator;
  /** Closest to the sentence being written first. None for the pages of the work as a whole. */
  claims: readonly Claim[];
}

/** A place as it is offered; best first by `sortText`. */
export interface Pinpoint extends CitedPlace {
  /** "p. 18" */
  label: string;
  /** What is said there first. */
  detail: string;
  /** Who says so: "Winter 2019"; '' for the work itself. */
  citing: string;
  sortText: string;
  filterText: string;
  insertText: string;
}

export interface Pinpoints {
  item: LibraryItem;
  /** What is replaced. */
  range: Span;
  items: Pinpoint[];
}

const mostItems = 50;

/** The places at which a work has been cited, for the pinpoint that is being typed at `offset`; null where none is typed, or nothing is known. */
export function pinpoints(document: DocumentCitations, offset: number, library: LibraryView): Pinpoints | null {
  const typed = document.typedLocatorAt(offset);
  const item = typed && library.get(typed.key);
  if (!item) return null;
  const places = pinpointsOf(item, library, writtenAt(document, offset).stems).filter(({ locator }) => fits(locator, typed, document)).slice(0, mostItems);
  const items = places.map((place, rank) => ({ ...told(place, library), ...written(place, typed, document.language), sortText: String(rank).padStart(3, '0') }));
  return items.length === 0 ? null : { item, range: typed, items };
}

const nothing: ReadonlySet<string> = new Set();

/**
 * The places at which a work has been cited, each once: nearest to the sentence being written first, then cited most, then in their order in the work;
 * last the pages of the work as a whole. Of a work that is a source, those of its own sentences that are like what is written.
 *
 * @param written the stems of the sentence being written, as `writtenAt` gives them
 */
export function pinpointsOf(item: LibraryItem, library: LibraryView, written: ReadonlySet<string> = nothing): CitedPlace[] {
  const claims = library.claims(item.id);
  const scores = nearness(written, claims.map(stemsOfClaim));
  const places = new Map<string, Place>();
  claims.forEach((claim, at) => {
    for (const locator of placesOf(claim)) {
      const name = `${locator.label} ${locator.value}`;
      const place = places.get(name) ?? new Place(locator);
      place.add(claim, scores[at]!);
      places.set(name, place);
    }
  });
  const worthwhile = [...places.values()].filter(({ score, citedBy }) => score > 0 || citedBy > 0);
  const whole = wholeOf(item);
  return [...worthwhile.sort(bestFirst).map((place) => place.cited), ...(whole ? [{ locator: whole, claims: [] }] : [])];
}

class Place {
  private readonly claims: { claim: Claim; score: number }[] = [];
  score = 0;
  /** How many claims of sources that cite it there are. */
  citedBy = 0;

  /** Its first page. */
  readonly first: number;

  constructor(private readonly locator: Locator) {
    this.first = extentsOf(locator.value)[0]?.first ?? 0;
  }

  add(claim: Claim, score: number): void {
    this.claims.push({ claim, score });
    this.score = Math.max(this.score, score);
    if (claim.reference !== null) this.citedBy++;
  }

  get cited(): CitedPlace {
    return { locator: this.locator, claims: this.claims.sort((a, b) => b.score - a.score).map(({ claim }) => claim) };
  }
}

const bestFirst = (a: Place, b: Place): number => b.score - a.score || b.citedBy - a.citedBy || a.first - b.first;

/** What can stand in a document as it is, in any language. */
const plain = /^[\p{L}\p{N}][\p{L}\p{N} .:-]{0,19}$/u;
const longestValue = 200;

/** Each place of a claim's locator for itself: "12" and "15-18" of "12, 15-18". */
function placesOf(claim: Claim): Locator[] {
  const place = placeOf(claim);
  const values = place ? place.value.slice(0, longestValue).split(/[,;&]|\band\b/u) : [];
  return values.map((value) => ({ label: place!.label, value: withDashes(value.trim(), '-') })).filter(({ value }) => plain.test(value));
}

/** The pages of a part of a larger work. */
function wholeOf(item: LibraryItem): Locator | null {
  const value = withDashes(textOf(item, 'page').trim(), '-');
  const [pages] = extentsOf(value);
  return pages && pages.last > pages.first && plain.test(value) ? { label: 'page', value } : null;
}

/** CSL's word for what is being counted; a number alone is a page's. */
const counted = ({ label = 'page' }: TypedLocator): string => label;

/** What goes on as typed; what is counted otherwise where nothing stands there yet. */
function fits({ label, value }: Locator, typed: TypedLocator, document: DocumentCitations): boolean {
  // the "p" of a term that is only begun
  const number = typed.term === '' ? withDashes(typed.typed, '-').replace(/[–—-]+$/, '-') : '';
  if (label === counted(typed)) return value.startsWith(number);
  return typed.typed === '' && (typed.term !== '' || /[[({]$/.test(document.slice({ start: Math.max(0, typed.start - 1), end: typed.start })));
}

const longestDetail = 100;

function told(place: CitedPlace, library: LibraryView): Pick<Pinpoint, 'locator' | 'claims' | 'label' | 'detail' | 'citing'> {
  const [claim] = place.claims;
  const source = claim && cardClaim(claim, library).source;
  return { ...place, label: writtenLocator(place.locator), detail: claim ? cut(claim.claim, longestDetail) : l10n.t('all its pages'), citing: source?.name ?? '' };
}

function written({ locator }: CitedPlace, typed: TypedLocator, language: string): Pick<Pinpoint, 'filterText' | 'insertText'> {
  const words = writtenLocator(locator);
  const insertText = formOf(language) === 'latex' ? withDashes(words, '--') : words;
  const isTermThere = typed.term === '' && locator.label === counted(typed);
  return { filterText: typed.typed, insertText: isTermThere ? insertText.slice(insertText.indexOf(' ') + 1) : insertText };
}
