// The process that `fuzz.ts` has sources read in: what hangs there, or fills its memory, is ended from outside.
import '../support/model.js';
import { check } from './check.js';
import type { Answer, Task } from './fuzz.js';
import { mutated } from './mutate.js';
import { named } from './named.js';
import { seeds } from './seeds.js';

// as in src/worker.ts
process.on('unhandledRejection', () => undefined);

process.on('message', ({ extension, seed, index }: Task) => {
  const bytes = seed === null ? named[index]!.make() : mutated(seeds[extension]!, seed);
  const before = process.cpuUsage();
  const answer = (failure: string | null): void => {
    const { user, system } = process.cpuUsage(before);
    const message: Answer = { failure, milliseconds: (user + system) / 1000 };
    process.send!(message);
  };
  check(bytes, `source.${extension}`).then(() => answer(null), (error: Error) => answer(error.stack ?? String(error)));
});
