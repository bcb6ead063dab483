import assert from 'node:assert/strict';
import { readableExtensions } from '../../src/documents/readers/readers.js';
import { check } from './check.js';
import { mutated } from './mutate.js';
import { seeds } from './seeds.js';

/** `npm run fuzz` tries thousands. */
const tries = 40;

describe('reading broken sources', () => {
  it('is tried with every format', () => {
    assert.deepEqual(readableExtensions.filter((extension) => !(extension in seeds)), []);
  });

  // What is read by the same reader is tried once.
  const formats = Object.entries(seeds).filter(([extension, seed], index, all) => readableExtensions.includes(extension) && all.findIndex(([, other]) => other === seed) === index);
  for (const [extension, seed] of formats) {
    it(`never throws, and leads into the text: ${extension}`, async function () {
      this.timeout(60_000);
      for (let number = 0; number < tries; number++) {
        await check(mutated(seed, number), `source.${extension}`).catch((error: Error) => assert.fail(`seed ${number}: ${error.stack}`));
      }
    });
  }
});
