import * as l10n from '@vscode/l10n';
import type { CslName } from '../../csl.js';
import { fromTex } from '../../documents/bib/fromTex.js';
import { bibitems, namesOfLabel } from '../../documents/latex/bibliography.js';
import { TexSource } from '../../documents/latex/tex.js';
import { parseNote } from '../../references/parse.js';
import { yearOf } from '../../references/sameWork.js';
import { fold } from '../../text/fold.js';
import { withoutMarkup } from '../../text/words.js';
import type { LibraryItem } from '../library.js';
import { balanced, keyFor } from './bibEntry.js';
import { keptOf } from './kept.js';
import type { Rows } from './rows.js';
import { classicTex } from './tex.js';

/*
 * `\bibitem` of `thebibliography`, in a .tex or in the .bbl that BibTeX makes: words as they are set, with a key and, for natbib, a label with names
 * and year ("Vale et al.(2018)Vale, Roe, and Doe"). What the words say is read by the parser of references, and as sure as that is; the words
 * themselves and the label are kept in TeX in `custom.bibitem`, and written again as long as they still name the item's authors, title and year.
 */

/** Reads the works of a LaTeX file's `thebibliography`. The model of references has to be loaded. */
export function readBibitems(text: string, file: string): Rows<LibraryItem> {
  const source = new TexSource(text);
  const rows = new Map<string, LibraryItem>();
  const problems: Rows<LibraryItem>['problems'] = [];
  for (const { id, label, passage, start, end } of bibitems(source)) {
    const key = id ?? '';
    if (key !== '' && !rows.has(key)) rows.set(key, itemOf(key, passage.text, label ?? null, texOf(text.slice(start, end))));
    else problems.push({ code: 'item-invalid', message: unfitKey(key, file, passage.text.slice(0, 60)), file, start, end });
  }
  return { rows: [...rows.values()], verbatim: new Map(), kept: [], broken: false, problems };
}

const unfitKey = (key: string, file: string, words: string): string =>
  key === ''
    ? l10n.t('A \\bibitem of {0} has no cite key, so it was left out: “{1}”.', file, words)
    : l10n.t('A \\bibitem of {0} has the same cite key as one before it ({1}), so it was left out: “{2}”.', file, key, words);

interface Tex {
  label?: string;
  words: string;
}

/** "\bibitem[label]{key} words" in its parts, as they stand. */
function texOf(entry: string): Tex {
  const source = new TexSource(entry);
  const label = source.option('\\bibitem'.length);
  const key = source.group(label?.next ?? '\\bibitem'.length)!;
  return { ...(label ? { label: source.slice(label) } : {}), words: entry.slice(key.next).trim() };
}

function itemOf(id: string, words: string, label: string | null, tex: Tex): LibraryItem {
  const { references } = parseNote(words);
  const item = references.find(({ form }) => form === 'full')?.item ?? references[0]?.item ?? { type: 'document' };
  const named = namesOfLabel(label);
  const said = {
    ...(named && !item.author && !item.editor ? { author: [{ literal: named.names }] } : {}),
    ...(named && !item.issued ? { issued: { 'date-parts': [[Number.parseInt(named.year, 10)]] } } : {}),
    ...(item.title || item['container-title'] ? {} : { title: words }),
  };
  return { id, ...item, ...said, custom: { bibitem: tex } } as LibraryItem;
}

/**
 * A `thebibliography` of items, to be put into a document. Items that were not read from one are set as BibTeX's style `plain` does, without labels, since
 * only natbib knows what they are.
 */
export function writeBibitems(items: readonly LibraryItem[]): string {
  const keys = new Set<string>();
  const entries = items.map((item) => {
    const { label, words } = keptTex(item) ?? { words: wordsOf(item) };
    return `\\bibitem${label === undefined ? '' : `[${label}]`}{${keyFor(item.id, keys)}}\n${words}\n`;
  });
  return `\\begin{thebibliography}{${'9'.repeat(String(items.length).length)}}\n\n${entries.join('\n')}\n\\end{thebibliography}\n`;
}

/** The words and the label that were read, if they still say what the item says. */
function keptTex(item: LibraryItem): Tex | null {
  const { label, words } = keptOf(item, 'bibitem');
  if (typeof words !== 'string' || words === '' || /\\(?:bibitem|end\s?\{)/.test(words)) return null;
  const said = letters(fromTex(`${words} ${typeof label === 'string' ? label : ''}`));
  const names = [...(item.author ?? []), ...(item.editor ?? [])].map(({ family, literal }) => family ?? literal ?? '');
  if (![...names, item.title ?? '', String(yearOf(item.issued) ?? '')].every((part) => said.includes(letters(part)))) return null;
  return { words: balanced(words), ...(typeof label === 'string' && !/[[\]]/.test(label) ? { label: balanced(label) } : {}) };
}

const letters = (text: string): string => fold(withoutMarkup(text)).replace(/[^\p{L}\p{N}]+/gu, '');

const { text: tex, title: titleTex } = classicTex;
const joined = (parts: readonly (string | undefined)[], by: string): string => parts.filter((part) => part !== undefined && part !== '').join(by);

const nameOf = ({ family, given, literal, suffix, 'non-dropping-particle': particle, 'dropping-particle': dropped }: CslName): string =>
  tex(literal ?? joined([joined([given, dropped, particle, family], ' '), suffix], ', '));

/** "Gina Vale", "Gina Vale and Roe Winter", "Vale, Roe, and Doe" */
function namesOf(names: readonly CslName[] | undefined): string {
  const all = (names ?? []).map(nameOf);
  if (all.at(-1) === 'others') return `${all.slice(0, -1).join(', ')} et~al`;
  return all.length < 3 ? all.join(' and ') : `${all.slice(0, -1).join(', ')}, and ${all.at(-1)}`;
}

function editorsOf({ editor }: LibraryItem): string {
  return editor?.length ? `${namesOf(editor)}, editor${editor.length === 1 ? '' : 's'}` : '';
}

const emph = (text: string): string => (text === '' ? '' : `\\emph{${text}}`);
const labelled = (label: string, value: string | undefined): string => (value ? `${label} ${tex(value)}` : '');
const pagesOf = ({ page = '' }: LibraryItem): string => tex(page).replace(/ *-+ */g, '--');

/** "Journal, 4(2):12--15, 2018", "In Roe, editor, Book, pages 12--15", "PhD thesis" */
function placeOf(item: LibraryItem): string {
  const container = emph(titleTex(item['container-title'] ?? ''));
  const year = tex(String(yearOf(item.issued) ?? item.issued?.literal ?? ''));
  const published = joined([tex(item.publisher ?? ''), tex(item['publisher-place'] ?? ''), year], ', ');
  if (item.type.startsWith('article')) {
    const volume = `${tex(item.volume ?? '')}${item.issue ? `(${tex(item.issue)})` : ''}${item.page ? `:${pagesOf(item)}` : ''}`;
    return joined([container, volume, year], ', ');
  }
  const pages = item.page ? `pages ${pagesOf(item)}` : '';
  const within = joined([container && item.author ? editorsOf(item) : '', container, labelled('volume', item.volume), pages], ', ');
  return joined([within !== '' && container !== '' ? `In ${within}` : within, tex(item.genre ?? ''), published], '. ');
}

/** An entry in the way of BibTeX's `plain`: names, title, where it stands, publisher, place and year, address. */
function wordsOf(item: LibraryItem): string {
  const title = titleTex(item.title ?? '');
  const parts = [
    namesOf(item.author) || editorsOf(item), item['container-title'] ? title : emph(title), placeOf(item),
    item.DOI ? `doi:${tex(item.DOI)}` : '', item.URL ? `\\texttt{${tex(item.URL)}}` : '',
  ];
  return `${parts.filter((part) => part !== '').map((part) => part.replace(/\.$/, '')).join('.\n')}.`;
}
