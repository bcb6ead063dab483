/** All samples that are made: notes of several references, and entries of lists. */
import { dirty } from './dirt.js';
import type { Sample } from './gold.js';
import { NoteMaker } from './notes.js';
import type { Dice } from './random.js';
import { recordOf } from './records.js';
import { Renderer } from './rendered.js';
import { WorkMaker } from './works.js';

/** The set's own mix-ups of title and container would be learnt anew. */
const isClean = ({ set }: Sample): boolean => set !== 'linkedbooks';

/** `notes` notes and `entries` entries, the same for the same gold and dice. */
export function makeSamples(training: readonly Sample[], notes: number, entries: number, dice: Dice): Sample[] {
  const works = new WorkMaker(training.filter(isClean).flatMap((sample) => recordOf(sample) ?? []), dice);
  const { entries: listed, cites } = new Renderer(works, dice).render(entries, Math.ceil(notes / 3));
  const maker = new NoteMaker(training, works, cites, dice);
  return [
    ...listed.map((pieces): Sample => ({ set: 'rendered', document: 'made', pieces: dirty(pieces, dice) })),
    ...Array.from({ length: notes }, () => maker.note()),
  ];
}
