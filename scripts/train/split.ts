/** Divides the gold into what is learnt from and what is held back, the same way each time. */
import { readGold, textOf, type Sample } from './gold.js';
import { bare } from './prepare.js';

/** How many in a hundred documents of a set are held back. */
const heldBackShare = 12;

function digest(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x2c1b3c6d);
  return (hash ^ (hash >>> 12)) >>> 0;
}

/** By which the same work is known in another style: the first letters of its title. */
function workOf(sample: Sample): string {
  const title = bare(sample.pieces.filter(({ states }) => states?.includes('title')).map(({ text }) => text).join(''));
  return title.length >= 12 ? title.slice(0, 40) : bare(textOf(sample));
}

function isHeldBack({ set, document }: Sample, work: string): boolean {
  if (set === 'linkedbooks valid' || set.startsWith('notes')) return true;
  if (set === 'linkedbooks') return false;
  // AnyStyle's files name no documents: there the work decides.
  return digest(set === 'anystyle' ? work : document) % 100 < heldBackShare;
}

export interface Split {
  training: Sample[];
  heldBack: Sample[];
}

/** A reference that stands in several sets or documents counts once; what is held back is in no form learnt from. */
export function splitGold(): Split {
  const heldBack: Sample[] = [];
  const rest: { sample: Sample; work: string }[] = [];
  const heldWorks = new Set<string>();
  const seen = new Set<string>();
  for (const sample of readGold()) {
    const key = bare(textOf(sample));
    if (key.length < 4 || seen.has(key)) continue;
    seen.add(key);
    const work = workOf(sample);
    if (isHeldBack(sample, work)) {
      heldBack.push(sample);
      heldWorks.add(work);
    } else rest.push({ sample, work });
  }
  return { training: rest.filter(({ work }) => !heldWorks.has(work)).map(({ sample }) => sample), heldBack };
}
