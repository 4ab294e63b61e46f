import { t } from '../l10n';
import { type ArtifactSource, type RequestOptions } from './content';
import { type Descriptor } from './descriptor';
import { type Digest } from './digest';
import { OciError } from './errors';

/** Something that is attached, with what is attached to it in turn: a signature of a bill of materials. */
export interface Attached {
  descriptor: Descriptor;
  attached: readonly Attached[];
}

/** Manifests in one tree. */
const MAX_MANIFESTS = 10_000;

/**
 * All that is attached to a manifest. What is found twice is told of once.
 * @param artifactType of what is attached to the manifest itself; all when left out
 * @throws {OciError} what the source throws; `too-large` for very many
 */
export async function discover(
  source: ArtifactSource,
  subject: Descriptor,
  artifactType?: string,
  options: RequestOptions = {},
): Promise<readonly Attached[]> {
  const seen = new Set<Digest>([subject.digest]);
  const attachedTo = async (parent: Descriptor, type?: string): Promise<Attached[]> => {
    const found = await source.referrers(parent, type, options);
    const fresh = found.filter(({ digest }) => !seen.has(digest) && seen.add(digest));
    if (seen.size > MAX_MANIFESTS)
      throw new OciError('too-large', t('More than {0} manifests are attached to {1}.', MAX_MANIFESTS, subject.digest));
    const nodes: Attached[] = [];
    for (const descriptor of fresh) nodes.push({ descriptor, attached: await attachedTo(descriptor) });
    return nodes;
  };
  return attachedTo(subject, artifactType);
}
