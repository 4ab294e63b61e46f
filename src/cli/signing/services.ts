import { publicServices, readServicesFile, type Services } from '../../node/signing/services';
import { type Host } from '../host';
import { namedPath } from './model';
import { publicTrust } from './trusted-root';

/**
 * Whom to sign with keyless: the services of a client trust configuration, or those of Sigstore's public instance, which is
 * asked for the newest.
 * @throws {FileError}
 * @throws {SigningConfigError}
 */
export async function loadServices(trustConfig: string | undefined, host: Host): Promise<Services> {
  if (trustConfig !== undefined) return readServicesFile(namedPath(trustConfig, host.cwd));
  return publicServices(await publicTrust(true, host));
}
