import * as vscode from 'vscode';
import { fieldLinks, mostLinked } from '../language/fieldLinks.js';
import { extension, parent } from '../library/paths.js';
import type { Bibliographies } from './bibliographies.js';
import { rangeOf } from './openDocuments.js';
import { pdfViewType } from './pdfEditors.js';

/** From where a document names a bibliography or a style to the file. Cite keys are no links: a click with Ctrl goes to their definition. */
export class BibliographyLinkProvider implements vscode.DocumentLinkProvider {
  constructor(private readonly bibliographies: Bibliographies) {}

  async provideDocumentLinks(document: vscode.TextDocument, token: vscode.CancellationToken): Promise<vscode.DocumentLink[]> {
    const links = await this.bibliographies.links(document, token);
    return links.map(({ uri, ...span }) => new vscode.DocumentLink(rangeOf(document, span), uri));
  }
}

/** From the DOIs and files of a bibliography to the web, and to the files. */
export class FieldLinkProvider implements vscode.DocumentLinkProvider {
  provideDocumentLinks(document: vscode.TextDocument): vscode.DocumentLink[] {
    const text = document.getText(new vscode.Range(new vscode.Position(0, 0), document.positionAt(mostLinked)));
    return fieldLinks(text, parent(document.uri.path)).map((link) => {
      const uri = 'path' in link ? openingOf(document.uri.with({ path: link.path, query: '', fragment: '' })) : vscode.Uri.parse(link.uri, true);
      return new vscode.DocumentLink(rangeOf(document, link), uri);
    });
  }
}

/** VS Code shows no PDF by itself. */
function openingOf(file: vscode.Uri): vscode.Uri {
  return extension(file.path) === 'pdf' ? vscode.Uri.parse(`command:vscode.openWith?${encodeURIComponent(JSON.stringify([file, pdfViewType]))}`) : file;
}
