import { type Json } from '../view/json';

/** Words of SPDX 3.0.1 and of CycloneDX 1.6 that mean the same. */

export const HASH_TO_CYCLONEDX: Readonly<Record<string, string>> = {
  md5: 'MD5',
  sha1: 'SHA-1',
  sha256: 'SHA-256',
  sha384: 'SHA-384',
  sha512: 'SHA-512',
  sha3_256: 'SHA3-256',
  sha3_384: 'SHA3-384',
  sha3_512: 'SHA3-512',
  blake2b256: 'BLAKE2b-256',
  blake2b384: 'BLAKE2b-384',
  blake2b512: 'BLAKE2b-512',
  blake3: 'BLAKE3',
};

export const HASH_TO_SPDX = inverse(HASH_TO_CYCLONEDX);

/** What CycloneDX accepts as the value of a hash. */
export const HASH_VALUE = /^(?:[a-fA-F0-9]{32}|[a-fA-F0-9]{40}|[a-fA-F0-9]{64}|[a-fA-F0-9]{96}|[a-fA-F0-9]{128})$/;

export const REFERENCE_TO_CYCLONEDX: Readonly<Record<string, string>> = {
  buildMeta: 'build-meta',
  buildSystem: 'build-system',
  certificationReport: 'certification-report',
  chat: 'chat',
  componentAnalysisReport: 'component-analysis-report',
  documentation: 'documentation',
  dynamicAnalysisReport: 'dynamic-analysis-report',
  issueTracker: 'issue-tracker',
  license: 'license',
  mailingList: 'mailing-list',
  metrics: 'quality-metrics',
  releaseNotes: 'release-notes',
  riskAssessment: 'risk-assessment',
  runtimeAnalysisReport: 'runtime-analysis-report',
  secureSoftwareAttestation: 'attestation',
  securityAdversaryModel: 'adversary-model',
  securityAdvisory: 'advisories',
  securityPenTestReport: 'pentest-report',
  securityPolicy: 'security-contact',
  securityThreatModel: 'threat-model',
  socialMedia: 'social',
  sourceArtifact: 'source-distribution',
  staticAnalysisReport: 'static-analysis-report',
  support: 'support',
  vcs: 'vcs',
  vulnerabilityExploitabilityAssessment: 'exploitability-statement',
};

export const REFERENCE_TO_SPDX = inverse(REFERENCE_TO_CYCLONEDX);

/** Types of component for `software_primaryPurpose`. */
export const TYPE_OF_PURPOSE: Readonly<Record<string, string>> = {
  application: 'application',
  container: 'container',
  data: 'data',
  device: 'device',
  deviceDriver: 'device-driver',
  file: 'file',
  firmware: 'firmware',
  framework: 'framework',
  library: 'library',
  model: 'machine-learning-model',
  operatingSystem: 'operating-system',
  platform: 'platform',
};

export const PURPOSE_OF_TYPE = inverse(TYPE_OF_PURPOSE);

/** The class of element that a type of component becomes. */
export function classOfType(type: string): string {
  switch (type) {
    case 'machine-learning-model':
      return 'ai_AIPackage';
    case 'data':
      return 'dataset_DatasetPackage';
    case 'file':
      return 'software_File';
    default:
      return 'software_Package';
  }
}

export const APPROACHES: readonly string[] = [
  'supervised',
  'unsupervised',
  'reinforcement-learning',
  'semi-supervised',
  'self-supervised',
];

export const CONFIDENTIALITY: readonly string[] = ['red', 'amber', 'green', 'clear'];

function inverse(table: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(table).map(([key, value]) => [value, key]));
}

/** A table's entry for a word that comes from a document; never what every object inherits. */
export function lookUp(table: Readonly<Record<string, string>>, word: string | undefined): string | undefined {
  return word !== undefined && Object.hasOwn(table, word) ? table[word] : undefined;
}

/** Whether a value can be the address of something: no blanks, and not the word that there is none. */
export function isAddress(value: Json): value is string {
  return typeof value === 'string' && /^[^\s<>"{}|\\^`]+$/.test(value) && !/^(?:NOASSERTION|NONE)$/i.test(value);
}
