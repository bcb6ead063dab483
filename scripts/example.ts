// The example workspace: our own articles as sources, two drafts, and the library that Ibid makes of the sources.
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from './command.js';
import { projectFolder } from './vscode/install.js';

const example = join(projectFolder, 'media/example');
const importLimit = 60_000;

/** Copies the example into `folder`, where a draft that is there already is kept. */
export async function copyExample(folder: string): Promise<void> {
  await cp(example, folder, { recursive: true, force: false });
  await cp(join(example, 'sources'), join(folder, 'sources'), { recursive: true });
}

/** Imports the example's sources into `folder`, with the `ibid` that `npm run build` made. */
export async function importExample(folder: string, { quiet = false } = {}): Promise<void> {
  const ibid = join(projectFolder, 'dist/cli.js');
  // 1: done, with problems that a person should look at. The example has such on purpose.
  await run(process.execPath, [ibid, 'import', 'sources', '--out', '.'], { cwd: folder, limit: importLimit, quiet, admits: [0, 1] });
}
