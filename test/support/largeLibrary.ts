// A library as large as a lifetime of reading makes it, of made-up works, sentences and sources: what views and pages are measured with.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { digest } from '../../src/library/digest.js';
import { writeJson } from '../../src/library/formats/json.js';
import { libraryFiles, type Claim, type Library, type LibraryItem, type Provenance } from '../../src/library/library.js';
import { makeLibrary, numbers, pick, pseudoWord } from '../bench/library.js';

export interface Sizes {
  items: number;
  claims: number;
  /** How many of the items are sources, the first ones. */
  sources: number;
}

export const large: Sizes = { items: 10_000, claims: 50_000, sources: 300 };

export interface LargeLibrary {
  library: Library;
  /** The words of each source, by its file from the library's folder; its claims stand in it. */
  texts: Map<string, string>;
}

type Random = () => number;

const wordsInSentence = 20;
const capitalised = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
const sentence = (vocabulary: readonly string[], random: Random): string =>
  `${capitalised(Array.from({ length: wordsInSentence }, () => pick(vocabulary, random)).join(' '))}.`;

/** Some are cited by many, most by few. */
const unevenly = (count: number, random: Random): number => Math.floor(count * random() ** 3);

const functions = [undefined, 'quoted', 'paraphrased', 'contrasted'] as const;
const tags = ['method', 'theory', 'history', 'to read'];

/** The same library each time it is asked for. */
export function makeLargeLibrary({ items: count, claims: claimCount, sources: sourceCount }: Sizes = large): LargeLibrary {
  const random = numbers(11);
  const vocabulary = Array.from({ length: 4000 }, () => pseudoWord(random));
  const items = makeLibrary(count);
  const sources = items.slice(0, sourceCount).map((item, index) => ({ item, file: `sources/source${index}.txt`, text: '', claims: [] as Claim[] }));
  for (let index = 0; index < claimCount; index++) {
    const source = sources[index % sourceCount]!;
    const cited = items[index < count - sourceCount ? sourceCount + index : unevenly(count, random)]!;
    const [before, claim] = [sentence(vocabulary, random), sentence(vocabulary, random)];
    const start = source.text.length + before.length + 1;
    source.text += `${before} ${claim}\n\n`;
    source.claims.push(claimOf(cited, source, { before, claim, start, page: 1 + Math.floor(source.claims.length / 4), does: pick(functions, random) }));
  }
  const files = new Map<string, Set<string>>();
  for (const { file, claims } of sources) for (const { reference } of claims) files.set(reference!, (files.get(reference!) ?? new Set()).add(file));
  const records = new Map(sources.map(({ item, file, text, claims }) => [item.id, recordOf(file, text, claims)]));
  const whole = items.map((item): LibraryItem => ({ ...item, ...(random() < 0.3 ? { keyword: pick(tags, random) } : {}), custom: { ibid: provenanceOf(item, files.get(item.id) ?? [], records.get(item.id), random) } }));
  return {
    library: { items: whole.sort((a, b) => (a.id < b.id ? -1 : 1)), claims: sources.flatMap(({ claims }) => claims) },
    texts: new Map(sources.map(({ file, text }) => [file, text])),
  };
}

interface Said {
  before: string;
  claim: string;
  start: number;
  page: number;
  does: Claim['function'];
}

function claimOf(cited: LibraryItem, source: { item: LibraryItem; file: string; claims: readonly Claim[] }, { before, claim, start, page, does }: Said): Claim {
  return {
    id: `${cited.id}-${digest(claim)}2s`, reference: cited.id, claim, before, quotes: [],
    locator: page % 3 === 0 ? { label: 'page', value: String(page * 7) } : null,
    marker: { kind: 'note', label: String(source.claims.length + 1) },
    ...(does ? { function: does } : {}),
    source: { reference: source.item.id, file: source.file, page: String(page), start, end: start + claim.length },
    confidence: 1,
  };
}

const recordOf = (file: string, text: string, claims: readonly Claim[]): NonNullable<Provenance['source']> =>
  ({ file, digest: digest(text), references: [...new Set(claims.map(({ reference }) => reference!))], claims: claims.map(({ id }) => id) });

/** One item in ten has a year that Ibid is not sure of. */
function provenanceOf(item: LibraryItem, files: Iterable<string>, source: Provenance['source'], random: Random): Provenance {
  const fields = Object.entries(item).filter(([field]) => field !== 'id');
  const sure = (field: string): number => (field === 'issued' && random() < 0.1 ? 0.4 : 0.97);
  return {
    key: item.id,
    confidence: Object.fromEntries(fields.map(([field]) => [field, sure(field)])),
    read: Object.fromEntries(fields.map(([field, value]) => [field, digest(value)])),
    from: [...files].map((file) => ({ file, start: 0, end: item.title!.length, text: item.title! })),
    ...(source ? { source } : {}),
  };
}

/** Writes the library, and its sources, where it is to be: in a folder that is opened as a workspace. */
export async function writeLargeLibrary(folder: string, sizes?: Sizes): Promise<LargeLibrary> {
  const made = makeLargeLibrary(sizes);
  await mkdir(join(folder, 'sources'), { recursive: true });
  await writeFile(join(folder, libraryFiles.references), writeJson(made.library.items));
  await writeFile(join(folder, libraryFiles.claims), writeJson(made.library.claims));
  for (const [file, text] of made.texts) await writeFile(join(folder, file), text);
  return made;
}
