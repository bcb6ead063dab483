import * as vscode from 'vscode';
import { openBibliography, type Bibliography } from '../language/bibliography.js';
import { carriedLocales, documentLanguage, localeOf } from '../language/documentLanguage.js';
import { longestStyle, readStyle, shippedStyle, styleTitle } from '../language/styles.js';
import { parent } from '../library/paths.js';

export const styleSetting = 'hover.style';
const usualStyle = 'chicago-author-date';
/** Documents say their language in so many lines. */
const headLines = 300;
const decoder = new TextDecoder();

/** The style that a document names: a file beside it, or a name that may be known. */
export interface DocumentStyle {
  name: string;
  file: vscode.Uri | null;
}

/** A style with all that citeproc needs. */
export interface ChosenStyle {
  /** As it calls itself. */
  title: string;
  /** XML. */
  style: string;
  locales: ReadonlyMap<string, string>;
  language: string;
  /** Whether the document says the language. */
  isAsked: boolean;
  /** What a person should know: that it is set like another style, or is not the one asked for. */
  notice: string | null;
}

type FoundStyle = Pick<ChosenStyle, 'title' | 'style' | 'notice'>;

/** CSL styles: those that Ibid ships, and those beside documents. Each is read and opened when it is first asked for. */
export class Styles implements vscode.Disposable {
  private readonly shipped = new Map<string, Promise<FoundStyle>>();
  private readonly files = new Map<string, Promise<FoundStyle | { fault: string }>>();
  private readonly opened = new WeakMap<FoundStyle, Map<string, Promise<Bibliography>>>();
  private readonly watchers = new Map<string, vscode.Disposable>();
  private readonly changed = new vscode.EventEmitter<void>();
  /** When the file of a style is another than before. */
  readonly onDidChange = this.changed.event;
  private locales: Promise<ReadonlyMap<string, string>> | undefined;

  /**
   * @param folder where the styles and locales are: media/styles
   * @param named the style that a document names
   */
  constructor(private readonly folder: vscode.Uri, private readonly named: (document: vscode.TextDocument) => Promise<DocumentStyle | null>) {}

  /** The bibliography in a document's own style, else in that of the settings. */
  async of(document: vscode.TextDocument): Promise<Bibliography> {
    return this.open(await this.found(document, await this.named(document)), languageOf(document));
  }

  /** The bibliography in the style that the settings name for a file. */
  async bibliography(uri: vscode.Uri | undefined): Promise<Bibliography> {
    return this.open(await this.inSettings(uri), languageOf(undefined));
  }

  /** The style of a document, for whoever sets its references elsewhere. @param instead one in the place of its own */
  async chosen(document: vscode.TextDocument, instead: DocumentStyle | null): Promise<ChosenStyle> {
    const found = await this.found(document, instead ?? (await this.named(document)));
    return { ...found, ...languageOf(document), locales: await this.carried() };
  }

  dispose(): void {
    this.changed.dispose();
    for (const watcher of this.watchers.values()) watcher.dispose();
  }

  /** The style of that name, else that of the settings, which says why. */
  private async found({ uri }: vscode.TextDocument, style: DocumentStyle | null): Promise<FoundStyle> {
    const own = style?.file ? await this.inFile(style.file) : style ? await this.known(style.name) : null;
    if (own && 'style' in own) return own;
    const usual = await this.inSettings(uri);
    return own ? { ...usual, notice: vscode.l10n.t('{0} References are set in {1} instead.', own.fault, usual.title) } : usual;
  }

  private inSettings(uri: vscode.Uri | undefined): Promise<FoundStyle> {
    return this.carriedStyle(vscode.workspace.getConfiguration('ibid', uri ?? null).get(styleSetting, usualStyle));
  }

  private async known(name: string): Promise<FoundStyle | { fault: string }> {
    const style = shippedStyle(name);
    if (style !== null) return this.carriedStyle(style);
    return { fault: vscode.l10n.t('The style {0} is not beside the document, and none that Ibid has.', name) };
  }

  private carriedStyle(name: string): Promise<FoundStyle> {
    return remembered(this.shipped, name, async () => {
      const style = await this.read(vscode.Uri.joinPath(this.folder, `${name}.csl`));
      return { title: styleTitle(style) || name, style, notice: null };
    });
  }

  private inFile(uri: vscode.Uri): Promise<FoundStyle | { fault: string }> {
    const name = uri.toString();
    if (!this.watchers.has(name)) this.watchers.set(name, this.watch(uri));
    return remembered(this.files, name, async () => {
      const xml = await this.read(uri);
      const file = uri.path.slice(uri.path.lastIndexOf('/') + 1);
      const text = readStyle(xml);
      if (!text) return { fault: vscode.l10n.t('{0} is not there, or not a CSL style that can be used.', file) };
      const title = styleTitle(xml) || file;
      return 'style' in text ? { title, style: text.style, notice: null } : this.dependent(title, text.parent);
    });
  }

  /** A style that is another's under its own name, as most of journals are. */
  private async dependent(title: string, parentStyle: string): Promise<FoundStyle | { fault: string }> {
    const name = shippedStyle(parentStyle);
    const { t } = vscode.l10n;
    if (name === null) return { fault: t('{0} is set like {1}, which Ibid does not have. Name the .csl file of that style.', title, parentStyle) };
    const found = await this.carriedStyle(name);
    return { ...found, title, notice: t('{0} is set like {1}.', title, found.title) };
  }

  /** A file that changes is read anew when it is asked for again. */
  private watch(uri: vscode.Uri): vscode.Disposable {
    const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
    const pattern = new vscode.RelativePattern(uri.with({ path: parent(uri.path) }), name.replace(/[[\]{}*?]/g, '[$&]'));
    const watcher = vscode.workspace.createFileSystemWatcher(pattern);
    const forget = (): void => {
      this.files.delete(uri.toString());
      this.changed.fire();
    };
    return vscode.Disposable.from(watcher, watcher.onDidChange(forget), watcher.onDidCreate(forget), watcher.onDidDelete(forget));
  }

  private open(style: FoundStyle, { language, isAsked }: SpokenLanguage): Promise<Bibliography> {
    const byLanguage = this.opened.get(style) ?? new Map<string, Promise<Bibliography>>();
    this.opened.set(style, byLanguage);
    return remembered(byLanguage, `${language} ${isAsked}`, async () => openBibliography({ style: style.style, locales: await this.carried() }, language, isAsked));
  }

  private carried(): Promise<ReadonlyMap<string, string>> {
    return (this.locales ??= Promise.all(
      carriedLocales.map(async (name) => [name, await this.read(vscode.Uri.joinPath(this.folder, `locales-${name}.xml`))] as const),
    ).then((locales) => new Map(locales)));
  }

  /** '' for what is not there, or too large: a bibliography without its style is plain. */
  private async read(uri: vscode.Uri): Promise<string> {
    try {
      const { size } = await vscode.workspace.fs.stat(uri);
      return size > longestStyle ? '' : decoder.decode(await vscode.workspace.fs.readFile(uri));
    } catch {
      return '';
    }
  }
}

function remembered<Value>(known: Map<string, Promise<Value>>, name: string, make: () => Promise<Value>): Promise<Value> {
  const value = known.get(name) ?? make();
  known.set(name, value);
  return value;
}

type SpokenLanguage = Pick<ChosenStyle, 'language' | 'isAsked'>;

/** The locale for what a document is written in, else for the language that VS Code speaks. */
function languageOf(document: vscode.TextDocument | undefined): SpokenLanguage {
  const said = document && documentLanguage(document.languageId, document.getText(new vscode.Range(0, 0, headLines, 0)));
  const asked = said ? localeOf(said) : null;
  return { language: asked ?? localeOf(vscode.env.language) ?? 'en-US', isAsked: asked !== null };
}
