declare module 'citeproc' {
  /** The parts of citeproc-js that Ibid uses: https://citeproc-js.readthedocs.io/en/latest/running.html */
  interface System {
    retrieveLocale(language: string): string | false;
    retrieveItem(id: string): object;
  }
  interface Engine {
    /** Makes these the items that it has, and gives their ids in the order of the style. */
    updateItems(ids: string[]): string[];
    /** The entries as HTML and the ids of each one's items, or false where the style has no bibliography. */
    makeBibliography(only: { include: { field: string; value: string }[] }): [parameters: { entry_ids: string[][] }, entries: string[]] | false;
    /** A citation as HTML, as it stands where its works are first cited. */
    makeCitationCluster(cites: { id: string }[]): string;
    registry: { registry: Record<string, { seq: number; disambig: { year_suffix: string | false } } | undefined> };
    bibliography: { tokens: unknown[]; opt: { hangingindent?: number } };
  }
  const CSL: { Engine: new (system: System, style: string, language: string, isForced?: boolean) => Engine };
  export default CSL;
  export type { Engine };
}
