/**
 * How references look in notes and lists, style by style. In a template `{A}` are authors, `{S}` surnames, `{T}` title, `{t}` short title, `{B}` container,
 * `{E}` editors, `{Y}` year, `{V}` volume, `{I}` issue, `{P}` pages, `{p}` first page, `{C}` place, `{U}` publisher, `{N}` edition, `{L}` locator, `{n}` number
 * of a note, `{X|…}` words of a cross-reference, `{Q}` and `{G}` series and number in it, `{e}` a day in German, `{K}` and `{k}` archive and file, `{a}` a newspaper, `{b}` another title, `{y}` an earlier year, `{v|…}` a number of volumes; `<…>` falls away where a value in it is missing, and at random where it holds `?`.
 */
import type { Language } from './phrases.js';

export type NameForm = 'F. Family' | 'F.F. Family' | 'Given Family' | 'Family, Given' | 'Family, F.' | 'Family F' | 'Family' | 'FAMILY, Given' | 'F. FAMILY' | 'Given FAMILY';

export interface Style {
  language: Language;
  names: readonly NameForm[];
  /** Between names, and before the last. */
  between: readonly (readonly [string, string])[];
  article: readonly string[];
  chapter: readonly string[];
  book: readonly string[];
  short: readonly string[];
  back: readonly string[];
  locators: readonly string[];
}

const englishPages = ['{#}', '{#}', '{#}', '{#}–{#}', '{#}-{#}', 'p. {#}', 'pp. {#}–{#}', '{#} ff', '{#} ff.', 'at {#}', 'at {#}-{#}', 'especially {#}–{#}', 'ch. {1}', 'chapter {1}', '{#}, {#}', 'n. {1}', 'para {#}', '{#} and {#}', '{#} n. {1}', '{x}', 'passim', '{#} and throughout'];
const germanPages = ['S. {#}', 'S. {#}', 'S. {#} ff.', 'S. {#} f.', 'S.{#} ff', 'S. {#}-{#}', 'S. {#}–{#}', 'S. {#}—{#}', 'S. {#}, {#}', 'S. {#} und {#}', 'insbesondere S. {#}—{#}', 'insb. S. {#} ff.', 'hier S. {#}', 'Rn. {#}', 'Rdnr. {#}', '§ {#}', 'S. {#} Fn. {1}', 'S. {#}, Anm. {1}', 'Kap. {1}', 'Tab. {1}', 'Tabelle {1}', 'Sp. {#}', 'S. {x}', 'S. {#} sowie S. {#}'];
const germanBack = ['{S}, {X|a.a.O.}<?, {L}>', '{S} {X|a.a.O.} {X|(Anm. {n})}<?, {L}>', '{S} {X|(Fn. {n})}<?, {L}>', '{S}, {X|aaO} {X|(Fn. {n})}<?, {L}>', '{X|Ebd.}<?, {L}>', '{X|Ebenda}<?, {L}>', '{X|ebenda}, {L}', '{S}, {X|ebd.}<?, {L}>', '{X|Ders.}, {t}, {L}', '{X|A.a.O.}, {L}', '{S}, {t} {X|(wie Anm. {n})}, {L}', '{S} {X|(oben Fn. {n})} {L}', '{X|Vgl. oben, Anm. {n}}', '{X|Siehe Fn. {n}}', '{X|s.o. Fn. {n}}', '{X|Ebd.}'];
const englishBack = ['{S}, {X|op. cit.}, {X|n. {n}}<?, {L}>', '{S}, {X|op. cit.}, {X|n. {n}}, p. {#}', '{S}, {X|op. cit.}, {X|n. {n}}, pp. {#}–{#}', '{S}, {X|op. cit.} ({Y}), {X|n. {n}}<?, {L}>', '{X|Id.}<?, {L}>', '{X|id.}, p. {#}', '{X|Ibid.}<?, {L}>', '{X|ibid}<? {L}>', '{X|Ibid.}, p. {#}', '{S} {X|(n {n})}<? {L}>', '{S}, {X|above n {n}}<?, {L}>', '{S}, {X|supra note {n}}<?, at {#}>', '{X|Supra note {n}}, at {#}', '{X|Above, n. {n}}', '{X|above, n. {n}}, p. {#}', '{S}, {X|id.}, p. {#}', '{S}, {X|loc. cit.}', '{S}, {t} {X|(n {n})} {L}', '{X|See n {n} above}', '{A}, ‘{T}’ {X|in id.}, p. {#}', '{A}, ‘{T}’ in {S|editor}, {X|op. cit.} ({Y}), {X|n. {n}}<?, {L}>', '{T}’ in {S|editor}, {X|op. cit.} ({Y}), {X|n. {n}}', '{A}, ‘{T}’ in {S|editor}, {X|op. cit.}, {X|n. {n}}<?, {L}>', '{X|Ibid}'];

const law: Style = {
  language: 'en', names: ['F. Family', 'F.F. Family', 'F. Family'], between: [[', ', ' and '], [', ', ' and '], [', ', ' & ']],
  article: ['{A}, ‘{T}’ ({Y}) {V} {B} {p}<?, {L}>', '{A}, “{T}” ({Y}) {V} {B} {p}<?, {L}>', '{A} ‘{T}’ ({Y}) {V} {B} {P}<?, {L}>', "{A}, '{T}' ({Y}) {V} {B} {p}<?, {L}>", '‘{T}’ ({Y}) {V} {B} {p}<?, {L}>', '{A}, ‘{T}’ {B}, {d} {Y}', '{A}, ‘{T}’ ({Y}) {V}({I}) {B} {P}<?, {L}>', '{A}, ‘{T}’ ({Y}) {V} {B} {p}, {#}', '({Y}) {V} {B} {p}, {#}'],
  chapter: ['{A}, ‘{T}’ in {B}, ed. {E} ({Y})<? {L}>', '{A}, ‘{T}’ in {B}, eds. {E} ({Y}) {p}', '{A}, ‘{T}’, in {E} (ed.), {B} ({Y})<?, {L}>', '{A}, “{T}” in {E} (eds.), {B} ({C}: {U}, {Y})<?, {L}>', '‘{T}’ in {B}, ed. {E} ({Y})<? {L}>', '{A}, ‘{T}’ in {E} (ed), {B} ({U} {Y})<? {L}>'],
  book: ['{A}, {T} ({Y})<? {L}>', '{A}, {T} ({Y})<?, {L}>', '{A}, {T} (<{N}, >{Y}) {L}', '{A}, {T} (trans. {E|translator}, {Y})<? {L}>', '{A}, {T}, ed. {E} ({Y})<? {L}>', '{E} (ed.), {T} ({Y})<? {L}>', '{E} (eds.), {T} ({Y})<? {L}>', '{A}, {T} (<{N}, >{U} {Y})<? {L}>', '{A}, {T} ({C}: {U}, {Y})<?, {L}>', '{O}, {T} ({Y})<? {L}>', '{O}, {T}, {g|Cm. {#}} ({Y})<?, {L}>', '{A}, {T} ({y}; {Y})<? {L}>', '{O}, ‘{T}’ ({Y})<? {L}>'],
  short: ['{S}, {t} ({Y})<? {L}>', '{S}, {t}<?, {L}>', '{S} ({Y})<? {L}>', '{S}, ‘{t}’<?, {L}>', '{S} ({Y}), {L}'], back: englishBack, locators: englishPages,
};

/** German notes and lists: history and letters; "Family, Given: Title"; law; social science with the year behind the name. */
const german: readonly Style[] = [
  {
    language: 'de', names: ['Given Family', 'Given Family', 'Given Family', 'F. Family', 'Given FAMILY', 'Family'], between: [['/', '/'], [', ', ' und '], [' / ', ' / '], [', ', ', '], ['-', '-']],
    article: ['{A}, {T}, in: {B} {V} ({Y}), S. {P}<?, {L}>', '{A}, {T}, in: {B} {V}, {Y}, H. {I}, S. {P}<?, hier S. {#}>', '{A}, {T}, in: {B}, Jg. {V}, H. {I}, {Y}, S. {P}', '{A}, {T}, in: {B}, {V}. Jg. {Y}, S. {P}', '{A}, {T}, in: {B} {V} ({Y}) {I}, S. {P}, hier: {L}', '{A}, {T}, in: {B} {V} ({Y}), H. {I}, S. {p} ff.', '{A}, „{T}“, in: {B} {V}, {Y}, H. {I}, S. {P}', '{A}, „{T}“, in: {B} {V} ({Y}), S. {P}<? ({#})>', "{A}, ‘{T}‘, {B} {V} ({Y}) {P}", '{A}: {T}, {B} {V}, {Y}, S. {P}', '{A}, »{T}«, in: {B} {V}/{I} ({Y}), S. {P}', '{A}, {T}, in: {B}, {e}<?, S. {#}>', '{A}, {T}, in: {B} vom {e}<?, S. {#}>', '{A}, „{T}“, {B}, {e}', '{B}, {e}<?, S. {#}>', '{B} vom {e}', '{a}, {e}<?, S. {#}>', '{a} v. {e}', '{a} vom {e}, S. {#}', '{A}, {T}, {a}, {e}', '{B}, Nr. {I}/{Y}, S. {#}', '{A}, {T}, in: {B}, Nr. {I}, {e}, S. {#}', '{A}, {T}, in: {B}, Nr. {I}/{Y}, S. {P}', '{A|Ders.}, {T}, in: {B} {V} ({Y}), S. {P}', '{A}, {T}, in: {B} {V} ({Y}), S. {P}, {W} ({M})', '{A}, {T}, {W}, {M}', '{A}, {T}, {e}, in: {W} ({M})', '{A} in: {B}, Bd. {V}, {Y}'],
    chapter: ['{A}, {T}, in: {E} (Hrsg.), {B}, {C} {Y}, S. {P}<?, {L}>', '{A}, {T}, in: {E} (Hg.), {B}, {C} {Y}, S. {P}<?, hier S. {#}>', '{A}, „{T}“, in: {E} (Hg.), {B}, {C} {Y}, S. {P}', '{A}, {T}, in: {B}, hrsg. v. {E}, {C} {Y}, S. {P}<?, {L}>', '{A}, {T}, in: {B}, hg. von {E}, Bd. {V}, {C} {Y}, S. {P}', '{A}, {T}, in: {E} (Hrsg.), {B}, {C} {Y}, S. {P}', '{A}, {T}, in: {E} (Hrsg.), {B} (= {Q}, Bd. {G}), {C} {Y}, S. {P}', '{A}, {T}, in: {E|editor} (Hrsg.), {B}, <{N}, >{C} {Y}, S. {p} ff.', '{A}, {T}, in: {E|ders.} (Hrsg.), {B}, {C} {Y}, S. {P}', '{A}, {T}, in: {E|ders.}, {B}, {C} {Y}, S. {P}<?, {L}>', '{A}, {T}, in: {B}, {C} {Y}, S. {P}', '{A}, Art. „{T}“, in: {B}, Bd. {V}, {C} {Y}, {L|Sp. {#}-{#}}', '{A|Dies.}, {T}, in: {E} (Hg.), {B}, {C}/{Z} {Y}, S. {P}'],
    book: ['{A}, {T}, {C} {Y}<?, {L}>', '{A}, {T}<, {N}>, {C} {Y}, {L}', '{A}, {T}, Bd. {V}, {C} {Y}, {L}', '{A}, {T}, Bd. {V}: {b}, {C} {Y}, {L}', '{A}, {T}, Bd. {V}, {C}: {U} {Y}, {L}', '{A}, {T}, {v|{d1} Bde.}, {C} {Y}', '{A}, {T}, {C} {N|²}{Y}, {L}', '{A}, {T}, {C} {N|³}{Y}<?, {L}>', '{A}, {T}, {C}/{Z} {Y}<?, {L}>', '{A}, {T}, {C}: {U} {Y}, {L}', '{E} (Hrsg.), {T}, {C} {Y}<?, {L}>', '{E} (Hg.), {T}, {C} {Y}', '{E} (Hrsg.), {T}<, {N}>, {C} {Y}, {L}', '{O}, {T}, {C} {Y}, {L}', '{A}, {T} (= {Q}, Bd. {G}), {C} {Y}<?, {L}>', '{A}, {T} ({Q}, {G}), {C} {Y}, {L}', '{A}, {T}, hrsg. v. {E}, {C} {Y}, {L}', '{A}, {T}, {g|Diss.} {C} {Y}<?, {L}>', '{A}, {T}, {g|Diss. phil.}, {C} {Y}', '{A}, {T}, {g|Diss. jur.} {C} {Y}, {L}', '{A}, {T}, übers. v. {E|translator}, {C} {Y}<?, {L}>', '{A}, ‚{T}‘, {C} {Y}<?, {L}>', '{O} (Hrsg.), {T}, {C} {Y}<?, {L}>', '{O}, {T}, {C} {Y}<?, {L}>', '{A}, {T}, {C|o. O.} {Y}<?, {L}>', '{A}, {T}, {C} {Y|o. J.}<?, {L}>', '{A}, {T}, {Y}<?, {L}>', '{A|Ders.}, {T}, {C} {Y}<?, {L}>', '‘{T}’, {Y}', '‚{T}‘, {C} {Y}', '{K}, {k}', '{K}, {k}'],
    short: ['{S}, {t}, {L}', '{S}, {t}, {L}', '{S}, {t} {X|(wie Anm. {n})}, {L}', '{S}, {t} {X|(Anm. {n})}, {L}', '{S}, {t}', '{S} {X|(wie Anm. {n})}, {L}', '{S}: {t}, {L}', '{A|Ders.}, {t}, {L}'], back: germanBack, locators: germanPages,
  },
  {
    language: 'de', names: ['Family, Given', 'Family, Given', 'FAMILY, Given', 'Family, F.'], between: [['; ', '; '], ['/', '/'], [' / ', ' / '], [', ', ' und '], [' u. ', ' u. ']],
    article: ['{A}: {T}. In: {B} {V} ({Y}), H. {I}, S. {P}<?, {L}>', '{A}: {T}, in: {B} {V} ({Y}), S. {P}<?, {L}>', '{A}, {T}, in: {B}, Jg. {V} ({Y}), H. {I}, S. {P}', '{A}: {T}. In: {B}, {V}. Jg., {Y}, Heft {I}, S. {P}', '{A}: „{T}“. In: {B} {V} ({Y}), S. {P}', '{A}: {T}, in: {B}, {V}/{I} ({Y}), S. {P}', '{A}: {T}, in: {B}, {V}, {Y}, {I}, S. {P}', '{A}: {T}. {B} {V}, {Y}, S. {P}', '{A}: {T}. In: {B} vom {e}<?, S. {#}>', '{A}: {T}. In: {B} {V} ({Y}), S. {P}. {W} ({M})', '{A}: {T}, {W} ({M})', '{A}: {T}. {W} [{M}]'],
    chapter: ['{A}: {T}. In: {E} (Hrsg.): {B}. {C} {Y}, S. {P}<?, {L}>', '{A}: {T}. In: {E} (Hg.): {B}. {C}: {U} {Y}, S. {P}', '{A}: {T}, in: {E} (Hrsg.): {B}, {C} {Y}, S. {P}<?, hier S. {#}>', '{A}: {T}, in: {B}. Hrsg. v. {E}, {C} {Y}, S. {P}', '{A}, {T}, in: {E} (Hg.), {B}, {C} {Y}, S. {p} ff.', '{A}: {T}. In: {E|ders.} (Hrsg.): {B}. {C} {Y}, S. {P}', '{A}: {T}. In: {B}, Bd. {V}. {C}: {U}, {Y}, S. {P}', '{A}: {T}. In: {E} (Hrsg.): {B}. ({Q}, Bd. {G}) {C} {Y}, S. {P}', '{A}: {T}, in: {E} (Hrsg.): {B}, {C}/{Z}: {U} {Y}, S. {P}'],
    book: ['{A}: {T}. {C}: {U} {Y}<?, {L}>', '{A}: {T}. {C} {Y}<?, {L}>', '{A}: {T}, {C} {Y}, {L}', '{A}: {T}. <{N}. >{C}: {U}, {Y}<?, {L}>', '{A}: {T}<, {N}>, {C} {Y}<?, {L}>', '{A}, {T}, {C}: {U} {Y}<?, {L}>', '{A}: {T}, Bd. {V}, {C} {Y}, {L}', '{A}: {T}. Bd. {V}: {b}. {C} {Y}, {L}', '{A}: {T}. Bd. {V}. {b}, {C}: {U} {Y}', '{E} (Hrsg.): {T}, {v|{d1} Bde.}, {C} {Y}', '{E} (Hrsg.): {T}. {C} {Y}', '{O} (Hrsg.): {T}, {C} {Y}<?, {L}>', '{E} (Hrsg.): {T}. {C}: {U} {Y}<?, {L}>', '{E} (Hg.): {T}, {C} {Y}', '{A}: {T}. ({Q}, Bd. {G}). {C} {Y}', '{A}: {T} (= {Q} {G}). {C}: {U}, {Y}', '{A}: {T}. {g|Dissertation}, {U|Universität {Z}} {Y}', '{A}: {T}, {g|Diss. phil.} {C} {Y}', '{A}: {T}. Aus dem Englischen von {E|translator}. {C}: {U} {Y}', '{A}: {T}. {C}/{Z} {Y}, {L}', '{O}: {T}. {C} {Y}<?, {L}>', '{A}: {T}, {X|a. a. O.}, {L}', '{A}: {T}. {C} {Y|o. J.}'],
    short: ['{S}: {t}, {L}', '{S}, {t}, {L}', '{S}: {t}, {Y}, {L}', '{S} {Y}, {L}', '{S}, {t} {X|(wie Anm. {n})}, {L}', '{S}: {t} {X|a.a.O.}, {L}'], back: germanBack, locators: germanPages,
  },
  {
    language: 'de', names: ['Family', 'Family', 'Family', 'F. Family', 'Family, Given'], between: [['/', '/'], ['/', '/'], [' / ', ' / ']],
    article: ['{A}, {T}, {B} {Y}, S. {p}<? ({#})>', '{A}, {B} {Y}, {p}<? ({#})>', '{A}, {B} {Y}, S. {p} ff.', '{A}, {B} {V} ({Y}), {p}<?, {#}>', '{A}, {T}, {B} {V} ({Y}), S. {P}<?, {L}>', '{A} in {B} {Y}, S. {p} ff.', '{A}, {B} {Y}, {p} ff.', '{A}, {T}, in: {B} {Y}, S. {p}, {#}', '{A} {B} {Y}, {p}'],
    chapter: ['{A}, in: {E}, {B}<, {N}> {Y}, {L}', '{A}, in: {E} (Hrsg.), {B}, {C} {Y}, {L}', '{A}, {T}, in: {B}, {C} {Y}, S. {p} ff.', '{A}, {T}, in: {E} (Hrsg.), {B}, {Y}, S. {P}', '{A}, {T}, in: {E} (Hrsg.), {B}, {C} {Y}, S. {p} ({#})', '{A} in {E}, {B}<, {N}>, {Y}, {L}'],
    book: ['{A}, {T}<, {N}> {Y}, {L}', '{A}, {T}, {C} {Y}<?, {L}>', '{A}, {T}<, {N}>, {C} {Y}, {L}', '{A}, {T}, Bd. {V}<, {N}>, {Y}, {L}', '{A}, {T}, {Y}, {L}', '{A}, {T}, {g|Diss.} {C} {Y}, {L}', '{E} (Hrsg.), {T}<, {N}>, {C} {Y}', '{A}, {T}, {Q}, Band {G}, {C}: {U} {Y}', '{O}, {T}, {C} {Y}<?, {L}>'],
    short: ['{S} {X|(Fn. {n})}, {L}', '{S}, {t}, {L}', '{S} {Y}, {L}', '{S}, {Y}<?, {L}>', '{S}, {X|a.a.O.} {X|(Fn. {n})}, {L}'], back: germanBack, locators: germanPages,
  },
  {
    language: 'de', names: ['Family', 'Family, F.', 'Family, Given', 'Family, Given'], between: [['/', '/'], [', ', ' und '], ['; ', '; '], [', ', ' & '], [' / ', ' / ']],
    article: ['{A} ({Y}): {T}. In: {B} {V}, H. {I}, S. {P}', '{A}, {Y}: {T}, {B} {V}: {P}', '{A} ({Y}): {T}. In: {B} {V} ({I}), S. {P}', '{A} ({Y}), {T}, in: {B} {V}, S. {P}', '{A} {Y}: {T}, in: {B}, Jg. {V}, H. {I}, S. {P}', '{A} ({Y}). {T}. {B}, {V}({I}), {P}', '{A}, {T}, in: {B}, {V}, {Y}, S. {P}'],
    chapter: ['{A} ({Y}): {T}. In: {E} (Hrsg.): {B}. {C}: {U}, S. {P}', '{A}, {Y}: {T}. S. {P} in: {E} (Hrsg.), {B}. {C}: {U}', '{A} ({Y}): {T}, in: {E} (Hg.), {B}, {C}, S. {P}', '{A} {Y}: {T}, in: {E} (Hrsg.): {B}, {C}: {U}, S. {P}', '{A} ({Y}). {T}. In {E} (Hrsg.), {B} (S. {P}). {C}: {U}'],
    book: ['{A} ({Y}): {T}. {C}: {U}<?, {L}>', '{A}, {Y}: {T}. {C}: {U}', '{A} ({Y}), {T}, {C}', '{A} {Y}: {T}, {C}', '{A} ({Y}): {T}. <{N}. >{C}: {U}', '{E} (Hrsg.) ({Y}): {T}. {C}: {U}', '{A} ({Y}). {T}. {C}: {U}', '{O} ({Y}): {T}. {C}', '{A}: {T}. {C}: {U}, {Y}'],
    short: ['{S} {Y}<?, {L}>', '{S} {Y}, {L}', '{S}, {Y}<?, {L}>', '{S} ({Y})<?, {L}>', '{S} {Y}', '{S} ({Y}, {L})', '{S} ({Y}: {#})', '{S} {Y}: {#}', '{S} {Y}, {#}', '{S} {Y} {L}'], back: germanBack, locators: germanPages,
  },
];

const notesAndLists: readonly Style[] = [
  {
    language: 'en', names: ['Given Family', 'F. Family', 'Given Family'], between: [[', ', ' and '], [', ', ', and '], [', ', ' & ']],
    article: ['{A}, “{T},” {B} {V}, no. {I} ({Y}): {P}', '{A}, “{T},” {B} {V} ({Y}): {P}<?, {L}>', '{A}, ‘{T}’, {B}, {V}<.{I}> ({Y}), {P}<? (p. {#})>', '{A}, ‘{T}’, {B}, vol. {V}, no. {I}, {Y}, pp. {P}', '{A}, “{T}”, {B}, Vol. {V}, No. {I} ({Y}), pp. {P}<?, {L}>', '{A}, ‘{T}’, {B} {V} ({Y}), pp. {P}, at p. {#}', '{A}, {T}, {V} {B} {p}<?, {#}> ({Y})', '{A}, ‘{T},’ {B} {V}:{I} ({Y}), {P}'],
    chapter: ['{A}, “{T},” in {B}, ed. {E} ({C}: {U}, {Y}), {P}', '{A}, ‘{T}’, in {B}, ed. by {E} ({C}: {U}, {Y}), pp. {P}', '{A}, “{T}”, in {E}, ed., {B} ({C}: {U}, {Y}), pp. {P}', '{A}, ‘{T}’, in {E} (eds), {B} ({C}, {Y}), pp. {P}', '{A}, “{T},” in {B}, edited by {E}, {P} ({C}: {U}, {Y})', '{A}, ‘{T}’, in {E} (eds), {B}, {P}, {C}: {U}, {Y}', '{A}, “{T},” in {B}, ed. {E}, {P}, {C}: {U}'],
    book: ['{A}, {T} ({C}: {U}, {Y})<?, {L}>', '{A}, {T}<, {N}> ({C}: {U}, {Y})<?, {L}>', '{A}, {T} ({C}, {Y})<?, {L}>', '{A}, {T}, {C}: {U}, {Y}<?, {L}>', '{E}, eds., {T} ({C}: {U}, {Y})<?, {L}>', '{E} (eds.), {T} ({C}: {U}, {Y})<?, {L}>', '{E} (ed.), {T}, {C}: {U}, {Y}', '{A}, {T} ({y}; {C}: {U}, {Y}), {L}', '{A}, {T} ({U}, {Y}), pp. {#}-{#}', '{A}, {T}, {v|{1} vols.} ({C}: {U}, {Y})<?, {L}>', '{O}, {T} ({C}: {U}, {Y})<?, {L}>', '{O}, “{T}.” {d} {Y}', '{A}, {T}, trans. {E|translator} ({C}: {U}, {Y})<?, {L}>', '{A}, {T}, {C}, {Y}<?, {L}>'],
    short: ['{S}, {t}, {L}', '{S}, “{t},” {L}', '{S}, ‘{t}’, {L}', '{S}, {t}'], back: englishBack, locators: englishPages,
  },
  {
    language: 'fr', names: ['F. Family', 'Given Family', 'F. FAMILY', 'FAMILY, Given'], between: [[', ', ' et '], [', ', ' et ']],
    article: ['{A}, « {T} », {B}, vol. {V}, n° {I}, {Y}, p. {P}', '{A}, « {T} », {B}, {V}, {Y}, p. {P}<?, {L}>', '{A}, « {T} », {B}, t. {V}, {Y}, p. {p}', '{A}, « {T} », {B}, {Y}/{I}, p. {P}'],
    chapter: ['{A}, « {T} », in {E} (dir.), {B}, {C}, {U}, {Y}, p. {P}', '{A}, « {T} », dans {B}, sous la dir. de {E}, {C}, {U}, {Y}, p. {P}'],
    book: ['{A}, {T}, {C}, {U}, {Y}<?, {L}>', '{A}, {T}, {U}, {Y}<?, {L}>', '{A}, {T}, {C}, {Y}<?, {L}>', '{E} (dir.), {T}, {C}, {U}, {Y}', '{A}, {T}, {C}, {U}, coll. « {Q} », {Y}<?, {L}>', '{O}, {T}, {C}, {Y}', '{A}, {T}, t. {V}, {C}, {U}, {Y}', '{E} (éd.), {T}, {C}, {U}, {Y}'],
    short: ['{S}, {t}, {L}', '{S} ({Y}), {L}', '{S}, {t}, {Y}, {L}'],
    back: ['{X|Ibid.}, {L}', '{X|Ibid.}', '{S}, {X|op. cit.}, {L}', '{S}, {t}, {X|op. cit.}, {L}', '{S}, {X|art. cit.}, {L}', '{S}, {X|art. cité}, {L}', '{X|Idem}, {L}', '{X|Voir supra, n. {n}}'], locators: ['p. {#}', 'p. {#}-{#}', 'pp. {#}-{#}', 'p. {#} et s.', 'p. {#} sq.', 'chap. {1}'],
  },
  {
    language: 'it', names: ['F. Family', 'Given Family', 'F. FAMILY'], between: [[', ', ' e '], [', ', ', '], [' - ', ' - ']],
    article: ['{A}, {T}, in «{B}», {V} ({Y}), pp. {P}', '{A}, {T}, «{B}», {V} ({Y}), {I}, pp. {P}<?, {L}>', '{A}, {T}, in “{B}”, {V}, {Y}, pp. {P}'],
    chapter: ['{A}, {T}, in {B}, a cura di {E}, {C}, {U}, {Y}, pp. {P}', '{A}, {T}, in {E} (a cura di), {B}, {C} {Y}, pp. {P}'],
    book: ['{A}, {T}, {C}, {U}, {Y}<?, {L}>', '{A}, {T}, {C} {Y}<?, {L}>', '{A}, {T}, {U}, {C} {Y}<?, {L}>', '{T}, a cura di {E}, {C}, {U}, {Y}', '{E} (a cura di), {T}, {C}, {U}, {Y}<?, {L}>', '{A}, {T}, {C}, {U}, {Y} ({Q}, {G})<?, {L}>', '{A}, {T}, a cura di {E}, {C} {Y}', '{O}, {T}, {C}, {U}, {Y}', '{A}, {T}, trad. it. {C}, {U}, {Y}<?, {L}>', '{A}, {T}, vol. {V}, {C}, {U}, {Y}'],
    short: ['{S}, {t}, {L}', '{S} {Y}, {L}'],
    back: ['{X|Ibid.}, {L}', '{X|Ivi}, {L}', '{X|Ibidem}', '{S}, {t} {X|cit.}, {L}', '{S}, {t}, {X|cit.}, {L}', '{S}, {X|op. cit.}, {L}', '{X|Id.}, {t}, {X|cit.}, {L}'], locators: ['p. {#}', 'pp. {#}-{#}', 'pp. {#} ss.', 'p. {#} e nota {1}', 'pp. {#} e sgg.'],
  },
  {
    language: 'en', names: ['Family, F.', 'Family, Given', 'Family F'], between: [[', ', ', & '], [', ', ' and '], [', ', ' & '], ['; ', '; ']],
    article: ['{A} ({Y}). {T}. {B}, {V}<({I})>, {P}', '{A} ({Y}) ‘{T}’, {B}, {V}<({I})>, pp. {P}', '{A}. {Y}. “{T}.” {B} {V}<({I})>: {P}', '{A}. {T}. {B}. {Y};{V}<({I})>:{P}', '{A} {Y}. {T}. {B} {V}, {P}'],
    chapter: ['{A} ({Y}). {T}. In {E} (Eds.), {B} (pp. {P}). {C}: {U}', '{A}. {Y}. “{T}.” In {B}, edited by {E}, {P}. {C}: {U}', '{A} ({Y}) ‘{T}’, in {E} (ed.), {B}, {C}: {U}, pp. {P}', '{A} ({Y}) “{T}”, in {E} (eds), {B}, {P}, {C}: {U}'],
    book: ['{A} ({Y}). {T}. {C}: {U}', '{A}. {Y}. {T}. {C}: {U}', '{A} ({Y}) {T}, {C}: {U}', '{A}. {T}. <{N}. >{C}: {U}; {Y}', '{A} ({Y}). {T}<? ({N})>. {U}', '{E} (Eds.). ({Y}). {T}. {C}: {U}', '{E} (eds) ({Y}) {T}, {C}: {U}', '{O} ({Y}). {T}. {C}: {U}', '{O} ({Y}) {T}, {C}'],
    short: ['{S} {Y}', '{S} ({Y})', '{S} {Y}, {L}', '{S} ({Y}: {#})', '{S} {Y}: {#}'], back: englishBack, locators: englishPages,
  },
];

/** What is read on the web or in newspapers, with `{W}` an address, `{d}` a day, `{M}` words on when it was looked at. */
const online: Style = {
  ...law, names: ['Given Family', 'Given Family', 'F. Family', 'Family, Given'],
  article: ['{A}, “{T},” {B}, {d} {Y}<?, {W}>', '{A}, ‘{T}’, {B}, {d} {Y}<?, {W}>', '{A}, “{T}”, {B} {V}, no. {I} ({Y}): {P}, {W}', '{A}, ‘{T}’, {B}, {V}:{I} ({Y}), pp. {P}, {D|https://doi.org/10.{#}/{slug}.{#}}', '{A}, “{T}”, {B}, Vol. {V}, No. {I} ({Y}), pp. {P}', '{A}, ‘{T}’, {B}, {V}, {I} ({Y}), {P}', '“{T}”, {B}, {d} {Y}, online at {W}', '‘{T}’, {B}, {d} {Y}, available at: {W}<? ({M})>', '{A}. “{T}.” {B}, {d}, {Y}. {W}.', '{A}, ‘{T}’, {B} ({d} {Y}), at {W} ({M})', '{A}, “{T}”, {B}, {D|doi: 10.{#}/{slug}}', '{A}, ‘{T}’, {a}, {d} {Y}', '{A}, “{T},” {a}, {d}, {Y}<?, {W}>', '{a}, ‘{T}’, {d} {Y}<?, {W}>', '{a}, “{T},” {d}, {Y}', '“{T}”, {a}, {d} {Y}', '‘{T}, online at {W}', '{A}, ‘{T}, {B}, {d} {Y}, online at {W}', '{A}, ‘{T}’, in {B}’, {V}:{I} ({Y}), {P}'],
  chapter: ['{A}, ‘{T}’, in {E} (eds), {B} ({U}, {Y}), pp. {P}', '{A}, “{T}”, in {B}, {E} (eds) ({C}: {U}, {Y}), {P}', '{A}, ‘{T}’, in {E} (eds.), {B}, {C}, {U}, {Y}, pp. {P}', '{A}, ‘{T}’, in {B}’, edited by {E} ({C}: {U}, {Y}), {P}'],
  book: ['{A}, {T} ({U}, {Y})<?, {L}>', '{A}, {T} ({U} {Y})<?, {L}>', '{A}, {T}, {U}, {Y}<?, {L}>', '{A}, {T}, {U}, {d} {Y}<?, {L}>', '{A}, ‘{T}’, {U}, {d} {Y}, {W}', '{A}, “{T}” ({C}: {U}, {Y}), {W}', '{O}, ‘{T}’, {d} {Y}, {W}<? ({M})>', '{O}, {T} ({C}, {Y})<?, {L}>', '{O}, “{T},” {g|Report No. {#}}, {d} {Y}', '{A}, {T} ({U}, {Y}), {W}', '{O}, {T}, {d} {Y}, online at {W}', '{A}, ‘{T}’, {U}, {Y}, available online at: {W}', '{A}, ‘{T}’, {g|PhD thesis}, {U}, {Y}', '{A}, ‘{T}’ ({g|PhD diss.}, {U}, {Y})<?, {L}>', '{A}, {T} ({C}: {U}, {Y})<?, {L}>', '{A}, ‘{T}’, {g|Speech}, {H}, {d} {Y}, {W}', '{A}, “{T}”, {g|Speech}, {C}, {d} {Y}, {K}, online at {W}', '{A}, ‘{T}’, {g|Lecture}, {H}, {d} {Y}', '{A}, ‘{T}’, {K}, {d} {Y}, online at {W}', '{O}, ‘{T}’, {g|Press Release}, {d} {Y}, {W}', '{A}, ‘{T}’, {g|Working Paper No. {#}} ({U}, {Y})', '{A}, {T} ({U}, {Y}), pp. {#}-{#}', '{g|Interview} with {A}, {C}, {d} {Y}', '{A}, ‘{T}’ ({g|Speech}, {C}, {d}, {Y}), {K}, online at {W}', '{A}, ‘{T}’, {g|Inaugural Address}, {H}, {d} {Y}, {K}', '{O}, ”{T}.” {d} {Y}', '{O}, ‘{T}, {d} {Y}, {W}', '{O}, “{T}”, {d} {Y}', '{O}, {T}, {d} {Y}, {W}', '{O}, {T} ({U}, {Y}), pp. {#}-{#}'],
};

/** The styles, each as often as it stands here. */
export const styles: readonly Style[] = [law, law, law, law, law, online, online, ...notesAndLists, ...german];

/** Statutes and cases, made of names; `{F}` is a surname, `{#}` a number, `{Y}` a year. */
export const legal: Readonly<Partial<Record<Language, readonly string[]>>> = {
  en: ['{T|Security Council resolution {#}} ({Y})', '{T|UN Security Council Resolution {#}} ({Y})', '{T|General Assembly resolution {n}/{#}}', '{T|UNSC Res {#}}', '{T|UNGA Res {n}/{#}}<?, {d} {Y}>', '{T|S/RES/{#}}<? ({Y})>', '{T|A/RES/{n}/{#}}', '{T|Directive {Y}/{n}/EC}', '{T|Regulation (EU) No {#}/{Y}}<?, {L|Art. {1}}>', '{T|Convention on {M}}<?, {d} {Y}>', '{T|{J}–{J} Treaty}, {d} {Y}', '{T|{F} v. {F}} ({Y}) {V|{1}} {B|{R}} {P|{#}}<?, {L|{#}}>', '{T|{F} v {F}} {Y|[{Y}]} {V|{d1}} {B|{R}} {P|{#}}<?, {L|{#}}>', '{T|{F} v. {F}}, {V|{#}} {B|{R}} {P|{#}}<?, {L|{#}}> ({Y})', '({Y}) {V|{1}} {B|{R}} {P|{#}}<? ({C|{K}})>', '{T|R. v. {F}} ({Y}) {V|{1}} {B|{R}} {P|{#}}', '{T|{M} Act} {Y}<? ({C|{J}})>', '{T|{M} Act} {Y}<? ({C|{J}})>, {L|s. {1}}', '{T|{M} (Miscellaneous Provisions) Act} {Y} ({C|{J}})', '{T|{M} Act} {Y}', '{T|Re {F}} {Y|[{Y}]} {V|{d1}} {B|{R}} {P|{#}}', '{T|{F} Ltd v. {F}} ({Y}) {V|{1}} {B|{R}} {P|{#}} ({C|{K}})'],
  de: ['{A|BVerfG}, {B|NJW} {Y}, {P|{#}}<? ({L|{#}})>', '{A|BGH}, {B|NJW} {Y}, {P|{#}}', '{B|BGHZ} {V|{1}}, {P|{#}}<? ({L|{#}})>', '{B|BVerfGE} {V|{1}}, {P|{#}}<? ({L|{#}})>', '{A|BGH}, Urteil vom {1}.{1}.{Y}', '{T|BT-Drucksache} {V|{1}/{#}}, {L|S. {#}}', '{A|Deutscher Bundestag}, {T|Drucksache} {V|{1}/{#}}, {L|S. {#}}', '{A|BVerfG}, {g|Beschluss vom} {e}', '{A|BGH}, {g|Urt. v.} {e}, {B|NJW} {Y}, {P|{#}}'],
};
export const reporters = ['A.C.', 'AC', 'Q.B.', 'W.L.R.', 'WLR', 'All E.R.', 'All ER', 'C.L.R.', 'CLR', 'N.S.W.L.R.', 'U.S.', 'F. 2d', 'S. Ct.', 'Ch.', 'K.B.', 'N.Z.L.R.', 'D.L.R.', 'A.L.J.R.', 'F.L.R.', 'Fam. L.R.', 'V.R.', 'S.C.R.', 'Cr. App. R.', 'I.C.R.'];
export const courts = ['C.A.', 'H.L.', 'N.S.W.C.A.', 'P.C.', 'F.C.A.', 'Q.B.D.', 'H.C.A.', 'Ontario C.A.'];
export const countries = ['U.K.', 'N.Z.', 'Cwth.', 'N.S.W.', 'Vic.', 'Eng.', 'Can.', 'UK', 'Ireland', 'Cth'];
export const statutes = ['Family Law', 'Domestic Relations', 'Marriage', 'Contracts Review', 'Trade Practices', 'Police and Criminal Evidence', 'Law Reform', 'Companies', 'Housing', 'Sex Discrimination', 'Criminal Justice', 'Human Rights', 'Married Women’s Property', 'Poor Law Amendment', 'Employment Protection', 'Race Relations', 'Divorce Reform', 'Children', 'Courts and Legal Services', 'Landlord and Tenant', 'Data Protection', 'Public Order'];
export const venues = ['United States Capitol', 'House of Commons', 'University of Oxford', 'Royal Institute of International Affairs', 'Lincoln’s Inn', 'Guildhall', 'Council on Foreign Relations', 'Trade Centre', 'National Press Club', 'Humboldt-Universität', 'Chatham House', 'Town Hall'];
export const germanArchives = ['BArch', 'Bundesarchiv Berlin', 'Bundesarchiv Koblenz', 'GStA PK', 'Staatsarchiv Hamburg', 'StAHH', 'Stadtarchiv Köln', 'HStA Stuttgart', 'Landesarchiv Berlin', 'LAB', 'PA AA', 'SAPMO-BArch', 'IfZ-Archiv', 'Archiv der sozialen Demokratie', 'AdsD', 'Österreichisches Staatsarchiv', 'HHStA Wien', 'BayHStA', 'Universitätsarchiv Göttingen', 'Deutsches Literaturarchiv Marbach', 'BStU'];
export const archives = ['White House Archives', 'Presidential Library', 'National Archives', 'Hoover Institution Archives', 'Churchill Archives Centre', 'Ministry of Foreign Affairs', 'US Department of State', 'Foreign Office'];
export const newspapers: Readonly<Record<Language, readonly string[]>> = {
  en: ['The Guardian', 'The New York Times', 'The Times', 'Financial Times', 'BBC News', 'The Economist', 'The Atlantic', 'Reuters', 'Al Jazeera', 'The Age', 'Sydney Morning Herald', 'Foreign Policy', 'Washington Post', 'Independent', 'Foreign Affairs', 'Time', 'Associated Press', 'Los Angeles Times', 'The Daily Telegraph', 'CNN'],
  de: ['Der Spiegel', 'Die Zeit', 'Frankfurter Allgemeine Zeitung', 'FAZ', 'Süddeutsche Zeitung', 'SZ', 'Die Welt', 'Frankfurter Rundschau', 'taz', 'Neue Zürcher Zeitung', 'NZZ', 'Der Standard', 'Die Presse', 'Stern', 'Vossische Zeitung', 'Vorwärts', 'Berliner Tageblatt', 'Neues Deutschland', 'Handelsblatt', 'Tagesspiegel'],
  fr: ['Le Monde', 'Le Figaro', 'Libération', 'L’Humanité', 'La Croix'],
  it: ['Corriere della Sera', 'la Repubblica', 'La Stampa', 'Il Gazzettino', 'Avanti!', 'l’Unità'],
};
