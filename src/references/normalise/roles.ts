export type Role = 'editor' | 'translator';

/** What tells that people edited or translated a work, with the preposition before their names. In order: the longer first. */
const editing =
  String.raw`edited by|edited|eds?\.? by|eds\.?|ed\.|edd\.|ed(?=\s?(?:[)\],]|$))|editors?|editor(?:es|a)|editado por|éds?\.(?: par)?|éditeurs?|édité(?:e|s)? par|` +
  String.raw`herausgegeben von|hrsgg?\.? ?v(?:on|\.)|hrsgg?\.?|hgg?\.? ?v(?:on|\.)|hgg?\.|hgg?(?=\s?[)\]])|herausgeber(?:in|innen)?|` +
  String.raw`a cura di?|a c\. (?:di|d\.)|cura di|a cura|curat[oa] da|cur\.|curatori?|` +
  String.raw`sous la dir(?:ection|\.) d[e’']|dirs?\.(?: par)?|bajo la dirección de|(?:coord|comp|compil)s?\.|coordinador(?:es)?|compiled by`;
const translating =
  String.raw`transl(?:ated|\.)?(?: from the \p{L}{1,20})? by|trans\.? by|transl?\.|trans(?=\s?[)\]])|translators?|aus dem \p{L}{1,30}(?: übersetzt)? von|` +
  String.raw`übersetzt von|übers\.? ?v(?:on|\.)|übers\.|übersetzer(?:in)?|trad(?:uit|otto|ucido|uction|uzione|\.|,)?(?: d\p{L}{2} \p{L}{1,20})? (?:di|de|da|par|por)|trad\.|tr\. by`;

const start = String.raw`(?<![\p{L}\p{M}\p{N}'’.-])`;
/** "The editors of the Harvard Law Review" are who they are. */
const end = String.raw`(?![\p{L}\p{M}\p{N}]|\s(?:of|at)\s)`;
const anyRole = new RegExp(`${start}(?:(${editing})|(${translating}))${end}`, 'giu');

/** Text to which all roles are foreign is told at once: most author fields. */
const hint = /[Ee][Dd]|[Éé]d|[Hh](?:rs|RS)?[Gg]|[Hh]eraus|[Cc]ur|c\.|[Dd]ir|[Cc]oord|[Cc]omp|[Tt]r|[Üü]ber|[Aa]us dem/;

/** "Jones ED.": capitals tell of a role only in brackets, "JONES (ED.)". */
function areInitials(role: string, before: string | undefined): boolean {
  return role === role.toUpperCase() && before !== '(' && before !== '[';
}

/** Some names of a field and what those people did, `null` where the words don't say. */
export interface Part {
  role: Role | null;
  text: string;
}

/** Words for a role before the names: "edited by", "a cura di"; others stand behind them. */
const beforeNames = /\s(?:by|v(?:on|\.)|di|d[ae’']|par|por)$|^(?:a cura|cura|éditeurs?)$/i;

/** Cuts a field by what people did: "N. Roe, a cura di S. Bertelli" into an author and an editor, "J. Doe (ed.)" is an editor. */
export function partsByRole(text: string): Part[] {
  if (!hint.test(text)) return [{ role: null, text }];
  const parts: Part[] = [{ role: null, text: '' }];
  let from = 0;
  for (const match of text.matchAll(anyRole)) {
    if (areInitials(match[0], text[match.index - 1])) continue;
    const role = match[1] === undefined ? 'translator' : 'editor';
    if (beforeNames.test(match[0]) && /\p{L}/u.test(text.slice(from, match.index))) {
      parts.at(-1)!.text = text.slice(from, match.index);
      parts.push({ role, text: '' });
      from = match.index;
    } else parts.at(-1)!.role ??= role;
  }
  parts.at(-1)!.text = text.slice(from);
  return parts;
}

/** The names of a field, a comma where words for a role stood: "edited by J. Doe" to ", J. Doe". */
export function withoutRoles(text: string): string {
  if (!hint.test(text)) return text;
  return text.replace(anyRole, (role: string, _editing, _translating, at: number) => (areInitials(role, text[at - 1]) ? role : ','));
}

/** Is there nothing in some words but roles, marks and what joins them: "(eds.)", "Herausgegeben von"? */
export function isOnlyRole(text: string): boolean {
  return hint.test(text) && !/\p{L}/u.test(text.replace(anyRole, ' ').replace(/(?<!\p{L})(?:and|und|et|in|by|von)(?!\p{L})/giu, ''));
}
