import type { Label } from '../labels.js';

/** What a token can be within the model: a label, at the beginning of a reference or not. */
interface State {
  name: string;
  label: Label;
  begins: boolean;
}

const plain = [
  'author', 'editor', 'translator', 'title', 'container-title', 'collection-title', 'publisher', 'location', 'date', 'volume', 'issue', 'pages',
  'locator', 'edition', 'genre', 'doi', 'isbn', 'url', 'archive', 'note', 'signal', 'cross-reference', 'citation-number', 'other',
] as const satisfies readonly Label[];

/** A reference begins with one of these, or its beginning goes unmarked. */
const beginning = ['author', 'editor', 'title', 'container-title', 'cross-reference', 'archive'] as const satisfies readonly Label[];

/**
 * The states of the model, in the order of its weights. `remark` are words around references, which print as `note`; the note of a
 * reference itself ("PhD thesis", "accessed 3 May") is a state of its own. A `begin-` state is the first word of a reference.
 */
export const states: readonly State[] = [
  ...plain.map((label) => ({ name: label, label, begins: false })),
  { name: 'remark', label: 'note', begins: false },
  ...beginning.map((label) => ({ name: `begin-${label}`, label, begins: true })),
];

export const stateCount = states.length;

const byName = new Map(states.map(({ name }, index) => [name, index]));

/** The index of a state, `undefined` for a name that is none. */
export function stateNamed(name: string): number | undefined {
  return byName.get(name);
}
