import type { Citation, CitationSyntax } from './citations.js';
import { blockOf, type Prose } from './markdown/blocks.js';
import { citationsIn } from './markdown/groups.js';
import { inlinesOf } from './markdown/inlines.js';
import { typedInRole } from './markdown/roles.js';
import { typedKeyBehind, typedLocatorIn } from './markdown/typed.js';

export { standsBare } from './markdown/inlines.js';

const citing = /@|\{(?:foot)?cite/;
/** https://quarto.org/docs/authoring/cross-references.html: what a label of a figure, a table and so on begins with. */
const crossReference = /^(?:fig|tbl|lst|tip|nte|wrn|imp|cau|thm|lem|cor|prp|cnj|def|exm|exr|sol|rem|alg|eq|sec)-/i;
const isWork = (key: string): boolean => !crossReference.test(key);
const citesWorks = ({ works }: Citation): boolean => works.every(({ key }) => isWork(key.key));
const ofWorks = (citation: Citation): Citation => ({ ...citation, works: citation.works.filter(({ key }) => isWork(key.key)) });

const proseAt = (block: string, state: string, offset: number): Prose | undefined => blockOf(block, state).prose.find(({ start, end }) => start <= offset && offset <= end);

/** `@vale2018cubs`, `[see @vale2018cubs, p. 18; -@{powell2014talking}]`, {cite:p}`vale2018cubs`. */
export const markdown: CitationSyntax = {
  read(block, before) {
    const { prose, labels, state } = blockOf(block, before);
    if (!citing.test(block)) return { citations: [], labels, state };
    const citations = prose.flatMap((part) => citationsIn(block, part).map((citation): Citation => (part.silent ? { ...citation, manner: 'silent' } : citation)));
    return { citations, labels, state };
  },

  typedKeyAt(block, state, offset) {
    // The sign must stand on the cursor's line; where it does not, as mostly, nothing else is read.
    const line = block.lastIndexOf('\n', offset - 1) + 1;
    const at = line + block.slice(line, offset).lastIndexOf('@');
    const typed = (at < line ? null : typedKeyBehind(block, at, offset)) ?? typedInRole(block, line, offset);
    const prose = typed && proseAt(block, state, offset);
    if (!prose) return null;
    const inside = inlinesOf(block, prose).some(({ kind, start, end }) => kind === 'opaque' && start < offset && typed.start - 1 < end);
    return inside || typed.start < prose.start ? null : typed;
  },

  typedLocatorAt(block, state, offset) {
    if (block.slice(0, offset).lastIndexOf('[') < 0) return null;
    const prose = proseAt(block, state, offset);
    return prose ? typedLocatorIn(block.slice(0, prose.end), inlinesOf(block, prose), offset) : null;
  },
};

/** Markdown whose cross-references look like keys: `@fig-cubs`. */
export const quarto: CitationSyntax = {
  read(block, before) {
    const read = markdown.read(block, before);
    const { citations } = read;
    return citations.every(citesWorks) ? read : { ...read, citations: citations.map(ofWorks).filter(({ works }) => works.length > 0) };
  },

  typedKeyAt(block, state, offset) {
    const typed = markdown.typedKeyAt(block, state, offset);
    return typed && isWork(typed.typed) ? typed : null;
  },

  typedLocatorAt(block, state, offset) {
    const typed = markdown.typedLocatorAt(block, state, offset);
    return typed && isWork(typed.key) ? typed : null;
  },
};
