import * as l10n from '@vscode/l10n';
import { Inflate } from 'fflate';
import type { Problem, ProblemCode } from '../text/problem.js';

/** Limits against archives made to fill a memory: what is more than a book holds. */
export interface ZipLimits {
  /** Bytes of all entries that are read. */
  total: number;
  /** Bytes of one entry. */
  entry: number;
  entries: number;
}
const usualLimits: ZipLimits = { total: 256 * 1024 * 1024, entry: 64 * 1024 * 1024, entries: 10_000 };

interface Entry {
  /** Where its local header stands. */
  at: number;
  /** Bytes as packed. */
  packed: number;
  /** As the archive says; what comes out is counted. */
  size: number;
  stored: boolean;
  encrypted: boolean;
}

// APPNOTE.TXT, 4.3: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
const endSignature = 0x06054b50;
const directorySignature = 0x02014b50;
const localSignature = 0x04034b50;
const endLength = 22;
const directoryLength = 46;
const localLength = 30;
const longestComment = 0xffff;

/** How much is unpacked between two looks at how much has come out. */
const step = 16 * 1024;

const damaged = (what: string): Problem => ({ code: 'source-damaged', message: l10n.t('{0} Save it again where it comes from, or download it anew, and import that.', what), start: 0, end: 0 });

/** The files in a ZIP archive, each unpacked when it is asked for. Nothing throws: what can't be read is null, and a problem. */
export class Zip {
  readonly problems: Problem[] = [];
  private readonly entries = new Map<string, Entry>();
  private unpacked = 0;

  private readonly view: DataView;

  private constructor(private readonly bytes: Uint8Array, private readonly limits: ZipLimits) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** Looks at an archive's directory. One whose directory is broken or makes no sense has no files. */
  static open(bytes: Uint8Array, limits: Partial<ZipLimits> = {}): Zip {
    const zip = new Zip(bytes, { ...usualLimits, ...limits });
    const what = zip.readDirectory();
    if (what === null) return zip;
    zip.entries.clear();
    zip.problems.push(damaged(what));
    return zip;
  }

  get names(): string[] {
    return [...this.entries.keys()];
  }

  has(name: string): boolean {
    return this.entries.has(name);
  }

  /** A file's bytes; null where there is none, or where it can't be unpacked. */
  read(name: string): Uint8Array | null {
    const entry = this.entries.get(name);
    if (!entry) return null;
    if (entry.encrypted) return this.fail('source-locked', l10n.t('This file is encrypted. Save it without a password and import that.'));
    const room = Math.min(this.limits.entry, this.limits.total - this.unpacked);
    if (entry.size > room) return this.fail('source-too-large', l10n.t('A part of this file ({0}) is larger than Ibid reads when unpacked.', name));
    const packed = this.packed(entry);
    const content = packed && (entry.stored ? packed : inflate(packed, room));
    if (content === 'too-large') return this.fail('source-too-large', l10n.t('A part of this file ({0}) is larger than Ibid reads when unpacked.', name));
    if (!content || content.length !== entry.size) this.report(damaged(l10n.t('A part of this file ({0}) is broken.', name)));
    this.unpacked += content?.length ?? 0;
    return content;
  }

  private fail(code: ProblemCode, message: string): null {
    this.report({ code, message, start: 0, end: 0 });
    return null;
  }

  private report(problem: Problem): void {
    if (!this.problems.some(({ message }) => message === problem.message)) this.problems.push(problem);
  }

  private packed({ at, packed }: Entry): Uint8Array | null {
    const { view } = this;
    const start = at + localLength + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
    return start + packed <= this.bytes.length ? this.bytes.subarray(start, start + packed) : null;
  }

  /** Fills `entries`; gives what is wrong with the directory, or null. */
  private readDirectory(): string | null {
    const { bytes, view } = this;
    const end = this.findEnd();
    if (end < 0) return l10n.t('This file breaks off, or is not what its name says.');
    const count = view.getUint16(end + 10, true);
    if (count > this.limits.entries) return l10n.t('This file has more parts than any document.');
    let at = view.getUint32(end + 16, true);
    const spans: { start: number; end: number }[] = [];
    for (let index = 0; index < count; index++) {
      if (at + directoryLength > end || view.getUint32(at, true) !== directorySignature) return l10n.t('The list of this file’s parts is broken.');
      const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) => view.getUint16(at + offset, true)) as [number, number, number];
      const method = view.getUint16(at + 10, true);
      const entry: Entry = {
        at: view.getUint32(at + 42, true), packed: view.getUint32(at + 20, true), size: view.getUint32(at + 24, true),
        stored: method === 0, encrypted: (view.getUint16(at + 8, true) & 1) === 1,
      };
      if (method !== 0 && method !== 8) return l10n.t('This file is packed in a way that Ibid does not know.');
      if (entry.at + localLength > bytes.length || view.getUint32(entry.at, true) !== localSignature) return l10n.t('A part of this file is not where it should be.');
      spans.push({ start: entry.at, end: entry.at + localLength + entry.packed });
      const name = new TextDecoder().decode(bytes.subarray(at + directoryLength, at + directoryLength + nameLength));
      if (!name.endsWith('/')) this.entries.set(name, entry);
      at += directoryLength + nameLength + extraLength + commentLength;
    }
    spans.sort((a, b) => a.start - b.start);
    const overlap = spans.some(({ start }, index) => index > 0 && start < spans[index - 1]!.end);
    return overlap ? l10n.t('Parts of this file lie over each other.') : null;
  }

  /** The end record stands last but for a comment. */
  private findEnd(): number {
    const last = this.bytes.length - endLength;
    for (let at = last; at >= Math.max(0, last - longestComment); at--) if (this.view.getUint32(at, true) === endSignature) return at;
    return -1;
  }
}

/** Unpacks piece by piece, so that no more than a piece too much ever stands in memory. Null for what is broken from the first. */
function inflate(packed: Uint8Array, most: number): Uint8Array | 'too-large' | null {
  const pieces: Uint8Array[] = [];
  let length = 0;
  const inflater = new Inflate((piece) => {
    pieces.push(piece);
    length += piece.length;
  });
  try {
    for (let at = 0; at < packed.length && length <= most; at += step) inflater.push(packed.subarray(at, at + step), at + step >= packed.length);
  } catch {
    if (length === 0) return null;
  }
  if (length > most) return 'too-large';
  const content = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    content.set(piece, at);
    at += piece.length;
  }
  return content;
}
