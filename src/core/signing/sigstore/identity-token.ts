import { t } from '../../l10n';
import { fromBase64 } from '../bytes';
import { isObject, own, type JsonObject } from '../json';
import { SigningError } from '../signer';

/**
 * An identity token (OpenID Connect Core 1.0, 2): who somebody is, said by an identity provider. It is as good as a password
 * until it expires, so its text is in no message. Its signature is for the certificate authority to check.
 */
export interface IdentityToken {
  /** The token as it is sent. Secret. */
  text: string;
  /** Who made it. */
  issuer: string;
  nonce?: string;
  expires: Date;
  identity: PublicIdentity;
}

/** What the certificate will say, and so the logs, for ever. */
export interface PublicIdentity {
  /** E-mail address or URI. */
  name: string;
  /** Whether the name is known to the letter, or the certificate authority makes one of what is in the token. */
  exact: boolean;
  /** Who made sure of it. */
  issuer: string;
}

/** What Sigstore's certificate authority wants tokens to be made for. */
export const AUDIENCE = 'sigstore';

const MAX_LENGTH = 64 * 1024;
/** A request takes some time; in seconds. */
const LEAST_LEFT = 5;
/** By how many seconds clocks may differ. */
const SKEW = 60;

/**
 * Reads an identity token, and checks that a certificate can be had for it now.
 * @param audience whom it has to be made for
 * @throws {SigningError}
 */
export function readIdentityToken(text: string, audience: string, now: Date): IdentityToken {
  const claims = claimsOf(text);
  const issuer = textClaim(claims, 'iss');
  if (!issuer) throw new SigningError(t('The identity token does not say who made it ({0}).', 'iss'));
  requireAudience(claims, audience);
  const expires = requireTime(claims, now);
  const nonce = textClaim(claims, 'nonce');
  return { text, issuer, expires, identity: identityIn(claims, issuer), ...(nonce === undefined ? {} : { nonce }) };
}

/** JSON Web Token (RFC 7519) in its compact form: three parts in base64url. */
function claimsOf(text: string): JsonObject {
  const [, payload, ...rest] = text.length <= MAX_LENGTH ? text.split('.') : [];
  try {
    const bytes = fromBase64(padded(payload ?? ''));
    const claims: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    if (rest.length === 1 && isObject(claims)) return claims;
  } catch {
    // What the parser says would quote the token.
  }
  throw new SigningError(t('This is no identity token: it is not a JSON Web Token.'));
}

function padded(base64url: string): string {
  const base64 = base64url.replaceAll('-', '+').replaceAll('_', '/');
  return base64.padEnd(Math.ceil(base64.length / 4) * 4, '=');
}

function textClaim(claims: JsonObject, name: string): string | undefined {
  const value = own(claims, name);
  return typeof value === 'string' && value ? value : undefined;
}

function timeClaim(claims: JsonObject, name: string): Date | undefined {
  const value = own(claims, name);
  const date = typeof value === 'number' ? new Date(value * 1000) : undefined;
  return date && !Number.isNaN(date.getTime()) ? date : undefined;
}

function requireAudience(claims: JsonObject, audience: string): void {
  const given = own(claims, 'aud');
  const audiences = (Array.isArray(given) ? (given as unknown[]) : [given]).filter((each) => typeof each === 'string');
  if (audiences.includes(audience)) return;
  throw new SigningError(
    t('The identity token was made for "{0}"; to sign, it has to be for "{1}".', audiences.join(', '), audience),
  );
}

function requireTime(claims: JsonObject, now: Date): Date {
  const expires = timeClaim(claims, 'exp');
  if (!expires) throw new SigningError(t('The identity token does not say when it expires ({0}).', 'exp'));
  const clock = now.toISOString();
  if (expires <= now)
    throw new SigningError(
      t(
        'The identity token expired at {0}, and this clock says {1}. Get a new one; if the clock is wrong, set it.',
        expires.toISOString(),
        clock,
      ),
    );
  if (expiresSoon(expires, now))
    throw new SigningError(
      t('The identity token expires at {0}, too soon to sign with it. Get a new one.', expires.toISOString()),
    );
  const start = timeClaim(claims, 'nbf') ?? timeClaim(claims, 'iat');
  if (start && start.getTime() > now.getTime() + SKEW * 1000)
    throw new SigningError(
      t(
        'The identity token is good from {0} on, and this clock says {1}. If the clock is wrong, set it.',
        start.toISOString(),
        clock,
      ),
    );
  return expires;
}

/** Whether a token will have expired before anything can be done with it. */
export function expiresSoon(expires: Date, now: Date): boolean {
  return expires.getTime() < now.getTime() + LEAST_LEFT * 1000;
}

const GITHUB = 'https://token.actions.githubusercontent.com';
const GITLAB = 'https://gitlab.com';
const BUILDKITE = 'https://agent.buildkite.com';

/**
 * The identity that the certificate authority makes of a token: github.com/sigstore/fulcio, docs/oidc.md and
 * config/identity/config.yaml. A provider that only passes on what others say names them.
 */
function identityIn(claims: JsonObject, issuer: string): PublicIdentity {
  const federated = own(claims, 'federated_claims');
  const connector = isObject(federated) ? textClaim(federated, 'connector_id') : undefined;
  return { ...nameIn(claims, issuer), issuer: connector ?? issuer };
}

function nameIn(claims: JsonObject, issuer: string): Pick<PublicIdentity, 'name' | 'exact'> {
  const email = textClaim(claims, 'email');
  if (email) {
    if (!own(claims, 'email_verified'))
      throw new SigningError(t('The identity provider has not verified the e-mail address {0}.', email));
    return { name: email, exact: true };
  }
  const workflow = textClaim(claims, 'job_workflow_ref');
  if (workflow)
    return { name: `https://github.com/${workflow}`, exact: issuer === GITHUB || issuer.startsWith(`${GITHUB}/`) };
  const pipeline = textClaim(claims, 'ci_config_ref_uri');
  if (pipeline) return { name: `https://${pipeline}`, exact: issuer === GITLAB };
  const [organisation, slug] = [textClaim(claims, 'organization_slug'), textClaim(claims, 'pipeline_slug')];
  if (organisation && slug)
    return { name: `https://buildkite.com/${organisation}/${slug}`, exact: issuer === BUILDKITE };
  const subject = textClaim(claims, 'sub');
  if (!subject) throw new SigningError(t('The identity token does not say whose it is ({0}).', 'sub'));
  return { name: subject, exact: false };
}
