import * as z from 'zod/mini';
import { purposes } from '../../language/literatureMap.js';

const isArray = (kind: 'Uint32Array' | 'Uint16Array') => (value: unknown): boolean => Object.prototype.toString.call(value) === `[object ${kind}]`;
const numbers = z.custom<Uint32Array>(isArray('Uint32Array'));

/** As `packMap` of language/literatureMap.ts makes it. */
const map = z.object({ works: z.string(), sources: numbers, cited: numbers, claims: z.custom<Uint16Array>(isArray('Uint16Array')) });

const ends = z.object({ from: z.nullable(z.string()), to: z.nullable(z.string()) });

const claim = z.object({
  id: z.string(),
  text: z.array(z.object({ text: z.string(), quoted: z.boolean(), aside: z.optional(z.boolean()) })),
  /** Who says it where: "Roe 2021, p. 4". */
  where: z.string(),
  /** Of which work, where that is not clear. */
  of: z.string(),
  purpose: z.enum(purposes),
  /** How the source introduces the work: "quoted in". */
  signal: z.nullable(z.string()),
});
export type MapClaim = z.infer<typeof claim>;

/** What the editor tells the page. */
export const toPageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('map'), map }),
  z.object({ type: z.literal('claims'), ends, claims: z.array(claim), total: z.int() }),
]);
export type ToPage = z.infer<typeof toPageSchema>;

export const formats = ['svg', 'png'] as const;
export type Format = (typeof formats)[number];

const isBytes = (value: unknown): boolean => Object.prototype.toString.call(value) === '[object Uint8Array]';

/** What the page tells the editor: that it listens; whose claims it wants; what a person wants to see of a work; a picture to be saved. */
export const fromPageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('claims'), ends }),
  z.object({ type: z.literal('show'), key: z.string(), focus: z.boolean() }),
  z.object({ type: z.enum(['entry', 'source']), key: z.string() }),
  z.object({ type: z.literal('claim'), id: z.string() }),
  z.object({ type: z.literal('export'), format: z.enum(formats), bytes: z.custom<Uint8Array>(isBytes) }),
]);
export type FromPage = z.infer<typeof fromPageSchema>;

/** What is kept while the tab is hidden, and when the window is loaded anew. */
export const stateSchema = z.object({
  view: z.enum(['graph', 'timeline']),
  filter: z.object({
    words: z.string(),
    /** The key of the only source that is shown; '' for all. */
    source: z.string(),
    /** By how many claims a work is cited at least. */
    least: z.int().check(z.nonnegative()),
    /** Only what two sources or more cite. */
    shared: z.boolean(),
    hidden: z.array(z.enum(purposes)),
    /** So many works at most, the most cited. */
    most: z.int().check(z.positive()),
  }),
  chosen: z.nullable(ends),
  /** How far the graph is moved and zoomed; null as long as all of it is seen. */
  place: z.nullable(z.object({ zoom: z.number().check(z.positive()), center: z.tuple([z.number(), z.number()]) })),
  /** Which part of all years is seen, in percent; null as long as nobody has moved them. */
  years: z.nullable(z.object({ start: z.number(), end: z.number() })),
});
export type State = z.infer<typeof stateSchema>;
export type Filter = State['filter'];
