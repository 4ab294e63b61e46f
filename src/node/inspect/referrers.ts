import { inspectReferrer } from '../../core/inspection/referrers';
import { type InspectedReferrer } from '../../core/inspection/inspection';
import { t } from '../../core/l10n';
import { type ArtifactSource, type RequestOptions } from '../../core/oci/content';
import { type Descriptor } from '../../core/oci/descriptor';
import { type Digest } from '../../core/oci/digest';
import { type Collected } from './inspecting';

/**
 * What is looked at of what is attached: a store may hold ten thousand manifests that all say they are attached to one, and asking
 * what is attached to each of them would read the store ten thousand times.
 */
const LIMITS = { listed: 1000, askedAbout: 50 } as const;

/**
 * What is attached to a manifest, with what is attached to that.
 * @param attached to the manifest itself
 */
export async function referrerTree(
  store: ArtifactSource,
  subject: Digest,
  attached: readonly Descriptor[],
  collected: Collected,
  requests: RequestOptions,
): Promise<{ referrers: InspectedReferrer[]; count: number }> {
  const seen = new Set<Digest>([subject]);
  let asked = 0;
  let listed = 0;
  const node = async (descriptor: Descriptor): Promise<InspectedReferrer> => {
    listed++;
    if (asked >= LIMITS.askedAbout) return inspectReferrer(descriptor, []);
    asked++;
    const { mediaType, digest, size } = descriptor;
    const found = await collected.orProblem(
      () => store.referrers({ mediaType, digest, size }, undefined, requests),
      [],
    );
    return inspectReferrer(descriptor, await nodes(found));
  };
  const nodes = async (found: readonly Descriptor[]): Promise<InspectedReferrer[]> => {
    const fresh = found.filter(({ digest }) => !seen.has(digest) && seen.add(digest));
    const shown: InspectedReferrer[] = [];
    for (const descriptor of fresh.slice(0, LIMITS.listed - listed)) shown.push(await node(descriptor));
    return shown;
  };
  const referrers = await nodes(attached);
  const count = seen.size - 1;
  if (count > listed)
    collected.problems.push({
      severity: 'info',
      rule: '',
      message: t('{0} manifests are attached to it; {1} are listed.', count, listed),
    });
  return { referrers, count };
}
