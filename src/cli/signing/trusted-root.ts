import path from 'node:path';
import { publicGoodRoot, type TrustedRoot } from '../../core/signing/sigstore/trusted-root';
import { readTrustedRootFile } from '../../node/signing/trusted-root';
import { type Host } from '../host';

/**
 * Whom to trust keyless: what a file says, or Sigstore's public instance.
 * @throws {FileError}
 */
export function loadTrustedRoot(file: string | undefined, host: Host): TrustedRoot {
  if (file === undefined) return publicGoodRoot();
  return readTrustedRootFile({ path: path.resolve(host.cwd, file), shown: file });
}
