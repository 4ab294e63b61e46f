import {
  createHash,
  createPrivateKey,
  createPublicKey,
  sign,
  verify,
  X509Certificate,
  type KeyObject,
} from 'node:crypto';
import {
  type Certificate,
  type Cryptography,
  type Curve,
  type PrivateKey,
  type PublicKey,
} from '../core/signing/cryptography';

/** What OpenSSL calls the curves of OMS. */
const CURVE_NAMES: Readonly<Record<string, Curve>> = { prime256v1: 'P-256', secp384r1: 'P-384', secp521r1: 'P-521' };

/** Cryptography of Node. Hashes are always named: Electron's has no default. */
export const nodeCryptography: Cryptography = {
  sha256: (data) => createHash('sha256').update(data).digest(),
  publicKey: (pem) => publicKey(createPublicKey(pem)),
  certificate: (der) => certificate(new X509Certificate(der)),
};

function publicKey(key: KeyObject): PublicKey {
  const curveName = key.asymmetricKeyDetails?.namedCurve;
  const curve = curveName === undefined ? undefined : CURVE_NAMES[curveName];
  return {
    ...(curve ? { curve } : {}),
    algorithm: curveName ?? key.asymmetricKeyType ?? '?',
    pem: key.export({ type: 'spki', format: 'pem' }).toString(),
    verify: (hash, data, signature) => {
      try {
        return verify(hash, data, key, signature);
      } catch {
        return false;
      }
    },
  };
}

/** A certificate as Node reads it, with the original at hand for questions to other certificates. */
interface NodeCertificate extends Certificate {
  x509: X509Certificate;
}

function certificate(x509: X509Certificate): NodeCertificate {
  return {
    x509,
    der: x509.raw,
    subject: oneLine(x509.subject),
    issuer: oneLine(x509.issuer),
    serialNumber: x509.serialNumber.toLowerCase(),
    notBefore: new Date(x509.validFrom),
    notAfter: new Date(x509.validTo),
    publicKey: publicKey(x509.publicKey),
    isSelfSigned: x509.subject === x509.issuer && isSignedWith(x509, x509),
    issuedBy: (issuer) => {
      const { x509: other } = issuer as NodeCertificate;
      return x509.checkIssued(other) && isSignedWith(x509, other);
    },
  };
}

function isSignedWith(x509: X509Certificate, issuer: X509Certificate): boolean {
  try {
    return x509.verify(issuer.publicKey);
  } catch {
    return false;
  }
}

/** Node writes each part of a distinguished name on a line of its own. */
function oneLine(name: string | undefined): string {
  return (name ?? '').split('\n').filter(Boolean).join(', ');
}

/** Whether a private key can be read with a passphrase only. */
export function isEncrypted(pem: string): boolean {
  return /-----BEGIN ENCRYPTED PRIVATE KEY-----|^Proc-Type: 4,ENCRYPTED/m.test(pem);
}

/**
 * Reads a private key in PEM: PKCS#8, also encrypted, or SEC1.
 * @throws {Error} when it is none, or the passphrase is wrong
 */
export function readPrivateKey(pem: string, passphrase: string | undefined): PrivateKey {
  const key = createPrivateKey({ key: pem, format: 'pem', ...(passphrase === undefined ? {} : { passphrase }) });
  return { publicKey: publicKey(createPublicKey(key)), sign: (hash, data) => sign(hash, data, key) };
}

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/**
 * Reads all certificates of a PEM file.
 * @throws {Error} when one is damaged
 */
export function readCertificates(pem: string): Certificate[] {
  return Array.from(pem.matchAll(CERTIFICATE), ([text]) => certificate(new X509Certificate(text)));
}
