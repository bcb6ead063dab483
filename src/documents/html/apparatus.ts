import { firstAt } from '../../text/firstAt.js';
import type { Element } from 'domhandler';
import { bibliographyHeading, noteHeading } from '../headings.js';
import { localName } from '../markup.js';
import { classesOf, headingLevel, rolesOf } from './elements.js';
import { highest, parentOf, type Chapter, type Heading, type Link, Places } from './places.js';

/** A note or an entry of the bibliography, by the element that it begins with. */
export interface Unit {
  kind: 'note' | 'entry';
  id: string;
  element: Element;
  /** The list or section it stands in, counted up; 0 for one that stands by itself. */
  region: number;
  /** As the link to it has it: "12". */
  label: string | null;
  /** It goes on behind its element, to the next one or to the end of the paragraph around. */
  runsOn: boolean;
  /** A further paragraph of the note before. */
  continues: boolean;
}

interface Region {
  kind: Unit['kind'];
  /** Said by roles or classes, not by a heading. */
  explicit: boolean;
  at: number;
  end: number;
}

const noteRoles = ['doc-footnote', 'doc-endnote', 'doc-rearnote', 'doc-note'];
const unitRoles = [...noteRoles, 'doc-biblioentry'];
const markerRole = 'doc-noteref';

/** What roles, classes and ids say of a list or section. */
const regionNames: { kind: Unit['kind']; roles: string[]; named: RegExp }[] = [
  {
    kind: 'note', roles: ['doc-endnotes', 'doc-footnotes', 'doc-rearnotes'],
    named: /^(?:c-article-|article-|ltx_)?(?:(?:foot|end|rear)-?notes(?:-(?:list|section|area|container|end-of-\w+))?|(?:fn|footnote|endnote|note)s?-?(?:list|group)|wp-block-footnotes)$/iu,
  },
  {
    kind: 'entry', roles: ['doc-bibliography'],
    named: /^(?:[a-z]{1,8}[-_]){0,2}(?:references|bibliography|biblist|ref-?list|references?-?list|citation-?list|works-cited|literature-cited|csl-bib-body)(?:[-_](?:list|section|body|container))?$/iu,
  },
];
const regionElements = new Set(['section', 'div', 'ol', 'ul', 'dl', 'aside', 'footer', 'table', 'article']);
/** Word, saving as a web page. */
const wordNotes = /mso-element\s*:\s*(?:foot|end)note-list/iu;

const unitElements = new Set(['li', 'tr', 'p', 'dd']);
/** What a note's own element may grow to: what holds it and nothing else. */
const growing = new Set(['p', 'div', 'li', 'aside', 'dd', 'td', 'tr']);

/** What stands where a note's number would: "12", "[3]", "*", "a", "note 2". */
const markerWords = /^[\s[(]*(?:\d{1,4}|[a-z]{1,2}|[ivxlc]{1,7}|[*†‡§¶#]{1,4}|(?:foot|end)?note\s\d{1,4}|(?:fn|nb|n)\.?\s?\d{1,4})[\s\])]*$/iu;
/** A note among references: "a", "note 2". */
const remarkWords = /^[\s[(]*(?:[a-z]{1,2}|[*†‡§¶#]{1,4}|(?:note|nb|n)\.?\s?\d{1,4})[\s\])]*$/iu;
/** What stands on a link from a note back to its number. */
const backWords = /^[^\p{L}\d]*(?:\d{1,4}|\p{L}{1,2}|back|return|jump(?: up)?|up|top|zurück|retour|(?:go|jump|back|return) to .{1,24})?[^\p{L}\d]*$/iu;
const numberedHeading = /^(?:\d{1,2}|[ivx]{1,5})[.)]?\s+/iu;

/** How many entries "5–7" may stand for. */
const longestRange = 50;
/** How many links of a note are looked at for one that leads back. */
const mostLinks = 24;

/** Which elements of some linked files are notes and entries of a bibliography, and which links lead to them. */
export class Apparatus {
  readonly places: Places;
  private readonly units: Unit[] = [];
  /** Those of lists and sections, in order. */
  private readonly inRegions: readonly Unit[];
  private readonly byElement = new Map<Element, Unit>();
  private readonly targets = new Map<Element, Unit>();
  private readonly backLinks = new Set<Element>();
  private readonly entryIds: readonly string[];
  private readonly entryNumbers: ReadonlyMap<string, number>;

  constructor(chapters: readonly Chapter[]) {
    this.places = new Places(chapters);
    this.takeRegions(this.regions());
    this.inRegions = [...this.units];
    const wanted = this.wantedPlaces();
    for (const link of this.places.links) this.follow(link, wanted);
    this.units.sort((a, b) => this.placeOf(a) - this.placeOf(b));
    this.tellNotesAmongEntries();
    this.joinParagraphs();
    for (const link of this.places.links) this.takeBackLink(link);
    this.entryIds = this.units.filter(({ kind }) => kind === 'entry').map(({ id }) => id);
    this.entryNumbers = new Map(this.entryIds.map((id, index) => [id, index]));
  }

  unitAt(element: Element): Unit | undefined {
    return this.byElement.get(element);
  }

  /** What a link of the running text or of a note leads to. */
  targetOf(link: Element): Unit | undefined {
    return this.targets.get(link);
  }

  isBackLink(link: Element): boolean {
    return this.backLinks.has(link);
  }

  holdsUnits(element: Element): boolean {
    const { at, end } = this.places.of(element);
    const next = this.units[this.firstUnitFrom(at)];
    return next !== undefined && this.placeOf(next) <= end;
  }

  /** The entries from one to another, for "[5]–[7]". */
  entriesBetween(first: string, last: string): string[] {
    const count = (this.entryNumbers.get(last) ?? 0) - (this.entryNumbers.get(first) ?? 0);
    return count > 0 && count <= longestRange ? this.entriesFrom(first, count) : [first, last];
  }

  /** An entry and so many after it, for "[5–7]". */
  entriesFrom(first: string, count: number): string[] {
    const from = this.entryNumbers.get(first);
    return from === undefined || count < 0 || count > longestRange ? [first] : this.entryIds.slice(from, from + count + 1);
  }

  private placeOf({ element }: Unit): number {
    return this.places.of(element).at;
  }

  /** Index of the first unit that begins at a place or behind it. */
  private firstUnitFrom(at: number): number {
    return firstFrom(this.units, at, (unit) => this.placeOf(unit));
  }

  private regions(): Region[] {
    const { places } = this;
    const { elements, headings } = places;
    const explicit = elements.flatMap((element) => {
      const kind = regionKind(element);
      const { at, end } = places.of(element);
      return kind ? [{ kind, explicit: true, at, end }] : [];
    });
    const headed = headings.flatMap((heading, index) => {
      const kind = this.headedKind(heading);
      return kind ? [{ kind, explicit: false, at: places.of(heading.element).end + 1, end: this.endOfHeaded(heading, index) }] : [];
    });
    return [...explicit, ...headed].sort((a, b) => a.at - b.at || b.end - a.end);
  }

  private headedKind({ element }: Heading): Unit['kind'] | null {
    const words = this.places.wordsOf(element).replace(numberedHeading, '');
    if (bibliographyHeading.test(words)) return 'entry';
    return noteHeading.test(words) ? 'note' : null;
  }

  /** To the next heading of its rank, or the end of what it stands in. */
  private endOfHeaded({ element, level }: Heading, index: number): number {
    const { places } = this;
    let scope = parentOf(element);
    for (let step = 0; scope && step < highest && places.of(scope).to - places.of(element).to <= 1; step++) scope = parentOf(scope);
    const end = scope ? places.of(scope).end : places.elements.length - 1;
    for (let next = index + 1; next < places.headings.length; next++) {
      const heading = places.headings[next]!;
      const { at } = places.of(heading.element);
      if (at > end) break;
      if (heading.level <= level) return at - 1;
    }
    return end;
  }

  /** Every item or paragraph of a region is a note or an entry. */
  private takeRegions(regions: readonly Region[]): void {
    const { places } = this;
    const open: { region: Region; number: number }[] = [];
    let [next, until] = [0, -1];
    places.elements.forEach((element, at) => {
      while (next < regions.length && regions[next]!.at <= at) open.push({ region: regions[next]!, number: ++next });
      while (open.length > 0 && open.at(-1)!.region.end < at) open.pop();
      if (at <= until || open.length === 0 || !this.mayBeUnit(element)) return;
      const { region, number } = open.findLast((one) => one.region.explicit) ?? open.at(-1)!;
      this.addUnit(region.kind, element, { region: number });
      until = places.of(element).end;
    });
  }

  private mayBeUnit(element: Element): boolean {
    const { places } = this;
    const { from, to } = places.of(element);
    if (to === from || headingLevel(element) !== null) return false;
    if (rolesOf(element).some((role) => unitRoles.includes(role)) || classesOf(element).includes('csl-entry')) return true;
    const name = localName(element);
    if (name === 'li') return !places.holds('li', element);
    return unitElements.has(name) || (name === 'div' && !places.holds('block', element));
  }

  private addUnit(kind: Unit['kind'], element: Element, more: Partial<Unit> = {}): Unit {
    const unit: Unit = { kind, id: `${kind}-${this.units.length + 1}`, element, region: 0, label: null, runsOn: false, continues: false, ...more };
    this.units.push(unit);
    this.byElement.set(element, unit);
    return unit;
  }

  /** Where that which looks like a note's number leads to, in order. */
  private wantedPlaces(): number[] {
    const { places } = this;
    const wanted = new Set(places.links.filter(({ element }) => this.looksLikeMarker(element)).map(({ target }) => places.of(target).at));
    return [...wanted].sort((a, b) => a - b);
  }

  private looksLikeMarker(link: Element): boolean {
    const words = this.places.wordsOf(link);
    return markerWords.test(words) || rolesOf(link).includes(markerRole) || (words === '' && link.attribs['href'] !== undefined);
  }

  private follow(link: Link, wanted: readonly number[]): void {
    const unit = this.unitOf(link.target) ?? this.looseNote(link, wanted);
    if (!unit || this.places.contains(unit.element, link.element)) return;
    if (unit.kind === 'note' && !this.looksLikeMarker(link.element)) return;
    this.targets.set(link.element, unit);
    unit.label ??= this.places.wordsOf(link.element).replace(/^[\s[(]+|[\s\])]+$/gu, '') || null;
  }

  /** The unit that a link's target stands in, holds, or stands directly before. */
  private unitOf(target: Element): Unit | undefined {
    const { places, inRegions: known } = this;
    const { at, end, to } = places.of(target);
    const index = firstFrom(known, at + 1, (unit) => this.placeOf(unit));
    const before = known[index - 1];
    if (before && places.contains(before.element, target)) return before;
    const next = known[index];
    if (!next) return this.byElement.get(target);
    return this.placeOf(next) <= end || places.of(next.element).from === to ? next : this.byElement.get(target);
  }

  /** A note that stands in no list of notes: told by its role, or by a link back to where its number stands. */
  private looseNote(link: Link, wanted: readonly number[]): Unit | null {
    const { places } = this;
    if (!this.looksLikeMarker(link.element) || places.of(link.target).at < places.of(link.element).at || this.isWithinUnit(link.element)) return null;
    const start = this.startOf(link, wanted);
    const known = this.byElement.get(start.element);
    if (known) return known;
    const isNote = rolesOf(link.element).includes(markerRole) || rolesOf(start.element).some((role) => noteRoles.includes(role)) || this.leadsBack(start.element, link);
    return isNote && headingLevel(start.element) === null && !places.contains(start.element, link.element) ? this.addUnit('note', start.element, start) : null;
  }

  /** While units are still being found. */
  private isWithinUnit(element: Element): boolean {
    for (let above: Element | null = element; above; above = parentOf(above)) if (this.byElement.has(above)) return true;
    return false;
  }

  /** The element a loose note begins with: the paragraph around the target, and what holds it alone. */
  private startOf({ element, target }: Link, wanted: readonly number[]): { element: Element; runsOn: boolean } {
    const { places } = this;
    const among = (one: Element): number => {
      const { at, end } = places.of(one);
      return firstFrom(wanted, end + 1) - firstFrom(wanted, at);
    };
    let block = places.blockOf(target);
    if (places.of(target).to === places.of(target).from && places.holds('block', block)) block = nextElement(target) ?? block;
    else if (block !== target && among(block) > 1) return { element: target, runsOn: true };
    for (let step = 0; step < highest; step++) {
      const above = parentOf(block);
      if (!above || !growing.has(localName(above)) || among(above) > 1 || places.contains(above, element) || this.holdsHeading(above)) break;
      block = above;
    }
    return { element: block, runsOn: false };
  }

  private holdsHeading(element: Element): boolean {
    const { at, end } = this.places.of(element);
    const { headings } = this.places;
    const next = headings[firstFrom(headings, at, (heading) => this.places.of(heading.element).at)];
    return next !== undefined && this.places.of(next.element).at <= end;
  }

  /** Whether a note holds a link to where its number stands. */
  private leadsBack(note: Element, { element }: Link): boolean {
    const { places } = this;
    const { at, end } = places.of(note);
    const block = places.blockOf(element);
    const { links } = places;
    const first = firstFrom(links, at, (link) => places.of(link.element).at);
    for (const back of links.slice(first, first + mostLinks)) {
      if (places.of(back.element).at > end) return false;
      if (places.contains(block, back.target) || places.contains(back.target, element)) return true;
    }
    return false;
  }

  /** Wikipedia's list of references holds remarks, and short forms that lead on to a bibliography: these are notes. */
  private tellNotesAmongEntries(): void {
    for (const { element } of this.places.links) {
      const target = this.targets.get(element);
      if (target?.kind !== 'entry') continue;
      const around = this.unitAround(element);
      if (around?.kind === 'entry' && around.region !== target.region) around.kind = 'note';
      if (!around && localName(parentOf(element) ?? element) === 'sup' && remarkWords.test(this.places.wordsOf(element))) target.kind = 'note';
    }
  }

  unitAround(element: Element): Unit | undefined {
    const before = this.units[firstFrom(this.units, this.places.of(element).at + 1, (unit) => this.placeOf(unit)) - 1];
    return before && this.places.contains(before.element, element) ? before : undefined;
  }

  /** In a list of notes that links lead to, a paragraph without one belongs to the note before. */
  private joinParagraphs(): void {
    const linked = new Set(this.targets.values());
    let before: Unit | null = null;
    for (const unit of this.units) {
      const isFurther = before && before.region === unit.region && unit.region > 0 && unit.kind === 'note' && !linked.has(unit) && localName(unit.element) === 'p';
      if (isFurther) unit.continues = true;
      else before = linked.has(unit) ? unit : null;
    }
  }

  private takeBackLink({ element, target }: Link): void {
    const around = this.unitAround(element);
    if (!around) return;
    if (this.targets.get(element)?.kind === 'note' || around.kind === 'entry') this.targets.delete(element);
    if (this.unitAround(target) || !backWords.test(this.places.wordsOf(element))) return;
    this.backLinks.add(element);
  }
}

function regionKind(element: Element): Unit['kind'] | null {
  if (!regionElements.has(localName(element))) return null;
  const roles = rolesOf(element);
  const names = [...classesOf(element), element.attribs['id'] ?? ''];
  if (wordNotes.test(element.attribs['style'] ?? '')) return 'note';
  return regionNames.find(({ roles: wanted, named }) => roles.some((role) => wanted.includes(role)) || names.some((name) => named.test(name)))?.kind ?? null;
}

function nextElement({ nextSibling }: Element): Element | null {
  let next = nextSibling;
  for (let step = 0; next && next.type !== 'tag' && step < highest; step++) next = next.nextSibling;
  return next?.type === 'tag' ? next : null;
}

/** Index of the first, of what is in order, whose place is `at` or greater. */
const firstFrom = <T>(list: readonly T[], at: number, place: (one: T) => number = Number): number => firstAt(list.length, (index) => place(list[index]!) >= at);
