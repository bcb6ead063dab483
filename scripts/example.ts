// The example workspace: our own articles as sources, two drafts, and the library that Ibid makes of the sources.
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from './command.js';
import { projectFolder } from './vscode/install.js';

const example = join(projectFolder, 'media/example');
const importLimit = 60_000;

/** Copies the example into `folder` and imports its sources there, with the `ibid` that `npm run build` made. */
export async function copyExample(folder: string): Promise<void> {
  await cp(example, folder, { recursive: true });
  await importSources(folder);
}

async function importSources(folder: string): Promise<void> {
  const ibid = join(projectFolder, 'dist/cli.js');
  await run(process.execPath, [ibid, 'import', join(folder, 'sources'), '--out', folder], { cwd: folder, limit: importLimit, quiet: true });
}
