import { t } from '../../core/l10n';
import {
  readSigningConfig,
  SigningConfigError,
  signingConfigOf,
  type SigningConfig,
} from '../../core/signing/sigstore/signing-config';
import { type TrustedRoot } from '../../core/signing/sigstore/trusted-root';
import { FileError } from '../files/errors';
import { readFile } from '../files/read';
import { type Trust } from '../sigstore/tuf/trust';
import { type NamedPath } from './model';
import { readTrustedRootFile } from './trusted-root';

/** Whom to sign with keyless, and what that is verified with. */
export interface Services {
  config: SigningConfig;
  root: TrustedRoot;
}

const MAX_BYTES = 16 * 1024 * 1024;

/**
 * The services of a client trust configuration.
 * @throws {FileError}
 */
export function readServicesFile(file: NamedPath): Services {
  const { bytes } = readFile(file.path, file.shown, { maxBytes: MAX_BYTES })!;
  try {
    return { config: readSigningConfig(bytes, file.shown), root: readTrustedRootFile(file) };
  } catch (error) {
    if (!(error instanceof SigningConfigError)) throw error;
    throw new FileError(file.shown, t('cannot be used to sign with: {0}', error.message.replace(/\.$/, '')));
  }
}

/**
 * The services of Sigstore's public instance.
 * @throws {SigningConfigError}
 */
export function publicServices({ root, signingConfig }: Trust): Services {
  return { root, config: signingConfigOf(signingConfig, t("of Sigstore's public instance"), 'download') };
}
