/** Choices that look random and are the same for the same seed (mulberry32). */
export class Dice {
  private state: number;

  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  /** From 0 up to 1. */
  roll(): number {
    const state = (this.state = (this.state + 0x6d2b79f5) >>> 0);
    let hash = Math.imul(state ^ (state >>> 15), state | 1);
    hash ^= hash + Math.imul(hash ^ (hash >>> 7), hash | 61);
    return ((hash ^ (hash >>> 14)) >>> 0) / 2 ** 32;
  }

  pick<T>(list: readonly T[]): T {
    return list[Math.floor(this.roll() * list.length)]!;
  }

  /** True in so many of 1. */
  chance(share: number): boolean {
    return this.roll() < share;
  }

  /** A whole number, both ends included. */
  number(from: number, to: number): number {
    return from + Math.floor(this.roll() * (to - from + 1));
  }

  /** One of the values, each as often as its weight says. */
  weighted<T extends string>(weights: Readonly<Record<T, number>>): T {
    const entries = Object.entries(weights) as [T, number][];
    let left = this.roll() * entries.reduce((sum, [, weight]) => sum + weight, 0);
    return (entries.find(([, weight]) => (left -= weight) < 0) ?? entries.at(-1)!)[0];
  }
}
