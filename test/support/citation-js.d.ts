// As much of citation-js as is used here, to measure against and to read what Ibid writes; it has no types of its own.
declare module '@citation-js/core' {
  export const plugins: {
    input: { chain(data: string, options: { forceType: string; generateGraph: boolean }): Record<string, unknown>[] };
  };
}
declare module '@citation-js/plugin-bibtex';
declare module 'citation-js' {
  export default class Cite {
    constructor(data: string, options: { generateGraph: boolean });
    readonly data: Record<string, unknown>[];
  }
}
