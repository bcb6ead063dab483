import { folded, trimmed } from './edges.js';

/** What the words of a volume and an issue say; `unread` are words that belong to neither. */
export interface VolumeAndIssue {
  volume?: string;
  issue?: string;
  unread: string;
}

const volumeWords = 'volumen|volumes?|vols?|voll?|voi|v|bände|band|bde?|tomes?|tomos?|tom|t|jahrgang|jahrg|jg|annata|année|anno|año';
const issueWords =
  'numbers?|numéros?|numeros?|números?|nummer|num|núm|nros?|nos?|nr|n|issues?|iss|hefte?|h|fascicolo|fascicule|fasciculo|fasc|cahiers?';
const volumeLabel = new RegExp(`^(?:(?:${volumeWords})(?![\\p{L}])\\s?\\.?\\s?|[第제]\\s?)`, 'iu');
const issueLabel = new RegExp(`^(?:(?:${issueWords})(?:[°º]|(?![\\p{L}]))\\s?\\.?\\s?|[№第제]\\s?)`, 'iu');

const arabic = String.raw`\p{Lu}{0,2}\d{1,12}\p{L}?(?![\p{L}\d])`;
const roman = String.raw`(?:[IVXLCDM]{1,12}|[ivxlc]{1,12})(?![\p{L}.])`;
/** "12", "A27", "12a", "XII", "3/4", "4–5", "12.3", "제20권" but for its first character. */
const figures = new RegExp(String.raw`^(?:${arabic}|${roman})(?:\s?[-–—/&+.]\s?(?:${arabic}|${roman})){0,4}`, 'u');

/** "4–5" to "4-5", "III / 1" to "III/1", "20권" to "20". */
const tidyNumber = (words: string): string =>
  words.replace(/\s?[-–—]\s?/g, '-').replace(/\s?\/\s?/g, '/').replace(/[권卷巻호号期]$/u, '');

/** A figure with its label at the start of `text`, and what stands behind; null where there is none. */
function numberAt(text: string, label: RegExp): { value: string; rest: string } | null {
  const behind = text.replace(label, '');
  const words = figures.test(behind) ? behind : text;
  const match = figures.exec(words);
  return match && { value: tidyNumber(match[0]), rest: trimmed(words.slice(match[0].length), ' ,;:.', ' ,;:') };
}

const bracket = /^\(([^()]{1,40})\)?/;
const someYear = /^(?:1[5-9]|20)\d\d$/;

/** An issue behind a volume, "(3)", "no. 4", "H. 2", "(Suppl. 1)", and what else stands there. */
function issueIn(words: string): { value?: string; rest: string } {
  const inside = bracket.exec(words);
  if (!inside) return (issueLabel.test(words) && numberAt(words, issueLabel)) || { rest: words };
  const behind = trimmed(words.slice(inside[0].length), ' ,;:.)');
  const found = numberAt(folded(inside[1]!), issueLabel);
  if (someYear.test(found?.value ?? '')) {
    const next = issueIn(behind);
    return { ...next, rest: `${inside[1]!} ${next.rest}` };
  }
  if (found?.rest === '') return { value: found.value, rest: behind };
  return /\d/.test(inside[1]!) ? { value: folded(inside[1]!), rest: behind } : { rest: words };
}

/**
 * Volume and issue from the words labelled so: "Vol. 40," and "No. 6", "40(6)", "Jg. 12, H. 3", "vol. XII, no. 4", "t. II", "3/4". What has
 * no figure, or a figure within other words, keeps its words: "n. s. 4", "A/HRC/26".
 */
export function parseVolume(volume: string | undefined, issue: string | undefined): VolumeAndIssue {
  const words = trimmed(folded(volume ?? ''), ' ,.;:(', ' ,;:.');
  const result = volumeIn(words);
  return issue === undefined ? result : withIssue(result, trimmed(folded(issue), ' ,.;:([', ' ,;:.)]'));
}

function volumeIn(words: string): VolumeAndIssue {
  if (words.replace(volumeLabel, '').replace(issueLabel, '') === '') return { unread: '' };
  const first = numberAt(words, volumeLabel);
  if (first) {
    const { value, rest } = issueIn(first.rest);
    return { volume: first.value, ...(value !== undefined && { issue: value }), unread: rest };
  }
  // An issue by its label: "no. 83".
  const only = issueLabel.test(words) ? numberAt(words, issueLabel) : null;
  return only?.rest === '' ? { issue: only.value, unread: '' } : { volume: words, unread: '' };
}

function withIssue(result: VolumeAndIssue, words: string): VolumeAndIssue {
  if (words === '') return result;
  if (result.issue !== undefined) return { ...result, unread: `${result.unread} ${words}` };
  const found = numberAt(words, issueLabel);
  return { ...result, issue: found?.rest === '' ? found.value : words };
}

/** "Bd. 2", "Vol. XII": a volume that says so itself. */
export function isLabelledVolume(text: string): boolean {
  const words = trimmed(folded(text), ' ,.;:(', ' ,;:.)');
  return volumeLabel.test(words) && numberAt(words, volumeLabel)?.rest === '' && !figures.test(words);
}

/** "XXXVI/1-2" and "7.2" of a journal: the volume and the issue that stand in one. Null where it is one figure. */
export function dividedVolume(volume: string): { volume: string; issue: string } | null {
  const match = /^(\d{1,4}|[IVXLCDM]{1,12})[/.](\d{1,4}(?:-\d{1,4})?)$/.exec(volume);
  return match && { volume: match[1]!, issue: match[2]! };
}
