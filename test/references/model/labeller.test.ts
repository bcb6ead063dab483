import assert from 'node:assert/strict';
import { labels } from '../../../src/references/labels.js';
import { labelWith } from '../../../src/references/model/labeller.js';
import { ModelError, readModel } from '../../../src/references/model/model.js';
import { modelTokens } from '../../../src/references/model/words.js';
import { referenceModel } from '../../support/model.js';
import { modelOf } from './smallModel.js';

const model = readModel(modelOf([
  { like: 'Vale', state: 'begin-author', weight: 4 },
  { like: 'Press', state: 'publisher', weight: 4 },
  { like: '2018', state: 'date', weight: 4 },
]));

describe('The reference model', () => {
  it('labels words by what their features say', () => {
    const found = labelWith(model, 'Vale 2018 Press');
    assert.deepEqual(found.map(({ text, label, begins }) => [text, label, begins]), [['Vale', 'author', true], ['2018', 'date', false], ['Press', 'publisher', false]]);
    for (const { confidence } of found) assert.ok(confidence > 0.5 && confidence <= 1.001, String(confidence));
  });

  const hard: Record<string, string> = {
    'nothing': '',
    'white space': ' \n\t ',
    'a megabyte without a space': 'a'.repeat(1_000_000),
    'twenty thousand brackets': '('.repeat(20_000),
    'twenty thousand quotation marks': '“‘'.repeat(10_000),
    'Hebrew and Arabic': 'כהן, ש. (1998). ספר. אבن خلدون، المقدمة، بيروت ٢٠٠١',
    'Chinese and Korean': '王明，《中国法律史》，北京：法律出版社，2003年，第 12 页。김철수, 헌법학, 박영사, 1998',
    'emoji': '👩🏽‍⚖️ Vale 👍 2018 🇫🇷',
    'half a surrogate pair': 'Vale \ud83d 2018 \udc00',
    'control characters': 'Vale\u0000\u0007\u001b[31m 2018\u2028\u202e',
    'HTML': '<script>alert("Vale")</script>&nbsp;<i>2018</i>',
    'LaTeX': String.raw`\emph{Vale} $\frac{1}{2}$ \cite{vale2018} %`,
    'an address': 'https://example.org/a_(b)?c=d#e. www.example.org/ doi: 10.1000/abc.def).',
  };
  for (const [name, text] of Object.entries(hard)) {
    it(`keeps every word of ${name}`, () => {
      const found = labelWith(model, text);
      assert.equal(found.map((token) => token.text).join('').replace(/\s/g, ''), text.replace(/\s/g, ''));
      for (const { label, confidence, start, end } of found) {
        assert.ok(labels.includes(label));
        assert.ok(confidence >= 0 && confidence <= 1.001 && start < end);
      }
    });
  }

  it('labels a reference as before when much else was read in between', () => {
    const whole = readModel(referenceModel);
    const text = 'Vale, A. (2018). Quiet endings. Journal of Peace 12(3), 45–67.';
    const before = labelWith(whole, text);
    for (let index = 0; index < 3_000; index++) labelWith(whole, `W${index}x, B${index % 26} (${1900 + (index % 120)}), ‘T${index * 7}y of z${index % 90}’, in: V${index % 70} ${index}, S. ${index}.`);
    assert.deepEqual(labelWith(whole, text), before);
  });

  it('refuses bytes that are no model, cut, or of another version', () => {
    const bytes = modelOf([{ like: 'Vale', state: 'author', weight: 4 }]);
    const other = bytes.slice();
    other[4] = 99;
    for (const wrong of [new Uint8Array(0), new Uint8Array(100), bytes.subarray(0, -1), other]) assert.throws(() => readModel(wrong), ModelError);
  });
});

describe('The tokens of the model', () => {
  const cases: [string, string[]][] = [
    ['pp. 235–41', ['pp', '.', '235', '–', '41']],
    ['at https://example.org/a-b_c(d).', ['at', 'https://example.org/a-b_c(d', ')', '.']],
    ['doi:10.1000/x.y;', ['doi:10.1000/x.y', ';']],
    ['10 10.1000', ['10', '10', '.', '1000']],
  ];
  for (const [text, words] of cases) {
    it(`of "${text}"`, () => {
      const tokens = modelTokens(text);
      assert.deepEqual(tokens.map((token) => token.text), words);
      assert.deepEqual(tokens.map(({ start, end }) => text.slice(start, end)), words);
    });
  }
});
