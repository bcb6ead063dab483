/*
 * What the parser of YAML is not given. It goes down into what is nested, which may end the process; of an empty place between commas it makes an error with
 * all that led to it; and it looks for what each alias repeats among all anchors.
 */
import * as l10n from '@vscode/l10n';

/** So many brackets may be open at once, and so far in may a line stand. */
const mostOpen = 100;
const tooFarIn = /^[ \t]{500}|^[ \t]*(?:[-?:][ \t]+){50}/m;

/** Brackets within words count, so it may err. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  for (const { 0: sign } of text.matchAll(/[[\]{}]/g)) {
    depth = sign === '[' || sign === '{' ? depth + 1 : Math.max(0, depth - 1);
    if (depth > mostOpen) return true;
  }
  return tooFarIn.test(text);
}

/** 10 kB of commas take the parser a second. */
const mostEmpty = 500;
const empty = /[,[{][\s-]*(?=,)/g;

const mostAliases = 2000;
const alias = /(?:^|[:,[-])[ \t]+\*[^\s*,\]}]+[ \t]*(?=[,\]}\n]|$)/gm;

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

/** Why a text is not to be parsed as YAML, after "it is not valid: "; null where it may be. Takes time by the length of the text. */
export function unsafeYaml(text: string): string | null {
  if (isTooDeep(text)) return l10n.t('it is nested too deeply');
  if (count(text, empty) > mostEmpty) return l10n.t('it has too many commas with nothing between them');
  if (count(text, alias) > mostAliases) return l10n.t('it repeats too much by aliases (*)');
  return null;
}
