import { type Inventory } from '../../core/modelfolder/inventory';
import { formatReference, parseReference } from '../../core/oci/reference';
import { isLocalName, layoutName } from '../oci/layout/local-name';
import { requireName } from '../oci/layout/names';
import { t } from '../../core/l10n';
import { ReleaseError } from './step';

/** What an artifact is called. */
export interface ReleaseName {
  /** In the layout. */
  local: string;
  /** Registry, repository and tag, where it is to be pushed. */
  reference?: string;
}

/** What is the tag of a model that says nothing of its version. */
const NO_VERSION = 'latest';

/**
 * What the artifact is called: as somebody says, or by name and version of the model.
 * @throws {ReleaseError}, {OciError} for a name that can't be one
 */
export function nameOfRelease(given: string | undefined, { name, version, root }: Inventory): ReleaseName {
  if (given === undefined) return { local: `${word(name[0]?.value ?? root)}:${tag(version[0]?.value)}` };
  const local = layoutName(given);
  requireName(local);
  if (isLocalName(given)) return { local };
  const reference = parseReference(given);
  if (reference.tag === undefined || reference.digest !== undefined)
    throw new ReleaseError(t('{0} names no tag; write it as registry/repository:tag.', given));
  return { local, reference: formatReference(reference) };
}

/** A name as repositories may have one: lower case, and nothing but letters, digits and hyphens between them. */
function word(name: string): string {
  const last = name.split('/').at(-1)!;
  const made = last
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return made || 'model';
}

/** A version as a tag (distribution-spec, "Pulling manifests"). */
function tag(version: string | undefined): string {
  const made = (version ?? '')
    .replace(/[^\w.-]+/g, '-')
    .replace(/^[.-]+/, '')
    .slice(0, MAX_TAG);
  return made || NO_VERSION;
}

const MAX_TAG = 128;
