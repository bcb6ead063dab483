import type { Document, Element } from 'domhandler';
import type { CslFields, CslName, CslType } from '../../csl.js';
import { attribute, childElements, descendants, localName, parseMarkup, wordsOf } from '../markup.js';
import { doiOf, fieldsOf, nameOfWords } from '../structured.js';
import { targetOf, type CitedWork } from './cited.js';

/** EndNote's reference types by their numbers. */
const types: Record<string, CslType> = {
  0: 'article-journal', 17: 'article-journal', 6: 'book', 28: 'book', 5: 'chapter', 7: 'chapter', 10: 'paper-conference', 47: 'paper-conference', 32: 'thesis',
  27: 'report', 46: 'report', 12: 'webpage', 16: 'webpage', 23: 'article-newspaper', 19: 'article-magazine', 36: 'manuscript', 4: 'bill', 31: 'legislation', 21: 'motion_picture',
};

/** The works of EndNote's field: `<EndNote><Cite><Pages>18</Pages><record>…`. */
export function readEndNote(xml: string): CitedWork[] {
  const root = parseMarkup(xml.slice(Math.max(0, xml.indexOf('<EndNote'))), { xml: true });
  const cites = [...descendants(root)].filter((element) => localName(element) === 'Cite');
  return cites.flatMap((cite) => {
    const record = childElements(cite, 'record')[0];
    const item = record ? itemOf(record) : briefItem(cite);
    if (!item) return [];
    const number = wordsAt(record ?? cite, 'rec-number') ?? wordsAt(cite, 'RecNum') ?? JSON.stringify(item);
    return { item, target: targetOf(`EndNote ${number}`, { locator: wordsAt(cite, 'Pages'), signal: wordsAt(cite, 'Prefix') }) };
  });
}

/** The words of the element that a path of names leads to. */
function wordsAt(parent: Element | Document, ...path: string[]): string | undefined {
  let at: Element | Document | undefined = parent;
  for (const name of path) at = at && childElements(at, name)[0];
  return (at && wordsOf(at as Element)) || undefined;
}

const namesAt = (record: Element, list: string): CslName[] =>
  childElements(record, 'contributors').flatMap((one) => childElements(one, list)).flatMap((one) => childElements(one)).map((one) => nameOfWords(wordsOf(one)));

function itemOf(record: Element): CslFields {
  const refType = childElements(record, 'ref-type')[0];
  const type = types[refType ? wordsOf(refType) : ''] ?? (/book section/iu.test(attribute(refType ?? record, 'name') ?? '') ? 'chapter' : 'document');
  const year = Number(/\d{4}/u.exec(wordsAt(record, 'dates', 'year') ?? '')?.[0]);
  return fieldsOf({
    type,
    title: wordsAt(record, 'titles', 'title'),
    'container-title': wordsAt(record, 'titles', 'secondary-title') ?? wordsAt(record, 'periodical', 'full-title'),
    author: namesAt(record, 'authors'),
    editor: namesAt(record, 'secondary-authors'),
    issued: year ? { 'date-parts': [[year]] } : undefined,
    volume: wordsAt(record, 'volume'),
    issue: wordsAt(record, 'number'),
    page: wordsAt(record, 'pages'),
    edition: wordsAt(record, 'edition'),
    publisher: wordsAt(record, 'publisher'),
    'publisher-place': wordsAt(record, 'pub-location'),
    DOI: doiOf(wordsAt(record, 'electronic-resource-num')),
    URL: wordsAt(record, 'urls', 'related-urls', 'url'),
  });
}

/** A citation without its record says author and year. */
function briefItem(cite: Element): CslFields | null {
  const [author, year] = [wordsAt(cite, 'Author'), Number(wordsAt(cite, 'Year'))];
  return author ? fieldsOf({ type: 'document', author: [{ family: author }], issued: Number.isInteger(year) && year > 0 ? { 'date-parts': [[year]] } : undefined }) : null;
}
