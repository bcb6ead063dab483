import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Claim } from '../../src/library/library.js';
import { inEachLanguage } from './features.js';
import { draft, fileUri, hoverOver, read, seen, until, write } from './workspace.js';

const letters = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

async function claimsOf(key: string): Promise<Claim[]> {
  return (JSON.parse(await read('claims.json')) as Claim[]).filter(({ reference }) => reference === key);
}

inEachLanguage('Hover', async ({ cite, open }) => {
  const { document } = await open(`It was a plea heard in some capitals ${cite('vale2018cubs')}.`);
  const card = seen((await hoverOver(document, 'vale2018cubs'))!);
  assert.match(card, /^Vale, Gina\. 2018\. .*Cubs in the Lions/);
  assert.match(card, /---\s+(?:[^\n]* )?She asks that such children be treated first of all as victims/);
});

const ownStyle = (title: string): string =>
  `<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"><info><title>${title}</title></info><citation><layout><text variable="title"/></layout></citation>` +
  `<bibliography><layout prefix="${title}: "><text variable="title"/></layout></bibliography></style>`;

describe('Hover', () => {
  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  for (const file of ['draft.md', 'draft.tex']) {
    it(`shows the reference and what it was cited for in ${file}`, async () => {
      const document = await vscode.workspace.openTextDocument(fileUri(file));
      const card = seen((await hoverOver(document, 'vale2018cubs'))!);
      assert.match(card, /^Vale, Gina\. 2018\. .*Cubs in the Lions/);
      const [claim] = await claimsOf('vale2018cubs');
      assert.ok(card.includes(claim!.claim), card);
      assert.match(card, /p\. 27/);
    });

    it(`opens the source of a claim at its sentence from ${file}`, async () => {
      const document = await vscode.workspace.openTextDocument(fileUri(file));
      await vscode.window.showTextDocument(document);
      const card = (await hoverOver(document, 'vale2018cubs'))!;
      const [, command, args] = /\((?:command:)([\w.]+)\?([^ ]+) /.exec(card)!;
      const [id] = JSON.parse(decodeURIComponent(args!)) as [string];
      await vscode.commands.executeCommand(command!, id);
      const claim = (await claimsOf('vale2018cubs')).find((one) => one.id === id)!;
      const editor = vscode.window.activeTextEditor!;
      assert.equal(editor.document.uri.path, fileUri(claim.source.file).path);
      assert.ok(letters(editor.document.getText(editor.selection)).startsWith(letters(claim.claim).slice(0, 20)));
      assert.ok(editor.visibleRanges.some((range) => range.contains(editor.selection.start)));
    });
  }

  it('finds the sentence of a claim where it has moved to', async () => {
    const claim = (await claimsOf('vale2018cubs'))[0]!;
    const source = await read(claim.source.file);
    await write(claim.source.file, `Lines that were put in.\n\n${source}`);
    try {
      await vscode.commands.executeCommand('ibid.openClaim', claim.id);
      const { document, selection } = vscode.window.activeTextEditor!;
      assert.ok(letters(document.getText(selection)).startsWith(letters(claim.claim).slice(0, 20)));
    } finally {
      await write(claim.source.file, source);
    }
  });

  it('opens nothing for a claim that is gone, or whose source is', async () => {
    const { document } = await draft('markdown', 'As @vale2018cubs');
    // A source that no other test opens: VS Code keeps those it has shown.
    const claim = (JSON.parse(await read('claims.json')) as Claim[]).find(({ source }) => source.file === 'sources/interview.txt')!;
    const away = fileUri('away.txt');
    await vscode.workspace.fs.rename(fileUri(claim.source.file), away);
    try {
      await vscode.commands.executeCommand('ibid.openClaim', claim.id);
      await vscode.commands.executeCommand('ibid.openClaim', 'no-such-claim');
      await vscode.commands.executeCommand('ibid.openClaim', { path: '/etc/passwd' });
      assert.equal(vscode.window.activeTextEditor!.document.uri.toString(), document.uri.toString());
    } finally {
      await vscode.workspace.fs.rename(away, fileUri(claim.source.file));
    }
  });

  it('admits no command but that one', async () => {
    const { document } = await draft('markdown', 'As @vale2018cubs');
    const at = document.positionAt(5);
    const [hover] = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', document.uri, at);
    const card = hover!.contents[0] as vscode.MarkdownString;
    assert.deepEqual(card.value.match(/command:[\w.]+/g)!.filter((command) => command !== 'command:ibid.openClaim'), []);
  });

  it('stands over the key alone', async () => {
    const { document } = await draft('markdown', 'As @vale2018cubs shows, and much more');
    assert.equal(await hoverOver(document, 'much more'), undefined);
    assert.equal(await hoverOver(document, 'As '), undefined);
  });

  it('says nothing of a key that the library does not have', async () => {
    const { document } = await draft('markdown', 'As @nobody1900nothing shows');
    assert.equal(await hoverOver(document, 'nobody'), undefined);
  });

  const styled: [language: string, text: string, expected: RegExp][] = [
    ['markdown', '---\ncsl: apa\n---\n\n@vale2018cubs', /^Vale, G\. \(2018/],
    ['quarto', '---\ncsl: https://www.zotero.org/styles/ieee\n---\n\n@vale2018cubs', /^G\. Vale, /],
    ['typst', '@vale2018cubs\n\n#bibliography("references.bib", style: "mla")', /^Vale, Gina\. .*Cubs/],
    ['markdown', '---\ncsl: no-such-style\n---\n\n@vale2018cubs', /^Vale, Gina\. 2018\. /],
  ];
  for (const [language, text, expected] of styled) {
    it(`follows the style that the document names: ${JSON.stringify(text)}`, async () => {
      const { document } = await draft(language, text);
      assert.match(seen((await hoverOver(document, 'vale2018cubs'))!), expected);
    });
  }

  it('follows a style beside the document, and its changes', async () => {
    await write('own.csl', ownStyle('First'));
    try {
      const { document } = await draft('markdown', '---\ncsl: own.csl\n---\n\n@vale2018cubs');
      const begins = (words: string) => async (): Promise<boolean> => seen((await hoverOver(document, 'vale2018cubs'))!).startsWith(words);
      await until('The style', begins('First: Cubs'));
      await write('own.csl', ownStyle('Second'));
      await until('The changed style', begins('Second: Cubs'));
    } finally {
      await vscode.workspace.fs.delete(fileUri('own.csl'));
    }
  });

  it('follows the style of the settings', async () => {
    const { document } = await draft('latex', '\\cite{vale2018cubs}');
    const settings = vscode.workspace.getConfiguration('ibid');
    await settings.update('hover.style', 'apa', vscode.ConfigurationTarget.Global);
    try {
      assert.match(seen((await hoverOver(document, 'vale2018cubs'))!), /^Vale, G\. \(2018/);
    } finally {
      await settings.update('hover.style', undefined, vscode.ConfigurationTarget.Global);
    }
  });
});
