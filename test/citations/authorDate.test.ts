import assert from 'node:assert/strict';
import { findAuthorDates } from '../../src/citations/authorDate.js';

/** "Vale & Roe 2018a (page 18) [see]": one author-date citation in a line. */
const line = ({ authors, more, date, locator, signal }: ReturnType<typeof findAuthorDates>[number]): string =>
  [
    authors.map(({ family, literal }) => family ?? `{${literal}}`).join(' & ') + (more ? ' et al.' : ''),
    `${date.year ?? date.words}${date.letter}`,
    locator ? `(${locator.label} ${locator.value})` : '',
    signal ? `[${signal}]` : '',
  ].filter(Boolean).join(' ');

const examples: [text: string, ...citations: string[]][] = [
  ['It was closed (Roe 2001).', 'Roe 2001'],
  ['It was closed (Roe, 2001).', 'Roe 2001'],
  ['It was closed (Roe 2001a).', 'Roe 2001a'],
  ['It was closed (Roe 2001, p. 12).', 'Roe 2001 (page 12)'],
  ['It was closed (Roe 2001: 12-14).', 'Roe 2001 (page 12-14)'],
  ['It was closed (Roe 2001, chap. 3).', 'Roe 2001 (chapter 3)'],
  ['It was closed (Roe and Doe 2001).', 'Roe & Doe 2001'],
  ['It was closed (Roe & Doe, 2001).', 'Roe & Doe 2001'],
  ['It was closed (Roe, Doe and Poe 2001).', 'Roe & Doe & Poe 2001'],
  ['It was closed (Roe et al. 2001).', 'Roe et al. 2001'],
  ['It was closed (Roe et al., 2001).', 'Roe et al. 2001'],
  ['It was closed (Roe 2001; Doe 2004).', 'Roe 2001', 'Doe 2004'],
  ['It was closed (Roe 2001 and Doe 2004).', 'Roe 2001', 'Doe 2004'],
  ['It was closed (Roe 2001, Doe 2004).', 'Roe 2001', 'Doe 2004'],
  ['It was closed (Roe 2001, 2004).', 'Roe 2001', 'Roe 2004'],
  ['It was closed (see Roe 2001).', 'Roe 2001 [see]'],
  ['It was closed (cf. Roe 2001; see also Doe 2004, p. 3).', 'Roe 2001 [cf.]', 'Doe 2004 (page 3) [see also]'],
  ['Roe (2001) closed it.', 'Roe 2001'],
  ['Roe and Doe’s (2001, p. 7) road was closed.', 'Roe & Doe 2001 (page 7)'],
  ['De Lauri (2018) and Mc Hugh and Bessler (2006) say so.', 'De Lauri 2018', 'Mc Hugh & Bessler 2006'],
  ['It was closed (van der Heide 2017).', 'van der Heide 2017'],
  ['It was closed (Ó Dochartaigh 2011).', 'Ó Dochartaigh 2011'],
  ['It was closed (World Bank 2018).', '{World Bank} 2018'],
  ['It was closed (ICRC 2018).', '{ICRC} 2018'],
  ['It was closed (Roe 2001) and opened (Doe 2004).', 'Roe 2001', 'Doe 2004'],
  ['It was closed in March (2015) or (March 2015).'],
  ['It was closed (in 2015), then opened (since 2016).'],
  ['In Iraq (2003) it was closed, as in Syria (2011).'],
  ['The act (Resolution 2140) was closed (Article 12).'],
  ['It was closed (for 2000 metres) and (2001).'],
  ['It was closed (London: Roads Press, 2001).'],
  ['An open mark (Roe 2001'],
];

describe('author-date citations', () => {
  for (const [text, ...wanted] of examples) it(text, () => assert.deepEqual(findAuthorDates(text).map(line), wanted));

  it('stand where their words stand', () => {
    const text = 'Roe (2001) closed it (see Doe 2004; Poe 2011, p. 3).';
    assert.deepEqual(findAuthorDates(text).map(({ start, end }) => text.slice(start, end)), ['Roe (2001)', 'Doe 2004', 'Poe 2011, p. 3']);
  });
});
