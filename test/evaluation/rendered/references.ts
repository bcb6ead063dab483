/** A bibliography entry as a page prints it, from the fields that the gold gives it in. */
import { DomUtils } from 'htmlparser2';
import type { Element } from '../linkingArticle.js';

/** How a journal sets its entries. */
export type Manner = 'apa' | 'harvard' | 'vancouver' | 'ieee';

const folded = (text: string): string => text.replace(/\s+/g, ' ').trim();
const named = (name: string, under: Element): Element[] => DomUtils.getElementsByTagName(name, under.children) as Element[];
const words = (element: Element | undefined): string => (element ? folded(DomUtils.textContent(element)) : '');

export function entryText(element: Element, manner: Manner): string {
  const [mixed] = named('mixed-citation', element);
  return mixed ? mixedText(mixed) : structText(element, manner);
}

/** A mixed citation has its own punctuation; only names stand bare in it, and some spaces are lacking. */
function mixedText(mixed: Element): string {
  const text = (element: Element): string =>
    element.children
      .map((child) => {
        if (!DomUtils.isTag(child)) return 'data' in child ? child.data : '';
        const inner = child as Element;
        if (inner.name === 'person-group') return peopleText(inner);
        if (inner.name === 'pub-id') return inner.attribs['pub-id-type'] === 'doi' ? ` doi: ${words(inner)} ` : '';
        if (inner.name === 'ext-link') return inner.attribs['xlink:href']?.includes('doi.org') ? '' : ` ${inner.attribs['xlink:href'] ?? ''} `;
        return `\u200b${text(inner)}\u200b`;
      })
      .join('');
  const spaced = text(mixed).replace(/(?<=[.,?!])\u200b+(?=[\p{L}\p{N}])|(?<=\p{L})\u200b+(?=\p{L})/gu, ' ');
  return folded(spaced.replaceAll('\u200b', '').replace(/ (?=[,.;:])/g, ''));
}

/** "Roe R, Doe J, et al." */
function peopleText(group: Element): string {
  const people = group.children.filter((child): child is Element => DomUtils.isTag(child)).map((person) => (person.name === 'etal' ? 'et al.' : words(person)));
  return people.filter((name) => name !== '').join(', ');
}

interface Fields {
  authors: { family: string; given: string }[];
  editors: { family: string; given: string }[];
  /** Of the work itself. */
  title: string;
  /** Of the journal or book it is in. */
  container: string;
  isJournal: boolean;
  year: string;
  volume: string;
  issue: string;
  pages: string;
  publisher: string;
  place: string;
  doi: string;
  url: string;
}

function fieldsOf(struct: Element): Fields {
  const title = (...levels: string[]): string => words(named('title', struct).find(({ attribs }) => levels.includes(attribs['level'] ?? '')));
  const scope = (unit: string): string => {
    const found = named('biblScope', struct).find(({ attribs }) => attribs['unit'] === unit);
    const { from = '', to = '' } = found?.attribs ?? {};
    return from === '' ? words(found) : to === '' ? from : `${from}–${to}`;
  };
  const article = title('a');
  const whole = title('j', 'm', 's', 'u');
  return {
    authors: named('author', struct).map(personOf),
    editors: named('editor', struct).map(personOf).filter(({ family }) => family !== ''),
    title: article || whole || words(named('title', struct)[0]),
    container: article ? whole : '',
    isJournal: title('j') !== '',
    year: words(named('date', struct)[0]),
    volume: scope('volume'),
    issue: scope('issue'),
    pages: scope('page'),
    publisher: words(named('publisher', struct)[0]),
    place: words(named('pubPlace', struct)[0]),
    doi: words(named('idno', struct).find(({ attribs }) => attribs['type'] === 'DOI')),
    url: named('ref', struct).map(words)[0]?.replaceAll(' ', '') ?? '',
  };
}

function personOf(person: Element): { family: string; given: string } {
  const family = named('surname', person).map(words).join(' ');
  return family === '' ? { family: words(person), given: '' } : { family, given: named('forename', person).map(words).join(' ') };
}

const initials = (given: string, mark: string, gap: string): string =>
  given.split(/[\s.]+/).filter((name) => name !== '').map((name) => name[0]! + mark).join(gap);
const listed = (names: readonly string[], last: string): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')}${last}${names.at(-1)}`;
const ended = (text: string): string => (text === '' || /[.?!]$/.test(text) ? text : `${text}.`);
const joined = (...parts: string[]): string => parts.filter((part) => part !== '').join(' ');
const after = (lead: string, text: string): string => (text === '' ? '' : lead + text);

const imprintOf = ({ place, publisher }: Fields): string => [place, publisher].filter((part) => part !== '').join(': ');

const manners: Record<Manner, (fields: Fields) => string> = {
  apa: (of) => {
    const names = of.authors.map(({ family, given }) => family + after(', ', initials(given, '.', ' ')));
    const within = of.isJournal ? of.container : after('In ', joined(after(listed(of.editors.map(({ family, given }) => joined(initials(given, '.', ' '), family)), ' & '), of.editors.length > 0 ? ' (Eds.),' : ''), of.container));
    const numbers = after(', ', of.volume) + (of.issue && `(${of.issue})`) + after(', ', of.pages);
    return joined(listed(names, ', & '), `(${of.year || 'n.d.'}).`, ended(of.title), ended(within + (within === '' ? '' : numbers)), ended(imprintOf(of)), linkOf(of));
  },
  harvard: (of) => {
    const names = of.authors.map(({ family, given }) => family + after(', ', initials(given, '.', '')));
    const within = of.isJournal ? of.container : after('In: ', joined(listed(of.editors.map(({ family, given }) => family + after(', ', initials(given, '.', ''))), ', ') + (of.editors.length > 0 ? ' (Eds.),' : ''), of.container));
    return joined(ended([...names, of.year || 'n.d.'].join(', ')), ended(of.title), ended(joined(within, of.volume + (of.issue && ` (${of.issue})`)) + after(', ', of.pages)), ended(listed([of.publisher, of.place].filter((part) => part !== ''), ', ')), linkOf(of));
  },
  vancouver: (of) => {
    const names = of.authors.map(({ family, given }) => joined(family, initials(given, '', '')));
    const numbers = [of.year, of.volume + (of.issue && `(${of.issue})`)].filter((part) => part !== '').join(';') + after(':', of.pages);
    return joined(ended(listed(names, ', ')), ended(of.title), ended((of.isJournal ? '' : after('In: ', of.container)) + (of.isJournal ? of.container : '')), imprintOf(of) && `${imprintOf(of)};`, ended(numbers), linkOf(of));
  },
  ieee: (of) => {
    const names = of.authors.map(({ family, given }) => joined(initials(given, '.', ' '), family));
    const title = of.container === '' ? `${of.title},` : `“${of.title},”`;
    const numbers = [of.container, after('vol. ', of.volume), after('no. ', of.issue), imprintOf(of), after('pp. ', of.pages), of.year];
    return joined(names.length === 0 ? '' : `${listed(names, ' and ')},`, title, ended(numbers.filter((part) => part !== '').join(', ')), linkOf(of));
  },
};

const linkOf = ({ doi, url }: Fields): string => after('https://doi.org/', doi) || url;

const structText = (struct: Element, manner: Manner): string => folded(manners[manner](fieldsOf(struct)));
