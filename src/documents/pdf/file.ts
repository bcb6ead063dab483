import * as l10n from '@vscode/l10n';
import type { PDFDocumentProxy, PDFPageProxy } from 'unpdf/pdfjs';
import type { Problem, ProblemCode } from '../../text/problem.js';

/** The one file that knows pdf.js (as `unpdf` bundles it): bytes to the text that stands on each page, with where and in what type. */

/** A piece of text as it is set on a page, upright. In points, from the page's top left corner; `y` is the baseline. */
export interface Item {
  text: string;
  x: number;
  y: number;
  width: number;
  size: number;
  bold: boolean;
  italic: boolean;
}

export interface PdfPage {
  width: number;
  height: number;
  items: Item[];
  /** Text set at another angle than the page's own: stamps in the margin, watermarks. */
  turned: string[];
}

export interface PdfFile {
  pageCount: number;
  /** What the file itself says of its pages: "i", "ii", "1"; null where it says nothing. */
  labels: readonly string[] | null;
  title: string | null;
  /** @param number from 1. Rejects for a page that is broken; gives null for one that takes too long. */
  page(number: number): Promise<PdfPage | null>;
  close(): Promise<void>;
}

/** Longest that one page is worked on, in milliseconds. */
const longestPage = 10_000;

/** pdf.js asks for this function of newer engines to hand over fonts; VS Code's oldest engine lacks it. */
function fillIn(): void {
  const buffers = ArrayBuffer.prototype as ArrayBuffer & { transferToFixedLength?: (length?: number) => ArrayBuffer };
  buffers.transferToFixedLength ??= function (this: ArrayBuffer, length?: number) {
    return this.slice(0, length);
  };
}

/** Opens a file. Never rejects: what can't be opened is a problem. */
export async function openPdf(bytes: Uint8Array): Promise<{ file: PdfFile } | { problem: Problem }> {
  fillIn();
  const { getDocument } = await import('unpdf/pdfjs');
  // A copy, since pdf.js keeps what it is given for itself. Pictures are not decoded, and nothing is loaded from anywhere.
  const task = getDocument({ data: bytes.slice(), verbosity: 0, maxImageSize: 1, disableFontFace: true, useSystemFonts: false, useWorkerFetch: false });
  try {
    const document = await task.promise;
    const [labels, title] = await Promise.all([document.getPageLabels().catch(() => null), titleOf(document)]);
    const fonts = new Fonts();
    return {
      file: {
        pageCount: document.numPages,
        labels,
        title,
        page: async (number) => readPage(await document.getPage(number), fonts),
        close: () => task.destroy(),
      },
    };
  } catch (error) {
    await task.destroy();
    return { problem: openingProblem(error) };
  }
}

async function titleOf(document: PDFDocumentProxy): Promise<string | null> {
  const { info } = await document.getMetadata().catch(() => ({ info: {} }));
  const { Title: title } = info as { Title?: unknown };
  return typeof title === 'string' && title.trim() !== '' ? title.trim() : null;
}

function openingProblem(error: unknown): Problem {
  const locked = error instanceof Error && error.name === 'PasswordException';
  const [code, message]: [ProblemCode, string] = locked
    ? ['source-locked', l10n.t('This PDF is encrypted with a password. Save a copy without one and import that.')]
    : ['source-damaged', l10n.t('This file is broken, or no PDF: no page of it could be read. Get the article again and import that.')];
  return { code, message, start: 0, end: 0 };
}

const boldName = /bold|black|heavy|semib|demi|[-_]medi|cmbx|sfbx|ecbx|lmbx|cmssbx|[-_,]bd\b/iu;
const italicName = /ital|obli|cmti|sfti|ecti|cmsl|slant|[-_,]it\b|regu?ital/iu;

/** What a font's name tells. Names stand in a page's drawing operators, which are asked for only where a page has a font that is not known yet. */
class Fonts {
  private readonly known = new Map<string, { bold: boolean; italic: boolean }>();

  async learn(page: PDFPageProxy, names: ReadonlySet<string>): Promise<void> {
    if ([...names].every((name) => this.known.has(name))) return;
    await page.getOperatorList().catch(() => null);
    for (const name of names) {
      if (this.known.has(name)) continue;
      const printed = page.commonObjs.has(name) ? String((page.commonObjs.get(name) as { name?: unknown }).name) : '';
      this.known.set(name, { bold: boldName.test(printed), italic: italicName.test(printed) });
    }
  }

  of(name: string): { bold: boolean; italic: boolean } {
    return this.known.get(name) ?? { bold: false, italic: false };
  }
}

interface SetText {
  str: string;
  transform: number[];
  width: number;
  fontName: string;
}

async function readPage(page: PDFPageProxy, fonts: Fonts): Promise<PdfPage | null> {
  try {
    const set = await textOf(page);
    if (!set) return null;
    await fonts.learn(page, new Set(set.map(({ fontName }) => fontName)));
    return upright(set, page.view as [number, number, number, number], fonts);
  } finally {
    page.cleanup();
  }
}

/** All text of a page; null where it takes too long. */
async function textOf(page: PDFPageProxy): Promise<SetText[] | null> {
  const reader = (page.streamTextContent() as ReadableStream<{ items: object[] }>).getReader();
  const set: SetText[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), longestPage);
  });
  try {
    for (;;) {
      const next = await Promise.race([reader.read(), late]);
      if (next === 'late') {
        await reader.cancel(new Error('late'));
        return null;
      }
      if (next.done) return set;
      for (const item of next.value.items) if ('str' in item) set.push(item as SetText);
    }
  } finally {
    clearTimeout(timer);
  }
}

/** Degrees that text is turned by, in quarters where it is nearly one. */
function angleOf([a = 1, b = 0]: readonly number[]): number {
  const angle = (Math.atan2(b, a) * 180) / Math.PI;
  return (Math.round(angle / 2) * 2 + 360) % 360;
}

/** Turns a page as most of its letters stand, so that a table set sideways reads as any other. */
function upright(set: readonly SetText[], [left, bottom, right, top]: readonly [number, number, number, number], fonts: Fonts): PdfPage {
  const letters = new Map<number, number>();
  for (const { str, transform } of set) letters.set(angleOf(transform), (letters.get(angleOf(transform)) ?? 0) + str.trim().length);
  const [angle] = [...letters].reduce((most, one) => (one[1] > most[1] ? one : most), [0, 0]);
  const sideways = angle === 90 || angle === 270;
  const width = sideways ? top - bottom : right - left;
  const height = sideways ? right - left : top - bottom;
  const place: Record<number, (x: number, y: number) => [number, number]> = {
    0: (x, y) => [x - left, top - y],
    90: (x, y) => [y - bottom, x - left],
    180: (x, y) => [right - x, y - bottom],
    270: (x, y) => [top - y, right - x],
  };
  const toPage = place[angle] ?? place[0]!;
  const items: Item[] = [];
  const turned: string[] = [];
  for (const { str, transform, width: length, fontName } of set) {
    if (str === '') continue;
    const size = Math.hypot(transform[2]!, transform[3]!);
    const [x, y] = toPage(transform[4]!, transform[5]!);
    if (angleOf(transform) !== angle) turned.push(str);
    else if (size >= smallest && x > -size && x < width && y > 0 && y < height + size) items.push({ text: str, x, y, width: length, size, ...fonts.of(fontName) });
  }
  return { width, height, items, turned };
}

/** Type smaller than this, in points, nobody reads: it is hidden text. */
const smallest = 1.5;
