import * as l10n from '@vscode/l10n';
import { LineNumbers } from '../../text/lines.js';
import type { LibraryItem } from '../library.js';
import { fieldsOf, itemOfFields, type Field, type Syntax } from './endNote.js';
import { brokenFile, itemsOf, type Entry, type Rows } from './rows.js';

/** A format with a field a line, behind its tag; a line without one goes on with the field above it. */
export interface TaggedLines {
  /** As a sentence has it behind "in". */
  label: () => string;
  /** A line that opens a field: tag, value. At the beginning of the line. */
  line: RegExp;
  /** Whether a tag opens a record though one is open; any tag does where none is. */
  opens: (tag: string, isFirstOfParagraph: boolean, text: string) => boolean;
  /** The tag that closes a record, where the format has one. */
  endTag: string | null;
}

/** One of EndNote's fields, which is written too. */
export interface LineSyntax extends Syntax, TaggedLines {
  /** The fields as they are looked at, of those that stand there; and back. */
  joined: (fields: readonly Field[]) => readonly Field[];
  parted: (fields: readonly Field[]) => readonly Field[];
  written: (tag: string, value: string) => string;
}

interface LineRecord {
  fields: [tag: string, value: string][];
  start: number;
  end: number;
  isClosed: boolean;
}

/** Cuts a text into records: what is broken in one costs no other. Lines before the first tag are no one's. */
function recordsOf(text: string, { line, opens, endTag }: TaggedLines): LineRecord[] {
  const records: LineRecord[] = [];
  let open: LineRecord | null = null;
  let afterBlank = true;
  for (const { 0: words, index } of text.matchAll(/[^\n]+|\n(?=\n)/g)) {
    const [, tag, value = ''] = line.exec(words.trimEnd()) ?? [];
    if (tag !== undefined && tag === endTag) {
      if (open) [open.isClosed, open.end] = [true, index + words.length];
      open = null;
    } else if (tag !== undefined) {
      if (!open || opens(tag, afterBlank, text)) records.push((open = { fields: [], start: index, end: index, isClosed: endTag === null }));
      open.fields.push([tag, value.trim()]);
    } else if (open && words.trim() !== '') open.fields.at(-1)![1] += `\n${words.trim()}`;
    afterBlank = words.trim() === '';
    if (open && !afterBlank) open.end = index + words.length;
  }
  return records;
}

/** Reads a format of tagged lines; never throws, and takes time by its length. @param itemOf an item, whose `id` may be missing, of the fields of a record */
export function readRecords(source: string, file: string, syntax: TaggedLines, itemOf: (fields: readonly Field[]) => unknown): Rows<LibraryItem> {
  const text = source.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
  const records = recordsOf(text, syntax);
  if (records.length === 0 && text.trim() !== '') return brokenFile(file, l10n.t('{0} can’t be read: it holds no reference in {1}. Check that it is the file you mean.', file, syntax.label()));
  const lines = new LineNumbers(text);
  const entries = records.map(({ fields, start, end }): Entry => ({ value: itemOf(fields), name: l10n.t('The reference in line {0}', lines.at(start)), start, end }));
  const rows = itemsOf(entries, file);
  const unclosed = records.filter(({ isClosed }) => !isClosed).map(({ start, end }): Rows<LibraryItem>['problems'][number] => {
    const message = l10n.t('The reference in line {0} of {1} does not end in {2}, so it may be cut off. What is there was read; check it, and add that line.', lines.at(start), file, syntax.endTag!);
    return { code: 'item-invalid', message, file, start, end };
  });
  return { ...rows, problems: [...rows.problems, ...unclosed].sort((a, b) => a.start - b.start) };
}

export const readTaggedLines = (source: string, file: string, syntax: LineSyntax): Rows<LibraryItem> =>
  readRecords(source, file, syntax, (fields) => itemOfFields(syntax.joined(fields), syntax));

export function writeTaggedLines(items: readonly LibraryItem[], syntax: LineSyntax): string {
  const recordOf = (item: LibraryItem): string => {
    const lines = syntax.parted(fieldsOf(item, syntax)).map(([tag, value]) => syntax.written(tag, value));
    return [...lines, ...(syntax.endTag === null ? [] : [syntax.written(syntax.endTag, '')])].map((line) => `${line}\n`).join('');
  };
  return items.map(recordOf).join('\n');
}
