import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Keeps how many tests of this run passed and failed, in the file that scripts/test.ts asked for and adds up. */
export function keepTotals(stats: Mocha.Stats | undefined): void {
  const file = process.env['IBID_TEST_TOTALS'];
  if (!file || !stats) return;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify({ passed: stats.passes, failed: stats.failures })}\n`);
}
