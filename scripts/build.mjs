// Bundles what ships into dist/: the extension, the terminal command, and apart from them the large libraries that are loaded when
// first needed, since VS Code compiles all of a file before it runs any. `--watch` rebuilds on change.
import { resolve } from 'node:path';
import { build, context } from 'esbuild';

/** What is imported under a key is bundled into dist/KEY.js. */
const apart = { citeproc: 'citeproc', citationJs: './src/library/formats/citationJs.ts' };

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

const shared = {
  absWorkingDir: resolve(import.meta.dirname, '..'),
  bundle: true,
  format: 'cjs',
  platform: 'node',
  target: 'node20',
  outdir: 'dist',
  sourcemap: 'linked',
  sourcesContent: false,
  minify: true,
  keepNames: true,
  logLevel: 'warning',
  // citation-js would look addresses and identifiers up; nothing in Ibid may.
  alias: { 'sync-fetch': './scripts/offline.cjs', 'fetch-ponyfill': './scripts/offline.cjs' },
};

const bundles = [
  { ...shared, entryPoints: { extension: 'src/extension.ts' }, external: ['vscode'], plugins: [loadApart] },
  { ...shared, entryPoints: { cli: 'src/cli/cli.ts' }, banner: { js: '#!/usr/bin/env node' }, plugins: [loadApart] },
  { ...shared, entryPoints: apart },
];

if (process.argv.includes('--watch')) for (const bundle of bundles) await (await context(bundle)).watch();
else await Promise.all(bundles.map((bundle) => build(bundle)));
