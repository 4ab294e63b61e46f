import { createHash, generateKeyPairSync } from 'node:crypto';
import path from 'node:path';
import { writeBundle } from '../../../src/core/signing/bundle/write';
import { CURVES, type PrivateKey } from '../../../src/core/signing/cryptography';
import { type EnvelopeContent } from '../../../src/core/signing/dsse/envelope';
import { preAuthEncoding } from '../../../src/core/signing/dsse/pae';
import { hintOf } from '../../../src/core/signing/keys/hint';
import { keyVerifier } from '../../../src/core/signing/keys/verify';
import { type Verdict } from '../../../src/core/signing/verdict/verdict';
import { verifyModel, type VerificationRequest } from '../../../src/core/signing/verify';
import { nodeCryptography, readPrivateKey } from '../../../src/node/cryptography';
import { NodeModel } from '../../../src/node/model';

/** A new key pair. */
export function newKey(namedCurve = 'P-256'): PrivateKey & { privatePem: string } {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve });
  const privatePem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  return { ...readPrivateKey(privatePem, undefined), privatePem };
}

export interface ResourceInput {
  name: string;
  algorithm: string;
  digest: string;
}

export interface StatementInput {
  _type: unknown;
  subject: unknown;
  predicateType: unknown;
  predicate: { serialization: Record<string, unknown>; resources: ResourceInput[] } & Record<string, unknown>;
}

export const sha256 = (content: string | Uint8Array) => createHash('sha256').update(content).digest('hex');

/** The digest of the whole as a statement with these resources has to name it. */
export function rootOf(resources: readonly { digest: string }[]): string {
  return sha256(Buffer.concat(resources.map(({ digest }) => Buffer.from(digest, 'hex'))));
}

export const resource = (name: string, content: string | Uint8Array): ResourceInput => ({
  name,
  algorithm: 'sha256',
  digest: sha256(content),
});

/** A statement that is right for these files. */
export function statementFor(files: Record<string, string | Uint8Array>): StatementInput {
  const resources = Object.entries(files).map(([name, content]) => resource(name, content));
  return {
    _type: 'https://in-toto.io/Statement/v1',
    subject: [{ name: 'model', digest: { sha256: rootOf(resources) } }],
    predicateType: 'https://model_signing/signature/v1.0',
    predicate: {
      serialization: {
        method: 'files',
        hash_type: 'sha256',
        allow_symlinks: false,
        ignore_paths: ['.git', '.gitattributes', '.github', '.gitignore', 'model.sig'],
      },
      resources,
    },
  };
}

export const bytesOf = (value: unknown) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value));

/** An envelope around any payload, correctly signed. */
export function envelopeOf(payload: unknown, key: PrivateKey): EnvelopeContent {
  const bytes = bytesOf(payload);
  return { payload: bytes, signature: key.sign(CURVES[key.publicKey.curve!], preAuthEncoding(bytes)) };
}

/** A bundle around any payload, correctly signed. */
export function bundleOf(payload: unknown, key: PrivateKey): Buffer {
  const material = { method: 'key', hint: hintOf(key.publicKey, nodeCryptography) } as const;
  return Buffer.from(writeBundle(material, envelopeOf(payload, key)));
}

/** Verifies a model against a key. */
export async function verdictOn(
  location: string,
  signature: Uint8Array | undefined,
  key: PrivateKey,
  options: Partial<VerificationRequest> = {},
): Promise<Verdict> {
  return verifyModel({
    signature,
    verifier: keyVerifier(key.publicKey, 'test.pub', nodeCryptography),
    model: new NodeModel(path.resolve(location)),
    ignored: [],
    allowSymlinks: false,
    ignoreUnsignedFiles: false,
    cryptography: nodeCryptography,
    ...options,
  });
}

/** The check that failed. */
export const failed = ({ checks }: Verdict) => checks.find(({ ok }) => !ok);
