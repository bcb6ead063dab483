import * as disk from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { saveLibrary, type Update } from '../../src/library/files.js';
import type { FileSystem } from '../../src/library/fileSystem.js';
import { libraryFiles } from '../../src/library/library.js';
import { merge } from '../../src/library/merge.js';
import type { FileProblem } from '../../src/text/problem.js';
import { cited, claim, powell, source, vale } from '../library/read.js';

export const fileNames = Object.values(libraryFiles);
export const steps = 3;

const problem = (file: string): FileProblem => ({ code: 'note-missing', message: 'Look there.', file, start: 1, end: 2 });

/** What one writer finds in its source of a number: a work of its own, a claim, and other claims than before in the one that all have read. */
export function importOf(writer: string, number: number): Update {
  const file = `../${writer}${number}.txt`;
  const work = { ...vale, title: `${writer} of ${number}`, issued: { 'date-parts': [[2000 + number]] } };
  const fresh = source(file, { works: [cited(work, `Vale ${number}`)], claims: [claim(0, `Said in ${number}.`)] });
  return (library, reserved) => {
    const { library: merged, problems } = merge(library, [article(number), fresh], reserved);
    return { library: merged, problems: [...problems, problem(file)] };
  };
}

/** The same article as it is read at each step. */
const article = (number: number) =>
  source('../article.txt', {
    works: [cited(vale, 'Vale'), cited(powell, 'Powell')],
    claims: [claim(0, 'Children were taught.'), claim(0, 'Deleted by a person.'), claim(1, 'One must talk.'), claim(0, `Only in ${number}.`)],
  });

/** A library in which a person has deleted a claim and a work, and changed a title. */
export async function begin(fs: FileSystem, folder: string): Promise<void> {
  await saveLibrary(fs, folder, importOf('first', 0));
  const rows = async (name: string): Promise<Record<string, unknown>[]> => JSON.parse(new TextDecoder().decode((await fs.read(`${folder}/${name}`))!)) as Record<string, unknown>[];
  const write = async (name: string, value: unknown): Promise<void> => fs.replace(`${folder}/${name}`, new TextEncoder().encode(`${JSON.stringify(value, null, 1)}\n`));
  await write('claims.json', (await rows('claims.json')).filter((row) => row['claim'] !== 'Deleted by a person.'));
  const items = (await rows('references.json')).filter((row) => row['id'] !== 'powell2014talking');
  await write('references.json', items.map((row) => (row['id'] === 'vale2018cubs' ? { ...row, title: 'My title' } : row)));
  await saveLibrary(fs, folder, importOf('first', 0));
}

export const nothingNew: Update = (library) => ({ library, problems: [] });

type Phase = 'before' | 'during' | 'after';
const phases: Phase[] = ['before', 'during', 'after'];

/** Where a process is to end: before, within or after its so manieth operation that changes the disk. */
export const pointOf = (number: number): { operation: number; phase: Phase } => ({ operation: Math.floor(number / 3), phase: phases[number % 3]! });

const changing = new Set(['open', 'rename', 'rm', 'link', 'mkdir', 'writeFile']);

/** The disk of a process that ends at a point. `end` throws, or ends the process indeed. */
export function endingDisk(number: number, end: () => never): typeof disk {
  const point = pointOf(number);
  let operations = 0;
  let ended = false;
  const open = new Set<FileHandle>();
  const stop = (): never => {
    ended = true;
    for (const file of open) void file.close();
    open.clear();
    return end();
  };
  const guarded = (act: (...args: never[]) => Promise<unknown>, part: (...args: never[]) => Promise<unknown>) => async (...args: never[]) => {
    if (ended) return stop();
    const now = operations++ === point.operation ? point.phase : null;
    if (now === 'before') return stop();
    if (now === 'during') return part(...args).then(stop, stop);
    const value = await act(...args);
    return now === 'after' ? stop() : value;
  };
  const nothing = (): Promise<void> => Promise.resolve();
  const halfWritten = (file: FileHandle) => (bytes: Uint8Array) => file.writeFile(bytes.subarray(0, bytes.length / 2));
  const handle = (file: FileHandle): FileHandle =>
    new Proxy(file, {
      get(target, name) {
        const held = Reflect.get(target, name, target) as (...args: never[]) => Promise<unknown>;
        const act = typeof held === 'function' ? held.bind(target) : held;
        if (name === 'writeFile') return guarded(act, halfWritten(target));
        if (name === 'close') return guarded(() => (open.delete(target), target.close()), nothing);
        return name === 'sync' ? guarded(act, nothing) : act;
      },
    });
  const openHandle = async (...args: Parameters<typeof disk.open>): Promise<FileHandle> => {
    const file = await disk.open(...args);
    open.add(file);
    return handle(file);
  };
  const unsigned = (path: string): Promise<void> => disk.writeFile(path, '', { flag: 'wx' });
  return new Proxy(disk, {
    get(target, name: keyof typeof disk) {
      const held = (name === 'open' ? openHandle : target[name]) as (...args: never[]) => Promise<unknown>;
      if (!changing.has(name)) return (...args: never[]) => (ended ? Promise.resolve().then(stop) : held(...args));
      return guarded(held, name === 'writeFile' ? unsigned : nothing);
    },
  });
}
