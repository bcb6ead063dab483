/**
 * Values as JSON in one stretch of bytes, each read when it is asked for: so a library goes from thread to thread without being cloned
 * value by value, which for 50,000 items would hold whoever receives it for a second.
 */
export interface PackedJson {
  bytes: Uint8Array;
  /** Value `i` is `bytes[starts[i]]` up to `bytes[starts[i + 1]]`. */
  starts: Uint32Array;
}

const decoder = new TextDecoder();
const encoder = new TextEncoder();

/** A UTF-16 code unit takes three bytes at most. */
const mostBytes = 3;

export function packJson(values: readonly unknown[]): PackedJson {
  const starts = new Uint32Array(values.length + 1);
  let bytes = new Uint8Array(1024);
  let end = 0;
  for (const [index, value] of values.entries()) {
    const json = JSON.stringify(value);
    if (bytes.length - end < json.length * mostBytes) {
      const larger = new Uint8Array(Math.max(2 * bytes.length, end + json.length * mostBytes));
      larger.set(bytes.subarray(0, end));
      bytes = larger;
    }
    end += encoder.encodeInto(json, bytes.subarray(end)).written;
    starts[index + 1] = end;
  }
  return { bytes: bytes.slice(0, end), starts };
}

export const jsonAt = ({ bytes, starts }: PackedJson, index: number): unknown =>
  JSON.parse(decoder.decode(bytes.subarray(starts[index], starts[index + 1])));
