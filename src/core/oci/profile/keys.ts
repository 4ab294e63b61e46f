/** How much a key weighs: without a MUST an artifact does not conform. */
export type Level = 'must' | 'should';

/** What the value of a key must be. */
export type ValueForm =
  /** One of these. */
  | { kind: 'one'; values: readonly string[] }
  /** One of these, or another text in the same style: lower-case letters, digits, dots and hyphens. */
  | { kind: 'open'; values: readonly string[] }
  /** Some of these, each once, with commas and without blanks. */
  | { kind: 'some'; values: readonly string[] }
  /** A version: `1.0`, `1.0.0`. */
  | { kind: 'version'; pattern: RegExp; example: string };

export interface ProfileKey {
  key: string;
  level: Level;
  form: ValueForm;
}

/**
 * Components of the Model Openness Framework in the words of the profile, with their numbers. The file that says so is
 * listed among them, and always required.
 */
export const PROFILE_COMPONENTS: ReadonlyMap<string, number | 'config'> = new Map<string, number | 'config'>([
  ['datasets', 15],
  ['data-preprocessing-code', 16],
  ['model-architecture', 9],
  ['final-model-parameters', 10],
  ['intermediate-model-parameters', 24],
  ['model-metadata', 17],
  ['training-code', 7],
  ['inference-code', 8],
  ['evaluation-code', 18],
  ['evaluation-data', 19],
  ['evaluation-results', 12],
  ['supporting-libraries-and-tools', 22],
  ['model-card', 13],
  ['data-card', 14],
  ['technical-report', 11],
  ['research-paper', 21],
  ['sample-model-outputs', 20],
  ['model-openness-config-file', 'config'],
]);

/** The keys by what they are about. */
export const KEY = {
  profileVersion: 'org.cncf.ai.interop.profile.version',
  artifactType: 'org.cncf.ai.artifact.type',
  lifecycle: 'org.cncf.ai.lifecycle.status',
  mofClass: 'org.cncf.ai.model.mof.class',
  mofVersion: 'org.cncf.ai.model.mof.version',
  mofComponents: 'org.cncf.ai.model.mof.components',
  signing: 'org.cncf.ai.security.signing.framework',
  sbom: 'org.cncf.ai.security.sbom.format',
  provenance: 'org.cncf.ai.security.provenance.type',
  packaging: 'org.cncf.ai.packaging.format',
} as const;

export const KEY_PREFIX = 'org.cncf.ai.';

const SEMVER = /^\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?$/;

/**
 * Interoperability Profile — OCI Annotation Conventions, Draft v0.1 (CNCF TOC, initiative
 * cloud-native-oci-compliant-inner-loop, annotations.md at 13cca3b). A draft: keys may change, and this table is the only
 * place that names them.
 */
export const PROFILE: { version: string; keys: readonly ProfileKey[] } = {
  version: '0.1.0',
  keys: [
    { key: KEY.profileVersion, level: 'must', form: { kind: 'version', pattern: SEMVER, example: '0.1.0' } },
    { key: KEY.artifactType, level: 'must', form: { kind: 'one', values: ['model'] } },
    {
      key: KEY.lifecycle,
      level: 'must',
      form: { kind: 'one', values: ['experimental', 'validated', 'deprecated', 'product-ready'] },
    },
    { key: KEY.mofClass, level: 'must', form: { kind: 'one', values: ['I', 'II', 'III'] } },
    { key: KEY.mofVersion, level: 'must', form: { kind: 'version', pattern: /^\d+(?:\.\d+){0,2}$/, example: '1.0' } },
    { key: KEY.mofComponents, level: 'must', form: { kind: 'some', values: [...PROFILE_COMPONENTS.keys()] } },
    { key: KEY.signing, level: 'must', form: { kind: 'open', values: ['sigstore', 'notation'] } },
    { key: KEY.sbom, level: 'must', form: { kind: 'one', values: ['spdx', 'cyclonedx'] } },
    { key: KEY.provenance, level: 'must', form: { kind: 'one', values: ['slsa-v1.0', 'in-toto'] } },
    { key: KEY.packaging, level: 'should', form: { kind: 'one', values: ['modelpack'] } },
  ],
};

export function profileKey(key: string): ProfileKey | undefined {
  return PROFILE.keys.find((known) => known.key === key);
}
