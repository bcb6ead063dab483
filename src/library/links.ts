import * as l10n from '@vscode/l10n';
import type { LibraryItem } from './library.js';
import { absolutePath, extension } from './paths.js';

/**
 * What an item leads to. A library is text that anybody may have written, so that nothing else is ever made of it than these: a file of a kind that shows
 * words or pictures, an address of the web, or one of Zotero's two.
 */
export type ItemLink =
  /** `path` as the library has it, with `/`; `pathOf` makes it absolute. */
  | { kind: 'pdf' | 'file'; label: string; path: string }
  | { kind: 'zotero' | 'doi' | 'url'; label: string; uri: string };

/** Files that nothing runs when they are opened. */
const readable = new Set('pdf djvu epub mobi html htm xhtml mhtml txt md tex rtf doc docx odt ps xml csv png jpg jpeg gif tif tiff webp ppt pptx odp xls xlsx ods'.split(' '));

const mostLinks = 20;
const longestField = 20_000;

/** The files and addresses of an item, in this order: PDFs, other files, Zotero, DOI, the web. Each once. */
export const linksOf = (item: LibraryItem): ItemLink[] => inOrder([...attachments(kept(item)['file'] ?? ''), ...zoteroLinks(item), ...addresses(item)]);

/** Those of one field of a .bib, by its name. */
export const linksOfField: Record<'doi' | 'file', (value: string) => ItemLink[]> = {
  doi: (value) => addresses({ DOI: value }),
  file: (value) => inOrder([...attachments(value), ...zoteroLinksIn(value)]),
};

function inOrder(links: readonly ItemLink[]): ItemLink[] {
  const places = links.map((link) => ('path' in link ? link.path : link.uri));
  const order: ItemLink['kind'][] = ['pdf', 'file', 'zotero', 'doi', 'url'];
  const once = links.filter((_link, index) => places.indexOf(places[index]!) === index);
  return once.sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind)).slice(0, mostLinks);
}

/**
 * Where the file of a link is.
 *
 * @param folder that of the bibliography file which has the item
 */
export function pathOf({ path }: ItemLink & { path: string }, folder: string): string {
  // VS Code has a drive's paths as "/c:/papers".
  return /^[A-Za-z]:\//.test(path) && folder.startsWith('/') ? `/${path}` : absolutePath(folder, path);
}

/** The strings that a program has put into `custom`, by names. */
function kept(item: LibraryItem): Record<string, string> {
  const custom: unknown = item.custom;
  const groups = [custom, ...Object.values(Object(custom) as object)].filter((group) => typeof group === 'object' && group !== null);
  const fields = groups.flatMap((group) => Object.entries(group as object)).filter((field): field is [string, string] => typeof field[1] === 'string');
  return Object.fromEntries(fields.map(([name, value]) => [name.toLowerCase(), value.slice(0, longestField)]));
}

/**
 * The `file` field of a .bib as programs write it:
 * - Zotero and Better BibTeX for JabRef: `Full Text:files/1/vale.pdf:application/pdf;Snapshot:files/2/vale.html:text/html`
 * - JabRef: `:vale.pdf:PDF`
 * - Mendeley: `:home/vale/vale.pdf:pdf`, whose path has lost its first `/`
 * - Better BibTeX: paths alone, `files/1/vale.pdf;files/2/vale.html`
 *
 * A backslash makes the sign after it one of the name: `C\:\\papers\\vale.pdf`.
 */
function attachments(field: string): ItemLink[] {
  return split(field.replaceAll('$\\backslash$', '\\').replace(/\{\\_\}/g, '_'), ';').flatMap((one) => attachment(one) ?? []);
}

function attachment(written: string): ItemLink | null {
  const parts = split(written, ':');
  const drive = parts.findIndex((part, at) => at < 2 && /^[A-Za-z]$/.test(part) && /^[\\/]/.test(parts[at + 1] ?? ''));
  if (drive >= 0) parts.splice(drive, 2, `${parts[drive]}:${parts[drive + 1]}`);
  const last = parts.length > 1 && isType(parts.at(-1)!) ? parts.pop()! : '';
  const description = parts.length > 1 ? unescaped(parts.shift()!) : '';
  const path = slashed(unescaped(parts.join(':')), last);
  if (/^https?:/i.test(path)) return address(path, description);
  if (path === '' || path.length > 1000 || /\p{Cc}/u.test(path) || !readable.has(extension(path))) return null;
  const name = path.slice(path.lastIndexOf('/') + 1);
  return { kind: extension(path) === 'pdf' ? 'pdf' : 'file', label: description || name, path };
}

const isType = (part: string): boolean => /^(?:[a-z]{1,20}\/[\w.+-]{1,80}|[A-Za-z]{0,12})$/.test(part);

/** "a;b\;c" in two. */
function split(field: string, separator: string): string[] {
  const parts: string[] = [];
  let from = 0;
  for (let at = 0; at < field.length; at++) {
    if (field[at] === '\\') at++;
    else if (field[at] === separator) {
      parts.push(field.slice(from, at));
      from = at + 1;
    }
  }
  return [...parts, field.slice(from)];
}

const unescaped = (words: string): string => words.replace(/\\([\\:;{}_%&#$])/g, '$1').trim();

function slashed(path: string, type: string): string {
  const isWindows = /^[A-Za-z]:\\/.test(path) || !path.includes('/');
  const known = isWindows ? path.replaceAll('\\', '/') : path;
  return type === 'pdf' && /^(?:home|Users)\//.test(known) ? `/${known}` : known;
}

const inZotero = /zotero:\/\/(select|open-pdf)\/((?:library|groups\/\d{1,12})\/)?items\/(@?[\w:.-]{1,100})(\?page=\d{1,6})?/g;
/** What Zotero's CSL-JSON has as `id` or `uri`: http://zotero.org/users/1/items/ABCD2345 */
const onZotero = /^https?:\/\/(?:www\.)?zotero\.org\/(?:users\/(?:local\/)?\w{1,20}|(groups\/\d{1,12}))\/items\/([A-Z0-9]{8})$/;

function zoteroLinks(item: LibraryItem): ItemLink[] {
  const { id, uri, URL: url, note } = item as LibraryItem & Record<'uri' | 'URL' | 'note', unknown>;
  const fields = [id, uri, url, note, ...Object.values(kept(item))].filter((field) => typeof field === 'string').map((field) => field.slice(0, longestField));
  return fields.flatMap(zoteroLinksIn);
}

function zoteroLinksIn(field: string): ItemLink[] {
  const [whole, group, key] = onZotero.exec(field) ?? [];
  if (whole !== undefined) return [{ kind: 'zotero', label: l10n.t('Open in Zotero'), uri: `zotero://select/${group ?? 'library'}/items/${key}` }];
  return Array.from(field.matchAll(inZotero), ([found, verb]) => ({ kind: 'zotero', label: verb === 'select' ? l10n.t('Open in Zotero') : l10n.t('Open PDF in Zotero'), uri: found }));
}

function addresses({ DOI: doi, URL: url }: Pick<LibraryItem, 'DOI' | 'URL'>): ItemLink[] {
  const number = typeof doi === 'string' ? (/^(?:https?:\/\/(?:dx\.)?doi\.org\/|doi:\s{0,9})?(10\.\d{4,9}\/\S{1,300})$/i.exec(doi.trim())?.[1] ?? null) : null;
  const links: ItemLink[] = number === null ? [] : [{ kind: 'doi', label: `doi:${number}`, uri: safe(`https://doi.org/${encodeURI(wellFormed(number)).replace(/[?#]/g, encodeURIComponent)}`) }];
  const found = typeof url === 'string' ? address(url.trim(), '') : null;
  const isDoi = number !== null && found !== null && 'uri' in found && /^https?:\/\/(?:dx\.)?doi\.org\//i.test(found.uri);
  return found && !isDoi && !onZotero.test(String(url)) ? [...links, found] : links;
}

/** An address of the web; null for what is none. */
function address(written: string, label: string): ItemLink | null {
  if (written.length > 2000 || !/^https?:\/\/[^\s/]/i.test(written) || !URL.canParse(written)) return null;
  const { href, host } = new URL(written);
  return { kind: 'url', label: label || host, uri: safe(href) };
}

const wellFormed = (text: string): string => text.replace(/\p{Cs}/gu, '\ufffd');

/** Without the signs that end a link in Markdown or HTML. */
const safe = (uri: string): string => uri.replace(/[()<>"\\`|^{}[\]]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
