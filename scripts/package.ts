import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { run } from './command.js';
import { projectFolder } from './vscode/install.js';

/** Where the tests have their package. */
export const packageFile = join(projectFolder, 'out/ibid.vsix');

/** Packages what was built, by the command that a release is made with. */
export async function makePackage(): Promise<void> {
  await mkdir(dirname(packageFile), { recursive: true });
  await run('npm', ['run', 'package', '--', '--out', packageFile], { cwd: projectFolder, quiet: true });
}
