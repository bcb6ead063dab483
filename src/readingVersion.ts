declare const READING_VERSION: string;

/** Which readers and model these are: a digest that scripts/build.mjs makes of their files. A source read by the same need not be read again. */
export const readingVersion = READING_VERSION;
