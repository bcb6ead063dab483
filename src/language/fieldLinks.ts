import { linksOfField, pathOf, type ItemLink } from '../library/links.js';
import type { Span } from '../text/span.js';

/** Where a field of a library file leads: to the web, or to a file, whose path is absolute. */
export type FieldLink = Span & ({ uri: string } | { path: string });

/** `doi = {10.1000/vale}`, `file = "papers/vale.pdf"`, `"DOI": "10.1000/vale"`. Addresses that are written out an editor knows by itself. */
const field = /\b(doi|file)"?\s{0,20}[=:]\s{0,20}[{"]([^{}"\r\n]{1,2000})[}"]/gi;

/** The editor asks for the links of a whole file each time one stops writing in it: in a large one only its beginning has them. In UTF-16 code units. */
export const mostLinked = 512 * 1024;

/** The DOIs and files that stand in the text of a bibliography or a library; of several files in one field the first. @param folder that it stands in */
export function fieldLinks(text: string, folder: string): FieldLink[] {
  return Array.from(text.slice(0, mostLinked).matchAll(field)).flatMap(({ index, 0: whole, 1: name, 2: value }) => {
    const [link] = linksOfField[name!.toLowerCase() as keyof typeof linksOfField](value!);
    const end = index + whole.length - 1;
    return link ? [{ start: end - value!.length, end, ...target(link, folder) }] : [];
  });
}

const target = (link: ItemLink, folder: string): { uri: string } | { path: string } => ('path' in link ? { path: pathOf(link, folder) } : { uri: link.uri });
