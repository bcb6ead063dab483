// Reads broken sources by the thousand, and such as are made to be hard to read: `npm run fuzz`, with --reader EXTENSION, --seeds COUNT (1000 for
// each reader), --first SEED, --seconds MOST (of all), --named (only what has a name). The same seed gives the same source.
import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { readableExtensions } from '../../src/documents/readers/readers.js';
import { named } from './named.js';
import { seeds } from './seeds.js';

/** What the reading process is asked, and answers. `slowest` is of the processor's time, in milliseconds. */
export interface Task { extension: string; seed: number | null; index: number }
export interface Answer { failure: string | null; milliseconds: number }

const { values } = parseArgs({
  options: { reader: { type: 'string' }, seeds: { type: 'string', default: '1000' }, first: { type: 'string', default: '0' }, seconds: { type: 'string', default: '1800' }, named: { type: 'boolean', default: false } },
});

/** A source is read in this many milliseconds of processor time, one with a name in more: it is thousands of times as long. */
const most = { seed: 5_000, named: 60_000 };
/** Times as much on the clock, since the machine may do other things, and the process is ended. */
const patience = 6;

class Reading {
  private child: ChildProcess | null = null;

  /** Has a source read in a process of its own, which is ended if it takes too long. */
  async read(task: Task, limit: number): Promise<Answer> {
    const child = (this.child ??= fork(fileURLToPath(new URL('./reading.ts', import.meta.url)), { execArgv: ['--import', 'tsx', '--max-old-space-size=2048'] }));
    const answer = await new Promise<Answer>((done) => {
      const settle = (found: Answer): void => {
        clearTimeout(timer);
        child.removeAllListeners();
        done(found);
      };
      const fail = (failure: string): void => {
        this.end();
        settle({ failure, milliseconds: limit });
      };
      const timer = setTimeout(() => fail(`still reading after ${(limit * patience) / 1000} seconds`), limit * patience);
      child.once('exit', (code, signal) => fail(`the process ended with ${code ?? signal}`));
      child.once('message', (message) => settle(message as Answer));
      child.send(task);
    });
    return answer.failure === null && answer.milliseconds > limit ? { ...answer, failure: `took ${Math.round(answer.milliseconds)} ms` } : answer;
  }

  end(): void {
    this.child?.kill('SIGKILL');
    this.child = null;
  }
}

async function main(): Promise<void> {
  const until = performance.now() + Number(values.seconds) * 1000;
  const reading = new Reading();
  const wanted = readableExtensions.filter((extension) => extension in seeds && (values.reader === undefined || values.reader === extension));
  let failures = 0;
  const report = (line: string, failure: string | null): void => {
    if (failure === null) return;
    failures++;
    console.log(`${line}: ${failure}`);
  };
  for (const [index, { name, extension }] of named.entries()) {
    if (!wanted.includes(extension) || performance.now() > until) continue;
    const { failure, milliseconds } = await reading.read({ extension, seed: null, index }, most.named);
    console.log(`${extension}, ${name}: ${Math.round(milliseconds)} ms`);
    report(`${extension}, ${name}`, failure);
  }
  const first = Number(values.first);
  for (const [index, extension] of (values.named ? [] : wanted).entries()) {
    // Each reader has its share of the time that is left.
    const share = performance.now() + (until - performance.now()) / (wanted.length - index);
    let [count, total, slowest, slowestSeed] = [0, 0, 0, first];
    for (let seed = first; seed < first + Number(values.seeds) && performance.now() < share; seed++) {
      const { failure, milliseconds } = await reading.read({ extension, seed, index: 0 }, most.seed);
      report(`${extension}, seed ${seed}`, failure);
      count++;
      total += milliseconds;
      if (milliseconds > slowest) [slowest, slowestSeed] = [milliseconds, seed];
    }
    console.log(`${extension}: ${count} sources, ${Math.round(total / Math.max(1, count))} ms each, the slowest ${Math.round(slowest)} ms (seed ${slowestSeed})`);
  }
  reading.end();
  console.log(failures === 0 ? 'Nothing failed.' : `${failures} failed.`);
  process.exitCode = failures === 0 ? 0 : 1;
}

void main();
