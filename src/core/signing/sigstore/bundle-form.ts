import { t } from '../../l10n';
import { LIMITS } from '../bundle/limits';
import { own, type JsonObject } from '../json';
import { base64, both, count, exactlyOne, FormError, has, list, object, oneOf, text, type Form } from './form';

/** What a part of a bundle may hold. Real ones stay far below. */
const MAX = { certificate: 64 * 1024, timestamp: 64 * 1024, checkpoint: 64 * 1024, key: 16 * 1024, items: 32 } as const;

/** A Merkle tree of 2^63 entries has no longer path. */
const MAX_PATH = 64;

const EARLIER = [
  'application/vnd.dev.sigstore.bundle+json;version=0.1',
  'application/vnd.dev.sigstore.bundle+json;version=0.2',
];
const LATEST = [
  'application/vnd.dev.sigstore.bundle+json;version=0.3',
  'application/vnd.dev.sigstore.bundle.v0.3+json',
];

const bytes = base64(LIMITS.bundleBytes);
const certificate = object({ rawBytes: base64(MAX.certificate) });

const logEntry = object(
  {
    logId: object({ keyId: base64(MAX.key) }),
    kindVersion: object({ kind: text(), version: text() }),
    canonicalizedBody: bytes,
  },
  {
    logIndex: count,
    integratedTime: count,
    inclusionPromise: object({ signedEntryTimestamp: base64(MAX.key) }),
    inclusionProof: object(
      { rootHash: base64(MAX.key), checkpoint: object({ envelope: text(MAX.checkpoint) }) },
      { logIndex: count, treeSize: count, hashes: list(base64(MAX.key), { max: MAX_PATH }) },
    ),
  },
);

/** Sigstore's bundle, versions 0.1 to 0.3: github.com/sigstore/protobuf-specs, protos/sigstore_bundle.proto. */
const BUNDLE: Form = both(
  object(
    {
      mediaType: oneOf(...EARLIER, ...LATEST),
      verificationMaterial: both(
        exactlyOne('publicKey', 'x509CertificateChain', 'certificate'),
        object(
          {},
          {
            publicKey: object({}, { hint: text() }),
            x509CertificateChain: object({ certificates: list(certificate, { min: 1, max: LIMITS.certificates }) }),
            certificate,
            tlogEntries: list(logEntry, { max: MAX.items }),
            timestampVerificationData: object(
              {},
              { rfc3161Timestamps: list(object({ signedTimestamp: base64(MAX.timestamp) }), { max: MAX.items }) },
            ),
          },
        ),
      ),
    },
    {
      messageSignature: object({
        messageDigest: object({ algorithm: oneOf('SHA2_256', 'SHA2_384', 'SHA2_512'), digest: base64(64) }),
        signature: base64(MAX.key),
      }),
      dsseEnvelope: object({
        payload: bytes,
        payloadType: text(),
        signatures: list(object({ sig: base64(MAX.key) }), { min: 1, max: 1 }),
      }),
    },
  ),
  exactlyOne('messageSignature', 'dsseEnvelope'),
);

/**
 * Checks the form of a Sigstore bundle: types, base64, sizes, and what its version asks for. Nothing is proved by it.
 * @throws {FormError}
 */
export function checkBundleForm(json: unknown): void {
  BUNDLE(json, 'bundle');
  const bundle = json as JsonObject;
  const material = own(bundle, 'verificationMaterial') as JsonObject;
  const latest = LATEST.includes(own(bundle, 'mediaType') as string);
  if (latest && has(material, 'x509CertificateChain'))
    throw new FormError(t('A bundle of version 0.3 holds one certificate, not a chain.'));
  for (const entry of (own(material, 'tlogEntries') ?? []) as JsonObject[]) {
    if (!has(entry, 'inclusionPromise') && !has(entry, 'inclusionProof'))
      throw new FormError(t('A log entry has neither inclusionPromise nor inclusionProof.'));
    if (own(bundle, 'mediaType') === EARLIER[0]) {
      if (!has(entry, 'inclusionPromise')) throw new FormError(t('{0} is missing.', 'inclusionPromise'));
    } else if (!has(entry, 'inclusionProof')) throw new FormError(t('{0} is missing.', 'inclusionProof'));
  }
}
