import { t } from '../../l10n';
import { checkSigned, verdictOf, type SignatureRequest } from '../check-signature';
import { type Verdict } from '../verdict/verdict';
import { readArtifactStatement } from './statement';

export interface ArtifactSignatureRequest extends Pick<SignatureRequest, 'signature' | 'verifier'> {
  /** SHA-256 of the manifest, in hexadecimal. */
  manifest: string;
}

/**
 * Verifies a signature over the manifest of an artifact: what the manifest names by digest is signed with it. First the signature
 * over the bytes that were signed, then what they say.
 */
export async function verifyArtifactSignature({ manifest, ...request }: ArtifactSignatureRequest): Promise<Verdict> {
  const checked = await checkSigned(request, ({ envelope }, { checks, result }) => {
    const signed = readArtifactStatement(envelope.payload);
    const ok = signed === manifest;
    checks.push({
      id: 'artifact',
      ok,
      detail: ok
        ? t('What is signed is this manifest: sha256:{0}.', manifest)
        : t('What is signed is another manifest, sha256:{0}; this one is sha256:{1}.', signed, manifest),
    });
    if (!ok) return 'invalid';
    return result!.state === 'trusted' ? 'verified' : 'untrusted';
  });
  return verdictOf(checked, checked.state ?? 'unchecked');
}
