// Imports as the editor does them, each in a process of its own: how time and memory grow, and how long the one thread that answers to keystrokes was held.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { buildSync } from 'esbuild';
import type { Measured } from './importHost.js';
import { numbers, pseudoWord } from './library.js';
import { rounded, type Figures } from './measure.js';

const project = resolve(import.meta.dirname, '../..');
const sizes = [10, 100, 500] as const;

/** Bundles the host, beside which nothing runs but what `npm run build` has made. */
function buildHost(): string {
  execFileSync(process.execPath, [join(project, 'scripts/build.mjs')]);
  const outfile = join(project, 'out/bench/importHost.cjs');
  buildSync({ entryPoints: [join(import.meta.dirname, 'importHost.ts')], bundle: true, format: 'cjs', platform: 'node', target: 'node20', external: ['vscode'], outfile });
  return outfile;
}

function importIn(host: string, sources: string): Measured {
  const library = mkdtempSync(join(tmpdir(), 'ibid-bench-library-'));
  try {
    return JSON.parse(execFileSync(process.execPath, [host, join(project, 'dist/worker.js'), sources, library], { encoding: 'utf8' })) as Measured;
  } finally {
    rmSync(library, { recursive: true });
  }
}

type Texts = [name: string, text: string][];

const textsIn = (folder: string): Texts => readdirSync(folder).filter((name) => /\.(?:txt|md)$/.test(name)).map((name) => [name, readFileSync(join(folder, name), 'utf8')]);

/** As many sources as asked for: copies in which other people wrote and are cited. */
function writeCopies(texts: Texts, families: readonly string[], count: number, folder: string): void {
  mkdirSync(folder);
  const random = numbers(7);
  const name = new RegExp(`\\b(?:${families.join('|')})\\b`, 'g');
  for (let copy = 0; copy * texts.length < count; copy++) {
    const others = new Map(families.map((family) => [family, pseudoWord(random).replace(/^./, (letter) => letter.toUpperCase())]));
    for (const [file, text] of texts.slice(0, count - copy * texts.length)) {
      writeFileSync(join(folder, `${copy}-${file}`), text.replace(name, (found) => others.get(found)!));
    }
  }
}

/** @param examples the folder with the sources that are copied */
export function benchImport(examples: string): Figures & { megabytes: object } {
  const host = buildHost();
  const folder = mkdtempSync(join(tmpdir(), 'ibid-bench-'));
  try {
    const families = importIn(host, examples).familyNames.filter((name) => /^\p{L}{3,}$/u.test(name));
    const measured = sizes.map((count) => {
      const sources = join(folder, String(count));
      writeCopies(textsIn(examples), families, count, sources);
      const one = importIn(host, sources);
      console.log(`import of ${count} sources: ${Math.round(one.milliseconds)} ms, ${one.works} works; host held for ${one.longestHold.toFixed(1)} ms at most; ${Math.round(one.megabytes)} MB`);
      return one;
    });
    const [ten, hundred, fiveHundred] = measured as [Measured, Measured, Measured];
    return {
      ratios: {
        'time for 10 times the sources': rounded(hundred.milliseconds / ten.milliseconds),
        'time for 50 times the sources': rounded(fiveHundred.milliseconds / ten.milliseconds),
      },
      milliseconds: {
        ...Object.fromEntries(sizes.map((count, index) => [`${count} sources`, Math.round(measured[index]!.milliseconds)])),
        'longest hold of the host at 500': rounded(fiveHundred.longestHold),
      },
      megabytes: Object.fromEntries(sizes.map((count, index) => [`${count} sources`, Math.round(measured[index]!.megabytes)])),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
