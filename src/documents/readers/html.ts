import type { Document } from 'domhandler';
import { selectArticle } from '../article.js';
import type { Masthead, SourceDocument } from '../document.js';
import { Apparatus } from '../html/apparatus.js';
import { readMetadata } from '../html/metadata.js';
import type { Chapter } from '../html/places.js';
import { readChapter } from '../html/walk.js';
import { attribute, descendants, localName, parseMarkup } from '../markup.js';
import { pagesBetween, Parts } from '../parts.js';

/** A web page as a browser saves it: the article, told from what is around it, with the notes and references that its links lead to. */
export function readHtml(text: string): SourceDocument {
  const root = parseMarkup(text, { xml: isXml(text) });
  const addresses = ownAddresses(root, text);
  const chapter: Chapter = { path: '', source: text, root, resolve: (href) => withinPage(href, addresses) };
  const apparatus = new Apparatus([chapter]);
  const parts = new Parts();
  readChapter(chapter, apparatus, selectArticle(root, apparatus), parts);
  const { blocks, notes, bibliography, furniture, marked } = parts;
  const pages = pagesBetween(parts.breaks.map(({ source, label }) => ({ start: source, label })), text.length);
  return { text, masthead: titled(readMetadata(root, text), parts), pages, blocks, notes, bibliography, marked, furniture, problems: [] };
}

/** XHTML, whose empty elements HTML would take for open ones. */
const isXml = (text: string): boolean => /^\s*<\?xml\s/u.test(text);

/** A page that says little of itself is called by its only heading of the first rank, which its `title` often has with the site's name behind. */
function titled(masthead: Masthead, { blocks }: Parts): Masthead {
  const heading = blocks.find(({ kind }) => kind === 'heading')?.passage.text;
  const { title } = masthead;
  return title && heading && title.length > heading.length && title.startsWith(heading) ? { ...masthead, title: heading } : { ...masthead, title: title ?? heading ?? null };
}

/** What a page calls itself by: browsers write links within a page they save with the page's whole address. */
function ownAddresses(root: Document, text: string): string[] {
  const saved = /<!-- saved from url=\(\d{4}\)(\S{1,2000}) -->/u.exec(text.slice(0, 4000))?.[1];
  const named = [...descendants(root)].flatMap((element) => {
    if (localName(element) === 'link' && element.attribs['rel'] === 'canonical') return attribute(element, 'href') ?? [];
    return localName(element) === 'meta' && element.attribs['property'] === 'og:url' ? (attribute(element, 'content') ?? []) : [];
  });
  return [saved ?? [], ...named].flat().map((address) => address.replace(/#.*$/u, ''));
}

function withinPage(href: string, addresses: readonly string[]): string | null {
  const at = href.indexOf('#');
  if (at < 0 || at === href.length - 1) return null;
  const address = href.slice(0, at);
  const isOwn = address === '' || (address.length > 1 && addresses.some((own) => own.endsWith(address)));
  return isOwn ? `#${decoded(href.slice(at + 1))}` : null;
}

/** "caf%C3%A9" as it stands in an `id`. */
function decoded(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}
