import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { useReferenceModel } from '../../src/references/model/labeller.js';

/** The model that ships. Mocha loads this file first, so that every test reads references as a user's Ibid does. */
export const referenceModel = gunzipSync(readFileSync(new URL('../../media/reference-model.bin', import.meta.url)));

useReferenceModel(referenceModel);
