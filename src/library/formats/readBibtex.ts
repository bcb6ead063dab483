import { BibFile } from '../../documents/bib/bibFile.js';
import type { BibEntry, BibFault } from '../../documents/bib/entries.js';
import { firstAt } from '../../text/firstAt.js';
import type { FileProblem } from '../../text/problem.js';
import type { LibraryItem } from '../library.js';
import type { Rows } from './rows.js';

/**
 * Reads a .bib. A broken entry costs what of it is broken, and nothing else; what is wrong is told with its line. The fields that CSL has no
 * variable for are kept in TeX in `custom.biblatex`.
 *
 * It is not read by citation-js (plugin-bibtex 0.7), which loses the whole file by a missing brace or comma and names another line, passes over
 * `xdata`, and takes four times as long; `npm run bench` measures it beside.
 */
export function readBibtex(bib: string, file: string): Rows<LibraryItem> {
  const source = new BibFile(bib);
  const lines = new Lines(bib);
  const rows = new Map<string, LibraryItem>();
  const problems: FileProblem[] = [];
  const report = (entry: BibEntry, { message, start, end }: BibFault): void => {
    const name = entry.key === '' ? 'An entry' : `The entry ${entry.key}`;
    problems.push({ code: 'item-invalid', message: `${name} in line ${lines.at(entry.start)} of ${file}: ${message} (line ${lines.at(start)}).`, file, start, end });
  };
  for (const entry of source.entries) {
    const { item, rest, faults } = source.item(entry);
    for (const fault of faults) report(entry, fault);
    if (entry.type === 'xdata' || entry.type === 'set') continue;
    const id = entry.key;
    if (id === '') report(entry, { ...entry, message: 'it has no cite key, so it was left out' });
    else if (rows.has(id)) report(entry, { ...entry, message: 'another entry before it has the same cite key, so it was left out' });
    else if (Object.keys(item).length > 1) rows.set(id, { id, ...item, ...(Object.keys(rest).length > 0 ? { custom: { biblatex: rest } } : {}) });
    else report(entry, { ...entry, message: 'nothing of it could be read, so it was left out' });
  }
  return { rows: [...rows.values()], verbatim: new Map(), kept: [], broken: false, problems };
}

/** The numbers of lines, from 1, by offset. */
class Lines {
  private readonly starts: number[] = [0];

  constructor(text: string) {
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) this.starts.push(at + 1);
  }

  at(offset: number): number {
    return firstAt(this.starts.length, (line) => this.starts[line]! > offset);
  }
}
