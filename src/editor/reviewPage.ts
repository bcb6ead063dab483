import * as vscode from 'vscode';
import { claimSpan } from '../language/claimSpan.js';
import { mostCases, worksCase, type Answered, type ReviewAnswer, type ReviewCase, type SourcePlace, type WorksCase } from '../language/review.js';
import type { ReviewKind } from '../language/reviewKinds.js';
import { fieldInWords } from '../language/typedField.js';
import { reversed, type Change, type FieldChange } from '../library/corrections.js';
import type { LibraryItem } from '../library/library.js';
import type { SavedDecision } from '../library/saveDecision.js';
import { viewOfParts } from '../library/view.js';
import type { FromReview, ToReview } from '../pages/review/messages.js';
import type { Background } from './background.js';
import { chosenWork } from './insertCitation.js';
import type { FolderLibrary, Libraries } from './library.js';
import type { ClaimOpener } from './openClaim.js';
import { PagePanel } from './pages.js';
import type { Views } from './views.js';

export interface Reviewing {
  libraries: Libraries;
  views: Views;
  background: Background;
  claims: ClaimOpener;
}

/** What can be taken back: the cases that it answered, and how. */
interface Done {
  ids: string[];
  said: string;
  undo(): Promise<SavedDecision>;
}

type FromPage<Type extends FromReview['type']> = Extract<FromReview, { type: Type }>;

const around = 800;

/** The page on which a person settles what Ibid is unsure of. */
export class ReviewPage implements vscode.Disposable {
  private readonly panel: PagePanel<FromReview, ToReview>;
  private readonly disposables: vscode.Disposable[];
  private near: vscode.Uri | undefined;
  private readonly cases = new Map<string, ReviewCase>();
  /** Answers that are yet to be written: those given while one is being written go with the next. */
  private waiting: { answer: ReviewAnswer; said: string }[] = [];
  private readonly done: Done[] = [];
  /** The same mistake in other works, as it was last offered. */
  private like: FieldChange[] = [];
  private writing = Promise.resolve();
  /** How often the page was told: what takes long is left where it is to be told anew. */
  private turns = 0;
  private readonly receivers: { [Type in FromReview['type']]: (message: FromPage<Type>) => unknown } = {
    ready: () => this.tell(),
    surroundings: ({ id }) => this.tellSurroundings(id),
    answer: ({ id, does }) => this.answer(id, does),
    correct: ({ id, typed }) => this.correct(id, typed),
    open: ({ id }) => this.open(id),
    like: ({ accept }) => this.answerLike(accept),
    undo: () => this.inTurn(() => this.undo()),
  };

  constructor(assets: vscode.Uri, private readonly reviewing: Reviewing) {
    const kind = { page: 'review', viewType: 'ibid.review', title: () => vscode.l10n.t('Review'), schema: async () => (await import('../pages/review/messages.js')).fromReviewSchema };
    this.panel = new PagePanel(assets, kind, (message) => {
      // the page comes back with the window, also into one that is not trusted
      if (writing.has(message.type) && !vscode.workspace.isTrusted) return this.fault('id' in message ? [message.id] : [], untrusted());
      return (this.receivers[message.type] as (given: FromReview) => unknown)(message);
    });
    // also when it has been found which works of bibliographies may be ones of the library
    this.disposables = [this.panel, reviewing.views.onDidChange(() => void this.tell())];
  }

  /** @param filter the kind of cases that alone are shown */
  async show(near: vscode.Uri | undefined, filter?: ReviewKind): Promise<void> {
    if (!vscode.workspace.isTrusted) {
      void vscode.window.showWarningMessage(untrusted());
      return;
    }
    this.near = near ?? this.near;
    this.filter = filter;
    const { isOpen } = this.panel;
    await this.panel.show();
    // one that is loaded first asks for itself
    if (isOpen) await this.tell();
  }

  dispose(): void {
    for (const disposable of this.disposables) disposable.dispose();
  }

  private filter: ReviewKind | undefined;

  private get library(): FolderLibrary | undefined {
    return this.reviewing.libraries.of(this.near);
  }

  /** The document that was in front when the page was asked for: works of its bibliographies may be ones of the library. */
  private get document(): vscode.TextDocument | undefined {
    return vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === this.near?.toString()) ?? vscode.window.activeTextEditor?.document;
  }

  /** Tells the page what is to be reviewed; the works that may be one follow, as they take longer to find. */
  private async tell(): Promise<void> {
    const { library } = this;
    if (!library || !this.panel.isOpen) return;
    const turn = ++this.turns;
    await library.opened();
    const { cases, counts } = await this.reviewing.background.reviewQueue(library.files, library.folder.path);
    this.tellCases(cases, counts);
    if (this.filter) this.panel.post({ type: 'filter', kind: this.filter });
    this.filter = undefined;
    if (turn !== this.turns) return;
    const pairs = await this.reviewing.views.doubtful(library);
    const works = await this.worksCases(library, pairs.slice(0, mostCases));
    if (turn !== this.turns) return;
    this.tellCases(works, { works: pairs.length });
  }

  private tellCases(cases: ReviewCase[], counts: Partial<Record<ReviewKind, number>>): void {
    for (const one of cases) this.cases.set(one.id, one);
    this.panel.post({ type: 'cases', cases, counts });
  }

  /** The pairs with their works, the own ones as Ibid has them. */
  private async worksCases(library: FolderLibrary, pairs: Awaited<ReturnType<Views['doubtful']>>): Promise<WorksCase[]> {
    const { rows } = (await library.opened()).own;
    const { view } = await this.reviewing.views.citable(this.document);
    const itemOf = (key: string): LibraryItem | undefined => {
      const row = rows.rowOf(key);
      return row >= 0 ? rows.itemAt(row) : view.get(key);
    };
    return pairs.map((pair) => worksCase(pair, itemOf(pair.own), itemOf(pair.other)));
  }

  private async tellSurroundings(id: string): Promise<void> {
    const one = this.cases.get(id);
    if (!this.library || (one?.kind !== 'claim' && one?.kind !== 'note')) return;
    const text = await this.reviewing.claims.textOf(this.library, one.source.file);
    const { start, end } = (text !== null && one.kind === 'claim' && claimSpan(text, { claim: one.claim, source: one.source })) || one.source;
    const found = text === null ? null : { before: text.slice(Math.max(0, start - around), start), words: text.slice(start, end), after: text.slice(end, end + around) };
    this.panel.post({ type: 'surroundings', id, found });
  }

  private async answer(id: string, does: FromPage<'answer'>['does']): Promise<void> {
    const one = this.cases.get(id);
    if (one?.kind === 'works' && (does === 'same' || does === 'different')) return this.inTurn(() => this.decide(one, does === 'same'));
    if (one?.kind === 'note' && does === 'choose') return this.choose(id);
    if (does !== 'accept' && does !== 'dismiss') return;
    if (one?.kind === 'field') this.take({ kind: 'field', id, key: one.key, field: one.field, does }, saidOf(one, does));
    if (one?.kind === 'claim') this.take({ kind: 'claim', id, claimId: one.claimId, does }, saidOf(one, does));
    if (one?.kind === 'note' && does === 'dismiss') this.take({ kind: 'note', id, file: one.source.file, claimId: null, work: null }, saidOf(one, does));
  }

  private correct(id: string, typed: string): void {
    const one = this.cases.get(id);
    if (one?.kind === 'field') this.take({ kind: 'field', id, key: one.key, field: one.field, does: 'correct', typed }, saidOf(one, 'correct'));
    if (one?.kind === 'claim') this.take({ kind: 'claim', id, claimId: one.claimId, does: 'correct', typed }, saidOf(one, 'correct'));
  }

  /** Asks which work a note means. */
  private async choose(id: string): Promise<void> {
    const one = this.cases.get(id);
    if (!this.library || one?.kind !== 'note' || !one.claim) return;
    const own = await this.library.opened();
    const view = viewOfParts({ ...own, bibliographies: [], same: new Map() });
    const work = await chosenWork(view, vscode.l10n.t('Choose the Work That Is Meant'), one.claim.text);
    if (work) this.take({ kind: 'note', id, file: one.source.file, claimId: one.claim.id, work: work.id }, saidOf(one, 'choose'));
    else this.panel.post({ type: 'again', ids: [id], said: '', isFault: false });
  }

  private take(answer: ReviewAnswer, said: string): void {
    this.waiting.push({ answer, said });
    void this.inTurn(() => this.writeAnswers());
  }

  private inTurn(write: () => Promise<void>): Promise<void> {
    this.writing = this.writing.then(write).catch((error: unknown) => this.fault([], error instanceof Error ? error.message : String(error)));
    return this.writing;
  }

  private fault(ids: string[], said: string): void {
    this.panel.post({ type: 'again', ids, said, isFault: true });
  }

  private async writeAnswers(): Promise<void> {
    const [given, { library }] = [this.waiting, this];
    this.waiting = [];
    if (!library || given.length === 0) return;
    const ids = given.map(({ answer }) => answer.id);
    const outcome = await this.reviewing.background.saveAnswers(library.files, library.folder.path, given.map(({ answer }) => answer)).catch((error: unknown) => {
      this.fault(ids, error instanceof Error ? error.message : String(error));
    });
    if (!outcome) return;
    if (!outcome.saved) return this.fault(ids, whyNot(outcome));
    outcome.answered.forEach((answered, index) => this.tellAnswered(library, answered, given[index]!.said));
    await library.reload();
  }

  private tellAnswered(library: FolderLibrary, { id, refused, changes, like }: Answered, said: string): void {
    if (refused !== null) return this.fault([id], refused);
    this.done.push({ ids: [id], said, undo: () => this.save(library, reversed(changes)) });
    this.like = like;
    this.panel.post({ type: 'answered', ids: [id], said, like: offer(like) });
  }

  private save(library: FolderLibrary, changes: readonly Change[]): Promise<SavedDecision> {
    return this.reviewing.background.saveChanges(library.files, library.folder.path, changes);
  }

  private async answerLike(accept: boolean): Promise<void> {
    const [changes, { library }] = [this.like, this];
    this.like = [];
    if (!library || !accept || changes.length === 0) return;
    await this.inTurn(async () => {
      const saved = await this.save(library, changes);
      if (!saved.saved || saved.refused !== null) return this.fault([], whyNot(saved));
      const works = new Set(changes.map(({ key }) => key)).size;
      const said = works === 1 ? vscode.l10n.t('Changed in 1 other work.') : vscode.l10n.t('Changed in {0} other works.', works);
      this.done.push({ ids: [], said, undo: () => this.save(library, reversed(changes)) });
      this.panel.post({ type: 'answered', ids: [], said, like: '' });
      await library.reload();
    });
  }

  private async decide(one: WorksCase, isSame: boolean): Promise<void> {
    const { library } = this;
    if (!library) return;
    const mark = (same: boolean | null): Promise<SavedDecision> => this.reviewing.background.decide(library.files, library.folder.path, one.own, one.other, same);
    const saved = await mark(isSame);
    if (!saved.saved || saved.refused !== null) return this.fault([one.id], whyNot(saved));
    const said = isSame ? vscode.l10n.t('One work now: {0} and {1}. Both keys lead to it.', one.own, one.other) : vscode.l10n.t('{0} and {1} are two works.', one.own, one.other);
    this.done.push({ ids: [one.id], said, undo: () => mark(null) });
    this.panel.post({ type: 'answered', ids: [one.id], said, like: '' });
    await library.reload();
  }

  private async undo(): Promise<void> {
    const last = this.done.pop();
    if (!last) return void this.panel.post({ type: 'again', ids: [], said: vscode.l10n.t('There is nothing to undo.'), isFault: false });
    const saved = await last.undo();
    if (!saved.saved || saved.refused !== null) return this.fault([], whyNot(saved));
    this.panel.post({ type: 'again', ids: last.ids, said: vscode.l10n.t('Undone: {0}', last.said), isFault: false });
    await this.library?.reload();
  }

  private async open(id: string): Promise<void> {
    const one = this.cases.get(id);
    const source: SourcePlace | null = one && one.kind !== 'works' ? one.source : null;
    if (!source || !this.library) return;
    await this.reviewing.claims.openPlace(this.library, source, one?.kind === 'claim' ? one.claim : undefined);
  }
}

/** What the page asks for that is written into the library. */
const writing = new Set<FromReview['type']>(['answer', 'correct', 'like', 'undo']);
const untrusted = (): string => vscode.l10n.t('What you decide is written into the library, so it waits until you trust this workspace.');

const whyNot = ({ refused, problems }: SavedDecision): string => refused ?? problems[0]?.message ?? vscode.l10n.t('The library was not changed.');

/** What was done, in words. */
function saidOf(one: ReviewCase, does: 'accept' | 'correct' | 'dismiss' | 'choose'): string {
  const what = one.kind === 'field' ? fieldInWords(one.field) : one.kind === 'claim' ? vscode.l10n.t('claim') : vscode.l10n.t('note');
  switch (does) {
    case 'accept': return vscode.l10n.t('Accepted: {0} of {1}.', what, one.name);
    case 'correct': return vscode.l10n.t('Corrected: {0} of {1}.', what, one.name);
    case 'dismiss': return one.kind === 'claim' ? vscode.l10n.t('Deleted: {0} of {1}.', what, one.name) : vscode.l10n.t('Dismissed: {0} of {1}.', what, one.name);
    case 'choose': return vscode.l10n.t('Settled: {0} of {1}.', what, one.name);
  }
}

/** '' where there is nothing alike. */
function offer(like: readonly FieldChange[]): string {
  const works = new Set(like.map(({ key }) => key)).size;
  if (works === 0) return '';
  return works === 1 ? vscode.l10n.t('The same in 1 other work: change it too?') : vscode.l10n.t('The same in {0} other works: change them too?', works);
}
