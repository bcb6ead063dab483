// A paper whose author has a bibliography of their own, some of whose works the example's sources cite too.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pdfOf } from '../../test/editor/pdf.js';

const bib = `@book{valeCubsLionsDen2018,
  title = {Cubs in the {{Lions'}} Den: Indoctrination and Recruitment of Children within {{Islamic State}} Territory},
  author = {Vale, Gina},
  date = {2018},
  publisher = {International Centre for the Study of Radicalisation},
  location = {London},
  url = {https://example.org/cubs.pdf},
  note = {zotero://select/library/items/VALE2018},
  file = {Full Text PDF:papers/vale.pdf:application/pdf},
  abstract = {What children were taught in the schools of the caliphate, how they were enlisted, and what is owed to those who came out of them. The report draws on what the movement itself published for its teachers, on photographs and films, and on what former pupils have told since. It ends with what is asked of governments.}
}

@article{pruittBackChannelCommunication2008,
  title = {Back-Channel Communication in the Settlement of Conflict},
  author = {Pruitt, Dean G.},
  date = {2008},
  journaltitle = {International Negotiation},
  volume = {13},
  number = {1},
  pages = {37--54},
  doi = {10.1163/157180608X299950}
}

@book{walterCommittingPeace2001,
  title = {Committing to Peace: The Successful Settlement of Civil Wars},
  author = {Walter, Barbara F.},
  date = {2001},
  publisher = {Princeton University Press},
  location = {Princeton}
}

@book{hallShelvesReaders2020,
  title = {Of Shelves and Readers},
  author = {Hall, Ada},
  date = {2020},
  publisher = {Quiet Press}
}
`;

const text = `---
title: After the camps
bibliography: refs.bib
---

# After the camps

Those who passed through the schools are owed more than suspicion [@valeCubsLionsDen2018, p. 27].


`;

export const paper = {
  file: 'paper.md',
  /** The line that is left to type on. */
  emptyLine: 10,
  /** A place where it cites a work that has a PDF, stands in Zotero and is cited by the sources. */
  citation: { line: 8, column: 75, inPdf: 'What they were taught.' },
  bibliography: 'refs.bib',
  /** A work that the sources cite, with a word of its title; in the line of its title the last brace may be deleted. */
  broken: { key: 'pruittBackChannelCommunication2008', own: 'pruitt2008back', word: 'channel', line: 14 },
  /** A work that no source cites. */
  unread: { key: 'hallShelvesReaders2020', word: 'shelves' },
  /** A work of which the sources give another year. */
  doubtful: { key: 'walterCommittingPeace2001', own: 'walter2002committing' },
} as const;

/** Writes the paper, its bibliography and the PDF of a work. */
export async function writePaper(workspace: string): Promise<void> {
  await mkdir(join(workspace, 'papers'));
  await writeFile(join(workspace, 'papers/vale.pdf'), pdfOf([[paper.citation.inPdf]]));
  await writeFile(join(workspace, paper.bibliography), bib);
  await writeFile(join(workspace, paper.file), text);
}
