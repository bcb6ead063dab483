import assert from 'node:assert/strict';
import { tidied } from '../../../src/references/model/tidy.js';
import type { Label, LabelledToken } from '../../../src/references/labels.js';

/** "container-title: in Handbook | date: 2018" as tokens; the model is unsure of a word with "?". */
function tokensOf(fields: string): LabelledToken[] {
  let at = 0;
  return fields.split(' | ').flatMap((field) => {
    const [label, words] = field.split(': ') as [Label, string];
    return words.split(' ').map((word) => {
      const text = word.replace('?', '');
      at += text.length + 1;
      return { text, label, start: at - text.length - 1, end: at - 1, confidence: text === word ? 0.9 : 0.6 };
    });
  });
}

const shown = (tokens: readonly LabelledToken[]): string => tokens.filter(({ label }) => label !== 'other').map(({ text, label }) => `${label}:${text}`).join(' ');

describe('Fields of the model, tidied', () => {
  const cases: [string, string, string][] = [
    ['leave out the word that leads to them', 'container-title: in Handbook', 'container-title:Handbook'],
    ['leave out marks around them', 'date: ( 2018 ) , | pages: 12 )', 'date:2018 pages:12'],
    ['leave out a point behind a bracket', 'pages: 98 ) .', 'pages:98'],
    ['keep the point of an abbreviation', 'pages: 98 ff . ,', 'pages:98 pages:ff pages:.'],
    ['keep a bracket that they open', 'publisher: Press ( Pakistan ) ,', 'publisher:Press publisher:( publisher:Pakistan publisher:)'],
    ['keep the marks of a title', 'title: ( Re- ) reading', 'title:( title:Re- title:) title:reading'],
    ['know an address by its form', 'note: at | title: https://example.org/a', 'note:at url:https://example.org/a'],
    ['give pages behind a container their own field', 'container-title: Assemblages , 107 – 23 , | location: Oxford', 'container-title:Assemblages pages:107 pages:– pages:23 location:Oxford'],
    ['know the first page by the pinpoint behind it', 'volume: 20 | container-title: Society | volume: 56 , | pages: 61 .', 'volume:20 container-title:Society pages:56 pages:, pages:61 pages:.'],
    ['end a title with its quotation', 'title: ‘ A Road ’ , in Quiet Endings', 'title:‘ title:A title:Road title:’ title:, container-title:Quiet container-title:Endings'],
    ['give the words before a quoted title to its author', 'title: UN Assembly , ” Children . ”', 'author:UN author:Assembly title:” title:Children title:. title:”'],
    ['leave out of the author what leads to the name', 'title: He returns to it in Max Roe , " Roads "', 'note:He note:returns note:to note:it note:in author:Max author:Roe title:" title:Roads title:"'],
    ['leave a second author whose given name is known', 'author: Roe , Jane . Mary? Poe? ,? | title: Roads', 'author:Roe author:, author:Jane author:. author:Mary author:Poe title:Roads'],
    ['begin a title before its comma', 'author: Roe , Jane . Great? Hatred? ,? | title: Little Room', 'author:Roe author:, author:Jane author:. title:Great title:Hatred title:, title:Little title:Room'],
    ['know the address of a DOI', 'url: at https://doi.org/10.1000/x', 'url:at doi:https://doi.org/10.1000/x'],
  ];
  for (const [name, fields, expected] of cases) it(name, () => assert.equal(shown(tidied(tokensOf(fields))), expected.replace('url:at ', '')));

  it('may be nothing but marks', () => assert.equal(shown(tidied(tokensOf('date: ) ) ( ,'))), ''));
});
