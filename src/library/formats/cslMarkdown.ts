/*
 * The markup of CSL-JSON's texts (https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html) and Pandoc's Markdown for it:
 * `*i*`, `**b**`, `^sup^`, `~sub~`, `[x]{.smallcaps}`, `[x]{.nocase}`.
 */

const smallCaps = '<span style="font-variant:small-caps;">';
const noCase = '<span class="nocase">';

/** Marks by what closes them: the tag that each pair stands for. */
const tags: Record<string, string> = { '**': '<b>', '*': '<i>', _: '<i>', '^': '<sup>', '~': '<sub>', ']{.smallcaps}': smallCaps, ']{.nocase}': noCase };
const openers: Record<string, string> = { ']{.smallcaps}': '[', ']{.nocase}': '[' };
const escape = /^\\[\\*_^~[\]<`$@]$/;
const pieces = /\\[\\*_^~[\]<`$@]|\*\*|[*_^~[]|\]\{\.(?:smallcaps|nocase)\}/g;
const isWord = (sign: string | undefined): boolean => sign !== undefined && /[\p{L}\p{N}]/u.test(sign);
const isBlank = (sign: string | undefined): boolean => sign === undefined || /\s/.test(sign);

const closing = (tag: string): string => `</${/\w+/.exec(tag)![0]}>`;

/** Text with CSL's tags, of Pandoc's Markdown. */
export function fromMarkdown(text: string): string {
  if (!/[\\*_^~[]/.test(text)) return text;
  const out: string[] = [];
  /** Where in `out` marks stand that may yet be closed; one of each kind. */
  const open = new Map<string, number>();
  let [from, blankAt] = [0, -1];
  for (const { 0: mark, index } of text.matchAll(pieces)) {
    const between = text.slice(from, index);
    if (/\s/.test(between)) blankAt = out.length;
    out.push(between);
    from = index + mark.length;
    const [before, after] = [text[index - 1], text[from]];
    const at = open.get(openers[mark] ?? mark);
    // superscripts and subscripts hold no blanks; an underscore within a word is one
    const closes = at !== undefined && tags[mark] !== undefined && !isBlank(before) && out.slice(-1)[0] !== undefined && at < out.length - (between === '' ? 2 : 1);
    const fits = (mark !== '^' && mark !== '~') || blankAt <= (at ?? 0);
    if (escape.test(mark)) out.push(mark.slice(1));
    else if (closes && fits && !(mark === '_' && isWord(after))) {
      out[at] = tags[mark]!;
      out.push(closing(tags[mark]!));
      for (const [kind, place] of open) if (place >= at) open.delete(kind);
    } else {
      if (!mark.startsWith(']') && !isBlank(after) && !(mark === '_' && isWord(before))) open.set(mark, out.length);
      out.push(mark);
    }
  }
  return out.join('') + text.slice(from);
}

const signs = /[\\*_^~[\]]/g;
const cslTags = /<(\/?)(i|b|sup|sub|span)(?: (class="nocase"|style="font-variant:\s?small-caps;?"))?>/g;
const marks: Record<string, string> = { i: '*', b: '**', sup: '^', sub: '~' };

/** Tags as marks, and what stands between them as `plain` gives it. */
function marked(text: string, plain: (words: string) => string): string {
  const spans: string[] = [];
  let [out, from] = ['', 0];
  for (const { 0: whole, 1: slash, 2: tag = '', 3: kind, index } of text.matchAll(cslTags)) {
    out += plain(text.slice(from, index));
    from = index + whole.length;
    const ends = kind === undefined ? undefined : `]{.${kind.startsWith('class') ? 'nocase' : 'smallcaps'}}`;
    if (slash === '' && ends !== undefined) spans.push(ends);
    out += marks[tag] ?? (slash === '' ? (ends === undefined ? whole : '[') : (spans.pop() ?? whole));
  }
  return out + plain(text.slice(from));
}

/** Pandoc's Markdown of a text with CSL's tags. A sign is escaped only where it would be read as markup; tags that no Markdown says stay. */
export function toMarkdown(text: string): string {
  if (!/[\\*_^~[\]<]/.test(text)) return text;
  const escaped = (words: string): string => words.replace(signs, '\\$&');
  const ways = [marked(text, (words) => words), marked(text, escaped)];
  return ways.find((way) => fromMarkdown(way) === text) ?? escaped(text);
}
