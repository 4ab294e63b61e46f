import { t } from '../../core/l10n';
import { SigningError } from '../../core/signing/signer';
import { AUDIENCE, readIdentityToken } from '../../core/signing/sigstore/identity-token';
import { selectServices } from '../../core/signing/sigstore/signing-config';
import { cacheFolder } from '../cache-folder';
import { httpClient } from '../http/http';
import { browserIdentity, type RemoteBrowser } from '../sigstore/sign/identity/browser';
import { deviceIdentity, type DevicePrompt } from '../sigstore/sign/identity/device';
import { givenIdentity } from '../sigstore/sign/identity/given';
import { outOfBandIdentity } from '../sigstore/sign/identity/out-of-band';
import { type IdentitySource } from '../sigstore/sign/identity/source';
import { sigstoreSigner, type Disclosure } from '../sigstore/sign/signer';
import { TrustRefreshError } from '../sigstore/tuf/refresh-error';
import { refreshTrust } from '../sigstore/tuf/refresh';
import { currentTrust } from '../sigstore/tuf/trust';
import { type NamedPath } from './model';
import { publicServices, readServicesFile, type Services } from './services';
import { type SigningMethod } from './sign';

export { type DevicePrompt, type Disclosure };

/** How somebody proves who they are: with the browser, with a code that it shows, on another device, or with a token. */
export type IdentityWay = 'browser' | 'code' | 'device' | 'token';

export interface KeylessChoice {
  way: IdentityWay;
  /** For the way that takes one. Secret. */
  token?: string;
  /** Client trust configuration of a Sigstore of one's own. */
  trustConfig?: NamedPath;
  ui: KeylessUi;
}

/** What signing keyless asks of whoever signs. */
export interface KeylessUi {
  open(url: string): Promise<void>;
  /** Where the browser reaches an address of this machine. */
  reach: RemoteBrowser['reach'];
  /** Shows a page, and asks for the code that is on it in the end; undefined gives up. */
  askForCode(url: string, signal: AbortSignal | undefined): Promise<string | undefined>;
  showDevice(prompt: DevicePrompt): void;
  /** Asked before anything becomes public. */
  consent(disclosure: Disclosure): Promise<boolean>;
}

/** Whom identity providers know this program as: as every tool that signs with Sigstore. */
const CLIENT = { id: AUDIENCE };

/**
 * Signs keyless. The network is used for Sigstore's public instance at once, and otherwise when the model has been hashed.
 * @throws {FileError}
 * @throws {SigningError}
 * @throws {SigningConfigError}
 * @throws {CancelledError}
 */
export async function keylessMethod(choice: KeylessChoice, signal: AbortSignal | undefined): Promise<SigningMethod> {
  const { config, root } = await services(choice.trustConfig, signal);
  const { identityProvider } = selectServices(config, new Date());
  const identity = identitySource(choice, identityProvider?.url);
  const { consent } = choice.ui;
  const signer = sigstoreSigner({ config, root, identity, http: httpClient(), consent, ...(signal ? { signal } : {}) });
  return { signer, verifier: signer.verifier };
}

async function services(trustConfig: NamedPath | undefined, signal: AbortSignal | undefined): Promise<Services> {
  if (trustConfig) return readServicesFile(trustConfig);
  const cacheDir = cacheFolder();
  try {
    return publicServices(await refreshTrust({ cacheDir, now: new Date(), signal }));
  } catch (error) {
    // The last state that is known may do.
    if (!(error instanceof TrustRefreshError)) throw error;
    return publicServices(await currentTrust({ cacheDir }));
  }
}

function identitySource({ way, token, ui }: KeylessChoice, issuer: string | undefined): IdentitySource {
  if (way === 'token') {
    // What is wrong with it is told now, and not when a large model has been hashed.
    readIdentityToken(token ?? '', AUDIENCE, new Date());
    return givenIdentity(token ?? '');
  }
  if (issuer === undefined)
    throw new SigningError(t('The signing configuration names no identity provider: give an identity token.'));
  const signIn = { issuer, client: CLIENT, http: httpClient() };
  const withCode = outOfBandIdentity({ ...signIn, ask: (url, signal) => ui.askForCode(url, signal) });
  if (way === 'code') return withCode;
  if (way === 'device') return deviceIdentity({ ...signIn, show: (prompt) => ui.showDevice(prompt) });
  const remote = { reach: (address: string) => ui.reach(address), otherwise: withCode };
  return browserIdentity({ ...signIn, open: (url) => ui.open(url), remote });
}
