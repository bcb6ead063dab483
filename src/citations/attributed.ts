import type { CslFields } from '../csl.js';
import { parseNames } from '../references/normalise/names.js';
import { fold } from '../text/fold.js';
import { quotations } from '../text/quotations.js';
import { findAttribution, type Attribution } from './attributions.js';
import { statementAt, type Sentences } from './claims.js';
import { worksInPassing } from './namedWorks.js';
import type { People } from './people.js';
import type { ReadClaim } from './source.js';
import type { Works } from './works.js';

interface Given {
  works: Works;
  people: People;
  /** True for a source with notes or author-date citations, whose own words say whom it means. */
  cited: boolean;
  /** Claims the source's markers already make. */
  taken: readonly ReadClaim[];
}

/** A sentence given to someone, with who that is. */
interface Spoken {
  of: Sentences;
  index: number;
  attribution: Attribution;
  /** In full where the source tells: "Jonathan Powell" for "he". */
  speaker: string;
  /** True for a quotation that goes on from the sentence before, and with its work. */
  continued: boolean;
}

/** How sure it is that a quotation goes on with the speaker of the sentence before. */
const stillSpeaking = 0.85;

/**
 * Claims that the running text gives to someone: "Powell argues that …", "according to …", "…,” says Vali Nasr".
 * Where the speaker's own work is meant the claim refers to it; else it is the source's.
 */
export function attributedClaims(cut: readonly Sentences[], given: Given): ReadClaim[] {
  const taken = new Set(given.taken.map(({ start }) => start));
  const isTaken = ({ of, index }: Spoken): boolean => taken.has(of.block.passage.toSource(of.spans[index]!.start));
  const spoken = cut
    .filter(({ block }) => block.kind === 'paragraph')
    .flatMap((of) => spokenIn(of, given))
    .filter((sentence) => !isTaken(sentence));
  if (!given.cited) for (const of of cut) addWorksInPassing(of, given.works);
  const heard = new Set(spoken.filter(({ attribution }) => attribution.heard).map(({ speaker }) => speaker));
  const named = spoken.map((sentence) => workOf(sentence, given));
  let work: number | null = null;
  return spoken.map((sentence, at) => {
    const statement = statementAt(sentence.of, sentence.of.spans[sentence.index]!, sentence.index);
    const { attribution, speaker } = sentence;
    if (!sentence.continued) work = named[at] ?? meantWork(sentence, heard.has(speaker), given);
    return {
      work,
      ...statement,
      locator: null,
      marker: { kind: 'attribution', label: attribution.label },
      speaker,
      confidence: Math.round(attribution.confidence * 100) / 100,
    } satisfies ReadClaim;
  });
}

/** Who speaks in the sentences of a block; pronouns and quotations that go on are given to the speaker before. */
function spokenIn(of: Sentences, { people, cited }: Given): Spoken[] {
  const { text } = of.block.passage;
  const found: Spoken[] = [];
  people.startParagraph();
  of.spans.forEach(({ start, end }, index) => {
    const sentence = text.slice(start, end);
    const previous = found.at(-1);
    const continued = previous?.index === index - 1 && isQuotation(sentence);
    const attribution = continued ? null : findAttribution(sentence);
    if (attribution) {
      const speaker = attribution.kind === 'pronoun' ? people.who(attribution.label.toLowerCase()) : fullName(attribution, people);
      people.hear(sentence, attribution.kind === 'body' ? null : speaker);
      // Where a source has an apparatus, "she argued" counts only if she has just been named.
      const goesOn = attribution.kind === 'pronoun' && previous?.speaker === speaker;
      if (speaker === null || (cited && attribution.kind !== 'person' && !goesOn && !attribution.work)) return;
      found.push({ of, index, attribution, speaker, continued });
    } else if (continued) {
      found.push({ ...previous, index, continued, attribution: { ...previous.attribution, work: null, confidence: previous.attribution.confidence * stillSpeaking } });
    } else people.hear(sentence, null);
  });
  return found;
}

/** Nothing but one quotation. */
function isQuotation(sentence: string): boolean {
  const quoted = quotations(sentence);
  return quoted.length === 1 && quoted[0]!.start === 1 && quoted[0]!.end >= sentence.length - 2;
}

/** "Powell" → "Jonathan Powell", as the source calls him elsewhere. */
function fullName({ label, kind }: Attribution, people: People): string {
  if (kind === 'body' || label.includes(' ')) return label;
  const given = people.givenOf(label);
  return given === null ? label : `${given} ${label}`;
}

/** The work that the sentence itself names, put to the list. */
function workOf({ of, index, attribution, speaker }: Spoken, { works, cited }: Given): number | null {
  const { work } = attribution;
  if (!work || (cited && !work.title)) return null;
  const { passage } = of.block;
  const span = of.spans[index]!;
  const item: CslFields = { ...work };
  // "He writes in The Guardian", "Powell argues": the author in full.
  if (item.author?.length === 1) item.author = parseNames(speaker);
  const confidence = { author: 0.85, type: 0.6, ...(item.title ? { title: 0.85 } : {}), ...(item.issued ? { issued: 0.7 } : {}) };
  return works.add(item, confidence, { text: passage.text.slice(span.start, span.end), note: null, ...passage.spanInSource(span) });
}

/** The speaker's work where one is meant without being named: all that is written, and all of one who is only ever read. */
function meantWork({ attribution, speaker }: Spoken, heard: boolean, { works, cited }: Given): number | null {
  if (attribution.kind === 'body' || (heard && !attribution.written)) return null;
  const family = fold(speaker.split(' ').at(-1)!);
  const own = works.list.flatMap(({ item }, index) => (item.author?.some((name) => fold(name.family ?? '') === family) && (item.title || cited) ? [index] : []));
  return own.length === 1 || (attribution.written && own.length > 0) ? own[0]! : null;
}

function addWorksInPassing(of: Sentences, works: Works): void {
  const { passage } = of.block;
  for (const { start, end } of of.spans) {
    for (const { item, span } of worksInPassing(passage.text.slice(start, end))) {
      const at = { start: start + span.start, end: start + span.end };
      works.add(item, { author: 0.8, title: 0.8, type: 0.6 }, { text: passage.text.slice(at.start, at.end), note: null, ...passage.spanInSource(at) });
    }
  }
}
