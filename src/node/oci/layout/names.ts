import { t } from '../../../core/l10n';
import { isDigest } from '../../../core/oci/digest';
import { OciError } from '../../../core/oci/errors';
import { isTag, parseReference } from '../../../core/oci/reference';

/** Names of manifests in a layout (image-spec, annotations.md, `org.opencontainers.image.ref.name`). */
const REF_NAME = /^[A-Za-z0-9]+(?:(?:--|[-._:@+])[A-Za-z0-9]+)*(?:\/[A-Za-z0-9]+(?:(?:--|[-._:@+])[A-Za-z0-9]+)*)*$/;

const LONGEST = 512;

/**
 * Makes sure that others will understand a name: a tag, a whole reference, or what the specification has in general.
 * @throws {OciError} `invalid-reference`
 */
export function requireName(name: string): void {
  if (name.length <= LONGEST && !isDigest(name) && (isTag(name) || REF_NAME.test(name) || isReference(name))) return;
  const shown = name.length > LONGEST ? `${name.slice(0, LONGEST)}…` : name;
  throw new OciError(
    'invalid-reference',
    t(
      '"{0}" cannot be the name of a model here; write a tag such as "v1", or "registry.example.org/repository:v1"',
      shown,
    ),
  );
}

function isReference(name: string): boolean {
  try {
    return parseReference(name).digest === undefined;
  } catch {
    return false;
  }
}
