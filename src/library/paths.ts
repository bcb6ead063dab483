/** Paths as `FileSystem` has them: absolute, with `/`. */

export function join(folder: string, name: string): string {
  return folder.endsWith('/') ? folder + name : `${folder}/${name}`;
}

/** The folder that a file stands in. */
export const fileName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

export const parent = (path: string): string => path.slice(0, Math.max(1, path.lastIndexOf('/')));

/** "txt" of "notes/a.TXT"; '' where there is none. */
export function extension(path: string): string {
  const name = fileName(path);
  const dot = name.lastIndexOf('.');
  return dot <= 0 ? '' : name.slice(dot + 1).toLowerCase();
}

/**
 * A path as it is seen from a folder; as it is, where they share no root.
 *
 * @example relativePath('/review/library', '/review/sources/a.txt') // '../sources/a.txt'
 */
export function relativePath(folder: string, path: string): string {
  const from = folder.split('/').filter((part) => part !== '');
  const to = path.split('/').filter((part) => part !== '');
  let shared = 0;
  while (shared < from.length && shared < to.length - 1 && from[shared] === to[shared]) shared++;
  const otherDrive = shared === 0 && /^[A-Za-z]:$/.test(to[0] ?? '');
  return otherDrive ? path : [...from.slice(shared).map(() => '..'), ...to.slice(shared)].join('/');
}

/** The inverse of `relativePath`. */
export function absolutePath(folder: string, path: string): string {
  if (path.startsWith('/') || /^[A-Za-z]:\//.test(path)) return path;
  const parts = folder.split('/');
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}
