import * as l10n from '@vscode/l10n';
import type { WordedMatrix } from './matrix.js';
import { escapeFor } from './markup.js';
import { writeCitation } from './writeCitation.js';

/** A format that a matrix can be exported to. */
export interface MatrixFormat {
  extension: string;
  label: string;
  write(matrix: WordedMatrix): Uint8Array | Promise<Uint8Array>;
}

const encoder = new TextEncoder();
const citeKeyLabel = (): string => l10n.t('Cite key');

// A pipe would end the cell; sources' own pipes, and those of keys, are words.
const inCell = (written: string): string => written.replace(/\|/g, '\\|');
const markdownRow = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

/** A table of GitHub and Pandoc, each work cited in its first column. */
function inMarkdown({ headings, rows }: WordedMatrix): Uint8Array {
  const heads = [citeKeyLabel(), ...headings.map(({ label }) => label)].map((label) => inCell(escapeFor('pandoc', label)));
  const body = rows.map(({ citeKey, cells }) => {
    const citation = inCell(writeCitation('markdown', { works: [{ key: citeKey }], manner: 'behind' }));
    return markdownRow([citation, ...cells.map((lines) => lines.map((line) => inCell(escapeFor('pandoc', line))).join('<br>'))]);
  });
  return encoder.encode(`${[markdownRow(heads), markdownRow(heads.map(() => '---')), ...body].join('\n')}\n`);
}

// What a spreadsheet would take for a formula (https://owasp.org/www-community/attacks/CSV_Injection), with the wide forms of East Asian keyboards.
const formula = /^[=+\-@\t\r＝＋－＠]/;
/** A field of RFC 4180. */
function csvField(text: string): string {
  const safe = formula.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}

/** RFC 4180, with the mark by which Excel knows UTF-8. */
function inCsv({ headings, rows }: WordedMatrix): Uint8Array {
  const records = [[citeKeyLabel(), ...headings.map(({ label }) => label)], ...rows.map(({ citeKey, cells }) => [citeKey, ...cells.map((lines) => lines.join('\n'))])];
  return encoder.encode(`\ufeff${records.map((fields) => fields.map(csvField).join(',')).join('\r\n')}\r\n`);
}

/** Figures have little room, and words share what is left of the line. */
function latexColumns(areNumbers: readonly boolean[]): string {
  const numbers = areNumbers.filter(Boolean).length;
  const wide = `>{\\raggedright\\arraybackslash}p{\\dimexpr(\\linewidth-${4 * numbers}em)/${areNumbers.length - numbers}-2\\tabcolsep\\relax}`;
  const narrow = '>{\\raggedleft\\arraybackslash}p{\\dimexpr4em-2\\tabcolsep\\relax}';
  return areNumbers.map((isNumber) => (isNumber ? narrow : wide)).join('');
}

/** A table that goes on over pages, to be read into a document by `\input`. */
function inLatex({ headings, rows }: WordedMatrix): Uint8Array {
  const heads = [citeKeyLabel(), ...headings.map(({ label }) => label)].map((label) => escapeFor('latex', label));
  const body = rows.map(({ citeKey, cells }) => {
    const citation = writeCitation('latex', { works: [{ key: citeKey }], manner: 'behind', command: 'cite' });
    return [citation, ...cells.map((lines) => lines.map((line) => escapeFor('latex', line)).join(' \\newline '))].join(' & ');
  });
  const rule = (lines: readonly string[]): string => lines.map((line) => `${line} \\tabularnewline`).join('\n\\addlinespace\n');
  const text = [
    '% Needs \\usepackage{array,booktabs,longtable} in the preamble.',
    `\\begin{longtable}{@{}${latexColumns([false, ...headings.map(({ isNumber }) => isNumber)])}@{}}`,
    '\\toprule',
    `${heads.join(' & ')} \\tabularnewline`,
    '\\midrule',
    '\\endhead',
    '\\bottomrule',
    '\\endlastfoot',
    ...(body.length === 0 ? [] : [rule(body)]),
    '\\end{longtable}',
  ];
  return encoder.encode(`${text.join('\n')}\n`);
}

export const matrixFormats: readonly MatrixFormat[] = [
  { extension: 'md', label: 'Markdown', write: inMarkdown },
  { extension: 'csv', label: 'CSV', write: inCsv },
  // loaded apart: a writer of spreadsheets is not small
  { extension: 'xlsx', label: 'Excel', write: async (matrix) => (await import('./matrixSheet.js')).matrixSheet(matrix, citeKeyLabel()) },
  { extension: 'tex', label: 'LaTeX', write: inLatex },
];
