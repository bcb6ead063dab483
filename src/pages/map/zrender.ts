// zrender, by which ECharts draws, as ECharts hands it on: its charts keep a model and states of each line, which for thousands of them take seconds.
import { graphic, use, zrender } from 'echarts/core';
import { CanvasRenderer, SVGRenderer } from 'echarts/renderers';

use([CanvasRenderer, SVGRenderer]);

export const { extendShape, Circle, Group, Line, Rect, Text } = graphic;
export const { init } = zrender;
export type Canvas = ReturnType<typeof init>;
export type Group = InstanceType<typeof Group>;
export type Text = InstanceType<typeof Text>;
export type Path = InstanceType<ReturnType<typeof extendShape>>;
export type Style = Path['style'];
export type Pen = Parameters<Path['buildPath']>[0];
export { color } from 'echarts/core';
