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

type Known = Omit<CslFields, 'type'>;

interface TypeRule {
  type: CslType;
  confidence: number;
  /** Holds also for what appears in a known newspaper or magazine. */
  certain?: true;
  fits: (item: Known, signs: TypeSigns) => boolean;
}

const words = (value: string | undefined): string => value ?? '';
const isPeriodical = (item: Known): boolean => periodicals.has(words(item['container-title']).toLowerCase());
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
  { type: 'legislation', confidence: 0.95, certain: true, fits: (item) => /\bresolution\s[\d/]+/i.test(words(item.title)) && !item.author },
  { type: 'legislation', confidence: 0.85, certain: true, fits: (item) => !item.author && !item['container-title'] && /\b(?:Act|Statute|Regulations|Directive)(?:\s|$)/.test(words(item.title)) },
  { type: 'legal_case', confidence: 0.85, certain: true, fits: (item, { quoted }) => !item.author && !quoted && /\sv\.?\s\p{Lu}/u.test(words(item.title)) },
  { type: 'thesis', confidence: 0.95, certain: true, fits: (item) => item.genre !== undefined && namesThesis(item.genre) },
  { type: 'speech', confidence: 0.95, certain: true, fits: (item) => /speech|lecture|address|keynote|remarks|rede|vortrag/i.test(words(item.genre)) },
  { type: 'interview', confidence: 0.9, certain: true, fits: (item) => /interview/i.test(words(item.genre)) },
  { type: 'report', confidence: 0.9, certain: true, fits: (item) => /report|paper|bericht|rapport|informe/i.test(words(item.genre)) },
  { type: 'report', confidence: 0.8, certain: true, fits: (item, { within }) => !within && !item.volume && !isPeriodical(item) && /^(?:\w+ ){0,2}report (?:of|on)\b|: report of\b/i.test(words(item.title)) },
  { type: 'paper-conference', confidence: 0.85, fits: (item) => /\b(?:proceedings of|proc\. of|conference|symposium|workshop|congress|kongress|tagung|colloque|convegno|congreso)\b/i.test(words(item['container-title'])) && !item.volume },
  { type: 'article-journal', confidence: 0.95, fits: (item) => item['container-title'] !== undefined && !isPeriodical(item) && (item.issue !== undefined || (item.volume !== undefined && !item.editor)) },
  { type: 'chapter', confidence: 0.93, fits: (item, { within }) => item['container-title'] !== undefined && (within || hasPeople(item)) && !isPeriodical(item) },
  { type: 'webpage', confidence: 0.85, fits: (item) => item.URL !== undefined && isOrganisation(item) && !isPeriodical(item) && !hasImprint(item) },
  { type: 'article-newspaper', confidence: 0.85, fits: (item) => item['container-title'] !== undefined && !isPeriodical(item) && isDated(item) && !hasImprint(item) && !namesOrganisation(words(item['container-title'])) },
  { type: 'webpage', confidence: 0.8, fits: (item) => item.URL !== undefined && !item.page && !hasImprint(item) && !isPeriodical(item) },
  { type: 'chapter', confidence: 0.7, fits: (item) => item['container-title'] !== undefined && item.publisher !== undefined && !isPeriodical(item) },
  { type: 'article-journal', confidence: 0.75, fits: (item) => item['container-title'] !== undefined && !isPeriodical(item) },
  { type: 'book', confidence: 0.9, fits: (item) => hasImprint(item) && item.title !== undefined },
  { type: 'book', confidence: 0.75, fits: (item, { quoted }) => !quoted && item.title !== undefined && (item.author !== undefined || item.editor !== undefined) },
];

/** The CSL type of a work, by its fields and how they are set. */
export function typeOf(item: Known, signs: TypeSigns): { type: CslType; confidence: number } {
  const periodical = periodicals.get(words(item['container-title']).toLowerCase());
  const rule = rules.find(({ fits }) => fits(item, signs));
  if (periodical && !rule?.certain) return { type: periodical, confidence: 0.93 };
  return rule ? { type: rule.type, confidence: rule.confidence } : { type: 'document', confidence: 0.5 };
}
