import { BundleError, type VerificationMaterial } from '../../core/signing/bundle/bundle';
import { readBundle } from '../../core/signing/bundle/read';
import { methodTitle } from '../../core/signing/verdict/titles';
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
        ...claims(material).map((claim) => `  ${claim}`),
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
function claims(material: VerificationMaterial): string[] {
  if (material.method === 'key') return material.hint ? [`it names the key ${material.hint}`] : [];
  if (material.method === 'sigstore') return [];
  try {
    const { subject, issuer } = nodeCryptography.certificate(material.chain[0]!);
    return [`it names the certificate of ${subject}, issued by ${issuer}`];
  } catch {
    return ['its certificate is damaged'];
  }
}
