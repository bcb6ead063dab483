import assert from 'node:assert/strict';
import type { CslFields, CslName } from '../../src/csl.js';
import { labelNote, longestNote, parseNote } from '../../src/references/parse.js';
import type { ReferenceForm } from '../../src/references/reference.js';

const person = (given: string, family: string): CslName => ({ family, given });
const year = (...parts: number[]) => ({ 'date-parts': [parts] });

interface Case {
  text: string;
  form: ReferenceForm;
  item: CslFields;
  /** `label value` */
  locator?: string;
  signal?: string;
}

const full: Omit<Case, 'form'>[] = [
  {
    text: 'Doris Kearns Goodwin, Team of Rivals: The Political Genius of Abraham Lincoln (Princeton University Press, 2009), p. 68.',
    item: {
      type: 'book',
      author: [person('Doris Kearns', 'Goodwin')],
      title: 'Team of Rivals: The Political Genius of Abraham Lincoln',
      publisher: 'Princeton University Press',
      issued: year(2009),
    },
    locator: 'page 68',
  },
  {
    text: 'Haid Haid, Principled Aid in Syria: A Framework for International Agencies (Northern Center for the Study of Aid, 2018), pp. 13-14.',
    item: {
      type: 'book',
      author: [person('Haid', 'Haid')],
      title: 'Principled Aid in Syria: A Framework for International Agencies',
      publisher: 'Northern Center for the Study of Aid',
      issued: year(2018),
    },
    locator: 'page 13-14',
  },
  {
    text: 'Hedley Bull, The Anarchical Society: A Study of Order in World Politics, 3rd ed. (Basingstoke: Palgrave, 2002), ch. 3.',
    item: {
      type: 'book',
      author: [person('Hedley', 'Bull')],
      title: 'The Anarchical Society: A Study of Order in World Politics',
      edition: '3',
      'publisher-place': 'Basingstoke',
      publisher: 'Palgrave',
      issued: year(2002),
    },
    locator: 'chapter 3',
  },
  {
    text: 'Ryan Roe, ‘Leaving the Field, Then and Now’, in Quiet Endings: Europe’s Answer to Unrest in the North’, edited by Nicholas Major & Jonathon Minor, (Northern Institute, 2015), pp. 70-75.',
    item: {
      type: 'chapter',
      author: [person('Ryan', 'Roe')],
      title: 'Leaving the Field, Then and Now',
      'container-title': 'Quiet Endings: Europe’s Answer to Unrest in the North',
      editor: [person('Nicholas', 'Major'), person('Jonathon', 'Minor')],
      publisher: 'Northern Institute',
      issued: year(2015),
      page: '70-75',
    },
  },
  {
    text: 'Simon Roe, ‘”Why Voters Stay” Revisited: Habits Matters in Local Politics, but How?’, Studies in Habit and Politics, Vol. 40, No. 6 (2017), p. 440.',
    item: {
      type: 'article-journal',
      author: [person('Simon', 'Roe')],
      title: '”Why Voters Stay” Revisited: Habits Matters in Local Politics, but How?',
      'container-title': 'Studies in Habit and Politics',
      volume: '40',
      issue: '6',
      issued: year(2017),
    },
    locator: 'page 440',
  },
  {
    text: 'George W. Roe, ‘Governor Discuses Flood Relief at Harbour Conference’, (Speech, Harbour Building and International Trade Centre, 6 October, 2005), City House Archives, online at https://georgewroe- cityhouse.example.gov/news/releases/2005/10/20051006-3.html.',
    item: {
      type: 'speech',
      author: [person('George W.', 'Roe')],
      title: 'Governor Discuses Flood Relief at Harbour Conference',
      genre: 'Speech',
      'event-place': 'Harbour Building and International Trade Centre',
      issued: year(2005, 10, 6),
      archive: 'City House Archives',
      URL: 'https://georgewroe-cityhouse.example.gov/news/releases/2005/10/20051006-3.html',
    },
  },
  {
    text: 'Graeme Roe, ‘What Voters Really Want’, The Atlantic, March 2015, online at https://www.theatlantic.com/magazine/archive/2015/03/what-voters-really-want/123456.',
    item: {
      type: 'article-magazine',
      author: [person('Graeme', 'Roe')],
      title: 'What Voters Really Want',
      'container-title': 'The Atlantic',
      issued: year(2015, 3),
      URL: 'https://www.theatlantic.com/magazine/archive/2015/03/what-voters-really-want/123456',
    },
  },
  {
    text: 'Michael Major, Andrew Minor & Chloe Roe, ‘Europe Weighs Problem of Idle ferries’, Financial Times, 19 February 2019.',
    item: {
      type: 'article-newspaper',
      author: [person('Michael', 'Major'), person('Andrew', 'Minor'), person('Chloe', 'Roe')],
      title: 'Europe Weighs Problem of Idle ferries',
      'container-title': 'Financial Times',
      issued: year(2019, 2, 19),
    },
  },
  {
    text: 'US Department of State, ‘The Harbour Partnership: Members’, US Department of State, online at https://www.state.gov/s/hp/c12345.htm.',
    item: {
      type: 'webpage',
      author: [{ literal: 'US Department of State' }],
      title: 'The Harbour Partnership: Members',
      'container-title': 'US Department of State',
      URL: 'https://www.state.gov/s/hp/c12345.htm',
    },
  },
  {
    text: 'United Nations Security Council Counter Terrorism Committee, ‘Keeping Port Records, online at https://www.un.org/sc/ctc/focus-areas/keeping-port-records.',
    item: {
      type: 'webpage',
      author: [{ literal: 'United Nations Security Council Counter Terrorism Committee' }],
      title: 'Keeping Port Records',
      URL: 'https://www.un.org/sc/ctc/focus-areas/keeping-port-records',
    },
  },
  {
    text: 'UN General Assembly, ”Children and Armed Conflict: Report of the Secretary-General.” 9 June 2020.',
    item: {
      type: 'report',
      author: [{ literal: 'UN General Assembly' }],
      title: 'Children and Armed Conflict: Report of the Secretary-General',
      issued: year(2020, 6, 9),
    },
  },
  {
    text: 'Security Council resolution 2140 (2014)',
    item: { type: 'legislation', title: 'Security Council resolution 2140', authority: 'Security Council', number: '2140', issued: year(2014) },
  },
  {
    text: 'Goggin, G. (2015a). Communication rights and disability online: Policy and technology. Information, Communication & Society, 18(3), 327-341.',
    item: {
      type: 'article-journal',
      author: [person('G.', 'Goggin')],
      title: 'Communication rights and disability online: Policy and technology',
      'container-title': 'Information, Communication & Society',
      volume: '18',
      issue: '3',
      page: '327-341',
      issued: year(2015),
    },
  },
  {
    text: 'Bowker, G. (2005) ‘Time, Money and Biodiversity’, in A. Ong and S. Collier (eds) Global Assemblages: Technology, Politics, and Ethics, 107–23, Oxford: Blackwell.',
    item: {
      type: 'chapter',
      author: [person('G.', 'Bowker')],
      title: 'Time, Money and Biodiversity',
      'container-title': 'Global Assemblages: Technology, Politics, and Ethics',
      editor: [person('A.', 'Ong'), person('S.', 'Collier')],
      page: '107-123',
      'publisher-place': 'Oxford',
      publisher: 'Blackwell',
      issued: year(2005),
    },
  },
  {
    text: 'Foucault, Michel. Discipline and Punish: The Birth of the Prison. Translated by Alan Sheridan. New York: Vintage, 1995.',
    item: {
      type: 'book',
      author: [person('Michel', 'Foucault')],
      title: 'Discipline and Punish: The Birth of the Prison',
      translator: [person('Alan', 'Sheridan')],
      'publisher-place': 'New York',
      publisher: 'Vintage',
      issued: year(1995),
    },
  },
  {
    text: 'Cronin, Audrey Kurth. “How al-Qaida Ends: The Decline and Demise of Terrorist Groups.” International Security 31, no. 1 (Summer 2006): 7–48.',
    item: {
      type: 'article-journal',
      author: [person('Audrey Kurth', 'Cronin')],
      title: 'How al-Qaida Ends: The Decline and Demise of Terrorist Groups',
      'container-title': 'International Security',
      volume: '31',
      issue: '1',
      page: '7-48',
      issued: { 'date-parts': [[2006]], season: 2 },
    },
  },
  {
    text: 'A. Bottomley, ‘Self and Subjectivities’ (1993) 20 J. of Law and Society 56, 61.',
    item: {
      type: 'article-journal',
      author: [person('A.', 'Bottomley')],
      title: 'Self and Subjectivities',
      'container-title': 'J. of Law and Society',
      volume: '20',
      page: '56',
      issued: year(1993),
    },
    locator: 'page 61',
  },
  {
    text: 'Niklas Luhmann, Die Gesellschaft der Gesellschaft, Bd. 1, Frankfurt am Main: Suhrkamp 1997, S. 65—83.',
    item: {
      type: 'book',
      author: [person('Niklas', 'Luhmann')],
      title: 'Die Gesellschaft der Gesellschaft',
      volume: '1',
      'publisher-place': 'Frankfurt am Main',
      publisher: 'Suhrkamp',
      issued: year(1997),
    },
    locator: 'page 65-83',
  },
  {
    text: 'Ute Frevert, »Gefühle definieren«, in: dies. (Hrsg.), Gefühlswissen, Frankfurt am Main: Campus, 2011, S. 9–39.',
    item: {
      type: 'chapter',
      author: [person('Ute', 'Frevert')],
      title: 'Gefühle definieren',
      'container-title': 'Gefühlswissen',
      editor: [person('Ute', 'Frevert')],
      'publisher-place': 'Frankfurt am Main',
      publisher: 'Campus',
      page: '9-39',
      issued: year(2011),
    },
  },
  {
    text: 'F. Ambrosini, Paesi e mari ignoti. America e colonialismo europeo nella cultura veneziana, Venezia 1982, pp. 12-14.',
    item: {
      type: 'book',
      author: [person('F.', 'Ambrosini')],
      title: 'Paesi e mari ignoti. America e colonialismo europeo nella cultura veneziana',
      'publisher-place': 'Venezia',
      issued: year(1982),
    },
    locator: 'page 12-14',
  },
];

const others: Case[] = [
  { text: 'Powell, Talking to Terrorists, p. 113', form: 'short', item: { type: 'book', author: [{ family: 'Powell' }], title: 'Talking to Terrorists' }, locator: 'page 113' },
  { text: 'Puri, Fighting and Negotiating, p. 120.', form: 'short', item: { type: 'book', author: [{ family: 'Puri' }], title: 'Fighting and Negotiating' }, locator: 'page 120' },
  { text: 'Haid, ‘Reintegrating ISIS Supporters’, p. 16.', form: 'short', item: { type: 'document', author: [{ family: 'Haid' }], title: 'Reintegrating ISIS Supporters' }, locator: 'page 16' },
  { text: 'Wood, ‘What ISIS Really Wants’.', form: 'short', item: { type: 'document', author: [{ family: 'Wood' }], title: 'What ISIS Really Wants' } },
  { text: 'Geiger 1964, insbesondere S. 65—83.', form: 'short', item: { type: 'document', author: [{ family: 'Geiger' }], issued: year(1964) }, locator: 'page 65-83' },
  { text: 'Ibid.', form: 'ibid', item: { type: 'document' } },
  { text: 'Ibid., pp. 18-30', form: 'ibid', item: { type: 'document' }, locator: 'page 18-30' },
  { text: 'ebd., S. 13.', form: 'ibid', item: { type: 'document' }, locator: 'page 13' },
  { text: 'Cronin, op. cit., p. 33', form: 'cross-reference', item: { type: 'document', author: [{ family: 'Cronin' }] }, locator: 'page 33' },
  { text: 'See also Reiss, Negotiating with Evil, p. 13.', form: 'short', item: { type: 'book', author: [{ family: 'Reiss' }], title: 'Negotiating with Evil' }, locator: 'page 13', signal: 'See also' },
];

function check({ text, form, item, locator, signal }: Case): void {
  it(`${form}: ${text}`, () => {
    const { references, remarks, problems } = parseNote(text);
    assert.deepEqual([references.length, remarks, problems], [1, [], []]);
    const [reference] = references;
    assert.equal(reference!.form, form);
    assert.deepEqual(reference!.item, item);
    assert.equal(reference!.locator ? `${reference!.locator.label} ${reference!.locator.value}` : undefined, locator);
    assert.equal(reference!.signal ?? undefined, signal);
  });
}

describe('a reference as CSL', () => {
  for (const one of full) check({ ...one, form: 'full' });
});

describe('short forms and cross-references', () => {
  for (const one of others) check(one);

  it('gives the number of the note that is meant', () => {
    for (const text of ['Vale (n 12) 45', 'Vale, above, n. 12, p. 45', 'Vale, supra note 12, at 45', 'Vale, op. cit., n. 12, p. 45']) {
      const [reference] = parseNote(text).references;
      assert.deepEqual([reference!.form, reference!.note, reference!.locator?.value], ['cross-reference', '12', '45'], text);
    }
  });

  it('keeps who is quoted', () => {
    const [reference] = parseNote('Abba Eban, quoted in Powell, Talking to Terrorists, p. 21.').references;
    assert.deepEqual([reference!.form, reference!.quoted, reference!.item.title], ['short', 'Abba Eban', 'Talking to Terrorists']);
  });

  it('takes a chapter in a work cited elsewhere for a work of its own', () => {
    const [reference] = parseNote('M. Neave, ‘Private Ordering in Family Law’ in Thornton, op. cit., n. 4.').references;
    assert.deepEqual([reference!.form, reference!.item.title], ['full', 'Private Ordering in Family Law']);
  });
});

describe('what is doubtful', () => {
  it('keeps what a note that breaks off says, and names the place', () => {
    const text = 'Mitchell B. Reiss, Negotiating with Evil: When to talk to Terrorists, (Open Road';
    const { references: [reference], problems } = parseNote(text);
    assert.deepEqual([reference!.form, reference!.item.title, reference!.item.publisher], ['full', 'Negotiating with Evil: When to talk to Terrorists', 'Open Road']);
    assert.ok(reference!.confidence.publisher! < reference!.confidence.title!);
    assert.deepEqual(problems.map(({ code, start, end }) => [code, start, end]), [['note-cut', 0, text.length]]);
  });

  it('knows a container that is cut from one that is whole', () => {
    assert.deepEqual(parseNote('BBC News, ‘IS “Caliphate” Defeated but Jihadist Group Remains a Threat’, BBC').problems.map(({ code }) => code), ['note-cut']);
    assert.deepEqual(parseNote('BBC News, ‘IS “Caliphate” Defeated but Jihadist Group Remains a Threat’.').problems, []);
  });

  it('says which fields are guesses', () => {
    const { problems } = parseNote('Jinxin Lin and Alberto O. Mendelzon. Merging databases under constraints. Manuscript, 1995.');
    assert.deepEqual(problems.map(({ code }) => code), ['field-doubtful']);
    assert.match(problems[0]!.message, /publisher/);
  });

  it('keeps the words of what it does not understand', () => {
    const [reference] = parseNote('Hannah Arendt, Eichmann in Jerusalem (1963; New York: Penguin, 1994), 276.').references;
    assert.deepEqual(reference!.item['original-date'], year(1963));
    assert.deepEqual(reference!.item.issued, year(1994));
  });

  it('guesses nothing that the words do not say', () => {
    assert.deepEqual(Object.keys(parseNote('Gina Vale, Cubs in the Lions’ Den.').references[0]!.item), ['type', 'author', 'title']);
  });
});

describe('labels of words', () => {
  it('gives each word one label', () => {
    const text = '19 See Gina Vale, Cubs in the Lions’ Den (ICSR, 2018), p. 18.';
    assert.deepEqual(
      labelNote(text).map(({ text: word, label }) => `${word} ${label}`),
      [
        '19 citation-number', 'See signal', 'Gina author', 'Vale, author', 'Cubs title', 'in title', 'the title', 'Lions’ title', 'Den title',
        '(ICSR, publisher', '2018), date', 'p. locator', '18. locator',
      ],
    );
  });

  it('covers every word, with its place', () => {
    for (const text of ['Both went on.\n See  X, ‘Y’, https://a.org/b- c/d.', '漢字 1999', '😀 (']) {
      const words = labelNote(text);
      assert.deepEqual(words.map((word) => word.text), text.split(/\s+/).filter(Boolean));
      for (const { text: word, start, end } of words) assert.equal(text.slice(start, end), word);
    }
  });
});

describe('bad input', () => {
  const long = (words: string): string => words.repeat(Math.ceil(longestNote / words.length)).slice(0, longestNote);
  const inputs = [
    '', '   ', '.,;:()[]', '\u0000\u0007\ufffd', '\ud800\udfff\ud800', '<b>Smith</b> &amp; <script>', '\\cite{vale2018} \\emph{Title}', 'שלום עולם, 1999',
    '漢字仮名（二〇〇一）', '😀😀 1999 😀', 'a'.repeat(1_000_000), ...['‘', '(a ', 'A. ', 'Smith and ', 'S. 1 ff. ', '; ', 'see ', 'In: ', 'https://a- ', '1999 '].map(long),
  ];
  for (const input of inputs) {
    it(JSON.stringify(input.slice(0, 24)), () => {
      const { references, remarks } = parseNote(input);
      for (const { start, end } of [...references, ...remarks]) assert.ok(0 <= start && start <= end && end <= input.length);
      assert.equal(labelNote(input).map((word) => word.text).join(' '), input.trim().split(/\s+/).filter(Boolean).join(' '));
    });
  }

  it('reads the start of a text that is too long, and keeps the rest', () => {
    const text = `Gina Vale, Cubs in the Lions’ Den (ICSR, 2018). ${'and more of the same '.repeat(2000)}`;
    const { remarks, problems } = parseNote(text);
    assert.ok(problems.some(({ code }) => code === 'input-too-long'));
    assert.equal(remarks.at(-1)!.end, text.length);
  });
});
