import { describe, expect, it } from 'vitest';
import { certificateSigner } from '../../../src/core/signing/certificates/sign';
import { certificateVerifier } from '../../../src/core/signing/certificates/verify';
import { type Verdict } from '../../../src/core/signing/verdict/verdict';
import { writeBundle } from '../../../src/core/signing/bundle/write';
import { nodeCryptography, readCertificates, readPrivateKey } from '../../../src/node/cryptography';
import { folderWith } from './folder';
import { newAuthority, type CertificateInput, type Issued } from './pki';
import { bytesOf, envelopeOf, failed, newKey, statementFor, verdictOn } from './signed';

const FILES = { 'a.txt': 'alpha' };
const model = folderWith(FILES);
const now = new Date();
const DAY = 86_400_000;

const certificateOf = ({ pem }: Issued) => readCertificates(pem)[0]!;

/** Verifies a model that was signed with a certificate, whatever that is good for. */
async function verdictFor(signer: Issued, chain: Issued[], roots: Issued[]): Promise<Verdict> {
  const key = readPrivateKey(signer.privatePem, undefined);
  const ders = [signer, ...chain].map((each) => certificateOf(each).der);
  const envelope = envelopeOf(statementFor(FILES), key);
  const verifier = certificateVerifier({ certificates: roots.map(certificateOf), at: now }, nodeCryptography);
  const signature = bytesOf(writeBundle({ method: 'certificate', chain: ders }, envelope));
  return verdictOn(model, signature, newKey(), { verifier });
}

const outcome = (verdict: Verdict) => [verdict.state, failed(verdict)?.id];

describe('paths from a certificate to a root', () => {
  const root = newAuthority();
  const between = root.issue({ subject: 'between', authority: true });
  const signer = between.issue({ subject: 'signer' });

  it('may have authorities between, of the bundle or of the verifier', async () => {
    expect(outcome(await verdictFor(signer, [between], [root]))).toEqual(['verified', undefined]);
    expect(outcome(await verdictFor(signer, [], [root, between]))).toEqual(['verified', undefined]);
    expect(outcome(await verdictFor(root.issue({ subject: 'direct' }), [], [root]))).toEqual(['verified', undefined]);
  });
  it('name the signer and the root', async () => {
    const { signer: named, trust } = await verdictFor(signer, [between], [root]);
    expect(named?.name).toBe('CN=signer');
    expect(trust).toContain('CN=root');
  });
  it('end at a trusted root only', async () => {
    expect(outcome(await verdictFor(signer, [between], []))).toEqual(['untrusted', 'certificate']);
    expect(outcome(await verdictFor(signer, [between, root], []))).toEqual(['untrusted', 'certificate']);
    expect(outcome(await verdictFor(signer, [between], [newAuthority()]))).toEqual(['untrusted', 'certificate']);
    expect(outcome(await verdictFor(signer, [between], [between]))).toEqual(['untrusted', 'certificate']);
    expect(outcome(await verdictFor(signer, [], [root]))).toEqual(['untrusted', 'certificate']);
  });
  it('may be a trusted certificate that issued itself', async () => {
    const own = newAuthority({ subject: 'own', authority: false });
    expect(outcome(await verdictFor(own, [], [own]))).toEqual(['verified', undefined]);
    expect(outcome(await verdictFor(own, [], [root]))).toEqual(['untrusted', 'certificate']);
  });
  it.each<[string, Partial<CertificateInput>]>([
    ['is no authority', { authority: false }],
    ['may not issue', { keyUsage: 0x80 }],
    ['is not valid any more', { notBefore: new Date(+now - 2 * DAY), notAfter: new Date(+now - DAY) }],
    ['is not valid yet', { notBefore: new Date(+now + DAY) }],
    ['has an unknown restriction', { unknownCritical: true }],
  ])('do not lead over one that %s', async (_title, input) => {
    const bad = root.issue({ subject: 'between', authority: true, ...input });
    expect(outcome(await verdictFor(bad.issue({ subject: 'signer' }), [bad], [root]))).toEqual([
      'untrusted',
      'certificate',
    ]);
  });
  it('are as short as an authority wants', async () => {
    const strict = newAuthority({ pathLength: 0 });
    const below = strict.issue({ subject: 'below', authority: true });
    expect((await verdictFor(strict.issue({ subject: 'signer' }), [], [strict])).state).toBe('verified');
    expect((await verdictFor(below.issue({ subject: 'signer' }), [below], [strict])).state).toBe('untrusted');
  });
  it('do not end in circles', async () => {
    const chain: Issued[] = [];
    for (let at = root, i = 0; i < 12; i++) chain.push((at = at.issue({ subject: 'same', authority: true })));
    expect((await verdictFor(chain.at(-1)!.issue({ subject: 'signer' }), chain.slice(-8), [root])).state).toBe(
      'untrusted',
    );
  });
});

describe('certificates that may not sign', () => {
  const root = newAuthority();
  it.each<[string, Partial<CertificateInput>]>([
    ['have another key usage', { keyUsage: 0x20 }],
    ['have no key usage', { keyUsage: 'none' }],
    ['have an unknown restriction', { unknownCritical: true }],
  ])('%s', async (_title, input) => {
    expect(outcome(await verdictFor(root.issue({ subject: 'signer', ...input }), [], [root]))).toEqual([
      'invalid',
      'certificate',
    ]);
  });
  it('may with code signing alone', async () => {
    const signer = root.issue({ subject: 'signer', keyUsage: 'none', codeSigning: true });
    expect((await verdictFor(signer, [], [root])).state).toBe('verified');
  });
  it('are told when they expired', async () => {
    const signer = root.issue({
      subject: 'signer',
      notBefore: new Date(+now - 2 * DAY),
      notAfter: new Date(+now - DAY),
    });
    expect(outcome(await verdictFor(signer, [], [root]))).toEqual(['untrusted', 'certificate-validity']);
  });
  it('are refused when they are damaged', async () => {
    const verifier = certificateVerifier({ certificates: [], at: now }, nodeCryptography);
    const envelope = envelopeOf('{}', newKey());
    const chain = [certificateOf(root).der.subarray(0, 100)];
    const signature = bytesOf(writeBundle({ method: 'certificate', chain }, envelope));
    expect(outcome(await verdictOn(model, signature, newKey(), { verifier }))).toEqual(['invalid', 'certificate']);
  });
});

describe('signing with a certificate', () => {
  const root = newAuthority();
  const attempt = (input: Partial<CertificateInput>, key?: Issued) => () => {
    const signer = root.issue({ subject: 'signer', ...input });
    const privateKey = readPrivateKey((key ?? signer).privatePem, undefined);
    return certificateSigner({ key: privateKey, certificate: certificateOf(signer), chain: [], now });
  };
  it('is refused where nobody would accept it', () => {
    expect(attempt({})).not.toThrow();
    expect(attempt({}, newAuthority())).toThrow('does not belong');
    expect(attempt({ keyUsage: 0x20 })).toThrow('not made for signing');
    expect(attempt({ notAfter: new Date(+now - 1) })).toThrow('not now');
    expect(attempt({ rsa: true })).toThrow('type rsa');
  });
});
