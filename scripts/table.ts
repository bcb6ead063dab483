// Text set for a terminal of any width.

const widest = process.stdout.columns ?? 120;
const gap = '  ';
const widestCell = 30;

/** Rows under their heads. Long cells are cut; those of the column `elastic` take what the terminal leaves them. */
export function table(heads: string[], rows: string[][], elastic: number): string {
  const needed = heads.map((head, column) => Math.max(head.length, ...rows.map((row) => row[column]!.length)));
  const widths = needed.map((width) => Math.min(width, widestCell));
  const others = widths.reduce((sum, width, column) => sum + (column === elastic ? 0 : width + gap.length), 0);
  widths[elastic] = Math.max(widestCell / 2, Math.min(needed[elastic]!, widest - others));
  const line = (cells: string[]) => cells.map((cell, column) => fitted(cell, widths[column]!)).join(gap).trimEnd();
  return [line(heads), widths.map((width) => '─'.repeat(width)).join(gap), ...rows.map(line)].join('\n');
}

const fitted = (cell: string, width: number) => (cell.length > width ? `${cell.slice(0, width - 1)}…` : cell.padEnd(width));

/** A paragraph broken between words, each line after `indent`. */
export function wrapped(text: string, indent: string): string {
  const lines = [''];
  for (const word of text.split(/\s+/)) {
    const line = lines.at(-1)!;
    if (line !== '' && indent.length + line.length + word.length >= widest) lines.push(word);
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
  }
  return lines.map((line) => indent + line).join('\n');
}
