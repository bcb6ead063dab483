import assert from 'node:assert/strict';
import { readSource } from '../../src/citations/read.js';
import type { ExitStatus, Terminal } from '../../src/cli/command.js';
import { run } from '../../src/cli/run.js';
import { MemoryFileSystem } from '../support/memoryFileSystem.js';
import { referenceModel } from '../support/model.js';

interface Outcome {
  status: ExitStatus;
  out: string;
  err: string;
}

async function ibid(args: string, { fs = new MemoryFileSystem(), input = [] as string[], signal = new AbortController().signal } = {}): Promise<Outcome> {
  const out: string[] = [];
  const err: string[] = [];
  const terminal: Terminal = {
    fs,
    path: (typed) => (typed.startsWith('/') ? typed : `/w/${typed}`),
    lines: (async function* () { yield* input; })(),
    referenceModel: async () => referenceModel,
    sourceReader: async () => ({ read: readSource, version: '1', end: () => undefined }),
    print: (line) => void out.push(line),
    say: (line) => void err.push(line),
    signal,
  };
  const status = await run(args.split(' ').filter((word) => word !== ''), terminal, '1.2.3');
  return { status, out: out.join('\n'), err: err.join('\n') };
}

const notes = `The first sentence cites a book.1 The second cites nothing.

1 Audrey Kurth Cronin, How Terrorism Ends: Understanding the Decline and Demise of Terrorist Campaigns (Princeton: Princeton University Press, 2009), p. 5.
`;

describe('ibid', () => {
  it('tells its version', async () => assert.deepEqual(await ibid('--version'), { status: 0, out: '1.2.3', err: '' }));
  for (const args of ['', '--help', '-h', 'help']) {
    it(`tells how it is used by “${args}”`, async () => assert.match((await ibid(args)).out, /ibid import[\s\S]*ibid parse[\s\S]*ibid search[\s\S]*Exit status/));
  }
  it('tells how one command is used', async () => assert.match((await ibid('search --help')).out, /^ {2}ibid search LIBRARY QUERY/));

  const wrong: [string, RegExp][] = [
    ['frobnicate', /no command “frobnicate”/],
    ['constructor', /no command “constructor”/],
    ['import', /at least one file/],
    ['import a.txt', /--out DIR/],
    ['import a.txt --oops', /--oops/],
    ['import a.txt --out lib --keys auth.lowr', /at character 6: there is no filter “lowr”/],
    ['search', /a library and what/],
    ['search lib', /a library and what/],
    ['search gone x', /\/w\/gone is not there/],
    ['search gone x --limit none', /--limit is a number/],
  ];
  for (const [args, message] of wrong) {
    it(`could not run “${args}”, and says why on standard error`, async () => {
      const { status, out, err } = await ibid(args);
      assert.deepEqual([status, out], [2, '']);
      assert.match(err, message);
    });
  }
});

describe('ibid import', () => {
  it('writes the library, with progress on standard error only', async () => {
    const fs = new MemoryFileSystem({ '/w/a.md': 'Nothing is cited here.' });
    const { status, out, err } = await ibid('import a.md --out lib', { fs });
    assert.equal(status, 0);
    assert.match(out, /^Read 1 source: 1 new work, /);
    assert.equal(err, '[1/1] ../a.md');
    assert.ok(fs.text('/w/lib/references.json'));
  });

  it('gives new works their keys by a formula', async () => {
    const fs = new MemoryFileSystem({ '/w/s/a.txt': notes });
    await ibid('import s --out lib --keys auth.upper+year', { fs });
    assert.match(fs.text('/w/lib/references.json')!, /"id": "CRONIN2009"/);
    assert.match(fs.text('/w/lib/references.bib')!, /\{CRONIN2009,/);
  });

  it('tells what it did as JSON', async () => {
    const fs = new MemoryFileSystem({ '/w/s/a.txt': notes });
    const summary = JSON.parse((await ibid('import s --out lib --json', { fs })).out) as Record<string, unknown>;
    assert.deepEqual([summary['sources'], summary['items'], summary['saved']], [1, 2, true]);
  });

  it('ends with 1 where something needs a person, and names it', async () => {
    const fs = new MemoryFileSystem({ '/w/a.txt': 'Some words.', '/w/b.xyz': 'x' });
    const { status, out } = await ibid('import a.txt b.xyz --out lib', { fs });
    assert.equal(status, 1);
    assert.match(out, /1 problem to look at:\n {2}\.\.\/b\.xyz:0 {2}unsupported-format/);
  });

  it('ends with 2 where the library can’t be written', async () => {
    const fs = new MemoryFileSystem({ '/w/a.txt': 'Some words.' });
    fs.failing.set('/w/lib', 'no-permission');
    assert.deepEqual(await ibid('import a.txt --out lib', { fs }), { status: 2, out: '', err: '[1/1] ../a.txt\n/w/lib: no-permission.' });
  });

  it('leaves files that are not Ibid’s, until told to adopt them', async () => {
    const fs = new MemoryFileSystem({ '/w/a.txt': 'Some words.', '/w/lib/references.json': '[{"id":"doe","type":"book"}]' });
    const refused = await ibid('import a.txt --out lib', { fs });
    assert.equal(refused.status, 2);
    assert.match(refused.out, /references\.json was not made by Ibid.*--adopt/);
    assert.equal((await ibid('import a.txt --out lib --adopt', { fs })).status, 0);
    assert.match(fs.text('/w/lib/references.json')!, /"doe"/);
  });

  it('keeps what it read when it is cancelled, and says how far it came', async () => {
    const fs = new MemoryFileSystem({ '/w/s/a.txt': notes, '/w/s/b.txt': 'Some words.' });
    const cancel = new AbortController();
    fs.onRead = (path) => path === '/w/s/b.txt' && cancel.abort();
    const { status, out } = await ibid('import s --out lib', { fs, signal: cancel.signal });
    assert.equal(status, 2);
    assert.match(out, /^Cancelled: 1 of 2 sources were read: 2 new works/);
    assert.match(fs.text('/w/lib/references.json')!, /How Terrorism Ends/);
  });

  it('reads again only what has changed, or all when told to', async () => {
    const fs = new MemoryFileSystem({ '/w/s/a.txt': notes, '/w/s/b.txt': 'Some words.' });
    await ibid('import s --out lib', { fs });
    assert.match((await ibid('import s --out lib', { fs })).out, /^Read 0 sources \(2 had not changed\)/);
    fs.write('/w/s/b.txt', 'Other words.');
    assert.match((await ibid('import s --out lib', { fs })).out, /^Read 1 source \(1 had not changed\)/);
    assert.match((await ibid('import s --out lib --again', { fs })).out, /^Read 2 sources:/);
  });
});

describe('ibid parse', () => {
  const rows = (out: string): Record<string, unknown[]>[] => out.split('\n').map((line) => JSON.parse(line) as Record<string, unknown[]>);

  it('gives an object for each line, also for one that is empty', async () => {
    const { out } = await ibid('parse', { input: ['Gina Vale, Cubs in the Lions’ Den (London: ICSR, 2018), p. 3.', '', 'Ibid., p. 4.'] });
    const [first, empty, third] = rows(out);
    assert.deepEqual(first!['items']!.map((item) => [(item as { id: string }).id, (item as { title: string }).title]), [['vale2018cubs', 'Cubs in the Lions’ Den']]);
    assert.deepEqual(empty, { items: [], problems: [] });
    assert.deepEqual([third!['items'], (third!['problems'] as { code: string }[]).map(({ code }) => code)], [[], ['ibid-without-work']]);
  });

  it('labels each word where it stands', async () => {
    const line = 'Gina  Vale, Cubs (London: ICSR, 2018).';
    const { status, out } = await ibid('parse --labels', { input: [line] });
    const tokens = rows(out)[0]!['tokens'] as { text: string; label: string; start: number; end: number }[];
    assert.equal(status, 0);
    assert.deepEqual(tokens.map(({ text }) => text), line.split(/\s+/));
    for (const { text, start, end } of tokens) assert.equal(line.slice(start, end), text);
  });
});

describe('ibid search', () => {
  const items = [
    { id: 'vale2018cubs', type: 'report', title: 'Cubs in the Den', author: [{ family: 'Vale' }], issued: { 'date-parts': [[2018]] } },
    { id: 'modirzadeh2011', type: 'report', title: 'Humanitarian engagement', author: [{ family: 'Modirzadeh' }, { family: 'Lewis' }, { family: 'Bruderlein' }] },
  ];
  const fs = new MemoryFileSystem({
    '/w/lib/references.json': JSON.stringify(items), '/w/my.json': JSON.stringify(items), '/w/my.bib': '@book{doe2001a, title = {A day}, author = {Doe, Jane}}\n',
    '/w/my.ris': 'TY  - BOOK\r\nAU  - Roe, Richard\r\nTI  - A road\r\nPY  - 2004\r\nID  - roe2004\r\nER  - \r\n',
    '/w/my.yml': 'roe:\n  type: Book\n  title: A road\n  author: Roe, R.\n  date: 2004\n',
    '/w/my.xml': '<xml><records><record><label>poe</label><contributors><authors><author>Poe, E.</author></authors></contributors><titles><title>A rod</title></titles></record></records></xml>',
    '/w/broken.json': '[{',
  });

  for (const [args, expected] of [
    ['lib vale', /^vale2018cubs {2}Vale {2}2018 {2}Cubs in the Den$/],
    ['my.json hum eng', /^modirzadeh2011 {2}Modirzadeh et al\. {2}n\.d\./],
    ['my.bib doe day', /^doe2001a {2}Doe /],
    ['my.ris roe road', /^roe2004 {2}Roe {2}2004 {2}A road$/],
    ['my.yml roe road', /^roe {2}Roe {2}2004 {2}A road$/],
    ['my.xml poe', /^poe {2}Poe {2}n\.d\. {2}A rod$/],
    ['my.json cub --json', /^\[\{"id":"vale2018cubs"/],
  ] as const) {
    it(`finds “${args}”`, async () => {
      const { status, out } = await ibid(`search ${args}`, { fs });
      assert.equal(status, 0);
      assert.match(out, expected);
    });
  }
  it('answers a query a line, with the index built once', async () => {
    const { status, out } = await ibid('search lib --batch', { fs, input: ['vale cubs', 'eng', ''] });
    assert.equal(status, 0);
    const answers = out.split('\n').map((line) => JSON.parse(line) as Record<string, unknown>);
    assert.deepEqual(answers.map(({ query, keys }) => [query, keys]).slice(0, 2), [['vale cubs', ['vale2018cubs']], ['eng', ['modirzadeh2011']]]);
    assert.deepEqual([answers.length, answers.at(-1)!['items']], [4, 2]);
    assert.ok(Number(answers.at(-1)!['indexBytes']) > 0);
  });
  it('says when nothing fits', async () => assert.deepEqual(await ibid('search lib qqqqqqq', { fs }), { status: 0, out: '', err: 'Nothing fits. Try fewer or shorter words.' }));
  it('can’t run on a broken file', async () => assert.equal((await ibid('search broken.json x', { fs })).status, 2));
});

describe('ibid works', () => {
  const ris = (key: string, year: number): string => `TY  - BOOK\nID  - ${key}\nAU  - Hill, Ann\nTI  - Another Book Entirely\nPY  - ${year}\nER  - \n`;
  async function library(): Promise<MemoryFileSystem> {
    const fs = new MemoryFileSystem({ '/w/a.ris': ris('one', 2001), '/w/b.ris': ris('two', 2002) });
    assert.equal((await ibid('import a.ris b.ris --out lib', { fs })).status, 0);
    return fs;
  }
  const keys = (fs: MemoryFileSystem): string[] => (JSON.parse(fs.text('/w/lib/references.json')!) as { id: string }[]).map(({ id }) => id);

  it('lists what may be one work', async () => {
    const fs = await library();
    const { status, out } = await ibid('works lib', { fs });
    assert.equal(status, 1);
    assert.match(out, /one {2}two\n +the dates differ/);
    assert.deepEqual((JSON.parse((await ibid('works lib --json', { fs })).out) as object[]).length, 1);
  });

  it('makes one of two works, and undoes it', async () => {
    const fs = await library();
    const before = fs.text('/w/lib/references.json');
    assert.equal((await ibid('works lib --same one two', { fs })).status, 0);
    assert.deepEqual(keys(fs), ['one']);
    assert.equal((await ibid('works lib --split one', { fs })).status, 0);
    assert.equal(fs.text('/w/lib/references.json'), before);
  });

  it('keeps two works apart', async () => {
    const fs = await library();
    assert.equal((await ibid('works lib --different one two', { fs })).status, 0);
    assert.deepEqual(await ibid('works lib', { fs }), { status: 0, out: 'No works of this library look like one.', err: '' });
  });

  const wrong: [string, RegExp][] = [
    ['works', /one library/],
    ['works gone', /holds no references.json/],
    ['works lib one', /--same, --different or --split/],
    ['works lib --same one', /two cite keys/],
    ['works lib --same one two --split', /at most/],
    ['works lib --same none two', /no work none/],
    ['works lib --split one', /another work/],
  ];
  for (const [args, message] of wrong) {
    it(`says why it could not run “${args}”`, async () => {
      const { status, err } = await ibid(args, { fs: await library() });
      assert.equal(status, 2);
      assert.match(err, message);
    });
  }
});

describe('ibid export', () => {
  const items = [{ id: 'a', type: 'book', title: 'A day', custom: { ibid: { key: 'a', confidence: {}, read: {}, from: [] } } }, { id: 'b', type: 'book', title: 'B' }];
  const files = (): MemoryFileSystem => new MemoryFileSystem({ '/w/lib/references.json': JSON.stringify(items), '/w/there.ris': 'mine', '/w/bad.ris': 'TY  - BOOK\nID  - a\nTI  - A' });

  it('writes a library to standard output, without what Ibid keeps of it', async () => {
    const { status, out, err } = await ibid('export lib --to ris', { fs: files() });
    assert.deepEqual([status, err], [0, '']);
    assert.equal(out, 'TY  - BOOK\nID  - a\nTI  - A day\nER  - \n\nTY  - BOOK\nID  - b\nTI  - B\nER  - ');
  });
  it('writes the items of some keys, to a file', async () => {
    const fs = files();
    assert.deepEqual(await ibid('export lib --to hayagriva --output out.yml b', { fs }), { status: 0, out: '', err: '' });
    assert.equal(fs.text('/w/out.yml'), 'b:\n  type: book\n  title: B\n');
  });
  it('leaves a file that is there, until told to write over it', async () => {
    const fs = files();
    const { status, err } = await ibid('export lib --to ris -o there.ris', { fs });
    assert.deepEqual([status, fs.text('/w/there.ris')], [2, 'mine']);
    assert.match(err, /there already.*--force/);
    assert.equal((await ibid('export lib --to ris -o there.ris --force', { fs })).status, 0);
    assert.match(fs.text('/w/there.ris')!, /A day/);
  });
  it('ends with 1 where something could not be read, and exports the rest', async () => {
    const { status, out, err } = await ibid('export bad.ris --to csl-json', { fs: files() });
    assert.equal(status, 1);
    assert.match(out, /"title": "A"/);
    assert.match(err, /line 1 of \/w\/bad\.ris does not end in ER/);
  });
  for (const [args, message] of [['export', /library to export/], ['export lib', /--to: bibtex, /], ['export lib --to word', /--to: /], ['export lib --to ris c', /has no “c”/], ['export there.ris --to ris', /no reference in RIS/]] as const) {
    it(`can’t run “${args}”, and says why`, async () => {
      const { status, out, err } = await ibid(args, { fs: files() });
      assert.deepEqual([status, out], [2, '']);
      assert.match(err, message);
    });
  }
});

describe('ibid check', () => {
  const fs = new MemoryFileSystem({
    '/w/good.bib': '@book{a, title = {A}}\n', '/w/bad.bib': '@book{a, title = {A}}\n\n@book{b, title = {B}\n',
    '/w/lib/references.json': '[\n  {"id": "a", "type": "book"},\n  {"id": "b"}\n]', '/w/lib/claims.json': '[]', '/w/s.txt': 'One.\nTwo.\n',
    '/w/lib/problems.json': JSON.stringify([{ code: 'note-cut', message: 'It breaks off.', file: '../s.txt', start: 5, end: 9 }]),
  });
  it('says that nothing is wrong', async () => assert.deepEqual(await ibid('check good.bib', { fs }), { status: 0, out: '0 problems in 1 work.', err: '' }));
  it('lists what is, with its line', async () => {
    const { status, out } = await ibid('check bad.bib', { fs });
    assert.equal(status, 1);
    assert.match(out, /^\/w\/bad\.bib:3 {2}item-invalid\n {4}[^\n]*line 3[^\n]* entry b of[^\n]*\n1 problem in 2 works\.$/);
  });
  it('lists what is wrong with a library, and what its import could not make out, as JSON', async () => {
    const { status, out } = await ibid('check lib --json', { fs });
    const { items, claims, problems } = JSON.parse(out) as { items: number; claims: number; problems: { file: string; line: number; code: string }[] };
    assert.deepEqual([status, items, claims], [1, 1, 0]);
    assert.deepEqual(problems.map(({ file, line, code }) => [file, line, code]), [['/w/lib/references.json', 3, 'item-invalid'], ['/w/s.txt', 2, 'note-cut']]);
  });
  it('can’t run without a library', async () => assert.equal((await ibid('check', { fs })).status, 2));
});
