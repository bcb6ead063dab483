/** What a table holds under a name that comes from a file: "constructor" finds nothing where nothing was put. */
export const own = <T>(table: Readonly<Record<string, T>>, name: string): T | undefined => (Object.hasOwn(table, name) ? table[name] : undefined);
