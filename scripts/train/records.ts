/** What is known of a work, taken from the gold: of such records notes are made in other styles. */
import type { CslName } from '../../src/csl.js';
import { parseNames } from '../../src/references/normalise/names.js';
import type { Sample } from './gold.js';

export interface WorkRecord {
  kind: 'article' | 'chapter' | 'book' | 'thesis' | 'report' | 'newspaper' | 'web' | 'conference';
  authors: CslName[];
  editors: CslName[];
  translators: CslName[];
  title: string;
  container: string;
  publisher: string;
  location: string;
  year: string;
  volume: string;
  issue: string;
  pages: string;
  edition: string;
  series: string;
  /** In its series. */
  number: string;
}

const trimmed = (text: string): string => text.replace(/\s+/g, ' ').replace(/^[\s,.;:()[\]“”‘’"'«»„–-]+|[\s,;:([“”‘’"'«»„–-]+$/g, '').replace(/(?<=\p{L}{4})\.$/u, '');

function wordsOf(sample: Sample, state: string): string {
  const { pieces } = sample;
  const first = pieces.findIndex(({ states }) => states?.[0] === state);
  if (first < 0) return '';
  let last = first;
  while (last + 1 < pieces.length && (pieces[last + 1]!.states === null || pieces[last + 1]!.states![0] === state)) last++;
  while (pieces[last]!.states === null) last--;
  return trimmed(pieces.slice(first, last + 1).map(({ text }) => text).join(''));
}

const clean = (names: readonly CslName[]): CslName[] =>
  names.filter(({ family, given }) => family !== undefined && /^\p{Lu}[\p{L}'’ -]{1,24}$/u.test(family) && (given === undefined || /^\p{Lu}[\p{L}. '’-]{0,24}$/u.test(given)));

/** The record of a gold reference; `null` where it says too little to make another of it. */
export function recordOf(sample: Sample): WorkRecord | null {
  const title = wordsOf(sample, 'title');
  const container = wordsOf(sample, 'container-title').replace(/^(?:in|In)[\s:]+/, '');
  const authors = clean(parseNames(wordsOf(sample, 'author')));
  const year = /(?:1[4-9]|20)\d\d/.exec(wordsOf(sample, 'date'))?.[0] ?? '';
  if (title.length < 8 || title.length > 160 || !/^\p{L}/u.test(title) || authors.length === 0 || authors.length > 6 || year === '') return null;
  const volume = /\d{1,3}/.exec(wordsOf(sample, 'volume'))?.[0] ?? '';
  const editors = clean(parseNames(wordsOf(sample, 'editor').replace(/^in[\s:]+|\(?\beds?\b\.?\)?|\bedited by\b/gi, '')));
  return {
    kind: container === '' ? 'book' : volume !== '' ? 'article' : 'chapter',
    authors, editors, title, container, year, volume,
    publisher: wordsOf(sample, 'publisher').replace(/\bIn\b.*/, ''),
    location: wordsOf(sample, 'location'),
    issue: /\d{1,2}/.exec(wordsOf(sample, 'issue'))?.[0] ?? '',
    pages: /\d{1,4}\s?[-–—]\s?\d{1,4}/.exec(wordsOf(sample, 'pages'))?.[0] ?? '',
    edition: '', series: '', number: '', translators: [],
  };
}
