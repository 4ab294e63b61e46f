import { t } from '../../../l10n';

// Facts of the classes: SPDX 3.0.1 model (github.com/spdx/spdx-3-model at tag 3.0.1, Classes/*.md of each namespace).

const MEANINGS: Readonly<Record<string, () => string>> = {
  Agent: () => t('Anyone or anything that acts. Say Person, Organization or SoftwareAgent where it is known.'),
  Annotation: () => t('A remark of somebody about one element, such as a review.'),
  Artifact: () => t('A thing of the digital world: a package, a file, a vulnerability.'),
  Bom: () => t('A bill of materials: what a product consists of.'),
  Bundle: () => t('A collection of elements that have something in common.'),
  CreationInfo: () => t('Who made elements of this document, when, and with which version of SPDX. Elements share it.'),
  DictionaryEntry: () => t('A key with a value, both texts.'),
  Element: () => t('Everything that has an IRI of its own in the graph.'),
  ElementCollection: () => t('Several elements under one name, with the ones to begin with.'),
  ExternalIdentifier: () => t('A name that somebody else gave the element, such as a package URL or a CVE number.'),
  ExternalMap: () => t('Says that an element is defined in another document, and where to find that.'),
  ExternalRef: () => t('A place outside of SPDX that tells more about the element.'),
  Hash: () => t('A checksum, to verify content with.'),
  IndividualElement: () => t('One of the elements that SPDX itself defines, such as NoAssertionElement.'),
  IntegrityMethod: () => t('A way to verify that content is what it was.'),
  LifecycleScopedRelationship: () =>
    t('A relationship that holds in one phase of the life cycle, such as build or runtime.'),
  NamespaceMap: () => t('A short prefix for the beginning of IRIs, for other serializations.'),
  Organization: () => t('A group of people with a purpose: a company, a university, a foundation.'),
  PackageVerificationCode: () => t('The checksum over all files of a package, as SPDX 2 had it.'),
  Person: () => t('One human being.'),
  PositiveIntegerRange: () => t('A range from one number to another, both included, counted from 1.'),
  Relationship: () => t('Says how one element relates to others: `from`, `relationshipType`, `to`.'),
  SoftwareAgent: () => t('A program that acts by itself, such as a bot.'),
  SpdxDocument: () => t('The document itself. A file has at most one.'),
  Tool: () => t('A thing that something was made with, such as the generator of this document.'),
  ai_AIPackage: () => t('An AI model or a system with one, and how it was made, tested and meant to be used.'),
  ai_EnergyConsumption: () => t('The energy that training, fine-tuning and use of a model take.'),
  ai_EnergyConsumptionDescription: () => t('An amount of energy and its unit.'),
  build_Build: () => t('One run of a build.'),
  dataset_DatasetPackage: () => t('Data, such as those a model was trained or tested on, and how they came about.'),
  expandedlicensing_ConjunctiveLicenseSet: () => t('Several licences that all apply (AND).'),
  expandedlicensing_CustomLicense: () => t('A licence that is not on the SPDX licence list, with its text.'),
  expandedlicensing_CustomLicenseAddition: () =>
    t('An exception or other addition to a licence that is not on the SPDX list, with its text.'),
  expandedlicensing_DisjunctiveLicenseSet: () => t('Several licences of which one is chosen (OR).'),
  expandedlicensing_ExtendableLicense: () => t('A licence to which an exception can be added.'),
  expandedlicensing_IndividualLicensingInfo: () =>
    t('What SPDX itself defines about licences: none, or nothing is said.'),
  expandedlicensing_License: () => t('A licence with its text.'),
  expandedlicensing_LicenseAddition: () => t('A text that is added to a licence, such as an exception.'),
  expandedlicensing_ListedLicense: () => t('A licence of the SPDX licence list, with its text.'),
  expandedlicensing_ListedLicenseException: () => t('An exception of the SPDX list, with its text.'),
  expandedlicensing_OrLaterOperator: () => t('A licence in this or any later version (+).'),
  expandedlicensing_WithAdditionOperator: () => t('A licence with an exception or other addition (WITH).'),
  extension_CdxPropertiesExtension: () => t('Properties taken over from CycloneDX.'),
  extension_CdxPropertyEntry: () => t('One property of CycloneDX: name and value.'),
  extension_Extension: () => t('Data of others about an element, in a class of their own.'),
  security_CvssV2VulnAssessmentRelationship: () => t('How severe a vulnerability is for an element, by CVSS 2.'),
  security_CvssV3VulnAssessmentRelationship: () => t('How severe a vulnerability is for an element, by CVSS 3.'),
  security_CvssV4VulnAssessmentRelationship: () => t('How severe a vulnerability is for an element, by CVSS 4.'),
  security_EpssVulnAssessmentRelationship: () => t('How probably a vulnerability is exploited, by EPSS.'),
  security_ExploitCatalogVulnAssessmentRelationship: () =>
    t('Whether a catalogue lists an exploit of a vulnerability.'),
  security_SsvcVulnAssessmentRelationship: () => t('What to do about a vulnerability, by SSVC.'),
  security_VexAffectedVulnAssessmentRelationship: () => t('VEX: products are affected by a vulnerability.'),
  security_VexFixedVulnAssessmentRelationship: () => t('VEX: a vulnerability is fixed in products.'),
  security_VexNotAffectedVulnAssessmentRelationship: () => t('VEX: products are not affected by a vulnerability.'),
  security_VexUnderInvestigationVulnAssessmentRelationship: () =>
    t('VEX: it is not known yet whether products are affected.'),
  security_VexVulnAssessmentRelationship: () => t('What VEX says about a vulnerability in products.'),
  security_VulnAssessmentRelationship: () => t('What somebody found out about a vulnerability in elements.'),
  security_Vulnerability: () => t('A weakness that can be exploited.'),
  simplelicensing_AnyLicenseInfo: () => t('A licence, or several joined by AND, OR or WITH.'),
  simplelicensing_LicenseExpression: () => t('Licences as one SPDX licence expression.'),
  simplelicensing_SimpleLicensingText: () => t('The text of a licence or addition that is not on the SPDX list.'),
  software_ContentIdentifier: () => t('An identifier that is computed from the content.'),
  software_File: () => t('One file, or a directory with all that is in it.'),
  software_Package: () => t('Something that is distributed as one: a library, an application, an archive.'),
  software_Sbom: () => t('A bill of materials of software, models and data included.'),
  software_Snippet: () => t('A part of a file.'),
  software_SoftwareArtifact: () => t('A package, a file or a part of one.'),
};

/** What a class stands for, in a sentence. */
export function classMeaning(name: string): string | undefined {
  return Object.hasOwn(MEANINGS, name) ? MEANINGS[name]!() : undefined;
}
