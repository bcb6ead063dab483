import { assertAllTested } from './features.js';

describe('The table of features', () => {
  it('has a test for each cell', assertAllTested);
});
