import * as l10n from '@vscode/l10n';
import { fromTex } from '../documents/bib/fromTex.js';
import { citeCommand, type Manner } from '../documents/latex/citing.js';
import { fromMarkdown } from '../library/formats/cslMarkdown.js';
import type { Edit } from '../text/edit.js';
import type { Span } from '../text/span.js';
import type { Citation } from './citations.js';
import { DocumentCitations } from './documentCitations.js';
import { formOf, writeMarked, type Form } from './markup.js';
import { commandFor, commandsOf, plainly, writeCitation, writesManner, type Commands, type Words, type WorkToCite } from './writeCitation.js';

/** What can be done with the citations at the cursor or in the selection. */
export interface Conversion {
  /** `Convert to \textcite` */
  title: string;
  /** In the order of the document; none overlaps another. */
  edits(): Edit[];
}

/** The other ways to write the citations that a span touches; then what makes those of another language, which were pasted, the document's own. */
export function conversionsAt(document: DocumentCitations, span: Span): Conversion[] {
  return [...toOtherManners(document, span), ...fromOtherLanguages(document, span)];
}

const touches = (one: Span, other: Span): boolean => one.start <= other.end && other.start <= one.end;
const covers = (one: Span, other: Span): boolean => one.start <= other.start && other.end <= one.end;

// From one manner to another of the same language

const manners: readonly Manner[] = ['behind', 'within', 'note'];

function toOtherManners(document: DocumentCitations, span: Span): Conversion[] {
  const citations = document.near(span).filter((citation) => touches(citation, span));
  if (citations.length === 0) return [];
  const commands = commandsOf(document);
  return manners.flatMap((manner) => {
    const convert = (citation: Citation): Edit | null => inManner(document, citation, manner, commands);
    if (citations.every((citation) => convert(citation) === null)) return [];
    return [{ title: titleOf(document, manner, commands), edits: () => citations.flatMap((citation) => convert(citation) ?? []) }];
  });
}

function titleOf(document: DocumentCitations, manner: Manner, commands: Commands): string {
  if (formOf(document.language) === 'latex') return l10n.t('Convert to {0}', `\\${commands[manner]}`);
  return manner === 'within' ? l10n.t('Convert to Citation in the Sentence') : l10n.t('Convert to Citation behind the Sentence');
}

/** Null where it stands so already, or can't. */
function inManner(document: DocumentCitations, citation: Citation, manner: Manner, commands: Commands): Edit | null {
  if (citation.manner === manner || !manners.includes(citation.manner)) return null;
  if (formOf(document.language) === 'latex') return renamed(document, citation, manner, commands);
  if (manner === 'note') return null;
  const command = citation.command === undefined ? undefined : commands[manner];
  return { start: citation.start, end: citation.end, text: writeCitation(document.language, { works: worksOf(document, citation, document.language), manner, command }) };
}

const commandName = /^\\[A-Za-z]+/;

/** In LaTeX another command says it; the arguments stay. */
function renamed(document: DocumentCitations, citation: Citation, manner: Manner, commands: Commands): Edit | null {
  const { start, command = '' } = citation;
  const target = commands[manner];
  const written = document.slice(citation);
  const name = commandName.exec(written)?.[0];
  if (name === undefined || target === undefined || target === plainly(command) || written[name.length] === '*') return null;
  const isForMany = citeCommand(command)?.repeats === true;
  if (isForMany && !citeCommand(`${target}s`)?.repeats) return null;
  const cased = /^[A-Z]/.test(command) ? target.charAt(0).toUpperCase() + target.slice(1) : target;
  const before = document.slice({ start: Math.max(0, start - 1), end: start });
  const gap = citation.manner === 'note' && /\S/.test(before) ? ' ' : '';
  return { start: manner === 'note' && before === ' ' ? start - 1 : start, end: start + name.length, text: `${gap}\\${cased}${isForMany ? 's' : ''}` };
}

// From one language to another

const languageOf: Readonly<Record<Form, string>> = { pandoc: 'markdown', latex: 'latex', typst: 'typst' };
const titleTo: Readonly<Record<Form, () => string>> = {
  pandoc: () => l10n.t('Convert Citations to Pandoc’s Form'),
  latex: () => l10n.t('Convert Citations to LaTeX’s Form'),
  typst: () => l10n.t('Convert Citations to Typst’s Form'),
};
/** What a text has in which a form cites; Typst's `@key[p. 18]` is read as Pandoc's. */
const signs: Readonly<Record<Form, RegExp>> = { pandoc: /@/, latex: /\\[A-Za-z]*[Cc]ite/, typst: /#cite\(/ };
/** So much of a selection is looked at before the conversion is asked for, in UTF-16 code units. */
const longestLook = 5000;

function fromOtherLanguages(document: DocumentCitations, span: Span): Conversion[] {
  const own = formOf(document.language);
  const others = (Object.keys(languageOf) as Form[]).filter((form) => form !== own);
  const look = { start: span.start, end: Math.min(span.end, span.start + longestLook) };
  if (others.every((form) => foreign(document, look, form).length === 0)) return [];
  return [{ title: titleTo[own](), edits: () => withoutOverlaps(others.flatMap((form) => foreign(document, span, form))) }];
}

/** The citations of another form that a span touches, as the document's language writes them. */
function foreign(document: DocumentCitations, span: Span, form: Form): Edit[] {
  const { start, text } = span.start === span.end ? document.paragraphAt(span.start) : { start: span.start, text: document.slice(span) };
  if (!signs[form].test(text)) return [];
  const other = new DocumentCitations(languageOf[form], text);
  const own = document.near(span);
  const commands = new Map(manners.map((manner) => [manner, commandFor(document, manner)]));
  return other.all.filter(isPlausible).flatMap((citation) => {
    const place = { start: start + citation.start, end: start + citation.end };
    if (!touches(place, span) || own.some((one) => covers(one, place))) return [];
    const written = translated(other, citation, document.language, commands.get(citation.manner));
    return written === null ? [] : [{ ...place, text: written }];
  });
}

/** LaTeX's `@{\quad}` between columns is no key. */
const isPlausible = ({ works }: Citation): boolean => works.every(({ key: { key } }) => /^[^\\{}\s]+$/.test(key));

/** Null where the language has no way to say it. */
function translated(from: DocumentCitations, citation: Citation, language: string, command: string | undefined): string | null {
  const { manner } = citation;
  return writesManner(formOf(language), manner) ? writeCitation(language, { works: worksOf(from, citation, language), manner, command }) : null;
}

function withoutOverlaps(edits: Edit[]): Edit[] {
  let end = -1;
  return edits.sort((a, b) => a.start - b.start || b.end - a.end).filter((edit) => {
    const isFree = edit.start >= end;
    if (isFree) end = edit.end;
    return isFree;
  });
}

/** The works of a citation, to be written in a language. */
function worksOf(document: DocumentCitations, citation: Citation, language: string): WorkToCite[] {
  const [from, to] = [formOf(document.language), formOf(language)];
  const written = (words: string): Words => ({ written: from === to ? words : writeMarked(to, readers[from](words)) });
  return citation.works.map(({ key: { key }, prefix, locator, suffix, suppressesAuthor }) => ({
    key,
    suppressesAuthor,
    ...(prefix && { prefix: written(document.slice(prefix)) }),
    ...(locator && { locator: { label: locator.label, value: plain(locator.value, from) } }),
    ...(suffix && { suffix: written(locator ? document.slice({ start: locator.end, end: suffix.end }) : `, ${document.slice(suffix)}`) }),
  }));
}

/** Words of one form's markup in CSL's. */
const readers: Readonly<Record<Form, (written: string) => string>> = {
  pandoc: (written) => fromMarkdown(written).replace(/\\([!-/:-@[-`{-~])/g, '$1'),
  latex: (written) => fromTex(written.replace(/\\p?sq(q?)(?![A-Za-z])/g, (_, many: string) => (many ? ' ff.' : ' f.'))),
  typst: (written) => written.replace(/#(emph|strong)\[([^[\]]{0,500})\]/g, (_, name: string, words: string) => (name === 'emph' ? `<i>${words}</i>` : `<b>${words}</b>`)).replace(/\\([^A-Za-z0-9\s])/g, '$1'),
};

const plain = (written: string, from: Form): string => readers[from](written).replace(/<[^<>]{1,60}>/g, '').trim();
