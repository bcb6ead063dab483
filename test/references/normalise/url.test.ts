import assert from 'node:assert/strict';
import { findUrls, normaliseDoi, normaliseUrl } from '../../../src/references/normalise/url.js';

const cases: [string, string][] = [
  ['online at https://www.state.gov/s/hp/c12345.htm.', 'https://www.state.gov/s/hp/c12345.htm'],
  // cut over lines: the hyphen belongs to the address
  ['online at https://georgewroe- cityhouse.example.gov/news/releases/2005/10/20051006-3.html.', 'https://georgewroe-cityhouse.example.gov/news/releases/2005/10/20051006-3.html'],
  ['see https://www.theatlantic.com/magazine/archive/2015/03/what-voters-really- want/123456.', 'https://www.theatlantic.com/magazine/archive/2015/03/what-voters-really-want/123456'],
  ['https://www.bbc.co.uk/ news/world-middle-east-47678157, accessed 3 May 2019', 'https://www.bbc.co.uk/news/world-middle-east-47678157'],
  ['https:// undocs.org/S/2019/103', 'https://undocs.org/S/2019/103'],
  ['(http://en.wikipedia.org/wiki/Foo_(bar))', 'http://en.wikipedia.org/wiki/Foo_(bar)'],
  ['www.example.org/a?b=c; then', 'https://www.example.org/a?b=c'],
  // what follows is a new sentence
  ['https://undocs.org/S/2019/103. See also p. 3', 'https://undocs.org/S/2019/103'],
  ['http://www.example.org/ Retrieved in May', 'http://www.example.org/'],
];

describe('web addresses', () => {
  for (const [text, expected] of cases) {
    it(text, () => {
      const [url] = findUrls(text);
      assert.equal(normaliseUrl(text.slice(url!.start, url!.end)), expected);
    });
  }

  it('takes a DOI out of what it stands in', () => {
    for (const text of ['10.1111/1467-6478.00057', 'doi: 10.1111/1467-6478.00057.', 'https://doi.org/10.1111/1467-6478.00057', '[doi>10.1111/1467-6478.00057]']) {
      assert.equal(normaliseDoi(text), '10.1111/1467-6478.00057');
    }
  });
});
