/** The first place from 0 to `length` that is far enough, in a row that is sorted; `length` where none is. */
export function firstAt(length: number, isFarEnough: (at: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isFarEnough(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
