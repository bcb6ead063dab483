// Typst's own rules (is_valid_in_label_literal, ref_marker and label of crates/typst-syntax/src/lexer.rs): a label is of an identifier's characters, `:` and
// `.`, of which those at its end are no part of a reference.
export const inLabel = String.raw`[\p{XIDC}_:.-]`;
export const inKey = String.raw`[\p{XIDC}_-]`;

/** `<fig-one>` */
export const label = new RegExp(`<(${inKey}${inLabel}*)>`, 'uy');
/** What goes on with a key: `e2018` of `@val|e2018.` */
export const restOfKey = new RegExp(`(?:${inKey}|[:.]+(?=${inKey}))*`, 'uy');
const whole = new RegExp(`^${inKey}${restOfKey.source}$`, 'u');

/** Whether a key can be written as a label, `@key`; others take `#cite(label("key"))`. */
export const isLabel = (key: string): boolean => whole.test(key);
