// Bundles what ships into dist/: the extension and the terminal command. `--watch` rebuilds on change.
import { resolve } from 'node:path';
import { build, context } from 'esbuild';

const shared = {
  absWorkingDir: resolve(import.meta.dirname, '..'),
  bundle: true,
  format: 'cjs',
  platform: 'node',
  target: 'node20',
  sourcemap: 'linked',
  sourcesContent: false,
  minify: true,
  keepNames: true,
  logLevel: 'warning',
};

const bundles = [
  { ...shared, entryPoints: { extension: 'src/extension.ts' }, outdir: 'dist', external: ['vscode'] },
  { ...shared, entryPoints: { cli: 'src/cli/cli.ts' }, outdir: 'dist', banner: { js: '#!/usr/bin/env node' } },
];

if (process.argv.includes('--watch')) for (const bundle of bundles) await (await context(bundle)).watch();
else await Promise.all(bundles.map((bundle) => build(bundle)));
