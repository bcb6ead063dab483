import { z } from 'zod/mini';
import type { CslFields } from '../../csl.js';
import { cslItem } from '../cslItem.js';
import type { GivenTarget } from '../document.js';
import { targetOf, type CitedWork } from './cited.js';
import { readEndNote } from './endNote.js';

/** What a field of Word stands for: citations, the bibliography, or nothing that matters here. */
export type Field = { cites: GivenTarget[]; works: Map<string, CslFields> } | 'bibliography' | null;

const bibliographyField = /^\s*(?:ADDIN\s+(?:ZOTERO_BIBL|EN\.REFLIST|Mendeley Bibliography|CSL_BIBLIOGRAPHY|CitaviBibliography)|BIBLIOGRAPHY)\b/u;
const cslField = /^\s*ADDIN\s+(?:ZOTERO_ITEM\s+)?CSL_CITATION\b/u;
const endNoteField = /^\s*ADDIN\s+EN\.CITE\b/u;
const wordField = /^\s*CITATION\s+/u;

/** Longest code of a field that is read. */
const longestCode = 2_000_000;
const mostWorks = 500;

/**
 * Reads a field by its code.
 *
 * @param data what EndNote puts beside a code that is too long, in base 64
 * @param sources the works in Word's own list, by their tags
 */
export function readField(code: string, data: string, sources: ReadonlyMap<string, CslFields>): Field {
  if (code.length > longestCode || data.length > longestCode) return null;
  if (bibliographyField.test(code)) return 'bibliography';
  if (cslField.test(code)) return cited(readCsl(jsonIn(code)));
  if (endNoteField.test(code)) return cited(readEndNote(code.includes('<EndNote') ? code : decodeBase64(data)));
  return wordField.test(code) ? readWordCitation(code, sources) : null;
}

/** Mendeley's content controls hold the same JSON in their tag, in base 64. */
export function readTag(tag: string): Field {
  if (tag.length > longestCode) return null;
  if (/^MENDELEY_BIBLIOGRAPHY/u.test(tag)) return 'bibliography';
  const packed = /^MENDELEY_CITATION_v3_(.*)$/su.exec(tag)?.[1];
  return packed === undefined ? null : cited(readCsl(decodeBase64(packed)));
}

function cited(works: readonly CitedWork[]): Field {
  return works.length === 0 ? null : { cites: works.map(({ target }) => target), works: new Map(works.map(({ target, item }) => [target.id, item])) };
}

const jsonIn = (code: string): string => code.slice(code.indexOf('{'), code.lastIndexOf('}') + 1);

const word = z.union([z.string(), z.number()]);
const citation = z.object({ citationItems: z.array(z.unknown()) });
const citationItem = z.object({
  id: z.optional(word), uris: z.optional(z.array(z.string())), uri: z.optional(z.array(z.string())), itemData: z.unknown(),
  locator: z.optional(word), label: z.optional(z.string()), prefix: z.optional(z.string()),
});

/** Zotero's and Mendeley's citations: https://github.com/citation-style-language/schema/blob/master/schemas/input/csl-citation.json */
function readCsl(json: string): CitedWork[] {
  const { data } = z.safeParse(citation, parsed(json));
  return (data?.citationItems ?? []).slice(0, mostWorks).flatMap((one) => {
    const found = z.safeParse(citationItem, one).data;
    const item = cslItem(found?.itemData);
    if (!found || !item) return [];
    const id = found.uris?.[0] ?? found.uri?.[0] ?? String(found.id ?? JSON.stringify(item));
    return { item, target: targetOf(id, { locator: pinpoint(found.label, found.locator), signal: found.prefix }) };
  });
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}

/** CSL's terms for locators, as they are printed. */
const printed: Record<string, string> = {
  page: 'p.', chapter: 'chap.', section: 'sec.', paragraph: 'para.', volume: 'vol.', figure: 'fig.', note: 'n.', line: 'line', column: 'col.', folio: 'fol.', part: 'part',
};

const pinpoint = (label: string | undefined, locator: string | number | undefined): string | undefined =>
  locator === undefined || locator === '' ? undefined : `${printed[label ?? 'page'] ?? label ?? ''} ${locator}`;

function decodeBase64(packed: string): string {
  try {
    return new TextDecoder().decode(Uint8Array.from(atob(packed.replace(/\s+/gu, '')), (character) => character.charCodeAt(0)));
  } catch {
    return '';
  }
}

/** `CITATION Val18 \p 18 \l 1033 \m Roe01`: tags, each with its switches. A work that is not in the list has no fields to give. */
function readWordCitation(code: string, sources: ReadonlyMap<string, CslFields>): Field {
  const found: { tag: string; page?: string; prefix?: string }[] = [];
  const tokens = Array.from(code.matchAll(/\\(\w)|"([^"]{0,500})"|([^\s"\\]+)/gu));
  let open = 'm';
  for (const [, letter, quoted, bare] of tokens.slice(1)) {
    const value = quoted ?? bare;
    const last = found.at(-1);
    if (letter !== undefined) open = letter;
    else if (open === 'm' && value) found.push({ tag: value });
    else if (last && open === 'p' && value) last.page = value;
    else if (last && open === 'f' && value) last.prefix = value;
    if (letter === undefined) open = '';
  }
  const works = found.flatMap(({ tag, page, prefix }) => {
    const item = sources.get(tag);
    return item ? { item, target: targetOf(tag, { locator: pinpoint('page', page), signal: prefix }) } : [];
  });
  return cited(works.slice(0, mostWorks));
}
