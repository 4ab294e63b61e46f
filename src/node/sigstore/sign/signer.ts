import { bundleToJSON } from '@sigstore/bundle';
import { createHash } from 'node:crypto';
import { t } from '../../../core/l10n';
import { PAYLOAD_TYPE } from '../../../core/signing/dsse/envelope';
import { CancelledError } from '../../../core/signing/model/model';
import { ServiceError, SigningError, type BundleSigner, type ServiceKind } from '../../../core/signing/signer';
import {
  AUDIENCE,
  expiresSoon,
  readIdentityToken,
  type IdentityToken,
  type PublicIdentity,
} from '../../../core/signing/sigstore/identity-token';
import { type SigstoreCheckId } from '../../../core/signing/sigstore/report';
import {
  selectServices,
  type SigningConfig,
  type SigningServices,
} from '../../../core/signing/sigstore/signing-config';
import { type TrustedRoot } from '../../../core/signing/sigstore/trusted-root';
import { type SignatureVerifier } from '../../../core/signing/verdict/verdict';
import { type Http } from '../../http/http';
import { retrying } from '../../http/retry';
import { sigstoreVerifier } from '../model-verifier';
import { verifySigstoreJson } from '../verify';
import { checkCertificate, type IssuedCertificate } from './certificate';
import { through } from './fetch';
import { type IdentitySource } from './identity/source';
import { asking, blaming, namedService } from './service';
import { base, witnessAll } from './witnesses';

/** What becomes public when a model is signed, and can never be taken back. */
export interface Disclosure {
  identity: PublicIdentity;
  /** SHA-256 of the statement that is signed, in hexadecimal. It names no file to anybody who does not have them. */
  digest: string;
  /** Hosts of the services that publish it. */
  hosts: readonly string[];
}

export interface KeylessOptions {
  config: SigningConfig;
  /** What the signature is verified with before it is handed out. */
  root: TrustedRoot;
  identity: IdentitySource;
  http: Http;
  /** Whom tokens are made for, where that is not Sigstore. */
  audience?: string;
  /** Asked before anything becomes public; without it, whoever calls has made sure. False gives up. */
  consent?: (disclosure: Disclosure) => Promise<boolean>;
  signal?: AbortSignal;
}

/** Signs keyless, and knows then how to verify that. */
export interface KeylessSigner extends BundleSigner {
  /** Verifies what was signed: its signer is whoever signed in. */
  verifier: SignatureVerifier;
}

/**
 * Signs as somebody who proves who they are, with a certificate and a key that are used once. Everything that services send
 * is checked: the certificate before the signature is logged, and the whole before it is handed out.
 *
 * `sign` throws {@link ServiceError}, {@link SigningError} for a token that can't be used, and {@link CancelledError}.
 * @throws {SigningConfigError} where there are no services to sign with
 */
export function sigstoreSigner(options: KeylessOptions): KeylessSigner {
  const services = selectServices(options.config, new Date());
  const once = { ...options, identity: signedInOnce(options), ...agreedOnce(options) };
  let issued: IssuedCertificate | undefined;
  return {
    async sign(payload) {
      const signed = await new Signing(once, services).sign(payload);
      issued = signed.certificate;
      return signed.bundle;
    },
    verifier: {
      method: 'sigstore',
      verify: (bundle) => {
        if (!issued) throw new Error('nothing was signed yet');
        return sigstoreVerifier(issued, options.root, new Date()).verify(bundle);
      },
    },
  };
}

/** Whoever signs several things in a row signs in once, as long as the token lives. */
function signedInOnce({ identity, audience = AUDIENCE }: KeylessOptions): IdentitySource {
  let kept: IdentityToken | undefined;
  return {
    async token(signal) {
      if (kept && !expiresSoon(kept.expires, new Date())) return kept.text;
      const text = await identity.token(signal);
      kept = readIdentityToken(text, audience, new Date());
      return text;
    },
  };
}

/** Whoever agreed to be named agreed to it for all that is signed in a row. */
function agreedOnce({ consent }: KeylessOptions): Pick<KeylessOptions, 'consent'> {
  if (!consent) return {};
  let agreed: PublicIdentity | undefined;
  return {
    async consent(disclosure) {
      const { name, issuer } = disclosure.identity;
      if (agreed?.name === name && agreed.issuer === issuer) return true;
      if (!(await consent(disclosure))) return false;
      agreed = disclosure.identity;
      return true;
    },
  };
}

class Signing {
  private readonly http: Http;

  constructor(
    private readonly options: KeylessOptions,
    private readonly services: SigningServices,
  ) {
    this.http = retrying(options.http);
  }

  async sign(payload: Uint8Array): Promise<{ bundle: string; certificate: IssuedCertificate }> {
    const token = await this.token(payload);
    this.requireGoingOn();
    const { DSSEBundleBuilder, FulcioSigner, RekorWitness, TSAWitness } = await import('@sigstore/sign');
    const { root, signal } = this.options;
    const { authority, logs, timestampAuthorities } = this.services;
    const fulcio = namedService('certificate-authority', authority.url);
    // Keeps one key: a new one for every signature.
    const library = new FulcioSigner({
      fulcioBaseURL: base(authority.url),
      identityProvider: { getToken: async () => token.text },
      retry: false,
    });
    let certificate: IssuedCertificate | undefined;
    const builder = new DSSEBundleBuilder({
      signer: {
        sign: (data) =>
          blaming(fulcio, async () => {
            const transport = { http: asking(fulcio, this.http, () => false), signal };
            const signed = await through(transport, () => library.sign(data));
            const pem = signed.key.$case === 'x509Certificate' ? signed.key.certificate : '';
            certificate = checkCertificate(pem, { data, signature: signed.signature }, token, root, fulcio);
            return signed;
          }),
      },
      witnesses: [
        witnessAll(
          { RekorWitness, TSAWitness },
          { logs, timestampAuthorities, http: this.http, signal, certificate: () => certificate! },
        ),
      ],
    });
    const bundle = bundleToJSON(await builder.create({ data: Buffer.from(payload), type: PAYLOAD_TYPE }));
    this.requireGoingOn();
    await this.requireVerified(bundle, certificate!);
    return { bundle: JSON.stringify(bundle), certificate: certificate! };
  }

  /** A token of somebody who wants to sign. People may take longer to decide than a token lives. */
  private async token(payload: Uint8Array): Promise<IdentityToken> {
    const token = await this.signIn();
    if (!this.options.consent) return token;
    const { authority, logs } = this.services;
    const agreed = await this.options.consent({
      identity: token.identity,
      digest: createHash('sha256').update(payload).digest('hex'),
      hosts: [authority, ...logs].map(({ url }) => new URL(url).host),
    });
    this.requireGoingOn();
    if (!agreed) throw new CancelledError();
    if (!expiresSoon(token.expires, new Date())) return token;
    const again = await this.signIn();
    const [was, is] = [token.identity, again.identity];
    if (was.name === is.name && was.issuer === is.issuer) return again;
    throw new SigningError(t('Another identity signed in than the one that was agreed to: {0}.', is.name));
  }

  private async signIn(): Promise<IdentityToken> {
    const { identity, signal, audience = AUDIENCE } = this.options;
    this.requireGoingOn();
    const text = await identity.token(signal);
    return readIdentityToken(text, audience, new Date());
  }

  private requireGoingOn(): void {
    if (this.options.signal?.aborted) throw new CancelledError();
  }

  /** @throws {ServiceError} that names who sent what does not hold */
  private async requireVerified(json: unknown, expected: IssuedCertificate): Promise<void> {
    const { root } = this.options;
    const { state, checks } = await verifySigstoreJson(json, { expected, root, now: new Date() });
    if (state === 'verified') return;
    const failed = checks.find(({ ok }) => !ok)!;
    if (failed.id === 'runtime' || failed.id === 'trusted-root') throw new SigningError(failed.detail);
    const { kind, who } = this.suspect(failed.id);
    throw new ServiceError(
      kind,
      t('{0} sent something that does not hold. {1} Nothing was written.', who, failed.detail),
    );
  }

  /** Whose part of a bundle a check is about. */
  private suspect(check: SigstoreCheckId): { kind: ServiceKind; who: string } {
    const { authority, logs, timestampAuthorities } = this.services;
    if (check === 'timestamp' && timestampAuthorities.length)
      return namedService('timestamp-authority', timestampAuthorities[0]!.url);
    if (check === 'certificate' || check === 'certificate-transparency' || check === 'identity')
      return namedService('certificate-authority', authority.url);
    return namedService('transparency-log', logs[0]!.url);
  }
}
