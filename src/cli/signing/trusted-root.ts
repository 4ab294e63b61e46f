import path from 'node:path';
import {
  publicGoodRoot,
  readTrustedRoot,
  TrustedRootError,
  type TrustedRoot,
} from '../../core/signing/sigstore/trusted-root';
import { FileError } from '../../node/files/errors';
import { readFile } from '../../node/files/read';
import { type Host } from '../host';

const MAX_BYTES = 16 * 1024 * 1024;

/**
 * Whom to trust keyless: what a file says, or Sigstore's public instance.
 * @throws {FileError}
 */
export function loadTrustedRoot(file: string | undefined, host: Host): TrustedRoot {
  if (file === undefined) return publicGoodRoot();
  const { bytes } = readFile(path.resolve(host.cwd, file), file, { maxBytes: MAX_BYTES })!;
  try {
    return readTrustedRoot(bytes, file);
  } catch (error) {
    if (!(error instanceof TrustedRootError)) throw error;
    throw new FileError(file, `cannot be used as trusted root: ${error.message.replace(/\.$/, '')}`);
  }
}
