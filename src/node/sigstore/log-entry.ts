import { createPublicKey, X509Certificate, type KeyObject } from 'node:crypto';
import { isObject, own } from '../../core/signing/json';

/**
 * The key or certificate that a log entry says made its signature, DER or PEM; undefined where it names none. Where it
 * stands depends on kind and version: github.com/sigstore/rekor, pkg/types, and rekor-tiles for 0.0.2.
 */
function recorded(body: unknown): Buffer | undefined {
  const spec = at(body, 'spec');
  const pem =
    at(spec, 'signature', 'publicKey', 'content') ??
    at(spec, 'signatures', 0, 'verifier') ??
    at(spec, 'content', 'envelope', 'signatures', 0, 'publicKey');
  const verifier =
    at(spec, 'hashedRekordV002', 'signature', 'verifier') ?? at(spec, 'dsseV002', 'signatures', 0, 'verifier');
  const text = pem ?? at(verifier, 'x509Certificate', 'rawBytes') ?? at(verifier, 'publicKey', 'rawBytes');
  return typeof text === 'string' ? Buffer.from(text, 'base64') : undefined;
}

function at(value: unknown, ...path: readonly (string | number)[]): unknown {
  let here = value;
  for (const step of path) {
    if (typeof step === 'number') here = Array.isArray(here) ? here[step] : undefined;
    else here = isObject(here) ? own(here, step) : undefined;
  }
  return here;
}

/**
 * Whether a log entry is about a key. The same signature can be valid for several keys, so the one in the log counts too;
 * \@sigstore/verify compares signature and digest only.
 * @param body the entry as the log has it
 * @param certificate DER of the signer's certificate, if there is one: the entry has to name exactly this
 */
export function entryNames(body: Buffer, key: KeyObject, certificate: Buffer | undefined): boolean {
  try {
    const bytes = recorded(JSON.parse(body.toString('utf8')));
    if (!bytes) return false;
    if (certificate) return new X509Certificate(bytes).raw.equals(certificate);
    const pem = bytes.toString('latin1').startsWith('-----');
    const named = pem ? createPublicKey(bytes) : createPublicKey({ key: bytes, format: 'der', type: 'spki' });
    return spki(named).equals(spki(key));
  } catch {
    return false;
  }
}

function spki(key: KeyObject): Buffer {
  return key.export({ type: 'spki', format: 'der' });
}
