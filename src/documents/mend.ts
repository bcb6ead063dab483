import { type Passage, PassageBuilder } from '../text/passage.js';
import type { Line } from './lines.js';

/** First parts of compounds that English writes with a hyphen: "self-identification" cut after "self-" keeps it. */
const hyphenatedPrefixes = new Set(
  'self non anti counter ex pre post semi multi inter intra co re de pro half well cross long short high low all far mid quasi pan sub ultra vice war life state'.split(' '),
);

const ligatures: Record<string, string> = { ﬀ: 'ff', ﬁ: 'fi', ﬂ: 'fl', ﬃ: 'ffi', ﬄ: 'ffl', ﬅ: 'st', ﬆ: 'st' };

/** What extraction does inside a line: runs of white space, soft hyphens, ligature signs, and ligatures that fell apart ("conf lict"). */
const dirt = /[ \t\u00a0\u2000-\u200a\u202f\u3000]{2,}|[\t\u00a0\u2000-\u200a\u202f\u3000]|[\u00ad\u200b\ufeff]|[ﬀ-ﬆ]|f [fil]\p{L}/gu;

const word = /\p{L}+(?:[-’']\p{L}+)*/gu;

/** Ends in a URL or DOI that may go on: "https://georgewbush-". */
const openUrl = /(?:https?:\/\/|www\.|doi\.org\/|\b10\.\d{4,9}\/)\S*$/iu;

const isHyphen = (character: string | undefined): boolean => character === '-' || character === '‐' || character === '\u00ad';

/** A piece of a word that a line end cuts in two, and so no word of its own. */
function isCutWord(text: string, start: number, end: number): boolean {
  if (isHyphen(text[end]) && /^.[^\S\n]{0,4}\r?\n/u.test(text.slice(end, end + 8))) return true;
  return /^\s$/u.test(text[start - 1] ?? '') && /\p{L}[-‐][^\S\n]{0,4}\r?\n\s{0,4}$/u.test(text.slice(Math.max(0, start - 14), start));
}

/**
 * Puts lines together as they were before a page was set and extracted: words cut at line ends, URLs cut over lines,
 * ligatures broken apart. What is right in doubt is taken from the source's own other words.
 */
export class Mender {
  private readonly vocabulary = new Map<string, number>();
  /** Whether lines of this source end in hyphens that are not part of the word. */
  private readonly hyphenates: boolean;

  constructor(
    private readonly text: string,
    private readonly width: number,
  ) {
    for (const match of text.matchAll(word)) {
      if (isCutWord(text, match.index, match.index + match[0].length)) continue;
      const key = match[0].toLowerCase();
      this.vocabulary.set(key, (this.vocabulary.get(key) ?? 0) + 1);
    }
    this.hyphenates = this.softHyphens() > 0;
  }

  /** Line-end hyphens whose word stands elsewhere without one, less those whose word stands elsewhere with it. */
  private softHyphens(): number {
    let balance = 0;
    for (const match of this.text.matchAll(/(?<=\p{L}{2})[-‐]\s{0,4}\n\s{0,4}(\p{Ll}{2,40})/gu)) {
      const left = /\p{L}+$/u.exec(this.text.slice(Math.max(0, match.index - 40), match.index))![0];
      const right = match[1]!;
      if (this.knows(left + right)) balance++;
      if (this.knows(`${left}-${right}`)) balance--;
    }
    return balance;
  }

  private knows(joined: string): boolean {
    return this.vocabulary.has(joined.toLowerCase());
  }

  /** One passage of the lines of a paragraph or note, without white space at either end. */
  join(lines: readonly Line[]): Passage {
    const builder = new PassageBuilder();
    let tail = '';
    let before: Line | null = null;
    for (const line of lines) {
      if (line.words === '') continue;
      const start = line.start + (line.text.length - line.text.trimStart().length);
      const end = start + line.words.length;
      if (before) {
        const joint = this.joint(tail, line.words, before);
        if (joint === 'drop-hyphen') builder.dropLast(1);
        else builder.add(joint);
      }
      this.addLine(builder, start, end);
      tail = line.words.length > 200 ? line.words.slice(-200) : line.words;
      before = line;
    }
    return builder.build();
  }

  private addLine(builder: PassageBuilder, start: number, end: number): void {
    const line = this.text.slice(start, end);
    let at = 0;
    for (const match of line.matchAll(dirt)) {
      const index = match.index;
      const found = match[0];
      if (index < at) continue;
      const replacement = this.replacement(line, index, found);
      if (replacement === null) continue;
      builder.addSpan(this.text, start + at, start + index);
      builder.addReplacement(replacement, start + index, found.length);
      at = index + found.length;
    }
    builder.addSpan(this.text, start + at, end);
  }

  /** What should stand for a piece of dirt, or null to leave it. */
  private replacement(line: string, index: number, found: string): string | null {
    const ligature = ligatures[found];
    if (ligature !== undefined) return ligature;
    if (/^[\u00ad\u200b\ufeff]$/u.test(found)) return '';
    if (!found.startsWith('f ')) return ' ';
    const left = /\p{L}*$/u.exec(line.slice(Math.max(0, index - 40), index + 1))![0];
    const right = /^\p{L}+/u.exec(line.slice(index + 2, index + 42))![0];
    return this.knows(left + right) && !['of', 'if', 'off'].includes(left.toLowerCase()) ? found.replace(' ', '') : null;
  }

  /** What belongs between the end of one line and the start of the next. */
  private joint(left: string, right: string, line: Line): '' | ' ' | 'drop-hyphen' {
    if (openUrl.test(left)) return this.urlGoesOn(left, right, line) ? '' : ' ';
    const cut = isHyphen(left.at(-1)) ? /(\p{L}+).$/u.exec(left.slice(-60)) : null;
    if (!cut) return /[\p{L}\p{N}][-—‐]$/u.test(left) ? '' : ' ';
    const next = /^\p{Ll}+/u.exec(right);
    if (!next || !/\p{Ll}$/u.test(cut[1]!)) return '';
    return this.hyphenBelongs(cut[1]!, next[0]) ? '' : 'drop-hyphen';
  }

  private hyphenBelongs(left: string, right: string): boolean {
    const joined = this.vocabulary.get((left + right).toLowerCase()) ?? 0;
    const hyphenated = this.vocabulary.get(`${left}-${right}`.toLowerCase()) ?? 0;
    if (joined + hyphenated > 0) return hyphenated > joined;
    if (hyphenatedPrefixes.has(left.toLowerCase())) return true;
    return !this.hyphenates && left.length > 3 && this.knows(left) && this.knows(right);
  }

  /** A URL cut at a line end goes on where it broke at one of its own signs, or ran into the margin, and what follows looks like more of it. */
  private urlGoesOn(left: string, right: string, line: Line): boolean {
    const next = /^\S+/u.exec(right)![0];
    if (/[-/_=&?%#~+:]$/u.test(left)) return true;
    const urlLike = /^[\w%~.-]*[/=&?%_#-][\w%~./=&?#-]*[.,;]?$|^[\w-]+\.(?:html?|pdf|aspx?|php|com|org|net|gov)\b\S*$|^\d[\d-]*[.,;)]?$/iu.test(next);
    if (/[.,;)\]>]$/u.test(left)) return /\.$/u.test(left) && urlLike && !/^\d+$/u.test(next);
    return urlLike && line.words.length > this.width * 0.75;
  }
}
