import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import * as disk from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { build } from 'esbuild';
import { thisMachine } from '../../src/cli/machine.js';
import { DiskFileSystem, libraryPath } from '../../src/cli/nodeFileSystem.js';
import { saveLibrary } from '../../src/library/files.js';
import { MemoryFileSystem } from '../support/memoryFileSystem.js';
import { randomFrom } from '../support/random.js';
import { begin, endingDisk, fileNames, importOf, nothingNew, steps } from './saving.js';

/** The words of each file of a library, in the order of `fileNames`. */
type State = readonly string[];

/** No process has it. */
const pidOfNone = 2 ** 30;

/** What the library is after each step of one writer that nothing disturbs. */
async function statesOf(writer: string): Promise<State[]> {
  const fs = new MemoryFileSystem();
  await begin(fs, '/lib');
  const state = (): State => fileNames.map((name) => fs.text(`/lib/${name}`)!);
  const states = [state()];
  for (let number = 1; number <= steps; number++) {
    await saveLibrary(fs, '/lib', importOf(writer, number));
    states.push(state());
  }
  return states;
}

// a process of its own is what a crash ends, and a disk what it leaves behind
describe('a process that is killed while it saves', function () {
  this.timeout(300_000);
  let folder = '';
  let program = '';
  let states: State[] = [];

  const library = (name: string): string => libraryPath(name, folder);
  const stateIn = (path: string): Promise<State> => Promise.all(fileNames.map((name) => disk.readFile(join(path, name), 'utf8')));

  before(async () => {
    folder = await disk.realpath(await disk.mkdtemp(join(tmpdir(), 'ibid-')));
    program = join(folder, 'saver.cjs');
    await build({ entryPoints: ['test/cli/saver.ts'], outfile: program, bundle: true, platform: 'node', format: 'cjs', minify: true, logLevel: 'error' });
    states = await statesOf('next');
    await begin(new DiskFileSystem(), library('begun'));
    assert.deepEqual(await stateIn(library('begun')), states[0]);
  });
  after(() => disk.rm(folder, { recursive: true }));

  async function fresh(name: string): Promise<string> {
    await disk.cp(library('begun'), library(name), { recursive: true });
    return library(name);
  }

  /** Runs the program until it ends or is ended; the number it has saved last in each folder. */
  async function run(folders: readonly string[], args: readonly string[], killAfter?: number): Promise<number[]> {
    const child = spawn(process.execPath, [program, folders.join(), ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
    if (killAfter !== undefined) void once(child.stdout, 'data').then(() => wait(killAfter)).then(() => child.kill('SIGKILL'));
    await once(child, 'close');
    return folders.map((_, place) => said.split('\n').filter((line) => line.startsWith(`${place} `)).length);
  }

  /** Has a process killed while it saves into four libraries, so many times. */
  async function killed(name: string, times: number, args: (turn: number) => string[], killAfter?: (turn: number) => number): Promise<void> {
    for (let turn = 0; turn < times; turn++) {
      const paths = await Promise.all([0, 1, 2, 3].map((place) => fresh(`${name}-${turn}-${place}`)));
      const saved = await run(paths, args(turn), killAfter?.(turn));
      await Promise.all(paths.map((path, place) => checkAfter(saved[place]!, path, path)));
    }
  }

  /** Each file is whole; the next save leaves one of the two states there can be, of all files, and the next that writes nothing beside them. */
  async function checkAfter(saved: number, path: string, where: string): Promise<void> {
    const possible = states.slice(saved, saved + 2);
    for (const [index, text] of (await stateIn(path)).entries()) {
      assert.ok(possible.some((state) => state[index] === text), `${where}: ${fileNames[index]} is neither old nor new`);
    }
    const fs = new DiskFileSystem();
    const next = await saveLibrary(fs, path, nothingNew);
    assert.ok(next.saved, `${where}: ${JSON.stringify(next.problems)}`);
    const state = await stateIn(path);
    assert.ok(possible.some((one) => one.every((text, index) => text === state[index])), `${where}: the files are out of step`);
    await saveLibrary(fs, path, importOf('later', 1));
    assert.deepEqual((await disk.readdir(path)).sort(), [...fileNames].sort(), where);
    await disk.rm(path, { recursive: true });
  }

  it('has a person’s deletions and changes in every state that it can leave', () => {
    for (const [references, , claims] of states) {
      assert.match(references!, /"My title"/);
      assert.doesNotMatch(references!, /"id": "powell2014talking"/);
      assert.doesNotMatch(claims!, /Deleted by a person/);
    }
    assert.equal(new Set(states.map((state) => state.join())).size, steps + 1);
  });

  it('loses nothing, whichever operation was its last', async () => {
    let point = 0;
    for (let ended = true; ended; point++) {
      ended = false;
      const path = await fresh(`simulated-${point}`);
      const ending = endingDisk(point, () => {
        ended = true;
        throw new Error('The process has ended.');
      });
      const fs = new DiskFileSystem({ ...thisMachine, disk: ending, pid: pidOfNone });
      const { saved } = await saveLibrary(fs, path, importOf('next', 1)).catch(() => ({ saved: false }));
      await ageUnsignedLock(path);
      await checkAfter(saved && !ended ? 1 : 0, path, `point ${point}`);
    }
    assert.ok(point > 100, String(point));
  });

  it('loses nothing when it is killed at one of its operations', () => {
    const random = randomFrom(5);
    return killed('at', 28, () => ['next', '1', String(steps), String(random(2000))]);
  });

  it('loses nothing when it is killed at any time', () => {
    const random = randomFrom(7);
    return killed('after', 28, () => ['next', '1', String(steps)], () => random(150));
  });

  it('loses nothing of what another process writes at the same time, nor that of what it wrote itself', async () => {
    const path = await fresh('shared');
    await Promise.all(['left', 'right', 'far'].map((writer) => run([path], [writer, '1', '5'])));
    const references = await disk.readFile(join(path, 'references.json'), 'utf8');
    for (const writer of ['left', 'right', 'far']) {
      for (let number = 1; number <= 5; number++) assert.ok(references.includes(`${writer} of ${number}`), `${writer} of ${number}`);
    }
    assert.deepEqual((await disk.readdir(path)).sort(), [...fileNames].sort());
  });
});

/** So that nobody has to wait for it to be old. */
async function ageUnsignedLock(path: string): Promise<void> {
  const lock = join(path, '.ibid-lock');
  if ((await disk.readFile(lock, 'utf8').catch(() => null)) === '') await disk.utimes(lock, 0, 0);
}
