import { isFiller, type Draft } from './draft.js';
import { readDate, type DateReading } from './normalise/date.js';
import type { Run, Runs } from './runs.js';

const accessWords =
  'access(?:ed)?|retrieved|viewed|visited|abgerufen|abruf|zugriff|eingesehen|aufgerufen|consult(?:ed|é|ée|ato|ata|ado|ada)|' +
  'dernière|ultimo|última|letzter|letztmals|zuletzt|cited|stand:';
const access = new RegExp(`(?<!\\p{L})(?:${accessWords})(?!\\p{L})`, 'iu');
const accessBefore = new RegExp(`(?<!\\p{L})(?:${accessWords})(?!\\p{L})[^).;]{0,20}$`, 'iu');

interface Dated extends DateReading {
  run: Run;
}

/** Year, month and day count one each, a season half. */
const precision = ({ date }: DateReading): number => (date['date-parts']?.[0]?.length ?? 0) + (date.season === undefined ? 0 : 0.5);
const yearOf = ({ date }: DateReading): number | undefined => date['date-parts']?.[0]?.[0];
const hasYear = (reading: DateReading): boolean => yearOf(reading) !== undefined;

/** When the work was issued, when first, and when it was looked at. */
export function readDates(draft: Draft): void {
  const readings = draft.runs.of('date').map((run): Dated => ({ run, ...readDate(run.text) }));
  const accessed = readings.find((reading) => hasYear(reading) && isAccess(draft.runs, reading.run));
  if (accessed) draft.setDate('accessed', accessed.date, accessed.run.confidence);
  const published = readings.filter((reading) => reading !== accessed);
  const issued = dateOfIssue(draft, published);
  if (issued) setIssued(draft, issued);
  for (const reading of readings) {
    if (!isFiller(reading.unread)) draft.keep(reading.run);
    else if (issued && reading !== issued && reading !== accessed) keepOther(draft, reading, issued);
  }
}

/** "(last accessed" before a date; not so in a title. */
function isAccess(runs: Runs, run: Run): boolean {
  const label = runs.labelBefore(run);
  return (label === 'other' || label === 'note') && accessBefore.test(runs.before(run, 24));
}

function setIssued(draft: Draft, { date, original, edition, run }: Dated): void {
  draft.setDate('issued', date, run.confidence);
  if (original) draft.setDate('original-date', original, run.confidence);
  draft.set('edition', edition, run.confidence);
}

/** A date beside that of issue: of the first edition, or words for the note, unless it says less of the same year. */
function keepOther(draft: Draft, reading: Dated, issued: Dated): void {
  const earlier = precision(reading) === 1 && yearOf(reading)! < (yearOf(issued) ?? 0);
  const isFirst = earlier && !draft.item['original-date'] && isReprint(draft, reading.run, issued.run);
  if (isFirst) draft.setDate('original-date', reading.date, reading.run.confidence);
  else if (yearOf(reading) !== yearOf(issued) || precision(reading) > precision(issued)) draft.keep(reading.run);
}

/** Of several dates the first, or that of the imprint, and of those of one year the fullest. */
function dateOfIssue(draft: Draft, readings: readonly Dated[]): Dated | undefined {
  const [first, ...more] = readings;
  if (!first || more.length === 0) return first;
  const last = more.findLast(hasYear);
  const chosen = last && isReprint(draft, first.run, last.run) ? last : (readings.find(hasYear) ?? first);
  return readings.reduce((best, one) => (yearOf(one) === yearOf(chosen) && precision(one) > precision(best) ? one : best), chosen);
}

/** "(1963; New York: Penguin, 1994)": between the two dates stands the imprint of the second; not so behind an author, "Vale 1998". */
function isReprint({ runs }: Draft, first: Run, second: Run): boolean {
  const before = runs.labelBefore(first);
  const imprint = [...runs.of('publisher'), ...runs.of('location')];
  return before !== 'author' && before !== 'editor' && imprint.some(({ start }) => start > first.start && start < second.start);
}

/** "Retrieved Wednesday, September 19, 2018" is not longer; a figure further on is no date of it. */
const longestAccess = 45;

/** A remark such as "accessed 3 May 2019"; false where it is another. */
export function readAccessed(draft: Draft, run: Run): boolean {
  const at = draft.item.accessed ? -1 : run.text.search(access);
  const reading = at < 0 ? null : readDate(run.text.slice(at, at + longestAccess));
  if (!reading || !hasYear(reading)) return false;
  draft.setDate('accessed', reading.date, run.confidence);
  if (!isFiller(`${run.text.slice(0, at)} ${reading.unread} ${run.text.slice(at + longestAccess)}`)) draft.keep(run);
  return true;
}
