import * as vscode from 'vscode';
import { isTextSource } from '../documents/readers/binary.js';
import { claimSpan } from '../language/claimSpan.js';
import { absolutePath } from '../library/paths.js';
import type { Entries, Entry } from './entries.js';
import { locationsIn, type OpenDocuments } from './openDocuments.js';
import type { Views } from './views.js';
import type { WorkspaceCitations } from './workspaceCitations.js';

/** Where a work is cited: in all documents of the workspace, and in the sources that are text. */
export class CitationReferenceProvider implements vscode.ReferenceProvider {
  constructor(
    private readonly documents: OpenDocuments,
    private readonly views: Views,
    private readonly entries: Entries,
    private readonly citations: WorkspaceCitations,
  ) {}

  async provideReferences(document: vscode.TextDocument, position: vscode.Position, { includeDeclaration }: vscode.ReferenceContext, token: vscode.CancellationToken): Promise<vscode.Location[] | undefined> {
    const cited = this.documents.of(document).keyAt(document.offsetAt(position));
    const entry = cited ? await this.entries.of(document, cited.key) : await this.entries.at(document, position);
    const keys = new Set([cited?.key, entry?.key].filter((key) => key !== undefined));
    if (keys.size === 0) return undefined;
    const places = await this.citations.of(keys, token, document);
    const inSources = entry ? await this.inSources(document, entry) : [];
    const declared = entry && includeDeclaration ? await this.entries.placeOf(entry) : null;
    return [...(declared ? [new vscode.Location(entry!.uri, declared)] : []), ...[...places.values()].flat(), ...inSources];
  }

  /** The claims that cite the work. */
  private async inSources(document: vscode.TextDocument, { key }: Entry): Promise<vscode.Location[]> {
    const { view, library } = await this.views.citable(document);
    const claims = library ? view.claims(key).filter(({ reference, source }) => reference !== null && isTextSource(source.file)) : [];
    const places = claims.map((claim) => {
      const uri = library!.files.uri(absolutePath(library!.folder.path, claim.source.file));
      return locationsIn(uri, (text) => claimSpan(text, claim));
    });
    return (await Promise.all(places)).flat();
  }
}
