import { t } from '../../core/l10n';
import { readTrustedRoot, TrustedRootError, type TrustedRoot } from '../../core/signing/sigstore/trusted-root';
import { FileError } from '../files/errors';
import { readFile } from '../files/read';
import { type NamedPath } from './model';

const MAX_BYTES = 16 * 1024 * 1024;

/** A trusted root that can't be used. */
export class RootFileError extends FileError {}

/**
 * Whom to trust keyless, from a file: a trusted root, or a client trust configuration.
 * @throws {FileError} when it can't be read
 * @throws {RootFileError} when it is none
 */
export function readTrustedRootFile({ path, shown }: NamedPath): TrustedRoot {
  const { bytes } = readFile(path, shown, { maxBytes: MAX_BYTES })!;
  try {
    return readTrustedRoot(bytes, shown);
  } catch (error) {
    if (!(error instanceof TrustedRootError)) throw error;
    throw new RootFileError(shown, t('cannot be used as trusted root: {0}', error.message.replace(/\.$/, '')));
  }
}
