import type { CslFields } from '../../csl.js';
import type { Span } from '../../text/span.js';
import { fromTex } from '../bib/fromTex.js';
import { itemOf } from '../bib/item.js';
import type { BibliographyEntry } from '../document.js';
import { TexSource } from './tex.js';
import { LatexText } from './text.js';

const opening = '\\begin{thebibliography}';
const closing = '\\end{thebibliography}';
const bibitem = /\\bibitem(?![A-Za-z])/gu;

/** The entries of `thebibliography`, as authors write it and BibTeX does: `\bibitem[Vale(2018)]{vale2018} words`. */
export function bibitems(source: TexSource): BibliographyEntry[] {
  const start = source.find(opening, 0);
  const end = source.find(closing, start);
  const found = Array.from(source.text.slice(start, end).matchAll(bibitem), ({ index }) => start + index);
  return found.flatMap((at, index) => entryAt(source, at, found[index + 1] ?? end) ?? []);
}

function entryAt(source: TexSource, at: number, end: number): BibliographyEntry | null {
  const from = at + '\\bibitem'.length;
  const label = source.option(from);
  const key = source.group(label?.next ?? from);
  if (!key || key.next > end) return null;
  const passage = LatexText.passage(source, { start: key.next, end });
  return passage.text === '' ? null : { id: source.slice(key).trim(), label: label && (fromTex(source.slice(label)).replace(/[{}]/gu, '') || null), passage, start: at, end };
}

/** "Vale (2018)" of natbib's "Vale(2018)Vale, Roe, and Doe"; null for a label that names no one. */
export function namesOfLabel(label: string | null): { names: string; year: string } | null {
  const [, names, year] = /^([^()]{1,200})\((\d{4}[a-z]?)\)/u.exec(label ?? '') ?? [];
  return names && year ? { names: names.trim(), year } : null;
}

const entry = /\\entry\{([^{}]{1,300})\}\{([a-z]{1,40})\}/gu;
const field = /\\(field|strng|list|name|verb)\{([a-zA-Z]{1,40})\}/gu;
const nameField = /(?:^|[\s,{])(family|given|prefix|suffix)=\{/gu;

/** The works of the .bbl that Biber writes for biblatex (biblatex's biblatex.sty reads it: `\entry`, `\name`, `\list`, `\field`, `\verb`). */
export function biberWorks(source: TexSource): Map<string, CslFields> {
  const works = new Map<string, CslFields>();
  const found = [...source.text.matchAll(entry)];
  found.forEach(({ index, 1: key, 2: type }, at) => {
    if (!works.has(key!)) works.set(key!, itemOf(type!, valuesIn(source, { start: index, end: found[at + 1]?.index ?? source.text.length })).item);
  });
  return works;
}

function valuesIn(source: TexSource, { start, end }: Span): Map<string, string> {
  const values = new Map<string, string>();
  for (const { index, 0: { length }, 1: kind, 2: name } of source.text.slice(start, end).matchAll(field)) {
    const value = valueAt(source, kind!, start + index + length);
    if (value !== '' && !values.has(name!)) values.set(name!, value.replace(/\\bibrangedash\s?/gu, '--').replace(/\\bib(?:initperiod|initdelim|namedelim[a-e]|initdelim[a-e])(?:\s|(?![A-Za-z]))/gu, ' '));
  }
  const date = ['year', 'month', 'day'].map((part) => values.get(part)?.padStart(2, '0')).filter(Boolean).join('-');
  if (date && !values.has('date')) values.set('date', date);
  return values;
}

function valueAt(source: TexSource, kind: string, at: number): string {
  if (kind === 'verb') return /^\s*\\verb\s([^\n]{0,2000})/u.exec(source.text.slice(at, at + 2100))?.[1]?.trim() ?? '';
  const groups: string[] = [];
  for (let group = source.group(at); group && groups.length < 4; group = source.group(group.next)) {
    groups.push(source.slice(group));
    if (kind === 'field' || kind === 'strng') break;
  }
  const last = groups.at(-1) ?? '';
  if (kind === 'name') return namesIn(last);
  return kind === 'list' ? partsIn(last).join(' and ') : last;
}

/** "{Gates Press}%\n {Roads Press}%" as its parts. */
function partsIn(tex: string): string[] {
  const inner = new TexSource(tex);
  const parts: string[] = [];
  for (let group = inner.group(0); group; group = inner.group(group.next)) parts.push(inner.slice(group).trim());
  return parts;
}

/** Names in the way in which biblatex's own .bib may give them: "family={Vale}, given={Gina}". */
function namesIn(tex: string): string {
  return partsIn(tex)
    .map((person) => {
      const inner = new TexSource(person);
      const fields = Array.from(person.matchAll(nameField), ({ index, 0: { length }, 1: name }) => {
        const value = inner.group(index + length - 1);
        return value ? `${name}={${inner.slice(value)}}` : '';
      });
      return [...new Set(fields)].filter(Boolean).join(', ');
    })
    .filter(Boolean)
    .join(' and ');
}
