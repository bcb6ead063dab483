/** A text with the cursor drawn in it as `|`: the last one, so that a text can hold others. */
export function marked(drawn: string): { text: string; offset: number } {
  const offset = drawn.lastIndexOf('|');
  return { text: drawn.slice(0, offset) + drawn.slice(offset + 1), offset };
}
