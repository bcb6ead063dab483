/** Fills the templates of `styles.ts` with the values of works. */
import type { CslName } from '../../src/csl.js';
import type { Piece } from './gold.js';
import type { Language } from './phrases.js';
import type { Dice } from './random.js';
import type { WorkRecord } from './records.js';
import { addressOf } from './rendered.js';
import { archives, countries, courts, germanArchives, legal, newspapers, reporters, statutes, venues, type NameForm, type Style } from './styles.js';
import type { WorkMaker } from './works.js';

export class TemplateFiller {
  constructor(private readonly works: WorkMaker, private readonly dice: Dice) {}

  /** A reference in one of the ways of a style: whole, short, or back to an earlier one. */
  reference(style: Style): Piece[] {
    const record = this.record(style.language);
    const form = this.dice.roll();
    const lawful = legal[style.language];
    const template = lawful && this.dice.chance(0.13) ? this.dice.pick(lawful)
      : form < 0.16 ? this.dice.pick(style.back) : form < (style.language === 'de' ? 0.4 : 0.27) ? this.dice.pick(style.short) : this.dice.pick(style[likeness[record.kind]]);
    return this.fill(template, record, style, this.dice.pick(style.names), this.dice.pick(style.between));
  }

  /** All that a template may ask for. */
  private record(language: Language): WorkRecord {
    const record = this.works.record(language);
    const { authors } = this.works.record(language);
    if (record.authors.length === 0) record.authors = authors;
    if (record.editors.length === 0) record.editors = authors;
    record.container ||= this.dice.pick(this.works.list(language, 'journals'));
    record.publisher ||= this.dice.pick(this.works.list(language, 'publishers'));
    record.location ||= this.dice.pick(this.works.list(language, 'places'));
    record.volume ||= String(this.dice.number(1, 130));
    record.issue ||= String(this.dice.number(1, 12));
    record.series ||= this.dice.pick(this.works.list(language, 'series'));
    record.number ||= String(this.dice.number(1, 200));
    record.edition = this.dice.chance(0.25) ? this.dice.pick(editions[language]).replace('#', String(this.dice.number(2, 9))) : '';
    return record;
  }

  private nameIn(form: NameForm, { family, given: first = '', literal }: CslName): string {
    if (literal !== undefined) return literal;
    const initials = first.split(/[\s.-]+/).filter(Boolean).map((part) => part.charAt(0));
    const dotted = initials.map((initial) => `${initial}.`);
    const middle = (share: number, space: string): string => (this.dice.chance(share) ? `${space}${this.dice.pick(letters)}.` : '');
    switch (form) {
      case 'F. Family': return `${dotted.join(' ')}${middle(0.2, ' ')} ${family}`;
      case 'F.F. Family': return `${dotted.join('')}${middle(0.6, '')} ${family}`;
      case 'Given Family': return `${first}${middle(0.1, ' ')} ${family}`;
      case 'Family, Given': return `${family}, ${first}`;
      case 'Family, F.': return `${family}, ${dotted.join(' ')}`;
      case 'Family F': return `${family} ${initials.join('')}`;
      case 'Given FAMILY': return `${first} ${family!.toUpperCase()}`;
      case 'FAMILY, Given': return `${family!.toUpperCase()}, ${first}`;
      case 'F. FAMILY': return `${dotted.join(' ')} ${family!.toUpperCase()}`;
      case 'Family': return family!;
    }
  }

  private names(names: readonly CslName[], form: NameForm, [between, last]: readonly [string, string], language: Language): string {
    const written = names.map((name) => this.nameIn(form, name));
    if (this.dice.chance(written.length > 2 ? 0.15 : 0.03)) return `${written[0]} ${this.dice.pick(others[language])}`;
    return written.length === 1 ? written[0]! : written.slice(0, -1).join(between) + last + written.at(-1)!;
  }

  private year({ year }: WorkRecord, { names }: Style): string {
    const first = Number(year.slice(0, 4));
    if (this.dice.chance(0.015)) return `${first}${this.dice.pick(['–', '-'])}${first + this.dice.number(1, 30)}`;
    if (this.dice.chance(0.04)) return `${first}/${String((first + 1) % 100).padStart(2, '0')}`;
    return names[0] === 'Family' && this.dice.chance(0.1) ? `${first}${this.dice.pick(['a', 'b'])}` : year;
  }

  private accessed(language: Language): string {
    const year = String(this.dice.number(2000, 2023));
    return language === 'de' ? this.dice.pick(germanAccess) + this.germanDay(year) : `${this.dice.pick(englishAccess)}${this.dice.number(1, 28)} ${this.dice.pick(englishMonths)} ${year}`;
  }

  private germanDay(year: string): string {
    const [day, month] = [this.dice.number(1, 28), this.dice.number(1, 12)];
    return this.dice.chance(0.5) ? `${day}. ${germanMonths[month - 1]!} ${year}` : `${day}.${this.dice.pick(['', ' '])}${month}.${this.dice.pick(['', ' '])}${year}`;
  }

  /** A template with the values of a record; text of its own stays without a label. */
  private fill(template: string, record: WorkRecord, style: Style, form: NameForm, between: readonly [string, string]): Piece[] {
    const shown = template.replace(/<(\??)([^<>]*)>/g, (_, perhaps: string, inner: string) =>
      (perhaps && this.dice.chance(0.5)) || (/\{N\}/.test(inner) && record.edition === '') ? '' : inner);
    const values: Record<string, readonly [string, () => string]> = {
      A: ['author', () => this.names(record.authors, form, between, style.language)],
      S: ['author', () => this.names(record.authors, 'Family', between, style.language)],
      E: ['editor', () => this.names(record.editors, form.startsWith('Family') && this.dice.chance(0.5) ? 'F. Family' : form, between, style.language)],
      O: ['author', () => this.works.organisation(style.language)],
      T: ['title', () => record.title],
      t: ['title', () => record.title.split(/[:.?]/)[0]!.split(' ').slice(0, this.dice.number(2, 6)).join(' ')],
      B: ['container-title', () => record.container],
      Y: ['date', () => this.year(record, style)],
      d: ['date', () => (this.dice.chance(0.15) ? this.dice.pick(seasons) : `${this.dice.number(1, 28)} ${this.dice.pick(englishMonths)}`)],
      V: ['volume', () => record.volume],
      I: ['issue', () => record.issue],
      P: ['pages', () => record.pages],
      p: ['pages', () => /\d+/.exec(record.pages)![0]],
      C: ['location', () => record.location],
      Z: ['location', () => this.dice.pick(this.works.list(style.language, 'places'))],
      H: ['location', () => this.dice.pick(venues)],
      a: ['container-title', () => this.dice.pick(newspapers[style.language])],
      b: ['title', () => this.works.title(style.language)],
      v: ['volume', () => ''],
      y: ['date', () => String(Number(record.year.slice(0, 4)) - this.dice.number(4, 60))],
      e: ['date', () => this.germanDay(record.year)],
      Q: ['collection-title', () => record.series],
      G: ['collection-title|volume', () => record.number],
      K: style.language === 'de' ? ['archive', () => this.dice.pick(germanArchives)] : ['container-title', () => this.dice.pick(archives)],
      k: ['archive', () => this.dice.pick(fileMarks).replace(/#/g, () => String(this.dice.number(1, 900)))],
      D: ['doi', () => ''],
      W: ['url', () => addressOf(record, this.dice)],
      M: ['note', () => this.accessed(style.language)],
      U: ['publisher', () => record.publisher],
      N: ['edition', () => record.edition],
      L: ['locator', () => this.words(this.dice.pick(style.locators), record)],
      X: ['cross-reference', () => ''],
      g: ['genre', () => ''],
    };
    return [...shown.matchAll(/\{(\w)(?:\|((?:[^{}]|\{[^{}]*\})*))?\}|\{#\}|[^{]+/g)].flatMap(([whole, key, words]): Piece[] => {
      if (key === undefined) return [whole === '{#}' ? { text: String(this.dice.number(1, 600)), states: ['locator'] } : { text: whole, states: null }];
      const value = values[key];
      if (!value) return [{ text: this.words(whole, record), states: null }];
      const state = words === undefined || 'ASE'.includes(key) && /^(?:editor|translator)$/.test(words) ? words ?? value[0] : value[0];
      const text = state === words || words === undefined ? value[1]() : this.words(words, record);
      return [{ text, states: state.split('|') }];
    });
  }

  private words(template: string, record: WorkRecord): string {
    return template.replace(/\{(#|\w{1,4})\}/g, (whole, key: string) => {
      switch (key) {
        case '#': return String(this.dice.number(1, 600));
        case '1': return String(this.dice.number(1, 40));
        case 'd1': return String(this.dice.number(1, 4));
        case 'n': return String(this.dice.number(1, 120));
        case 'x': return this.dice.pick(['ix', 'xii', 'v', 'vii-ix', 'xiv', 'xx']);
        case 'slug': return record.title.toLowerCase().replace(/[^a-z]+/g, '').slice(0, 6);
        case 'F': return this.works.family('en');
        case 'R': return this.dice.pick(reporters);
        case 'K': return this.dice.pick(courts);
        case 'J': return this.dice.pick(countries);
        case 'M': return this.dice.pick(statutes);
        case 'Y': return record.year;
        default: return whole;
      }
    });
  }
}

/** As what each kind of work is cited. */
const likeness = { article: 'article', newspaper: 'article', chapter: 'chapter', conference: 'chapter', book: 'book', thesis: 'book', report: 'book', web: 'book' } as const satisfies Record<WorkRecord['kind'], keyof Style>;

const letters = 'ABCDEFGHJKLMPRSTW'.split('');
const englishMonths = ['Jan.', 'Sept', 'January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
const seasons = ['Spring', 'Autumn', 'March', 'June', 'Nov.'];
const englishAccess = ['accessed ', 'last accessed ', 'accessed on ', 'visited ', 'retrieved '];
const germanMonths = ['Januar', 'Februar', 'März', 'April', 'Mai', 'Juni', 'Juli', 'August', 'September', 'Oktober', 'November', 'Dezember'];
const germanAccess = ['abgerufen am ', 'letzter Zugriff: ', 'Zugriff am ', 'zuletzt abgerufen am ', 'Stand: ', 'eingesehen am ', 'letzter Aufruf ', 'abger. am ', ''];
const fileMarks = ['R #/#, Bl. #', 'R #, Nr. #', 'NL #/#', 'B #/#', 'DY #/#, Bl. #-#', 'Nr. #', 'E # Bü #', 'Bestand #, Nr. #', 'Rep. #, Nr. #, Bl. #f.', 'I. HA Rep. #, Nr. #', 'ZS #'];

/** After the first name, for those that go unnamed. */
const others: Readonly<Record<Language, readonly string[]>> = { en: ['et al.', 'et al.', 'and others'], de: ['u. a.', 'u.a.', 'et al.', 'et. al.'], fr: ['et al.', 'et alii'], it: ['et al.', 'e altri', '[et al.]'] };

const editions: Readonly<Record<Language, readonly string[]>> = {
  en: ['2nd ed.', '3rd ed.', '2nd edn.', '#th edn', '#th ed.', 'rev. ed.', '10th ed.'],
  de: ['#. Aufl.', '#. Aufl.', '#., überarb. Aufl.', '#., erw. Aufl.', '#., durchges. Aufl.', '#. Auflage', 'Neuaufl.', '#., neu bearb. u. erw. Aufl.', 'Studienausgabe'],
  fr: ['#e éd.', '2e édition', 'nouvelle édition', 'rééd.'], it: ['#a ed.', 'seconda edizione', '#ª ed.', 'nuova ed.'],
};
