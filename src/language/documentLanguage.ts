import { metadataBlocks } from './bibliographies/metadata.js';
import { own } from '../text/own.js';
import { formOf, type Form } from './markup.js';

/** https://pandoc.org/MANUAL.html#language-variables, https://quarto.org/docs/authoring/language.html */
const inYaml = /^lang:[ \t]{0,20}["']?([A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3})\b/m;
/** Of several languages the last is babel's main one, unless another is said to be. */
const ofBabel = /^[^%\n]{0,200}\\usepackage\[([^\]]{1,500})\]\{babel\}/m;
const ofPolyglossia = /^[^%\n]{0,200}\\set(?:default|main)language(?:\[[^\]]{0,200}\])?\{([A-Za-z]{2,30})\}/m;
const ofTypst = /#set\s{1,20}text\([^)]{0,500}?\blang:\s{0,20}"([a-z]{2,3})"(?:[^)]{0,500}?\bregion:\s{0,20}"([A-Za-z]{2})")?/;

/** As babel (https://ctan.org/pkg/babel) and polyglossia name them, of those whose terms are carried. */
const latexLanguages: Readonly<Record<string, string>> = {
  english: 'en-US', american: 'en-US', USenglish: 'en-US', british: 'en-GB', UKenglish: 'en-GB', german: 'de-DE', ngerman: 'de-DE', austrian: 'de-AT', naustrian: 'de-AT', swissgerman: 'de-CH',
  nswissgerman: 'de-CH', french: 'fr-FR', francais: 'fr-FR', acadian: 'fr-CA', canadien: 'fr-CA', spanish: 'es-ES', italian: 'it-IT', dutch: 'nl-NL', portuguese: 'pt-PT', portuges: 'pt-PT',
  brazilian: 'pt-BR', brazil: 'pt-BR',
};

const readers: Readonly<Record<Form, (text: string) => string | null>> = {
  pandoc: (text) => metadataBlocks(text).reduce<string | null>((found, { start, end }) => inYaml.exec(text.slice(start, end))?.[1] ?? found, null),
  latex: (text) => own(latexLanguages, babelLanguage(text) ?? ofPolyglossia.exec(text)?.[1] ?? '') ?? null,
  typst(text) {
    const [, language, region] = ofTypst.exec(text) ?? [];
    return language === undefined ? null : region === undefined ? language : `${language}-${region}`;
  },
};

function babelLanguage(text: string): string | undefined {
  const options = (ofBabel.exec(text)?.[1] ?? '').split(',').map((option) => option.trim());
  const main = options.find((option) => option.startsWith('main='))?.slice('main='.length);
  return main ?? options.findLast((option) => own(latexLanguages, option) !== undefined);
}

/**
 * The language that a document says it is written in: `de-AT`, `fr`; null where it says none.
 *
 * @param language VS Code's id
 * @param head the document's beginning
 */
export const documentLanguage = (language: string, head: string): string | null => readers[formOf(language)](head);

/** The locales of CSL that are carried. */
export const carriedLocales = ['en-US', 'en-GB', 'de-DE', 'es-ES', 'fr-FR', 'it-IT', 'nl-NL', 'pt-PT', 'pt-BR'] as const;

/** The carried locale of a language: `de-DE` of `de` and `de-AT`; null for none. */
export function localeOf(language: string): string | null {
  const wanted = language.toLowerCase().replace('_', '-');
  const [tongue] = wanted.split('-', 1);
  return carriedLocales.find((name) => name.toLowerCase() === wanted) ?? carriedLocales.find((name) => name.startsWith(`${tongue}-`)) ?? null;
}
