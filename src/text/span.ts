/**
 * A half-open range of a text, in UTF-16 code units.
 *
 * @example { start: 0, end: 4 } // the "Ibid" of "Ibid., p. 18"
 */
export interface Span {
  start: number;
  end: number;
}
