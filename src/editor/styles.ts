import * as vscode from 'vscode';
import { openBibliography, type Bibliography } from '../language/bibliography.js';

const localeNames = ['en-US', 'en-GB', 'de-DE', 'fr-FR'];
const usualStyle = 'chicago-author-date';
const decoder = new TextDecoder();

/** The CSL styles that Ibid ships, each opened when it is first asked for. */
export class Styles {
  private readonly opened = new Map<string, Promise<Bibliography>>();

  /** @param folder where the styles and locales are: media/styles */
  constructor(private readonly folder: vscode.Uri) {}

  /** The bibliography in the style that the settings name for a document. */
  bibliography(document: vscode.Uri | undefined): Promise<Bibliography> {
    const style = vscode.workspace.getConfiguration('ibid', document ?? null).get('hover.style', usualStyle);
    const known = this.opened.get(style);
    if (known) return known;
    const opening = this.open(style);
    this.opened.set(style, opening);
    return opening;
  }

  private async open(name: string): Promise<Bibliography> {
    const [style, ...locales] = await Promise.all([this.read(`${name}.csl`), ...localeNames.map((locale) => this.read(`locales-${locale}.xml`))]);
    return openBibliography({ style, locales: new Map(locales.map((locale, index) => [localeNames[index]!, locale])) }, language());
  }

  /** '' for what is not there: a bibliography without its style is plain. */
  private async read(file: string): Promise<string> {
    try {
      return decoder.decode(await vscode.workspace.fs.readFile(vscode.Uri.joinPath(this.folder, file)));
    } catch {
      return '';
    }
  }
}

/** The locale for the language that VS Code speaks. */
function language(): string {
  const spoken = vscode.env.language.toLowerCase();
  return localeNames.find((name) => name.toLowerCase() === spoken) ?? localeNames.find((name) => name.startsWith(spoken.slice(0, 2))) ?? 'en-US';
}
