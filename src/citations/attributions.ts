import type { CslFields } from '../csl.js';
import { quotations } from '../text/quotations.js';
import type { Span } from '../text/span.js';
import { ownWork, reportFinder } from './namedWorks.js';
import { endsInPerson, longestSentence, noun, type Speaker, speaker, speakerIn } from './speakers.js';

/** A statement given to someone in the running text. Offsets are of the speaker's name in the sentence. */
export interface Attribution extends Span, Speaker {
  /** True for verbs that give a written statement: "he writes". */
  written: boolean;
  /** True for verbs by which the source has heard the speaker, rather than read: "she says". */
  heard: boolean;
  /** The work the sentence itself names for it: "In his new book, Title, Powell argues that …". */
  work: CslFields | null;
  confidence: number;
}

/** "argue" → argue, argues, argued; "deny" → deny, denies, denied. */
function forms(verbs: string): string[] {
  return verbs.split(' ').flatMap((verb) => {
    if (verb.endsWith('e')) return [verb, `${verb}s`, `${verb}d`];
    if (verb.endsWith('y')) return [verb, `${verb.slice(0, -1)}ies`, `${verb.slice(0, -1)}ied`];
    return [verb, verb.endsWith('ss') ? `${verb}es` : `${verb}s`, `${verb}ed`];
  });
}

const saying = 'say says said tell tells told'.split(' ');
const writing = ['writes', 'wrote', 'write', 'has written'];
const speech = [
  ...saying,
  ...'think thinks thought find finds found hold holds held admit admits admitted put puts'.split(' '),
  ...['put it', 'puts it', 'point out', 'points out', 'pointed out'],
  ...forms('argue claim note state warn suggest explain contend observe insist assert maintain add report conclude acknowledge deny declare announce believe'),
  ...forms('call testify recommend highlight emphasise emphasize stress remark reply predict estimate show recall ask describe caution doubt reveal'),
  ...forms('demonstrate boast wonder concede agree blast condemn criticise criticize denounce urge'),
];
const heard = new Set([...saying, ...forms('add recall explain ask reply')]);
/** Verbs that give a statement without "that" as well: "Powell says it is naive …". */
const bare = new Set([...'say says said think thinks thought called calls blasted'.split(' '), ...forms('argue insist believe warn deny claim condemn criticise criticize denounce')]);

/** Longest first: "put it" before "put". */
const verb = `(?:${[...speech, ...writing].sort((a, b) => b.length - a.length).join('|')})`;
const adverb =
  '(?:also|once|often|then|thus|later|rightly|has|have|had|himself|herself|further|strongly|clearly|famously|recently|similarly|always|now|still|even|repeatedly|since|long|publicly|flatly)';
/** ", the former spokesman for the Syrian Democratic Forces," or "(formerly with …)", or ", however,". */
const aside = String.raw`(?:\s?\([^()]{1,160}\),?|,[^,.;“”"]{1,160}(?:,[^,.;“”"]{1,160}){0,2},)`;
/** "Powell also says" as `s1` and `v1`, or "says Powell" as `s2` and `v2`. */
const said = (between: string, end: string): string => String.raw`(?:(?<s1>${speaker})${between}\s(?:${adverb}\s){0,2}(?<v1>${verb})${end}|(?<v2>${verb})\s(?<s2>${noun}))`;

const shapes = {
  /** “…,” Powell says. “…,” says Vali Nasr, … */
  afterQuote: new RegExp(String.raw`^[\s,]{0,3}${said(`(?:${aside})?`, String.raw`\b`)}`, 'u'),
  /** Powell argues that …; Powell, however, says it …; Belliveau (…), contended that … */
  opening: new RegExp(String.raw`(?<s>${speaker})(?:${aside}|,)?\s(?:${adverb}\s){0,2}(?<v>${verb})\b(?<next>\s(?:[^,.;:‘’“”"]{1,70}?\s)?(?:that|how|why)\b|\s?[:,]|\s\S+)`, 'gu'),
  /** According to Vale, … */
  account: new RegExp(
    String.raw`\b(?<by>[Aa]ccording to|[Ii]n the (?:words|view|account|opinion) of|(?:uncovered|reported|documented|revealed|confirmed) by|by)\s(?<s>${noun})(?<own>[’']s own (?:account|words)|[’']s account)?`,
    'gu',
  ),
  /** … a ploy, he said, to … / … at times, Powell says. */
  inserted: new RegExp(String.raw`,[”’"]?\s(?:as\s)?${said('', '')}(?:,|[.?!]?$)`, 'u'),
} as const;

/** How sure each shape makes it that the statement is the speaker's; a pronoun less so. */
const sure = { afterQuote: 0.92, according: 0.9, that: 0.88, inserted: 0.85, bare: 0.8, account: 0.75, report: 0.75 };
const lessForPronoun = 0.15;

/** The statement of one sentence, if it is given to someone. The sentence may hold several quoted sentences. */
export function findAttribution(sentence: string): Attribution | null {
  if (sentence.length > longestSentence) return null;
  return afterQuotation(sentence) ?? ofReport(sentence) ?? atOpening(sentence) ?? byAccount(sentence) ?? insertedIn(sentence);
}

/** What is said by the one whom `words`, at `at` or behind it, name. */
function attribution(sentence: string, words: string, at: number, spoken: string, confidence: number, work: CslFields | null = null): Attribution | null {
  const named = speakerIn(words);
  if (!named) return null;
  const start = at + words.indexOf(named.label);
  const written = writing.includes(spoken);
  return {
    ...named,
    start,
    end: start + named.label.length,
    written,
    heard: heard.has(spoken),
    work: work ?? ownWork(sentence, named.label, written),
    confidence: named.kind === 'pronoun' ? confidence - lessForPronoun : confidence,
  };
}

/** The attribution of a match of `said`. */
function ofSaid(sentence: string, match: RegExpExecArray, offset: number, confidence: number): Attribution | null {
  const { s1, s2, v1, v2 } = match.groups!;
  const words = (s1 ?? s2)!;
  return attribution(sentence, words, offset + match.index + match[0].indexOf(words), (v1 ?? v2)!, confidence);
}

/** Shorter quotations are words, not statements. */
const shortestQuotation = 8;

function afterQuotation(sentence: string): Attribution | null {
  for (const { start, end } of quotations(sentence)) {
    const from = end + 1;
    const match = end - start < shortestQuotation ? null : shapes.afterQuote.exec(sentence.slice(from, from + 400));
    const found = match && ofSaid(sentence, match, from, sure.afterQuote);
    if (found) return found;
  }
  return null;
}

/** How far into a sentence its speaker is named, when the verb follows. */
const openingEnds = 260;

function atOpening(sentence: string): Attribution | null {
  const quoted = quotations(sentence);
  const opening = new RegExp(shapes.opening);
  for (let match = opening.exec(sentence); match && match.index <= openingEnds; match = opening.exec(sentence)) {
    const { s, v, next } = match.groups!;
    const at = match.index;
    // A name that gives nothing may hide another within its aside: "… to Peace, Jonathan Powell, who …, argues".
    opening.lastIndex = at + s!.length;
    const confidence = confidenceOf(v!, next!);
    if (confidence === null || quoted.some(({ start, end }) => at > start && at < end) || belongsToNoun(sentence, at, s!)) continue;
    const found = attribution(sentence, s!, at, v!, confidence);
    if (found) return found;
  }
  return null;
}

/** Whether a verb with what follows it gives a statement. */
function confidenceOf(spoken: string, next: string): number | null {
  if (/\s(?:that|how|why)$|^\s?[:,]|^\s[‘“"]/u.test(next)) return sure.that;
  return bare.has(spoken) && /^\s[\p{L}’'‘“"$\d]/u.test(next) ? sure.bare : null;
}

/** "the case of Jane Roe has shown that": the name belongs to another noun; not so "a fellow at the Road Institute Jane Roe noted that". */
function belongsToNoun(sentence: string, at: number, name: string): boolean {
  return /\b(?:by|of|to|from|with|for|in|on|at|what)\s(?:the\s)?$/u.test(sentence.slice(Math.max(0, at - 10), at)) && !endsInPerson(name);
}

function byAccount(sentence: string): Attribution | null {
  for (const match of sentence.matchAll(shapes.account)) {
    const { by, s, own } = match.groups!;
    if (by === 'by' && !own) continue;
    const confidence = /^according/iu.test(by!) ? sure.according : sure.account;
    const found = attribution(sentence, s!, match.index + match[0].indexOf(s!), '', confidence);
    if (found) return found;
  }
  return null;
}

function insertedIn(sentence: string): Attribution | null {
  const match = shapes.inserted.exec(sentence);
  return match && ofSaid(sentence, match, 0, sure.inserted);
}

const findReport = reportFinder(verb);

/** "a report filed by the BBC’s Quentin Sommerville and Riam Dalati": a work of theirs, without a title. */
function ofReport(sentence: string): Attribution | null {
  const report = findReport(sentence);
  return report && attribution(sentence, report.speaker, report.at, '', sure.report, report.item);
}
