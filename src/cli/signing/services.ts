import {
  readSigningConfig,
  SigningConfigError,
  signingConfigOf,
  type SigningConfig,
} from '../../core/signing/sigstore/signing-config';
import { type TrustedRoot } from '../../core/signing/sigstore/trusted-root';
import { FileError } from '../../node/files/errors';
import { readFile } from '../../node/files/read';
import { type Host } from '../host';
import { namedPath } from './model';
import { loadTrustedRoot, publicTrust } from './trusted-root';

/** Whom to sign with keyless, and what that is verified with. */
export interface Services {
  config: SigningConfig;
  root: TrustedRoot;
}

const MAX_BYTES = 16 * 1024 * 1024;

/**
 * The services of a client trust configuration, or those of Sigstore's public instance, which is asked for the newest.
 * @throws {FileError}
 */
export async function loadServices(trustConfig: string | undefined, host: Host): Promise<Services> {
  if (trustConfig === undefined) {
    const { root, signingConfig } = await publicTrust(true, host);
    return { root, config: signingConfigOf(signingConfig, "of Sigstore's public instance", 'download') };
  }
  const { path, shown } = namedPath(trustConfig, host.cwd);
  const { bytes } = readFile(path, shown, { maxBytes: MAX_BYTES })!;
  try {
    const config = readSigningConfig(bytes, shown);
    return { config, root: await loadTrustedRoot({ trustConfig }, host) };
  } catch (error) {
    if (!(error instanceof SigningConfigError)) throw error;
    throw new FileError(shown, `cannot be used to sign with: ${error.message.replace(/\.$/, '')}`);
  }
}
