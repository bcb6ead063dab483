import assert from 'node:assert/strict';
import { findAuthorDates } from '../../src/citations/authorDate.js';
import { Listed } from '../../src/citations/listed.js';
import { parseNote } from '../../src/references/parse.js';

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
  ['It was closed (Roe 2001a,b; Doe 2004a–c).', 'Roe 2001a', 'Roe 2001b', 'Doe 2004a', 'Doe 2004b', 'Doe 2004c'],
  ['It was closed (Roe 2001, 2004a; Doe, 2004: 18).', 'Roe 2001', 'Roe 2004a', 'Doe 2004 (page 18)'],
  ['It was closed (Roe, Doe, & Poe, 2001; vgl. Doe 2004, S. 18).', 'Roe & Doe & Poe 2001', 'Doe 2004 (page 18) [vgl.]'],
  ['It was closed [Roe et al. 2001; Doe and Poe 2004].', 'Roe et al. 2001', 'Doe & Poe 2004'],
  ['Roe [2001] closed it, Doe (in press) opened it, Poe (n.d.) kept it.', 'Roe 2001', 'Doe in press', 'Poe n.d.'],
  ['Roe’s (2001, pp. 4–5) road was closed, as J. Doe (2004: 4) says.', 'Roe 2001 (page 4-5)', 'J. Doe 2004 (page 4)'],
  ['It was closed (Bach, 1722/1973; Roe 2006–2007).', 'Bach 1722', 'Roe 2006'],
  ['However, Roe and Doe (2001) closed it; following Poe (2004), it was opened.', 'Roe & Doe 2001', 'Poe 2004'],
  ['It was closed (d’Aspremont 2001; al-Khalil 2004).', 'd’Aspremont 2001', 'al-Khalil 2004'],
  ['It was closed (Roe, submitted), for $2000 (Doe 200 km).'],
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

/** A bibliography, and what citations are in it: the entries they fit, by their numbers. */
const entries = [
  'Vale, J., and Roe, R. (2018). A Closed Road. London: Harbour Press.',
  'Vale, J. (2018a). Open Gates of the North. London: Harbour Press.',
  'Vale, J. (2018b). Open Gates of the South. London: Harbour Press.',
  'World Health Organization (2019). Roads and Health. Geneva: WHO.',
  'van der Berg, A. (2015). A Road to Nowhere. Oxford: Harbour Press.',
  'hooks, b. (1984). From Margin to Centre. Boston: Harbour Press.',
  'Poe, A., Doe, J., & Coe, M. (2011). On Roads. Review of Roads, 3, 4–9.',
  'Poe, A., & Doe, J. (2011). On Gates. Review of Roads, 4, 1–9.',
  'Moe, L. Roads of Tomorrow. Review of Roads, in press.',
  'García Lopez, M. (2020). Caminos. Madrid: Puerto.',
];

const fits: [text: string, ...entries: string[]][] = [
  ['It was closed (Vale and Roe 2018).', '0'],
  ['It was closed (Vale 2018a, b).', '1', '2'],
  ['It was closed (Vale 2018).', '1 or 2'],
  ['It was closed (WHO, 2019).', '3'],
  ['The World Health Organization (2019) says so.', '3'],
  ['It was closed (Berg 2015; Van der Berg, 2015).', '4', '4'],
  ['It was closed, as bell hooks (1984) says.', '5'],
  ['It was closed (Poe et al., 2011), and opened (Poe & Doe, 2011).', '6', '7'],
  ['It was closed (Moe, in press).', '8'],
  ['It was closed (García 2020).', '9'],
  ['It was closed (as Vale and Roe 2018 show; but see Poe et al. 2011).', '0', '6'],
  ['As Vale and Roe 2018 show, it was closed.', '0'],
  ['Exemplarily, John Q. Poe, Doe and Coe (2011) closed it.', '6'],
  ['It was closed (Vale & Roe, 2013).', '0'],
  ['It was closed (Loe 2018).', '–'],
];

describe('author-date citations, with a bibliography', () => {
  const listed = new Listed();
  entries.forEach((text, index) => listed.add(index, parseNote(text).references[0]!.item, text));

  for (const [text, ...wanted] of fits) {
    it(text, () => assert.deepEqual(findAuthorDates(text, listed).map(({ fit }) => fit?.works.join(' or ') ?? '–'), wanted));
  }

  it('are doubtful where they fit no entry, or not well', () => {
    const sure = (text: string): number => findAuthorDates(text, listed)[0]!.confidence;
    assert.ok(sure('It was closed (Vale and Roe 2018).') > sure('It was closed (Vale and Roe 2013).'));
    assert.ok(sure('It was closed (Vale and Roe 2013).') > sure('It was closed (Loe 2018).'));
  });
});
