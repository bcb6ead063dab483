import writeExcelFile, { type Cell } from 'write-excel-file/universal';
import type { WordedMatrix } from './matrix.js';

/** What a cell of Excel holds at most, in UTF-16 code units (its specifications and limits). */
const longestCell = 32_767;

const words = (text: string): Cell => ({ value: text.length > longestCell ? `${text.slice(0, longestCell - 1)}…` : text, type: String, wrap: true, alignVertical: 'top' });

function cellOf(text: string, isNumber: boolean): Cell {
  if (text === '') return null;
  return isNumber && /^-?\d{1,15}$/.test(text) ? { value: Number(text), type: Number, alignVertical: 'top' } : words(text);
}

/** A workbook with one sheet, its heading and the cite keys staying in sight. All words are texts to Excel, never formulas. */
export async function matrixSheet({ headings, rows }: WordedMatrix, citeKeyLabel: string): Promise<Uint8Array> {
  const heads = [citeKeyLabel, ...headings.map(({ label }) => label)].map((value): Cell => ({ value, type: String, fontWeight: 'bold', wrap: true, alignVertical: 'top' }));
  const body = rows.map(({ citeKey, cells }) => [words(citeKey), ...cells.map((lines, index) => cellOf(lines.join('\n'), headings[index]!.isNumber))]);
  const columns = [{ width: 22 }, ...headings.map(({ isNumber }) => ({ width: isNumber ? 8 : 40 }))];
  const blob = await writeExcelFile([heads, ...body], { columns, stickyRowsCount: 1, stickyColumnsCount: 1 }).toBlob();
  return new Uint8Array(await blob.arrayBuffer());
}
