import type { WrittenPath } from './documentFiles.js';
import type { Statement, TreeLanguage } from './tree.js';

/** What can't hold a call: comments, raw text with any number of ticks, an escaped sign; then the calls and what takes files in, in markup and in code. */
const token = /\/\*|(?<!:)\/\/|`+|\\[^]|(?<![\w-])(bibliography(?:-file)?|include|import)(?=[\s(:"])/gu;
/** Longest list of arguments. */
const longestCall = 2000;

/** Typst: https://typst.app/docs/reference/model/bibliography/, https://typst.app/docs/reference/scripting/#modules */
export const typstTree: TreeLanguage = {
  extension: 'typ',
  statements,
  mayBeRoot: (said) => said.some(({ does }) => does === 'takes'),
  // A chapter has no bibliography; the document that includes it has.
  isRoot: ({ named, problems }) => named.length > 0 || problems.length > 0,
  fromOwnFolder: true,
  rootFile: 'typst.toml',
};

function statements(text: string, file: string): Statement[] {
  const found: Statement[] = [];
  const pattern = new RegExp(token);
  const missing = new Set<string>();
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const [whole, word] = match;
    const behind = pattern.lastIndex;
    if (whole === '//') pattern.lastIndex = behindWords(text, '\n', behind, missing);
    else if (whole === '/*') pattern.lastIndex = behindWords(text, '*/', behind, missing);
    else if (whole.startsWith('`')) pattern.lastIndex = whole.length === 2 ? behind : behindWords(text, whole, behind, missing);
    else if (word === 'include' || word === 'import') found.push(...taken(text, behind, file));
    else if (word === 'bibliography' && text[behind] === '(') {
      const call = called(text, behind, file);
      found.push(...call.statements);
      pattern.lastIndex = call.end;
    }
    else if (word) found.push(...given(text, behind, file));
  }
  return found;
}

/** Behind some words, or where the text ends; what was not found once is not looked for again. */
function behindWords(text: string, words: string, from: number, missing: Set<string>): number {
  const at = missing.has(words) ? -1 : text.indexOf(words, from);
  if (at < 0) missing.add(words);
  return at < 0 ? text.length : at + words.length;
}

const string = /"((?:[^"\\\n]|\\[^]){0,1000})"/uy;
const blanks = /\s{0,200}/uy;

/** The string that stands at an offset or behind blanks. */
function stringAt(text: string, from: number, file: string): WrittenPath | null {
  blanks.lastIndex = from;
  blanks.exec(text);
  string.lastIndex = blanks.lastIndex;
  const match = string.exec(text);
  return match && { path: match[1]!.replace(/\\(["\\])/gu, '$1'), file, start: match.index + 1, end: match.index + match[0].length - 1 };
}

/** `#include "chapters/one.typ"`, `#import "template.typ": paper`; packages ("@preview/…") stand elsewhere. */
function taken(text: string, at: number, file: string): Statement[] {
  const path = stringAt(text, at, file);
  return path && !path.path.startsWith('@') ? [{ does: 'takes', path, extensions: [''] }] : [];
}

const names = (path: WrittenPath): Statement => ({ does: 'names', path, extensions: [''] });

/** `bibliography-file: "refs.bib"`, as many templates take it. */
function given(text: string, at: number, file: string): Statement[] {
  const path = /^\s{0,20}:/u.test(text.slice(at, at + 30)) ? stringAt(text, text.indexOf(':', at) + 1, file) : null;
  return path ? [names(path)] : [];
}

/** A string, the name of an argument, a bracket, a comma. */
const part = /"(?:[^"\\\n]|\\[^]){0,1000}"|([a-z-]{1,40})\s{0,20}:|[(),]/gu;

/** `bibliography("refs.bib", style: "ieee")`, `bibliography(("a.bib", "b.yml"), title: [Works])`: the strings that have no name are paths. */
function called(text: string, at: number, file: string): { statements: Statement[]; end: number } {
  const call = text.slice(at, at + longestCall);
  const found: Statement[] = [];
  let depth = 0;
  let name: string | null = null;
  for (const { 0: whole, 1: argument, index } of call.matchAll(part)) {
    if (whole === '(') depth++;
    else if (whole === ')' && --depth === 0) return { statements: found, end: at + index + 1 };
    else if (whole === ',') name = null;
    else if (argument) name = argument;
    else if (whole.startsWith('"')) {
      const path = stringAt(text, at + index, file)!;
      if (name === null) found.push(names(path));
      else if (name === 'style') found.push({ does: 'styles', path });
    }
  }
  return { statements: found, end: at + call.length };
}
