import { citeCommand } from '../documents/latex/citing.js';
import type { Edit } from '../text/edit.js';
import type { Citation } from './citations.js';
import type { DocumentCitations } from './documentCitations.js';
import { formOf } from './markup.js';
import { commandFor, commandsOf, writeCitation, type WorkToCite } from './writeCitation.js';

/** What makes a document cite works at an offset: in the citation that stands around it, else in one of their own. */
export function insertedCitation(document: DocumentCitations, offset: number, works: readonly WorkToCite[]): Edit {
  const around = document.near({ start: offset, end: offset }).find((citation) => isInside(document, citation, offset));
  return around ? added(document, around, works) : newCitation(document, offset, works);
}

/** Behind a closing bracket the citation has ended; behind a bare key it has not. */
function isInside(document: DocumentCitations, { start, end }: Citation, offset: number): boolean {
  return start < offset && (offset < end || (offset === end && !/[\])}`]/.test(document.slice({ start: end - 1, end }))));
}

/** Behind a word a blank is needed, unless a note is what is written. */
const needsBlank = /[\p{L}\p{N}\p{Pe}\p{Pf}.,;:!?"'’*_`]$/u;

function newCitation(document: DocumentCitations, offset: number, works: readonly WorkToCite[]): Edit {
  const command = commandFor(document, 'behind');
  const text = writeCitation(document.language, { works, manner: 'behind', command });
  const isNote = command !== undefined && citeCommand(command)?.manner === 'note';
  const gap = !isNote && needsBlank.test(document.slice({ start: Math.max(0, offset - 2), end: offset })) ? ' ' : '';
  return { start: offset, end: offset, text: gap + text };
}

function added(document: DocumentCitations, citation: Citation, works: readonly WorkToCite[]): Edit {
  const form = formOf(document.language);
  if (form === 'latex') return addedInLatex(document, citation, works);
  const { manner, command, end } = citation;
  const written = writeCitation(document.language, { works, manner, command });
  const isRole = command !== undefined && form === 'pandoc';
  if (isRole) return inserted(end - 1, `,${written.slice(written.indexOf('`') + 1, -1)}`);
  if (form === 'pandoc' && manner === 'behind') return inserted(end - 1, `; ${written.slice(1, -1)}`);
  return inserted(end, `${form === 'pandoc' ? ';' : ''} ${written}`);
}

const inserted = (at: number, text: string): Edit => ({ start: at, end: at, text });
const plainWork = ({ prefix, locator, suffix }: Omit<WorkToCite, 'key'>): boolean => !prefix && !locator && !suffix;

/** `\cite{a}` takes a further key; where there are notes it becomes `\cites`; where there is no such command another follows. */
function addedInLatex(document: DocumentCitations, { start, end, command = '', works: cited, manner }: Citation, works: readonly WorkToCite[]): Edit {
  const written = document.slice({ start, end });
  const name = /^\\[A-Za-z]+/.exec(written)?.[0];
  const isClosed = written.endsWith('}');
  const last = cited.at(-1)!;
  if (isClosed && works.every(plainWork) && !last.locator && !last.suffix) return inserted(end - 1, `,${works.map(({ key }) => key).join(',')}`);
  const many = citeCommand(command)?.repeats ? command : `${command}s`;
  if (isClosed && name !== undefined && written[name.length] !== '*' && citeCommand(many)?.repeats) {
    const lists = works.map((work) => writeCitation(document.language, { works: [work], manner, command: 'cite' }).slice('\\cite'.length));
    return { start, end, text: `\\${many}${written.slice(name.length)}${lists.join('')}` };
  }
  return inserted(end, ` ${writeCitation(document.language, { works, manner, command: commandsOf(document)[manner] })}`);
}
