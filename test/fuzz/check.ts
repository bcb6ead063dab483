import assert from 'node:assert/strict';
import { readSource } from '../../src/citations/read.js';
import type { SourceDocument } from '../../src/documents/document.js';
import { readerFor } from '../../src/documents/readers/readers.js';
import type { Passage } from '../../src/text/passage.js';
import type { Span } from '../../src/text/span.js';

/** Reads a source as an import does. Throws where reading threw, or where what was read does not lead into the text. */
export async function check(bytes: Uint8Array, file: string): Promise<void> {
  const { works, claims, problems } = await readSource(bytes, file);
  const document = await readerFor(file)(bytes, {});
  checkDocument(document);
  const { length } = document.text;
  for (const span of [...claims, ...problems, ...works.flatMap(({ mentions }) => mentions)]) within(span, length);
  for (const { work } of claims) assert.ok(work === null || work in works, `a claim of work ${work}, of ${works.length}`);
}

function within({ start, end }: Span, length: number): void {
  assert.ok(Number.isInteger(start) && Number.isInteger(end) && start >= 0 && start <= end && end <= length, `a span from ${start} to ${end} in a text of ${length}`);
}

function checkDocument({ text, blocks, notes, bibliography, pages, furniture, problems }: SourceDocument): void {
  for (const span of [...notes, ...bibliography, ...pages, ...furniture, ...problems]) within(span, text.length);
  for (const { passage, markers = [] } of [...blocks, ...notes]) {
    checkPassage(passage, text.length);
    for (const marker of markers) within(marker, passage.length);
  }
  for (const { passage } of bibliography) checkPassage(passage, text.length);
  pages.forEach(({ start }, index) => assert.ok(index === 0 || start >= pages[index - 1]!.start, 'pages out of order'));
}

function checkPassage(passage: Passage, length: number): void {
  within(passage.spanInSource({ start: 0, end: passage.length }), length);
  for (const piece of passage.piecesInSource({ start: 0, end: passage.length })) within(piece, length);
}
