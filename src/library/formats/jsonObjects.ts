import { behindString } from '../../text/jsonValues.js';
import type { Span } from '../../text/span.js';

/** Where the objects of the outermost list stand: one pass, by brackets outside strings. */
export function objectsOf(text: string): Span[] {
  const spans: Span[] = [];
  const signs = /["{}[\]]/g;
  let [depth, start, level] = [0, 0, -1];
  for (let match = signs.exec(text); match; match = signs.exec(text)) {
    const sign = match[0];
    if (sign === '"') signs.lastIndex = behindString(text, match.index);
    else if (sign === '{' || sign === '[') {
      // an object around the list is none of its entries
      if (sign === '[' && level < 0) level = depth + 1;
      if (sign === '{' && depth === level) start = match.index;
      depth++;
    } else if (--depth === level && sign === '}') spans.push({ start, end: match.index + 1 });
  }
  return spans;
}
