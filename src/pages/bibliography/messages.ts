import * as z from 'zod/mini';

const mark = z.optional(z.boolean());
const runSchema = z.object({ text: z.string(), italic: mark, bold: mark, smallCaps: mark, raised: mark, lowered: mark, isLink: mark });

/** Where a work is cited: the line, from 1, and its words. */
const placeSchema = z.object({ line: z.int().check(z.positive()), words: z.string() });

const entrySchema = z.object({
  key: z.string(),
  label: z.string(),
  runs: z.readonly(z.array(runSchema)),
  yearSuffix: z.string(),
  author: z.string(),
  year: z.string(),
  places: z.readonly(z.array(placeSchema)),
});
export type ShownEntry = z.infer<typeof entrySchema>;

const shownSchema = z.object({
  type: z.literal('show'),
  /** The document's name. */
  document: z.string(),
  isPinned: z.boolean(),
  /** The style's own name. */
  style: z.string(),
  /** BCP 47, for who reads aloud. */
  language: z.string(),
  notices: z.readonly(z.array(z.string())),
  isHanging: z.boolean(),
  entries: z.readonly(z.array(entrySchema)),
  /** What is cited and in no library. */
  unknown: z.readonly(z.array(z.object({ key: z.string(), places: z.readonly(z.array(placeSchema)) }))),
});
export type Shown = z.infer<typeof shownSchema>;

/** What the editor tells the page. `none`: there is no document to show the references of. `current`: the work that the cursor is on. */
export const toPageSchema = z.discriminatedUnion('type', [
  shownSchema,
  z.object({ type: z.literal('none') }),
  z.object({ type: z.literal('current'), key: z.nullable(z.string()) }),
]);
export type ToPage = z.infer<typeof toPageSchema>;

/** What the page tells the editor. `copied` without `isRich`: the page could not reach the clipboard itself. */
export const fromPageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.enum(['ready', 'chooseStyle', 'copyAs', 'insert']) }),
  z.object({ type: z.literal('pin'), isPinned: z.boolean() }),
  z.object({ type: z.literal('copied'), isRich: z.boolean() }),
  z.object({ type: z.literal('goTo'), key: z.string(), index: z.int().check(z.nonnegative()) }),
  z.object({ type: z.literal('openLink'), key: z.string() }),
]);
export type FromPage = z.infer<typeof fromPageSchema>;

/** How far down the page was, in pixels. */
export const stateSchema = z.object({ top: z.number() });
export type State = z.infer<typeof stateSchema>;
