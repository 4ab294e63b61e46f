// Every published signature for keys and certificates, with the outcome that its publishers want. Those with Sigstore are
// in a test of their own.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import { expect, it } from 'vitest';
import { BundleError } from '../../src/core/signing/bundle/bundle';
import { readBundle } from '../../src/core/signing/bundle/read';
import { certificateVerifier } from '../../src/core/signing/certificates/verify';
import { keyVerifier } from '../../src/core/signing/keys/verify';
import { type SignatureVerifier, type Verdict } from '../../src/core/signing/verdict/verdict';
import { verifyModel } from '../../src/core/signing/verify';
import { nodeCryptography, readCertificates } from '../../src/node/cryptography';
import { NodeModel } from '../../src/node/model';
import { corpus, describeWithCorpus } from '../corpus';
import { bundleOf, failed, newKey, statementFor } from '../unit/signing/signed';

const read = (...parts: string[]) => readFileSync(corpus('oms', ...parts));
const pem = (name: string) => read('keys/certificate', name).toString();
const verifiers: Record<string, (at?: Date) => SignatureVerifier> = {
  key: () => keyVerifier(nodeCryptography.publicKey(pem('signing-key-pub.pem')), 'test', nodeCryptography),
  certificate: (at = new Date('2026-01-01')) =>
    certificateVerifier({ certificates: readCertificates(pem('ca-cert.pem')), at }, nodeCryptography),
};

async function verify(location: string, signature: Uint8Array, verifier: SignatureVerifier): Promise<Verdict> {
  return verifyModel({
    signature,
    verifier,
    model: new NodeModel(location),
    ignored: ['model.sig', 'ignore-me'],
    allowSymlinks: false,
    ignoreUnsignedFiles: false,
    cryptography: nodeCryptography,
  });
}

describeWithCorpus('signatures of model_signing', 'oms/historical', () => {
  it.each([
    ['v0.2.0-certificate', 'certificate'],
    ['v0.3.1-certificate', 'certificate'],
    ['v0.3.1-elliptic-key', 'key'],
    ['v1.0.0-certificate', 'certificate'],
    ['v1.0.0-elliptic-key', 'key'],
    ['v1.0.1-certificate', 'certificate'],
    ['v1.0.1-elliptic-key', 'key'],
    ['v1.1.0-certificate', 'certificate'],
    ['v1.1.0-elliptic-key', 'key'],
  ])('%s is verified', async (name, method) => {
    const folder = corpus('oms/historical', name);
    const signature = readFileSync(path.join(folder, 'model.sig'));
    // Until 1.0.0, the tests with a key signed one file.
    const single = ['v0.3.1-elliptic-key', 'v1.0.0-elliptic-key'].includes(name);
    const verdict = await verify(single ? path.join(folder, 'signme-1') : folder, signature, verifiers[method]!());
    console.log(`${name}: ${verdict.state}${verdict.legacy ? ' (legacy)' : ''}`);
    expect(failed(verdict)).toBeUndefined();
    expect(verdict).toMatchObject({ state: 'verified', legacy: name === 'v0.2.0-certificate' });
  });

  const certified = corpus('oms/historical/v1.1.0-certificate');
  const signature = () => readFileSync(path.join(certified, 'model.sig'));
  it.each([
    ['the root of somebody else', []],
    ['the authority between instead of the root', ['int-ca-cert.pem']],
    ['the certificate itself', ['signing-key-cert.pem']],
  ])('are not trusted by %s', async (_title, roots) => {
    const certificates = roots.flatMap((name) => readCertificates(pem(name)));
    const at = new Date('2026-01-01');
    const verdict = await verify(certified, signature(), certificateVerifier({ certificates, at }, nodeCryptography));
    expect([verdict.state, failed(verdict)?.id]).toEqual(['untrusted', 'certificate']);
  });
  it.each(['2025-01-01', '2035-06-01'])('are not trusted in %s, when the certificate is not valid', async (day) => {
    const verdict = await verify(certified, signature(), verifiers.certificate!(new Date(day)));
    expect([verdict.state, failed(verdict)?.id]).toEqual(['untrusted', 'certificate-validity']);
  });
});

describeWithCorpus('vectors of the specification', 'oms/spec-vectors', () => {
  // They come without their model, whose content is that of model_signing 1.1.0.
  const model = corpus('oms/historical/v1.1.0-elliptic-key');

  it.each(['key', 'certificate'])('valid/%s is verified', async (method) => {
    const signature = read('spec-vectors/valid', `${method}.bundle.json`);
    const verdict = await verify(model, signature, verifiers[method]!());
    console.log(`valid/${method}: ${verdict.state}`);
    expect(failed(verdict)).toBeUndefined();
    expect(verdict.state).toBe('verified');
  });
  it.each(['empty', 'missing-envelope', 'missing-verification-material'])('invalid/%s is refused', (name) => {
    expect(() => readBundle(read('spec-vectors/invalid', `${name}.bundle.json`))).toThrow(BundleError);
  });
  it('invalid-payload/wrong-predicate is refused', async () => {
    const signature = read('spec-vectors/invalid-payload/wrong-predicate.bundle.json');
    expect((await verify(model, signature, verifiers.key!())).state).toBe('invalid');
  });
});

describeWithCorpus('what is written', 'oms/schemas', () => {
  it('has the form that the schemas of the specification want', () => {
    const ajv = new Ajv2020({ strict: false });
    for (const name of ['envelope', 'predicate', 'statement', 'bundle'])
      ajv.addSchema(JSON.parse(read('schemas', `${name}.schema.json`).toString()) as object);
    const statement = statementFor({ a: 'alpha' });
    const validate = (name: string, value: unknown) => {
      const schema = ajv.getSchema(`https://model_signing/${name}/v1.0/schema`)!;
      expect(schema(value), JSON.stringify(schema.errors)).toBe(true);
    };
    validate('statement', statement);
    validate('bundle', JSON.parse(bundleOf(statement, newKey()).toString()));
  });
});
