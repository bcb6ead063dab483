import assert from 'node:assert/strict';
import { unsafeYaml } from '../../src/text/yaml.js';

describe('YAML that is not parsed', () => {
  const anchored = 'a: &a b\n';
  for (const [text, fault] of [
    [`b: ${'['.repeat(80_000)}`, /nested/], [`b: ${'{'.repeat(101)}`, /nested/], [`b: ${'[{c: '.repeat(60)}`, /nested/],
    ['- '.repeat(50), /nested/], [`? ${'- '.repeat(50)}`, /nested/], [`a:\n${' '.repeat(500)}b: c`, /nested/],
    [`b: [${'-,'.repeat(20_000)}`, /commas/], [`b: [${', \n'.repeat(600)}]`, /commas/],
    [`${anchored}c:\n${'- *a\n'.repeat(2001)}`, /aliases/], [`${anchored}c: [${' *a,'.repeat(2001)}]`, /aliases/],
  ] as const) {
    it(`is told of ${JSON.stringify(text.slice(0, 24))}`, () => assert.match(unsafeYaml(text) ?? '', fault));
  }

  for (const text of [
    '', 'title: A day\nauthor: [{name: Roe}, {name: Doe}]', '- [a]\n'.repeat(5000), `a: [${'b, '.repeat(5000)}]`, `${anchored}c:\n${'- *a\n'.repeat(100)}`,
    `a: ${'*very* '.repeat(5000)}`, '- a:\n  - b:\n    - c\n'.repeat(1000),
  ]) {
    it(`is not ${JSON.stringify(text.slice(0, 24))}`, () => assert.equal(unsafeYaml(text), null));
  }
});
