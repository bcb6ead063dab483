import type { CslFields, CslType } from '../csl.js';
import { periodicals } from './dictionary.js';
import { holdsOrganisationWord } from './normalise/organisations.js';

/** What the type of a work is told by, beside its fields. */
export interface TypeSigns {
  /** The title stands in quotation marks. */
  quoted: boolean;
  /** "in" stands before the container. */
  within: boolean;
}

interface AllSigns extends TypeSigns {
  /** The container is a known newspaper or magazine. */
  periodical: boolean;
}

type Known = Omit<CslFields, 'type'>;

interface TypeRule {
  type: CslType;
  confidence: number;
  /** Holds also for what appears in a known newspaper or magazine. */
  certain?: true;
  fits: (item: Known, signs: AllSigns) => boolean;
}

const words = (value: string | undefined): string => value ?? '';
const isDated = (item: Known): boolean => (item.issued?.['date-parts']?.[0]?.length ?? 0) > 1;
const isOrganisation = (item: Known): boolean => item.author !== undefined && item.author.length > 0 && item.author.every((name) => name.literal !== undefined);
/** Those of the container: "in Aa. Vv., Friuli", "ed. J. Roe". */
const hasPeople = (item: Known): boolean => item.editor !== undefined || item['container-author'] !== undefined;
const hasImprint = (item: Known): boolean => item.publisher !== undefined || item['publisher-place'] !== undefined || item.edition !== undefined;

/** Does an organisation's name stand where a container or a publisher may: "US Department of State"? */
export function namesOrganisation(text: string): boolean {
  return !periodicals.has(text.toLowerCase()) && holdsOrganisationWord(text);
}

/** Is it a thesis by its genre: "PhD thesis", "Diss. jur. Köln 1975", "tesi di laurea"? */
export function namesThesis(genre: string): boolean {
  return /thesis|thèse|tesis?\b|diss(?:ertation)?\b|habil|ph\.?\s?d\b|magisterarbeit|masterarbeit|mémoire de/i.test(genre);
}

/** From the surest sign to the weakest; the first that fits counts. */
const rules: readonly TypeRule[] = [
  { type: 'legislation', confidence: 0.95, certain: true, fits: (item) => !item.author && /\bresolution\s[\d/]+/i.test(words(item.title)) },
  { type: 'legislation', confidence: 0.85, certain: true, fits: (item) => !item.author && !item['container-title'] && /\b(?:Act|Statute|Regulations|Directive)(?:\s|$)/.test(words(item.title)) },
  { type: 'legal_case', confidence: 0.85, certain: true, fits: (item, { quoted }) => !item.author && !quoted && /\sv\.?\s\p{Lu}/u.test(words(item.title)) },
  { type: 'thesis', confidence: 0.95, certain: true, fits: ({ genre }) => genre !== undefined && namesThesis(genre) },
  { type: 'speech', confidence: 0.95, certain: true, fits: ({ genre }) => genre !== undefined && /speech|lecture|address|keynote|remarks|rede|vortrag/i.test(genre) },
  { type: 'interview', confidence: 0.9, certain: true, fits: ({ genre }) => genre !== undefined && /interview/i.test(genre) },
  { type: 'report', confidence: 0.9, certain: true, fits: ({ genre }) => genre !== undefined && /report|paper|bericht|rapport|informe/i.test(genre) },
  { type: 'report', confidence: 0.8, certain: true, fits: (item, { within, periodical }) => !within && !item.volume && !periodical && /^(?:\w+ ){0,2}report (?:of|on)\b|: report of\b/i.test(words(item.title)) },
  { type: 'paper-conference', confidence: 0.85, fits: (item) => !item.volume && /\b(?:proceedings of|proc\. of|conference|symposium|workshop|congress|kongress|tagung|colloque|convegno|congreso)\b/i.test(words(item['container-title'])) },
  { type: 'article-journal', confidence: 0.95, fits: (item, { periodical }) => item['container-title'] !== undefined && !periodical && (item.issue !== undefined || (item.volume !== undefined && !item.editor)) },
  { type: 'chapter', confidence: 0.93, fits: (item, { within, periodical }) => item['container-title'] !== undefined && (within || hasPeople(item)) && !periodical },
  { type: 'webpage', confidence: 0.85, fits: (item, { periodical }) => item.URL !== undefined && isOrganisation(item) && !periodical && !hasImprint(item) },
  { type: 'article-newspaper', confidence: 0.85, fits: (item, { periodical }) => item['container-title'] !== undefined && !periodical && isDated(item) && !hasImprint(item) && !namesOrganisation(words(item['container-title'])) },
  { type: 'webpage', confidence: 0.8, fits: (item, { periodical }) => item.URL !== undefined && !item.page && !hasImprint(item) && !periodical },
  { type: 'chapter', confidence: 0.7, fits: (item, { periodical }) => item['container-title'] !== undefined && item.publisher !== undefined && !periodical },
  { type: 'article-journal', confidence: 0.75, fits: (item, { periodical }) => item['container-title'] !== undefined && !periodical },
  { type: 'book', confidence: 0.9, fits: (item) => hasImprint(item) && item.title !== undefined },
  { type: 'book', confidence: 0.75, fits: (item, { quoted }) => !quoted && item.title !== undefined && (item.author !== undefined || item.editor !== undefined) },
];

/** The CSL type of a work, by its fields and how they are set. */
export function typeOf(item: Known, signs: TypeSigns): { type: CslType; confidence: number } {
  const periodical = periodicals.get(words(item['container-title']).toLowerCase());
  const all: AllSigns = { ...signs, periodical: periodical !== undefined };
  const rule = rules.find(({ fits }) => fits(item, all));
  if (periodical && !rule?.certain) return { type: periodical, confidence: 0.93 };
  return rule ? { type: rule.type, confidence: rule.confidence } : { type: 'document', confidence: 0.5 };
}
