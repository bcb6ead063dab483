/** References as hundreds of CSL styles set them, in lists and in notes, of which every word is known. */
import type { CslDate } from '../../src/csl.js';
import { StyleShelf, type Cite, type CslStyle, type Item } from './csl.js';
import type { Piece } from './gold.js';
import type { Dice } from './random.js';
import type { WorkRecord } from './records.js';
import { workLanguages, type WorkLanguage, type WorkMaker } from './works.js';

/** For each language, how many of 100 list entries and of 100 notes are in it, and at most how many styles are used: a style costs more than a reference. */
const shares: Readonly<Record<WorkLanguage, { entries: number; cites: number; notes: number; lists: number }>> = {
  en: { entries: 36, cites: 30, notes: 80, lists: 130 },
  de: { entries: 32, cites: 34, notes: 90, lists: 70 },
  fr: { entries: 14, cites: 16, notes: 40, lists: 30 },
  it: { entries: 13, cites: 16, notes: 30, lists: 20 },
  es: { entries: 5, cites: 4, notes: 10, lists: 10 },
};
/** A language other than that of the style. */
const foreignShare = 0.15;

const types: Readonly<Record<WorkRecord['kind'], Item['type']>> = {
  article: 'article-journal', chapter: 'chapter', book: 'book', thesis: 'thesis', report: 'report', newspaper: 'article-newspaper', web: 'webpage', conference: 'paper-conference',
};

const theses: Readonly<Record<WorkLanguage, readonly string[]>> = {
  en: ['PhD thesis', 'PhD diss.', 'Unpublished PhD thesis', 'Doctoral dissertation', 'Master’s thesis'],
  de: ['Diss.', 'Dissertation', 'phil. Diss.', 'Diss. jur.', 'Habilitationsschrift', 'Magisterarbeit', 'unveröff. Diss.'],
  fr: ['Thèse de doctorat', 'Thèse', 'thèse d’État', 'Mémoire de master'], it: ['Tesi di laurea', 'Tesi di dottorato'], es: ['Tesis doctoral', 'Tesis de licenciatura'],
};

export interface Rendered {
  entries: Piece[][];
  cites: Record<WorkLanguage, Piece[][]>;
}

export class Renderer {
  private readonly shelf = new StyleShelf();
  private readonly byLanguage: Record<WorkLanguage, CslStyle[]>;

  constructor(private readonly maker: WorkMaker, private readonly dice: Dice) {
    this.byLanguage = Object.fromEntries(workLanguages.map((language) => [language, this.stylesFor(language)])) as Record<WorkLanguage, CslStyle[]>;
  }

  /** Those made for a language, and of those made for none a few. */
  private stylesFor(language: WorkLanguage): CslStyle[] {
    const { notes, lists } = shares[language];
    const fit = this.shelf.styles.filter(({ locale }) => locale?.startsWith(language) ?? (language === 'en' || this.dice.chance(0.1)));
    return [true, false].flatMap((isNote) => {
      const kind = fit.filter((style) => style.notes === isNote);
      return kind.filter(() => this.dice.chance((isNote ? notes : lists) / kind.length));
    });
  }

  render(entryCount: number, citeCount: number): Rendered {
    const rendered: Rendered = { entries: [], cites: { en: [], de: [], fr: [], it: [], es: [] } };
    for (const language of workLanguages) {
      const styles = this.byLanguage[language];
      const entries = Math.ceil((entryCount * shares[language].entries) / 100 / styles.filter(({ hasList }) => hasList).length);
      const cites = Math.ceil((citeCount * shares[language].cites) / 100 / styles.filter(({ notes }) => notes).length);
      for (const style of styles) {
        const ids = Array.from({ length: Math.max(entries, cites) }, (_, index) => `${index}`);
        const setting = this.shelf.setting(style, language, new Map(ids.map((id) => [id, this.item(id, language)])));
        if (style.hasList) rendered.entries.push(...setting.list(ids.slice(0, entries)));
        if (style.notes) rendered.cites[language].push(...setting.notes(ids.slice(0, cites).map((id) => this.cite(id))));
      }
    }
    return rendered;
  }

  private cite(id: string): Cite {
    const { dice } = this;
    const cite: Cite = { id };
    const first = dice.number(1, 600);
    if (dice.chance(0.55)) Object.assign(cite, { label: 'page', locator: dice.chance(0.5) ? String(first) : `${first}-${first + dice.number(1, 20)}` });
    if (dice.chance(0.25)) Object.assign(cite, { position: 1, 'first-reference-note-number': dice.number(1, 140) });
    return cite;
  }

  private item(id: string, styleLanguage: WorkLanguage): Item {
    const { dice } = this;
    const language = dice.chance(foreignShare) ? dice.pick(workLanguages) : styleLanguage;
    const record = this.maker.record(language);
    const item: Item = { id, type: types[record.kind], title: record.title, language, issued: this.issued(record) };
    if (record.authors.length > 0) item.author = record.authors;
    if (record.translators.length > 0) item.translator = record.translators;
    if (record.kind === 'article' || record.kind === 'newspaper') this.article(item, record);
    else this.book(item, record, language);
    if (record.editors.length > 0 && record.kind !== 'article') {
      item.editor = record.editors;
      if (record.kind === 'book' && dice.chance(0.7)) delete item.author;
    }
    if (record.kind === 'web' || dice.chance(0.07)) {
      item.URL = addressOf(record, dice);
      if (dice.chance(0.6)) item.accessed = { 'date-parts': [[dice.number(2000, 2023), dice.number(1, 12), dice.number(1, 28)]] };
    }
    return item;
  }

  private article(item: Item, { container, volume, issue, pages, kind }: WorkRecord): void {
    const { dice } = this;
    item['container-title'] = container;
    if (kind === 'newspaper') return void (dice.chance(0.4) && (item.page = String(dice.number(1, 40))));
    if (dice.chance(0.9)) item.volume = volume;
    if (dice.chance(0.6)) item.issue = issue;
    if (dice.chance(0.93)) item.page = pages;
    if (dice.chance(0.12)) item.DOI = `10.${dice.number(1000, 9999)}/${dice.pick(['s', 'j.', '', 'rev.'])}${dice.number(1000, 999999)}`;
  }

  private book(item: Item, record: WorkRecord, language: WorkLanguage): void {
    const { dice } = this;
    const inside = record.kind === 'chapter' || record.kind === 'conference';
    if (dice.chance(0.8)) item.publisher = record.publisher;
    if (dice.chance(0.9)) item['publisher-place'] = record.location;
    if (record.volume !== '') item.volume = record.volume;
    if (record.edition !== '' || dice.chance(0.12)) item.edition = record.edition || String(dice.number(2, 9));
    if (record.series !== '') item['collection-title'] = record.series;
    if (record.series !== '' && record.number !== '') item['collection-number'] = record.number;
    if (inside) item['container-title'] = record.container;
    if (inside && dice.chance(0.93)) item.page = record.pages;
    if (record.kind === 'thesis') item.genre = record.container || dice.pick(theses[language]);
    if (record.kind === 'report' && record.volume === '' && dice.chance(0.5)) item.number = String(dice.number(1, 900));
  }

  private issued({ year, kind }: WorkRecord): CslDate {
    const { dice } = this;
    const years = [...year.matchAll(/\d{4}/g)].slice(0, 2).map(([one]) => [Number(one)]);
    if (kind === 'newspaper' || kind === 'web' || dice.chance(0.1)) years[0]!.push(dice.number(1, 12), ...(kind === 'article' && dice.chance(0.6) ? [] : [dice.number(1, 28)]));
    return { 'date-parts': years[0]!.length > 1 ? years.slice(0, 1) : years };
  }
}

/** Where a work might be on the web. */
export function addressOf({ title, year }: WorkRecord, dice: Dice): string {
  const slug = title.normalize('NFD').toLowerCase().replace(/[^a-z0-9]+/g, '-').slice(0, dice.number(8, 60)).replace(/-$/, '');
  const path = dice.chance(0.3) ? `${year.slice(0, 4)}/${dice.number(1, 12)}/` : dice.chance(0.3) ? 'publications/' : '';
  const host = `${dice.pick(['example', 'reliefnews', 'lawgazette', 'institute', 'archive', 'dailypost', 'zeitung', 'bibliothek'])}.${dice.pick(['org', 'com', 'co.uk', 'net', 'de', 'it', 'fr'])}`;
  return `${dice.pick(['https://www.', 'http://www.', 'https://', 'www.'])}${host}/${path}${slug}${dice.pick(['', '', '.html', '/', '.pdf'])}`;
}
