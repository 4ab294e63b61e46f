import { createRequire } from 'node:module';
import fetch from '../../../src/node/sigstore/sign/fetch';

const require = createRequire(__filename);

/** Has \@sigstore/sign ask services as it does in the bundle, where make-fetch-happen is replaced. To be called before it is loaded. */
export function useOwnFetch(): void {
  const id = require.resolve('make-fetch-happen');
  const module = Object.assign(Object.create(null) as NodeJS.Module, {
    id,
    filename: id,
    loaded: true,
    exports: fetch,
  });
  require.cache[id] = module;
}
