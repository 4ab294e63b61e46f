// Takes the trusted root of Sigstore's public instance from the seeds in @sigstore/tuf: data, signed there by Sigstore.
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** Which release of @sigstore/tuf, and the day it was published (`npm view @sigstore/tuf time`): the root's age is told by it. */
const SNAPSHOT = { version: '5.0.1', published: '2026-11-05' };

export function publicGoodRoot() {
  const { version } = require('@sigstore/tuf/package.json');
  if (version !== SNAPSHOT.version)
    throw new Error(
      `@sigstore/tuf is ${version}: put it and the day it was published into scripts/generate/trusted-root.mjs`,
    );
  const { targets, 'root.json': tufRoot } = require('@sigstore/tuf/seeds.json')['https://tuf-repo-cdn.sigstore.dev'];
  const compact = (base64) => JSON.stringify(JSON.parse(Buffer.from(base64, 'base64').toString('utf8')));
  return `// Made by scripts/generate.mjs from the seeds of @sigstore/tuf ${version}. Do not edit.
/** Trusted root of Sigstore's public instance, the day it was current, and whose signatures its updates have (root.json of TUF). */
export const PUBLIC_GOOD = {
  date: '${SNAPSHOT.published}',
  json: ${JSON.stringify(compact(targets['trusted_root.json']))},
  tufRoot: ${JSON.stringify(compact(tufRoot))},
};
`;
}
