// References as citeproc sets them, without all that sets them: pages import this.

/** A run of text, set as a style asks. */
export interface Run {
  text: string;
  italic?: boolean | undefined;
  bold?: boolean | undefined;
  smallCaps?: boolean | undefined;
  raised?: boolean | undefined;
  lowered?: boolean | undefined;
}

/** A reference as it stands in a bibliography. */
export interface Entry {
  /** The cite key. */
  key: string;
  /** What the style numbers it by: `[1]`; '' where it does not. */
  label: string;
  runs: readonly Run[];
  /** The `a` of 2018a; '' for none. */
  yearSuffix: string;
}

/** A whole bibliography, as its style asks. */
export interface EntryList {
  /** In the order of the style. */
  entries: readonly Entry[];
  /** The second line of an entry is set in. */
  isHanging: boolean;
  /** The style has notes alone: entries are as they stand in a first note. */
  isOfNotes: boolean;
}

/** The entry with its number, where the style has one: "[1] J. Powell". */
export const withLabel = ({ label, runs }: Entry): readonly Run[] => (label === '' ? runs : [{ text: `${label} ` }, ...runs]);

export const plainly = (runs: readonly Run[]): string => runs.map(({ text }) => text).join('').replace(/\s+/g, ' ').trim();

const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const htmlOf: readonly [style: keyof Run, open: string, close: string][] = [
  ['italic', '<i>', '</i>'],
  ['bold', '<b>', '</b>'],
  ['smallCaps', '<span style="font-variant: small-caps;">', '</span>'],
  ['raised', '<sup>', '</sup>'],
  ['lowered', '<sub>', '</sub>'],
];

export const escapeHtml = (text: string): string => text.replace(/\s+/g, ' ').replace(/[&<>"]/g, (sign) => signs[sign]!);

export function inHtml(run: Run): string {
  return htmlOf.reduce((written, [style, open, close]) => (run[style] ? open + written + close : written), escapeHtml(run.text));
}

/** For a program that takes formatted words: HTML, and the same as plain text. */
export function richText(entries: readonly Entry[]): { html: string; plain: string } {
  const all = entries.map(withLabel);
  return { html: all.map((runs) => `<p>${runs.map(inHtml).join('')}</p>`).join('\n'), plain: all.map(plainly).join('\n') };
}
