import { isDigest } from '../../../core/oci/digest';
import { formatReference, parseReference } from '../../../core/oci/reference';

/** Whether a name can be none of a registry, because it names none: `v1`, `aurora/base:v1`, a digest. */
export function isLocalName(given: string): boolean {
  const [first, ...rest] = given.split('/');
  return isDigest(given) || !rest.length || !(/[.:]/.test(first!) || first!.toLowerCase() === 'localhost');
}

/**
 * A name as it stands in a layout: a whole reference in its one form, and anything else as it is.
 * @throws {OciError} `invalid-reference` for what names a registry and is no reference
 */
export function layoutName(given: string): string {
  return isLocalName(given) ? given : formatReference(parseReference(given));
}
