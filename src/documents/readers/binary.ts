// Apart from the readers themselves, so that an editor can ask without loading them.

/** Formats that are no text: what is read from these is shown in the text that was taken from them. */
export const binaryExtensions = ['pdf', 'docx', 'epub'] as const;

/** What follows the last dot of a file's name, in lower case; empty where there is none. */
export const extensionOf = (file: string): string => /\.([^./]{1,10})$/u.exec(file)?.[1]?.toLowerCase() ?? '';

/** Whether offsets of what is read from a file lead into the file itself. */
export const isTextSource = (file: string): boolean => !(binaryExtensions as readonly string[]).includes(extensionOf(file));
