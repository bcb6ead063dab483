declare module '@citation-js/core' {
  export const plugins: { input: { chain(data: string, options: { generateGraph: boolean }): unknown[] } };
}
declare module '@citation-js/plugin-bibtex';
