import type { Span } from '../../text/span.js';

const className = 'sentence';

/** Marks a span of a page's text with a box for each line. Positions are shares of the page, so that they hold when it is zoomed. */
export function highlight(textLayer: HTMLElement, span: Span): HTMLElement | undefined {
  const page = textLayer.getBoundingClientRect();
  const boxes = linesOf(rectanglesOf(textLayer, span)).map(({ left, top, right, bottom }) => {
    const box = document.createElement('div');
    box.style.left = share(left - page.left, page.width);
    box.style.top = share(top - page.top, page.height);
    box.style.width = share(right - left, page.width);
    box.style.height = share(bottom - top, page.height);
    return box;
  });
  const mark = document.createElement('div');
  mark.className = className;
  mark.append(...boxes);
  textLayer.before(mark);
  return boxes[0];
}

export function removeHighlights(within: ParentNode): void {
  for (const mark of within.querySelectorAll(`.${className}`)) mark.remove();
}

const share = (length: number, whole: number): string => `${(100 * length) / whole}%`;

type Rectangle = Pick<DOMRect, 'left' | 'top' | 'right' | 'bottom'>;

/** The rectangles of the words in a span. A text layer's text nodes are, in order, the strings of the page's text. */
function rectanglesOf(textLayer: HTMLElement, span: Span): Rectangle[] {
  const nodes = document.createTreeWalker(textLayer, NodeFilter.SHOW_TEXT);
  const found: Rectangle[] = [];
  for (let offset = 0, node = nodes.nextNode(); node && offset < span.end; node = nodes.nextNode()) {
    const { length } = node as Text;
    const range = document.createRange();
    range.setStart(node, Math.min(length, Math.max(0, span.start - offset)));
    range.setEnd(node, Math.min(length, span.end - offset));
    if (!range.collapsed && range.toString().trim() !== '') found.push(...range.getClientRects());
    offset += length;
  }
  return found;
}

/** How far apart pieces of one line can be, in heights of the line. */
const widestGap = 1.5;

/** Puts together what stands side by side. */
function linesOf(rectangles: readonly Rectangle[]): Rectangle[] {
  const lines: Rectangle[] = [];
  for (const { left, top, right, bottom } of rectangles) {
    const line = lines.at(-1);
    const height = bottom - top;
    const middle = (top + bottom) / 2;
    const beside = line && middle > line.top && middle < line.bottom && left >= line.left && left - line.right < widestGap * height;
    if (!beside) lines.push({ left, top, right, bottom });
    else lines[lines.length - 1] = { left: line.left, top: Math.min(top, line.top), right: Math.max(right, line.right), bottom: Math.max(bottom, line.bottom) };
  }
  return lines;
}
