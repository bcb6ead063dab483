import * as z from 'zod/mini';
import { matrixDivisions } from '../../language/matrixTable.js';

const row = z.int().check(z.nonnegative());
const numbers = z.custom<Uint32Array>((value) => Object.prototype.toString.call(value) === '[object Uint32Array]');
const smallNumbers = z.custom<Uint16Array>((value) => Object.prototype.toString.call(value) === '[object Uint16Array]');
const facts = { authors: z.array(z.string()), years: z.array(z.string()), titles: z.array(z.string()) };
const division = z.enum(matrixDivisions);
const column = z.object({ id: z.string(), label: z.string(), detail: z.string() });
const note = z.object({ row, column: row, note: z.string() });
const claim = z.object({
  id: z.string(), text: z.string(), locator: z.nullable(z.string()), page: z.nullable(z.string()), source: z.string(), signal: z.nullable(z.string()), uncertain: z.nullable(z.string()),
});

const tableSchema = z.object({
  division,
  keys: z.array(z.string()),
  /** Of the first rows. */
  ...facts,
  counts: numbers,
  yearRanks: numbers,
  titleRanks: numbers,
  columns: z.array(column),
  cellStarts: numbers,
  cellColumns: numbers,
  cellCounts: smallNumbers,
  notes: z.array(note),
});

/** The cells of some rows. Of another version than the table that is shown, they are too late. */
const cellsSchema = z.array(z.object({ row, cells: z.array(z.object({ column: row, claims: z.array(claim) })) }));

/** What the editor tells the page. */
export const toPageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('table'), version: z.number(), table: tableSchema, problem: z.nullable(z.string()) }),
  /** Of all rows. They come after the table, which need not wait for them. */
  z.object({ type: z.literal('facts'), version: z.number(), ...facts }),
  z.object({ type: z.literal('cells'), version: z.number(), rows: cellsSchema }),
  /** The works that a filter finds. */
  z.object({ type: z.literal('found'), version: z.number(), query: z.string(), rows: numbers }),
  /** The document in front, and the works that it cites; null where none is open. */
  z.object({ type: z.literal('document'), version: z.number(), document: z.nullable(z.object({ name: z.string(), rows: numbers })) }),
]);
export type Table = z.infer<typeof tableSchema>;
export type Claim = z.infer<typeof claim>;
export type ToPage = z.infer<typeof toPageSchema>;

/** What the page tells the editor. */
export const fromPageSchema = z.discriminatedUnion('type', [
  /** It is loaded, or is to have other columns: it wants to be told all anew. */
  z.object({ type: z.literal('ready'), division }),
  z.object({ type: z.literal('cells'), version: z.number(), rows: z.array(row) }),
  z.object({ type: z.literal('find'), version: z.number(), query: z.string() }),
  z.object({ type: z.literal('open'), claim: z.string() }),
  z.object({ type: z.literal('note'), version: z.number(), row, column: row, note: z.string() }),
  z.object({ type: z.literal('theme'), name: z.nullable(z.string()) }),
  z.object({ type: z.literal('removeTheme'), name: z.string() }),
  z.object({ type: z.literal('export'), version: z.number(), rows: z.array(row), columns: z.array(z.string()) }),
]);
export type FromPage = z.infer<typeof fromPageSchema>;

/** What the page keeps while its tab is hidden and when the window is loaded anew. Columns go by their ids, works by their keys. */
export const stateSchema = z.object({
  division,
  works: z.enum(['all', 'cited']),
  query: z.string(),
  sort: z.object({ column: z.string(), descending: z.boolean() }),
  pinnedColumns: z.array(z.string()),
  pinnedRows: z.array(z.string()),
  hidden: z.array(z.string()),
  expanded: z.array(z.string()),
  left: z.number(),
  top: z.number(),
});
export type State = z.infer<typeof stateSchema>;
