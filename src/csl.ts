/**
 * CSL-JSON, as far as Ibid writes it. Names are CSL 1.0.2's own:
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

export type CslType =
  | 'article-journal' | 'article-magazine' | 'article-newspaper' | 'bill' | 'book' | 'chapter' | 'document'
  | 'entry-encyclopedia' | 'interview' | 'legal_case' | 'legislation' | 'manuscript' | 'motion_picture'
  | 'paper-conference' | 'personal_communication' | 'post' | 'post-weblog' | 'regulation' | 'report' | 'speech'
  | 'thesis' | 'treaty' | 'webpage';

export type CslNameVariable = 'author' | 'editor' | 'translator' | 'container-author' | 'collection-editor';
export type CslDateVariable = 'issued' | 'accessed' | 'event-date' | 'original-date';
export type CslTextVariable =
  | 'title' | 'title-short' | 'container-title' | 'collection-title' | 'collection-number' | 'publisher' | 'publisher-place'
  | 'volume' | 'issue' | 'page' | 'number-of-pages' | 'edition' | 'genre' | 'medium' | 'number' | 'event-title' | 'event-place' | 'archive'
  | 'archive_location' | 'authority' | 'DOI' | 'ISBN' | 'ISSN' | 'URL' | 'note' | 'abstract' | 'language';

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
