import type { Span } from '../../text/span.js';
import type { Label } from '../labels.js';
import { scanOrganisation, scanPeople } from '../normalise/names.js';
import type { Quotation } from '../quotation.js';
import type { Draft } from './draft.js';

const editorMark = /^\s*,?\s*[([]?(?:eds?|editors?|hrsg|hg|a cura di|dirs?|coords?)\b\.?[)\]]?/iu;

/** The names a reference begins with. */
export interface Lead {
  end: number;
  confidence: number;
  role: 'author' | 'editor';
}

/** Does what stands before a quoted title look like those who wrote it: "BBC News, ‘"? */
function leadBeforeQuotation(text: string, from: number, quotation: Quotation | undefined): Lead | null {
  if (!quotation) return null;
  const words = text.slice(from, quotation.start);
  const bare = words.replace(/[\s,:]+$/, '').replace(/(?<!(?<!\p{L})\p{Lu})\.$/u, '');
  if (bare === '' || bare.length > 200 || !/[,.:\s]\s*$/.test(words) || !/^\p{Lu}|^(?:van|von|de|al)\b/u.test(bare) || /\d/.test(bare)) return null;
  const sure = scanPeople(text, from) ?? scanOrganisation(text, from);
  if (sure && sure.end >= from + bare.length) return { end: from + bare.length, confidence: 0.97, role: 'author' };
  return /,\s*$/.test(words) && !/[.;:]\s/.test(bare.replace(/\p{Lu}\.\s/gu, '')) ? { end: from + bare.length, confidence: 0.8, role: 'author' } : null;
}

function findLead(text: string, from: number, quotations: readonly Quotation[]): Lead | null {
  const quoted = leadBeforeQuotation(text, from, quotations.find((quotation) => quotation.start >= from));
  if (quoted) return quoted;
  const organisation = scanOrganisation(text, from);
  const people = scanPeople(text, from);
  const list = organisation && /^[\s]*(?:[,.:(]|$)/.test(text.slice(organisation.end)) && (!people || organisation.end > people.end) ? organisation : people;
  return list ? { end: list.end, confidence: list.confidence, role: 'author' } : null;
}

/** Labels the people or the organisation that a reference begins with, "(ed.)" included. */
export function paintLead(draft: Draft, quotations: readonly Quotation[]): Lead | null {
  const first = draft.gaps()[0];
  if (!first || (first.start > 0 && draft.labelAt(0) !== 'citation-number')) return null;
  const lead = findLead(draft.text, first.start, quotations);
  if (!lead) return null;
  const mark = editorMark.exec(draft.text.slice(lead.end, lead.end + 30));
  const end = mark ? lead.end + mark[0].length : lead.end;
  draft.paint({ start: first.start, end }, mark ? 'editor' : 'author', lead.confidence);
  return { ...lead, end, role: mark ? 'editor' : 'author' };
}

/** Words that introduce people with a part in the work. */
const introductions: readonly { label: Label; pattern: RegExp }[] = [
  { label: 'editor', pattern: /(?:\b(?:edited\sby|(?:eds?|hrsg|hg)\.\s(?:by|von|v\.)|herausgegeben\svon|a\scura\sdi|a\sc\.\sdi|sous\sla\sdirection\sde|sous\sla\sdir\.\sde|compiled\sby)|(?<![\dsndrth.]\s|\d)(?<=[,(;.]\s?)(?:eds?|hrsg|hg)\.?:?)\s(?=\p{L})/giu },
  { label: 'translator', pattern: /\b(?:translated(?:\sfrom\sthe\s\p{L}{3,12})?\sby|transl?\.(?:\sby)?|tr\.|übers(?:etzt|\.)?\s(?:von|v\.)|traduit\spar|trad\.(?:\sdi)?)\s(?=\p{L})/giu },
];

const trailingRole = /^[\s,]*[([]?(?:eds?|editors?|hrsg|hg|trans|transl)\b\.?[)\]]?/iu;
const inContainer = /(?:^|[.,;:”’"»?!)\]]\s*|\s)(?:[Ii]n|IN):?\s/gu;

/** "dies.", "ders.": the author again. */
const sameAuthor = /(?:dies|ders)\.(?=\s)/y;

function peopleFrom(text: string, at: number): number | null {
  sameAuthor.lastIndex = at;
  if (sameAuthor.test(text)) return sameAuthor.lastIndex;
  return (scanPeople(text, at) ?? scanOrganisation(text, at))?.end ?? null;
}

/**
 * Labels "edited by J. Doe", "trans. M. Gregor", and the editors of "In J. Doe (Ed.), …". Not within `usable`'s quotations.
 * Gives the offset where the container then begins, after editors that "in" introduced; null without such.
 */
export function paintContributors(draft: Draft, usable: (span: Span) => boolean): number | null {
  let containerAt: number | null = null;
  const { text } = draft;
  for (const { label, pattern } of introductions) {
    for (const match of text.matchAll(pattern)) {
      const span = { start: match.index, end: match.index + match[0].length };
      if (!usable(span) || !draft.isFree(span)) continue;
      const end = peopleFrom(text, span.end);
      if (end !== null) draft.paint({ start: span.start, end }, label, 0.93);
    }
  }
  for (const match of text.matchAll(inContainer)) {
    const at = match.index + match[0].length;
    const start = at - /in:?\s$/i.exec(match[0])![0].length;
    if (!usable({ start, end: at })) continue;
    const end = peopleFrom(text, at);
    const role = end === null ? null : trailingRole.exec(text.slice(end, end + 20));
    // "in Contemporary Peacemaking, ed. John Darby": those who edited come after.
    const introduces = role !== null && !/[([]/.test(role[0]) && /^\s\p{Lu}/u.test(text.slice(end! + role[0].length));
    if (end === null || !role || introduces || !draft.isFree({ start: at, end })) continue;
    containerAt = end + role[0].length;
    draft.paint({ start, end: containerAt }, 'editor', 0.94);
  }
  return containerAt;
}
