import { type Descriptor } from '../oci/descriptor';
import { evidenceOfReferrer } from '../oci/profile/evidence';
import { type InspectedReferrer } from './inspection';

/** Annotations as rows. */
export function annotationRows(
  annotations: Readonly<Record<string, string>> | undefined,
): { key: string; value: string }[] {
  return Object.entries(annotations ?? {}).map(([key, value]) => ({ key, value }));
}

/** A manifest that is attached to another, with what is attached to it in turn. */
export function inspectReferrer(descriptor: Descriptor, referrers: InspectedReferrer[]): InspectedReferrer {
  const { digest, size, artifactType = descriptor.mediaType, annotations } = descriptor;
  const role = roleOf(descriptor);
  return { digest, size, artifactType, ...(role ? { role } : {}), annotations: annotationRows(annotations), referrers };
}

function roleOf(descriptor: Descriptor): InspectedReferrer['role'] {
  switch (evidenceOfReferrer(descriptor)?.about) {
    case 'signing':
      return 'signature';
    case 'sbom':
      return 'bom';
    case 'provenance':
      return 'provenance';
    default:
      return undefined;
  }
}
