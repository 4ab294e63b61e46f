import { t } from '../l10n';
import { checkSignature, verdictOf, type CheckedSignature, type SignatureRequest } from '../signing/check-signature';
import { type Manifest } from '../signing/statement/manifest';
import { type Verdict, type VerdictState } from '../signing/verdict/verdict';
import { type ModelLayer } from './modelpack/read';
import { compareLayers, type LayerComparison } from './signed-layers';

type ComparedLayer = Pick<ModelLayer, 'path' | 'form' | 'descriptor' | 'unsafe' | 'index'>;

/** A verdict that rests on the digests in a manifest: nothing of the files themselves was read. */
export interface LayerVerdict extends Verdict {
  files?: LayerComparison;
  /** What was signed, where that may be believed. */
  manifest?: Manifest;
}

/**
 * Verifies a model in an artifact by the digests of its layers, without fetching any: a layout, a registry or whoever extracts
 * it makes sure that the layers have these digests.
 * @param ignored paths that are left out besides those of the statement: that of the signature itself
 */
export async function verifyLayers(
  request: Omit<SignatureRequest, 'windows'>,
  layers: readonly ComparedLayer[],
  ignored: readonly string[],
): Promise<LayerVerdict> {
  return compareArtifact(await checkSignature({ ...request, windows: false }), layers, ignored);
}

/**
 * Compares layers with what was signed, where the signature holds.
 * @param checked the signature; it is told what was found
 */
export function compareArtifact(
  checked: CheckedSignature,
  layers: readonly ComparedLayer[],
  ignored: readonly string[],
): LayerVerdict {
  const { manifest, state } = checked;
  if (!manifest) return verdictOf(checked, state ?? 'unchecked') as LayerVerdict;
  const files = compareLayers(manifest, layers, ignored);
  return { ...verdictOf(checked, judge(checked, files)), files, manifest };
}

function judge({ checks, result }: CheckedSignature, files: LayerComparison): VerdictState {
  const { matched, changed, missing, unsigned, uncompared } = files;
  const holds = !changed.length && !missing.length && !unsigned.length;
  const counts = [
    t('Layers with the digests of the files that were signed: {0}', matched),
    ...(changed.length ? [t('changed: {0}', changed.length)] : []),
    ...(missing.length ? [t('missing: {0}', missing.length)] : []),
    ...(unsigned.length ? [t('not signed: {0}', unsigned.length)] : []),
    ...(uncompared.length ? [t('cannot be compared without extracting: {0}', uncompared.length)] : []),
  ];
  const isWhole = holds && !uncompared.length && matched > 0;
  checks.push({ id: 'files', ok: isWhole, detail: `${counts.join(', ')}.` });
  if (!holds) return 'invalid';
  if (!isWhole) return 'unchecked';
  return result!.state === 'untrusted' ? 'untrusted' : 'verified';
}
