import type { Purpose } from '../../language/literatureMap.js';
import { color } from './zrender.js';

/** The theme's colours, as a canvas needs them: in values. */
export interface Theme {
  background: string;
  foreground: string;
  muted: string;
  source: string;
  work: string;
  focus: string;
  hover: { background: string; foreground: string; border: string };
  font: string;
  fontSize: number;
  purposes: Record<Purpose, string>;
}

/** How lines of a purpose are drawn besides their colour, as lengths of strokes and gaps; those of one purpose alone are whole. */
export const dashes: Record<Purpose, readonly number[]> = { supports: [], quotes: [10, 3], reports: [6, 4], contrasts: [3, 3], points: [8, 3, 2, 3], lists: [1, 4] };

/** Reads the colours that VS Code gives the page (https://code.visualstudio.com/api/extension-guides/webview#theming-webview-content). */
export function readTheme(): Theme {
  const style = getComputedStyle(document.body);
  const variable = (name: string, otherwise: string): string => style.getPropertyValue(`--vscode-${name}`).trim() || otherwise;
  const [background, foreground] = [variable('editor-background', '#fff'), variable('editor-foreground', variable('foreground', '#333'))];
  const contrast = document.body.classList.contains('vscode-high-contrast');
  const mixed = (part: number): string => (contrast ? foreground : color.lerp(part, [background, foreground]) as string);
  return {
    background,
    foreground,
    muted: mixed(0.72),
    // orange has no value in high contrast, and lets lines through in others
    source: variable('charts-yellow', '#bf8803'),
    work: mixed(0.55),
    focus: variable('focusBorder', '#007fd4'),
    hover: { background: variable('editorHoverWidget-background', background), foreground: variable('editorHoverWidget-foreground', foreground), border: variable('editorHoverWidget-border', foreground) },
    font: variable('font-family', 'sans-serif'),
    fontSize: Number.parseFloat(variable('font-size', '13px')),
    purposes: {
      supports: mixed(0.45),
      quotes: variable('charts-blue', '#3794ff'),
      reports: variable('charts-green', '#89d185'),
      contrasts: variable('charts-red', '#f14c4c'),
      points: variable('charts-purple', '#b180d7'),
      lists: mixed(0.35),
    },
  };
}

/** Calls back when another theme is chosen. */
export function onThemeChange(changed: () => void): void {
  const observer = new MutationObserver(changed);
  observer.observe(document.body, { attributes: true, attributeFilter: ['class', 'data-vscode-theme-id'] });
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['style'] });
}
