const openingMarks = '‘“„‚«»"\'`”’';
const closingMarks = '’”“‘»«"\'`';

/** One pair of quotation marks around the words, or what is left of one: "‘Title’", "”Title.”", "Title’". Marks within stay as they are. */
function withoutMarks(words: string): string {
  const first = words[0];
  const last = words.at(-1);
  if (words.length < 3 || first === undefined || last === undefined) return words;
  const opened = openingMarks.includes(first);
  const closed = closingMarks.includes(last);
  if (opened && closed) return isPair(words) ? words.slice(1, -1) : words;
  if (opened && !closingMarks.includes(words.slice(1).replace(/[^’”“‘»«"']/g, '').at(-1) ?? ' ')) return words.slice(1);
  if (closed && !/[‘“„‚«"]/.test(words.slice(0, -1)) && !/s[’']$/.test(words)) return words.slice(0, -1);
  return opened && !closed && /^[‘“„‚«]/.test(words) && isUnclosed(words) ? words.slice(1) : words;
}

/** Do the first and the last mark belong together? Not in "“A” and “B”". */
function isPair(words: string): boolean {
  const inner = words.slice(1, -1);
  const single = /[‘’‚']/.test(words[0]!);
  if (single !== /[‘’‚']/.test(words.at(-1)!)) return true;
  const firstClosing = inner.search(single ? /\S[’'](?=[\s,.;:])/ : /\S[”"»](?=[\s,.;:])/);
  const nextOpening = inner.search(single ? /\s[‘']\S/ : /\s[“"«„]\S/);
  return !(firstClosing >= 0 && nextOpening > firstClosing);
}

function isUnclosed(words: string): boolean {
  const single = /[‘‚]/.test(words[0]!);
  return !(single ? /[’'](?!\p{L})/u : /[”"»]/).test(words.slice(1));
}

/**
 * A title, container or publisher without what sets it off: quotation marks, brackets, the comma or point behind. All else is kept as the
 * source has it, slips too.
 */
export function normaliseTitle(text: string): string {
  const trimmed = text.replace(/\s+/g, ' ').trim().replace(/^[\s,.;:–—-]+(?=[\p{L}\p{N}"“‘„«»”’'¿¡([])/u, '').replace(/[\s,;:]+$/, '');
  const words = withoutMarks(withoutPoint(trimmed)).trim();
  return withoutPoint(words.replace(/[\s,;:]+$/, ''));
}

/** Without a final point, unless it belongs to an abbreviation or an ellipsis: "Inc.", "U.S.", "...". */
function withoutPoint(words: string): string {
  return /[^.]\.$/.test(words) && !/(?:\b(?:Inc|Ltd|Co|Corp|Jr|Rev|Univ|J|[\p{Lu}])|\.\p{L})\.$/u.test(words) ? words.slice(0, -1) : words;
}

/** A publisher or a place: "Princeton University Press", "London". */
export function normalisePublisher(text: string): string {
  const words = text.replace(/\s+/g, ' ').replace(/^[\s,.;:([]+|[\s,;:]+$/g, '');
  return withoutPoint(words.includes('(') ? words : words.replace(/[)\]]+$/, ''));
}

/** "2nd ed." to "2", "5th edition" to "5"; an edition without a number keeps its words: "Rev. ed.". */
export function normaliseEdition(text: string): string {
  const words = text.replace(/\s+/g, ' ').replace(/^[\s,(]+|[\s,)]+$/g, '');
  const ordinal = ['first', 'second', 'third', 'fourth', 'fifth'].indexOf(words.split(' ')[0]!.toLowerCase()) + 1;
  const number = /^(\d{1,3})(?:st|nd|rd|th|\.|e|ème|a|ª|º)?,?\s?(?:edn?|edition|aufl|auflage|éd|édition|edizione)?\.?$/i.exec(words)?.[1];
  return number ?? (ordinal > 0 && /^\w+\s(?:edn?|edition)\.?$/i.test(words) ? String(ordinal) : words);
}

export interface VolumeAndIssue {
  volume?: string;
  issue?: string;
}

/** "Vol. 40, No. 6", "40(6)", "26.2", "2 (1980) H. 1" and parts of these. */
export function parseVolume(volume: string | undefined, issue: string | undefined): VolumeAndIssue {
  const result: VolumeAndIssue = {};
  const both = /^(.*?\d\w*)\s?\(([^)]+)\)/.exec(volume ?? '');
  const volumeNumber = bareNumber(both?.[1] ?? volume);
  const issueNumber = bareNumber(issue ?? both?.[2]);
  if (volumeNumber) result.volume = volumeNumber;
  if (issueNumber) result.issue = issueNumber;
  return result;
}

/** "Vol. 40," to "40", "no. 4–5" to "4-5", "Bd. XIV" to "XIV". Words without a number stay. */
function bareNumber(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const words = text.replace(/[\s,.;:()]+$/, '').replace(/^[\s,.;:()]+/, '');
  const number = /(?:^|[^\p{L}\d])([A-Z]?\d[\dA-Za-z]*(?:\s?[-–/&.]\s?\d+)*|[IVXLC]+|[ivxlc]+)$/u.exec(words)?.[1];
  return (number ?? words).replace(/\s?[–—]\s?/g, '-');
}
