import * as l10n from '@vscode/l10n';
import { purposes } from '../../language/literatureMap.js';
import type { Size } from './camera.js';
import type { Part } from './drawing.js';
import { dashes, type Theme } from './theme.js';
import { purposeName } from './words.js';
import { Circle, Line, Rect, Text } from './zrender.js';

/** In pixels, below a picture that is saved. */
export const legendHeight = 34;
const letterWidth = 0.56;
const sample = 26;
const gap = 8;
const margin = 20;

interface Entry {
  words: string;
  sign: (x: number, y: number) => Part;
}

/** What lines and shapes mean, below a picture of so many pixels: in one row, or in two where it is narrow. */
export function legendOf(theme: Theme, { width, height }: Size): Part[] {
  const fontSize = theme.fontSize - 2;
  const widthOf = ({ words }: Entry): number => sample + gap + words.length * fontSize * letterWidth + gap * 2;
  const all = entries(theme);
  const isNarrow = all.reduce((sum, entry) => sum + widthOf(entry), margin) > width;
  const rows = isNarrow ? [all.slice(0, all.length / 2), all.slice(all.length / 2)] : [all];
  return rows.flatMap((row, index) => {
    const y = height + (legendHeight * (index + 0.5)) / rows.length;
    let x = margin;
    return row.flatMap((entry): Part[] => {
      const start = x;
      x += widthOf(entry);
      return [entry.sign(start, y), new Text({ x: start + sample + gap, y, style: { text: entry.words, fill: theme.foreground, font: `${fontSize}px ${theme.font}`, verticalAlign: 'middle' } })];
    });
  });
}

const entries = (theme: Theme): Entry[] => [
  { words: l10n.t('Source'), sign: (x, y) => new Rect({ shape: { x: x + sample - 14, y: y - 7, width: 14, height: 14, r: 3 }, style: { fill: theme.source } }) },
  { words: l10n.t('Cited work'), sign: (x, y) => new Circle({ shape: { cx: x + sample - 7, cy: y, r: 6 }, style: { fill: theme.work } }) },
  ...purposes.map((purpose): Entry => ({
    words: purposeName(purpose),
    sign: (x, y) => new Line({ shape: { x1: x, y1: y, x2: x + sample, y2: y }, style: { stroke: theme.purposes[purpose], lineWidth: 2, lineDash: [...dashes[purpose]] } }),
  })),
];
