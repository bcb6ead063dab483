import * as vscode from 'vscode';
import { complete, type Completion } from '../language/completion.js';
import { cardClaim, cardOf } from '../language/card.js';
import type { Form } from '../language/markup.js';
import { writtenAt } from '../language/nearness.js';
import { pinpoints, type Pinpoint } from '../language/pinpoints.js';
import type { LibraryView } from '../library/library.js';
import { cardString, claimString } from './hover.js';
import type { CitedKeys } from './citedKeys.js';
import { rangeOf, type OpenDocuments } from './openDocuments.js';
import type { Styles } from './styles.js';
import type { Views } from './views.js';

/** What starts a completion in a language, by its own signs; a space and a comma go on with one. */
export const completionTriggers: Readonly<Record<Form, readonly string[]>> = {
  pandoc: ['@', '{', '`', '[', ',', ' '],
  latex: ['{', '[', ',', ' '],
  typst: ['@', '<', '"', '[', ',', ' '],
};

/** What is done when an item is taken. */
export const noteCitedCommand = 'ibid.noteCited';

const claimsInDocumentation = 2;
const claimsOfPinpoint = 3;

/** Where completion was asked for. */
interface Asked {
  document: vscode.TextDocument;
  offset: number;
  library: LibraryView;
}

/** What is told beside an item is made only when a person looks at it. */
class OfferedItem extends vscode.CompletionItem {
  constructor(label: vscode.CompletionItemLabel, kind: vscode.CompletionItemKind, readonly tell: () => Promise<vscode.MarkdownString>) {
    super(label, kind);
  }
}

export class CitationCompletionProvider implements vscode.CompletionItemProvider<OfferedItem> {
  constructor(private readonly documents: OpenDocuments, private readonly views: Views, private readonly cited: CitedKeys, private readonly styles: Styles) {}

  async provideCompletionItems(
    document: vscode.TextDocument, position: vscode.Position, _token: vscode.CancellationToken, { triggerKind }: vscode.CompletionContext,
  ): Promise<vscode.CompletionList<OfferedItem> | undefined> {
    const asked = { document, offset: document.offsetAt(position), library: await this.views.of(document) };
    const items = this.pinpoints(asked) ?? this.keys(asked, triggerKind !== vscode.CompletionTriggerKind.TriggerCharacter);
    return items && new vscode.CompletionList(items, true);
  }

  async resolveCompletionItem(item: OfferedItem): Promise<OfferedItem> {
    item.documentation = await item.tell();
    return item;
  }

  private keys(asked: Asked, isAsked: boolean): OfferedItem[] | undefined {
    const citations = this.documents.of(asked.document);
    const completions = complete(citations, asked.offset, asked.library, { preferred: this.cited.of(citations), isAsked });
    return completions?.items.map((completion) => this.keyItem(completion, asked));
  }

  private keyItem({ item: work, claim, label, detail, creators, range, ...fields }: Completion, { document, offset, library }: Asked): OfferedItem {
    const tell = async (): Promise<vscode.MarkdownString> => {
      const written = writtenAt(this.documents.of(document), offset);
      return cardString(cardOf(work, library, await this.styles.of(document), { mostClaims: claimsInDocumentation, written, first: claim }));
    };
    const item = new OfferedItem({ label, detail: `  ${detail}`, description: creators }, vscode.CompletionItemKind.Reference, tell);
    return Object.assign(item, fields, { range: rangeOf(document, range), command: { command: noteCitedCommand, title: '', arguments: [label] } });
  }

  private pinpoints(asked: Asked): OfferedItem[] | undefined {
    const found = pinpoints(this.documents.of(asked.document), asked.offset, asked.library);
    const range = found && rangeOf(asked.document, found.range);
    return found?.items.map((pinpoint) => Object.assign(pinpointItem(pinpoint, asked.library), { range }));
  }
}

function pinpointItem({ label, detail, citing, claims, sortText, filterText, insertText }: Pinpoint, library: LibraryView): OfferedItem {
  const tell = (): Promise<vscode.MarkdownString> => Promise.resolve(claimString(...claims.slice(0, claimsOfPinpoint).map((claim) => cardClaim(claim, library))));
  const item = new OfferedItem({ label, detail: `  ${detail}`, description: citing }, vscode.CompletionItemKind.Value, tell);
  return Object.assign(item, { sortText, filterText, insertText });
}
