/** How each article is set: chosen by its name, so that every layout is met and each run has the same. */
import type { PageLayout } from './html.js';
import type { Manner } from './references.js';
import type { TextLayout } from './text.js';

export interface Layout {
  manner: Manner;
  text: TextLayout;
  page: PageLayout;
}

/** A number that only the name decides. */
function numberOf(name: string): number {
  let sum = 0;
  for (const character of name) sum = (sum * 31 + character.codePointAt(0)!) % 1_000_003;
  return sum;
}

const pick = <One>(ones: readonly One[], number: number): One => ones[number % ones.length]!;

const textLayouts: Omit<TextLayout, 'entries'>[] = [
  { width: null, parted: 'blank', page: null },
  { width: 88, parted: 'blank', page: null },
  { width: 76, parted: 'indent', page: 48 },
  { width: 96, parted: 'blank', page: 54 },
];

const entryNumbers: PageLayout['number'][] = [(number) => `[${number}]`, (number) => `${number}.`];

export function layoutOf(name: string, numbered: boolean): Layout {
  const number = numberOf(name);
  return {
    manner: numbered ? pick(['vancouver', 'ieee'], number >> 2) : pick(['apa', 'harvard'], number >> 2),
    text: { ...pick(textLayouts, number), entries: numbered ? 'numbered' : pick(['line', 'hanging', 'spaced'], number >> 3) },
    page: { columns: pick([1, 2], number >> 1), number: pick(entryNumbers, number >> 2), hyphens: number % 3 > 0 },
  };
}
