import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { draft, fileUri, hoverOver, labelOf, offered, seen, until, write } from './workspace.js';

const bib = `@book{gina,
  author = {Vale, Gina},
  title = {Cubs in the Lions' Den: Indoctrination and Recruitment of Children within Islamic State Territory},
  year = {2018},
  file = {Full Text:papers/vale.pdf:application/pdf},
}

@article{doe2020,
  author = {Doe, Jane},
  title = {Of Shelves and Readers},
  journaltitle = {Journal of Libraries},
  date = {2020-05},
}
`;

/** Opens a saved document, with the cursor where its text has `|`. */
async function paper(name: string, drawn: string): Promise<vscode.TextEditor> {
  const at = drawn.indexOf('|');
  await write(name, drawn.replace('|', ''));
  const document = await vscode.workspace.openTextDocument(fileUri(name));
  const editor = await vscode.window.showTextDocument(document);
  const cursor = document.positionAt(at);
  editor.selection = new vscode.Selection(cursor, cursor);
  return editor;
}

/** What is wrong with bibliographies, and not with the keys that are only begun. */
const problemsOf = (name: string): vscode.Diagnostic[] =>
  vscode.languages.getDiagnostics(fileUri(name)).filter(({ source, code }) => source === 'Ibid' && code !== 'key-undefined');
const labels = async (editor: vscode.TextEditor): Promise<string[]> => (await offered(editor)).map(labelOf);

describe('A bibliography that a document names', () => {
  before(() => write('shelf/refs.bib', bib));
  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await write('shelf/refs.bib', bib);
  });
  after(async () => {
    await vscode.workspace.fs.delete(fileUri('shelf'), { recursive: true });
  });

  it('is completed over in Markdown, before Ibid’s own library', async () => {
    const editor = await paper('shelf/paper.md', '---\nbibliography: refs.bib\n---\n\nAs @shelves|');
    assert.deepEqual((await labels(editor))[0], 'doe2020');
  });

  it('is completed over in LaTeX', async () => {
    const editor = await paper('shelf/paper.tex', '\\documentclass{article}\n\\addbibresource{*.bib}\n\\begin{document}\n\\cite{readers|}\n');
    assert.deepEqual((await labels(editor))[0], 'doe2020');
  });

  it('gives the key of a work that Ibid has read too, with the claims of the sources', async () => {
    const { document } = await paper('shelf/claims.md', '---\nbibliography: refs.bib\n---\n\nAs @gina|');
    const card = await until('The claims', async () => {
      const shown = seen((await hoverOver(document, '@gina', 2)) ?? '');
      return /[“”]|p\. \d/.test(shown) && shown;
    });
    assert.match(card, /Vale, Gina/);
  });

  it('that is Ibid’s own library is that library, with what is doubtful', async () => {
    const { document } = await paper('own.md', '---\nbibliography: references.bib\n---\n\nAs @vale2018cubs|');
    try {
      const named = await until('The card', () => hoverOver(document, '@vale2018cubs', 2));
      const { document: unnamed } = await draft('markdown', 'As @vale2018cubs|');
      assert.equal(seen(named), seen((await hoverOver(unnamed, '@vale2018cubs', 2))!));
    } finally {
      await vscode.workspace.fs.delete(fileUri('own.md'));
    }
  });

  it('is read again when another program changes it', async () => {
    const editor = await paper('shelf/change.md', '---\nbibliography: refs.bib\n---\n\nAs @newcomer|');
    await labels(editor);
    await write('shelf/refs.bib', `${bib}\n@book{newcomer1999, author = {New, Comer}, title = {A Late Arrival}, year = 1999}\n`);
    await until('The new entry', async () => (await labels(editor))[0] === 'newcomer1999');
  });

  it('is followed where it is saved by a move, and where it goes and comes back', async () => {
    const editor = await paper('shelf/moves.md', '---\nbibliography: refs.bib\n---\n\nAs @newcomer|');
    await labels(editor);
    await write('shelf/refs.bib.part', `${bib}\n@book{newcomer2001, author = {New, Comer}, title = {By a Move}, year = 2001}\n`);
    await vscode.workspace.fs.rename(fileUri('shelf/refs.bib.part'), fileUri('shelf/refs.bib'), { overwrite: true });
    await until('The moved entry', async () => (await labels(editor))[0] === 'newcomer2001');
    await vscode.workspace.fs.delete(fileUri('shelf/refs.bib'));
    await until('The problem', () => problemsOf('shelf/moves.md')[0]);
    assert.equal((await labels(editor))[0], 'newcomer2001', 'What it last held is shown as long as it is gone.');
    await write('shelf/refs.bib', `${bib}\n@book{newcomer2002, author = {New, Comer}, title = {Come Back}, year = 2002}\n`);
    await until('The new entry', async () => (await labels(editor))[0] === 'newcomer2002');
    await until('The end of the problems', () => problemsOf('shelf/refs.bib').length + problemsOf('shelf/moves.md').length === 0);
  });

  it('loses no entry by one that is broken, of which it keeps what was good, and says where', async () => {
    const editor = await paper('shelf/broken.md', '---\nbibliography: refs.bib\n---\n\nAs @gina and @shelves|');
    await labels(editor);
    await write('shelf/refs.bib', bib.replace("Territory},", 'Territory,'));
    const problem = await until('The problem', () => problemsOf('shelf/refs.bib')[0]);
    assert.match(problem.message, /gina/);
    assert.ok(problem.range.start.line < 6, `The problem stands in line ${problem.range.start.line}.`);
    assert.equal((await labels(editor))[0], 'doe2020');
    assert.match(seen((await hoverOver(editor.document, '@gina', 2))!), /Cubs in the Lions/);
  });

  it('that is not there is a problem where it is named, until it is', async () => {
    const editor = await paper('shelf/missing.md', '---\nbibliography: later.bib\n---\n\nAs @later|');
    const problem = await until('The problem', () => problemsOf('shelf/missing.md')[0]);
    assert.equal(editor.document.getText(problem.range), 'later.bib');
    await write('shelf/later.bib', '@book{later2024, author = {Late, R.}, title = {Later}, year = 2024}');
    await until('The end of the problem', () => problemsOf('shelf/missing.md').length === 0);
    await until('The entry', async () => (await labels(editor))[0] === 'later2024');
  });

  it('may be named by the setting, for all documents', async () => {
    const settings = vscode.workspace.getConfiguration('ibid', fileUri('shelf/setting.md'));
    try {
      const editor = await paper('shelf/setting.md', 'As @shelves|');
      await settings.update('bibliographies', ['shelf/*.bib'], vscode.ConfigurationTarget.Workspace);
      await until('The entry', async () => (await labels(editor))[0] === 'doe2020');
    } finally {
      await settings.update('bibliographies', undefined, vscode.ConfigurationTarget.Workspace);
    }
  });
});
