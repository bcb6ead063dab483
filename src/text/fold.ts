/** Letters that Unicode does not take apart into a base letter and a mark, as people type them without. */
const letters: Record<string, string> = {
  ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i', ħ: 'h', ŋ: 'ng', ŧ: 't', ſ: 's', ə: 'e',
  ɛ: 'e', ɔ: 'o', ĸ: 'k', ŉ: 'n', ĳ: 'ij', ǆ: 'dz', ǉ: 'lj', ǌ: 'nj', ﬁ: 'fi', ﬂ: 'fl', ﬀ: 'ff', ﬃ: 'ffi', ﬄ: 'ffl',
  // Cyrillic after its marks are gone (й is и, ё is е), by the British romanisation without its diacritics
  а: 'a', б: 'b', в: 'v', г: 'g', ґ: 'g', д: 'd', е: 'e', ж: 'zh', з: 'z', и: 'i', і: 'i', к: 'k', л: 'l', м: 'm', н: 'n',
  о: 'o', п: 'p', р: 'r', с: 's', т: 't', у: 'u', ф: 'f', х: 'kh', ц: 'ts', ч: 'ch', ш: 'sh', щ: 'shch', ъ: '', ы: 'y', ь: '',
  э: 'e', ю: 'yu', я: 'ya', є: 'ye', ђ: 'dj', ј: 'j', љ: 'lj', њ: 'nj', ћ: 'c', џ: 'dz',
  // Greek
  α: 'a', β: 'v', γ: 'g', δ: 'd', ε: 'e', ζ: 'z', η: 'i', θ: 'th', ι: 'i', κ: 'k', λ: 'l', μ: 'm', ν: 'n', ξ: 'x', ο: 'o',
  π: 'p', ρ: 'r', σ: 's', ς: 's', τ: 't', υ: 'y', φ: 'f', χ: 'ch', ψ: 'ps', ω: 'o',
};

const notAscii = /[\u0080-\uffff]/;
const marks = /\p{M}+/gu;
const foreign = /[\u0080-\uffff]/g;

/**
 * Lower case, without accents, Latin, Greek and Cyrillic letters as ASCII; all else as it is.
 *
 * @example fold('Łukasz Müller-Weiß') // 'lukasz muller-weiss'
 */
export function fold(text: string): string {
  const lower = text.toLowerCase();
  if (!notAscii.test(lower)) return lower;
  return lower.normalize('NFD').replace(marks, '').replace(foreign, (letter) => letters[letter] ?? letter);
}
