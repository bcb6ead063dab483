import type { Span } from '../text/span.js';
import type { Confidence, CslDate, CslDateVariable, CslFields, CslName, CslNameVariable, CslTextVariable } from '../csl.js';
import { folded, trimmed } from './normalise/edges.js';
import { isOnlyRole } from './normalise/roles.js';
import type { Run, Runs } from './runs.js';

/** Words that only join the pieces of a reference, or name the piece that follows: nothing is lost without them. */
const fillers = new Set(
  (
    'in dans en and und et e y of the at see on by with for from to via sur le il el am here hier ici qui aquí ' +
    'online available retrieved accessible accessed access url website last visited viewed date ' +
    'verfügbar unter abgerufen zuletzt letzter zugriff abruf ' +
    'disponible consulted consulté consultato consultado accesso ultimo ' +
    'pp p s S ss pages pag pagg pág págs vol vols voll bd band t tome tomo jg no nos nr n num núm numéro heft h fasc issue ' +
    'doi isbn issn ed eds hrsg hg dir cit'
  ).split(' '),
);
const word = /[\p{L}\p{N}]+/gu;
const letterOrDigit = /[\p{L}\p{N}]/u;

/** Do some words say nothing by themselves: "online at", "(eds)"? */
export function isFiller(words: string): boolean {
  if (words.length < 2 && !letterOrDigit.test(words)) return true;
  const own = words.match(word);
  return !own || own.every((one) => fillers.has(one.length > 1 ? one.toLowerCase() : one)) || isOnlyRole(words);
}

/** Words for the note. `whole` where they are all that stands between the two offsets. */
interface Kept extends Span {
  words: string;
  whole: boolean;
  confidence: number;
}

const round = (value: number): number => Math.round(value * 100) / 100;
/** How much less sure a date is that could only be kept in words. */
const wordsOnly = 0.6;

/** An item in the making, with the labelled words that it is made of. */
export class Draft {
  /** Its type is told last, by all the rest. */
  readonly item: CslFields = { type: 'document' };
  readonly confidence: Confidence = { type: 0 };
  private readonly kept: Kept[] = [];

  constructor(readonly runs: Runs) {}

  set(variable: CslTextVariable, value: string | undefined, confidence: number): void {
    if (!value) return;
    this.item[variable] = value;
    this.confidence[variable] = round(confidence);
  }

  setDate(variable: CslDateVariable, date: CslDate, confidence: number): void {
    this.item[variable] = date;
    this.confidence[variable] = round(confidence * (date.literal === undefined ? 1 : wordsOnly));
  }

  setNames(variable: CslNameVariable, names: readonly CslName[], confidence: number): void {
    this.item[variable] = [...(this.item[variable] ?? []), ...names];
    this.confidence[variable] = Math.min(this.confidence[variable] ?? 1, round(confidence));
  }

  /** Gives what one variable has to another. */
  move(from: CslTextVariable, to: CslTextVariable): void {
    this.set(to, this.item[from], this.confidence[from] ?? 0);
    Reflect.deleteProperty(this.item, from);
    Reflect.deleteProperty(this.confidence, from);
  }

  /** Keeps words that have no place of their own, for the note. */
  keep(run: Run, words = run.text): void {
    if (!isFiller(words)) this.kept.push({ start: run.start, end: run.end, words, whole: words === run.text, confidence: run.confidence });
  }

  /** Puts what was kept into the note, in the order of the text; what stood side by side stays so. */
  finish(): void {
    if (this.kept.length === 0) return;
    const pieces: Kept[] = [];
    for (const one of this.kept.sort((before, after) => before.start - after.start)) {
      const last = pieces.at(-1);
      if (last?.whole && one.whole && /^[^\p{L}\p{N}]{0,4}$/u.test(this.runs.text.slice(last.end, one.start))) {
        Object.assign(last, { words: this.runs.text.slice(last.start, one.end), end: one.end });
      } else pieces.push({ ...one });
    }
    const words = pieces.map((piece) => withoutEdges(piece.words));
    this.set('note', [...new Set(words)].join('; '), Math.min(...this.kept.map(({ confidence }) => confidence)));
  }
}

/** "[hep-ph]." to "hep-ph"; a bracket within keeps its other half. */
function withoutEdges(words: string): string {
  const bare = trimmed(folded(words), ' ,.;:', ' ,;:');
  if (/^[([]/.test(bare) && !/[)\]](?!\.?$)/.test(bare)) return trimmed(bare, ' ([', ' .)]');
  return /[([]/.test(bare) ? bare : trimmed(bare, ' ,.;:)]', ' ,;:)]');
}
