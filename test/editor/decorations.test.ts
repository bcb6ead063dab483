import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { inEachLanguage, type Language, type Opened } from './features.js';
import { draft, fileUri, until, write } from './workspace.js';

const whole = (document: vscode.TextDocument): vscode.Range => new vscode.Range(0, 0, document.lineCount, 0);

inEachLanguage('Document symbols', async ({ open, cite, citeAt }) => {
  const { document } = await open(`First ${cite('vale2018cubs')}, then ${cite('roe1999')} and ${citeAt('vale2018cubs', '18')}.|`);
  const works = await until('The works', async () => {
    const all = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>('vscode.executeDocumentSymbolProvider', document.uri);
    return all.some(({ name }) => name === 'Vale 2018') && all;
  });
  const work = works.find(({ name }) => name === 'Vale 2018')!;
  assert.match(work.detail, /Cubs in the Lions/);
  assert.match(document.getText(work.range), /vale2018cubs/);
  assert.deepEqual(work.children.map(({ detail }) => detail), ['', 'p. 18']);
  assert.equal(works.find(({ name }) => name === '@roe1999')?.detail, 'not in the library');
});

/** A cell of a notebook is shown as it will look until one writes in it. */
async function written({ document }: Opened): Promise<vscode.TextDocument> {
  if (document.uri.scheme === 'vscode-notebook-cell') await vscode.commands.executeCommand('notebook.cell.edit');
  return document;
}

/** How a document names its bibliography. */
const naming: Record<string, string> = {
  latex: '\\documentclass{article}\n\\addbibresource{references.bib}\n',
  typst: '#bibliography("references.bib")\n',
};

inEachLanguage('Document links', async ({ id, open }) => {
  const document = await written(await open(`${naming[id] ?? '---\nbibliography: references.bib\n---\n'}\nText.|`));
  const link = await until('The link', async () => {
    const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>('vscode.executeLinkProvider', document.uri);
    return links.find(({ range }) => document.getText(range) === 'references.bib');
  });
  assert.equal(link.target!.path, fileUri('references.bib').path);
});

describe('Inlay hints', () => {
  const settings = (): vscode.WorkspaceConfiguration => vscode.workspace.getConfiguration('ibid', fileUri('hints.bib'));
  before(async () => {
    await write('hints.bib', '@book{XK4RT2, author = {Doe, Jane}, title = {Of Shelves}, year = 2020}');
    await settings().update('bibliographies', ['hints.bib'], vscode.ConfigurationTarget.Workspace);
    await settings().update('inlayHints.enabled', true, vscode.ConfigurationTarget.Workspace);
  });
  after(async () => {
    await settings().update('bibliographies', undefined, vscode.ConfigurationTarget.Workspace);
    await settings().update('inlayHints.enabled', undefined, vscode.ConfigurationTarget.Workspace);
    await vscode.workspace.fs.delete(fileUri('hints.bib'));
  });

  const hintsIn = (document: vscode.TextDocument): Thenable<vscode.InlayHint[]> =>
    vscode.commands.executeCommand<vscode.InlayHint[]>('vscode.executeInlayHintProvider', document.uri, whole(document));

  inEachLanguage('Inlay hints', async ({ open, cite }: Language) => {
    const { document } = await open(`As ${cite('XK4RT2')} and ${cite('vale2018cubs')} show.|`);
    const hints = await until('The hint', async () => {
      const found = await hintsIn(document);
      return found.length > 0 && found;
    });
    assert.deepEqual(hints.map(({ label }) => label), ['Doe 2020']);
    assert.match(document.getText(new vscode.Range(new vscode.Position(0, 0), hints[0]!.position)), /XK4RT2>?$/);
  });

  it('are off unless the setting says otherwise', async () => {
    await settings().update('inlayHints.enabled', undefined, vscode.ConfigurationTarget.Workspace);
    const { document } = await draft('markdown', 'As @XK4RT2 shows|');
    assert.deepEqual(await hintsIn(document), []);
    await settings().update('inlayHints.enabled', true, vscode.ConfigurationTarget.Workspace);
  });
});

/** What VS Code colours: the words, each with its type. */
function decoded({ data }: vscode.SemanticTokens, { tokenTypes }: vscode.SemanticTokensLegend, document: vscode.TextDocument): string[] {
  const found: string[] = [];
  let [line, character] = [0, 0];
  for (let at = 0; at < data.length; at += 5) {
    const [lines, characters, length, type] = data.subarray(at, at + 4) as unknown as [number, number, number, number];
    character = lines === 0 ? character + characters : characters;
    line += lines;
    found.push(`${tokenTypes[type]} ${document.getText(new vscode.Range(line, character, line, character + length))}`);
  }
  return found;
}

inEachLanguage('Semantic highlighting', async ({ open, cite, citeAt }) => {
  const document = await written(await open(`First ${citeAt('vale2018cubs', '18')}, then ${cite('roe1999')}.|`));
  const legend = await vscode.commands.executeCommand<vscode.SemanticTokensLegend>('vscode.provideDocumentSemanticTokensLegend', document.uri);
  const isRight = (tokens: readonly string[]): boolean =>
    tokens.length === 3 && /^citeKey .*vale2018cubs/.test(tokens.find((token) => token.startsWith('citeKey'))!)
    && tokens.some((token) => /^unknownCiteKey .*roe1999/.test(token)) && tokens.some((token) => /^citeLocator (?:p\. )?18$/.test(token));
  for (const [command, ...args] of [['vscode.provideDocumentSemanticTokens'], ['vscode.provideDocumentRangeSemanticTokens', whole(document)]] as [string, ...unknown[]][]) {
    await until(`What ${command} colours`, async () => {
      const tokens = await vscode.commands.executeCommand<vscode.SemanticTokens | undefined>(command, document.uri, ...args);
      return tokens && isRight(decoded(tokens, legend, document));
    });
  }
});

describe('Code lens', () => {
  afterEach(() => vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor'));
  const lensesOf = async (document: vscode.TextDocument): Promise<string[]> => {
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', document.uri);
    return lenses.filter(({ range }) => /vale2018cubs/.test(document.lineAt(range.start.line).text)).map(({ command }) => command!.title);
  };

  for (const file of ['references.bib', 'references.json']) {
    it(`tells above an entry of ${file} how often it is cited, and how many claims there are`, async () => {
      const document = await vscode.workspace.openTextDocument(fileUri(file));
      await vscode.window.showTextDocument(document);
      const titles = await until('The lenses', async () => {
        const found = await lensesOf(document);
        return found.length === 2 && found;
      });
      assert.match(titles[0]!, /^Cited (?:once|\d+ times) here$/);
      assert.match(titles[1]!, /^\d+ claims$/);
    });
  }

  it('is not there where the setting says so', async () => {
    const settings = vscode.workspace.getConfiguration('ibid', fileUri('references.bib'));
    await settings.update('codeLens.enabled', false, vscode.ConfigurationTarget.Workspace);
    try {
      assert.deepEqual(await lensesOf(await vscode.workspace.openTextDocument(fileUri('references.bib'))), []);
    } finally {
      await settings.update('codeLens.enabled', undefined, vscode.ConfigurationTarget.Workspace);
    }
  });
});

it('Links in a bibliography lead from DOIs and files', async () => {
  const { document } = await draft('bibtex', '@book{vale, doi = {10.1000/vale}, file = {papers/vale.pdf}}|');
  const links = await until('The links', async () => {
    const found = await vscode.commands.executeCommand<vscode.DocumentLink[]>('vscode.executeLinkProvider', document.uri);
    return found.length > 0 && found;
  });
  assert.deepEqual(links.map(({ range, target }) => `${document.getText(range)} → ${target!.scheme}`), ['10.1000/vale → https', 'papers/vale.pdf → command']);
  await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
});
