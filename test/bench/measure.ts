// How time is measured, and told.

const sorted = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b);
export const median = (values: readonly number[]): number => sorted(values)[values.length >> 1]!;
export const percentile99 = (values: readonly number[]): number => sorted(values)[Math.floor(values.length * 0.99)]!;
export const rounded = (value: number, digits = 2): number => Number(value.toPrecision(digits));

/** Milliseconds of processor time: what else the machine does at the time does not count. For what takes long. */
export async function processorTime(act: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await act();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

async function times(count: number, act: () => unknown): Promise<number[]> {
  const all: number[] = [];
  for (let time = 0; time < count; time++) all.push(await processorTime(act));
  return all;
}

export const medianOf = async (count: number, act: () => unknown): Promise<number> => median(await times(count, act));

/** The least of several, which is what it takes without interruptions. */
export const leastOf = async (count: number, act: () => unknown): Promise<number> => Math.min(...(await times(count, act)));

/** Milliseconds of each act at its best of several rounds: the same without interruptions. For what takes a moment. */
export function bestTimes<Input>(inputs: readonly Input[], rounds: number, act: (input: Input) => unknown): number[] {
  const best = inputs.map(() => Infinity);
  for (let round = 0; round < rounds; round++) {
    for (const [index, input] of inputs.entries()) {
      const start = performance.now();
      act(input);
      best[index] = Math.min(best[index]!, performance.now() - start);
    }
  }
  return best;
}

export interface Figures {
  ratios: object;
  milliseconds: object;
}
