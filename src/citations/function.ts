import type { CslFields } from '../csl.js';
import { findAttribution } from './attributions.js';
import { families, letters } from './shortForm.js';
import type { CitationFunction } from './source.js';

/** What the words that lead to a citation say it does; the first that fits counts. */
const bySignal: readonly [signal: RegExp, does: CitationFunction][] = [
  [/\b(?:but|contra|contrast|pace|instead|against|dagegen|anders|a\.\s?a\.|jedoch|mais|contro|pero)(?![\p{L}])/iu, 'contrasted'],
  [/\b(?:quoted|cited|zit\w*\.?|cité|citato|citado|cit\.)\s(?:in|by|nach|par|dans|en|por)\b/iu, 'second-hand'],
  [/\b(?:adapted|modified|paraphras\w+)\b/iu, 'paraphrased'],
  [/\b(?:e\.\s?g\.|for (?:example|instance)|such as|z\.\s?b\.|etwa|par exemple|p\.\s?ex\.|por ejemplo|p\.\s?ej\.|t\.\s?ex\.|bijv\.|np\.|např\.)/iu, 'example'],
  [/\b(?:cf|cfr|compare|vgl|jf|jfr|por|srov|vö)\b/iu, 'compared'],
  [/\b(?:see|siehe|s\.|voir|vedi|si veda|véase|ver|zie|se|ks|zob|lásd|vezi)(?!\p{L})/iu, 'see'],
];

/** "In contrast to Vale (2018)", "contra Roe (2001)": words of the sentence before the one it names. */
const contrasting = /\b(?:in contrast to|contrary to|unlike|contra|pace|im Gegensatz zu|anders als|entgegen|contrairement à|a differenza di|a diferencia de)\s[^.;:]{0,40}$/iu;

const closesQuotation = /[”’"»“]\s?[.,;:]?$/u;
const parenthesisAtEnd = /\s*[([][^()[\]]{1,600}[)\]]\s*$/u;

/** A citation with the words around it. */
export interface InItsWords {
  signal: string | null;
  /** True where the citation is a part of the sentence: "Vale (2018) argues …". */
  leads: boolean;
  /** The sentence up to behind the marker. */
  before: string;
  sentence: string;
  /** The words in quotation marks within the sentence. */
  quotes: readonly string[];
  work: CslFields | null;
}

/** What a citation does, where the source's own words say so: never a guess. */
export function functionOf({ signal, leads, before, sentence, quotes, work }: InItsWords): CitationFunction | null {
  const signalled = signal === null ? null : bySignal.find(([words]) => words.test(signal))?.[1] ?? null;
  if (signalled === 'contrasted' || signalled === 'second-hand') return signalled;
  if (leads && contrasting.test(before.replace(parenthesisAtEnd, ''))) return 'contrasted';
  if (quotes.length > 0 && !leads && closesQuotation.test(before.replace(parenthesisAtEnd, ''))) return 'quoted';
  const attributed = work !== null && isSaidBy(work, sentence);
  if (attributed && leads && quotes.some((quote) => sentence.indexOf(quote) >= before.length)) return 'quoted';
  return attributed ? 'attributed' : signalled;
}

/** Whether the sentence gives its statement to an author of the work: "Vale argues that …". */
function isSaidBy(work: CslFields, sentence: string): boolean {
  const named = families(work).filter((family) => family.length > 1);
  if (named.length === 0 || !named.some((family) => letters(sentence).includes(family))) return false;
  const attribution = findAttribution(sentence);
  return attribution !== null && named.some((family) => letters(attribution.label).endsWith(family));
}
