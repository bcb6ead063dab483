declare module 'citeproc' {
  /** The parts of citeproc-js that Ibid uses: https://citeproc-js.readthedocs.io/en/latest/running.html */
  interface System {
    retrieveLocale(language: string): string | false;
    retrieveItem(id: string): object;
  }
  interface Engine {
    updateItems(ids: string[]): void;
    /** The entries as HTML and the ids of each one's items, or false where the style has no bibliography. */
    makeBibliography(): [parameters: { entry_ids: string[][] }, entries: string[]] | false;
  }
  const CSL: { Engine: new (system: System, style: string, language: string) => Engine };
  export default CSL;
}
