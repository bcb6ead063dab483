import type { ParseArgsConfig } from 'node:util';
import type { FileSystem } from '../library/fileSystem.js';
import type { SourceReader } from '../library/threadReader.js';

/** What a command has to do with, beside its arguments. */
export interface Terminal {
  fs: FileSystem;
  /** The bytes of the reference model that ships beside the program, unpacked. */
  referenceModel: () => Promise<Uint8Array>;
  /** Reads sources, each within the time and memory that it is given, until it is ended. Rejects with a `ModelError` where it can't. */
  sourceReader: () => Promise<{ read: SourceReader; version: string; end: () => void }>;
  /** A path as `fs` has it, of one as a person typed it. */
  path: (typed: string) => string;
  /** Standard input, a line at a time. */
  lines: AsyncIterable<string>;
  /** Standard output; resolves when there is room for more. */
  print: (line: string) => Promise<void> | void;
  /** Standard error. */
  say: (line: string) => void;
  signal: AbortSignal;
}

/** 0 done, 1 done with problems that need a person, 2 could not run. */
export type ExitStatus = 0 | 1 | 2;

export type Values = Record<string, string | boolean | undefined>;

export interface Command {
  usage: string;
  options: NonNullable<ParseArgsConfig['options']>;
  run: (terminal: Terminal, words: string[], values: Values) => Promise<ExitStatus>;
}

/** A command given the wrong arguments; the message says which. */
export class UsageError extends Error {}

/** "1 work", "3 works" */
export const count = (number: number, one: string, several = `${one}s`): string => `${number} ${number === 1 ? one : several}`;
