// Made by scripts/generate/spdx-table.mjs from scripts/generate/spdx-3.0.1.txt. Do not edit.
/** SPDX 3.0.1 in the notation that the source explains. */
export const SPDX_TABLE = `Agent < Element
Annotation < Element: annotationType:@AnnotationType!, contentType:s?, statement:s?, subject:Element!
abstract Artifact < Element: builtTime:t?, originatedBy:Agent*, releaseTime:t?, standardName:s*, suppliedBy:Agent?, supportLevel:@SupportType*, validUntilTime:t?
Bom < Bundle
Bundle < ElementCollection: context:s?
CreationInfo: comment:s?, created:t!, createdBy:Agent+, createdUsing:Tool*, specVersion:s!
DictionaryEntry: key:s!, value:s?
abstract Element: comment:s?, creationInfo:CreationInfo!, description:s?, extension:extension_Extension*, externalIdentifier:ExternalIdentifier*, externalRef:ExternalRef*, name:s?, summary:s?, verifiedUsing:IntegrityMethod*
abstract ElementCollection < Element: element:Element*, profileConformance:@ProfileIdentifierType*, rootElement:Element*
ExternalIdentifier: comment:s?, externalIdentifierType:@ExternalIdentifierType!, identifier:s!, identifierLocator:u*, issuingAuthority:s?
ExternalMap: definingArtifact:Artifact?, externalSpdxId:u!, locationHint:u?, verifiedUsing:IntegrityMethod*
ExternalRef: comment:s?, contentType:s?, externalRefType:@ExternalRefType?, locator:s*
Hash < IntegrityMethod: algorithm:@HashAlgorithm!, hashValue:s!
IndividualElement < Element
abstract IntegrityMethod: comment:s?
LifecycleScopedRelationship < Relationship: scope:@LifecycleScopeType?
NamespaceMap: namespace:u!, prefix:s!
Organization < Agent
PackageVerificationCode < IntegrityMethod: algorithm:@HashAlgorithm!, hashValue:s!, packageVerificationCodeExcludedFile:s*
Person < Agent
PositiveIntegerRange: beginIntegerRange:n1!, endIntegerRange:n1!
Relationship < Element: completeness:@RelationshipCompleteness?, endTime:t?, from:Element!, relationshipType:@RelationshipType!, startTime:t?, to:Element+
SoftwareAgent < Agent
SpdxDocument < ElementCollection: dataLicense:simplelicensing_AnyLicenseInfo?, import:ExternalMap*, namespaceMap:NamespaceMap*
Tool < Element
ai_AIPackage < software_Package: ~autonomyType:@PresenceType?, ~domain:s*, ~energyConsumption:ai_EnergyConsumption?, ~hyperparameter:DictionaryEntry*, ~informationAboutApplication:s?, ~informationAboutTraining:s?, ~limitation:s?, ~metric:DictionaryEntry*, ~metricDecisionThreshold:DictionaryEntry*, ~modelDataPreprocessing:s*, ~modelExplainability:s*, ~safetyRiskAssessment:@ai_SafetyRiskAssessmentType?, ~standardCompliance:s*, ~typeOfModel:s*, ~useSensitivePersonalInformation:@PresenceType?
ai_EnergyConsumption: ~finetuningEnergyConsumption:ai_EnergyConsumptionDescription*, ~inferenceEnergyConsumption:ai_EnergyConsumptionDescription*, ~trainingEnergyConsumption:ai_EnergyConsumptionDescription*
ai_EnergyConsumptionDescription: ~energyQuantity:d!, ~energyUnit:@ai_EnergyUnitType!
build_Build < Element: ~buildEndTime:t?, ~buildId:s?, ~buildStartTime:t?, ~buildType:u!, ~configSourceDigest:Hash*, ~configSourceEntrypoint:s*, ~configSourceUri:u*, ~environment:DictionaryEntry*, ~parameter:DictionaryEntry*
dataset_DatasetPackage < software_Package: ~anonymizationMethodUsed:s*, ~confidentialityLevel:@dataset_ConfidentialityLevelType?, ~dataCollectionProcess:s?, ~dataPreprocessing:s*, ~datasetAvailability:@dataset_DatasetAvailabilityType?, ~datasetNoise:s?, ~datasetSize:n0?, ~datasetType:@dataset_DatasetType+, ~datasetUpdateMechanism:s?, ~hasSensitivePersonalInformation:@PresenceType?, ~intendedUse:s?, ~knownBias:s*, ~sensor:DictionaryEntry*
expandedlicensing_ConjunctiveLicenseSet < simplelicensing_AnyLicenseInfo: ~member:simplelicensing_AnyLicenseInfo++
expandedlicensing_CustomLicense < expandedlicensing_License
expandedlicensing_CustomLicenseAddition < expandedlicensing_LicenseAddition
expandedlicensing_DisjunctiveLicenseSet < simplelicensing_AnyLicenseInfo: ~member:simplelicensing_AnyLicenseInfo++
abstract expandedlicensing_ExtendableLicense < simplelicensing_AnyLicenseInfo
expandedlicensing_IndividualLicensingInfo < simplelicensing_AnyLicenseInfo
abstract expandedlicensing_License < expandedlicensing_ExtendableLicense: ~isDeprecatedLicenseId:b?, ~isFsfLibre:b?, ~isOsiApproved:b?, ~licenseXml:s?, ~obsoletedBy:s?, ~seeAlso:u*, ~standardLicenseHeader:s?, ~standardLicenseTemplate:s?, simplelicensing_licenseText:s!
abstract expandedlicensing_LicenseAddition < Element: ~additionText:s!, ~isDeprecatedAdditionId:b?, ~licenseXml:s?, ~obsoletedBy:s?, ~seeAlso:u*, ~standardAdditionTemplate:s?
expandedlicensing_ListedLicense < expandedlicensing_License: ~deprecatedVersion:s?, ~listVersionAdded:s?
expandedlicensing_ListedLicenseException < expandedlicensing_LicenseAddition: ~deprecatedVersion:s?, ~listVersionAdded:s?
expandedlicensing_OrLaterOperator < expandedlicensing_ExtendableLicense: ~subjectLicense:expandedlicensing_License!
expandedlicensing_WithAdditionOperator < simplelicensing_AnyLicenseInfo: ~subjectAddition:expandedlicensing_LicenseAddition!, ~subjectExtendableLicense:expandedlicensing_ExtendableLicense!
extension_CdxPropertiesExtension < extension_Extension: ~cdxProperty:extension_CdxPropertyEntry+
extension_CdxPropertyEntry: ~cdxPropName:s!, ~cdxPropValue:s?
abstract extension_Extension
security_CvssV2VulnAssessmentRelationship < security_VulnAssessmentRelationship: ~score:d!, ~vectorString:s!
security_CvssV3VulnAssessmentRelationship < security_VulnAssessmentRelationship: ~score:d!, ~severity:@security_CvssSeverityType!, ~vectorString:s!
security_CvssV4VulnAssessmentRelationship < security_VulnAssessmentRelationship: ~score:d!, ~severity:@security_CvssSeverityType!, ~vectorString:s!
security_EpssVulnAssessmentRelationship < security_VulnAssessmentRelationship: ~percentile:d!, ~probability:d!
security_ExploitCatalogVulnAssessmentRelationship < security_VulnAssessmentRelationship: ~catalogType:@security_ExploitCatalogType!, ~exploited:b!, ~locator:u!
security_SsvcVulnAssessmentRelationship < security_VulnAssessmentRelationship: ~decisionType:@security_SsvcDecisionType!
security_VexAffectedVulnAssessmentRelationship < security_VexVulnAssessmentRelationship: ~actionStatement:s!, ~actionStatementTime:t?
security_VexFixedVulnAssessmentRelationship < security_VexVulnAssessmentRelationship
security_VexNotAffectedVulnAssessmentRelationship < security_VexVulnAssessmentRelationship: ~impactStatement:s?, ~impactStatementTime:t?, ~justificationType:@security_VexJustificationType?
security_VexUnderInvestigationVulnAssessmentRelationship < security_VexVulnAssessmentRelationship
abstract security_VexVulnAssessmentRelationship < security_VulnAssessmentRelationship: ~statusNotes:s?, ~vexVersion:s?
abstract security_VulnAssessmentRelationship < Relationship: ~assessedElement:software_SoftwareArtifact?, ~modifiedTime:t?, ~publishedTime:t?, ~withdrawnTime:t?, suppliedBy:Agent?
security_Vulnerability < Artifact: ~modifiedTime:t?, ~publishedTime:t?, ~withdrawnTime:t?
abstract simplelicensing_AnyLicenseInfo < Element
simplelicensing_LicenseExpression < simplelicensing_AnyLicenseInfo: ~customIdToUri:DictionaryEntry*, ~licenseExpression:s!, ~licenseListVersion:s?
simplelicensing_SimpleLicensingText < Element: ~licenseText:s!
software_ContentIdentifier < IntegrityMethod: ~contentIdentifierType:@software_ContentIdentifierType!, ~contentIdentifierValue:u!
software_File < software_SoftwareArtifact: contentType:s?, ~fileKind:@software_FileKindType?
software_Package < software_SoftwareArtifact: ~downloadLocation:u?, ~homePage:u?, ~packageUrl:u?, ~packageVersion:s?, ~sourceInfo:s?
software_Sbom < Bom: ~sbomType:@software_SbomType*
software_Snippet < software_SoftwareArtifact: ~byteRange:PositiveIntegerRange?, ~lineRange:PositiveIntegerRange?, ~snippetFromFile:software_File!
abstract software_SoftwareArtifact < Artifact: ~additionalPurpose:@software_SoftwarePurpose*, ~attributionText:s*, ~contentIdentifier:software_ContentIdentifier*, ~copyrightText:s?, ~primaryPurpose:@software_SoftwarePurpose?
enum AnnotationType: other review
enum ExternalIdentifierType: cpe22 cpe23 cve email gitoid other packageUrl securityOther swhid swid urlScheme
enum ExternalRefType: altDownloadLocation altWebPage binaryArtifact bower buildMeta buildSystem chat certificationReport componentAnalysisReport cwe documentation dynamicAnalysisReport eolNotice exportControlAssessment funding issueTracker mailingList mavenCentral metrics npm nuget license other privacyAssessment productMetadata purchaseOrder qualityAssessmentReport releaseNotes releaseHistory riskAssessment runtimeAnalysisReport secureSoftwareAttestation securityAdvisory securityAdversaryModel securityFix securityOther securityPenTestReport securityPolicy securityThreatModel socialMedia sourceArtifact staticAnalysisReport support vcs vulnerabilityDisclosureReport vulnerabilityExploitabilityAssessment
enum HashAlgorithm: adler32 blake2b256 blake2b384 blake2b512 blake3 crystalsDilithium crystalsKyber falcon md2 md4 md5 md6 other sha1 sha224 sha256 sha384 sha512 sha3_224 sha3_256 sha3_384 sha3_512
enum LifecycleScopeType: design development build test runtime other
enum PresenceType: yes no noAssertion
enum ProfileIdentifierType: core software simpleLicensing expandedLicensing security build ai dataset extension lite
enum RelationshipCompleteness: incomplete complete noAssertion
enum RelationshipType: affects amendedBy ancestorOf availableFrom configures contains coordinatedBy copiedTo delegatedTo dependsOn descendantOf describes doesNotAffect expandsTo exploitCreatedBy fixedBy fixedIn foundBy generates hasAddedFile hasAssessmentFor hasAssociatedVulnerability hasConcludedLicense hasDataFile hasDeclaredLicense hasDeletedFile hasDependencyManifest hasDistributionArtifact hasDocumentation hasDynamicLink hasEvidence hasExample hasHost hasInput hasMetadata hasOptionalComponent hasOptionalDependency hasOutput hasPrerequisite hasProvidedDependency hasRequirement hasSpecification hasStaticLink hasTest hasTestCase hasVariant invokedBy modifiedBy other packagedBy patchedBy publishedBy reportedBy republishedBy serializedInArtifact testedOn trainedOn underInvestigationFor usesTool
enum SupportType: development support deployed limitedSupport endOfSupport noSupport noAssertion
enum ai_EnergyUnitType: kilowattHour megajoule other
enum ai_SafetyRiskAssessmentType: serious high medium low
enum dataset_ConfidentialityLevelType: red amber green clear
enum dataset_DatasetAvailabilityType: clickthrough directDownload query registration scrapingScript
enum dataset_DatasetType: audio categorical graph image noAssertion numeric other sensor structured syntactic text timeseries timestamp video
enum security_CvssSeverityType: critical high medium low none
enum security_ExploitCatalogType: kev other
enum security_SsvcDecisionType: act attend track trackStar
enum security_VexJustificationType: componentNotPresent vulnerableCodeNotPresent vulnerableCodeCannotBeControlledByAdversary vulnerableCodeNotInExecutePath inlineMitigationsAlreadyExist
enum software_ContentIdentifierType: gitoid swhid
enum software_FileKindType: file directory
enum software_SbomType: design source build deployed runtime analyzed
enum software_SoftwarePurpose: application archive bom configuration container data device diskImage deviceDriver documentation evidence executable file filesystemImage firmware framework install library manifest model module operatingSystem other patch platform requirement source specification test
pattern specVersion semver
pattern simplelicensing_licenseListVersion semver
pattern contentType media
mandatory software_File: name
mandatory software_Package: name
mandatory ai_AIPackage: releaseTime, suppliedBy, software_downloadLocation, software_packageVersion, software_primaryPurpose
mandatory dataset_DatasetPackage: builtTime, originatedBy=1, releaseTime, software_downloadLocation, software_primaryPurpose
mandatory security_EpssVulnAssessmentRelationship: security_publishedTime
individual NoneElement: IndividualElement = https://spdx.org/rdf/3.0.1/terms/Core/NoneElement
individual NoAssertionElement: IndividualElement = https://spdx.org/rdf/3.0.1/terms/Core/NoAssertionElement
individual SpdxOrganization: Organization = https://spdx.org/rdf/3.0.1/terms/Core/SpdxOrganization https://spdx.org/
individual expandedlicensing_NoneLicense: expandedlicensing_IndividualLicensingInfo = https://spdx.org/rdf/3.0.1/terms/ExpandedLicensing/NoneLicense https://spdx.org/rdf/3.0.1/terms/Licensing/None
individual expandedlicensing_NoAssertionLicense: expandedlicensing_IndividualLicensingInfo = https://spdx.org/rdf/3.0.1/terms/ExpandedLicensing/NoAssertionLicense https://spdx.org/rdf/3.0.1/terms/Licensing/NoAssertion`;
