import assert from 'node:assert/strict';
import { documentLanguage, localeOf } from '../../src/language/documentLanguage.js';

describe('the language of a document', () => {
  const rows: [language: string, text: string, expected: string | null][] = [
    ['markdown', '---\ntitle: A\nlang: de\n---\n\nText', 'de'],
    ['quarto', '---\nlang: "en-GB"\n---\n', 'en-GB'],
    ['markdown', '---\ntitle: A\n---\n\nlang: de\n', null],
    ['markdown', 'lang: de', null],
    ['latex', '\\usepackage[english,ngerman]{babel}', 'de-DE'],
    ['latex', '\\usepackage[main=british, ngerman]{babel}', 'en-GB'],
    ['latex', '% \\usepackage[ngerman]{babel}\n\\setmainlanguage[variant=us]{french}', 'fr-FR'],
    ['latex', '\\usepackage[constructor]{babel}', null],
    ['typst', '#set text(font: "A", lang: "de", region: "AT")', 'de-AT'],
    ['typst', '#set text(lang: "fr")', 'fr'],
    ['typst', '#set page(width: 1cm)', null],
  ];
  for (const [language, text, expected] of rows) it(`${language}: ${JSON.stringify(text)} → ${expected}`, () => assert.equal(documentLanguage(language, text), expected));
});

describe('the locale of a language', () => {
  const rows: [language: string, expected: string | null][] = [['de', 'de-DE'], ['de-AT', 'de-DE'], ['EN_gb', 'en-GB'], ['pt-br', 'pt-BR'], ['en', 'en-US'], ['tlh', null], ['d', null]];
  for (const [language, expected] of rows) it(`${language} → ${expected}`, () => assert.equal(localeOf(language), expected));
});
