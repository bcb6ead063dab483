import * as z from 'zod/mini';

/** A place of a PDF: a page of the file, from 1, and the words to look for on it. */
export const placeSchema = z.object({ page: z.int().check(z.positive()), words: z.string() });
export type Place = z.infer<typeof placeSchema>;

const isBytes = (value: unknown): boolean => Object.prototype.toString.call(value) === '[object Uint8Array]';

/** What the editor tells the page that draws a PDF. */
export const toViewerSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('open'), bytes: z.custom<Uint8Array<ArrayBuffer>>(isBytes) }),
  z.object({ type: z.literal('failed'), message: z.string() }),
  z.object({ type: z.literal('show'), place: placeSchema }),
]);
export type ToViewer = z.infer<typeof toViewerSchema>;

/** What the page tells the editor: that it listens, and that it has shown a place. */
export const fromViewerSchema = z.discriminatedUnion('type', [z.object({ type: z.literal('ready') }), z.object({ type: z.literal('shown') })]);
export type FromViewer = z.infer<typeof fromViewerSchema>;

/** What the page keeps while its tab is hidden and when the window is loaded anew. Zoom is pdf.js's: "auto", "page-width", "1.25". */
export const stateSchema = z.object({ page: z.int().check(z.positive()), left: z.number(), top: z.number(), zoom: z.string() });
export type State = z.infer<typeof stateSchema>;
