const uneven = /[^\S ]|\s\s/;
const whiteSpace = /\s+/g;

/** White space as single spaces, none at the ends. */
export function folded(text: string): string {
  return (uneven.test(text) ? text.replace(whiteSpace, ' ') : text).trim();
}

/** What stands around a field and is no part of it, for most fields. */
export const openings = ' ,.;:([{–—-';
export const closings = ' ,;:)]}';

/** Without the characters of `leading` at its start and those of `trailing` at its end. Linear, as a regular expression would not be. */
export function trimmed(text: string, leading = openings, trailing = closings): string {
  let start = 0;
  let end = text.length;
  while (start < end && leading.includes(text[start]!)) start++;
  while (end > start && trailing.includes(text[end - 1]!)) end--;
  return start === 0 && end === text.length ? text : text.slice(start, end);
}

/** Abbreviations whose point is theirs: "Inc.", "Frankfurt a. M.", "J. Opt. Soc. Am.". */
const abbreviated =
  'Inc|Ltd|Co|Corp|Cie|Jr|Sr|Rev|Univ|Pr|Publ|Verl|Bros|Assoc|Soc|Inst|Dept|Br|St|Mass|Conn|Calif|Ill|Mich|Wash|Suppl|Ser|' +
  'Lett|Proc|Trans|Ann|Bull|Sci|Phys|Chem|Biol|Med|Res|Rep|Quart|Aufl|[Ee]dn?|[Éé]d|etc|vol|diss|phil|jur|masch|habil|ff?';
const abbreviation = new RegExp(String.raw`(?:^|[\s.,(&-])(?:\p{L}|${abbreviated})\.$`, 'u');

/** Without a final point, unless it is that of an abbreviation or of an ellipsis. */
export function withoutPoint(text: string): string {
  const last = text.length - 1;
  if (text[last] !== '.' || text[last - 1] === '.' || text[last - 1] === undefined) return text;
  return abbreviation.test(text.slice(-12)) ? text : text.slice(0, last);
}
