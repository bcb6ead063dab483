import * as vscode from 'vscode';
import { openBibliography, type Bibliography } from '../language/bibliography.js';
import { longestStyle, readStyle, shippedStyle } from '../language/styles.js';
import { parent } from '../library/paths.js';

const localeNames = ['en-US', 'en-GB', 'de-DE', 'fr-FR'];
const usualStyle = 'chicago-author-date';
const decoder = new TextDecoder();

/** The style that a document names: a file beside it, or a name that may be known. */
export interface DocumentStyle {
  name: string;
  file: vscode.Uri | null;
}

/** CSL styles: those that Ibid ships, and those beside documents. Each is opened when it is first asked for. */
export class Styles implements vscode.Disposable {
  private readonly shipped = new Map<string, Promise<Bibliography>>();
  /** Null for what is no style. */
  private readonly files = new Map<string, Promise<Bibliography | null>>();
  private readonly watchers = new Map<string, vscode.Disposable>();

  /**
   * @param folder where the styles and locales are: media/styles
   * @param named the style that a document names
   */
  constructor(private readonly folder: vscode.Uri, private readonly named: (document: vscode.TextDocument) => Promise<DocumentStyle | null>) {}

  /** The bibliography in a document's own style, else in that of the settings. */
  async of(document: vscode.TextDocument): Promise<Bibliography> {
    const style = await this.named(document);
    const own = style?.file ? await this.inFile(style.file) : style ? await this.known(style.name) : null;
    return own ?? this.bibliography(document.uri);
  }

  /** The bibliography in the style that the settings name for a file. */
  bibliography(uri: vscode.Uri | undefined): Promise<Bibliography> {
    return this.opened(vscode.workspace.getConfiguration('ibid', uri ?? null).get('hover.style', usualStyle));
  }

  dispose(): void {
    for (const watcher of this.watchers.values()) watcher.dispose();
  }

  /** Null for a style that Ibid does not ship. */
  private async known(name: string): Promise<Bibliography | null> {
    const style = shippedStyle(name);
    return style === null ? null : this.opened(style);
  }

  private opened(name: string): Promise<Bibliography> {
    return remembered(this.shipped, name, async () => this.open(await this.read(vscode.Uri.joinPath(this.folder, `${name}.csl`))));
  }

  private inFile(uri: vscode.Uri): Promise<Bibliography | null> {
    const name = uri.toString();
    if (!this.watchers.has(name)) this.watchers.set(name, this.watch(uri));
    return remembered(this.files, name, async () => {
      const text = readStyle(await this.read(uri));
      if (!text) return null;
      return 'parent' in text ? this.known(text.parent) : this.open(text.style);
    });
  }

  /** A file that changes is read anew when it is asked for again. */
  private watch(uri: vscode.Uri): vscode.Disposable {
    const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
    const pattern = new vscode.RelativePattern(uri.with({ path: parent(uri.path) }), name.replace(/[[\]{}*?]/g, '[$&]'));
    const watcher = vscode.workspace.createFileSystemWatcher(pattern);
    const forget = (): void => void this.files.delete(uri.toString());
    return vscode.Disposable.from(watcher, watcher.onDidChange(forget), watcher.onDidCreate(forget), watcher.onDidDelete(forget));
  }

  private async open(style: string): Promise<Bibliography> {
    const locales = await Promise.all(localeNames.map((locale) => this.read(vscode.Uri.joinPath(this.folder, `locales-${locale}.xml`))));
    return openBibliography({ style, locales: new Map(locales.map((locale, index) => [localeNames[index]!, locale])) }, language());
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

/** The locale for the language that VS Code speaks. */
function language(): string {
  const spoken = vscode.env.language.toLowerCase();
  return localeNames.find((name) => name.toLowerCase() === spoken) ?? localeNames.find((name) => name.startsWith(spoken.slice(0, 2))) ?? 'en-US';
}
