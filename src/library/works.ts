import type { ReadSource, Mention, Work as CitedWork } from '../citations/source.js';
import type { CslFields } from '../csl.js';
import { sameWork, WorkIndex, type Match } from '../references/sameWork.js';
import { append } from '../text/multimap.js';
import { citeKeys } from './citeKey.js';
import { digest } from './digest.js';
import type { LibraryItem } from './library.js';
import { keysOf, ownKey, provenanceOf, type Reading, type Work } from './readings.js';

/** Whether one of this import's works is already known to be made of these words: "(Clarke and Jackson 2020)" may be two works. */
const isReadFrom = (work: Work, file: string, text: string): boolean =>
  work.readings.some((reading) => reading.file === file && reading.mentions.some((mention) => mention.text === text));

/** Of works made from the same words, the one that is most like what was read of them now. */
function likeliest(works: readonly Work[], fields: CslFields): Work {
  const [key] = citeKeys(fields);
  const likeness = ({ before }: Work): number => (before && ownKey(before) === key ? 1 : before ? sameWork(before, fields) : 0);
  return works.reduce((best, work) => (likeness(work) > likeness(best) ? work : best));
}

/** An item as it was read, as far as it can be told from what is read now: where a reading says what the item said before a person edited it. */
function asRead(item: LibraryItem, fields: CslFields): CslFields {
  const read = provenanceOf(item)?.read ?? {};
  const unedited = Object.entries(fields).filter(([field, value]) => read[field] !== undefined && read[field] === digest(value));
  return { ...item, ...Object.fromEntries(unedited) };
}

/** A person said that the item of this work is not the one of this key. */
const isApart = ({ before }: Work, keys: readonly string[]): boolean => !!before && (provenanceOf(before)?.different ?? []).some((key) => keys.includes(key));

/** The part of what a source says of a work that is of one item, where a person has taken works apart that the source's reader takes for one. */
export interface Part {
  work: Work;
  mentions: readonly Mention[];
}

/** The works of the library and of what is put into it, each once. */
export class Works {
  readonly all: Work[] = [];
  private readonly index = new WorkIndex<Work>();
  private readonly bySource = new Map<string, Work>();
  private readonly byWords = new Map<string, Work[]>();
  /** Items by a digest of the title that was read, which a person may have changed since. */
  private readonly byReadTitle = new Map<string, Work[]>();
  private readonly bySameKey = new Map<string, Work>();

  /** @param moved the name a file had before, by its name now */
  constructor(items: readonly LibraryItem[], private readonly moved: ReadonlyMap<string, string> = new Map()) {
    for (const item of items) this.hold(item);
  }

  private hold(item: LibraryItem): void {
    const work: Work = { before: item, readings: [], source: null };
    const provenance = provenanceOf(item);
    this.all.push(work);
    this.index.add(work, item);
    if (!provenance) return;
    if (provenance.source) this.bySource.set(provenance.source.file, work);
    for (const { file, text } of provenance.from) append(this.byWords, `${file}\n${text}`, work);
    for (const key of provenance.same ?? []) this.bySameKey.set(key, work);
    const { title } = provenance.read;
    if (title !== undefined) append(this.byReadTitle, title, work);
  }

  private fileBefore(file: string): string {
    return this.moved.get(file) ?? file;
  }

  private add(): Work {
    const work: Work = { before: null, readings: [], source: null };
    this.all.push(work);
    return work;
  }

  addSource(source: ReadSource): Work {
    const { file, item, confidence } = source;
    const work = this.ofSource(file, item) ?? this.add();
    work.source = source;
    return this.read(work, { file, fields: item, confidence, mentions: [] });
  }

  /** The item that stands for a source: one that did so before, or one that is surely the same work. */
  ofSource(file: string, item: CslFields): Work | null {
    return this.bySource.get(this.fileBefore(file)) ?? this.find(item, isNotASource);
  }

  /** A work that a source cites: as many as a person has made of it. */
  addCited(file: string, cited: CitedWork): Part[] {
    return this.partsOf(file, cited).map(({ work, mentions }) => ({
      work: this.read(work ?? this.find(cited.item) ?? this.add(), { file, fields: cited.item, confidence: cited.confidence, mentions }),
      mentions,
    }));
  }

  /** The items that were made from the same words at the last import, so that neither a new key nor a new title hides them. */
  private partsOf(file: string, cited: CitedWork): { work: Work | null; mentions: readonly Mention[] }[] {
    const parts = new Map<Work, Mention[]>();
    for (const mention of cited.mentions) {
      const work = this.readBefore(file, mention.text, cited.item);
      if (work) append(parts, work, mention);
    }
    const [first, ...others] = parts.keys();
    const apart = others.filter((work) => first!.before && isApart(work, keysOf(first!.before)));
    const taken = new Set(apart.flatMap((work) => parts.get(work)!));
    const rest = cited.mentions.filter((mention) => !taken.has(mention));
    return [{ work: first ?? null, mentions: rest }, ...apart.map((work) => ({ work, mentions: parts.get(work)! }))];
  }

  private readBefore(file: string, text: string, fields: CslFields): Work | null {
    const works = (this.byWords.get(`${this.fileBefore(file)}\n${text}`) ?? []).filter((work) => !isReadFrom(work, file, text));
    return works.length > 0 ? likeliest(works, fields) : null;
  }

  /** An entry of a bibliography that is taken over. @returns its work, and those that may be the same where it is a new one */
  addEntry(file: string, entry: LibraryItem, fields: CslFields): { work: Work; doubts: Match<Work>[] } {
    const mention: Mention = { start: 0, end: 0, text: entry.id, note: null };
    const reading: Reading = { file, fields, confidence: {}, mentions: [mention], entry };
    const isAllowed = (work: Work): boolean => !isApart(work, [entry.id]);
    const known = this.readBefore(file, entry.id, fields) ?? this.bySameKey.get(entry.id) ?? this.find(fields, isAllowed);
    const doubts = known ? [] : this.index.doubtful(fields, isAllowed);
    return { work: this.read(known ?? this.add(), reading), doubts };
  }

  private find(fields: CslFields, isAllowed: (work: Work) => boolean = () => true): Work | null {
    const found = this.index.find(fields, isAllowed);
    if (found || fields.title === undefined) return found;
    const titled = new WorkIndex<Work>();
    for (const work of this.byReadTitle.get(digest(fields.title)) ?? []) titled.add(work, asRead(work.before!, fields));
    return titled.find(fields, isAllowed);
  }

  private read(work: Work, reading: Reading): Work {
    work.readings.push(reading);
    this.index.add(work, reading.fields);
    return work;
  }
}

/** An item stands for one source at most: two files that tell of the same article are two sources. */
const isNotASource = (work: Work): boolean => !work.source && !work.before?.custom?.ibid?.source;
