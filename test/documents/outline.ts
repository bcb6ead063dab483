import type { SourceDocument } from '../../src/documents/document.js';
import { readPlainText } from '../../src/documents/readers/plainText.js';

/** A text as drawn in a test: without the indentation it has there; `␣` is a space, `⇟` a form feed. */
export function drawn(text: string): string {
  const lines = text.replace(/^\n/, '').replace(/\n *$/, '').split('\n');
  const margin = Math.min(...lines.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length));
  return lines.map((line) => line.slice(margin)).join('\n').replace(/␣/g, ' ').replace(/⇟\n?/g, '\f');
}

const signs = { heading: '# ', caption: '! ', quotation: '> ', paragraph: '' } as const;

/** What a reader made of a text, a line each: "# Heading", "paragraph", "1) note", "- entry of the bibliography". */
export function outline({ blocks, notes, bibliography }: SourceDocument): string[] {
  return [
    ...blocks.map(({ kind, passage }) => signs[kind] + passage.text),
    ...notes.map(({ label, passage }) => `${label}) ${passage.text}`),
    ...bibliography.map(({ label, passage }) => `- ${label === null ? '' : `[${label}] `}${passage.text}`),
  ];
}

export const read = (text: string): SourceDocument => readPlainText(drawn(text));
