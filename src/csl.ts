/**
 * CSL-JSON. Names of types and variables are those of CSL 1.0.2:
 * https://docs.citationstyles.org/en/stable/specification.html#appendix-iv-variables
 */

export interface CslName {
  family?: string;
  given?: string;
  'non-dropping-particle'?: string;
  'dropping-particle'?: string;
  suffix?: string;
  /** An organisation, or a name that can't be taken apart, kept whole. */
  literal?: string;
}

/** `[year]`, `[year, month]` or `[year, month, day]`; two of them are a range. */
export interface CslDate {
  'date-parts'?: number[][];
  /** 1 spring to 4 winter. */
  season?: number;
  circa?: boolean;
  /** The words of a date that can't be taken apart. */
  literal?: string;
  raw?: string;
}

/** https://docs.citationstyles.org/en/stable/specification.html#appendix-iii-types */
export const cslTypes = [
  'article', 'article-journal', 'article-magazine', 'article-newspaper', 'bill', 'book', 'broadcast', 'chapter', 'classic', 'collection', 'dataset',
  'document', 'entry', 'entry-dictionary', 'entry-encyclopedia', 'event', 'figure', 'graphic', 'hearing', 'interview', 'legal_case', 'legislation',
  'manuscript', 'map', 'motion_picture', 'musical_score', 'pamphlet', 'paper-conference', 'patent', 'performance', 'periodical',
  'personal_communication', 'post', 'post-weblog', 'regulation', 'report', 'review', 'review-book', 'software', 'song', 'speech', 'standard', 'thesis',
  'treaty', 'webpage',
] as const;

export const cslNameVariables = [
  'author', 'chair', 'collection-editor', 'compiler', 'composer', 'container-author', 'contributor', 'curator', 'director', 'editor', 'editorial-director',
  'editor-translator', 'executive-producer', 'guest', 'host', 'illustrator', 'interviewer', 'narrator', 'organizer', 'original-author', 'performer',
  'producer', 'recipient', 'reviewed-author', 'script-writer', 'series-creator', 'translator',
] as const;

export const cslDateVariables = ['accessed', 'available-date', 'event-date', 'issued', 'original-date', 'submitted'] as const;

/** Texts that CSL-JSON may also give as numbers. */
export const cslNumberVariables = [
  'chapter-number', 'citation-number', 'collection-number', 'edition', 'first-reference-note-number', 'issue', 'locator', 'number', 'number-of-pages',
  'number-of-volumes', 'page', 'page-first', 'part-number', 'printing-number', 'section', 'supplement-number', 'version', 'volume',
] as const;

export const cslStandardVariables = [
  'abstract', 'annote', 'archive', 'archive_collection', 'archive_location', 'archive-place', 'authority', 'call-number', 'citation-key',
  'citation-label', 'collection-title', 'container-title', 'container-title-short', 'dimensions', 'division', 'DOI', 'event', 'event-place',
  'event-title', 'genre', 'ISBN', 'ISSN', 'jurisdiction', 'keyword', 'language', 'license', 'medium', 'note', 'original-publisher',
  'original-publisher-place', 'original-title', 'part-title', 'PMCID', 'PMID', 'publisher', 'publisher-place', 'references', 'reviewed-genre',
  'reviewed-title', 'scale', 'source', 'status', 'title', 'title-short', 'URL', 'volume-title', 'year-suffix',
] as const;

export type CslType = (typeof cslTypes)[number];
export type CslNameVariable = (typeof cslNameVariables)[number];
export type CslDateVariable = (typeof cslDateVariables)[number];
export type CslTextVariable = (typeof cslNumberVariables)[number] | (typeof cslStandardVariables)[number];

/** What is known of a work: a CSL item without its `id`. */
export type CslFields = { type: CslType } & { [variable in CslNameVariable]?: CslName[] } & {
  [variable in CslDateVariable]?: CslDate;
} & { [variable in CslTextVariable]?: string };

export type CslVariable = CslNameVariable | CslDateVariable | CslTextVariable | 'type';

/** How sure Ibid is of each variable it gives, 0..1. A variable that is not named is not given. */
export type Confidence = { [variable in CslVariable]?: number };

/** A pinpoint, with CSL's locator label. */
export interface Locator {
  /** CSL's term: page, chapter, section, paragraph, figure, note, line, volume, ... */
  label: string;
  /** As the source has it but for its label, dashes as `-`: "29-30", "xii", "12, 15-18". */
  value: string;
}
