import * as vscode from 'vscode';
import { textAhead, textBehind } from '../language/paragraph.js';
import type { Span } from '../text/span.js';

/** As much of a document as a language feature looks at, so that a keystroke in a document of 10 MB costs no more than in a page. */
export interface Around {
  text: string;
  /** The position's place in `text`, in UTF-16 code units. */
  offset: number;
  range(span: Span): vscode.Range;
}

export function around(document: vscode.TextDocument, position: vscode.Position): Around {
  const at = document.offsetAt(position);
  const start = document.positionAt(Math.max(0, at - textBehind));
  const base = document.offsetAt(start);
  const text = document.getText(new vscode.Range(start, document.positionAt(at + textAhead)));
  return {
    text,
    offset: at - base,
    range: ({ start, end }) => new vscode.Range(document.positionAt(base + start), document.positionAt(base + end)),
  };
}
