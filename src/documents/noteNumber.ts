import { append } from '../text/multimap.js';

/** How a note's number is written: at the head of the note, and where it sticks to the running text. */

/** A superscript figure, for the inside of a character class. */
const superscripts = '⁰¹²³⁴-⁹';

/** Raised letters, for the inside of a character class, in the order of the alphabet. */
const raisedLetters = 'ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ';
const signs = '*†‡§¶';

/** "12" of "¹²". */
export const plainDigits = (number: string): string => number.replace(/[⁰¹²³⁴-⁹]/g, (digit) => String('⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(digit)));

/** A line that opens a note: "12 Powell", "12. Powell", "[12] Powell", "12Powell", "¹² Powell", "* The author", "(a) Powell", "ᵃ Powell". */
const noteStart = new RegExp(
  String.raw`^(?:(?<plain>\d{1,3})(?:[.)]?\s+(?=\S)|(?=[\p{Lu}‘“"]))|\[(?<bracketed>\d{1,3})\]\s*(?=\S)|(?<raised>[${superscripts}]{1,3})\s*(?=\S)|` +
    String.raw`(?<sign>[${signs}]{1,3})\s?(?=\p{Lu})|\((?<letter>[a-z])\)\s+(?=\p{Lu})|(?<raisedLetter>[${raisedLetters}])\s?(?=\p{Lu}))`,
  'u',
);
/** "7 October 2014", and not "1. Jane Roe". */
const date = /^\d{1,2}\.?\s(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mai|juin|juil|août|okt|dez|gen|mag|giu|lug|ago|set|ott|dic)\p{L}*\.?(?:,?\s(?:1[5-9]|20)\d\d|,?$)/iu;

/** What a line that may open a note begins with. */
export interface NoteHead {
  /** In plain figures, or "*" and the like. */
  label: string;
  /** NaN for "*" and "a". */
  number: number;
  /** How many characters stand before the note's words. */
  length: number;
  /** "12 March 1999": as likely a date. */
  dated: boolean;
}

export function noteHead(words: string): NoteHead | null {
  const match = noteStart.exec(words);
  if (!match) return null;
  const { plain, bracketed, raised } = match.groups!;
  const label = signOf(match.groups!) ?? plain ?? bracketed ?? plainDigits(raised!);
  return { label, number: Number(label), length: match[0].length, dated: date.test(words) };
}

/** "*", or "a" of "(a)" and of "ᵃ". */
const signOf = ({ sign, letter, raisedLetter }: Partial<Record<string, string>>): string | undefined =>
  sign ?? letter ?? (raisedLetter === undefined ? undefined : /[a-z]/u.exec(raisedLetter.normalize('NFKD'))?.[0]);

/** A sign or letter as it sticks to the text: "roads.*", "roads.(a)", "roads.ᵃ". */
const stuckSign = new RegExp(
  String.raw`(?<=[\p{L}.,;:!?)\]’”"'»])(?:(?<sign>[${signs}]{1,3})(?![${signs}\p{L}\d])|\((?<letter>[a-z])\)(?!\p{L})|(?<raisedLetter>[${raisedLetters}])(?![${raisedLetters}]))`,
  'gu',
);

/** The signs and letters in a text that may be notes', in order. */
export const stuckSigns = (text: string): { label: string; start: number; end: number }[] =>
  Array.from(text.matchAll(stuckSign), ({ 0: words, index, groups }) => ({ label: signOf(groups!)!, start: index, end: index + words.length }));

/** A number as it sticks to the text: after a letter, closing mark or year, with no digit or letter behind it; in brackets; raised. */
const stuck = new RegExp(
  String.raw`(?:(?<=[\p{L}.,;:!?)\]’”"'»*]|[.?!][’”"']\s|(?<!\d)\d{4}[.,]?)(?<!\b(?:pp?|nos?|vols?)\.)(?<plain>\d{1,3})(?![\d\p{L}%])|\[(?<bracketed>\d{1,3})\]|(?<raised>[${superscripts}]{1,3}))`,
  'gu',
);

/** Where numbers that may be a note's stick to a text. */
export class StuckNumbers {
  private readonly places = new Map<string, number[]>();

  constructor(text: string) {
    for (const match of text.matchAll(stuck)) {
      const { plain, bracketed, raised } = match.groups!;
      const label = plain ?? bracketed ?? plainDigits(raised!);
      append(this.places, label, match.index);
    }
    for (const { label, start } of stuckSigns(text)) append(this.places, label, start);
  }

  /** Whether `label` sticks to the text from `start` to `end`. */
  standsIn(label: string, start: number, end: number): boolean {
    const places = this.places.get(label) ?? [];
    let low = 0;
    let high = places.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (places[middle]! < start) low = middle + 1;
      else high = middle;
    }
    return places[low] !== undefined && places[low]! < end;
  }
}

/** A run of superscript figures in the text, as group 1. */
export const raisedNumber = new RegExp(String.raw`(?<=[\p{L}\d.,;:!?…)\]’”"'»*]\s?)([${superscripts}]{1,3})(?![${superscripts}])`, 'gu');
