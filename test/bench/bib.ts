import { classicTex } from '../../src/library/formats/tex.js';
import type { LibraryItem } from '../../src/library/library.js';
import { makeLibrary, numbers, pick, pseudoWord } from './library.js';

type Random = () => number;

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const publishers = ['Press \\& Sons', 'Northern University Press', 'Harbour', 'Academic Books', 'Meridian', 'Society for the Study of Towns', 'Lamp', 'Quill House'];
const abstractWords = 61;

/** An entry as Better BibTeX writes it: names in TeX, capitals in braces, a month's macro, an abstract, a file; 0.99 kB. */
function entryOf({ id, title, author, issued, 'container-title': journal }: LibraryItem, vocabulary: readonly string[], random: Random): string {
  const first = Math.floor(random() * 900) + 1;
  const number = Math.floor(random() * 1e6);
  const names = author!.map(({ family, given }) => `${classicTex.text(family!)}, ${given}`).join(' and ');
  const words = Array.from({ length: abstractWords }, () => pick(vocabulary, random));
  return [
    `@article{${id}`,
    `  title = {${random() < 0.4 ? title!.replace(/ ([a-z])([a-z]{6,}) /, (_, first: string, rest: string) => ` {${first.toUpperCase()}${rest}} `) : title!}}`,
    `  author = {${names}}`,
    `  year = {${issued!['date-parts']![0]![0]}}`,
    `  month = ${pick(months, random)}`,
    `  journal = {${journal}}`,
    `  volume = {${number % 90}}`,
    `  number = {${number % 12}}`,
    `  pages = {${first}--${first + 12}}`,
    `  publisher = {${pick(publishers, random)}}`,
    `  issn = {1234-5678}`,
    `  doi = {10.1000/${id}.${number}}`,
    `  url = {https://example.org/articles/${id}/${number}}`,
    `  urldate = {2024-03-0${1 + (number % 9)}}`,
    `  langid = {english}`,
    `  abstract = {${words.join(' ')}}`,
    `  keywords = {${words.slice(0, 3).join(',')}}`,
    `  file = {/home/user/library/${id}.pdf}`,
  ].join(',\n') + '\n}\n';
}

/** A .bib of made-up entries with abstracts, 0.99 kB each. */
export function makeBibtex(count: number): string {
  const random = numbers(count + 1);
  const vocabulary = Array.from({ length: 5_000 }, () => pseudoWord(random));
  return makeLibrary(count).map((item) => entryOf(item, vocabulary, random)).join('\n');
}
