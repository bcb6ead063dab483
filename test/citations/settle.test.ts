import assert from 'node:assert/strict';
import { settled, type Apparatus } from './notes.js';
import { claimsIn, codesIn, read } from './outline.js';

const roe = 'Jane Roe, A Closed Road (London: Roads Press, 2001)';
const other = 'Jane Roe, The Other Bank (London: Roads Press, 2005)';
const doe = 'John Doe, Open Gates (London: Gates Press, 2004)';
const koch = 'Hans Koch, Recht und Konflikt, Tübingen 1976';
const edited = 'John Doe (ed.), Roads and Rights (London: Gates Press, 1995)';
const common = 'The word is used here in its common sense.';
const law = ['Vale, Anna, 1999: Wege des Rechts. Berlin.', 'Vale, Anna/Dale, Bert, 2001: Straßen und Recht. Berlin.'];
const lettered = ['Vale, Anna, 1999a: Wege des Rechts. Berlin.', 'Vale, Anna, 1999b: Straßen und Brücken. Berlin.'];

const [closedRoad, otherBank, openGates] = ['Roe, A Closed Road', 'Roe, The Other Bank', 'Doe, Open Gates'];

/** What one of the notes is settled to, the last unless `note` says which, and the code of what a person is told, if anything. */
interface Case {
  entries?: readonly string[];
  notes: readonly string[];
  note?: number;
  to: readonly string[];
  told?: string;
}

const tables: Record<string, Record<string, Case>> = {
  'ibid.': {
    'with a page': { notes: [`${roe}, p. 4.`, 'Ibid., p. 9.'], to: [`${closedRoad} (page 9): sure`] },
    'without one repeats the page': { notes: [`${roe}, p. 4.`, 'Ibid., p. 9.', 'Ibid.'], to: [`${closedRoad} (page 9): sure`] },
    'in its own note': { notes: [`${roe}, p. 4; ibid., p. 9.`], to: [`${closedRoad} (page 4): sure`, `${closedRoad} (page 9): sure`] },
    'after a note with two works is the last of them': { notes: [`${roe}, p. 4; ${doe}, p. 5.`, 'Ibid., p. 9.'], to: [`${openGates} (page 9): doubtful`], told: 'ibid-ambiguous' },
    'over a remark': { notes: [`${roe}, p. 4.`, common, 'Ibid., p. 9.'], to: [`${closedRoad} (page 9): likely`] },
    'after a short form': { notes: [`${roe}.`, `${doe}.`, 'Roe, A Closed Road, p. 7.', 'Ibid., p. 8.'], to: [`${closedRoad} (page 8): sure`] },
    'after what could not be settled': { notes: [`${doe}.`, 'Roe, p. 7.', 'Ibid., p. 8.'], to: ['?'], told: 'ibid-without-work' },
    'in the first note': { notes: ['Ibid., p. 9.'], to: ['?'], told: 'ibid-without-work' },
    'in German': { notes: [`${koch}.`, 'Ebd., S. 9.'], to: ['Koch, Recht und Konflikt (page 9): sure'] },
  },
  'a note’s number': {
    'with a name': { notes: [`${roe}.`, `${doe}.`, 'Roe, op. cit., n. 1, p. 12.'], to: [`${closedRoad} (page 12): sure`] },
    'in brackets': { notes: [`${roe}.`, `${doe}.`, 'Roe (n 1) 12.'], to: [`${closedRoad} (page 12): sure`] },
    'in German': { notes: [`${koch}.`, `${doe}.`, 'Koch (wie Anm. 1), S. 8.'], to: ['Koch, Recht und Konflikt (page 8): sure'] },
    'with a German op. cit.': { notes: [`${koch}.`, `${doe}.`, 'Koch, a.a.O. (Anm. 1), S. 8.'], to: ['Koch, Recht und Konflikt (page 8): sure'] },
    'of two works, the one that is named': { notes: [`${roe}; ${doe}.`, 'Doe, op. cit., n. 1, p. 12.'], to: [`${openGates} (page 12): sure`] },
    'of two works by one person, the one of the year': { notes: [`${roe}; ${other}.`, 'Roe, op. cit. (2005), n. 1, p. 12.'], to: [`${otherBank} (page 12): sure`] },
    'of two works by one person, the one of the title': { notes: [`${roe}; ${other}.`, 'Roe, A Closed Road, op. cit., n. 1, p. 3.'], to: [`${closedRoad} (page 3): sure`] },
    'of two works by one person leaves it open': { notes: [`${roe}; ${other}.`, 'Roe, op. cit., n. 1, p. 12.'], to: ['?'], told: 'cross-reference-unsettled' },
    'alone': { notes: [`${roe}.`, `${doe}.`, 'Above, n. 1.'], to: [`${closedRoad}: sure`] },
    'alone, of a note with two works': { notes: [`${roe}; ${doe}.`, 'Above, n. 1.'], to: ['?'], told: 'cross-reference-unsettled' },
    'of a note that points to another': { notes: [`${roe}.`, `${doe}.`, 'Roe, op. cit., n. 1, p. 5.', 'Roe, op. cit., n. 3, p. 7.'], to: [`${closedRoad} (page 7): sure`] },
    'further down': { notes: ['Roe, below, n. 2, p. 5.', `${roe}, p. 3.`], note: 1, to: [`${closedRoad} (page 5): sure`] },
    'that is off by one, of two works by that name': { notes: [`${doe}.`, `${roe}.`, ...Array<string>(3).fill(common), `${other}.`, 'Roe, op. cit., n. 1, p. 5.'], to: [`${closedRoad} (page 5): likely`] },
    'that is off by one': { notes: [`${doe}.`, `${roe}.`, common, 'Roe, op. cit., n. 1, p. 5.'], to: [`${closedRoad} (page 5): likely`] },
    'of a note that is missing': { notes: [`${roe}.`, 'Roe, op. cit., n. 17, p. 5.'], to: [`${closedRoad} (page 5): likely`] },
    'of a note that is missing, and a name not met': { notes: [`${roe}.`, 'Poe, op. cit., n. 17, p. 5.'], to: ['?'], told: 'cross-reference-unsettled' },
    'with the name of a translator': { notes: ['Plato, Laws, trans. Jane Poe (London: Roads Press, 1990).', `${doe}.`, 'Poe, op. cit., n. 1, p. 5.'], to: ['Plato, Laws (page 5): likely'] },
    'whose only work has another name': { notes: [`${doe}.`, 'Poe, op. cit., n. 1, p. 5.'], to: [`${openGates} (page 5): doubtful`], told: 'cross-reference-unsettled' },
  },
  'op. cit. without a number': {
    'is the work by that name': { notes: [`${roe}.`, `${doe}.`, 'Roe, op. cit., p. 12.'], to: [`${closedRoad} (page 12): sure`] },
    'of two is the one cited last': { notes: [`${other}.`, `${roe}.`, 'Roe, op. cit., p. 12.'], to: [`${closedRoad} (page 12): doubtful`], told: 'short-form-unsettled' },
    'by a name not met': { notes: [`${roe}.`, 'Poe, op. cit., p. 12.'], to: ['?'], told: 'short-form-unsettled' },
    'as id. after a name': { notes: [`${roe}; ${doe}.`, 'Roe, id., p. 9.'], to: [`${closedRoad} (page 9): sure`] },
  },
  'the same author': {
    'wrote the next work too': { notes: [`${koch}.`, 'Ders., Recht und Frieden, Tübingen 1979, S. 4.'], to: ['Koch, Recht und Frieden (page 4): sure'] },
    'and a short form of that': { notes: [`${roe}.`, 'Id., The Third Bank (London: Roads Press, 2009).', 'Roe, The Third Bank, p. 9.'], to: ['Roe, The Third Bank (page 9): sure'] },
  },
  'a surname': {
    'with a title': { notes: [`${roe}.`, `${other}.`, 'Roe, A Closed Road, p. 7.'], to: [`${closedRoad} (page 7): sure`] },
    'with a title, before the full reference': { notes: ['Roe, A Closed Road, p. 7.', `${roe}, p. 4.`], note: 1, to: [`${closedRoad} (page 7): sure`] },
    'alone, of one work': { notes: [`${roe}.`, `${doe}.`, 'Roe, p. 7.'], to: [`${closedRoad} (page 7): sure`] },
    'alone, of one work cited so far': { notes: [`${roe}.`, 'Roe, p. 7.', `${other}, p. 2.`], note: 2, to: [`${closedRoad} (page 7): likely`] },
    'with a title and "cit."': { notes: ['Anna Rossi, La città futura (Roma: Strade, 1980).', `${doe}.`, 'Rossi, La città cit., p. 5.'], to: ['Rossi, La città futura (page 5): sure'] },
    'alone, of two works': { notes: [`${roe}.`, `${other}.`, 'Roe, p. 7.'], to: ['?'], told: 'short-form-unsettled' },
    'alone, of none': { notes: [`${doe}.`, 'Roe, p. 7.'], to: ['?'], told: 'short-form-unsettled' },
    'with a title that is given in full nowhere makes a work': { notes: [`${doe}.`, 'Roe, A Closed Road, p. 7.'], to: [`${closedRoad} (page 7): likely`] },
    'left out, with a title that is given nowhere else': { notes: [`${doe}.`, '‘The Third Bank’, p. 4.'], to: ['The Third Bank (page 4): doubtful'] },
    'with a year': { entries: law, notes: ['Vale 1999, S. 5.'], to: ['Vale, Wege des Rechts (page 5): sure'] },
    'with a year, of two authors': { entries: law, notes: ['Vale/Dale 2001, S. 7.'], to: ['Vale, Straßen und Recht (page 7): sure'] },
    'with a year, of one of two authors': { entries: law, notes: ['Vale 2001, S. 7.'], to: ['Vale, Straßen und Recht (page 7): likely'] },
    'with the year of another’s work': { entries: law, notes: ['Dale 1999, S. 5.'], to: ['Dale, 1999 (page 5): likely'] },
    'with a year and a letter': { entries: lettered, notes: ['Vale 1999b, S. 5.'], to: ['Vale, Straßen und Brücken (page 5): likely'] },
    'with a year of two works': { entries: lettered, notes: ['Vale 1999, S. 5.'], to: ['?'], told: 'short-form-unsettled' },
    'with a slip': { notes: ['Karl Baumgartmer, Recht und Weg (Berlin: Verlag, 1990).', 'Baumgartner, Recht und Weg, S. 5.'], to: ['Baumgartmer, Recht und Weg (page 5): likely'] },
  },
  'sources of law': {
    'a case by a party’s name': { notes: ['National Road Bank v. Garcia [1994] 1 A.C. 180.', `${doe}.`, 'Garcia, op. cit., n. 1, p. 12.'], to: ['National Road Bank v. Garcia (page 12): sure'] },
    'a statute without its year': { notes: ['Roads (Safety) Act 1981.', `${doe}.`, 'Roads (Safety) Act, s. 5.'], to: ['Roads (Safety) Act (page 5): sure'] },
  },
  'a name that was announced': {
    'for initials': { notes: [`${roe} (hereafter DR).`, `${doe}.`, 'DR, p. 5.'], to: [`${closedRoad} (page 5): sure`] },
    'in German': { notes: [`${koch} (im Folgenden zitiert als: Koch, Konflikt), S. 4.`, `${doe}.`, 'Koch, Konflikt, S. 9.'], to: ['Koch, Recht und Konflikt (page 9): sure'] },
  },
  'a chapter in a book named elsewhere': {
    'is a work of its own': { notes: [`${edited}.`, 'Mary Poe, ‘Walking Home’ in Doe, op. cit., n. 1, p. 40.'], to: ['Poe, Walking Home (page 40): sure'] },
    'to which other notes point': { notes: [`${edited}.`, 'Mary Poe, ‘Walking Home’ in Doe, op. cit., n. 1.', 'Poe, op. cit., n. 2, p. 41.'], to: ['Poe, Walking Home (page 41): sure'] },
  },
};

const numbered = (notes: readonly string[]): string[] => notes.map((words, index) => `${index + 1}. ${words}`);
const codes = ({ told }: ReturnType<typeof settled>): string[] => told.map((line) => line.split(':')[0]!);

for (const [kind, cases] of Object.entries(tables)) {
  describe(`settling ${kind}`, () => {
    for (const [name, { entries = [], notes, note = notes.length, to, told }] of Object.entries(cases)) {
      it(name, () => {
        const result = settled({ entries, notes: numbered(notes) });
        const lead = `${note} -> `;
        assert.deepEqual(result.lines.filter((line) => line.startsWith(lead)).map((line) => line.slice(lead.length)), to);
        assert.equal(codes(result).at(-1), told);
      });
    }
  });
}

describe('words that name no one and no year', () => {
  const words = 'On Closed Roads and the Men Who Keep Them';

  it('are a remark', () => assert.deepEqual(settled({ notes: numbered([`${roe}, p. 4.`, `${words}.`, 'Ibid., p. 9.']) }).lines, [`1 -> ${closedRoad} (page 4): sure`, `3 -> ${closedRoad} (page 9): likely`]));
  it('are a title where a work has it', () => assert.deepEqual(settled({ notes: numbered([`Jane Roe, ${words} (London: Roads Press, 2001).`, `${words}.`]) }).lines[1], `2 -> Roe, ${words}: sure`));
});

describe('notes that are numbered anew in each chapter', () => {
  const around = (words: string): string => settled({ notes: [`1. ${roe}.`, `1. ${other}.`, `2. ${words}`, `1. ${doe}.`] }).lines[2]!;

  it('are looked for above first', () => assert.equal(around('Roe, above, n. 1.'), `2 -> ${otherBank}: sure`));
  it('are looked for below where the words lead there', () => assert.equal(around('Doe, below, n. 1.'), `2 -> ${openGates}: sure`));
});

describe('what a person is told of a short form', () => {
  const cases: [string, Apparatus['notes'], string][] = [
    ['names the works that are meant', [`${roe}.`, `${other}.`, 'Roe, p. 7.'], 'Note 3 may mean more than one work: A Closed Road; The Other Bank. Choose one in claims.json.'],
    ['names the works of the note', [`${roe}; ${doe}.`, 'Above, n. 1.'], 'Note 2 points to note 1, which cites several works: A Closed Road; Open Gates. Choose one in claims.json.'],
    ['says which note is missing', [`${roe}.`, 'Above, n. 9.'], 'Note 2 points to note 9, which is missing from the source.'],
    ['says which note holds no work', [common, 'Above, n. 1.'], 'Note 2 points to note 1, where no work could be found.'],
    ['says what was taken', [`${doe}.`, 'Poe, op. cit., n. 1, p. 5.'], 'Note 2 points to note 1, which cites only Open Gates: that was taken, though the name is another.'],
  ];
  for (const [name, notes, message] of cases) it(name, () => assert.equal(settled({ notes: numbered(notes) }).told.at(-1)!.replace(/^[\w-]+: /, ''), message));
});

describe('the works of notes', () => {
  it('a chapter has its book’s title, editor, year and publisher', () => {
    const { works } = settled({ notes: numbered([`${edited}.`, 'Mary Poe, ‘Walking Home’ in Doe, op. cit., n. 1, p. 40.']) });
    const { type, editor, issued, publisher, 'container-title': container } = works.list[1]!.item;
    assert.deepEqual([type, container, editor?.[0]?.family, issued?.['date-parts']?.[0]?.[0], publisher], ['chapter', 'Roads and Rights', 'Doe', 1995, 'Gates Press']);
  });
});

/** What the notes of a whole text are settled to: "2 -> Roe, A Closed Road (page 9)" for each work that note 2 points to. */
async function check(notes: Record<string, string>, wanted: string[], problems: string[] = []): Promise<void> {
  const last = Math.max(...Object.keys(notes).map(Number));
  const text = Array.from({ length: last }, (_, index) => `The road number ${'abcdefgh'[index]} was closed to them.${index + 1}`).join(' ');
  const list = Object.entries(notes).map(([label, words]) => `${label}. ${words}`);
  const source = await read(['A Title for It', `A paragraph to open it. ${text}`, 'Notes', ...list].join('\n\n'));
  assert.deepEqual(claimsIn(source).map((claim) => claim.replace(/: The road.*/, '')), wanted);
  assert.deepEqual(codesIn(source), problems);
}

describe('settling the notes of a text', () => {
  it('gives each claim its work', () => check({ 1: `${roe}, p. 4.`, 2: 'Ibid., p. 9.', 3: 'Roe, p. 7.' }, [1, 2, 3].map((note) => `${note} -> ${closedRoad} (page ${[4, 9, 7][note - 1]})`)));

  it('ibid. after a note that is missing has no work', () =>
    check({ 1: `${roe}, p. 4.`, 3: 'Ibid., p. 9.' }, ['1 -> Roe, A Closed Road (page 4)', '2 -> ?', '3 -> ? (page 9)'], ['note-missing', 'ibid-without-work']));

  it('two full references of one work are one work', async () => {
    const source = await read(['A paragraph to open it. It was closed.1 It was opened.2', 'Notes', `1. ${roe}, p. 4.`, `2. ${roe}, p. 9.`].join('\n\n'));
    assert.equal(source.works.length, 1);
    assert.deepEqual(source.works[0]!.mentions.map(({ note }) => note), ['1', '2']);
  });

  it('a note that only remarks gives no claim', () => check({ 1: `${roe}.`, 2: common }, ['1 -> Roe, A Closed Road']));

  it('notes without a number in the text are told of', async () => {
    const source = await read(['A paragraph to open it. It was closed.1 It was opened.2', 'Notes', `1. ${roe}.`, `2. ${doe}.`, '3. Roe, A Closed Road, p. 7.'].join('\n\n'));
    assert.deepEqual(codesIn(source), ['note-unmarked']);
    assert.equal(source.works.length, 2);
  });
});

describe('notes that point to the bibliography', () => {
  const entries = ['Doe, John. Open Gates. London: Gates Press, 2004.', 'Poe, Mary. The Other Bank. London: Roads Press, 2009.', 'Roe, Jane. A Closed Road. London: Roads Press, 2001.'];
  const check = async (text: string, notes: readonly string[], list: readonly string[], wanted: readonly string[]): Promise<void> => {
    const source = await read(['A Title for It', `A paragraph to open it. ${text}`, 'Notes', ...numbered(notes), 'References', ...list].join('\n\n'));
    assert.deepEqual(claimsIn(source).filter((claim) => /The road/.test(claim)).map((claim) => claim.replace(/: The road.*/, '')), wanted);
    assert.equal(source.works.length, list.length);
  };

  it('by author and date, in prose', () =>
    check('The road was closed to them.1', ['Roe (2001) shows what came of it, and Doe (2004), Poe (2009) say what did not.'], entries, [`1 -> ${closedRoad}`, `1 -> ${openGates}`, '1 -> Poe, The Other Bank']));

  it('by number', () =>
    check('It was old [1, 2]. It was long [3]. The road was closed to them.1', ['A new study of it, with a list of all roads, is in [1] and [3].'], entries.map((entry, index) => `[${index + 1}] ${entry}`), [
      `1 -> ${openGates}`,
      `1 -> ${closedRoad}`,
    ]));
});
