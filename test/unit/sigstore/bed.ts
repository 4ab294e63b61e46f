import { createHash, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { readTrustedRoot, type TrustedRoot } from '../../../src/core/signing/sigstore/trusted-root';

// A transparency log (Rekor v2) with one entry, and bundles that are signed with keys. Everything is made when it is used.

const b64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
const sha256 = (...parts: readonly Uint8Array[]) => createHash('sha256').update(Buffer.concat(parts)).digest();
const spki = (key: KeyObject) => key.export({ type: 'spki', format: 'der' });
export const pem = (key: KeyObject) => key.export({ type: 'spki', format: 'pem' }).toString();

const ORIGIN = 'log.example';

export interface Log {
  root: TrustedRoot;
  entry(body: object): object;
}

/** @param validFor when the key of the log is trusted */
export function makeLog(validFor: object = { start: '2020-01-01T00:00:00Z' }): Log {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  // Key ids of signed notes: github.com/C2SP/C2SP, signed-note.md
  const id = sha256(Buffer.from(`${ORIGIN}\n`), Buffer.from([1]), spki(publicKey).subarray(-32));
  const root = {
    mediaType: 'application/vnd.dev.sigstore.trustedroot+json;version=0.1',
    tlogs: [
      {
        baseUrl: `https://${ORIGIN}`,
        hashAlgorithm: 'SHA2_256',
        publicKey: { rawBytes: b64(spki(publicKey)), keyDetails: 'PKIX_ED25519', validFor },
        logId: { keyId: b64(id) },
      },
    ],
  };
  return {
    root: readTrustedRoot(Buffer.from(JSON.stringify(root)), 'of the test'),
    entry(body) {
      const { kind, apiVersion: version } = body as { kind: string; apiVersion: string };
      const bytes = Buffer.from(JSON.stringify(body));
      const rootHash = sha256(Buffer.from([0]), bytes);
      const note = `${ORIGIN}\n1\n${b64(rootHash)}\n`;
      const signature = Buffer.concat([id.subarray(0, 4), sign(null, Buffer.from(note), privateKey)]);
      return {
        logIndex: '0',
        logId: { keyId: b64(id) },
        kindVersion: { kind, version },
        canonicalizedBody: b64(bytes),
        inclusionProof: {
          logIndex: '0',
          rootHash: b64(rootHash),
          treeSize: '1',
          hashes: [],
          checkpoint: { envelope: `${note}\n\u2014 ${ORIGIN} ${b64(signature)}\n` },
        },
      };
    },
  };
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
