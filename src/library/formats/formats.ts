import type { LibraryItem } from '../library.js';
import { extension } from '../paths.js';
import { writeBibtexFile, writeBiblatexFile } from './bibEntry.js';
import { readBibitems, writeBibitems } from './bibitem.js';
import { readCslJson, writeCslJson } from './cslJson.js';
import { readCslYaml, writeCslYaml } from './cslYaml.js';
import { readMedline, readRefworks } from './databaseRecords.js';
import { readEndNoteXml, writeEndNoteXml } from './endNoteXml.js';
import { readEnw, writeEnw } from './enw.js';
import { readHayagriva, writeHayagriva } from './hayagriva.js';
import { readBibtex } from './readBibtex.js';
import { readRis, writeRis } from './ris.js';
import type { Rows } from './rows.js';

/** A format of bibliographies. Reading never throws and takes time by the length of the text; what a format and CSL do not share is kept both ways (kept.ts). */
export interface ItemFormat {
  /** As it is asked for: `--to ris`. */
  name: string;
  /** For people. */
  label: string;
  /** Of its files, without a dot; the first is that of a new file. */
  extensions: readonly string[];
  /** Whether its words are read by the model of references, which is to be loaded first. */
  needsModel?: true;
  /** @param file what problems call it */
  read: (text: string, file: string) => Rows<LibraryItem>;
}

/** One that Ibid writes too. */
export interface WrittenFormat extends ItemFormat {
  /** The text of a file of these items. What Ibid keeps of an item (`custom.ibid`) never goes out. */
  write: (items: readonly LibraryItem[]) => string;
}

/** Whether a text is of a format, where its extension is that of several. */
interface Known {
  looksLike: RegExp;
}

/** Of several formats of an extension the first that a text looks like, or else the first. */
const written: readonly (WrittenFormat & Known)[] = [
  { name: 'bibtex', label: 'BibTeX', extensions: ['bib', 'bibtex'], looksLike: /^\s*@\s*[A-Za-z]+\s*[{(]/m, read: readBibtex, write: writeBibtexFile },
  { name: 'biblatex', label: 'BibLaTeX', extensions: ['bib'], looksLike: /^\s*@\s*(?:online|report|thesis|collection)\s*\{/im, read: readBibtex, write: writeBiblatexFile },
  { name: 'csl-json', label: 'CSL-JSON', extensions: ['json', 'csljson'], looksLike: /^\s*[[{]\s*["{]/, read: readCslJson, write: writeCslJson },
  { name: 'ris', label: 'RIS', extensions: ['ris'], looksLike: /^TY {1,2}-/m, read: readRis, write: writeRis },
  { name: 'enw', label: 'EndNote (tagged)', extensions: ['enw'], looksLike: /^%[0A-Z] \S/m, read: readEnw, write: writeEnw },
  { name: 'endnote-xml', label: 'EndNote XML', extensions: ['xml'], looksLike: /<record[s>]/, read: readEndNoteXml, write: writeEndNoteXml },
  { name: 'csl-yaml', label: 'CSL-YAML (Pandoc)', extensions: ['yaml', 'yml'], looksLike: /^(?:references:|- ?\w+:)/m, read: readCslYaml, write: writeCslYaml },
  { name: 'hayagriva', label: 'Hayagriva (Typst)', extensions: ['yml', 'yaml'], looksLike: /^[ \t]+(?:type|title|author):/m, read: readHayagriva, write: writeHayagriva },
  { name: 'bibitem', label: 'LaTeX (\\bibitem)', extensions: ['bbl', 'tex'], looksLike: /\\bibitem/, needsModel: true, read: readBibitems, write: writeBibitems },
];

/** What databases export, RefWorks as .txt. */
const onlyRead: readonly (ItemFormat & Known)[] = [
  { name: 'medline', label: 'PubMed (.nbib, MEDLINE)', extensions: ['nbib', 'medline'], looksLike: /^PMID- ?\d/m, read: readMedline },
  { name: 'refworks', label: 'RefWorks (tagged)', extensions: [], looksLike: /^RT [A-Z][a-z]/m, read: readRefworks },
];

const known: readonly (ItemFormat & Known)[] = [...written, ...onlyRead];

/** All formats that are read. */
export const itemFormats: readonly ItemFormat[] = known;

/** Those of which a person chooses one to write. */
export const writtenFormats: readonly WrittenFormat[] = written;

export const formatNamed = (name: string): WrittenFormat | undefined => written.find((format) => format.name === name);

/** How much of a text is looked at to tell what it is. */
const beginning = 20_000;

/**
 * The format of a file by its extension, and by how the text begins where that tells nothing (.txt, none) or too little (.yaml, .xml).
 * Undefined for what is no bibliography that Ibid reads.
 */
export function formatOf(file: string, text: string): ItemFormat | undefined {
  const byExtension = known.filter(({ extensions }) => extensions.includes(extension(file)));
  const start = text.slice(0, beginning);
  return (byExtension.length > 0 ? byExtension : known).find(({ looksLike }) => looksLike.test(start)) ?? byExtension[0];
}
