import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { inEachLanguage, type Opened } from './features.js';
import { fileUri, read, until, write } from './workspace.js';

const key = 'vale2018cubs';

/** The words at a place of a file. */
async function wordsAt(uri: vscode.Uri, range: vscode.Range): Promise<string> {
  return (await vscode.workspace.openTextDocument(uri)).getText(range);
}

const isIn = (name: string) => ({ uri }: { uri: vscode.Uri }): boolean => uri.toString() === fileUri(name).toString();

const definitions = ({ document, position }: Opened): Thenable<vscode.LocationLink[]> =>
  vscode.commands.executeCommand('vscode.executeDefinitionProvider', document.uri, position);

const references = (uri: vscode.Uri, position: vscode.Position): Thenable<vscode.Location[]> =>
  vscode.commands.executeCommand('vscode.executeReferenceProvider', uri, position);

const rename = (uri: vscode.Uri, position: vscode.Position, name: string): Thenable<vscode.WorkspaceEdit> =>
  vscode.commands.executeCommand('vscode.executeDocumentRenameProvider', uri, position, name);

/** The message with which VS Code refuses. */
async function refusal(act: Thenable<unknown>): Promise<string> {
  return Promise.resolve(act).then(() => 'It was done.', (error: unknown) => (error instanceof Error ? error.message : String(error)));
}

async function place(name: string, words: string, shift = 0): Promise<{ uri: vscode.Uri; position: vscode.Position }> {
  const document = await vscode.workspace.openTextDocument(fileUri(name));
  return { uri: document.uri, position: document.positionAt(document.getText().indexOf(words) + shift) };
}

inEachLanguage('Go to definition', async (language) => {
  const opened = await language.open(`Text, ${language.cite('vale2018|cubs')} and more.`);
  const leadsToKey = async ([entry]: readonly vscode.LocationLink[]): Promise<boolean> => entry !== undefined && (await wordsAt(entry.targetUri, entry.targetSelectionRange!)) === key;
  const [entry, ...readings] = await until('The entry', async () => {
    const found = await definitions(opened);
    return (await leadsToKey(found)) && found;
  });
  assert.ok(isIn('references.json')({ uri: entry!.targetUri }), entry!.targetUri.path);
  assert.ok(opened.document.getText(entry!.originSelectionRange!).includes(key));
  assert.ok(readings.length > 0);
  for (const { targetUri, targetRange } of readings) assert.match(await wordsAt(targetUri, targetRange), /Vale/);
});

inEachLanguage('Find all references', async (language) => {
  const { document, position } = await language.open(`Text, ${language.cite('vale2018|cubs')} and more.`);
  const found = await until('The references', async () => {
    const places = await references(document.uri, position);
    return places.some(isIn('references.json')) && places;
  });
  for (const file of ['draft.md', 'draft.tex']) assert.ok(found.some(isIn(file)), file);
  const here = found.filter(({ uri }) => uri.toString() === document.uri.toString());
  // VS Code's own Markdown takes brackets for links
  assert.ok(here.some(({ range }) => document.getText(range) === key));
  const inSources = found.filter(({ uri }) => uri.path.includes('/sources/'));
  assert.ok(inSources.length > 0, 'The claims of the sources are missing.');
});

inEachLanguage('Rename', async (language) => {
  const { document, position } = await language.open(`Text, ${language.cite('vale2018|cubs')} and more.`);
  // of a cell that no editor shows VS Code's command passes the name on wrongly
  if (document.uri.scheme === 'vscode-notebook-cell') await vscode.commands.executeCommand('notebook.cell.edit');
  const edit = await until('The edit', async () => rename(document.uri, position, 'vale2018lions').then((one) => (one.size > 0 ? one : undefined), () => undefined));
  const files = new Map(edit.entries().map(([uri, edits]) => [uri.toString(), edits as vscode.TextEdit[]]));
  const ours = files.get(document.uri.toString())!;
  assert.equal(document.getText(ours[0]!.range), key);
  assert.equal(ours[0]!.newText, 'vale2018lions');
  for (const file of ['references.json', 'references.bib', 'draft.md', 'draft.tex']) assert.ok(files.has(fileUri(file).toString()), file);
});

const bib = `@book{gina,
  author = {Vale, Gina},
  title = {Cubs in the Lions' Den},
  year = {2018},
}

@incollection{doe2020,
  crossref = {gina},
  author = {Doe, Jane},
  title = {Of Shelves and Readers},
}
`;

const papers: Record<string, string> = {
  'one.md': '---\nbibliography: refs.bib\n---\n\nAs @gina says [see -@gina, p. 3; @doe2020].\n',
  'two.tex': '\\documentclass{article}\n\\addbibresource{refs.bib}\n\\begin{document}\n\\autocites[3]{gina}{doe2020} % \\cite{gina}\n\\end{document}\n',
  'three.typ': '#bibliography("refs.bib")\n\nAs @gina[p. 3] says.\n',
  'four.ipynb': JSON.stringify({ cells: [{ cell_type: 'markdown', metadata: {}, source: ['---\n', 'bibliography: refs.bib\n', '---\n', '\n', '“As” @gina says.\n'] }], metadata: {}, nbformat: 4, nbformat_minor: 5 }, null, 1),
  'other.md': '---\nbibliography: other.bib\n---\n\nAnother @gina.\n',
  'other.bib': '@book{gina, title = {Another Work}, author = {Roe, R.}}\n',
  'refs.bib': bib,
};

describe('Rename of a work in a bibliography of one’s own', () => {
  /** Each test has a folder of its own: VS Code goes on holding files that it has shown. */
  let number = 0;
  const at = (name: string): string => `rename-${number}/${name}`;

  beforeEach(async () => {
    number++;
    for (const [name, text] of Object.entries(papers)) await write(at(name), text);
  });
  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.workspace.fs.delete(fileUri(`rename-${number}`), { recursive: true });
  });

  const renamed = async (name: string, words: string, newKey: string): Promise<vscode.WorkspaceEdit> => {
    const { uri, position } = await place(at(name), words, 2);
    await vscode.window.showTextDocument(uri);
    return until('The edit', async () => rename(uri, position, newKey).then((edit) => (edit.size > 0 ? edit : undefined), () => undefined));
  };

  for (const [name, words] of [['one.md', '@gina'], ['two.tex', '{gina'], ['refs.bib', '{gina']] as const) {
    it(`changes the file and all documents that cite from it, asked for in ${name}`, async () => {
      assert.ok(await vscode.workspace.applyEdit(await renamed(name, words, 'vale:2018'), { isRefactoring: true }));
      await vscode.workspace.saveAll();
      const expected: Record<string, string> = { ...papers, 'two.tex': papers['two.tex']!.replace('{gina}{doe', '{vale:2018}{doe') };
      for (const file of ['one.md', 'three.typ', 'four.ipynb']) expected[file] = papers[file]!.replaceAll('@gina', '@vale:2018');
      expected['refs.bib'] = bib.replace('@book{gina', '@book{vale:2018').replace('crossref = {gina', 'crossref = {vale:2018');
      for (const [file, text] of Object.entries(expected)) assert.equal(await read(at(file)), text, file);
    });
  }

  it('is refused, in words, where it can’t be', async () => {
    await renamed('one.md', '@gina', 'other');
    const refused = async (name: string, words: string, shift: number, newKey: string): Promise<string> => {
      const { uri, position } = await place(at(name), words, shift);
      return refusal(rename(uri, position, newKey));
    };
    assert.match(await refused('one.md', '@gina', 2, 'doe2020'), /doe2020 is the key of another work already, in .*refs\.bib/);
    assert.match(await refused('one.md', '@gina', 2, 'two words'), /no spaces/);
    assert.match(await refused('one.md', '@gina', 2, 'a+b'), /three\.typ cites gina\. Typst can’t cite “a\+b”/);
    assert.match(await refused('three.typ', 'says', 2, 'new'), /No cite key stands here/);
    await write(at('unknown.md'), 'As @nobody2000.\n');
    assert.match(await refused('unknown.md', '@nobody', 3, 'new'), /nobody2000 is in no bibliography of this document/);
  });
});

describe('The works among the workspace’s symbols', () => {
  it('lead to their entries', async () => {
    const { uri } = await place('draft.md', key);
    await vscode.window.showTextDocument(uri);
    const ask = (query: string): Thenable<vscode.SymbolInformation[]> => vscode.commands.executeCommand('vscode.executeWorkspaceSymbolProvider', query);
    const found = await until('The work', async () => (await ask('cubs lions')).find(({ name }) => name.startsWith(key)));
    assert.ok(isIn('references.json')(found.location));
    assert.match(found.containerName, /Vale 2018/);
    assert.ok((await ask('')).some(({ name }) => name.startsWith(key)));
  });
});
