/** What a kind of relationship may connect; an absent end may be anything. */
export interface Ends {
  from?: string;
  to?: string;
  /** What mostly stands at `from`, so that ends that were exchanged are recognised. */
  mostly?: string;
}

/**
 * Kinds of relationships whose ends the model describes (RelationshipType.md of SPDX 3.0.1), beyond what the classes of
 * `from` and `to` say. Relationship types that nothing certain is said about are not here.
 */
export const ENDS: ReadonlyMap<string, Ends> = new Map<string, Ends>([
  ['hasConcludedLicense', { from: 'software_SoftwareArtifact', to: 'simplelicensing_AnyLicenseInfo' }],
  ['hasDeclaredLicense', { from: 'software_SoftwareArtifact', to: 'simplelicensing_AnyLicenseInfo' }],
  ['hasDataFile', { to: 'software_SoftwareArtifact' }],
  ['hasHost', { from: 'build_Build' }],
  ['hasInput', { from: 'build_Build' }],
  ['hasOutput', { from: 'build_Build' }],
  ['testedOn', { mostly: 'ai_AIPackage', to: 'dataset_DatasetPackage' }],
  ['trainedOn', { mostly: 'ai_AIPackage', to: 'dataset_DatasetPackage' }],
]);

/** Kinds of relationships that only one class of relationship may have. */
export const ONLY_IN: ReadonlyMap<string, string> = new Map([
  ['affects', 'security_VexAffectedVulnAssessmentRelationship'],
  ['doesNotAffect', 'security_VexNotAffectedVulnAssessmentRelationship'],
  ['fixedIn', 'security_VexFixedVulnAssessmentRelationship'],
  ['underInvestigationFor', 'security_VexUnderInvestigationVulnAssessmentRelationship'],
]);

/** The two relationships of which every model and every dataset has exactly one (AI.md, Dataset.md). */
export const LICENSE_RELATIONS = ['hasDeclaredLicense', 'hasConcludedLicense'] as const;
export type LicenseRelation = (typeof LICENSE_RELATIONS)[number];
