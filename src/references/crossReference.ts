import type { Span } from '../text/span.js';

/** Words that name no work but lead back to one. `note` is the number of the note they name. */
export interface CrossReference extends Span {
  kind: 'ibid' | 'cross-reference';
  note?: string;
}

/** At the start of a reference: the work just cited. */
const same = /^\s*(?:ib(?:id|\.)(?:em)?|idem|id\.(?!\w)|ebd|ebenda|ebendort|ivi|ibíd|ibidem|loc\.?\s?cit|a\.\s?a\.\s?O)(?![\p{L}])\.?/iu;
/** After a name: a work cited before. */
const before = /(?:,\s*)?(?<![\p{L}])(?:\(?(?:op\.?\s?cit|loc\.?\s?cit|art\.?\s?cit|ob\.?\s?cit|a\.\s?a\.\s?O|id|ibid|ebd|o\.\s?c)\.\)?|\bopere?\scit(?:ata|\.))/iu;
const noteWord = String.raw`(?:nn?|notes?|fn|footnotes?|anm|fussnote|fußnote|nota)`;
/** "n. 12", "above, n. 12", "(n 12)", "supra note 12", "oben Anm. 12". */
const numbered = new RegExp(
  String.raw`\(?(?:\b(?:see\s)?(?:above|supra|infra|below|siehe\soben|oben|ci-dessus)\b[,.]?\s*)?(?:\bat\s)?\b${noteWord}\.?\s?(\d{1,4})\b\)?`,
  'iu',
);
const upwards = /\b(?:above|supra|infra|below|oben)\b/iu;
/** Stands alone in a cross-reference, without a note's number: "Vale, above, p. 3". */
const bareUpwards = /(?:,\s*)\b(?:above|supra|infra)\b(?=\s*[,.;)]|$)/iu;

/** A footnote of another work is a locator, not a cross-reference: "p. 89 n. 17". */
function isLocator(text: string, match: RegExpExecArray): boolean {
  if (match[0].startsWith('(') || upwards.test(match[0])) return false;
  return /\d\s*(?:ff?\.?)?,?\s*$/.test(text.slice(Math.max(0, match.index - 10), match.index));
}

/** The words of a reference that lead back to another note, from "op. cit." to the note's number; null where it has none. */
export function findCrossReference(text: string): CrossReference | null {
  const number = numbered.exec(text);
  const noted = number && !isLocator(text, number) ? number : null;
  const ibid = same.exec(text);
  if (ibid) return { kind: 'ibid', start: ibid[0].length - ibid[0].trimStart().length, end: ibid[0].length };
  const cited = before.exec(text) ?? bareUpwards.exec(text);
  if (!noted && !cited) return null;
  const pieces = [cited, noted].filter((piece) => piece !== null);
  const span = {
    start: Math.min(...pieces.map((piece) => piece.index)),
    end: Math.max(...pieces.map((piece) => piece.index + piece[0].length)),
  };
  return { kind: 'cross-reference', ...span, ...(noted ? { note: noted[1]! } : {}) };
}
