import type { Passage } from '../../text/passage.js';
import type { Span } from '../../text/span.js';
import type { GivenMarker } from '../document.js';
import type { Apparatus, Unit } from './apparatus.js';

/** A link to a note or an entry, by its place in a passage. */
export interface FoundMarker extends Span {
  kind: Unit['kind'];
  target: string;
  raised: boolean;
  /** Its element has not ended yet. */
  open: boolean;
}

const number = /^[\s[(]*\d{1,4}[\s\])]*$/u;
/** "5–7" as one link. */
const range = /^[\s[(]*(\d{1,4})\s?[–-]\s?(\d{1,4})[\s\])]*$/u;
const between = /^\s?([,;–-])\s?$/u;

/** The links of a passage as markers: "[3], [5]–[7]" and raised "3,5–7" are one each; a note's number takes the brackets around it along. */
export function finishMarkers(found: readonly FoundMarker[], { text }: Passage, apparatus: Apparatus): GivenMarker[] {
  const markers: GivenMarker[] = [];
  for (const { kind, target, raised, start, end: behind } of found) {
    const end = Math.min(behind, text.length);
    if (start > end) continue;
    const words = text.slice(start, end);
    const span = kind === 'note' || raised ? withBrackets(text, { start, end }) : { start, end };
    const before = markers.at(-1);
    const isNumber = kind === 'entry' && number.test(words);
    const gap = before && isNumber && before.kind === 'citation' ? between.exec(text.slice(before.end, span.start)) : null;
    if (before && gap) {
      const ids = isDash(gap[1]!) ? apparatus.entriesBetween(before.targets.at(-1)!.id, target).slice(1) : [target];
      before.targets.push(...ids.map((id) => ({ id })));
      before.end = span.end;
      before.label = labelOf(text.slice(before.start, before.end));
      continue;
    }
    markers.push({ kind: kind === 'note' ? 'note' : 'citation', label: labelOf(words), targets: idsOf(words, target, apparatus), ...span, ...(raised ? { raised } : {}) });
  }
  return markers;
}

const isDash = (sign: string): boolean => sign === '–' || sign === '-';
const labelOf = (words: string): string => words.trim().replace(/^[[(]+|[\])]+$/gu, '').trim();

function idsOf(words: string, target: string, apparatus: Apparatus): GivenMarker['targets'] {
  const [, first, last] = range.exec(words) ?? [];
  return (first && last ? apparatus.entriesFrom(target, Number(last) - Number(first)) : [target]).map((id) => ({ id }));
}

function withBrackets(text: string, { start, end }: Span): Span {
  return /[[(]/u.test(text[start - 1] ?? '') && /[\])]/u.test(text[end] ?? '') ? { start: start - 1, end: end + 1 } : { start, end };
}
