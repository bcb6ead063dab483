// The extension host's part of an import, in a process of its own: `importHost WORKER SOURCES LIBRARY`. Prints what it measured as JSON.
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { nodeFileSystem } from '../../src/cli/nodeFileSystem.js';
import { Background } from '../../src/editor/background.js';
import type { LibraryView } from '../../src/library/library.js';
import { openLibrary } from '../../src/library/packedLibrary.js';
import { viewOfParts } from '../../src/library/view.js';
import { startThread } from '../../src/thread.js';

export interface Measured {
  /** Of processor time, in all threads. */
  milliseconds: number;
  /** The most milliseconds that the main thread worked without letting anything else have its turn. */
  longestHold: number;
  /** At most, in all threads. */
  megabytes: number;
  works: number;
  /** Of people, as they were read from the sources. */
  familyNames: string[];
}

/** The library is read again when its files have changed, which they do every few seconds. */
const reloadMilliseconds = 2_000;

/** Milliseconds that the main thread has worked, where the system tells; else those that have passed, which also count what others did. */
function worked(): number {
  try {
    return Number(readFileSync(`/proc/self/task/${process.pid}/schedstat`, 'utf8').split(' ')[0]) / 1e6;
  } catch {
    return performance.now();
  }
}

/** Looks every millisecond, or whenever it is let, how long the main thread has worked since it last looked. */
function watchHolds(): { end: () => number } {
  let longest = 0;
  let last = worked();
  const timer = setInterval(() => {
    const now = worked();
    longest = Math.max(longest, now - last);
    last = now;
  }, 1);
  return {
    end() {
      clearInterval(timer);
      return longest;
    },
  };
}

async function measure(worker: string, sources: string, library: string): Promise<Measured> {
  const disk = { ...nodeFileSystem, onDisk: true };
  const background = new Background(() => startThread({}, worker));
  const load = async (): Promise<LibraryView> => {
    const opened = openLibrary((await background.loadLibrary(disk, library)).library);
    const view = viewOfParts(opened);
    view.search('a', 1);
    return view;
  };
  const before = process.cpuUsage();
  const holds = watchHolds();
  let over = false;
  const importing = background.importSources(disk, [sources], library, {}).finally(() => (over = true));
  while (!over) {
    await Promise.race([importing, pause(reloadMilliseconds)]);
    await load();
  }
  const longestHold = holds.end();
  const { user, system } = process.cpuUsage(before);
  const view = await load();
  const items = view.search('', view.size);
  background.dispose();
  const familyNames = [...new Set(items.flatMap(({ author = [] }) => author.map(({ family = '' }) => family)))];
  const megabytes = process.resourceUsage().maxRSS / 1024;
  return { milliseconds: (user + system) / 1000, longestHold, megabytes, works: items.length, familyNames };
}

const [worker, sources, library] = process.argv.slice(2) as [string, string, string];
void measure(worker, sources, library).then((measured) => console.log(JSON.stringify(measured)));
