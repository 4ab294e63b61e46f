// Bundles that are signed with keys. Everything is made when it is used.
import { createHash, sign, type KeyObject } from 'node:crypto';
import { readTrustedRoot, type TrustedRoot } from '../../../src/core/signing/sigstore/trusted-root';
import { offlineLog, type OfflineLog } from '../../sigstore-bed/offline-log.mjs';

const b64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest();
const spki = (key: KeyObject) => key.export({ type: 'spki', format: 'der' });
export const pem = (key: KeyObject) => key.export({ type: 'spki', format: 'pem' }).toString();

export interface Log extends Pick<OfflineLog, 'entry'> {
  root: TrustedRoot;
}

/** @param validFor when the key of the log is trusted */
export function makeLog(validFor?: object): Log {
  const { trustedRoot, entry } = offlineLog(validFor);
  return { root: readTrustedRoot(Buffer.from(JSON.stringify(trustedRoot)), 'of the test'), entry };
}

export interface Pair {
  publicKey: KeyObject;
  privateKey: KeyObject;
  hash: string | undefined;
}

/** An envelope around an in-toto statement, signed with a key. */
export function envelopeBundle(log: Log, pair: Pair, statement: object, named: KeyObject = pair.publicKey): object {
  const payload = Buffer.from(JSON.stringify(statement));
  const payloadType = 'application/vnd.in-toto+json';
  const pae = Buffer.concat([Buffer.from(`DSSEv1 ${payloadType.length} ${payloadType} ${payload.length} `), payload]);
  const signature = sign(pair.hash, pae, pair.privateKey);
  return bundle(pair, {
    tlogEntries: [
      log.entry({
        apiVersion: '0.0.2',
        kind: 'dsse',
        spec: {
          dsseV002: {
            payloadHash: { algorithm: 'SHA2_256', digest: b64(sha256(payload)) },
            signatures: [{ content: b64(signature), verifier: { publicKey: { rawBytes: b64(spki(named)) } } }],
          },
        },
      }),
    ],
    content: { dsseEnvelope: { payload: b64(payload), payloadType, signatures: [{ sig: b64(signature), keyid: '' }] } },
  });
}

const DIGESTS = { sha256: 'SHA2_256', sha384: 'SHA2_384', sha512: 'SHA2_512' } as const;

/** A signature of a file, made with a key. */
export function fileBundle(log: Log, pair: Pair, file: Buffer, hash: keyof typeof DIGESTS): object {
  const signature = sign(hash, file, pair.privateKey);
  const data = { algorithm: DIGESTS[hash], digest: b64(createHash(hash).update(file).digest()) };
  return bundle(pair, {
    tlogEntries: [
      log.entry({
        apiVersion: '0.0.2',
        kind: 'hashedrekord',
        spec: {
          hashedRekordV002: {
            data,
            signature: { content: b64(signature), verifier: { publicKey: { rawBytes: b64(spki(pair.publicKey)) } } },
          },
        },
      }),
    ],
    content: { messageSignature: { messageDigest: data, signature: b64(signature) } },
  });
}

function bundle({ publicKey }: Pair, { tlogEntries, content }: { tlogEntries: object[]; content: object }): object {
  return {
    mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
    verificationMaterial: { publicKey: { hint: b64(sha256(spki(publicKey))) }, tlogEntries },
    ...content,
  };
}
