// The language that Ibid speaks. Messages stand in English where they are made, and in other languages in l10n/, by the English ones.
import * as l10n from '@vscode/l10n';

/** A language, as BCP 47 has it, and its messages by the English ones. */
export interface Words {
  language: string;
  messages: Record<string, string>;
}

let order: { language: string; collator: Intl.Collator } | undefined;
let spoken: Words = { language: 'en', messages: {} };

/** What is spoken, for a thread that is to speak it too. */
export const spokenWords = (): Words => spoken;

/** From now on all messages are made in this language. Threads and pages have to be told each. */
export function speak(words: Words): void {
  spoken = words;
  l10n.config({ contents: words.messages });
}

/** `10,000`, `10.000` */
export const formatNumber = (value: number): string => value.toLocaleString(spoken.language);

/** The order of words in lists. Made anew where another language is spoken, as that takes longer than thousands of comparisons. */
export function collator(): Intl.Collator {
  if (order?.language !== spoken.language) order = { language: spoken.language, collator: new Intl.Collator(spoken.language, { numeric: true, sensitivity: 'base' }) };
  return order.collator;
}

/** `Vale, Ito, and Chen`, `Vale, Ito und Chen` */
export const formatList = (values: readonly string[]): string => new Intl.ListFormat(spoken.language).format(values);
