// A process that saves into the libraries of several folders at once, and may be ended while it does: `saver FOLDER,FOLDER WRITER FIRST LAST
// [POINT]`. Tells of each folder, by its place among them, the numbers that it has saved: "0 1".
import { writeSync } from 'node:fs';
import { thisMachine } from '../../src/cli/machine.js';
import { DiskFileSystem } from '../../src/cli/nodeFileSystem.js';
import { saveLibrary } from '../../src/library/files.js';
import { endingDisk, importOf } from './saving.js';

const [folders = '', writer = '', first = '', last = '', point] = process.argv.slice(2);

function end(): never {
  process.kill(process.pid, 'SIGKILL');
  // the signal may take a moment to come
  for (;;);
}

const disk = point === undefined ? thisMachine.disk : endingDisk(Number(point), end);
const fs = new DiskFileSystem({ ...thisMachine, disk });

async function save(folder: string, place: number): Promise<void> {
  for (let number = Number(first); number <= Number(last); number++) {
    const { saved, problems } = await saveLibrary(fs, folder, importOf(writer, number));
    if (!saved) throw new Error(JSON.stringify(problems));
    writeSync(1, `${place} ${number}\n`);
  }
}

writeSync(1, 'ready\n');
for (const [place, folder] of folders.split(',').entries()) void save(folder, place);
