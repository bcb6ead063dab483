const words = /[^\s@,;{}[\]()"]{2,200}/g;
const closing = /[.:!?*_]+$/;

/**
 * The words of a document among which its cite keys are: a key that stands here is taken as cited. Others stand here too, which does no
 * harm where only known keys are looked for.
 */
export function citedWords(text: string): ReadonlySet<string> {
  const found = new Set<string>();
  for (const [word] of text.matchAll(words)) found.add(word.replace(closing, ''));
  return found;
}
