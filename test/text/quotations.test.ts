import assert from 'node:assert/strict';
import { quotations } from '../../src/text/quotations.js';

/** `drawn` has braces around the words that are quoted; they stand inside the quotation marks. */
function check(drawn: string): void {
  const text = drawn.replace(/[{}]/g, '');
  const marked = [...drawn.matchAll(/\{([^}]*)\}/g)].map((match) => match[1]!);
  assert.deepEqual(quotations(text).map(({ start, end }) => text.slice(start, end)), marked);
}

const drawn = [
  'No quotation at all.',
  'She said “{we wait}” and waited.',
  'She said ‘{we wait}’ and waited.',
  'She said "{we wait}" and waited.',
  "She said '{we wait}' and waited.",
  'Sie sagte „{wir warten}“ und wartete.',
  'Elle dit «{nous attendons}» puis rien.',
  'Two: ‘{one}’ and ‘{two}’.',
  '‘{They don’t know}’, he said.',
  'The group’s aims and the groups’ means are no quotation.',
  'He wrote that ‘{the states’ interests differ}’ in the end.',
  '‘{A “radical” turn}’, she wrote.',
  'He called it “{a ‘good’ road}”.',
  'A straight mark opened, a curly one closed: "{it is done}”.',
  'The mark ‘ stands alone.',
  'It ends “{with a stop.}”',
  'An empty “” holds nothing.',
  'Twice: “{one}” “{two}”.',
];

describe('quotations', () => {
  for (const text of drawn) it(text, () => check(text));

  it('are not looked for further than a mark that was never closed can mean', () => {
    assert.deepEqual(quotations(`“${'word '.repeat(1000)}end”`), []);
  });
});
