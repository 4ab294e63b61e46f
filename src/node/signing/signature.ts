import { existsSync } from 'node:fs';
import { t } from '../../core/l10n';
import { BundleError } from '../../core/signing/bundle/bundle';
import { LIMITS } from '../../core/signing/bundle/limits';
import { readBundle } from '../../core/signing/bundle/read';
import { SigningError } from '../../core/signing/signer';
import { readFile } from '../files/read';
import { type NamedPath } from './model';

/**
 * The bytes of a signature file; undefined where there is none.
 * @throws {FileError} when it can't be read, or is too large
 */
export function readSignature({ path, shown }: NamedPath): Uint8Array | undefined {
  if (!existsSync(path)) return undefined;
  return readFile(path, shown, { maxBytes: LIMITS.bundleBytes })!.bytes;
}

/**
 * A signature is replaced unasked; any other file would be lost.
 * @throws {SigningError} for a file that is no signature of a model
 */
export function requireReplaceable(signature: NamedPath): void {
  const bytes = readSignature(signature);
  if (!bytes) return;
  try {
    readBundle(bytes);
  } catch (error) {
    if (!(error instanceof BundleError)) throw error;
    throw new SigningError(
      t('{0} is there already, and is no signature; choose another name for the signature', signature.shown),
    );
  }
}
