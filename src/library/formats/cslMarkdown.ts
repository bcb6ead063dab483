/*
 * The markup of CSL-JSON's texts (https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html) and Pandoc's Markdown for it:
 * `*i*`, `**b**`, `^sup^`, `~sub~`, `[x]{.smallcaps}`, `[x]{.nocase}`.
 */

const smallCaps = '<span style="font-variant:small-caps;">';
const noCase = '<span class="nocase">';

/** An escaped sign, or a run of text between signs: no sign within, no blank at its ends. */
const markdown = new RegExp(
  [
    String.raw`\\(?<sign>[\\*_^~[\]<\x60$@])`,
    String.raw`\*\*(?<b>[^\s*](?:[^*]{0,400}[^\s*])?)\*\*`,
    String.raw`\*(?<i>[^\s*](?:[^*]{0,400}[^\s*])?)\*`,
    String.raw`(?<![\p{L}\p{N}])_(?<u>[^\s_](?:[^_]{0,400}[^\s_])?)_(?![\p{L}\p{N}])`,
    String.raw`\^(?<sup>[^\s^]{1,80})\^`,
    String.raw`(?<!~)~(?<sub>[^\s~]{1,80})~(?!~)`,
    String.raw`\[(?<span>[^[\]]{1,400})\]\{\.(?<kind>smallcaps|nocase)\}`,
  ].join('|'),
  'gu',
);

function tagged(groups: Record<string, string | undefined>): string {
  const { sign, b, i, u, sup, sub, span, kind } = groups;
  if (sign !== undefined) return sign;
  if (span !== undefined) return `${kind === 'nocase' ? noCase : smallCaps}${span}</span>`;
  const [tag, text] = b !== undefined ? ['b', b] : sup !== undefined ? ['sup', sup] : sub !== undefined ? ['sub', sub] : ['i', i ?? u ?? ''];
  return `<${tag}>${text}</${tag}>`;
}

/** Text with CSL's tags, of Pandoc's Markdown. */
export const fromMarkdown = (text: string): string =>
  /[\\*_^~[]/.test(text) ? text.replace(markdown, (...match) => tagged(match.at(-1) as Record<string, string | undefined>)) : text;

const signs = /[\\*_^~[\]]/g;
const tags = /<(i|b|sup|sub)>([^<>]{0,400})<\/\1>|<span (class="nocase"|style="font-variant:\s?small-caps;?")>([^<>]{0,400})<\/span>/g;
const marks: Record<string, string> = { i: '*', b: '**', sup: '^', sub: '~' };

/** Pandoc's Markdown of a text with CSL's tags. A sign is escaped where it would be read as markup. */
export function toMarkdown(text: string): string {
  const marked = text.replace(tags, (whole, tag: string | undefined, words: string, kind: string | undefined, inSpan: string) => {
    const written = tag === undefined ? `[${inSpan}]{.${kind!.startsWith('class') ? 'nocase' : 'smallcaps'}}` : `${marks[tag]!}${words}${marks[tag]!}`;
    return fromMarkdown(written) === whole ? written : whole;
  });
  return fromMarkdown(marked) === text ? marked : text.replace(signs, '\\$&');
}
