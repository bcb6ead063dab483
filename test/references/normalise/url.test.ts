import assert from 'node:assert/strict';
import { parseDoi, parseUrl } from '../../../src/references/normalise/url.js';

const addresses: [string, string][] = [
  ['online at https://www.state.gov/s/hp/c12345.htm.', 'https://www.state.gov/s/hp/c12345.htm'],
  ['URL: <https://a.org/x>.', 'https://a.org/x'],
  // cut over lines: the hyphen belongs to the address
  ['online at https://georgewroe- cityhouse.example.gov/news/releases/2005/10/20051006-3.html.', 'https://georgewroe-cityhouse.example.gov/news/releases/2005/10/20051006-3.html'],
  ['see https://www.theatlantic.com/magazine/archive/2015/03/what-voters-really- want/123456.', 'https://www.theatlantic.com/magazine/archive/2015/03/what-voters-really-want/123456'],
  ['https://www.bbc.co.uk/ news/world-middle-east-47678157, accessed 3 May 2019', 'https://www.bbc.co.uk/news/world-middle-east-47678157'],
  ['https:// undocs.org/S/2019/103', 'https://undocs.org/S/2019/103'],
  ['http ://snappy.example.org(', 'http://snappy.example.org'],
  ['(http://en.wikipedia.org/wiki/Foo_(bar))', 'http://en.wikipedia.org/wiki/Foo_(bar)'],
  ['www.example.org/a?b=c; then', 'https://www.example.org/a?b=c'],
  ['ssrn.com/abstract=3492722', 'ssrn.com/abstract=3492722'],
  // what follows is a new sentence
  ['https://undocs.org/S/2019/103. See also p. 3', 'https://undocs.org/S/2019/103'],
  ['http://www.example.org/ Retrieved in May', 'http://www.example.org/'],
];

describe('web addresses', () => {
  for (const [text, expected] of addresses) it(text, () => assert.equal(parseUrl(text)?.value, expected));

  it('leaves the words around to others', () => {
    assert.equal(parseUrl('SSRN: https://ssrn.com/a or elsewhere')?.unread, 'SSRN:   or elsewhere');
    assert.equal(parseUrl('X003600020026x'), null);
  });
});

const dois: [string, string][] = [
  ['10.1111/1467-6478.00057', '10.1111/1467-6478.00057'],
  ['doi: 10.1111/1467-6478.00057.', '10.1111/1467-6478.00057'],
  ['https://doi.org/10.1111/1467-6478.00057', '10.1111/1467-6478.00057'],
  ['http://dx.doi.org/10.1111%2F1467-6478.00057', '10.1111/1467-6478.00057'],
  ['[doi>10.1111/1467-6478.00057]', '10.1111/1467-6478.00057'],
  ['doi:10.1111/1467- 6478.00057', '10.1111/1467-6478.00057'],
  ['DOI 10.1016/j.x. 2018.09.152', '10.1016/j.x.2018.09.152'],
  ['10.1002/(SICI)1097-0258(19980815)', '10.1002/(SICI)1097-0258(19980815)'],
  ['10.1000/abc. Accessed in May', '10.1000/abc'],
];

describe('DOIs', () => {
  for (const [text, expected] of dois) it(text, () => assert.equal(parseDoi(text)?.value, expected));
  it('is none without its registrant', () => assert.equal(parseDoi('doi:10.'), null));
});
