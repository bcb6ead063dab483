import assert from 'node:assert/strict';
import { purposes } from '../../../src/language/literatureMap.js';
import { frame } from '../../../src/pages/map/camera.js';
import { hitAt } from '../../../src/pages/map/hits.js';
import { Literature, mostLines, type Shown } from '../../../src/pages/map/literature.js';
import { placeNames } from '../../../src/pages/map/names.js';
import { curveOf, GraphStage, spotOf, TimelineStage, type Stage } from '../../../src/pages/map/stage.js';

const size = { width: 900, height: 600 };

/** As many sources, each citing as many of the works, all of different years. */
function citing({ sources, works, each }: { sources: number; works: number; each: number }): Shown {
  const names = Array.from({ length: sources + works }, (_, index) => `Author ${index}`);
  const citations = Array.from({ length: sources * each }, (_, index) => [Math.floor(index / each), sources + (index % works), purposes.indexOf('supports'), 1 + (index % 3)]);
  return new Literature({
    works: names.map((name, index) => ({ key: name, name, title: '', year: 1960 + (index % 60), isSource: index < sources })),
    citations: Uint32Array.from(citations.flat()),
  }).shown({ words: '', source: '', least: 0, shared: false, hidden: [], most: 1000 });
}

const shown = citing({ sources: 4, works: 40, each: 20 });
const stages: [string, () => Stage][] = [
  ['the graph', () => new GraphStage(shown, size, null)],
  ['the timeline', () => new TimelineStage(shown, size, { start: 20, end: 80 })],
];

describe('what is seen of the map', () => {
  for (const [name, stageOf] of stages) {
    it(`${name} is moved by as many pixels as it is dragged`, () => {
      const stage = stageOf();
      const before = spotOf(stage, stage.marks[0]!);
      stage.move({ dx: 30, dy: 0 });
      assert.ok(Math.abs(spotOf(stage, stage.marks[0]!).x - before.x - 30) < 1e-6);
    });

    it(`${name} is zoomed about the pointer, which stays where it is`, () => {
      const stage = stageOf();
      const before = spotOf(stage, stage.marks[0]!);
      const beside = spotOf(stage, stage.marks[1]!);
      stage.move({ factor: 1.5, about: before });
      const after = spotOf(stage, stage.marks[0]!);
      assert.ok(Math.abs(after.x - before.x) < 1e-6 && Math.abs(after.y - before.y) < 1e-6);
      assert.ok(Math.abs(spotOf(stage, stage.marks[1]!).x - after.x - 1.5 * (beside.x - before.x)) < 1e-6);
    });

    it(`${name} comes back to where it was kept`, () => {
      const stage = stageOf();
      const kept = { place: null, years: null, ...stage.move({ dx: -40, factor: 1.2 }) };
      const again = name === 'the graph' ? new GraphStage(shown, size, kept.place) : new TimelineStage(shown, size, kept.years);
      assert.deepEqual(spotOf(again, again.marks[5]!).x.toFixed(6), spotOf(stage, stage.marks[5]!).x.toFixed(6));
    });
  }

  it('the whole graph lies within the picture, and the timeline cannot be dragged beyond its years', () => {
    const graph = new GraphStage(shown, size, null);
    for (const mark of graph.marks) {
      const { x, y } = spotOf(graph, mark);
      assert.ok(x >= 0 && x <= size.width && y >= 0 && y <= size.height);
    }
    assert.deepEqual(new TimelineStage(shown, size, { start: 0, end: 50 }).move({ dx: 10_000 }), { years: { start: 0, end: 50 } });
    assert.deepEqual(new TimelineStage(shown, size, { start: 0, end: 50 }).move({ factor: 0.1 }), { years: { start: 0, end: 100 } });
  });

  it('of very many lines those with the most claims are drawn, and of a work all', () => {
    const many = new GraphStage(citing({ sources: 10, works: 500, each: 450 }), size, null);
    assert.equal(many.lines.length, mostLines);
    assert.ok(many.lines.every(({ citation }) => citation.claims > 1));
    assert.equal(many.linesAt(many.marks.find(({ work }) => work.isSource)!.work).length, 450);
  });
});

describe('what the pointer is upon', () => {
  it('is the weightiest work there, or else a line', () => {
    const stage = new GraphStage(shown, size, null);
    const line = stage.lines[0]!;
    const { x, y } = spotOf(stage, line.to);
    assert.deepEqual(hitAt(stage, stage.lines, x, y), { mark: stage.marks.find((mark) => Math.hypot(spotOf(stage, mark).x - x, spotOf(stage, mark).y - y) <= spotOf(stage, mark).radius + 2) });
    const [x1, y1, , , x2, y2] = curveOf(stage, line);
    const lineAlone = { marks: [], camera: stage.camera };
    assert.ok('line' in hitAt(lineAlone, [line], (x1 + x2) / 2 + 1, (y1 + y2) / 2)!);
    assert.equal(hitAt(lineAlone, [line], (x1 + x2) / 2 + 40, (y1 + y2) / 2 + 40), null);
  });
});

describe('names beside works', () => {
  const letters = { height: 15, width: (text: string) => text.length * 7 };
  const boxes = (stage: Stage): { left: number; right: number; top: number; bottom: number }[] =>
    placeNames(stage.marks.map((mark) => spotOf(stage, mark)), { inside: stage.inside, isCrowded: stage.isCrowded, letters }).map(({ mark, text, dx, dy }) => {
      const { x, y } = spotOf(stage, mark);
      return { left: x + dx, right: x + dx + letters.width(text), top: y + dy - letters.height / 2, bottom: y + dy + letters.height / 2 };
    });

  for (const [name, stageOf] of stages) {
    it(`of ${name} lie neither on one another nor beyond the edge`, () => {
      const stage = stageOf();
      const named = boxes(stage);
      assert.ok(named.length > 3);
      for (const [index, a] of named.entries()) {
        assert.ok(a.left >= stage.inside.left && a.right <= stage.inside.right);
        for (const b of named.slice(index + 1)) assert.ok(a.left >= b.right || b.left >= a.right || a.top >= b.bottom || b.top >= a.bottom);
      }
    });
  }

  it('of the graph lie on no source, nor on what weighs more', () => {
    // the works weigh more than the sources
    const stage = new GraphStage(citing({ sources: 30, works: 3, each: 3 }), { width: 300, height: 200 }, null);
    const names = placeNames(stage.marks.map((mark) => spotOf(stage, mark)), { inside: stage.inside, isCrowded: true, letters });
    for (const { mark, text, dx, dy } of names) {
      const { x, y } = spotOf(stage, mark);
      const kept = stage.marks.filter((other, at) => other !== mark && (other.work.isSource || at < stage.marks.indexOf(mark)));
      const covered = kept.map((other) => spotOf(stage, other)).filter((spot) => spot.x + spot.radius > x + dx && spot.x - spot.radius < x + dx + letters.width(text) && Math.abs(spot.y - y - dy) < spot.radius + letters.height / 2);
      assert.deepEqual(covered, []);
    }
  });

  it('of the timeline lie on no other work', () => {
    const stage = new TimelineStage(shown, size, null);
    for (const { left, right, top, bottom } of boxes(stage)) {
      assert.ok(stage.marks.every((mark) => {
        const { x, y, radius } = spotOf(stage, mark);
        return x + radius <= left || x - radius >= right || y + radius <= top || y - radius >= bottom;
      }));
      assert.ok(left >= frame.left);
    }
  });
});
