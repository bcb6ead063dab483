import assert from 'node:assert/strict';
import { parseArxiv, parseIdentifier } from '../../../src/references/normalise/identifier.js';

const identifiers: [string, string, string][] = [
  ['ISBN 978-3-16-148410-0', 'ISBN', '978-3-16-148410-0'],
  ['ISBN-13: 9783161484100.', 'ISBN', '9783161484100'],
  ['0-8044-2957-X', 'ISBN', '0-8044-2957-X'],
  ['ISSN 1540- 8140(Electronic)', 'ISSN', '1540-8140'],
  ['eISSN: 0378-5955', 'ISSN', '0378-5955'],
];

describe('ISBN and ISSN', () => {
  for (const [text, variable, value] of identifiers) {
    it(text, () => {
      const found = parseIdentifier(text)!;
      assert.deepEqual([found.variable, found.value], [variable, value]);
    });
  }
  it('is none of other figures', () => assert.equal(parseIdentifier('ISBN 12345'), null));
});

const preprints: [string, string][] = [
  ['arXiv:1301.4361 [nucl-ex]', '1301.4361'],
  ['arXiv :1409.3085v2', '1409.3085v2'],
  ['arXiv:hep-ph/0606023, FERMILAB', 'hep-ph/0606023'],
  ['[ hep-ph/0109119].', 'hep-ph/0109119'],
  ['1609.02419', '1609.02419'],
];

describe('arXiv', () => {
  for (const [text, value] of preprints) it(text, () => assert.equal(parseArxiv(text)?.value, value));
  it('is not every archive', () => assert.equal(parseArxiv('Archivio di Stato, 1609'), null));
});
