import { featuresOf } from '../../../src/references/model/features.js';
import { stateCount, transitionWeightCount } from '../../../src/references/model/model.js';
import { stateNamed } from '../../../src/references/model/states.js';
import { modelTokens } from '../../../src/references/model/words.js';
import { packModel } from '../../../scripts/train/write.js';

interface Wish {
  /** A word; the feature that names it is the first of its token. */
  like: string;
  state: string;
  weight: number;
}

/** The bytes of a model that knows a few words. */
export function modelOf(wishes: readonly Wish[]): Uint8Array {
  const features = new Float32Array(wishes.length * stateCount);
  const keys = Uint32Array.from(wishes, ({ like, state, weight }, row) => {
    features[row * stateCount + stateNamed(state)!] = weight;
    return featuresOf(like, modelTokens(like)).ids[0]!;
  });
  return packModel({ start: new Float32Array(stateCount), transitions: new Float32Array(transitionWeightCount), keys, features });
}
