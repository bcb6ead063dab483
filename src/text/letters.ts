/**
 * Classes of letters for regular expressions that are built of many. `\p{L}` and `\p{Lu}` take in all planes of Unicode, and a
 * pattern that names them ten times takes 30 ms to compile; these, of the scripts in which names are written, take 2.
 * To be put between brackets: `[${capital}][${letter}]*`.
 */

/** Latin, Greek, Coptic, Cyrillic, Armenian, and the extensions of Latin and Greek: scripts with capitals. */
const cased: readonly [first: number, last: number][] = [[0x41, 0x24f], [0x370, 0x556], [0x1e00, 0x1fff]];

function membersOf(kind: RegExp): string {
  let ranges = '';
  for (const [first, last] of cased) {
    for (let code = first, start = -1; code <= last + 1; code++) {
      const belongs = code <= last && kind.test(String.fromCharCode(code));
      if (belongs && start < 0) start = code;
      if (belongs || start < 0) continue;
      ranges += `${String.fromCharCode(start)}-${String.fromCharCode(code - 1)}`;
      start = -1;
    }
  }
  return ranges;
}

/** Capitals. */
export const capital = membersOf(/\p{Lu}/u);

/** Letters and combining marks; whole blocks where a script has nothing else. */
export const letter = String.raw`A-Za-zªµºÀ-ÖØ-öø-ʯ\u0300-\u036fͰ-ͳͶͷͻ-ͽΆΈ-Ͽ\u0400-\u0481\u0483-\u0556\u0561-\u0587\u05d0-\u05f2\u0620-\u065f\u066e-\u06d3\u06d5-\u06ff\u0900-\u0963\u0971-\u0dff\u0e01-\u0eff\u10a0-\u11ff\u1d00-\u1fff\u2c00-\u2dff\u3041-\u30ff\u3105-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua4d0-\ua7ff\uac00-\ud7ff\uf900-\ufaff`;
