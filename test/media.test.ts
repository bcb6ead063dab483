// What is shipped beside the code: the schema of claims.json, the styles, the notices.
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import * as z from 'zod/mini';
import { shippedStyles } from '../src/language/styles.js';
import { claimSchema } from '../src/library/library.js';
import { matrixSchema } from '../src/library/saveMatrix.js';
import { features, languageNames, worksIn } from './support/features.js';

const root = new URL('../', import.meta.url);
const read = (name: string): Promise<string> => readFile(new URL(name, root), 'utf8');

const schemas: [file: string, schema: z.ZodMiniType, description: string][] = [
  ['claims', z.array(claimSchema), 'The claims of an Ibid library: what each work was cited for, and where.'],
  ['matrix', matrixSchema, 'What a person keeps of the literature matrix of an Ibid library: themes, and notes in its cells.'],
];
for (const [file, validated, description] of schemas) {
  describe(`media/${file}.schema.json`, () => {
    it(`is the schema that ${file}.json is validated with`, async () => {
      const { $schema, ...schema } = z.toJSONSchema(validated);
      assert.deepEqual(JSON.parse(await read(`media/${file}.schema.json`)), { $schema, title: `${file}.json`, description, ...schema });
    });
  });
}

describe('media/styles', () => {
  it('keeps the licence of every style and locale', async () => {
    const names = await readdir(new URL('media/styles/', root));
    assert.ok(names.length > 0);
    for (const name of names) assert.match(await read(`media/styles/${name}`), /<rights license="[^"]*by-sa[^"]*">/, name);
  });

  it('has each style that can be chosen in the settings', async () => {
    const { contributes } = JSON.parse(await read('package.json')) as {
      contributes: { configuration: { properties: { 'ibid.hover.style': { enum: string[] } } } };
    };
    const offered = contributes.configuration.properties['ibid.hover.style'].enum;
    assert.deepEqual(offered, shippedStyles);
    for (const style of offered) await read(`media/styles/${style}.csl`);
  });
});

describe('README.md', () => {
  it('says what works in which language, as it is tested', async () => {
    const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
    const table = [
      row(['', ...languageNames]),
      row(['---', ...languageNames.map(() => ':-:')]),
      ...features.map((feature) => row([feature, ...languageNames.map((name) => (worksIn(feature, name) ? '✓' : '–'))])),
    ];
    assert.ok((await read('README.md')).includes(table.join('\n')), `README.md should have this table:\n\n${table.join('\n')}`);
  });
});

describe('the package', () => {
  it('has the pictures that it names', async () => {
    const pictures = [...(await read('package.json')).matchAll(/"(media\/[^"]+\.(?:svg|png))"/g)].map(([, path]) => path!);
    // "!media/walkthrough/*.png"
    const carried = (await read('.vscodeignore')).split('\n').map((line) => line.split('*'));
    const isCarried = (path: string): boolean => carried.some(([start, end = '']) => path.startsWith(start!.slice(1)) && (end === '' ? start === `!${path}` : path.endsWith(end)));
    assert.ok(pictures.length > 1);
    for (const path of pictures) assert.ok(isCarried(path) && (await read(path)) !== '', path);
  });
});

describe('NOTICE.md', () => {
  it('names every package that is carried', async () => {
    const pages = (await readdir(new URL('src/pages/', root), { withFileTypes: true })).filter((entry) => entry.isDirectory());
    const { metafile } = await build({
      entryPoints: ['src/extension.ts', 'src/cli/cli.ts', 'src/worker.ts', ...pages.map(({ name }) => `src/pages/${name}/${name}.ts`)],
      loader: { '.svg': 'dataurl', '.gif': 'dataurl' },
      absWorkingDir: fileURLToPath(root),
      bundle: true,
      platform: 'node',
      format: 'cjs',
      external: ['vscode'],
      metafile: true,
      write: false,
      outdir: 'out',
      logLevel: 'silent',
    });
    const carried = Object.keys(metafile.inputs).flatMap((file) => /^.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? []);
    const notice = await read('NOTICE.md');
    assert.deepEqual([...new Set(carried)].filter((name) => !notice.includes(`\`${name}\``)), []);
  }).timeout(30_000);
});
