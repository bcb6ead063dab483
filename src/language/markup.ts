import { unicodeTex } from '../library/formats/tex.js';
import type { Run } from './runs.js';

/** How documents are written in which things can be cited. */
export type Form = 'pandoc' | 'latex' | 'typst';

/** By VS Code's language ids, as in `syntaxes`. */
const forms: ReadonlyMap<string, Form> = new Map([
  ['markdown', 'pandoc'],
  ['quarto', 'pandoc'],
  ['rmd', 'pandoc'],
  ['myst', 'pandoc'],
  ['latex', 'latex'],
  ['tex', 'latex'],
  ['doctex', 'latex'],
  ['rsweave', 'latex'],
  ['typst', 'typst'],
]);

export const formOf = (language: string): Form => forms.get(language) ?? 'pandoc';

interface Markup {
  /** Words so that the language shows just these. */
  escape(plain: string): string;
  styles: Readonly<Record<Exclude<keyof Run, 'text'>, (written: string) => string>>;
  /** What would begin a heading, a list, a comment at the start of a line, and how it is kept from that. */
  lineStart: readonly [RegExp, string];
}

const escaped = '\\$&';
// What could begin something in Pandoc, Quarto or MyST. Each sign of ASCII can be escaped (CommonMark 0.31, section 2.4).
const markdownSigns = /[\\`*_{}[\]<$@^~&;]|:(?=:)|(?<=:):/g;
/** Also what numbers a list for Pandoc, `(1)`, `a.`, `iv)`; not an initial, `J.`. */
const markdownLineStart = /^(?:[-+=:%#>|]|\((?=[\w#]{1,9}\)))|(?<=^(?:\d{1,9}|[a-z]|[ivxlcdm]{2,9}|[IVXLCDM]{2,9}))[.)](?=\s|$)|(?<=^[A-Z])\)(?=\s|$)/;
// https://typst.app/docs/reference/syntax/#markup, with the signs that are joined to others
const typstSigns = /[\\#$*_`<>@[\]~]|-(?=[-?])|(?<=-)-|\/(?=[/*])|(?<=\/)\/|\.(?=\.\.)/g;
const typstLineStart = /^[-+=/]|(?<=^\d{1,9})\./;

const markups: Readonly<Record<Form, Markup>> = {
  pandoc: {
    escape: (plain) => plain.replace(markdownSigns, escaped),
    styles: {
      italic: (written) => `*${written}*`,
      bold: (written) => `**${written}**`,
      smallCaps: (written) => `[${written}]{.smallcaps}`,
      raised: (written) => `^${written.replace(/ /g, '\\ ')}^`,
      lowered: (written) => `~${written.replace(/ /g, '\\ ')}~`,
    },
    lineStart: [markdownLineStart, escaped],
  },
  latex: {
    escape: unicodeTex.text,
    styles: {
      italic: (written) => `\\emph{${written}}`,
      bold: (written) => `\\textbf{${written}}`,
      smallCaps: (written) => `\\textsc{${written}}`,
      raised: (written) => `\\textsuperscript{${written}}`,
      lowered: (written) => `\\textsubscript{${written}}`,
    },
    lineStart: [/^\[/, '{$&}'],
  },
  typst: {
    escape: (plain) => plain.replace(typstSigns, escaped),
    styles: {
      italic: (written) => `#emph[${written}]`,
      bold: (written) => `#strong[${written}]`,
      smallCaps: (written) => `#smallcaps[${written}]`,
      raised: (written) => `#super[${written}]`,
      lowered: (written) => `#sub[${written}]`,
    },
    lineStart: [typstLineStart, escaped],
  },
};

const invisible = /[\p{Cc}\p{Cs}\u2028\u2029]+/gu;
const oneLine = (text: string): string => text.replace(invisible, ' ').replace(/\s+/g, ' ');

/** Plain words in a line of a document: nothing in them is markup, a citation or a command. The blanks around them stay. */
export function escapeFor(form: Form, plain: string): string {
  const line = oneLine(plain);
  const words = line.trim();
  return words === '' ? line : line.replace(words, () => markups[form].escape(words));
}

/** Runs as a line of their own in a document. */
export function writeRuns(form: Form, runs: readonly Run[]): string {
  const { lineStart: [begins, instead] } = markups[form];
  return runs.map((run) => writeRun(form, run)).join('').trim().replace(begins, instead);
}

/** Words with CSL's markup, `see <i>passim</i>`, as part of a line. Of its marks, those that no form has are left out. */
export function writeMarked(form: Form, marked: string): string {
  const runs: Run[] = [];
  const open = new Set<string>();
  for (const piece of marked.split(/(<\/?[a-z][^<>]{0,60}>)/)) {
    const [, closes, name] = /^<(\/?)([a-z]+)[^<>]*>$/.exec(piece) ?? [];
    if (name === undefined) runs.push({ text: piece, italic: open.has('i'), bold: open.has('b') });
    else if (closes) open.delete(name);
    else open.add(name);
  }
  return runs.map((run) => writeRun(form, run)).join('');
}

/** Of several styles at once the first, since none of the forms has all of them within each other. */
const styleNames = ['italic', 'bold', 'smallCaps', 'raised', 'lowered'] as const;

function writeRun(form: Form, run: Run): string {
  const line = oneLine(run.text);
  const words = line.trim();
  const style = styleNames.find((name) => run[name]);
  const inStyle = (written: string): string => (style ? markups[form].styles[style](written) : written);
  return words === '' ? line : line.replace(words, () => inStyle(escapeFor(form, words)));
}
