/** References as people write them, made of tables, for measuring how fast they are read. */
import type { LibraryItem } from '../../src/library/library.js';
import { pick } from './library.js';

type Random = () => number;

const families = `Abbott Adeyemi Alvarez Baumann Becker Bellini Brandt Castell Chen Clarke Conti Dahl Delgado Dubois Eriksen Farrell Ferrari Fischer Grant Haddad
  Hansen Hoffmann Ibarra Ito Jansen Keller Kim Kowalski Laurent Leclerc Lombardi Marsh Meyer Moreau Nakamura Novak Okafor Olsen Park Petersen Quinn Rossi Sato
  Schneider Silva Sommer Tanaka Turner Vogel Walsh Weiss Young Zhang`.split(/\s+/);
const givens = 'Anna Bernard Carla David Elena Franz Greta Henry Irene Jonas Karin Louis Maria Nils Olga Peter Ruth Simon Teresa Ulrich Vera Walter'.split(' ');
const openings = 'The Making of|A History of|Rethinking|Between|On the Origins of|Towards a Theory of|The Limits of|Understanding|Against|The Politics of|Measuring|Beyond'.split('|');
const subjects = `Civil War|Public Law|Urban Growth|Trade and Empire|Rural Credit|State Formation|Constitutional Courts|Labour Migration|Religious Tolerance|Popular Music
  |Climate Policy|Party Systems|Medieval Markets|Family Courts|Energy Security|Language Contact|Social Trust|Press Freedom|Water Rights|Colonial Archives`.split(/\s*\|\s*/);
const places = 'in Northern Italy|in Postwar Europe|after 1945|in the Baltic Provinces|under Pressure|in Comparative Perspective|since the Reformation|at the Border|, 1850–1914'.split('|');
const journals = 'Journal of Modern History|Comparative Politics|Law and Society Review|Social Science Quarterly|Zeitschrift für Soziologie|Annales d’histoire|Economic Letters|Past Studies'.split('|');
const publishers = 'Cambridge University Press, Cambridge|Routledge, London|Oxford University Press, Oxford|Suhrkamp, Frankfurt am Main|Princeton University Press, Princeton|Il Mulino, Bologna'.split('|');

const between = (least: number, most: number, random: Random): number => least + Math.floor(random() * (most - least + 1));

function makeItem(index: number, random: Random): LibraryItem {
  const author = Array.from({ length: between(1, 3, random) }, () => ({ family: pick(families, random), given: pick(givens, random) }));
  const title = `${pick(openings, random)} ${pick(subjects, random)} ${pick(places, random)}`.replace(' ,', ',');
  const issued = { 'date-parts': [[between(1950, 2024, random)]] };
  const shared = { id: `work${index}`, author, title, issued };
  if (random() < 0.4) {
    const [publisher, place] = pick(publishers, random).split(', ') as [string, string];
    return { ...shared, type: 'book', publisher, 'publisher-place': place };
  }
  const first = between(1, 600, random);
  return {
    ...shared, type: 'article-journal', 'container-title': pick(journals, random), volume: String(between(1, 90, random)), issue: String(between(1, 4, random)),
    page: `${first}-${first + between(5, 40, random)}`,
  };
}

interface Parts {
  names: { family: string; given: string }[];
  title: string;
  year: number;
  journal: string | undefined;
  volume: string;
  issue: string;
  pages: string;
  imprint: { publisher: string; place: string };
}

const initial = (given: string): string => `${given.charAt(0)}.`;
const listed = (names: readonly string[], and: string): string => (names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')}${and}${names.at(-1)!}`);

/** A bibliography's, a note's, a German note's and a numbered list's habits. */
const styles: readonly ((parts: Parts) => string)[] = [
  ({ names, title, year, journal, volume, issue, pages, imprint }) =>
    `${listed(names.map(({ family, given }) => `${family}, ${initial(given)}`), ', & ')} (${year}). ${title}. ${journal ? `${journal}, ${volume}(${issue}), ${pages}` : `${imprint.place}: ${imprint.publisher}`}.`,
  ({ names, title, year, journal, volume, issue, pages, imprint }) => {
    const who = listed(names.map(({ family, given }) => `${given} ${family}`), ' and ');
    return journal ? `${who}, ‘${title}’, ${journal}, Vol. ${volume}, No. ${issue} (${year}), pp. ${pages}.` : `${who}, ${title} (${imprint.place}: ${imprint.publisher}, ${year}), p. ${pages.split('-')[0]}.`;
  },
  ({ names, title, year, journal, volume, pages, imprint }) => {
    const who = names.map(({ family, given }) => `${family}, ${given}`).join('/');
    return journal ? `${who}: ${title}, in: ${journal} ${volume} (${year}), S. ${pages}.` : `${who}: ${title}, ${imprint.place} ${year}.`;
  },
  ({ names, title, year, journal, volume, issue, pages, imprint }) => {
    const who = listed(names.map(({ family, given }) => `${initial(given)} ${family}`), ' and ');
    return `${who}. "${title}." ${journal ? `${journal} ${volume}.${issue} (${year}): ${pages}` : `${imprint.publisher}, ${year}`}.`;
  },
];

function write(item: LibraryItem, random: Random): string {
  return pick(styles, random)({
    names: item.author as Parts['names'],
    title: item.title!,
    year: item.issued!['date-parts']![0]![0]!,
    journal: item['container-title'],
    volume: item.volume ?? '',
    issue: item.issue ?? '',
    pages: (item.page ?? '12').replace('-', '–'),
    imprint: { publisher: item.publisher ?? '', place: item['publisher-place'] ?? '' },
  });
}

export interface Written {
  item: LibraryItem;
  text: string;
}

export function makeReferences(count: number, random: Random): Written[] {
  return Array.from({ length: count }, (_, index) => {
    const item = makeItem(index, random);
    return { item, text: write(item, random) };
  });
}
