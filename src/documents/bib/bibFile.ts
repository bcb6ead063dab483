import type { CslFields } from '../../csl.js';
import { cutEntries, type BibEntry, type BibFault } from './entries.js';
import { fieldsOf, macrosOf, type Macros } from './fields.js';
import { itemOf, type Values } from './item.js';

/** An entry's work, the fields that CSL has no place for (TeX), and what is wrong with the entry. */
export interface BibItem {
  item: CslFields;
  rest: Record<string, string>;
  faults: BibFault[];
}

/** What an entry does not inherit by `crossref`; biblatex manual, appendix B. */
const ownFields = new Set(
  `ids crossref xref xdata entryset entrysubtype execute label options presort related relatedoptions relatedstring relatedtype shorthand shorthandintro
   sortkey sortname sortshorthand sorttitle sortyear gender file keywords timestamp owner`.split(/\s+/),
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
/** The author of a book is not that of a piece in someone else's collection. */
const byBookauthor = /^(?:inbook|bookinbook|suppbook)$/;

/** Longest line of entries that inherit from one another. */
const longestLine = 8;

/** A .bib cut into entries; what they say is read when it is asked for. Offsets are UTF-16 code units of `text`. */
export class BibFile {
  readonly entries: readonly BibEntry[];
  private readonly macros: Macros;
  private readonly byKey = new Map<string, BibEntry>();

  constructor(readonly text: string) {
    const all = cutEntries(text);
    this.macros = macrosOf(text, all);
    this.entries = all.filter(({ type }) => type !== 'string');
    for (const entry of this.entries) if (!this.byKey.has(entry.key.toLowerCase())) this.byKey.set(entry.key.toLowerCase(), entry);
  }

  item(entry: BibEntry): BibItem {
    const { values, faults } = fieldsOf(this.text, entry, this.macros);
    const unclosed = { message: 'its closing bracket is missing', start: entry.start, end: entry.end };
    return { ...itemOf(entry.type, this.inherited(entry, values, 0)), faults: entry.closed ? faults : [unclosed, ...faults] };
  }

  /** The fields of an entry, with those that it has from `xdata` and `crossref`. */
  private inherited(entry: BibEntry, own: ReadonlyMap<string, string>, depth: number): Values {
    const parents = [...keysIn(own.get('xdata')), ...keysIn(own.get('crossref'))];
    if (parents.length === 0 || depth === longestLine) return own;
    const values = new Map(own);
    for (const key of parents) {
      const parent = this.byKey.get(key.toLowerCase());
      if (!parent || parent === entry) continue;
      const given = this.inherited(parent, fieldsOf(this.text, parent, this.macros).values, depth + 1);
      for (const [name, value] of given) {
        const as = parent.type === 'xdata' ? name : inheritedAs(name, parent.type, entry.type);
        if (as !== null && !values.has(as)) values.set(as, value);
      }
    }
    values.delete('xdata');
    values.delete('crossref');
    return values;
  }
}

const keysIn = (list: string | undefined): string[] => (list ?? '').split(',').map((key) => key.trim()).filter((key) => key !== '');

function inheritedAs(name: string, parent: string, child: string): string | null {
  if (ownFields.has(name)) return null;
  if (name === 'author' && byBookauthor.test(child)) return 'bookauthor';
  const names = renamings.find(([parents, children]) => parents.test(parent) && children.test(child))?.[2] ?? {};
  return name in names ? names[name]! : name;
}
