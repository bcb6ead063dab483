import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Claim } from '../../src/library/library.js';
import { pdfOf } from './pdf.js';
import { draft, fileUri, read, until, write } from './workspace.js';

const sentence = 'Elders who can be shamed keep the ceasefires that they make.';
const file = 'sources/elders.pdf';

/** What stands open in front. */
const inFront = (): vscode.Tab['input'] => vscode.window.tabGroups.activeTabGroup.activeTab?.input;

describe('Sources that are no text', () => {
  let claims: string;

  /** Puts a claim into the library, under an id that none had before, and opens it when the library has it. */
  async function opened(id: string, source: Partial<Claim['source']>): Promise<void> {
    const [first, ...others] = JSON.parse(claims) as Claim[];
    const claim = { ...first!, id, claim: sentence, source: { reference: 'nobody', file, start: 0, end: 0, ...source } };
    await write('claims.json', JSON.stringify([claim, ...others]));
    await until('The claim', async () => {
      await vscode.commands.executeCommand('ibid.openClaim', id);
      return vscode.window.tabGroups.all.length > 1;
    });
  }

  before(async () => {
    claims = await read('claims.json');
    await vscode.workspace.fs.writeFile(fileUri(file), pdfOf([['A first page.'], ['Before it.', sentence, 'After it.']]));
  });
  beforeEach(() => draft('markdown', 'As @vale2018cubs'));
  afterEach(async () => {
    await write('claims.json', claims);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });
  after(() => vscode.workspace.fs.delete(fileUri(file)));

  it('opens a PDF beside the draft, once', async () => {
    await opened('on-a-page', { pageNumber: 2 });
    await vscode.commands.executeCommand('ibid.openClaim', 'on-a-page');
    const tabs = vscode.window.tabGroups.all.map((group) => group.tabs.map(({ input }) => input));
    assert.equal(tabs.length, 2);
    const [shown, ...more] = tabs[1]!;
    assert.ok(shown instanceof vscode.TabInputCustom && shown.viewType === 'ibid.pdf');
    assert.equal(shown.uri.toString(), fileUri(file).toString());
    assert.deepEqual(more, []);
  });

  it('opens the text that was taken from a source without pages at the sentence', async () => {
    await opened('without-a-page', {});
    const { document, selection } = await until('The text', () => vscode.window.activeTextEditor?.document.uri.scheme === 'ibid-source' && vscode.window.activeTextEditor);
    assert.equal(document.getText(selection), sentence.slice(0, -1));
    assert.match(document.fileName, /elders\.pdf\.txt$/);
  });

  it('shows the text of the PDF in front', async () => {
    await vscode.commands.executeCommand('vscode.openWith', fileUri(file), 'ibid.pdf');
    await until('The PDF', () => inFront() instanceof vscode.TabInputCustom);
    await vscode.commands.executeCommand('ibid.showText');
    assert.match(vscode.window.activeTextEditor!.document.getText(), /A first page\.\s+Before it\.\s+Elders who/);
  });

  it('opens no text where there is none', async () => {
    const scan = fileUri('sources/scan.pdf');
    await vscode.workspace.fs.writeFile(scan, pdfOf([[]]));
    const tab = inFront();
    await vscode.commands.executeCommand('ibid.showText', scan);
    assert.deepEqual(inFront(), tab);
    await vscode.workspace.fs.delete(scan);
  });
});
