import * as l10n from '@vscode/l10n';
import type { Problem } from '../text/problem.js';
import { formatNumber } from '../words.js';

/** Text of a source as decoded, without a byte order mark, so that offsets agree with what an editor shows. */
export interface Decoded {
  text: string;
  problems: Problem[];
}

const decode = (bytes: Uint8Array, encoding: string): string => new TextDecoder(encoding).decode(bytes);

const startsWith = (bytes: Uint8Array, ...head: number[]): boolean => head.every((byte, index) => bytes[index] === byte);

/** Files that are no text whatever they are called: PDF, ZIP (DOCX, EPUB), gzip, PNG, JPEG, GIF, ELF, OLE (old .doc). */
const binaryHeads: number[][] = [
  [0x25, 0x50, 0x44, 0x46],
  [0x50, 0x4b, 0x03, 0x04],
  [0x1f, 0x8b],
  [0x89, 0x50, 0x4e, 0x47],
  [0xff, 0xd8, 0xff],
  [0x47, 0x49, 0x46, 0x38],
  [0x7f, 0x45, 0x4c, 0x46],
  [0xd0, 0xcf, 0x11, 0xe0],
];

/** How often a byte that no text has (NUL, and controls other than tab, line ends, form feed and escape) stands in the first 64 kB. */
function controlShare(bytes: Uint8Array): number {
  const length = Math.min(bytes.length, 65_536);
  let controls = 0;
  for (let index = 0; index < length; index++) {
    const byte = bytes[index]!;
    if (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0b && byte !== 0x0c && byte !== 0x0d && byte !== 0x1b) controls++;
  }
  return length === 0 ? 0 : controls / length;
}

/** UTF-16 without a mark: western text has a NUL in nearly every second byte, always on the same side. */
function unmarkedUtf16(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const length = Math.min(bytes.length, 4096) & ~1;
  const nuls = [0, 0];
  for (let index = 0; index < length; index++) if (bytes[index] === 0) nuls[index & 1]!++;
  const pairs = length / 2;
  if (pairs < 2) return null;
  if (nuls[1]! > pairs * 0.6 && nuls[0]! < pairs * 0.05) return 'utf-16le';
  if (nuls[0]! > pairs * 0.6 && nuls[1]! < pairs * 0.05) return 'utf-16be';
  return null;
}

/** What Windows-1252 has where Latin-1 has controls, 0x80 to 0x9f. Some runtimes decode it as Latin-1, and lose the quotation marks. */
const windowsSigns = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

export const decodeWindows1252 = (bytes: Uint8Array): string =>
  decode(bytes, 'windows-1252').replace(/[\x80-\x9f]/g, (control) => windowsSigns[control.charCodeAt(0) - 0x80]!);

/** Bytes to text: UTF-8, UTF-16 with or without a mark, and Windows-1252 for what is valid in neither. */
export function decodeSource(bytes: Uint8Array): Decoded {
  if (startsWith(bytes, 0xff, 0xfe)) return checked(decode(bytes, 'utf-16le'));
  if (startsWith(bytes, 0xfe, 0xff)) return checked(decode(bytes, 'utf-16be'));
  const utf16 = unmarkedUtf16(bytes);
  if (utf16) return checked(decode(bytes, utf16));
  if (binaryHeads.some((head) => startsWith(bytes, ...head)) || controlShare(bytes) > 0.02) {
    return {
      text: '',
      problems: [
        {
          code: 'binary-source',
          message: l10n.t('This file is not text. If it is a PDF or a Word document, save its text as .txt and import that.'),
          start: 0,
          end: 0,
        },
      ],
    };
  }
  const text = decode(bytes, 'utf-8');
  const broken = count(text, '\ufffd');
  if (broken === 0) return checked(text);
  const declared = declaredEncoding(bytes);
  if (declared) return checked(declared);
  // Old exports are Windows-1252: there every accent and curly quote is one byte that UTF-8 can't read.
  const plausible = count(text, 'é') + count(text, '’') + count(text, '“') === 0;
  return plausible ? withEncodingProblem(decodeWindows1252(bytes), l10n.t('This file is not valid UTF-8. It was read as Windows-1252; check accents and quotation marks, or save the file as UTF-8 and import it again.')) : checked(text);
}

/** `<meta charset="iso-8859-2">`, `<?xml version="1.0" encoding="koi8-r"?>` within a file's first 2 kB. Group 1 or 2 is the encoding's name. */
const declaration = /<meta\s[^>]{0,200}?charset\s{0,9}=\s{0,9}["']?([\w-]{2,40})|<\?xml\s[^>]{0,100}?encoding\s{0,9}=\s{0,9}["']([\w-]{2,40})/iu;

/** The text in the encoding that a web page or XML file says it is in; null where it says none, or one that is not known or not so. */
function declaredEncoding(bytes: Uint8Array): string | null {
  const found = declaration.exec(decode(bytes.subarray(0, 2048), 'latin1'));
  const encoding = found?.[1] ?? found?.[2];
  if (!encoding || /^utf-?8$/iu.test(encoding)) return null;
  if (/^(?:iso-8859-1|latin1|windows-1252|us-ascii)$/iu.test(encoding)) return decodeWindows1252(bytes);
  try {
    return decode(bytes, encoding);
  } catch {
    return null;
  }
}

function count(text: string, part: string): number {
  let found = 0;
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length)) found++;
  return found;
}

function checked(text: string): Decoded {
  if (text.trim() === '') {
    return {
      text,
      problems: [
        {
          code: 'empty-source',
          message: l10n.t('This file holds no text. If it is a scan, run text recognition on it first.'),
          start: 0,
          end: 0,
        },
      ],
    };
  }
  const at = text.indexOf('\ufffd');
  return at < 0 ? { text, problems: [] } : withEncodingProblem(text, unreadCharacters(count(text, '\ufffd')), at);
}

const unreadCharacters = (number: number): string =>
  number === 1
    ? l10n.t('This file is not valid UTF-8. 1 character could not be read; check accents and quotation marks, or save the file as UTF-8 and import it again.')
    : l10n.t('This file is not valid UTF-8. {0} characters could not be read; check accents and quotation marks, or save the file as UTF-8 and import it again.', formatNumber(number));

function withEncodingProblem(text: string, message: string, at = 0): Decoded {
  return {
    text,
    problems: [
      {
        code: 'invalid-encoding',
        message,
        start: at,
        end: at + 1,
      },
    ],
  };
}
