import * as vscode from 'vscode';

/** The model that reads references, taken from the extension's own files when first needed. */
export class ReferenceModel {
  private given: Promise<void> | undefined;

  constructor(private readonly file: vscode.Uri) {}

  /** @throws when the file is missing or broken; the next call tries again. */
  ready(): Promise<void> {
    this.given ??= this.give().catch((error: unknown) => {
      this.given = undefined;
      throw error;
    });
    return this.given;
  }

  private async give(): Promise<void> {
    const { useReferenceModel } = await import('../references/model/labeller.js');
    const packed = new Blob([new Uint8Array(await vscode.workspace.fs.readFile(this.file))]);
    const bytes = await new Response(packed.stream().pipeThrough(new DecompressionStream('gzip'))).arrayBuffer();
    useReferenceModel(new Uint8Array(bytes));
  }
}
