// zrender, by which ECharts draws: its charts would keep a model and states of each line, which for thousands of them take seconds.
import { Path, registerPainter } from 'zrender';
import CanvasPainter from 'zrender/lib/canvas/Painter';
import SVGPainter from 'zrender/lib/svg/Painter';

export { Circle, color, Group, init, Line, Path, Rect, Text, type PathStyleProps as Style, type ZRenderType as Canvas } from 'zrender';

// its own types of the two painters differ in what they take
registerPainter('canvas', CanvasPainter as unknown as Parameters<typeof registerPainter>[1]);
registerPainter('svg', SVGPainter);

export type Pen = Parameters<Path['buildPath']>[0];
/** A kind of path of one's own. */
export const extendShape = Path.extend.bind(Path) as typeof Path.extend;
