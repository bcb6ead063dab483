import { givenNames, nameParticles } from '../dictionary.js';
import { isCapitalised, isSpaceAt, joinedWordEnd } from '../tokens.js';

/**
 * What a word of a name is by its shape: `initials` surely, as "J.", "J.-P." and "J"; `capitals` initials or a name, as "JF" and "LI"; a
 * `particle` in lower case; a `small` word is none of a person's name.
 */
type Shape = 'initials' | 'capitals' | 'particle' | 'suffix' | 'name' | 'small';

export interface Word {
  text: string;
  shape: Shape;
}

/**
 * What stands between two separators:
 * - `given`: initials alone, "J. F."
 * - `family`: one name, with its particles, "van der Berg"
 * - `names`: several, "Audrey Kurth Cronin", "García Márquez"
 * - `given-first`: "J. F. Kennedy", "John F. Kennedy"
 * - `family-first`: "Kennedy JF", "de Foucault B."; also given names, "Edward W."
 * - `other`: no person by its words
 */
type Kind = 'given' | 'family' | 'names' | 'given-first' | 'family-first' | 'other' | 'suffix' | 'others';

export interface Chunk {
  words: Word[];
  kind: Kind;
  /** "and", ";" or "/" stands before it, not a comma. */
  firm: boolean;
  text: string;
}

/** "J.", "J.-P.", "Th."; "Li." is a name at the end of a sentence. */
export const pointed = /^(?:(?:\p{Lu}|[CGKPSTWZ]h|Y[aeou]|J[uo]|I[uao]|Fr|Gy|Sz|Cz|Wl|St)\.[-‐]?){1,5}\p{Lu}?$/u;
const capitals = /^\p{Lu}(?:[-‐]?\p{Lu}){1,2}$/u;
const marks = ',/&|()[]{}:-–—';
const firmMarks = '/&|-–—';
const dashes = '-–—';
const inWords = "'’.‐-";

/** Where a word ends, with its points and hyphens, or a mark that separates; the offset itself where something else stands. */
function pieceEnd(text: string, at: number): number {
  const end = joinedWordEnd(text, at, inWords);
  if (end > at) return end;
  const mark = text[at]!;
  if (dashes.includes(mark)) return isSpaceAt(text, at - 1) && isSpaceAt(text, at + 1) ? at + 1 : at;
  return marks.includes(mark) || mark === '…' ? at + 1 : at;
}
const suffix = /^(?:(?:Jr|Sr|Jnr|Snr|II|III|IV|2nd|3rd|3d)\.?|[JS]R\.)$/;
/** Words that are none of a name, in lower case and in capitals; "Al", "E" and "ET" may be. */
const between = new Map<string, 'and' | 'others'>(
  [
    ...'and und et et. y e och og a with mit sowie'.split(' ').map((one) => [one, 'and'] as const),
    ...'al al. others others. autres andere anderen altri otros colleagues'.split(' ').map((one) => [one, 'others'] as const),
  ].flatMap(([one, what]) => (one.length > 2 ? [[one, what], [one.toUpperCase(), what]] : [[one, what]])),
);
export const caseless = /^[^\p{Lu}\p{Ll}\p{Lt}]+$/u;
/** Particles that are capitalised within a name: "Paolo Del Negro", "Van Gogh"; not those that are given names too. */
const capitalParticles = new Set('van von de del della delle di da dal du des dos la le ter ten mac ó ní st. bin ibn el'.split(' '));
const longestParticle = 5;
/** Words before a name that CSL has no place for. */
const honours = new Set('the hon mr mrs ms sir dame lord lady dr prof professor justice president rev'.split(' '));

export const withoutPoints = (text: string): string => text.replaceAll('.', '');

const plainName = /^[A-Z][a-z]{3,}$/;
const plainInitial = /^[A-Z]\.?$/;

function shapeOf(text: string): Shape {
  if (plainName.test(text)) return 'name';
  if (plainInitial.test(text)) return 'initials';
  if (suffix.test(text)) return 'suffix';
  if (pointed.test(text) || (text.length === 1 && isCapitalised(text) && !capitalParticles.has(text.toLowerCase()))) return 'initials';
  if (capitals.test(withoutPoints(text))) return 'capitals';
  if (/^\p{N}/u.test(text)) return 'small';
  if (isCapitalised(text) || caseless.test(text)) return 'name';
  if (nameParticles.has(text) || text === 'v.' || text === 'auf') return 'particle';
  return /^(?:(?:al|el|ul|d|l|ibn)[-‐'’]|(?:de|des|du|di|van|von|la|le|mac)\p{Lu}\p{Ll})/u.test(text) ? 'name' : 'small';
}

export const isGiven = (word: Word | undefined): boolean => word !== undefined && givenNames.has(word.text.toLowerCase());
export const isInitial = ({ shape }: Word): boolean => shape === 'initials' || shape === 'capitals';
export const isParticle = ({ text, shape }: Word): boolean =>
  shape === 'particle' || (shape === 'name' && text.length <= longestParticle && capitalParticles.has(text.toLowerCase()));
export const isNoSuffix = ({ shape }: Word): boolean => shape !== 'suffix';
const isOwnName = (word: Word): boolean => word.shape === 'name' && !isParticle(word);

/** Is a word of this shape among them? */
export function holds(words: readonly Word[], shape: Shape): boolean {
  for (const word of words) if (word.shape === shape) return true;
  return false;
}

function kindOf(words: readonly Word[]): Kind {
  const [first] = words;
  const last = words.findLast(isNoSuffix);
  if (!last) return 'suffix';
  if (holds(words, 'small') || (words.length === 1 && caseless.test(first!.text))) return 'other';
  const named = words.filter(isOwnName).length;
  if (named === 0) return kindWithoutNames(words);
  if (isInitial(first!)) return 'given-first';
  if (isInitial(last)) return 'family-first';
  if (holds(words, 'initials')) return 'given-first';
  return named === 1 && !holds(words, 'capitals') ? 'family' : 'names';
}

/** "J. F.", "J. W. von", but "LI Y" and "KIM JH" begin with a family name, and "LI" alone is one. */
function kindWithoutNames(words: readonly Word[]): Kind {
  const [first, ...rest] = words;
  if (first!.shape === 'capitals') return rest.length === 0 ? 'family' : 'family-first';
  if (holds(words, 'initials')) return 'given';
  return words.every(isParticle) && isCapitalised(words.at(-1)!.text) ? 'family' : 'other';
}

/** "J.F.Kennedy" and, in Italian lists, "Arnaldi-M.": two words in one. */
const glued = /^((?:\p{Lu}\.[-‐]?){1,4})(\p{Lu}\p{Ll}[\p{L}'’‐-]+\.?)$/u;
const linked = /^(\p{Lu}\p{Ll}{2}[\p{L}'’]*)-(\p{Lu}\.)$/u;

/** The chunks of a list of names. */
class ChunkReader {
  private readonly chunks: Chunk[] = [];
  private words: Word[] = [];
  private firm = false;
  private start = 0;
  private end = 0;

  constructor(private readonly text: string) {}

  read(): Chunk[] {
    const { text } = this;
    for (let at = 0; at < text.length; ) {
      const end = pieceEnd(text, at);
      if (end > at) this.add(text.slice(at, end), at);
      at = Math.max(end, at + 1);
    }
    this.close(false);
    return this.chunks;
  }

  private add(text: string, at: number): void {
    const reserved = between.get(text);
    if (text === '…' || reserved === 'others') this.addOthers(text);
    else if (reserved === 'and') this.close(true);
    else if (marks.includes(text)) this.close(firmMarks.includes(text));
    else {
      const parts = text.includes('.') ? glued.exec(text) : null;
      const link = text.endsWith('.') && this.words.length > 0 && isInitial(this.words.at(-1)!) ? linked.exec(text) : null;
      if (this.words.length === 0) this.start = at;
      for (const part of parts?.slice(1) ?? [link?.[1] ?? text]) this.words.push({ text: part, shape: shapeOf(part) });
      this.end = at + text.length;
      if (!link) return;
      this.end = at + link[1]!.length;
      this.close(true);
      this.add(link[2]!, at + link[1]!.length + 1);
    }
  }

  /** "et al.", "and others", "u. a."; an ellipsis stands for names that were left out. */
  private addOthers(text: string): void {
    this.close(true);
    this.chunks.push({ words: [], kind: 'others', firm: true, text });
  }

  private close(firm: boolean): void {
    const words = this.words;
    this.words = [];
    if (words.length > 0) this.chunks.push(chunkOf(words, this.firm, this.text.slice(this.start, this.end)));
    this.firm = words.length > 0 ? firm : this.firm || firm;
  }
}

/** "Dr.", "Sir", "The Hon."; "DR" may be initials. */
const isHonour = ({ text, shape }: Word): boolean => shape !== 'capitals' && honours.has(withoutPoints(text).toLowerCase());

function chunkOf(words: Word[], firm: boolean, text: string): Chunk {
  const last = words.at(-1)!;
  // The point of a sentence: "Li.", "Camões, Luís de."
  if ((last.shape === 'name' || last.shape === 'small') && last.text.endsWith('.') && /\p{L}{2}\.$/u.test(last.text)) {
    const bare = last.text.slice(0, -1);
    words[words.length - 1] = { text: bare, shape: shapeOf(bare) };
  }
  const from = words.findIndex((word, index) => index === words.length - 1 || !isHonour(word));
  const person = words.slice(from);
  const kind = kindOf(person);
  return { words: kind === 'other' ? words : person, kind, firm, text };
}

/** The chunks of a list of names, in order. Linear in its length. */
export function readChunks(text: string): Chunk[] {
  return new ChunkReader(text).read();
}
