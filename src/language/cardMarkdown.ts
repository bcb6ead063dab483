import * as l10n from '@vscode/l10n';
import type { ItemLink } from '../library/links.js';
import { cut } from './bibliography.js';
import type { Run } from './runs.js';
import type { Card, CardClaim } from './card.js';
import { formatNumber } from '../words.js';

// Text from a source or a library is hostile until escaped. Every character that could mean something to Markdown, to HTML or
// to VS Code's icons becomes a character reference, which none of them reads as markup (CommonMark 0.31, section 2.5).
const punctuation = /[!-/:-@[-`{-~]/g;
// Control characters, halves of surrogate pairs, and those that turn the direction of what follows them.
const invisible = /[\p{Cc}\p{Cs}\u061C\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\uFEFF\u{E0000}-\u{E007F}]+/gu;

/** Words as Markdown that shows just these words, on one line. */
export function escape(text: string): string {
  const line = text.replace(invisible, ' ').replace(/\s+/g, ' ');
  return line.replace(punctuation, (character) => `&#${character.charCodeAt(0)};`);
}

const lineBreak = '  \n';
const longestSentence = 600;
const longestContext = 200;
const longestName = 90;
const longestAbstract = 300;

/** A link that opens a claim in its source. */
export type LinkToClaim = (id: string) => string;
/** A link that opens a file of an item, or shows it in Zotero: the one of the card's `links` that has this number. Its words never are a command. */
export type LinkToFile = (key: string, index: number) => string;

/**
 * The card as VS Code's hover shows it: Markdown with theme icons and with a few of the HTML elements that VS Code admits there.
 *
 * @param open left out where nothing opens files: then the card leads to the web alone
 */
export function cardMarkdown(card: Card, link: LinkToClaim, open?: LinkToFile): string {
  const claims = card.claims.map((claim) => claimBlock(claim, link));
  if (card.more > 0) claims.push(dim(card.more === 1 ? l10n.t('1 more claim') : l10n.t('{0} more claims', formatNumber(card.more))));
  const top = [head(card), leads(card, open)].filter(Boolean);
  const parts = [top, claims, card.abstract === '' ? [] : [abstract(card.abstract)]];
  return parts.filter(({ length }) => length > 0).map((blocks) => blocks.join('\n\n')).join('\n\n---\n\n');
}

/** One dim line, below the claims. Publishers often begin it with its own name. */
function abstract(text: string): string {
  return dim(`${inElement('strong', l10n.t('Abstract'))} ${escape(cut(text.replace(/^abstract\b[\s:.–—-]{0,5}/i, ''), longestAbstract))}`);
}

function head(card: Card): string {
  const doubts = card.doubtful.length > 0 ? `${lineBreak}${warning(l10n.t('unsure: {0}', card.doubtful.join(', ')))}` : '';
  const addresses = addressesIn(card);
  return card.reference.map((run) => linked(run, addresses)).join('') + doubts;
}

/** The addresses of the web that the item leads to, and that its reference shows. */
function addressesIn({ reference, links }: Card): string[] {
  const uris = links.flatMap((link) => (link.kind === 'doi' || link.kind === 'url' ? [link.uri] : []));
  return uris.filter((uri) => reference.some(({ text }) => text.includes(uri)));
}

/** A run in which the first address that it has can be followed. */
function linked(run: Run, addresses: readonly string[]): string {
  const address = addresses.find((one) => run.text.includes(one));
  if (address === undefined) return styled(run);
  const start = run.text.indexOf(address);
  const [before, after] = [run.text.slice(0, start), run.text.slice(start + address.length)];
  return `${styled({ ...run, text: before })}[${breakable(address)}](${address})${styled({ ...run, text: after })}`;
}

/** An address that may go on in another line after a slash: the pane beside the completion list cuts what is wider than itself. */
const breakable = (address: string): string => address.split(/(?<=[^/]\/)(?=[^/])/).map(escape).join('<wbr>');

const mostLinks = 6;
const longestLink = 40;
const icons: Record<ItemLink['kind'], string> = { pdf: 'file-pdf', file: 'file', zotero: 'library', doi: 'link-external', url: 'link-external' };

/** The line of what an item leads to beside the addresses in its reference: "Open PDF · Open in Zotero · doi:10.1000/1". */
function leads(card: Card, open: LinkToFile | undefined): string {
  const { key, links } = card;
  const inReference = addressesIn(card);
  const shown = links.slice(0, mostLinks).flatMap((link, index) => {
    if ('uri' in link && inReference.includes(link.uri)) return [];
    // VS Code's hover follows addresses of the web; those of Zotero it takes away.
    const address = link.kind === 'doi' || link.kind === 'url' ? link.uri : open?.(key, index);
    return address === undefined ? [] : [`[$(${icons[link.kind]}) ${escape(cut(nameOf(link, links), longestLink))}](${address})`];
  });
  return shown.join(dim(' · '));
}

/** "Open PDF" where there is one of them. */
function nameOf({ kind, label }: ItemLink, links: readonly ItemLink[]): string {
  const isOnly = links.filter((other) => other.kind === kind).length === 1;
  return kind === 'pdf' && isOnly ? l10n.t('Open PDF') : label;
}

/** A claim as on a card. */
export function claimBlock(claim: CardClaim, link: LinkToClaim): string {
  return `${context(claim)}${sentence(claim.text)}${lineBreak}${origin(claim, link)}`;
}

/** Words that point back to the sentence before, which is then shown too. */
const pointsBack = /^(?:He|She|It|They|His|Her|Its|Their|This|That|These|Those|Such|Both|Here|The (?:first|second|former|latter|two|same))\b/u;

function context({ text, before }: CardClaim): string {
  return before !== '' && pointsBack.test(text[0]?.text ?? '') ? `${dim(escape(cut(before, longestContext)))} ` : '';
}

function sentence(parts: CardClaim['text']): string {
  let left = longestSentence;
  const shown: string[] = [];
  for (const { text, quoted, aside } of parts) {
    if (left <= 0) break;
    const words = styled({ text: cut(text, left), italic: quoted });
    shown.push(aside ? dim(words) : words);
    left -= text.length;
  }
  return shown.join('');
}

/** The line under a claim: where in the work, then who says so where. */
function origin(claim: CardClaim, link: LinkToClaim): string {
  const where = [claim.source?.name, claim.page].filter(Boolean).join(', ');
  const facts = [
    claim.locator === null ? '' : inElement('strong', cut(claim.locator, longestName)),
    claim.speaker === null ? '' : dim(l10n.t('said by {0}', short(claim.speaker))),
    claim.signal === null ? '' : dim(short(claim.signal)),
    `[$(go-to-file) ${short(where || l10n.t('Open source'))}](${link(claim.id)} "${title(claim)}")`,
  ].filter(Boolean);
  const doubt = claim.uncertain === null ? '' : `${lineBreak}${warning(claim.uncertain)}`;
  return facts.join(dim(' · ')) + doubt;
}

function title(claim: CardClaim): string {
  return short([claim.source?.title, claim.file].filter(Boolean).join(' — '));
}

const short = (text: string): string => escape(cut(text, longestName));
const dim = (markdown: string): string => coloured('descriptionForeground', markdown);
const warning = (text: string): string => coloured('editorWarning-foreground', `$(warning) ${short(text)}`);
const coloured = (colour: string, markdown: string): string => `<span style="color:var(--vscode-${colour});">${markdown}</span>`;

/** As elements, since the asterisks of Markdown count only beside certain characters. */
const inElement = (element: string, text: string): string => `<${element}>${escape(text)}</${element}>`;

function styled({ text, italic, bold }: Run): string {
  if (italic) return inElement('em', text);
  return bold ? inElement('strong', text) : escape(text);
}
