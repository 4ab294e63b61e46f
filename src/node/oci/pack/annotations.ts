import { t } from '../../../core/l10n';
import { type Annotations } from '../../../core/oci/annotations';
import { ociAnnotations, profileClaims, type Intentions } from '../../../core/oci/profile/claims';
import { type PackPlan } from './plan';

export interface AnnotationRequest {
  /** What somebody wrote; goes before all others. */
  given?: Annotations | undefined;
  /** Claims by the annotation profile of the CNCF, where they are wanted. */
  profile?: Partial<Intentions> | undefined;
}

/** The annotations of a manifest, and sentences on those that were wanted and have no honest value. */
export function packAnnotations(
  plan: PackPlan,
  { given, profile }: AnnotationRequest,
): { annotations: Annotations; lacking: string[] } {
  const sbom = plan.files.map(({ document }) => document).find((each) => each === 'spdx' || each === 'cyclonedx');
  const claims = profile && profileClaims(plan.mof, { ...(sbom && { sbom }), ...profile });
  return {
    annotations: { ...ociAnnotations(plan.facts), ...plan.annotations, ...claims?.annotations, ...given },
    lacking: (claims?.lacking ?? [])
      .filter(({ key }) => given?.[key] === undefined)
      .map(({ key, reason }) => t('The annotation {0} of the profile is not written: {1}', key, reason)),
  };
}
