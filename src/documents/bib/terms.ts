import type { CslNameVariable, CslType } from '../../csl.js';

/*
 * What biblatex's types and keywords are in CSL, for reading and for writing. Where several words of biblatex are one of CSL's, the first is written.
 */

type Terms<Term extends string = string> = Readonly<Record<string, Term>>;

/** CSL's words by biblatex's, the other way round. */
export function reversed(terms: Terms): Terms {
  return Object.fromEntries(Object.entries(terms).map(([word, term]) => [term, word]).reverse());
}

/** CSL's type for BibTeX's and biblatex's, as Pandoc has them. */
export const cslTypeOf: Terms<CslType> = {
  article: 'article-journal', suppperiodical: 'article-journal', book: 'book', mvbook: 'book', collection: 'book', mvcollection: 'book', proceedings: 'book',
  mvproceedings: 'book', manual: 'book', reference: 'book', mvreference: 'book', booklet: 'pamphlet', incollection: 'chapter', inbook: 'chapter', bookinbook: 'chapter',
  suppbook: 'chapter', suppcollection: 'chapter', inreference: 'entry-encyclopedia', inproceedings: 'paper-conference',
  conference: 'paper-conference', thesis: 'thesis', mastersthesis: 'thesis', phdthesis: 'thesis', report: 'report', techreport: 'report',
  unpublished: 'manuscript', online: 'webpage', electronic: 'webpage', www: 'webpage', dataset: 'dataset', software: 'software', softwareversion: 'software', softwaremodule: 'software', codefragment: 'software', patent: 'patent',
  periodical: 'periodical', letter: 'personal_communication', image: 'graphic', artwork: 'graphic', movie: 'motion_picture', video: 'motion_picture',
  music: 'song', audio: 'song', performance: 'performance', jurisdiction: 'legal_case', legislation: 'legislation', legal: 'treaty', standard: 'standard',
  review: 'review', commentary: 'book', misc: 'document',
};
/** biblatex's type for those of CSL that none of its types is read as. */
const nearTypes: Partial<Record<CslType, string>> = {
  article: 'online', 'article-magazine': 'article', 'article-newspaper': 'article', bill: 'legislation', regulation: 'legislation', hearing: 'misc', classic: 'book',
  entry: 'inreference', 'entry-dictionary': 'inreference', figure: 'image', map: 'image', post: 'online', 'post-weblog': 'online', 'review-book': 'review',
  speech: 'unpublished', broadcast: 'audio', musical_score: 'misc',
};
const typesWritten = reversed(cslTypeOf);
export const entryTypeOf = (type: CslType): string => nearTypes[type] ?? typesWritten[type] ?? 'misc';

/** What an article is by its `entrysubtype`. */
export const periodicalTypes: Terms<CslType> = { magazine: 'article-magazine', newspaper: 'article-newspaper' };

/** The kind of a thesis, report or patent by its `type`, or by the entry's type. */
export const genres: Terms = {
  mathesis: 'Master’s thesis', mastersthesis: 'Master’s thesis', phdthesis: 'PhD thesis', bathesis: 'Bachelor’s thesis', candthesis: 'Candidate thesis',
  techreport: 'technical report', resreport: 'research report',
};

export const publicationStates: Terms = {
  inpreparation: 'in preparation', submitted: 'submitted', forthcoming: 'forthcoming', inpress: 'in press', prepublished: 'prepublished',
};

/** What an editor is by `editortype`. */
export const editorRoles: Terms<CslNameVariable> = {
  compiler: 'compiler', director: 'director', organizer: 'organizer', illustrator: 'illustrator', translator: 'translator', collaborator: 'contributor',
};

/** CSL's language for babel's and polyglossia's. */
export const languages: Terms = {
  english: 'en', american: 'en-US', usenglish: 'en-US', british: 'en-GB', ukenglish: 'en-GB', german: 'de', ngerman: 'de', austrian: 'de-AT', naustrian: 'de-AT',
  swissgerman: 'de-CH', french: 'fr', francais: 'fr', italian: 'it', spanish: 'es', dutch: 'nl', portuguese: 'pt', brazilian: 'pt-BR', brazil: 'pt-BR',
  danish: 'da', swedish: 'sv', norwegian: 'nb', nynorsk: 'nn', finnish: 'fi', polish: 'pl', czech: 'cs', hungarian: 'hu', russian: 'ru', greek: 'el',
  latin: 'la', turkish: 'tr', arabic: 'ar', hebrew: 'he', japanese: 'ja', chinese: 'zh', korean: 'ko', catalan: 'ca', romanian: 'ro', ukrainian: 'uk',
};

/** Where articles of some archives are found, by `eprinttype`. */
export const archives: Readonly<Record<string, (id: string) => string>> = {
  arxiv: (id) => `https://arxiv.org/abs/${id}`, jstor: (id) => `https://www.jstor.org/stable/${id}`, hdl: (id) => `https://hdl.handle.net/${id}`,
  pubmed: (id) => `https://www.ncbi.nlm.nih.gov/pubmed/${id}`, googlebooks: (id) => `https://books.google.com?id=${id}`,
};
