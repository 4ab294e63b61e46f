import { type JsonObject } from '../../bom/view/json';
import { type Inventory } from '../../modelfolder/inventory';
import { describedFiles } from '../facts/files';
import { type BomOptions } from '../generated';

/** Files of the model with their hashes. */
export function fileComponents(inventory: Inventory, options: BomOptions): JsonObject[] {
  return describedFiles(inventory, options).map(({ path, hash, isVerified, isPickle, license }) => ({
    type: 'file',
    'bom-ref': `file/${path}`,
    name: path,
    ...(isPickle ? { description: 'A pickle: loading it can run any code.' } : {}),
    ...(hash === undefined ? {} : { hashes: [{ alg: 'SHA-256', content: hash }] }),
    ...(license === undefined ? {} : { licenses: [{ expression: license, acknowledgement: 'declared' }] }),
    ...(hash === undefined || isVerified
      ? {}
      : {
          properties: [{ name: 'model-openness:hash', value: 'as the folder tells it; the file itself was not read' }],
        }),
  }));
}
