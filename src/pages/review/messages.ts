import * as z from 'zod/mini';
import { claimFaults, reviewKinds } from '../../language/reviewKinds.js';

const kind = z.enum(reviewKinds);

const place = z.object({ file: z.string(), start: z.number(), end: z.number(), note: z.string(), pageNumber: z.optional(z.number()) });
const named = { id: z.string(), name: z.string() };

/** As language/review.ts has them. */
const reviewCase = z.discriminatedUnion('kind', [
  z.object({
    ...named, kind: z.literal('field'), key: z.string(), field: z.string(), title: z.string(), value: z.unknown(), typed: z.string(), shown: z.string(),
    words: z.array(z.object({ text: z.string(), marked: z.boolean() })), source: z.nullable(place),
  }),
  z.object({
    ...named, kind: z.literal('works'), own: z.string(), other: z.string(), why: z.string(),
    rows: z.array(z.object({ field: z.string(), own: z.string(), other: z.string(), differs: z.boolean() })),
  }),
  z.object({
    ...named, kind: z.literal('note'), code: z.string(), message: z.string(), source: place, claim: z.nullable(z.object({ id: z.string(), text: z.string() })),
  }),
  z.object({
    ...named, kind: z.literal('claim'), claimId: z.string(), claim: z.string(), before: z.string(), faults: z.array(z.enum(claimFaults)), source: place,
  }),
]);
export type ShownCase = z.infer<typeof reviewCase>;

/** What a source has around a place. */
const surroundings = z.object({ before: z.string(), words: z.string(), after: z.string() });
export type Surroundings = z.infer<typeof surroundings>;

const counts = z.partialRecord(kind, z.number());

/** What the editor tells the page. */
export const toReviewSchema = z.discriminatedUnion('type', [
  /** Cases of the kinds that are counted, in place of those known before. */
  z.object({ type: z.literal('cases'), cases: z.array(reviewCase), counts }),
  z.object({ type: z.literal('filter'), kind }),
  z.object({ type: z.literal('surroundings'), id: z.string(), found: z.nullable(surroundings) }),
  /** An answer was written down; `like` says in how many other works the same could be done. */
  z.object({ type: z.literal('answered'), ids: z.array(z.string()), said: z.string(), like: z.string() }),
  /** An answer could not be, or was taken back: these are asked again. */
  z.object({ type: z.literal('again'), ids: z.array(z.string()), said: z.string(), isFault: z.boolean() }),
]);
export type ToReview = z.infer<typeof toReviewSchema>;

/** What the page tells the editor. */
export const fromReviewSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('surroundings'), id: z.string() }),
  z.object({ type: z.literal('answer'), id: z.string(), does: z.enum(['accept', 'dismiss', 'same', 'different', 'choose']) }),
  z.object({ type: z.literal('correct'), id: z.string(), typed: z.string() }),
  z.object({ type: z.literal('open'), id: z.string() }),
  z.object({ type: z.literal('like'), accept: z.boolean() }),
  z.object({ type: z.literal('undo') }),
]);
export type FromReview = z.infer<typeof fromReviewSchema>;

/** What the page keeps. */
export const stateSchema = z.object({
  filter: z.nullable(kind),
  selected: z.string(),
  /** What is being typed for the case that is selected; null where nothing is. */
  draft: z.nullable(z.string()),
});
export type State = z.infer<typeof stateSchema>;
