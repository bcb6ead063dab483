// Bundles what ships into dist/: the extension, the terminal command, the thread in which both read sources, and apart from them the
// large libraries that are loaded when first needed, since VS Code compiles all of a file before it runs any. `--watch` rebuilds on change.
import { createHash } from 'node:crypto';
import { cp, readFile, readdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { build, context } from 'esbuild';

/** What is imported under a key is bundled into dist/KEY.js; `unpdf/pdfjs` under its last word. */
const apart = { citeproc: 'citeproc', pdfjs: 'unpdf/pdfjs', matrixSheet: 'src/language/matrixSheet.ts' };

/** @type {import('esbuild').Plugin} */
const loadApart = {
  name: 'load-apart',
  setup({ onResolve }) {
    const names = Object.keys(apart).join('|');
    onResolve({ filter: new RegExp(`(?:^|/)(?:${names})(?:\\.js)?$`) }, ({ path, kind }) =>
      kind === 'dynamic-import' ? { path: `./${/([^/]+?)(?:\.js)?$/.exec(path)[1]}.js`, external: true } : undefined,
    );
  },
};

const project = resolve(import.meta.dirname, '..');

/** A digest of all that decides what is read from a source; sources that an earlier Ibid read are read again when it is another. */
async function readingVersion() {
  const folders = ['src/text', 'src/documents', 'src/references', 'src/citations'];
  const inFolders = await Promise.all(folders.map(async (folder) => (await readdir(join(project, folder), { recursive: true })).map((file) => join(folder, file))));
  const files = [...inFolders.flat().filter((file) => file.endsWith('.ts')), 'src/csl.ts', 'package.json', 'media/reference-model.bin'];
  const hash = createHash('sha256');
  for (const file of files.sort()) hash.update(await readFile(join(project, file)));
  return hash.digest('hex').slice(0, 12);
}

const shared = {
  absWorkingDir: project,
  define: { READING_VERSION: JSON.stringify(await readingVersion()) },
  bundle: true,
  format: 'cjs',
  platform: 'node',
  target: 'node20',
  outdir: 'dist',
  // The messages are given to it: it need not load what reads files.
  alias: { '@vscode/l10n': '@vscode/l10n/dist/browser.js' },
  sourcemap: 'linked',
  sourcesContent: false,
  minify: true,
  logLevel: 'warning',
};

/** pdf.js asks what a class is called. Our own code does not: keeping the names costs a call each time that a function within another is made. */
const named = { keepNames: true };

/** The pages that run in webviews: dist/pages/NAME/ has NAME.js and NAME.css. The oldest browser is that of VS Code 1.100. */
const pageNames = (await readdir(join(project, 'src/pages'), { withFileTypes: true })).filter((entry) => entry.isDirectory()).map(({ name }) => name);
const pages = {
  ...shared,
  ...named,
  entryPoints: pageNames.flatMap((name) => ['ts', 'css'].map((kind) => ({ in: `src/pages/${name}/${name}.${kind}`, out: `${name}/${name}` }))),
  platform: 'browser',
  format: 'iife',
  target: 'chrome132',
  outdir: 'dist/pages',
  sourcemap: false,
  loader: { '.svg': 'dataurl', '.gif': 'dataurl' },
};

/** What pages load beside that: the template of all, and of the one that draws PDFs pdf.js's worker, character maps, the standard fonts, decoders of pictures. */
const besidePages = {
  'page.html': 'src/pages/page.html',
  'pdf/pdf.html': 'src/pages/pdf/pdf.html',
  'pdf/worker.js': 'node_modules/pdfjs-dist/legacy/build/pdf.worker.min.mjs',
  'pdf/cmaps': 'node_modules/pdfjs-dist/cmaps',
  'pdf/standard_fonts': 'node_modules/pdfjs-dist/standard_fonts',
  'pdf/wasm': 'node_modules/pdfjs-dist/wasm',
};

/** Of the decoders, not those for a browser without WebAssembly, nor what would run a document's own JavaScript. */
const isWanted = (file) => !/(?:nowasm_fallback\.js|quickjs-eval\.\w+)$/.test(file);

async function copyBesidePages() {
  await rm('dist/pages', { recursive: true, force: true });
  for (const [target, source] of Object.entries(besidePages)) await cp(source, `dist/pages/${target}`, { recursive: true, filter: isWanted });
}

const bundles = [
  { ...shared, entryPoints: { extension: 'src/extension.ts' }, external: ['vscode'], plugins: [loadApart] },
  { ...shared, entryPoints: { cli: 'src/cli/cli.ts' }, banner: { js: '#!/usr/bin/env node' }, plugins: [loadApart] },
  { ...shared, entryPoints: { worker: 'src/worker.ts' }, plugins: [loadApart] },
  { ...shared, entryPoints: apart, ...named },
  pages,
];

await copyBesidePages();

if (process.argv.includes('--watch')) for (const bundle of bundles) await (await context(bundle)).watch();
else await Promise.all(bundles.map((bundle) => build(bundle)));
