import { join, parent } from '../../library/paths.js';
import { isHidden } from '../../library/sourceSearch.js';

/** So many folders are looked into for one pattern, so many files taken. */
const mostFolders = 500;
const mostFiles = 500;
const deepest = 16;
const mostAlternatives = 50;
/** A folder is seldom called so, and to ask the disk of each file whether it is one takes long. */
const fileName = /\.[a-z]\w{0,4}$/i;

export const isPattern = (path: string): boolean => /[*?{]/.test(path);

/** What stands in a folder; null for what is none. */
export type ListFolder = (folder: string) => Promise<readonly string[] | null>;

/**
 * The paths below a folder that fit a pattern: `*` and `?` within a name, `**` for any folders, `{a,b}`. In the order of their names. Bounded, so that
 * of a very large folder only a part is seen; stars pass over hidden folders and node_modules.
 *
 * @example matching('/thesis', 'bib/*.bib', list) // ['/thesis/bib/a.bib', '/thesis/bib/b.bib']
 */
export async function matching(folder: string, pattern: string, list: ListFolder): Promise<string[]> {
  const walk = new Walk(list);
  for (const one of alternatives(pattern)) await walk.from(folder, one.split('/').filter((segment) => segment !== '' && segment !== '.'), 0);
  return [...walk.found];
}

class Walk {
  readonly found = new Set<string>();
  private folders = 0;

  constructor(private readonly list: ListFolder) {}

  async from(folder: string, [segment, ...rest]: readonly string[], depth: number): Promise<void> {
    if (segment === undefined || depth > deepest) return;
    if (rest.length > 0 && !isPattern(segment)) return this.from(segment === '..' ? parent(folder) : join(folder, segment), rest, depth + 1);
    if (segment === '**') await this.from(folder, rest, depth);
    for (const name of await this.namesIn(folder)) {
      const path = join(folder, name);
      if (rest.length === 0) this.take(path, fits(name, segment));
      else if (isHidden(name) || fileName.test(name)) continue;
      else if (segment === '**') await this.from(path, [segment, ...rest], depth + 1);
      else if (fits(name, segment)) await this.from(path, rest, depth + 1);
    }
  }

  private take(path: string, fitting: boolean): void {
    if (fitting && this.found.size < mostFiles) this.found.add(path);
  }

  private async namesIn(folder: string): Promise<string[]> {
    if (this.folders++ >= mostFolders) return [];
    return [...((await this.list(folder)) ?? [])].sort();
  }
}

/** "{a,b}.bib" as "a.bib" and "b.bib". */
function alternatives(pattern: string): string[] {
  const done: string[] = [];
  const open = [pattern];
  for (let one = open.pop(); one !== undefined; one = open.pop()) {
    const [braces, inner] = /\{([^{}]{0,500})\}/.exec(one) ?? [];
    if (braces === undefined || open.length + done.length > mostAlternatives) done.push(one);
    else for (const choice of inner!.split(',').slice(0, mostAlternatives).reverse()) open.push(one.replace(braces, () => choice));
  }
  return done;
}

/**
 * Whether a path fits a pattern, as the setting files.exclude has it.
 *
 * @param path from the folder that the pattern starts in
 * @example fitsPattern('thesis/out', '**\/out') // true
 */
export function fitsPattern(path: string, pattern: string): boolean {
  const names = path.split('/');
  return alternatives(pattern).some((one) => fitsFolders(names, one.split('/').filter((segment) => segment !== '' && segment !== '.')));
}

/** As `fits`, of the names of folders; `**` stands for any of them. */
function fitsFolders(names: readonly string[], segments: readonly string[]): boolean {
  let [at, of] = [0, 0];
  let star: { at: number; of: number } | null = null;
  while (at < names.length) {
    const segment = segments[of];
    if (segment === '**') star = { at, of: of++ };
    else if (segment !== undefined && fits(names[at]!, segment)) [at, of] = [at + 1, of + 1];
    else if (star) [at, of] = [++star.at, star.of + 1];
    else return false;
  }
  while (segments[of] === '**') of++;
  return of === segments.length;
}

/** Whether a name fits `*` and `?`. Only the last star is tried anew, so that no pattern takes longer than its length times the name's. */
function fits(name: string, segment: string): boolean {
  let [at, of] = [0, 0];
  let star: { at: number; of: number } | null = null;
  while (at < name.length) {
    if (segment[of] === '*') star = { at, of: of++ };
    else if (of < segment.length && (segment[of] === '?' || segment[of] === name[at])) [at, of] = [at + 1, of + 1];
    else if (star) [at, of] = [++star.at, star.of + 1];
    else return false;
  }
  while (segment[of] === '*') of++;
  return of === segment.length;
}
