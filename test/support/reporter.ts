import Mocha from 'mocha';
import { keepTotals } from './totals.js';

/** Mocha's usual report, whose totals are kept. */
export default class Reporter extends Mocha.reporters.Spec {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    runner.once('end', () => keepTotals(runner.stats));
  }
}
