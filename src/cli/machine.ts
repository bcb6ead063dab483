import { createHash, randomBytes } from 'node:crypto';
import * as disk from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** What files are written with. Tests put in a disk that fails. */
export interface Machine {
  disk: typeof disk;
  /** Of the process that writes. */
  pid: number;
  wait: (milliseconds: number) => Promise<unknown>;
}

export const thisMachine: Machine = { disk, pid: process.pid, wait };

const host = createHash('sha256').update(hostname()).digest('hex').slice(0, 8);

/** Which process of which machine made a file: "3f2a90bc-4711". */
export const signature = ({ pid }: Machine): string => `${host}-${pid}`;

/** Whether the process that signed is known to have ended. Those of other machines can't be asked after. */
export function hasEnded(signed: string): boolean {
  const [signedHost, pid] = signed.split('-');
  if (signedHost !== host) return false;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return codeOf(error) === 'ESRCH';
  }
}

/** A name for a file that stands beside another for a moment: ".ibid-3f2a90bc-4711-0123456789ab.tmp". */
export const temporaryBeside = (machine: Machine, path: string): string =>
  join(dirname(path), `.ibid-${signature(machine)}-${randomBytes(6).toString('hex')}.tmp`);

const temporary = /^\.ibid-([0-9a-f]{8}-[0-9]{1,10})-[0-9a-f]{12}\.tmp$/;
const longestWriting = 3_600_000;

/** Removes what processes left behind that ended while they wrote. */
export async function sweep(machine: Machine, folder: string): Promise<void> {
  const names = await machine.disk.readdir(folder).catch(() => []);
  for (const name of names) {
    const signed = temporary.exec(name)?.[1];
    if (signed === undefined) continue;
    const path = join(folder, name);
    if (hasEnded(signed) || (await ageOf(machine, path)) > longestWriting) await machine.disk.rm(path, { force: true }).catch(() => undefined);
  }
}

/** "ENOENT" of an error of Node's. */
export const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? '';

/** Milliseconds since a file was last written to; 0 where it is gone. By the clock of this machine. */
export async function ageOf({ disk }: Machine, path: string): Promise<number> {
  const stat = await disk.stat(path).catch(() => null);
  return stat === null ? 0 : Date.now() - stat.mtimeMs;
}
