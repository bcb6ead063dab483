import * as vscode from 'vscode';
import { isTextSource } from '../documents/readers/binary.js';
import { absolutePath } from '../library/paths.js';
import { provenanceOf } from '../library/readings.js';
import type { Entries } from './entries.js';
import { locationsIn, rangeOf, type OpenDocuments } from './openDocuments.js';
import type { Views } from './views.js';

/** Leads from a key to its entry, and to the words that Ibid read it from. */
export class CitationDefinitionProvider implements vscode.DefinitionProvider {
  constructor(private readonly documents: OpenDocuments, private readonly views: Views, private readonly entries: Entries) {}

  async provideDefinition(document: vscode.TextDocument, position: vscode.Position): Promise<vscode.LocationLink[] | undefined> {
    const found = this.documents.of(document).keyAt(document.offsetAt(position));
    const entry = found && (await this.entries.of(document, found.key));
    if (!entry) return undefined;
    const originSelectionRange = rangeOf(document, found.signed);
    const place = (await this.entries.placeOf(entry)) ?? new vscode.Range(0, 0, 0, 0);
    const targets = [new vscode.Location(entry.uri, place), ...(await this.readings(document, entry.key))];
    return targets.map(({ uri, range }) => ({ originSelectionRange, targetUri: uri, targetRange: range, targetSelectionRange: range }));
  }

  /** Where the references stand that an own item was read from, in sources that are text: the first of each, since those behind it say but "ibid.". */
  private async readings(document: vscode.TextDocument, key: string): Promise<vscode.Location[]> {
    const { view, library } = await this.views.citable(document);
    const item = view.get(key);
    const from = (item && provenanceOf(item)?.from) ?? [];
    const isFirst = ({ file }: (typeof from)[number], at: number): boolean => from.findIndex((one) => one.file === file) === at;
    const places = from.filter((one, at) => library && isFirst(one, at) && isTextSource(one.file) && one.end > one.start).map(({ file, ...span }) => {
      const uri = library!.files.uri(absolutePath(library!.folder.path, file));
      return locationsIn(uri, () => span);
    });
    return (await Promise.all(places)).flat();
  }
}
