import type { Element, Text } from 'domhandler';
import type { CslFields, CslName } from '../csl.js';
import { PassageBuilder, type Passage } from '../text/passage.js';
import { addText, childElements, descendants, localName, spanOf, visit, wordsOf } from './markup.js';

/** Fields of which some may be missing, without those that are. */
export type Found = { [variable in Exclude<keyof CslFields, 'type'>]?: CslFields[variable] | undefined };

/** A work with what is known of it: no empty words, no lists of no one. */
export function fieldsOf(found: Found & { type: CslFields['type'] }): CslFields {
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0))) as CslFields;
}

/** The first element of a name at any depth. */
export function firstBelow(parent: Element, ...names: string[]): Element | undefined {
  for (const element of descendants(parent)) if (names.includes(localName(element))) return element;
  return undefined;
}

/** The words of the first child of a name, or of the next name; undefined where there is none. */
export function childWords(parent: Element, ...names: string[]): string | undefined {
  for (const name of names) {
    const words = childElements(parent, name).map((child) => wordsOf(child)).find((found) => found !== '');
    if (words) return words;
  }
  return undefined;
}

/** A title without the full stop that closes it in a list of references: "Tinnitus." An abbreviation keeps its own. */
export const titleOf = (words: string | undefined): string | undefined => (words && /(?<![.\s]\p{L}|\..{0,60})\.$/u.test(words) ? words.slice(0, -1) : words)?.replace(/[\s,;:]{1,9}$/u, '');

/** "12-34" of its ends. */
export const pagesOf = (first: string | undefined, last: string | undefined): string | undefined => (first && last && last !== first ? `${first}-${last}` : first);

/** The words of a person's or a body's name: "Roe, Jane" is a person's, all else is kept whole. */
export function nameOfWords(words: string): CslName {
  const [, family, given] = /^([^,]{1,60}),\s*([^,]{1,60})$/u.exec(words) ?? [];
  return family && given ? { family: family.trim(), given: given.trim() } : { literal: words };
}

/** "Jane Vale", "Tom J. Vale"; undefined where there is more than one way to take a name apart. */
export function nameInOrder(words: string): CslName | undefined {
  const [, given, family] = /^(\p{Lu}[\p{L}.’'-]*(?:\s\p{Lu}\.)*)\s(\p{Lu}[\p{L}’'-]+)$/u.exec(words) ?? [];
  return given && family ? { family, given } : undefined;
}

const doi = /^(?:https?:\/\/(?:dx\.|www\.)?doi\.org\/|doi:\s*)?(10\.\d{4,9}\/\S+)$/iu;

/** The DOI of an address or identifier; undefined where it is none. */
export const doiOf = (address: string | undefined): string | undefined => doi.exec(address?.replace(/\s/gu, '') ?? '')?.[1];

/** Names of persons stand together; all other fields are parted by commas. */
const together = new Set(['name', 'persName', 'string-name']);

/**
 * The words of a reference that its markup alone takes apart, with commas between the fields.
 *
 * @param isLeftOut elements that are no words of the reference
 */
export function fieldWords(source: string, element: Element, isLeftOut: (child: Element) => boolean): Passage {
  const builder = new PassageBuilder();
  let within = 0;
  let between = '';
  visit(element, {
    open: (child) => {
      if (isLeftOut(child)) return false;
      if (together.has(localName(child))) within++;
      return true;
    },
    close: (child) => {
      if (together.has(localName(child))) within--;
      if (builder.length > 0) between = within > 0 ? ' ' : ', ';
    },
    text: (node: Text) => {
      if (node.data.trim() === '') return;
      const { start, end } = spanOf(node);
      builder.add(between);
      between = '';
      addText(builder, source, { start: start + node.data.length - node.data.trimStart().length, end: end - node.data.length + node.data.trimEnd().length }, { xml: false, endsInSpace: false });
    },
  });
  return builder.build();
}

/** The words of an element as they stand. */
export function plainWords(source: string, element: Element, isLeftOut: (child: Element) => boolean): Passage {
  const builder = new PassageBuilder();
  let spaced = true;
  visit(element, {
    open: (child) => !isLeftOut(child),
    close: () => undefined,
    text: (node) => { spaced = addText(builder, source, spanOf(node), { xml: false, endsInSpace: spaced }); },
  });
  return builder.build().trimEnd();
}
