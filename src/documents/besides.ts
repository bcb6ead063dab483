import type { CslFields, CslName } from '../csl.js';
import { Passage } from '../text/passage.js';
import type { Span } from '../text/span.js';
import { BibFile } from './bib/bibFile.js';
import { withoutNocase } from './bib/capitals.js';
import { utf8Of } from './bib/encoding.js';
import { dateOf } from './bib/dates.js';
import { cslItem } from './cslItem.js';
import { decodeSource } from './decode.js';
import type { BibliographyEntry } from './document.js';
import type { ReadOptions } from './readers/readers.js';

/** Works by their keys. */
type Works = Map<string, CslFields>;

/** The bibliographies that stand in files beside a source. */
export class Bibliographies {
  private readonly works: Works = new Map();
  private readonly files: { file: BibFile; entries: Map<string, number> }[] = [];

  add(path: string, bytes: Uint8Array): void {
    if (/\.(?:json|csl)$/iu.test(path)) takeItems(parseJson(decodeSource(bytes).text), this.works);
    else {
      const file = new BibFile(utf8Of(bytes).bytes);
      this.files.push({ file, entries: new Map(file.keys().map((key, entry) => [key, entry])) });
    }
  }

  find(key: string): CslFields | undefined {
    const known = this.works.get(key);
    if (known) return known;
    const holding = this.files.find(({ entries }) => entries.has(key));
    if (!holding) return undefined;
    const { item } = holding.file.item(holding.entries.get(key)!);
    if (item.title !== undefined) item.title = withoutNocase(item.title);
    this.works.set(key, item);
    return item;
  }

  /**
   * The entries of the works that a source cites.
   *
   * @param cited where it first cites each key
   */
  entries(cited: ReadonlyMap<string, Span>): BibliographyEntry[] {
    return [...cited].flatMap(([id, span]) => {
      const item = this.find(id);
      return item ? [entryOf(id, item, span)] : [];
    });
  }
}

/** Reads the bibliographies of some paths, as far as they are there. */
export async function bibliographiesBeside(paths: readonly string[], { beside, signal }: ReadOptions): Promise<Bibliographies> {
  const bibliographies = new Bibliographies();
  for (const path of [...new Set(paths)].slice(0, mostFiles)) {
    signal?.throwIfAborted();
    const bytes = (await beside?.(path.replace(/^\.\//u, ''))) ?? null;
    if (bytes) bibliographies.add(path, bytes);
  }
  return bibliographies;
}

/** So many bibliographies of one source are looked for. */
const mostFiles = 20;

/** @param span where the source gives the work, or first cites it */
export function entryOf(id: string, item: CslFields, { start, end }: Span): BibliographyEntry {
  return { id, label: null, passage: Passage.join([inWords(item)]), item, start, end };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** CSL-JSON, or the same as YAML has it; what is no item is passed over. */
export function takeItems(items: unknown, works: Works): void {
  for (const json of Array.isArray(items) ? (items as unknown[]) : []) {
    if (typeof json !== 'object' || json === null || !('id' in json)) continue;
    const item = cslItem(withDates(json));
    if (item && !works.has(String(json.id))) works.set(String(json.id), item);
  }
}

const dates = ['issued', 'accessed', 'event-date', 'original-date'];

/** YAML has dates as EDTF ("2018-03"), and as maps of `year`, `month` and `day`: https://pandoc.org/MANUAL.html#specifying-bibliographic-data */
function withDates(json: object): object {
  const given = Object.entries(json).flatMap(([name, value]: [string, unknown]) => (dates.includes(name) && value !== null ? [[name, dateIn(value)]] : []));
  return { ...json, ...Object.fromEntries(given) };
}

function dateIn(value: unknown): unknown {
  if (typeof value === 'string' || typeof value === 'number') return dateOf(String(value));
  const parts = [value].flat().map((part) => (typeof part === 'object' && part !== null ? (part as Record<string, unknown>) : {}));
  if (parts.every(({ year }) => year === undefined)) return value;
  return { 'date-parts': parts.slice(0, 2).map(({ year, month, day }) => [year, month, day].filter((one) => one !== undefined).map(Number)) };
}

const whole = ({ given, family, literal, 'non-dropping-particle': particle }: CslName): string => [[particle, family ?? literal].filter(Boolean).join(' '), given].filter(Boolean).join(', ');

/** A work as a list of references would give it. */
function inWords({ author, editor, issued, title, 'container-title': container, publisher }: CslFields): string {
  const names = (author ?? editor ?? []).map(whole).join('; ');
  const year = issued?.['date-parts']?.[0]?.[0];
  return [names, year, title, container, publisher].filter(Boolean).join('. ');
}

/** "Vale (2018)", "Vale and Roe (2018)", "Vale et al. (2018)", as a sentence names a work. */
export function inSentence({ author, editor, issued, title }: CslFields, { yearOnly = false, namesOnly = false } = {}): string {
  const families = (author ?? editor ?? []).flatMap(({ family, literal, 'non-dropping-particle': particle }) => (family ? [particle, family].filter(Boolean).join(' ') : (literal ?? [])));
  const [first = title ?? '', second] = families;
  const names = families.length > 2 ? `${first} et al.` : second === undefined ? first : `${first} and ${second}`;
  const year = String(issued?.['date-parts']?.[0]?.[0] ?? issued?.literal ?? '');
  if (yearOnly) return year;
  return year === '' || namesOnly ? names : `${names} (${year})`;
}
