/** What happens to print on its way through a PDF. */
import type { Piece } from './gold.js';
import type { Dice } from './random.js';

const swaps: readonly (readonly [RegExp, string][])[] = [
  [], [], [], [], [],
  [[/[“”„]/g, '"'], [/[‘’‚]/g, "'"]],
  [[/[“„]/g, '‘'], [/”/g, '’']],
  [[/[„“]/g, '»'], [/”/g, '«']],
  [[/[„“”]/g, "''"]],
  [[/„/g, '"'], [/“/g, '„']],
  [[/[“„]/g, '”'], [/‘/g, '’']],
];

/** Letters that print sets as one and PDF readers lose: "scientific" becomes "scienti c". */
const ligatures = /f[fil]{1,2}/g;

/**
 * Words cut at the end of a line, marks lost, quotation marks swapped, ligatures gone, spaces gone or beside the wrong mark
 * ("Smith ,J .2004"): each in a few texts only, and there again and again, as it is in a document.
 */
export function dirty(pieces: readonly Piece[], dice: Dice): Piece[] {
  const swap = dice.pick(swaps);
  const lostQuotes = dice.chance(0.1);
  const cut = dice.chance(0.15) ? 0.03 : 0;
  const lose = dice.chance(0.1) ? 0.12 : 0.004;
  const lostLigatures = dice.chance(0.02);
  const spaces = dice.chance(0.07) ? dice.pick([0.1, 0.3, 0.5]) : 0;
  return pieces.map((piece) => {
    let { text } = piece;
    for (const [mark, other] of swap) text = text.replace(mark, other);
    if (lostQuotes && piece.states === null) text = text.replace(/[“”‘’„«»]/g, (mark) => (dice.chance(0.3) ? '' : mark));
    if (piece.states === null && !/^\s+$/.test(text)) text = text.replace(/[,.:;]/g, (mark) => (dice.chance(lose) ? '' : mark));
    if (cut > 0) text = text.replace(/(\p{Ll}{3})(\p{Ll}{3})/gu, (word, one: string, other: string) => (dice.chance(cut) ? `${one}${dice.pick(['- ', '-', '-', '¬ '])}${other}` : word));
    if (lostLigatures) text = text.replace(ligatures, (letters) => (dice.chance(0.5) ? dice.pick([' ', '']) : letters));
    if (spaces > 0) text = text.replace(/([,.:;]) /g, (both, mark: string) => (dice.chance(spaces) ? dice.pick([` ${mark}`, mark, ` ${mark} `]) : both)).replace(/(?<=\p{L}) (?=\p{L})/gu, (space) => (dice.chance(spaces / 3) ? '' : space));
    if (dice.chance(0.003)) text = text.replace(/ /g, '');
    return { ...piece, text };
  }).filter(({ text }) => text !== '');
}
