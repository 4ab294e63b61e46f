import { BundleError, type VerificationMaterial } from '../../core/signing/bundle/bundle';
import { readBundle } from '../../core/signing/bundle/read';
import { methodTitle } from '../../core/signing/verdict/titles';
import { type CertificateSigner } from '../../core/signing/sigstore/report';
import { printable } from '../../core/report/printable';
import { nodeCryptography } from '../../node/cryptography';
import { readSignature } from '../../node/signing/signature';
import { orUnchecked } from '../bom/read';
import { Exit, type ExitCode } from '../exit';
import { type Host } from '../host';
import { namedPath } from '../signing/model';

/** What each method has to be told. */
const NEEDS: Readonly<Record<VerificationMaterial['method'], string>> = {
  key: '--public-key FILE',
  certificate: '--certificate-chain FILE',
  sigstore: '--identity IDENTITY --identity-provider URL',
};

/** Says how a model was signed and how to verify it. Nothing is verified, so this is no success. */
export async function explain(location: string, signature: string, host: Host): Promise<ExitCode> {
  return orUnchecked(host, async () => {
    const file = namedPath(signature, host.cwd);
    const { shown } = file;
    const bytes = readSignature(file);
    if (!bytes) {
      host.stdout(`${printable(`${location}: not signed: ${shown} does not exist`)}\n`);
      return Exit.unsigned;
    }
    try {
      const { material } = readBundle(bytes);
      const lines = [
        `${shown}: signed ${methodTitle(material.method)}. Nothing was verified.`,
        ...(await claims(material)).map((claim) => `  ${claim}`),
        'Somebody you trust has to tell you who should have signed. Then:',
        `  mof verify ${material.method} ${location} --signature ${signature} ${NEEDS[material.method]}`,
      ];
      host.stdout(`${lines.map(printable).join('\n')}\n`);
      return Exit.usage;
    } catch (error) {
      if (!(error instanceof BundleError)) throw error;
      host.stdout(`${printable(`${shown} ${error.message}`)}\n`);
      return Exit.findings;
    }
  });
}

/** What a bundle says of its signer; it may lie. */
async function claims(material: VerificationMaterial): Promise<string[]> {
  if (material.method === 'key') return material.hint ? [`it names the key ${material.hint}`] : [];
  try {
    if (material.method === 'sigstore') {
      const { identity, issuer } = await claimedSigner(material.certificate);
      return [`it names ${identity}, and ${issuer} as who made sure of that`];
    }
    const { subject, issuer } = nodeCryptography.certificate(material.chain[0]!);
    return [`it names the certificate of ${subject}, issued by ${issuer}`];
  } catch {
    return ['its certificate is damaged'];
  }
}

async function claimedSigner(der: Uint8Array): Promise<CertificateSigner> {
  const { X509Certificate } = await import('@sigstore/core');
  const { signerOf } = await import('../../node/sigstore/signer');
  return signerOf(X509Certificate.parse(Buffer.from(der)));
}
