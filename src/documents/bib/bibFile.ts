import * as l10n from '@vscode/l10n';
import type { CslFields } from '../../csl.js';
import { own } from '../../text/own.js';
import { conflictsIn, cutEntries, layoutWidth, place, wrong, type BibLayout } from './entries.js';
import { fieldsOf, months, type BibFields, type Macros } from './fields.js';
import { itemOf, type Values } from './item.js';

/** An entry's work, and the fields that CSL has no place for (TeX). */
export interface BibItem {
  item: CslFields;
  rest: Record<string, string>;
}

/** What was read of an entry, and what that depends on. */
export interface BibReading extends BibFields {
  type: string;
  /** The fields with those that it has from others. */
  inherited: Values;
  /** The keys of entries that it inherits from, in lower case, whether they are there or not. */
  parents: string[];
}

/** What an entry does not inherit by `crossref`; biblatex manual, appendix B, and the fields that Ibid itself writes. */
const ownFields = new Set(
  `ids crossref xref xdata entryset entrysubtype execute label options presort related relatedoptions relatedstring relatedtype shorthand shorthandintro
   sortkey sortname sortshorthand sorttitle sortyear gender file key keywords timestamp owner ibid csl-bibtex csl-biblatex`.split(/\s+/),
);
/** Fields that have another name in what inherits them, by the types of both; ibid. */
const inBooks: Record<string, string | null> = {
  title: 'booktitle', subtitle: 'booksubtitle', titleaddon: 'booktitleaddon', shorttitle: null, sorttitle: null, indextitle: null, indexsorttitle: null,
};
const inWorks: Record<string, string | null> = { ...inBooks, title: 'maintitle', subtitle: 'mainsubtitle', titleaddon: 'maintitleaddon' };
const inPeriodicals: Record<string, string | null> = { ...inBooks, title: 'journaltitle', subtitle: 'journalsubtitle', titleaddon: null };
const renamings: readonly (readonly [parents: RegExp, children: RegExp, names: Record<string, string | null>])[] = [
  [/^periodical$/, /^(?:article|suppperiodical)$/, inPeriodicals],
  [/^mv/, /^(?:book|collection|proceedings|reference)$/, inWorks],
  [/^mv/, /^(?:in|supp|book)/, inWorks],
  [/./, /^(?:in|supp|bookin|conference)/, inBooks],
];
/** The author of a book is also that of its parts, unless they name their own. */
const byBookauthor = /^(?:inbook|bookinbook|suppbook)$/;

/** Longest line of entries that inherit from one another. */
const longestLine = 8;
/** So many entries are asked at most for what one inherits. */
const mostParents = 100;

const wrongs = (): readonly (readonly [sign: number, message: string, lost: boolean])[] => [
  [wrong.unclosed, l10n.t('the closing bracket is missing'), true],
  [wrong.noBracket, l10n.t('the opening bracket is missing'), false],
  [wrong.noType, l10n.t('the kind of entry is missing, so it was taken for @misc'), false],
  [wrong.noComma, l10n.t('the comma behind the cite key is missing'), false],
];

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const encoder = new TextEncoder();

/** A .bib cut into entries, numbered from 0; what they say is decoded and read when it is asked for. */
export class BibFile {
  readonly bytes: Uint8Array;
  readonly layout: BibLayout;
  readonly size: number;
  private knownMacros: Macros | undefined;
  private knownKeys: readonly string[] | undefined;
  private knownConflicts: readonly number[] | undefined;
  private byKey: Map<string, number> | undefined;

  /**
   * @param source a text, or its bytes in UTF-8
   * @param layout what cutting them gave, where that was done already
   */
  constructor(source: string | Uint8Array, layout?: BibLayout) {
    this.bytes = typeof source === 'string' ? encoder.encode(source) : source;
    this.layout = layout ?? cutEntries(this.bytes);
    this.size = this.layout.places.length / layoutWidth;
  }

  at(entry: number, what: keyof typeof place): number {
    return this.layout.places[entry * layoutWidth + place[what]]!;
  }

  /** In lower case: "article". */
  typeOf(entry: number): string {
    return this.layout.types[this.at(entry, 'type')]!;
  }

  /** The cite key; '' where the entry has none, and for `@string`. */
  keyOf(entry: number): string {
    return this.textOf(this.at(entry, 'keyStart'), this.at(entry, 'keyEnd'));
  }

  /** The cite keys of all entries, which takes less time than to ask for each. */
  keys(): readonly string[] {
    return (this.knownKeys ??= this.readKeys());
  }

  private readKeys(): string[] {
    const { bytes, size } = this;
    let length = 0;
    for (let entry = 0; entry < size; entry++) length += this.at(entry, 'keyEnd') - this.at(entry, 'keyStart') + 1;
    const all = new Uint8Array(length).fill(newline);
    let end = 0;
    for (let entry = 0; entry < size; entry++) {
      for (let at = this.at(entry, 'keyStart'); at < this.at(entry, 'keyEnd'); at++) all[end++] = bytes[at]!;
      end++;
    }
    return size === 0 ? [] : decoder.decode(all.subarray(0, -1)).split('\n');
  }

  /** Where the conflicts of git stand, in bytes. */
  get conflicts(): readonly number[] {
    return (this.knownConflicts ??= conflictsIn(this.bytes));
  }

  isClosed(entry: number): boolean {
    return (this.at(entry, 'wrong') & wrong.unclosed) === 0;
  }

  /** The number of the first entry with a key, whose case does not matter; -1 where there is none. */
  entryOf(key: string): number {
    this.byKey ??= new Map(this.keys().map((one, entry): [string, number] => [one.toLowerCase(), entry]).reverse());
    return this.byKey.get(key.toLowerCase()) ?? -1;
  }

  get macros(): Macros {
    return (this.knownMacros ??= this.readMacros());
  }

  private textOf(start: number, end: number): string {
    return decoder.decode(this.bytes.subarray(start, end));
  }

  /** The byte of an offset that counts from where the entry's fields begin. */
  byteAt(entry: number, offset: number): number {
    const from = this.at(entry, 'fields');
    return from + encoder.encode(this.textOf(from, this.at(entry, 'end')).slice(0, offset)).length;
  }

  private fieldsOf(entry: number, macros = this.macros): BibFields {
    const closed = this.isClosed(entry);
    return fieldsOf(this.textOf(this.at(entry, 'fields'), this.at(entry, 'end') - (closed ? 1 : 0)), macros, closed);
  }

  /** The fields of an entry with those it inherits, and what is wrong with it. Offsets of faults count from where its fields begin. */
  read(entry: number): BibReading {
    const type = this.typeOf(entry);
    const { values, faults: ofFields, usesMacros } = this.fieldsOf(entry);
    const parents: string[] = [];
    const inherited = this.inherited(entry, type, values, 0, parents);
    // a value that is not closed takes the entry's bracket with it
    const sum = this.at(entry, 'wrong') & ~(ofFields.some(({ unclosed }) => unclosed) ? wrong.unclosed : 0);
    const faults = sum === 0 ? ofFields : [...wrongs().flatMap(([sign, message, lost]) => ((sum & sign) === 0 ? [] : { message, lost, start: 0, end: 0 })), ...ofFields];
    return { values, usesMacros, type, inherited, parents, faults };
  }

  item(entry: number): BibItem {
    const { type, inherited } = this.read(entry);
    return itemOf(type, inherited);
  }

  /** The `@string` macros of the file, one built on those before it. */
  private readMacros(): Macros {
    const macros = new Map(months);
    const type = this.layout.types.indexOf('string');
    for (let entry = 0; type >= 0 && entry < this.size; entry++) {
      if (this.at(entry, 'type') !== type) continue;
      for (const [name, value] of this.fieldsOf(entry, macros).values) macros.set(name, value);
    }
    return macros;
  }

  /** The fields of an entry, with those that it has from `xdata` and `crossref`. @param parents is given the keys of all that it asks */
  private inherited(entry: number, type: string, fields: Values, depth: number, parents: string[]): Values {
    const keys = [...keysIn(fields.get('xdata')), ...keysIn(fields.get('crossref'))];
    if (keys.length === 0 || depth === longestLine || parents.length > mostParents) return fields;
    parents.push(...keys);
    const values = new Map(fields);
    for (const key of keys) {
      const parent = this.entryOf(key);
      if (parent < 0 || parent === entry) continue;
      const parentType = this.typeOf(parent);
      for (const [name, value] of this.inherited(parent, parentType, this.fieldsOf(parent).values, depth + 1, parents)) {
        for (const as of parentType === 'xdata' ? [name] : inheritedAs(name, parentType, type)) if (!values.has(as)) values.set(as, value);
      }
    }
    values.delete('xdata');
    return values;
  }
}

const newline = 10;

const keysIn = (list: string | undefined): string[] =>
  list === undefined ? [] : list.split(',').map((key) => key.trim().toLowerCase()).filter((key) => key !== '');

function inheritedAs(name: string, parent: string, child: string): string[] {
  if (ownFields.has(name)) return [];
  if (name === 'author' && byBookauthor.test(child)) return ['author', 'bookauthor'];
  const names = renamings.find(([parents, children]) => parents.test(parent) && children.test(child))?.[2] ?? {};
  const as = own(names, name);
  return as === undefined ? [name] : as === null ? [] : [as];
}
