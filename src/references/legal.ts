import type { Span } from '../text/span.js';

/** Sources of law as notes give them: no author, a title that tells what they are, and a year. The named group is the title. */
const patterns: readonly RegExp[] = [
  /^(?<title>(?:UN\s)?(?:Security Council|General Assembly|Human Rights Council)\s[Rr]es(?:olution|\.)\s[\d/]{1,12}|(?:UNSC|UNGA)\s?[Rr]es(?:olution|\.)?\s?[\d/]{1,12})/u,
  /^(?<title>(?:(?:\p{Lu}[\p{L}'’]*|of|and|the|\([^()]{2,40}\))\s){1,12}(?:Act|Code|Statute|Regulations?|Directive|Convention|Ordinance)(?:\s\([^()]{2,40}\)\sAct)?)\s\d{4}/u,
  /^(?<title>\p{Lu}[^.;,‘’“”"]{0,60}\.?\s(?:v|gegen)\.?\s\p{Lu}[^,;[(]{0,60}?)\.?,?\s(?:[[(]\d{4}[\])]|\d{1,4}\s\p{Lu}|Supreme|High|Court)/u,
];

/** The title of a statute, resolution or case that `text` begins with; null where it begins with something else. */
export function findLegalTitle(text: string): Span | null {
  for (const pattern of patterns) {
    const title = pattern.exec(text)?.groups?.title;
    if (title !== undefined) return { start: 0, end: title.trimEnd().length };
  }
  return null;
}
