import * as l10n from '@vscode/l10n';
import { getDocument, PDFWorker, VerbosityLevel, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** Where the script and what stands beside it were loaded from. */
const root = new URL('.', (document.currentScript as HTMLScriptElement).src).href;

let worker: Promise<PDFWorker> | undefined;

/**
 * A worker whose script is a blob: a webview may start no other (https://code.visualstudio.com/api/extension-guides/webview#using-web-workers).
 * It asks the page for character maps, fonts and decoders, since it has no address of its own to load them from.
 */
async function startWorker(): Promise<PDFWorker> {
  const script = await (await fetch(`${root}worker.js`)).blob();
  const port = new Worker(URL.createObjectURL(script), { type: 'module' });
  return PDFWorker.create({ port, verbosity: VerbosityLevel.ERRORS });
}

/** Opens a PDF with all off that would run code of its own. Throws what pdf.js throws; `whyNot` puts it into words. */
export async function load(bytes: Uint8Array<ArrayBuffer>): Promise<PDFDocumentProxy> {
  return getDocument({
    data: bytes,
    worker: await (worker ??= startWorker()),
    verbosity: VerbosityLevel.ERRORS,
    isEvalSupported: false,
    enableXfa: false,
    // The standard fonts are ours, the same on every machine.
    useSystemFonts: false,
    stopAtErrors: false,
    useWorkerFetch: false,
    cMapUrl: `${root}cmaps/`,
    standardFontDataUrl: `${root}standard_fonts/`,
    wasmUrl: `${root}wasm/`,
  }).promise;
}

const reasons = (): Record<string, string> => ({
  PasswordException: l10n.t('This PDF is locked with a password, which Ibid can’t open. Open it with another viewer (Reopen Editor With…).'),
  InvalidPDFException: l10n.t('This file is damaged, or no PDF: nothing of it can be shown. Get it anew from where it came from.'),
});

export function whyNot(error: unknown): string {
  const { name, message } = error instanceof Error ? error : { name: '', message: String(error) };
  return reasons()[name] ?? l10n.t('This PDF could not be opened: {0}', message);
}
