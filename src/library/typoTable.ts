/** More typos than any word is allowed. */
const tooMany = 99;

/**
 * How many letters of a typed word must be wrong, too many, missing or swapped with the next for it to stand at the beginning of another:
 * the table of Damerau and Levenshtein (optimal string alignment), a row for each letter of the other word, worked out near the diagonal.
 * Words that come sorted share the rows of their common letters.
 */
export class TypoTable {
  private readonly width: number;
  private readonly deepest: number;
  private readonly table: Uint8Array;
  /** For each row the fewest typos with which it, or one above it, has all that was typed. */
  private readonly fewestSoFar: Uint8Array;
  private readonly dead: Uint8Array;
  /** Where two typos are allowed, one in the first letter counts as both: few people make it, and many words are alike but for it. */
  private readonly firstLetter: number;

  constructor(private readonly typed: string, private readonly most: number) {
    this.width = typed.length + 1;
    this.deepest = typed.length + most;
    this.firstLetter = most;
    this.table = new Uint8Array((this.deepest + 1) * this.width).fill(tooMany);
    this.fewestSoFar = new Uint8Array(this.deepest + 1).fill(tooMany);
    this.dead = new Uint8Array(this.deepest + 1);
    this.table[0] = 0;
    this.table[1] = this.firstLetter;
  }

  /** Goes down the letters of a word. @param shared how many of them the word before it has too @returns how many rows are known then */
  follow(letters: Uint16Array, start: number, length: number, shared: number): number {
    const last = Math.min(length, this.deepest);
    let depth = Math.min(shared, last);
    while (depth < last && this.dead[depth] === 0) this.fill(++depth, letters[start + depth - 1]!, depth > 1 ? letters[start + depth - 2]! : -1);
    return depth;
  }

  fewest(depth: number): number {
    return this.fewestSoFar[depth]!;
  }

  /** Whether no word that begins so can be meant. */
  isDead(depth: number): boolean {
    return this.dead[depth] === 1;
  }

  private fill(depth: number, letter: number, before: number): void {
    const { table, typed, width, most } = this;
    const row = depth * width;
    if (depth === 1) table[row] = this.firstLetter;
    let least = depth === 1 ? this.firstLetter : tooMany;
    const last = Math.min(typed.length, depth + most);
    for (let column = Math.max(1, depth - most); column <= last; column++) {
      const code = typed.charCodeAt(column - 1);
      const above = row - width + column;
      let typos = table[above - 1]!;
      if (code !== letter) {
        typos += depth === 1 && column === 1 ? this.firstLetter : 1;
        if (code === before && column > 1 && typed.charCodeAt(column - 2) === letter) typos = Math.min(typos, table[above - width - 2]! + 1);
      }
      typos = Math.min(typos, table[above]! + 1, table[row + column - 1]! + 1);
      table[row + column] = typos;
      if (typos < least) least = typos;
    }
    const all = Math.min(this.fewestSoFar[depth - 1]!, table[row + typed.length]!);
    this.fewestSoFar[depth] = all;
    this.dead[depth] = least > most && all > most ? 1 : 0;
  }
}
