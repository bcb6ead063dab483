/** Makes whole notes of which every word is known: records in many styles, with signals, remarks and cross-references, dirtied as PDFs do it. */
import type { CslName } from '../../src/references/csl.js';
import { dirty } from './dirt.js';
import { runningText, type Piece, type Sample } from './gold.js';
import { phrases, type Language } from './phrases.js';
import type { Dice } from './random.js';
import type { WorkRecord } from './records.js';
import { addressOf, type Rendered } from './rendered.js';
import { archives, countries, courts, germanArchives, legal, reporters, statutes, styles, venues, type NameForm, type Style } from './styles.js';
import type { WorkMaker } from './works.js';

/** How many references of notes are those that citeproc has set. */
const renderedShare: Readonly<Record<Language, number>> = { en: 0.3, de: 0.4, fr: 0.5, it: 0.5 };

export class NoteMaker {
  private readonly sentences = runningText();

  /** `training` are gold references that stand in notes as they are. */
  constructor(private readonly training: readonly Sample[], private readonly works: WorkMaker, private readonly cites: Rendered['cites'], private readonly dice: Dice) {}

  /** A note with one reference or several. */
  note(): Sample {
    const style = this.dice.pick(styles);
    const pieces: Piece[] = [];
    if (this.dice.chance(0.45)) pieces.push({ text: `${this.dice.number(1, 180)}${this.dice.pick(['', '', '.', ')'])}`, states: ['citation-number'] }, blank);
    if (this.dice.chance(0.06)) pieces.push(...this.remark(style.language));
    else this.addParts(pieces, style);
    return { set: 'made', document: 'made', pieces: dirty(pieces, this.dice) };
  }

  private addParts(pieces: Piece[], style: Style): void {
    const count = this.dice.pick([1, 1, 1, 1, 2, 2, 3, 4]);
    for (let part = 0; part < count; part++) {
      if (this.dice.chance(part === 0 ? 0.16 : 0.12)) pieces.push(...this.remark(style.language), blank);
      const signalled = this.dice.chance(part === 0 ? 0.4 : 0.35);
      if (signalled) pieces.push(...this.signal(style.language, part > 0 && pieces.at(-1)?.text === ' ' && this.dice.chance(0.3)), blank);
      const reference = this.dice.chance(0.12) && this.training.length > 0 ? this.genuine() : this.reference(style);
      pieces.push(...reference);
      if (this.dice.chance(0.07)) pieces.push({ text: this.dice.pick([' ', ' ', ', ']), states: null }, { text: this.phrase(this.dice.pick(phrases[style.language].trailing), style.language), states: ['remark'] });
      if (part === count - 1) break;
      const close = this.dice.pick(['; ', '; ', '; ', '. ', '. ', ' / ']);
      pieces.push({ text: close === ' / ' ? '. ' : close, states: null });
      if (this.dice.chance(0.08)) pieces.splice(-1, 1, { text: this.dice.pick([', ', ' ', ' ']), states: null }, { text: this.dice.pick(phrases[style.language].joining), states: ['signal'] }, blank);
    }
    if (this.dice.chance(0.12)) pieces.push({ text: '. ', states: null }, ...this.remark(style.language));
    else pieces.push({ text: this.dice.chance(0.88) ? '.' : '', states: null });
  }

  private remark(language: Language): Piece[] {
    const count = this.dice.pick([1, 1, 2]);
    const sentences = Array.from({ length: count }, () =>
      language === 'en' && this.dice.chance(0.35) && this.sentences.length > 0 ? this.dice.pick(this.sentences) : this.phrase(this.dice.pick(phrases[language].remarks), language));
    return [{ text: sentences.join(' '), states: ['remark'] }];
  }

  private signal(language: Language, lower: boolean): Piece[] {
    let text = this.phrase(this.dice.pick(phrases[language].signals), language);
    if (lower) text = text.charAt(0).toLowerCase() + text.slice(1);
    if (this.dice.chance(0.05)) text += this.dice.pick([':', ',']);
    return [{ text, states: ['signal'] }];
  }

  private phrase(text: string, language: Language): string {
    return text.replace(/#/g, () => this.dice.pick(phrases[language].subjects)).replace(/@/g, () => {
      const family = this.works.family(language);
      return this.dice.chance(0.5) ? family : `${this.dice.pick(this.works.list(language, 'given'))} ${family}`;
    });
  }

  /** A gold reference as it stands. */
  private genuine(): Piece[] {
    const pieces = this.dice.pick(this.training).pieces.filter(({ states }) => states?.[0] !== 'citation-number').map((piece) => ({ ...piece }));
    const first = pieces.find(({ states }) => states !== null);
    if (first && !pieces.some(({ begins }) => begins)) first.begins = true;
    const last = pieces.at(-1);
    if (last) last.text = last.text.replace(/[.\s]+$/, '');
    return pieces.filter(({ text }) => text !== '');
  }

  private reference(style: Style): Piece[] {
    const pieces = this.dice.chance(renderedShare[style.language]) ? this.rendered(style.language) : this.filled(style);
    const first = pieces.find(({ states }) => states !== null);
    if (first) first.begins = true;
    return pieces;
  }

  private rendered(language: Language): Piece[] {
    const pieces = this.dice.pick(this.cites[language]).map((piece) => ({ ...piece }));
    const last = pieces.at(-1)!;
    if (last.states === null) last.text = last.text.replace(/\.$/, '');
    return pieces.filter(({ text }) => text !== '');
  }

  private filled(style: Style): Piece[] {
    const record = this.record(style.language);
    const form = this.dice.roll();
    const lawful = legal[style.language];
    const kind = record.kind === 'article' || record.kind === 'chapter' ? record.kind : record.kind === 'newspaper' ? 'article' : record.kind === 'conference' ? 'chapter' : 'book';
    const template = lawful && this.dice.chance(0.1) ? this.dice.pick(lawful)
      : form < 0.16 ? this.dice.pick(style.back) : form < (style.language === 'de' ? 0.4 : 0.27) ? this.dice.pick(style.short) : this.dice.pick(style[kind]);
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
    switch (form) {
      case 'F. Family': return `${this.dice.chance(0.2) ? `${dotted.join(' ')} ${this.dice.pick('ABCDEFGHJKLMPRSTW'.split(''))}.` : dotted.join(' ')} ${family}`;
      case 'F.F. Family': return `${dotted.join('')}${this.dice.chance(0.6) ? `${this.dice.pick('ABCDEFGHJKLMPRSTW'.split(''))}.` : ''} ${family}`;
      case 'Given Family': return `${first} ${this.dice.chance(0.1) ? `${this.dice.pick('ABCDEFGHJKLMPRSTW'.split(''))}. ` : ''}${family}`;
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

  private germanDay(year: string): string {
    const [day, month] = [this.dice.number(1, 28), this.dice.number(1, 12)];
    return this.dice.chance(0.5) ? `${day}. ${germanMonths[month - 1]!} ${year}` : `${day}.${this.dice.pick(['', ' '])}${month}.${this.dice.pick(['', ' '])}${year}`;
  }

  /** A template with the values of a record; text of its own stays without a label. */
  private fill(template: string, record: WorkRecord, style: Style, form: NameForm, between: readonly [string, string]): Piece[] {
    const shown = template.replace(/<(\??)([^<>]*)>/g, (_, perhaps: string, inner: string) =>
      (perhaps && this.dice.chance(0.5)) || (/\{N\}/.test(inner) && record.edition === '') ? '' : inner);
    const surnames = (): string => this.names(record.authors, 'Family', between, style.language);
    const values: Record<string, readonly [string, () => string]> = {
      A: ['author', () => this.names(record.authors, form, between, style.language)],
      S: ['author', surnames],
      E: ['editor', () => this.names(record.editors, form.startsWith('Family') && this.dice.chance(0.5) ? 'F. Family' : form, between, style.language)],
      O: ['author', () => this.works.organisation(style.language)],
      T: ['title', () => record.title],
      t: ['title', () => record.title.split(/[:.?]/)[0]!.split(' ').slice(0, this.dice.number(2, 6)).join(' ')],
      B: ['container-title', () => record.container],
      Y: ['date', () => this.dice.chance(0.04) ? `${record.year}/${String((Number(record.year) + 1) % 100).padStart(2, '0')}` : record.year + (style.names[0] === 'Family' && this.dice.chance(0.1) ? this.dice.pick(['a', 'b']) : '')],
      d: ['date', () => this.dice.chance(0.15) ? `${this.dice.pick(['Spring', 'Autumn', 'March', 'June', 'Nov.'])}` : `${this.dice.number(1, 28)} ${this.dice.pick(['Jan.', 'Sept', 'January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'])}`],
      V: ['volume', () => record.volume],
      I: ['issue', () => record.issue],
      P: ['pages', () => record.pages],
      p: ['pages', () => /\d+/.exec(record.pages)![0]],
      C: ['location', () => record.location],
      Z: ['location', () => this.dice.pick(this.works.list(style.language, 'places'))],
      H: ['location', () => this.dice.pick(venues)],
      e: ['date', () => this.germanDay(record.year)],
      Q: ['collection-title', () => record.series],
      G: ['collection-title|volume', () => record.number],
      K: style.language === 'de' ? ['archive', () => this.dice.pick(germanArchives)] : ['container-title', () => this.dice.pick(archives)],
      k: ['archive', () => this.dice.pick(fileMarks).replace(/#/g, () => String(this.dice.number(1, 900)))],
      D: ['doi', () => ''],
      W: ['url', () => addressOf(record, this.dice)],
      M: ['note', () => style.language === 'de' ? this.dice.pick(looked) + this.germanDay(String(this.dice.number(2000, 2023))) : this.dice.pick(['accessed ', 'last accessed ', 'accessed on ', 'visited ', 'retrieved ']) + `${this.dice.number(1, 28)} ${this.dice.pick(['March', 'July', 'October'])} ${this.dice.number(2005, 2023)}`],
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

const germanMonths = ['Januar', 'Februar', 'März', 'April', 'Mai', 'Juni', 'Juli', 'August', 'September', 'Oktober', 'November', 'Dezember'];
const looked = ['abgerufen am ', 'letzter Zugriff: ', 'Zugriff am ', 'zuletzt abgerufen am ', 'Stand: ', 'eingesehen am ', 'letzter Aufruf ', 'abger. am ', ''];
const fileMarks = ['R #/#, Bl. #', 'R #, Nr. #', 'NL #/#', 'B #/#', 'DY #/#, Bl. #-#', 'Nr. #', 'E # Bü #', 'Bestand #, Nr. #', 'Rep. #, Nr. #, Bl. #f.', 'I. HA Rep. #, Nr. #', 'ZS #'];

/** After the first name, for those that go unnamed. */
const others: Readonly<Record<Language, readonly string[]>> = { en: ['et al.', 'et al.', 'and others'], de: ['u. a.', 'u.a.', 'et al.', 'et. al.'], fr: ['et al.', 'et alii'], it: ['et al.', 'e altri', '[et al.]'] };

const editions: Readonly<Record<Language, readonly string[]>> = {
  en: ['2nd ed.', '3rd ed.', '2nd edn.', '#th edn', '#th ed.', 'rev. ed.', '10th ed.'],
  de: ['#. Aufl.', '#. Aufl.', '#., überarb. Aufl.', '#., erw. Aufl.', '#., durchges. Aufl.', '#. Auflage', 'Neuaufl.', '#., neu bearb. u. erw. Aufl.', 'Studienausgabe'],
  fr: ['#e éd.', '2e édition', 'nouvelle édition', 'rééd.'], it: ['#a ed.', 'seconda edizione', '#ª ed.', 'nuova ed.'],
};

const blank: Piece = { text: ' ', states: null };
