// `npm start`: builds Ibid, imports the example's sources, shows what was found, and opens VS Code on it. `--no-open` leaves that out.
import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Claim, LibraryItem } from '../src/library/library.js';
import { creators, textOf, year } from '../src/language/brief.js';
import { run } from './command.js';
import { copyExample, importExample } from './example.js';
import { table, wrapped } from './table.js';
import { cacheFolder, install, projectFolder } from './vscode/install.js';
import { start } from './vscode/server.js';
import { address } from './vscode/workbench.js';

const workspace = join(cacheFolder, 'example');
const worksWithClaims = 4;

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { 'no-open': { type: 'boolean' } } });
  console.log('Building …');
  await run(process.execPath, [join(projectFolder, 'scripts/build.mjs')]);
  await copyExample(workspace);
  await importExample(workspace);
  await showLibrary();
  if (!values['no-open']) await openEditor();
}

async function showLibrary(): Promise<void> {
  const items = await read<LibraryItem[]>('references.json');
  const claims = await read<Claim[]>('claims.json');
  const claimsOf = new Map(items.map(({ id }) => [id, claims.filter(({ reference }) => reference === id)]));
  console.log(`\n${items.length} works, ${claims.length} claims\n`);
  const rows = items.map((item) => [item.id, creators(item), year(item), textOf(item, 'title'), String(claimsOf.get(item.id)!.length)]);
  console.log(table(['cite key', 'by', 'year', 'title', 'claims'], rows, 3));
  const most = [...claimsOf].sort(([, a], [, b]) => b.length - a.length).slice(0, worksWithClaims);
  console.log('\nSome of the claims\n');
  for (const [key, [first, second]] of most) {
    console.log(key);
    for (const claim of [first, second]) if (claim) console.log(wrapped(inWords(claim), '  '));
  }
}

async function read<Content>(file: string): Promise<Content> {
  return JSON.parse(await readFile(join(workspace, file), 'utf8')) as Content;
}

function inWords({ claim, locator, source }: Claim): string {
  const cited = locator ? `${locator.label} ${locator.value}; ` : '';
  return `“${claim}” (${cited}${source.file}${source.page ? `, page ${source.page}` : ''})`;
}

async function openEditor(): Promise<void> {
  const draft = join(workspace, 'draft.md');
  const windows = process.platform === 'win32';
  const { status } = spawnSync('code', [`--extensionDevelopmentPath=${projectFolder}`, workspace, draft], { shell: windows, stdio: 'ignore' });
  if (status === 0) return console.log(`\nVS Code is open on ${workspace}. Type @ in draft.md, and hover a cite key.`);
  const server = await start(await install('newest'));
  console.log(`\nVS Code with Ibid: ${address(server, { workspace, extension: projectFolder })}`);
  console.log('Open it in a browser, type @ in draft.md, and hover a cite key. Ctrl-C ends it.');
  await new Promise(() => undefined);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
