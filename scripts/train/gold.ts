/** Reads the gold sets that lie beside the project into one form, whatever their format and conventions. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const goldFolder = fileURLToPath(new URL('../../../shared/gold/', import.meta.url));
const read = (path: string): string => readFileSync(goldFolder + path, 'utf8');

/** Words of a sample and what they are: names of states, any of which is right; `null` where the set says nothing. `begins` opens a reference. */
export interface Piece {
  text: string;
  states: readonly string[] | null;
  begins?: boolean;
}

/** A reference, or a whole note, of a gold set. */
export interface Sample {
  set: string;
  /** Samples of one document are never divided between training and test. */
  document: string;
  pieces: Piece[];
}

export const textOf = ({ pieces }: Sample): string => pieces.map(({ text }) => text).join('');

const entities: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
export const unescape = (text: string): string =>
  text.replace(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (whole, decimal?: string, hex?: string, name?: string) =>
    decimal ? String.fromCodePoint(Number(decimal)) : hex ? String.fromCodePoint(parseInt(hex, 16)) : (entities[name!] ?? whole));

interface Tag {
  name: string;
  attributes: string;
}

/** Walks XML: each run of text with the tags it stands in, outermost first. */
export function* textRuns(xml: string): Generator<{ text: string; tags: Tag[] }> {
  const tags: Tag[] = [];
  for (const match of xml.matchAll(/<!--[^]*?-->|<(\/?)([\w:-]+)([^>]*?)(\/?)>|([^<]+)/g)) {
    const [whole, closing, name, attributes, empty, text] = match;
    if (text !== undefined) yield { text: unescape(text), tags: [...tags] };
    else if (whole.startsWith('<!--')) continue;
    else if (closing) tags.splice(tags.findLastIndex((tag) => tag.name === name));
    else if (!empty) tags.push({ name: name!, attributes: attributes! });
    else if (name === 'lb') yield { text: ' ', tags: [...tags] };
  }
}

/** White space folded over pieces as in a line of print; empty pieces dropped. */
function folded(pieces: readonly Piece[]): Piece[] {
  const result: Piece[] = [];
  let spaced = true;
  for (const piece of pieces) {
    let text = piece.text.replace(/\s+/g, ' ');
    if (spaced) text = text.replace(/^ /, '');
    if (text === '') continue;
    spaced = text.endsWith(' ');
    result.push({ ...piece, text });
  }
  const last = result.at(-1);
  if (last) last.text = last.text.trimEnd();
  return result.filter(({ text }) => text !== '');
}

const anystyleStates: Record<string, string> = { journal: 'container-title', source: 'container-title', director: 'author', producer: 'author', dataset: 'title', medium: 'genre' };

function anystyle(file: string): Sample[] {
  return [...read(`anystyle/${file}`).matchAll(/<sequence>([^]*?)<\/sequence>/g)].map(([, sequence], index) => ({
    set: 'anystyle',
    document: `${file} ${index}`,
    pieces: folded([...textRuns(sequence!)].map(({ text, tags }) => ({ text, states: tags[0] ? [anystyleStates[tags[0].name] ?? tags[0].name] : null }))),
  }));
}

const scopes: Record<string, string> = { vol: 'volume', volume: 'volume', issue: 'issue', pp: 'pages', page: 'pages', pages: 'pages', chapter: 'locator', part: 'locator' };

/** What an element of TEI is; `analytic` says that the reference has an article's title of its own. */
function teiState(tag: Tag, analytic: boolean): string | undefined {
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
    case 'label': return 'citation-number';
    case 'ptr': return 'url';
    case 'idno': return /doi/i.test(attribute('type')) ? 'doi' : /isbn|issn/i.test(attribute('type')) ? 'isbn' : 'archive';
    case 'orgName': return attribute('type') === 'collaboration' ? 'author' : 'publisher';
    case 'biblScope': return scopes[attribute('type') || attribute('unit')] ?? 'other';
    case 'title': return attribute('level') === 'a' ? 'title' : attribute('level') === 's' ? 'collection-title' : attribute('level') === 'm' && !analytic ? 'title' : 'container-title';
    case 'note': return { signal: 'signal', comment: 'remark', footnote: undefined, report: 'genre' }[attribute('type')] ?? (attribute('type') === 'footnote' ? undefined : 'note');
    case 'ref': return 'cross-reference';
    default: return undefined;
  }
}

function grobid(): Sample[] {
  return readdirSync(`${goldFolder}grobid-citation/corpus`).sort().flatMap((file) =>
    [...read(`grobid-citation/corpus/${file}`).matchAll(/<bibl\b[^>]*>([^]*?)<\/bibl>/g)].map(([, bibl]) => {
      const analytic = bibl!.includes('level="a"');
      return {
        set: 'grobid',
        document: file,
        pieces: folded([...textRuns(bibl!)].map(({ text, tags }) => {
          const state = tags[0] && teiState(tags[0], analytic);
          return { text, states: state ? [state] : null };
        })),
      };
    }),
  );
}

const linkedStates: Record<string, readonly string[]> = {
  author: ['author'], title: ['title'], publicationplace: ['location'], publisher: ['publisher'], year: ['date'], date: ['date', 'archive', 'title', 'other'],
  pagination: ['pages', 'locator'], volume: ['volume'], tomo: ['volume'], series: ['collection-title', 'volume'],
  abbreviation: ['author', 'cross-reference', 'other'], publicationspecifications: ['other', 'note', 'edition'], conjunction: ['title', 'container-title', 'other'],
};
const archival = ['archive', 'locator', 'other'];
const unlabelled = ['remark', 'signal', 'other'];
/** What the set has as one: "XVIII (1964)". */
const numberAndYear = 'publicationnumber-year';
const yearWord = /(?:1[4-9]|20)\d\d/;

/** Between a title and the journal or book that it stands in. */
const containerCue = /^(?:in|dans)$/i;
const editorCue = /^(?:cur|cura|ed|éd|eds|hrsg|edited)$/i;

interface LinkedWord {
  word: string;
  label: string;
  kind: string;
  begins: boolean;
}

/** The indices of names in one run with "a cura di" or the like. */
function editedNames(words: readonly LinkedWord[]): Set<number> {
  const edited = new Set<number>();
  let run: number[] = [];
  words.forEach(({ word, label }, index) => {
    run = label === 'author' ? [...run, index] : [];
    if (label === 'author' && (editorCue.test(word) || edited.has(index - 1))) run.forEach((one) => edited.add(one));
  });
  return edited;
}

/** This set calls containers titles and editors authors; what stands behind "in" and "cur." is told apart here. */
function linkedPieces(words: readonly LinkedWord[]): Piece[] {
  const part = words.some(({ kind }) => kind.endsWith('meta-annotation'));
  const cue = words.findIndex(({ word, label }) => label === 'o' && containerCue.test(word));
  const edited = editedNames(words);
  const pieces: Piece[] = [];
  let glue = true;
  words.forEach(({ word, label, begins }, index) => {
    let states = label === 'o' ? unlabelled : label === numberAndYear ? (yearWord.test(word) ? ['date'] : ['volume', 'issue']) : (linkedStates[label] ?? archival);
    if (label === 'title' && part) states = cue < 0 ? ['title', 'container-title'] : index < cue ? ['title'] : ['container-title'];
    if (label === 'o' && index === cue) states = ['container-title'];
    if (edited.has(index)) states = ['author', 'editor'];
    const closing = /^[.,;:)\]”»’'-]/.test(word);
    if (!glue && !closing) pieces.push({ text: ' ', states: null });
    pieces.push({ text: word, states, begins });
    glue = /^[([“«‘’'-]$/.test(word);
  });
  return folded(pieces);
}

/** References by themselves, and passages: running text, up to some words of it, with the references that it holds. */
function linkedbooks(file: string): Sample[] {
  const samples: Sample[] = [];
  let reference: LinkedWord[] = [];
  let lines = 0;
  const flush = (): void => {
    if (reference.length > 0) samples.push({ set: file === 'train.txt' ? 'linkedbooks' : 'linkedbooks valid', document: `${file} ${Math.floor(lines / 2000)}`, pieces: linkedPieces(reference) });
    reference = [];
  };
  for (const line of read(`linkedbooks/${file}`).split('\n')) {
    lines++;
    const [word, label, kind, span] = line.split(' ');
    if (!word || !label || !kind || !span || word === '-DOCSTART-') continue;
    if (span.startsWith('b-')) flush();
    if (span !== 'o') reference.push({ word, label, kind, begins: span.startsWith('b-') });
    else flush();
  }
  flush();
  return samples;
}

/** Whole notes: the raw text, each of its letters marked by the TEI beside it. */
function notesTei(file: string, language: string): Sample[] {
  return [...read(`notes-tei/gold/${file}`).matchAll(/<input type="raw"><!\[CDATA\[([^]*?)\]\]><\/input>\s*<output type="bibl">([^]*?)<\/output>/g)].flatMap(([, raw, output]) => {
    // A book's title is the title, unless the reference has one of an article or a chapter.
    const tei = output!.replace(/<bibl\b[^]*?<\/bibl>/g, (bibl) => (/level="[aj]"/.test(bibl) ? bibl : bibl.replaceAll('level="m"', 'level="a"')));
    const letters: { state: string | undefined; begins: boolean }[] = [];
    let text = '';
    let opened = '';
    let seen = 0;
    for (const run of textRuns(tei)) {
      const inside = run.tags.findIndex(({ name }) => name === 'bibl');
      // An organisation that is an author is no publisher.
      const inner = [...run.tags].reverse().find((tag) => teiState(tag, true) !== undefined && !(tag.name === 'orgName' && run.tags.some(({ name }) => name === 'author')));
      const id = inside < 0 ? '' : (/bibl-(\w+)/.exec(run.tags[inside]!.attributes)?.[1] ?? '');
      if (id !== '' && id !== opened) seen = 0;
      opened = id;
      for (const character of run.text.replace(/\s+/g, '')) {
        text += character;
        const begins = inside >= 0 && inner !== undefined && seen++ === 0;
        for (let unit = 0; unit < character.length; unit++) letters.push({ state: inner && teiState(inner, true), begins });
      }
    }
    if (text !== raw!.replace(/\s+/g, '')) return [];
    let at = 0;
    const pieces = [...raw!].map((character): Piece => {
      if (/\s/.test(character)) return { text: character, states: null };
      const { state, begins } = letters[at]!;
      at += character.length;
      return { text: character, states: state ? [state] : null, begins };
    });
    return [{ set: `notes ${language}`, document: file, pieces }];
  });
}

const jatsStates: Record<string, string> = {
  'article-title': 'title', 'chapter-title': 'title', 'data-title': 'title', year: 'date', month: 'date', day: 'date', volume: 'volume', issue: 'issue', fpage: 'pages', lpage: 'pages', 'elocation-id': 'pages',
  'publisher-name': 'publisher', 'publisher-loc': 'location', edition: 'edition', series: 'collection-title', 'conf-name': 'container-title', 'conf-loc': 'location', 'conf-date': 'date', 'ext-link': 'url', comment: 'note', collab: 'author', string: 'author',
};

/** These references leave publishers, places and names of series unmarked. */
const unmarkedInJats = ['other', 'note', 'publisher', 'location', 'container-title', 'collection-title', 'genre', 'editor', 'archive', 'date'];

function jatsState(tags: readonly Tag[], xml: string): string | undefined {
  for (const { name, attributes } of tags) {
    if (name === 'person-group') return /editor/.test(attributes) ? 'editor' : /translator/.test(attributes) ? 'translator' : 'author';
    if (name === 'source') return /<(?:article|chapter)-title/.test(xml) ? 'container-title' : 'title';
    if (name === 'pub-id') return /doi/.test(attributes) ? 'doi' : 'archive';
    if (jatsStates[name]) return jatsStates[name];
  }
  return undefined;
}

function oreJats(): Sample[] {
  return readdirSync(`${goldFolder}ore-jats`).filter((file) => file.endsWith('.xml')).sort().flatMap((file) =>
    [...read(`ore-jats/${file}`).matchAll(/<mixed-citation[^>]*>([^]*?)<\/mixed-citation>/g)].flatMap(([, citation]) => {
      const xml = citation!.replace(/<\/name>\s*<name/g, '</name>, <name').replace(/<\/name>\s*<etal\/>/g, '</name>, <etal>et al.</etal>').replace(/>Reference Source</g, '><');
      const pieces = folded([...textRuns(xml)].map(({ text, tags }) => {
        const state = jatsState(tags, xml);
        return { text, states: state ? [state] : /\p{L}{3}/u.test(text) ? unmarkedInJats : null };
      }));
      return pieces.length < 3 ? [] : [{ set: 'ore', document: file, pieces }];
    }),
  );
}

/** Words of running text of the gold articles, by which remarks of made notes are filled. English. */
export function runningText(): string[] {
  return readdirSync(`${goldFolder}ore-jats`).filter((file) => file.endsWith('.xml')).sort().flatMap((file) =>
    [...read(`ore-jats/${file}`).matchAll(/<p>([^]*?)<\/p>/g)].flatMap(([, paragraph]) =>
      unescape(paragraph!.replace(/<xref[^]*?<\/xref>/g, '').replace(/<[^>]*>/g, ' ')).replace(/\s+/g, ' ').split(/(?<=\.) (?=\p{Lu})/u).filter((sentence) => /^\p{Lu}[^<>=]{30,220}\.$/u.test(sentence) && !/\(\s*\)|\[\s*\]/.test(sentence))));
}

/** All gold samples, as their sets have them. */
export function readGold(): Sample[] {
  return [
    ...anystyle('core.xml'), ...anystyle('good.xml'), ...grobid(), ...oreJats(), ...linkedbooks('train.txt'), ...linkedbooks('valid.txt'),
    ...notesTei('10.1111_1467-6478.00057.xml', 'English'), ...notesTei('10.1515_zfrs-1980-0103.xml', 'German'),
  ];
}
