import { printable } from '../../core/report/printable';
import { readIdentityToken } from '../../core/signing/sigstore/identity-token';
import { selectServices, type SigningConfig } from '../../core/signing/sigstore/signing-config';
import { httpClient, type Http } from '../../node/http/http';
import { environmentProxy } from '../../node/http/proxy';
import { ambientIdentity } from '../../node/sigstore/sign/identity/ambient';
import { browserIdentity } from '../../node/sigstore/sign/identity/browser';
import { deviceIdentity, type DevicePrompt } from '../../node/sigstore/sign/identity/device';
import { givenIdentity } from '../../node/sigstore/sign/identity/given';
import { outOfBandIdentity } from '../../node/sigstore/sign/identity/out-of-band';
import { type IdentitySource } from '../../node/sigstore/sign/identity/source';
import { sigstoreSigner } from '../../node/sigstore/sign/signer';
import { UsageError, type ExitCode } from '../exit';
import { type Host } from '../host';
import { canOpenBrowser, openBrowser } from '../signing/browser';
import { loadServices } from '../signing/services';
import { type SigstoreFlags } from './command';
import { consentOf } from './consent';
import { runSign, type SigningMethod } from './run';

export async function signWithSigstore(location: string, flags: SigstoreFlags, host: Host): Promise<ExitCode> {
  return runSign(location, flags, host, () => sigstoreMethod(flags, host));
}

/** How to sign keyless. */
export type KeylessFlags = Pick<
  SigstoreFlags,
  | 'trustConfig'
  | 'identityToken'
  | 'useAmbientCredentials'
  | 'oauthForceOob'
  | 'oauthDeviceFlow'
  | 'clientId'
  | 'clientSecret'
  | 'yes'
>;

/**
 * Signs as somebody who signs in, after they were told what becomes public.
 * @throws {UsageError} where nobody can be asked
 */
export async function sigstoreMethod(flags: KeylessFlags, host: Host): Promise<SigningMethod> {
  const way = wayOf(flags);
  // A token that is handed over is meant to be used; whoever signs in may not know what becomes of that.
  const asks = way !== 'given' && way !== 'ambient' && !flags.yes;
  if (asks && !host.isInteractive)
    throw new UsageError('signing publishes who signs, for ever, and there is no terminal to ask at: agree by --yes');
  const { config, root } = await loadServices(flags.trustConfig, host);
  const http = httpClient({ proxy: environmentProxy(process.env) });
  const identity = await identitySource(way, flags, { host, http, config });
  const audience = flags.clientId;
  const signer = sigstoreSigner({ config, root, identity, http, audience, consent: consentOf(host, asks) });
  return { signer, verifier: signer.verifier };
}

/** Ways to prove who signs. */
type Way = 'browser' | 'out-of-band' | 'device' | 'ambient' | 'given';

const OPTIONS = [
  ['identityToken', '--identity-token', 'given'],
  ['useAmbientCredentials', '--use-ambient-credentials', 'ambient'],
  ['oauthForceOob', '--oauth-force-oob', 'out-of-band'],
  ['oauthDeviceFlow', '--oauth-device-flow', 'device'],
] as const;

function wayOf(flags: KeylessFlags): Way {
  const given = OPTIONS.filter(([flag]) => flags[flag] !== undefined);
  if (given.length > 1)
    throw new UsageError(`${given.map(([, option]) => option).join(' and ')} exclude each other: give one of them`);
  return given[0]?.[2] ?? (canOpenBrowser() ? 'browser' : 'out-of-band');
}

interface Surroundings {
  host: Host;
  http: Http;
  config: SigningConfig;
}

async function identitySource(way: Way, flags: KeylessFlags, around: Surroundings): Promise<IdentitySource> {
  const { host, http } = around;
  if (way === 'given') {
    const token = await givenToken(flags.identityToken!, host);
    // What is wrong with it is told now, and not when a large model has been hashed.
    readIdentityToken(token, flags.clientId, host.today);
    return givenIdentity(token);
  }
  if (way === 'ambient') return ambientIdentity({ environment: process.env, audience: flags.clientId, http });
  const { clientId: id, clientSecret: secret } = flags;
  const client = { id, ...(secret === undefined ? {} : { secret }) };
  const signIn = { issuer: issuerOf(around), client, http };
  switch (way) {
    case 'browser':
      return browserIdentity({ ...signIn, open: (url) => openOrShow(url, host) });
    case 'out-of-band':
      return outOfBandIdentity({ ...signIn, ask: async (url) => askForCode(url, host) });
    case 'device':
      return deviceIdentity({ ...signIn, show: (prompt) => showDevicePrompt(prompt, host) });
  }
}

function issuerOf({ host, config }: Surroundings): string {
  const { identityProvider } = selectServices(config, host.today);
  if (identityProvider) return identityProvider.url;
  throw new UsageError(
    `the signing configuration ${config.name} names no identity provider: give a token by --identity-token`,
  );
}

const STANDARD_INPUT = '-';

async function givenToken(token: string, host: Host): Promise<string> {
  if (token !== STANDARD_INPUT) {
    host.stderr(
      'mof: warning: others on this machine can read a token on the command line; --identity-token - takes it from standard input\n',
    );
    return token;
  }
  const { readStream } = await import('../../node/files/read');
  return Buffer.from(await readStream(host.stdin, 'standard input'))
    .toString('utf8')
    .trim();
}

async function openOrShow(url: string, { stderr }: Host): Promise<void> {
  stderr('mof: signing in with your browser\n');
  if (!(await openBrowser(url))) stderr(`mof: it does not open; open this page on this machine:\n\n  ${url}\n\n`);
}

async function askForCode(url: string, host: Host): Promise<string | undefined> {
  host.stderr(`mof: open this page in a browser and sign in. It shows a code in the end.\n\n  ${url}\n\n`);
  return host.ask?.('Code: ');
}

function showDevicePrompt({ url, code, urlWithCode }: DevicePrompt, { stderr }: Host): void {
  stderr(
    `mof: open ${printable(urlWithCode ?? url)} on any device, sign in, and confirm the code ${printable(code)}\n`,
  );
}
