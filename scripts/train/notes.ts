/** Makes whole notes of which every word is known: records in many styles, with signals, remarks and cross-references, dirtied as PDFs do it. */
import type { CslName } from '../../src/references/csl.js';
import { givenNames } from '../../src/references/dictionary.js';
import type { Piece, Sample } from './gold.js';
import { runningText } from './gold.js';
import { phrases, type Language } from './phrases.js';
import { recordOf, type WorkRecord } from './records.js';
import { archives, cities, countries, courts, germanTitles, journals, legal, organisations, papers, publishers, reporters, statutes, styles, venues, type NameForm, type Style } from './styles.js';

type Random = () => number;

const given = [...givenNames].map((name) => name.charAt(0).toUpperCase() + name.slice(1));

class NoteMaker {
  private readonly sentences = runningText();
  private readonly records: WorkRecord[];

  constructor(private readonly training: readonly Sample[], private readonly random: Random) {
    this.records = training.flatMap((sample) => recordOf(sample) ?? []);
  }

  private pick<T>(list: readonly T[]): T {
    return list[Math.floor(this.random() * list.length)]!;
  }

  private chance(share: number): boolean {
    return this.random() < share;
  }

  private number(from: number, to: number): number {
    return from + Math.floor(this.random() * (to - from + 1));
  }

  /** A note with one reference or several. */
  note(): Sample {
    const style = this.pick(styles);
    const pieces: Piece[] = [];
    if (this.chance(0.45)) pieces.push({ text: `${this.number(1, 180)}${this.pick(['', '', '.', ')'])}`, states: ['citation-number'] }, blank);
    if (this.chance(0.06)) pieces.push(...this.remark(style.language));
    else this.addParts(pieces, style);
    return { set: 'made', document: 'made', pieces: this.dirty(pieces) };
  }

  private addParts(pieces: Piece[], style: Style): void {
    const count = this.pick([1, 1, 1, 1, 2, 2, 3, 4]);
    for (let part = 0; part < count; part++) {
      if (this.chance(part === 0 ? 0.16 : 0.12)) pieces.push(...this.remark(style.language), blank);
      const signalled = this.chance(part === 0 ? 0.4 : 0.35);
      if (signalled) pieces.push(...this.signal(style.language, part > 0 && pieces.at(-1)?.text === ' ' && this.chance(0.3)), blank);
      const reference = this.chance(0.12) && this.training.length > 0 ? this.genuine() : this.reference(style);
      pieces.push(...reference);
      if (this.chance(0.07)) pieces.push({ text: this.pick([' ', ' ', ', ']), states: null }, { text: this.phrase(this.pick(phrases[style.language].trailing), style.language), states: ['remark'] });
      if (part === count - 1) break;
      const close = this.pick(['; ', '; ', '; ', '. ', '. ', ' / ']);
      pieces.push({ text: close === ' / ' ? '. ' : close, states: null });
      if (this.chance(0.08)) pieces.splice(-1, 1, { text: this.pick([', ', ' ', ' ']), states: null }, { text: this.pick(phrases[style.language].joining), states: ['signal'] }, blank);
    }
    if (this.chance(0.12)) pieces.push({ text: '. ', states: null }, ...this.remark(style.language));
    else pieces.push({ text: this.chance(0.88) ? '.' : '', states: null });
  }

  private remark(language: Language): Piece[] {
    const count = this.pick([1, 1, 2]);
    const sentences = Array.from({ length: count }, () =>
      language === 'en' && this.chance(0.35) && this.sentences.length > 0 ? this.pick(this.sentences) : this.phrase(this.pick(phrases[language].remarks), language));
    return [{ text: sentences.join(' '), states: ['remark'] }];
  }

  private signal(language: Language, lower: boolean): Piece[] {
    let text = this.phrase(this.pick(phrases[language].signals), language);
    if (lower) text = text.charAt(0).toLowerCase() + text.slice(1);
    if (this.chance(0.05)) text += this.pick([':', ',']);
    return [{ text, states: ['signal'] }];
  }

  private phrase(text: string, language: Language): string {
    return text.replace(/#/g, () => this.pick(phrases[language].subjects)).replace(/@/g, () => {
      const { family } = this.pick(this.records).authors[0]!;
      return this.chance(0.5) ? family! : `${this.pick(given)} ${family}`;
    });
  }

  /** A gold reference as it stands. */
  private genuine(): Piece[] {
    const pieces = this.pick(this.training).pieces.filter(({ states }) => states?.[0] !== 'citation-number').map((piece) => ({ ...piece }));
    const first = pieces.find(({ states }) => states !== null);
    if (first && !pieces.some(({ begins }) => begins)) first.begins = true;
    const last = pieces.at(-1);
    if (last) last.text = last.text.replace(/[.\s]+$/, '');
    return pieces.filter(({ text }) => text !== '');
  }

  private reference(style: Style): Piece[] {
    const record = this.record(style.language);
    const form = this.random();
    const lawful = legal[style.language];
    const template = lawful && this.chance(0.1) ? this.pick(lawful)
      : form < 0.16 ? this.pick(style.back) : form < (style.language === 'de' ? 0.5 : 0.27) ? this.pick(style.short) : this.pick(style[record.kind]);
    const form2 = this.pick(style.names);
    const pieces = this.fill(template, record, style, form2, this.pick(style.between));
    const first = pieces.find(({ states }) => states !== null);
    if (first) first.begins = true;
    return pieces;
  }

  private record(language: Language): WorkRecord {
    const record = { ...this.pick(this.records) };
    record.authors = record.authors.slice(0, this.pick([1, 1, 2, 2, 3])).map((name) => this.named(name));
    record.editors = (record.editors.length > 0 ? record.editors : this.pick(this.records).authors).slice(0, this.pick([1, 1, 2, 3])).map((name) => this.named(name));
    if (language === 'de' && this.chance(0.6)) record.title = `${this.pick(germanTitles[0])} ${this.pick(germanTitles[1])}`;
    if (record.kind === 'article' && this.chance(0.55)) record.container = this.pick(language === 'en' && this.chance(0.25) ? papers : journals[language]);
    if (record.kind === 'book' && this.chance(0.35)) {
      record.kind = this.chance(0.6) ? 'article' : 'chapter';
      record.container = record.kind === 'article' ? this.pick(journals[language]) : language === 'de' ? `${this.pick(germanTitles[0])} ${this.pick(germanTitles[1])}` : this.pick(this.records).title;
    }
    record.volume ||= String(this.number(1, 130));
    record.issue ||= String(this.number(1, 12));
    const start = this.number(1, 900);
    record.pages ||= `${start}${this.pick(['–', '-', '—'])}${start + this.number(2, 40)}`;
    if (record.publisher === '' || this.chance(0.3)) record.publisher = this.pick(publishers);
    if (record.location === '' || this.chance(0.3)) record.location = this.pick(cities);
    record.edition = this.chance(0.25) ? (language === 'de' ? `${this.number(2, 9)}. Aufl.` : this.pick(['2nd ed.', '3rd ed.', '2nd edn.', '4th edn', '5th ed.', 'rev. ed.', '10th ed.'])) : '';
    return record;
  }

  /** Names of which the gold has only initials get a given name now and then, and the other way round. */
  private named({ family, given: first }: CslName): CslName {
    const initials = first === undefined || /^(?:\p{Lu}\.?[\s-]?){1,3}$/u.test(first);
    return { family: family!, given: initials && this.chance(0.7) ? this.pick(given) : (first ?? this.pick(given)) };
  }

  private nameIn(form: NameForm, { family, given: first = '' }: CslName): string {
    const initials = first.split(/[\s.-]+/).filter(Boolean).map((part) => part.charAt(0));
    const dotted = initials.map((initial) => `${initial}.`);
    switch (form) {
      case 'F. Family': return `${this.chance(0.2) ? `${dotted.join(' ')} ${this.pick('ABCDEFGHJKLMPRSTW'.split(''))}.` : dotted.join(' ')} ${family}`;
      case 'F.F. Family': return `${dotted.join('')}${this.chance(0.6) ? `${this.pick('ABCDEFGHJKLMPRSTW'.split(''))}.` : ''} ${family}`;
      case 'Given Family': return `${first} ${this.chance(0.1) ? `${this.pick('ABCDEFGHJKLMPRSTW'.split(''))}. ` : ''}${family}`;
      case 'Family, Given': return `${family}, ${first}`;
      case 'Family, F.': return `${family}, ${dotted.join(' ')}`;
      case 'Family F': return `${family} ${initials.join('')}`;
      case 'FAMILY, Given': return `${family!.toUpperCase()}, ${first}`;
      case 'F. FAMILY': return `${dotted.join(' ')} ${family!.toUpperCase()}`;
      case 'Family': return family!;
    }
  }

  private names(names: readonly CslName[], form: NameForm, [between, last]: readonly [string, string]): string {
    const written = names.map((name) => this.nameIn(form, name));
    if (written.length > 2 && this.chance(0.1)) return `${written[0]} et al.`;
    return written.length === 1 ? written[0]! : written.slice(0, -1).join(between) + last + written.at(-1)!;
  }

  private address({ title }: WorkRecord): string {
    const slug = title.toLowerCase().replace(/[^a-z0-9]+/g, '-').slice(0, this.number(8, 60)).replace(/-$/, '');
    const path = this.chance(0.3) ? `${this.number(2001, 2023)}/${this.number(1, 12)}/` : this.chance(0.3) ? 'publications/' : '';
    return `${this.pick(['https://www.', 'http://www.', 'https://', 'www.'])}${this.pick(['example', 'reliefnews', 'lawgazette', 'institute', 'archive', 'dailypost'])}.${this.pick(['org', 'com', 'co.uk', 'net', 'de'])}/${path}${slug}${this.pick(['', '', '.html', '/', '.pdf'])}`;
  }

  /** A template with the values of a record; text of its own stays without a label. */
  private fill(template: string, record: WorkRecord, style: Style, form: NameForm, between: readonly [string, string]): Piece[] {
    const shown = template.replace(/<(\??)([^<>]*)>/g, (_, perhaps: string, inner: string) =>
      (perhaps && this.chance(0.5)) || (/\{N\}/.test(inner) && record.edition === '') ? '' : inner);
    const surnames = (): string => this.names(record.authors, 'Family', between);
    const values: Record<string, readonly [string, () => string]> = {
      A: ['author', () => this.names(record.authors, form, between)],
      S: ['author', surnames],
      E: ['editor', () => this.names(record.editors, form.startsWith('Family') ? 'F. Family' : form, between)],
      O: ['author', () => this.pick(organisations)],
      T: ['title', () => record.title],
      t: ['title', () => record.title.split(/[:.?]/)[0]!.split(' ').slice(0, this.number(2, 6)).join(' ')],
      B: ['container-title', () => record.container],
      Y: ['date', () => this.chance(0.04) ? `${record.year}/${String((Number(record.year) + 1) % 100).padStart(2, '0')}` : record.year + (style.names[0] === 'Family' && this.chance(0.1) ? this.pick(['a', 'b']) : '')],
      d: ['date', () => this.chance(0.15) ? `${this.pick(['Spring', 'Autumn', 'March', 'June', 'Nov.'])}` : `${this.number(1, 28)} ${this.pick(['Jan.', 'Sept', 'January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'])}`],
      V: ['volume', () => record.volume],
      I: ['issue', () => record.issue],
      P: ['pages', () => record.pages],
      p: ['pages', () => /\d+/.exec(record.pages)![0]],
      C: ['location', () => record.location],
      Z: ['location', () => this.pick(cities)],
      H: ['location', () => this.pick(venues)],
      K: ['container-title', () => this.pick(archives)],
      D: ['doi', () => ''],
      W: ['url', () => this.address(record)],
      M: ['note', () => this.pick(['accessed ', 'last accessed ', 'accessed on ', 'visited ', 'retrieved ']) + `${this.number(1, 28)} ${this.pick(['March', 'July', 'October'])} ${this.number(2005, 2023)}`],
      U: ['publisher', () => record.publisher],
      N: ['edition', () => record.edition],
      L: ['locator', () => this.words(this.pick(style.locators), record)],
      X: ['cross-reference', () => ''],
      g: ['genre', () => ''],
    };
    return [...shown.matchAll(/\{(\w)(?:\|((?:[^{}]|\{[^{}]*\})*))?\}|\{#\}|[^{]+/g)].flatMap(([whole, key, words]): Piece[] => {
      if (key === undefined) return [whole === '{#}' ? { text: String(this.number(1, 600)), states: ['locator'] } : { text: whole, states: null }];
      const value = values[key];
      if (!value) return [{ text: this.words(whole, record), states: null }];
      const state = words === undefined || 'ASE'.includes(key) && /^(?:editor|translator)$/.test(words) ? words ?? value[0] : value[0];
      const text = state === words || words === undefined ? value[1]() : this.words(words, record);
      return [{ text, states: [state] }];
    });
  }

  private words(template: string, record: WorkRecord): string {
    return template.replace(/\{(#|\w{1,4})\}/g, (whole, key: string) => {
      switch (key) {
        case '#': return String(this.number(1, 600));
        case '1': return String(this.number(1, 40));
        case 'd1': return String(this.number(1, 4));
        case 'n': return String(this.number(1, 120));
        case 'x': return this.pick(['ix', 'xii', 'v', 'vii-ix', 'xiv', 'xx']);
        case 'slug': return record.title.toLowerCase().replace(/[^a-z]+/g, '').slice(0, 6);
        case 'F': return this.pick(this.records).authors[0]!.family!;
        case 'R': return this.pick(reporters);
        case 'K': return this.pick(courts);
        case 'J': return this.pick(countries);
        case 'M': return this.pick(statutes);
        case 'Y': return record.year;
        default: return whole;
      }
    });
  }

  /** What happens to print on its way through a PDF: words cut at the end of a line, marks lost, quotation marks swapped, spaces gone. */
  private dirty(pieces: readonly Piece[]): Piece[] {
    const quotes = this.pick(['', '', '', 'straight', 'single', 'lost']);
    const cut = this.chance(0.15) ? 0.03 : 0;
    const lose = this.chance(0.1) ? 0.12 : 0.004;
    return pieces.map((piece) => {
      let { text } = piece;
      if (quotes === 'straight') text = text.replace(/[“”„]/g, '"').replace(/[‘’]/g, "'");
      if (quotes === 'single') text = text.replace(/[“„]/g, '‘').replace(/”/g, '’');
      if (quotes === 'lost' && piece.states === null) text = text.replace(/[“”‘’„]/g, (mark) => (this.chance(0.3) ? '' : mark));
      if (piece.states === null && !/^[\s]+$/.test(text)) text = text.replace(/[,.:;]/g, (mark) => (this.chance(lose) ? '' : mark));
      if (cut > 0) text = text.replace(/(\p{Ll}{3})(\p{Ll}{3})/gu, (word, one: string, other: string) => (this.chance(cut) ? `${one}${this.pick(['- ', '-', '-'])}${other}` : word));
      if (this.chance(0.004)) text = text.replace(/ /g, '');
      return { ...piece, text };
    }).filter(({ text }) => text !== '');
  }
}

const blank: Piece = { text: ' ', states: null };

/** `count` notes, the same for the same gold and random numbers. */
export function makeNotes(training: readonly Sample[], count: number, random: Random): Sample[] {
  const maker = new NoteMaker(training, random);
  return Array.from({ length: count }, () => maker.note());
}
