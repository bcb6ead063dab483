import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { FileSystemError } from '../library/fileSystem.js';
import { ageOf, codeOf, hasEnded, signature, temporaryBeside, type Machine } from './machine.js';

const name = '.ibid-lock';
const pauseMilliseconds = 25;
const longestWait = 30_000;
/** Who holds a lock says so every few seconds, so that one nobody has spoken for in a long time is known to be left over. */
const beatMilliseconds = 5_000;
const leftOverAfter = 60_000;
/** A lock is made and then signed; one that stays unsigned was left by a process that ended in between. */
const unsignedAfter = 2_000;
/** For so long Windows may refuse to make a file of a name that was just removed. */
const longestRemoval = 1_000;

/**
 * One writer at a time in a folder: a file that only one process can make says who writes there. One that a crash has left is taken away
 * at once where its process ran on this machine, else when it is old.
 *
 * Not `proper-lockfile` 4.1: of two processes that find the same old lock there, one takes away the other's new one (its issue 121).
 */
export class FolderLock {
  private readonly path: string;
  private readonly words: string;
  private beat: ReturnType<typeof setInterval> | undefined;

  constructor(private readonly machine: Machine, folder: string) {
    this.path = join(folder, name);
    this.words = `${signature(machine)} ${randomUUID()}`;
  }

  /** Throws an error of Node's, or a `FileSystemError` where another process holds the folder for too long. */
  async take(): Promise<void> {
    const { disk, wait } = this.machine;
    for (let waited = 0; !(await this.make(waited)); waited += pauseMilliseconds) {
      if (await this.takeAwayLeftOver()) continue;
      if (waited >= longestWait) throw FileSystemError.because('busy', this.path, 'if no other window or program of Ibid’s is at work, delete this file');
      await wait(pauseMilliseconds);
    }
    const speak = (): Promise<void> => disk.utimes(this.path, new Date(), new Date()).catch(() => undefined);
    this.beat = setInterval(() => void speak(), beatMilliseconds).unref();
  }

  async release(): Promise<void> {
    clearInterval(this.beat);
    if ((await this.held()) === this.words) await this.machine.disk.rm(this.path, { force: true });
  }

  /** False where someone has it. */
  private async make(waited: number): Promise<boolean> {
    try {
      await this.machine.disk.writeFile(this.path, this.words, { flag: 'wx' });
      return true;
    } catch (error) {
      const code = codeOf(error);
      if (code === 'EEXIST' || (code === 'EPERM' && waited < longestRemoval)) return false;
      throw error;
    }
  }

  private async held(): Promise<string | null> {
    return this.machine.disk.readFile(this.path, 'utf8').catch(() => null);
  }

  private async isLeftOver(words: string): Promise<boolean> {
    const [signed = ''] = words.split(' ');
    return hasEnded(signed) || (await ageOf(this.machine, this.path)) > (words === '' ? unsignedAfter : leftOverAfter);
  }

  /** Moved away first, since of several who find it only one can do that; who has then moved a lock that was made in the meantime puts it back. */
  private async takeAwayLeftOver(): Promise<boolean> {
    const { disk } = this.machine;
    const words = await this.held();
    if (words === null || !(await this.isLeftOver(words))) return false;
    const aside = temporaryBeside(this.machine, this.path);
    if (!(await disk.rename(this.path, aside).then(() => true, () => false))) return true;
    if ((await disk.readFile(aside, 'utf8')) !== words) await disk.link(aside, this.path).catch(() => undefined);
    await disk.rm(aside, { force: true });
    return true;
  }
}
