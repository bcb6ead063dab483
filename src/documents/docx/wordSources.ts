import type { Element } from 'domhandler';
import type { CslFields, CslName, CslType } from '../../csl.js';
import { childElements, descendants, localName, parseMarkup, wordsOf } from '../markup.js';
import { childWords, fieldsOf } from '../structured.js';

const types: Record<string, CslType> = {
  Book: 'book', BookSection: 'chapter', JournalArticle: 'article-journal', ArticleInAPeriodical: 'article-magazine', ConferenceProceedings: 'paper-conference',
  Report: 'report', InternetSite: 'webpage', DocumentFromInternetSite: 'webpage', ElectronicSource: 'document', Film: 'motion_picture', Interview: 'interview', Case: 'legal_case',
};

/** The works in Word's own list, by their tags: `b:Sources` in customXml/item1.xml. ECMA-376 part 1, 22.6. */
export function readWordSources(xml: string): Map<string, CslFields> {
  const works = new Map<string, CslFields>();
  for (const source of descendants(parseMarkup(xml, { xml: true }))) {
    const tag = localName(source) === 'Source' ? childWords(source, 'Tag') : undefined;
    if (tag !== undefined) works.set(tag, itemOf(source));
  }
  return works;
}

function itemOf(source: Element): CslFields {
  const year = Number(/\d{4}/u.exec(childWords(source, 'Year') ?? '')?.[0]);
  return fieldsOf({
    type: types[childWords(source, 'SourceType') ?? ''] ?? 'document',
    title: childWords(source, 'Title'),
    'container-title': childWords(source, 'JournalName', 'BookTitle', 'ConferenceName', 'PeriodicalTitle', 'InternetSiteTitle'),
    author: namesOf(source, 'Author'),
    editor: namesOf(source, 'Editor'),
    issued: year ? { 'date-parts': [[year]] } : undefined,
    volume: childWords(source, 'Volume'),
    issue: childWords(source, 'Issue'),
    page: childWords(source, 'Pages'),
    edition: childWords(source, 'Edition'),
    publisher: childWords(source, 'Publisher', 'Institution'),
    'publisher-place': childWords(source, 'City'),
    DOI: childWords(source, 'DOI'),
    URL: childWords(source, 'URL'),
  });
}

/** `b:Author/b:Author/b:NameList/b:Person`, or `b:Author/b:Author/b:Corporate`. */
function namesOf(source: Element, role: string): CslName[] {
  const of = childElements(source, 'Author').flatMap((one) => childElements(one, role));
  const corporate = of.flatMap((one) => childWords(one, 'Corporate') ?? []).map((literal) => ({ literal }));
  const people = of.flatMap((one) => childElements(one, 'NameList')).flatMap((one) => childElements(one, 'Person'));
  return [...corporate, ...people.map((one) => nameOf(childWords(one, 'Last'), [childWords(one, 'First'), childWords(one, 'Middle')].filter(Boolean).join(' '), wordsOf(one)))];
}

const nameOf = (family: string | undefined, given: string, words: string): CslName => (family ? { family, ...(given ? { given } : {}) } : { literal: words });
