/** What must be read from an article: its sentences, and every pointer with its place and the entry it leads to. */
import { textOf, type Article, type Block, type MarkerKind, type Piece } from './linkingArticle.js';

export interface GoldSentence {
  pieces: Piece[];
  /** In the letters of the article. */
  start: number;
  end: number;
  /** Whether it is running text, and no heading, caption or row of a table. */
  prose: boolean;
}

/** One pointer to one work. */
export interface GoldLink {
  kind: MarkerKind;
  text: string;
  /** The ids of the entries, any of which is right: an entry given twice. One that begins with `note:` is a note that gives the work itself. */
  entries: string[];
  /** In the letters of the article. */
  place: number;
  sentence: GoldSentence;
}

export interface Gold {
  /** Letters alone of all that is printed above the notes and the bibliography, lower-cased. */
  letters: string;
  sentences: GoldSentence[];
  links: GoldLink[];
  /** Places of pointers of which the publisher does not say where they lead: what is linked there is neither right nor wrong. */
  open: number[];
}

export const lettersOf = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/[^\p{L}]/gu, '');

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });
/** Behind these, and behind an initial, a full stop ends no sentence. */
const shortened = /(?:^|[\s([])(?:al|e\.\s?g|i\.\s?e|cf|vs|viz|ca|approx|resp|figs?|eqs?|refs?|tab|secs?|chap|op|cit|dr|mrs?|ms|prof|st|nos?|pp?|vols?|inc|ltd|co|jr|eds?|\p{Lu}|\p{Lu}\.\s?\p{Lu})\.[\s)]*$/iu;

/** Offsets at which sentences of a text begin. */
function sentenceStarts(text: string): number[] {
  const starts: number[] = [];
  let before = '';
  for (const { index, segment } of segmenter.segment(text)) {
    if (index === 0 || (!shortened.test(before) && /^["“‘'([]*[\p{Lu}\p{N}]/u.test(segment) && !/^[[(]\d/.test(segment))) starts.push(index);
    before = segment;
  }
  return starts;
}

/** Cuts a block into sentences. A raised number behind a full stop belongs to what it ends; a stop within a pointer ends nothing. */
function cutBlock({ kind, pieces }: Block): Piece[][] {
  if (kind !== 'paragraph') return [[...pieces]];
  const plain = pieces.map(({ text, pointer }) => (pointer?.raised ? '' : pointer ? text.replace(/[.?!]/g, '·') : text)).join('');
  const starts = sentenceStarts(plain);
  const sentences: Piece[][] = starts.map(() => []);
  let at = 0;
  let index = 0;
  for (const { text, pointer } of pieces) {
    if (pointer?.raised) {
      sentences[index]?.push({ text, pointer });
      continue;
    }
    let from = 0;
    for (let next = starts[index + 1]; next !== undefined && next < at + text.length; next = starts[index + 1]) {
      if (next - at > from) sentences[index]!.push({ text: text.slice(from, next - at), pointer });
      from = Math.max(from, next - at);
      index++;
    }
    sentences[index]?.push({ text: text.slice(from), pointer });
    at += text.length;
  }
  return sentences.filter((sentence) => textOf(sentence).trim() !== '');
}

/** Ids of entries whose words are the same, by id. */
function twins({ entries }: Article): Map<string, string[]> {
  const byText = new Map<string, string[]>();
  for (const { id, text } of entries) {
    const key = text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
    byText.set(key, [...(byText.get(key) ?? []), id]);
  }
  return new Map([...byText.values()].flatMap((ids) => ids.map((id) => [id, ids])));
}

/** A note that gives a work by itself, as far as its words tell: it has a year with something in quotation marks or after a comma, or a short form. */
const cites = (text: string): boolean => /[,(]\s?(?:1[5-9]|20)\d\d\b/.test(text) || /\b(?:ibid|idem|op\.\s?cit|loc\.\s?cit)\b/i.test(text);

export function goldOf(article: Article): Gold {
  const gold: Gold = { letters: '', sentences: [], links: [], open: [] };
  const same = twins(article);
  const notes = new Map(article.notes.map((note) => [note.id, note]));
  const parts: string[] = [];
  let at = 0;
  for (const block of article.blocks) {
    for (const pieces of cutBlock(block)) {
      const sentence: GoldSentence = { pieces, start: at, end: at, prose: block.kind === 'paragraph' };
      gold.sentences.push(sentence);
      for (const { text, pointer } of pieces) {
        const letters = lettersOf(text);
        parts.push(letters);
        at += letters.length;
        if (!pointer) continue;
        const place = at - letters.length;
        const note = pointer.note === null ? undefined : notes.get(pointer.note);
        const inNote = note?.pieces.flatMap((piece) => piece.pointer?.targets ?? []) ?? [];
        const targets = (note ? inNote : pointer.targets).filter((id) => same.has(id));
        for (const id of new Set(targets)) gold.links.push({ kind: pointer.kind, text, entries: same.get(id)!, place, sentence });
        if (note && targets.length === 0 && cites(textOf(note.pieces))) {
          gold.links.push({ kind: 'note', text, entries: [`note:${note.id}`], place, sentence });
        } else if (targets.length === 0) gold.open.push(place);
      }
      sentence.end = at;
    }
  }
  gold.letters = parts.join('');
  return gold;
}
