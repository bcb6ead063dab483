/**
 * Scores the labels of `labelNote` on the gold beside the project, by the definitions in its README, and prints a table.
 *
 *   npx tsx test/evaluation/references.ts [--wrong FIELD] [--set NAME]
 *
 * `--wrong FIELD` prints what is wrong with a field. The scores are kept in `scores/references.json`, so that a change that lowers one is seen.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { dice } from '../../scripts/train/score.js';
import type { Label } from '../../src/references/labels.js';
import { labelNote } from '../../src/references/parse.js';


const goldFolder = fileURLToPath(new URL('../../../shared/gold/', import.meta.url));
const read = (path: string): string => readFileSync(goldFolder + path, 'utf8');

/** A reference or note with the gold label of each of its characters. */
interface Sample {
  text: string;
  labels: (Label | undefined)[];
}

const fields = ['author', 'title', 'container', 'editor', 'publisher', 'location', 'date', 'volume', 'pages'] as const;
type Field = (typeof fields)[number];
type Folded = Field | 'other';

const folding: Partial<Record<Label, Field>> = {
  author: 'author', title: 'title', 'container-title': 'container', 'collection-title': 'container', editor: 'editor', translator: 'editor',
  publisher: 'publisher', location: 'location', date: 'date', volume: 'volume', issue: 'volume', pages: 'pages', locator: 'pages',
};
const fold = (label: Label | undefined): Folded => (label && folding[label]) ?? 'other';

const leftOut = new Set('in ed eds edited by hrsg hg pp p s vol no nr n and und et al dir trans coll bd jg heft y e'.split(' '));

/** Puts a sample together from pieces of text and their labels; white space is folded as in a line of a note. */
class SampleBuilder {
  private text = '';
  private readonly labels: (Label | undefined)[] = [];

  add(words: string, label: Label | undefined): void {
    for (const character of words.replace(/\s+/g, ' ')) {
      if (character === ' ' && (this.text === '' || this.text.endsWith(' '))) continue;
      this.text += character;
      for (let unit = 0; unit < character.length; unit++) this.labels.push(label);
    }
  }

  build(): Sample {
    return { text: this.text, labels: this.labels };
  }
}

const entities: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
const unescape = (text: string): string =>
  text.replace(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (whole, decimal?: string, hex?: string, name?: string) =>
    decimal ? String.fromCodePoint(Number(decimal)) : hex ? String.fromCodePoint(parseInt(hex, 16)) : (entities[name!] ?? whole));

/** Walks XML and gives each run of text with the tags it stands in, outermost first. */
function* textRuns(xml: string): Generator<{ text: string; tags: { name: string; attributes: string }[] }> {
  const tags: { name: string; attributes: string }[] = [];
  for (const match of xml.matchAll(/<(\/?)([\w:-]+)([^>]*?)(\/?)>|([^<]+)/g)) {
    const [, closing, name, attributes, empty, text] = match;
    if (text !== undefined) yield { text: unescape(text), tags: [...tags] };
    else if (closing) tags.splice(tags.findLastIndex((tag) => tag.name === name));
    else if (!empty) tags.push({ name: name!, attributes: attributes! });
  }
}

const anystyleLabels: Record<string, Label> = {
  journal: 'container-title', source: 'container-title', director: 'author', producer: 'author', dataset: 'title',
};

function anystyle(file: string): Sample[] {
  return [...read(`anystyle/${file}`).matchAll(/<sequence>([^]*?)<\/sequence>/g)].map(([, sequence]) => {
    const builder = new SampleBuilder();
    for (const { text, tags } of textRuns(sequence!)) builder.add(text, tags[0] && ((anystyleLabels[tags[0].name] ?? tags[0].name) as Label));
    return builder.build();
  });
}

const scopes: Record<string, Label> = {
  vol: 'volume', volume: 'volume', issue: 'issue', pp: 'pages', page: 'pages', pages: 'pages',
};

/** The label of an element of TEI, by its name and attributes; `analytic` says that the reference has an article's title of its own. */
function teiLabel(tag: { name: string; attributes: string }, analytic: boolean): Label | undefined {
  const attribute = (name: string): string => new RegExp(`${name}="([^"]*)"`).exec(tag.attributes)?.[1] ?? '';
  switch (tag.name) {
    case 'author': return 'author';
    case 'editor': return 'editor';
    case 'respStmt': return 'translator';
    case 'date': return 'date';
    case 'publisher': return 'publisher';
    case 'pubPlace': case 'pubplace': return 'location';
    case 'edition': return 'edition';
    case 'citedRange': return 'locator';
    case 'ptr': return 'url';
    case 'orgName': return attribute('type') === 'collaboration' ? 'author' : 'publisher';
    case 'biblScope': return scopes[attribute('type') || attribute('unit')] ?? 'other';
    case 'title': return attribute('level') === 'a' ? 'title' : attribute('level') === 's' ? 'collection-title' : attribute('level') === 'm' && !analytic ? 'title' : 'container-title';
    case 'note': case 'idno': case 'ref': return 'note';
    default: return undefined;
  }
}

function grobid(): Sample[] {
  return readdirSync(`${goldFolder}grobid-citation/corpus`).sort().flatMap((file) =>
    [...read(`grobid-citation/corpus/${file}`).matchAll(/<bibl\b[^>]*>([^]*?)<\/bibl>/g)].map(([, bibl]) => {
      const builder = new SampleBuilder();
      const analytic = bibl!.includes('level="a"');
      for (const { text, tags } of textRuns(bibl!)) builder.add(text, tags[0] && teiLabel(tags[0], analytic));
      return builder.build();
    }),
  );
}

const linkedLabels: Record<string, Label> = {
  author: 'author', title: 'title', publicationplace: 'location', publisher: 'publisher', year: 'date', pagination: 'pages', volume: 'volume',
  tomo: 'volume', 'publicationnumber-year': 'volume', series: 'collection-title', archivalreference: 'archive',
};

/** The words of one reference a line; set together again as print has them. This set calls the container a part of the title. */
function linkedbooks(): Sample[] {
  const samples: Sample[] = [];
  let builder: SampleBuilder | null = null;
  let glue = true;
  for (const line of read('linkedbooks/valid.txt').split('\n')) {
    const [word, label, , span] = line.split(' ');
    if (!word || !label || !span || word === '-DOCSTART-') continue;
    if (span.startsWith('b-') || builder === null) {
      if (builder) samples.push(builder.build());
      builder = new SampleBuilder();
      glue = true;
    }
    if (!glue && !/^[.,;:)\]”»’'-]/.test(word)) builder.add(' ', linkedLabels[label]);
    builder.add(word, linkedLabels[label] ?? 'other');
    glue = /^[([“«‘’'-]$/.test(word);
  }
  if (builder) samples.push(builder.build());
  return samples;
}

/** Whole notes: the raw text, each of its characters labelled by the TEI beside it. */
function notesTei(file: string): Sample[] {
  return [...read(`notes-tei/gold/${file}`).matchAll(/<input type="raw"><!\[CDATA\[([^]*?)\]\]><\/input>\s*<output type="bibl">([^]*?)<\/output>/g)].flatMap(([, raw, output]) => {
    const marked: (Label | undefined)[] = [];
    let letters = '';
    // A book's title is the title, unless the reference has one of an article or a chapter.
    const tei = output!.replace(/<bibl\b[^]*?<\/bibl>/g, (bibl) => (/level="[aj]"/.test(bibl) ? bibl : bibl.replaceAll('level="m"', 'level="a"')));
    for (const { text, tags } of textRuns(tei)) {
      const inner = [...tags].reverse().find((tag) => teiLabel(tag, true) !== undefined && !(tag.name === 'note' && /footnote/.test(tag.attributes)));
      for (const character of text.replace(/\s+/g, '')) {
        letters += character;
        for (let unit = 0; unit < character.length; unit++) marked.push(inner && teiLabel(inner, true));
      }
    }
    if (letters !== raw!.replace(/\s+/g, '')) return [];
    let at = 0;
    return [{ text: raw!, labels: [...raw!].flatMap((character) => (/\s/.test(character) ? [undefined] : [...character].map(() => marked[at++]))) }];
  });
}

/** `count` of the samples, always the same ones. */
function drawn(samples: readonly Sample[], count: number): Sample[] {
  let state = 20_250_601;
  const next = (): number => ((state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32);
  const pool = [...samples];
  return Array.from({ length: Math.min(count, pool.length) }, () => pool.splice(Math.floor(next() * pool.length), 1)[0]!);
}

interface Set {
  name: string;
  samples: () => Sample[];
  /** This set labels the container as title. */
  wideTitle?: boolean;
}

const sets: readonly Set[] = [
  { name: 'anystyle core', samples: () => anystyle('core.xml') },
  { name: 'anystyle good (1000)', samples: () => drawn(anystyle('good.xml'), 1000) },
  { name: 'grobid-citation (1500)', samples: () => drawn(grobid(), 1500) },
  { name: 'linkedbooks valid', samples: linkedbooks, wideTitle: true },
  { name: 'notes-tei English', samples: () => notesTei('10.1111_1467-6478.00057.xml') },
  { name: 'notes-tei German', samples: () => notesTei('10.1515_zfrs-1980-0103.xml') },
];

function majority(labels: readonly (Label | undefined)[], text: string, start: number, end: number): Folded {
  const counts = new Map<Folded, number>();
  for (let at = start; at < end; at++) {
    if (/[\p{L}\p{N}]/u.test(text[at]!)) counts.set(fold(labels[at]), (counts.get(fold(labels[at])) ?? 0) + 1);
  }
  return [...counts].reduce<[Folded, number]>((best, one) => (one[1] > best[1] ? one : best), ['other', 0])[0];
}

interface Word {
  text: string;
  expected: Folded;
  actual: Folded;
}

function compare(sample: Sample, wideTitle: boolean): Word[] {
  const narrow = (field: Folded): Folded => (wideTitle && field === 'container' ? 'title' : field);
  return labelNote(sample.text).flatMap(({ text, label, start, end }) => {
    const letters = text.toLowerCase().replace(/[^\p{L}]/gu, '');
    if (!/[\p{L}\p{N}]/u.test(text) || (leftOut.has(letters) && !/\p{N}/u.test(text))) return [];
    return [{ text, expected: narrow(majority(sample.labels, sample.text, start, end)), actual: narrow(fold(label)) }];
  });
}

const bare = (words: readonly string[]): string => words.join('').toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

interface Count {
  right: number;
  soft: number;
  expected: number;
  actual: number;
}

const f1 = (right: number, { expected, actual }: Count): number => (expected + actual === 0 ? 1 : (2 * right) / (expected + actual));
const rounded = (value: number): number => Math.round(value * 1000) / 1000;

function score(set: Set, wrong: string | undefined): Record<string, number> {
  const counts: Record<Field, Count> = Object.fromEntries(fields.map((field) => [field, { right: 0, soft: 0, expected: 0, actual: 0 }])) as Record<Field, Count>;
  let words = 0;
  let rightWords = 0;
  let instances = 0;
  const samples = set.samples();
  for (const sample of samples) {
    const compared = compare(sample, set.wideTitle ?? false);
    words += compared.length;
    rightWords += compared.filter((word) => word.expected === word.actual).length;
    let whole = true;
    for (const field of fields) {
      const expected = compared.filter((word) => word.expected === field).map((word) => word.text);
      const actual = compared.filter((word) => word.actual === field).map((word) => word.text);
      if (expected.length > 0) counts[field].expected++;
      if (actual.length > 0) counts[field].actual++;
      const right = bare(expected) === bare(actual);
      if (!right && wrong === field) console.log(`${sample.text}\n   gold: ${expected.join(' ')}\n   ours: ${actual.join(' ')}\n`);
      whole &&= right;
      if (expected.length === 0 || actual.length === 0) continue;
      if (right) counts[field].right++;
      if (right || dice(expected, actual) >= 0.8) counts[field].soft++;
    }
    if (whole) instances++;
  }
  const total = fields.reduce<Count>(
    (sum, field) => ({
      right: sum.right + counts[field].right, soft: sum.soft + counts[field].soft,
      expected: sum.expected + counts[field].expected, actual: sum.actual + counts[field].actual,
    }),
    { right: 0, soft: 0, expected: 0, actual: 0 },
  );
  return {
    references: samples.length,
    words: rounded(rightWords / words),
    strict: rounded(f1(total.right, total)),
    soft: rounded(f1(total.soft, total)),
    instance: rounded(instances / samples.length),
    ...Object.fromEntries(fields.map((field) => [field, rounded(f1(counts[field].right, counts[field]))])),
  };
}

const { values: options } = parseArgs({ options: { wrong: { type: 'string' }, set: { type: 'string' } } });
const chosen = sets.filter((set) => set.name.includes(options.set ?? ''));
const scores = Object.fromEntries(chosen.map((set) => [set.name, score(set, options.wrong)]));
console.table(scores);
if (!options.set && !options.wrong) {
  const folder = new URL('./scores/', import.meta.url);
  mkdirSync(folder, { recursive: true });
  writeFileSync(new URL('references.json', folder), `${JSON.stringify(scores, null, 2)}\n`);
}
