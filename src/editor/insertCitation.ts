import * as vscode from 'vscode';
import { cut } from '../language/bibliography.js';
import { container, nameOfWork, textOf } from '../language/brief.js';
import { insertedCitation } from '../language/insertCitation.js';
import { locatorInWords } from '../language/locators.js';
import { writtenAt } from '../language/nearness.js';
import { pinpointsOf, type CitedPlace } from '../language/pinpoints.js';
import type { WorkToCite } from '../language/writeCitation.js';
import type { LibraryItem, LibraryView, Preferred } from '../library/library.js';
import { parseLocator } from '../references/normalise/locator.js';
import type { CitedKeys } from './citedKeys.js';
import { citingEditor, rangeOf, type OpenDocuments } from './openDocuments.js';
import { answered } from './quickPick.js';
import type { Views } from './views.js';
import { formatNumber } from '../words.js';

interface Inserting {
  documents: OpenDocuments;
  views: Views;
  cited: CitedKeys;
}

const title = (): string => vscode.l10n.t('Insert Citation');

/** Asks for works, the place in each, and the words before them, and writes the citation at the cursor. */
export async function insertCitation({ documents, views, cited }: Inserting): Promise<void> {
  const editor = citingEditor();
  if (!editor) return;
  const library = await views.of(editor.document);
  if (library.size === 0) return offerImport();
  const items = await chosenWorks(library, cited.of(documents.of(editor.document)));
  const works = items && (await placed(items, editor, library, documents));
  if (!works) return;
  const before = await vscode.window.showInputBox({ title: title(), prompt: vscode.l10n.t('Words before the citation, such as “see”. Press Enter for none.'), placeHolder: vscode.l10n.t('No Words Before') });
  if (before === undefined) return;
  const prefix = before.trim();
  const [first, ...others] = works;
  await write(editor, documents, [{ ...first!, ...(prefix && { prefix }) }, ...others]);
  for (const { key } of works) await cited.note(key);
}

async function offerImport(): Promise<void> {
  const chosen = await vscode.window.showInformationMessage(vscode.l10n.t('There is nothing to cite yet. Import the sources you have read, or name a bibliography in the document.'), vscode.l10n.t('Import Sources…'));
  if (chosen) await vscode.commands.executeCommand('ibid.importSources');
}

async function write(editor: vscode.TextEditor, documents: OpenDocuments, works: readonly WorkToCite[]): Promise<void> {
  const { document } = editor;
  const { start, end, text } = insertedCitation(documents.of(document), document.offsetAt(editor.selection.active), works);
  if (!(await editor.edit((builder) => builder.replace(rangeOf(document, { start, end }), text)))) return;
  const behind = document.positionAt(start + text.length);
  editor.selection = new vscode.Selection(behind, behind);
}

interface WorkRow extends vscode.QuickPickItem {
  item?: LibraryItem;
}

const mostRows = 50;
const longestTitle = 100;

/** VS Code would hide what does not match by its own rules, and sort the rest by its label. The latter has no finished API yet, and does no harm where it is unknown. */
const asRanked = { sortByLabel: false };

/** Works by Ibid's ranking, which change with each keystroke; those that are ticked stay, on top. */
function chosenWorks(library: LibraryView, preferred: Preferred): Promise<readonly LibraryItem[] | undefined> {
  const pick = Object.assign(vscode.window.createQuickPick<WorkRow>(), asRanked);
  Object.assign(pick, { title: title(), placeholder: vscode.l10n.t('Author, title, year or words of what a work was cited for. Tick several to cite them together.'), canSelectMany: true });
  let ticked: readonly WorkRow[] = [];
  const show = (): void => {
    const chosen = ticked.map((row) => ({ ...row, picked: true }));
    const keys = new Set(chosen.map(({ item }) => item?.id));
    const found = library.search(pick.value, mostRows, preferred).filter(({ id }) => !keys.has(id)).map((item) => workRow(item, library));
    pick.items = chosen.length === 0 ? found : [heading(vscode.l10n.t('Chosen')), ...chosen, heading(vscode.l10n.t('Works')), ...found];
    pick.selectedItems = ticked = chosen;
    pick.activeItems = (found.length > 0 ? found : chosen).slice(0, 1);
  };
  pick.onDidChangeValue(show);
  pick.onDidChangeSelection((rows) => (ticked = rows));
  show();
  return answered(pick, () => (ticked.length > 0 ? ticked : pick.activeItems).flatMap(({ item }) => item ?? []));
}

/** One work of a library, by Ibid's ranking; undefined where a person leaves. */
export function chosenWork(library: LibraryView, title: string, placeholder: string): Promise<LibraryItem | undefined> {
  const pick = Object.assign(vscode.window.createQuickPick<WorkRow>(), asRanked);
  Object.assign(pick, { title, placeholder });
  const show = (): void => {
    pick.items = library.search(pick.value, mostRows).map((item) => workRow(item, library));
  };
  pick.onDidChangeValue(show);
  show();
  return answered(pick, () => pick.activeItems[0]?.item);
}

const heading = (label: string): WorkRow => ({ label, kind: vscode.QuickPickItemKind.Separator });

function workRow(item: LibraryItem, library: LibraryView): WorkRow {
  const claims = library.claims(item.id).length;
  const count = claims === 0 ? [] : [claims === 1 ? vscode.l10n.t('1 claim') : vscode.l10n.t('{0} claims', formatNumber(claims))];
  return {
    label: nameOfWork(item),
    description: [item.id, ...count].join(' · '),
    detail: cut(textOf(item, 'title') || container(item), longestTitle),
    alwaysShow: true,
    item,
  };
}

/** The works with the places that a person gives; undefined where they leave. */
async function placed(items: readonly LibraryItem[], editor: vscode.TextEditor, library: LibraryView, documents: OpenDocuments): Promise<WorkToCite[] | undefined> {
  const written = writtenAt(documents.of(editor.document), editor.document.offsetAt(editor.selection.active)).stems;
  const works: WorkToCite[] = [];
  for (const item of items) {
    const place = await chosenPlace(item, pinpointsOf(item, library, written));
    if (!place) return undefined;
    works.push({ key: item.id, ...place });
  }
  return works.length === 0 ? undefined : works;
}

type PlaceInWork = Omit<WorkToCite, 'key' | 'prefix'>;

interface PlaceRow extends vscode.QuickPickItem {
  place?: PlaceInWork;
}

const nowhere = (): PlaceRow => ({ label: vscode.l10n.t('No Pinpoint'), alwaysShow: true, place: {} });
const longestClaim = 120;

/** A place in a work: one at which the sources cite it, or what is typed. */
function chosenPlace(item: LibraryItem, places: readonly CitedPlace[]): Promise<PlaceInWork | undefined> {
  const pick = Object.assign(vscode.window.createQuickPick<PlaceRow>(), asRanked);
  Object.assign(pick, { title: vscode.l10n.t('Insert Citation: {0}', cut(nameOfWork(item), longestTitle)), placeholder: vscode.l10n.t('Page or other pinpoint: 18, pp. 18–20, ch. 3. Press Enter for none.'), matchOnDetail: true });
  const rows = places.map(placeRow);
  const show = (): void => {
    const typed = typedRow(pick.value.trim());
    pick.items = rows.length === 0 ? [typed] : [typed, { label: vscode.l10n.t('Cited At'), kind: vscode.QuickPickItemKind.Separator }, ...rows.filter(({ label }) => label !== typed.label)];
    pick.activeItems = [typed];
  };
  pick.onDidChangeValue(show);
  show();
  return answered(pick, () => pick.activeItems[0]?.place);
}

function placeRow({ locator, claims: [first] }: CitedPlace): PlaceRow {
  return { label: locatorInWords(locator), ...(first && { detail: cut(first.claim, longestClaim) }), place: { locator } };
}

/** What is no pinpoint stands behind the work as it is typed: `passim`. */
function typedRow(typed: string): PlaceRow {
  if (typed === '') return nowhere();
  const locator = parseLocator(typed);
  const row = locator ? { label: locatorInWords(locator), place: { locator } } : { label: typed, description: vscode.l10n.t('words behind the work'), place: { suffix: typed } };
  return { ...row, alwaysShow: true };
}
