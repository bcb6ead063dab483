/** Articles printed to PDF by a browser, kept in the system's temporary folder by the content they have. */
import { createHash } from 'node:crypto';
import { mkdirSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { openBrowser } from '../../../scripts/vscode/browser.js';
import type { Article } from '../linkingArticle.js';
import { printedParts, styleSheet, type PageLayout } from './html.js';

const cache = join(tmpdir(), 'ibid-rendered');
const paginate = readFileSync(join(__dirname, 'paginate.js'), 'utf8');

/** Prints what is not there yet; the browser is opened for the first that is not. */
export class Printer {
  private browser: Promise<Browser> | null = null;

  async print(article: Article, layout: PageLayout): Promise<Uint8Array> {
    const printed = JSON.stringify(printedParts(article, layout));
    const digest = createHash('sha256').update(styleSheet).update(paginate).update(printed).digest('hex');
    const file = join(cache, `${digest}.pdf`);
    if (!existsSync(file)) {
      mkdirSync(cache, { recursive: true });
      writeFileSync(`${file}.part`, await this.printNew(article.title, printed));
      renameSync(`${file}.part`, file);
    }
    return Uint8Array.from(readFileSync(file));
  }

  private async printNew(title: string, printed: string): Promise<Uint8Array> {
    this.browser ??= openBrowser();
    const page = await (await this.browser).newPage();
    try {
      await page.setContent(`<!doctype html><html lang="en"><head><meta charset="utf-8"><title></title><style>${styleSheet}</style></head><body></body></html>`);
      await page.addScriptTag({ content: paginate });
      await page.evaluate(`document.title = ${JSON.stringify(title)}; paginate(${printed})`);
      return await page.pdf({ preferCSSPageSize: true });
    } finally {
      await page.close();
    }
  }

  async close(): Promise<void> {
    await (await this.browser)?.close();
  }
}
