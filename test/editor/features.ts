// Which of the editor's features work in which languages, as README's table has it. Each of its cells has a test that runs here.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { features, languageNames, worksIn, type Feature, type LanguageName } from '../support/features.js';
import { newDocument, until } from './workspace.js';

/** A language, and how a person writes in it. */
export interface Language {
  name: LanguageName;
  /** VS Code's id. */
  id: string;
  /** `[@vale2018cubs]` */
  cite(key: string): string;
  /** `[@vale2018cubs, p. 18]` */
  citeAt(key: string, page: string): string;
  /** What is typed before a key: `[@`. */
  begun: string;
  /** Opens a new document, with the cursor where the text has `|`. Only a notebook is shown: what a feature says of a document needs no editor, and showing one takes long. */
  open(drawn: string): Promise<Opened>;
}

/** A document, and where its cursor is. */
export interface Opened {
  document: vscode.TextDocument;
  position: vscode.Position;
}

const openDraft = (id: string) => async (drawn: string): Promise<Opened> => {
  const document = await newDocument(id, drawn.replace('|', ''));
  return { document, position: document.positionAt(drawn.indexOf('|')) };
};

/** A notebook with one cell. */
async function openNotebook(drawn: string): Promise<Opened> {
  await vscode.extensions.getExtension('ibid.ibid')!.activate();
  const cell = new vscode.NotebookCellData(vscode.NotebookCellKind.Markup, drawn.replace('|', ''), 'markdown');
  const notebook = await vscode.workspace.openNotebookDocument('jupyter-notebook', new vscode.NotebookData([cell]));
  await vscode.window.showNotebookDocument(notebook);
  const { document } = notebook.cellAt(0);
  return { document, position: document.positionAt(drawn.indexOf('|')) };
}

const pandoc = { cite: (key: string) => `[@${key}]`, citeAt: (key: string, page: string) => `[@${key}, p. ${page}]`, begun: '[@' };

export const languages: readonly Language[] = [
  { name: 'Markdown', id: 'markdown', ...pandoc, open: openDraft('markdown') },
  { name: 'Quarto', id: 'quarto', ...pandoc, open: openDraft('quarto') },
  { name: 'R Markdown', id: 'rmd', ...pandoc, open: openDraft('rmd') },
  { name: 'MyST', id: 'markdown', cite: (key) => `{cite:p}\`${key}\``, citeAt: (key, page) => `[@${key}, p. ${page}]`, begun: '{cite:p}`', open: openDraft('markdown') },
  { name: 'LaTeX', id: 'latex', cite: (key) => `\\parencite{${key}}`, citeAt: (key, page) => `\\parencite[${page}]{${key}}`, begun: '\\parencite{', open: openDraft('latex') },
  { name: 'Typst', id: 'typst', cite: (key) => `@${key}`, citeAt: (key, page) => `@${key}[p. ${page}]`, begun: '@', open: openDraft('typst') },
  { name: 'notebooks', id: 'markdown', ...pandoc, open: openNotebook },
];

/** A document as a person writes in it, the cursor where the text has `|`. */
export async function writing({ name, open }: Language, drawn: string): Promise<vscode.TextEditor> {
  const { document, position } = await open(drawn);
  if (name === 'notebooks') await vscode.commands.executeCommand('notebook.cell.edit');
  else await vscode.window.showTextDocument(document);
  const editor = await until('The editor', () => vscode.window.visibleTextEditors.find((one) => one.document === document && vscode.window.activeTextEditor === one));
  editor.selection = new vscode.Selection(position, position);
  return editor;
}

/** In the oldest VS Code a few languages stand for all. */
const some = process.env['IBID_TEST_LANGUAGES']?.split(',');

// each test file is bundled by itself, and this one with it
const tested = ((globalThis as { ibidTested?: Set<string> }).ibidTested ??= new Set());

/** A test of a feature in each language. */
export function inEachLanguage(feature: Feature, test: (language: Language) => Promise<void>): void {
  describe(feature, () => {
    afterEach(() => vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor'));
    for (const language of languages.filter(({ name }) => worksIn(feature, name) && (!some || some.includes(name)))) {
      tested.add(`${feature} in ${language.name}`);
      it(`in ${language.name}`, () => test(language));
    }
  });
}

/** The cells that no test stands for. */
export function assertAllTested(): void {
  const cells = features.flatMap((feature) => languageNames.filter((name) => worksIn(feature, name) && (!some || some.includes(name))).map((name) => `${feature} in ${name}`));
  assert.deepEqual(cells.filter((cell) => !tested.has(cell)), []);
}
