import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** The bytes of the reference model, unpacked, from where it ships beside the bundles. */
export const referenceModelFile = async (): Promise<Uint8Array> => gunzipSync(await readFile(join(__dirname, '../media/reference-model.bin')));
