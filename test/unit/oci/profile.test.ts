import { describe, expect, it } from 'vitest';
import { COMPONENTS } from '../../../src/core/mof/components';
import { MofDocument } from '../../../src/core/mof/document';
import { checkProfile, type ProfileReport } from '../../../src/core/oci/profile/check';
import { ociAnnotations, profileClaims } from '../../../src/core/oci/profile/claims';
import {
  evidenceOfLayer,
  evidenceOfMof,
  evidenceOfReferrer,
  type Evidence,
  type EvidenceItem,
} from '../../../src/core/oci/profile/evidence';
import { PROFILE, PROFILE_COMPONENTS, profileKey } from '../../../src/core/oci/profile/keys';
import { whyNotAValue } from '../../../src/core/oci/profile/value';
import { parseYaml } from '../../../src/core/text/yaml';

const CLASS_III = [
  'Model architecture',
  'Model parameters (Final)',
  'Technical report',
  'Evaluation results',
  'Model card',
  'Data card',
];

const mofOf = (names: readonly string[]) =>
  new MofDocument(
    parseYaml(`framework: { name: Model Openness Framework, version: '1.0', date: '2024-12-15' }
release:
  name: aurora-7b
  license: { distribution: { name: Apache-2.0, path: LICENSE } }
  components:
${names.map((name) => `    - name: ${name}\n`).join('')}`),
  );

const INTENTIONS = { lifecycle: 'validated', signing: 'sigstore', sbom: 'spdx', provenance: 'slsa-v1.0' };
const A = `sha256:${'a'.repeat(64)}` as const;

describe('the annotation profile', () => {
  it('has nine keys that must be there, and one that should', () => {
    expect(PROFILE.keys.filter(({ level }) => level === 'must')).toHaveLength(9);
    expect(PROFILE.keys).toHaveLength(10);
  });

  it('knows each of the 17 components, and the configuration', () => {
    const numbers = [...PROFILE_COMPONENTS.values()];
    expect(numbers.filter((id) => id !== 'config').sort()).toEqual(COMPONENTS.map(({ id }) => id).sort());
    expect(numbers.filter((id) => id === 'config')).toHaveLength(1);
  });

  it.each([
    ['org.cncf.ai.interop.profile.version', ['1.0.0', '0.1.0-draft.1'], ['1.0', 'x', '']],
    ['org.cncf.ai.model.mof.class', ['I', 'II', 'III'], ['3', 'i', 'IV']],
    ['org.cncf.ai.model.mof.version', ['1.0', '1', '1.0.1'], ['v1', '1.']],
    [
      'org.cncf.ai.model.mof.components',
      ['model-card', 'model-card,data-card'],
      ['model-card, data-card', 'model-card,', 'card', 'model-card,model-card', ''],
    ],
    ['org.cncf.ai.security.signing.framework', ['sigstore', 'notation', 'oms-1.0'], ['Sigstore', 'a b', '']],
    ['org.cncf.ai.security.sbom.format', ['spdx', 'cyclonedx'], ['SPDX', 'swid']],
  ])('%s has values of its own', (key, good, bad) => {
    for (const value of good) expect(whyNotAValue(profileKey(key)!, value), value).toBeUndefined();
    for (const value of bad) expect(whyNotAValue(profileKey(key)!, value), value).toEqual(expect.any(String));
  });
});

describe('claims', () => {
  it('are made of the MOF configuration and of what is intended', () =>
    expect(profileClaims(mofOf(CLASS_III), INTENTIONS)).toEqual({
      annotations: {
        'org.cncf.ai.interop.profile.version': '0.1.0',
        'org.cncf.ai.artifact.type': 'model',
        'org.cncf.ai.lifecycle.status': 'validated',
        'org.cncf.ai.model.mof.class': 'III',
        'org.cncf.ai.model.mof.version': '1.0',
        'org.cncf.ai.model.mof.components':
          'model-architecture,final-model-parameters,evaluation-results,model-card,data-card,technical-report,model-openness-config-file',
        'org.cncf.ai.security.signing.framework': 'sigstore',
        'org.cncf.ai.security.sbom.format': 'spdx',
        'org.cncf.ai.security.provenance.type': 'slsa-v1.0',
        'org.cncf.ai.packaging.format': 'modelpack',
      },
      lacking: [],
    }));

  it('are not made where there is no honest value', () => {
    const { annotations, lacking } = profileClaims(mofOf(['Model card']), {
      ...INTENTIONS,
      lifecycle: 'mature',
      provenance: '',
    });
    expect(lacking).toEqual([
      {
        key: 'org.cncf.ai.model.mof.class',
        reason: 'The model is unclassified, and the profile has no word for that.',
      },
      {
        key: 'org.cncf.ai.lifecycle.status',
        reason:
          '"org.cncf.ai.lifecycle.status" must be one of "experimental", "validated", "deprecated", "product-ready".',
      },
      { key: 'org.cncf.ai.security.provenance.type', reason: 'Say what will tell how the model was made.' },
    ]);
    for (const { key } of lacking) expect(annotations).not.toHaveProperty(key);
    expect(profileClaims(undefined, {}).lacking).toHaveLength(7);
  });

  it('have the annotations of OCI beside them', () =>
    expect(
      ociAnnotations({
        descriptor: {
          name: 'a',
          version: '1',
          authors: ['Ada', 'Bo'],
          licenses: ['MIT OR ISC', 'Apache-2.0'],
          createdAt: '2026-01-01T00:00:00Z',
          vendor: '',
        },
        config: {},
      }),
    ).toEqual({
      'org.opencontainers.image.title': 'a',
      'org.opencontainers.image.version': '1',
      'org.opencontainers.image.authors': 'Ada, Bo',
      'org.opencontainers.image.licenses': '(MIT OR ISC) AND Apache-2.0',
      'org.opencontainers.image.created': '2026-01-01T00:00:00Z',
    }));
});

describe('evidence', () => {
  const referrer = (artifactType: string, predicateType?: string) =>
    evidenceOfReferrer({
      mediaType: 'application/vnd.oci.image.manifest.v1+json',
      digest: A,
      size: 1,
      artifactType,
      ...(predicateType && { annotations: { 'dev.sigstore.bundle.predicateType': predicateType } }),
    });
  const BUNDLE = 'application/vnd.dev.sigstore.bundle.v0.3+json';

  it('is what is attached', () => {
    expect(referrer('application/spdx+json')).toEqual({ about: 'sbom', value: 'spdx', place: A });
    expect(referrer('application/vnd.cyclonedx+json')).toMatchObject({ about: 'sbom', value: 'cyclonedx' });
    expect(referrer(BUNDLE)).toMatchObject({ about: 'signing', value: 'sigstore' });
    expect(referrer(BUNDLE, 'https://model_signing/signature/v1.0')).toMatchObject({
      about: 'signing',
      value: 'sigstore',
    });
    expect(referrer(BUNDLE, 'https://sigstore.dev/cosign/sign/v1')).toMatchObject({
      about: 'signing',
      value: 'sigstore',
    });
    expect(referrer(BUNDLE, 'https://slsa.dev/provenance/v1')).toMatchObject({
      about: 'provenance',
      value: 'slsa-v1.0',
    });
    expect(referrer('application/vnd.in-toto+json', 'https://slsa.dev/provenance/v1')).toMatchObject({
      about: 'provenance',
      value: 'slsa-v1.0',
    });
    expect(referrer('application/vnd.in-toto+json')).toMatchObject({ about: 'provenance', value: 'in-toto' });
    expect(referrer('application/vnd.cncf.notary.signature')).toMatchObject({ about: 'signing', value: 'notation' });
    expect(referrer('text/plain')).toBeUndefined();
  });

  it('is what is in the artifact', () => {
    expect(evidenceOfLayer('cyclonedx', 'bom.json')).toEqual({ about: 'sbom', value: 'cyclonedx', place: 'bom.json' });
    expect(evidenceOfLayer('signature', 'model.sig')).toMatchObject({ about: 'signing', value: 'sigstore' });
    expect(evidenceOfLayer('provenance', 'x.intoto.json')).toMatchObject({ about: 'provenance', value: 'in-toto' });
    expect(evidenceOfLayer('mof', 'mof.yml')).toBeUndefined();
  });
});

describe('a check of the profile', () => {
  const { annotations } = profileClaims(mofOf(CLASS_III), INTENTIONS);
  const item = (about: EvidenceItem['about'], value: string, holds?: boolean) =>
    ({ about, value, place: `${about}-${value}`, ...(holds !== undefined && { holds }) }) as EvidenceItem;
  const whole: Evidence = {
    isModelPack: true,
    mof: evidenceOfMof(mofOf(CLASS_III), 'mof.yml'),
    items: [item('signing', 'sigstore', true), item('sbom', 'spdx'), item('provenance', 'slsa-v1.0')],
  };
  const states = (report: ProfileReport | undefined) =>
    Object.fromEntries(report!.claims.map(({ key, state }) => [key.split('.').slice(-2).join('.'), state]));

  it('says of each claim what came of it', () => {
    const report = checkProfile(annotations, whole)!;
    expect(report.conformant).toBe(true);
    expect(states(report)).toEqual({
      'profile.version': 'declared',
      'artifact.type': 'proved',
      'lifecycle.status': 'declared',
      'mof.class': 'proved',
      'mof.version': 'proved',
      'mof.components': 'proved',
      'signing.framework': 'proved',
      'sbom.format': 'found',
      'provenance.type': 'found',
      'packaging.format': 'proved',
    });
    expect(report.claims.find(({ key }) => key.endsWith('signing.framework'))!.detail).toBe(
      'Checked: signing-sigstore.',
    );
  });

  it('says nothing of artifacts that claim nothing', () => expect(checkProfile({ a: 'b' }, whole)).toBeUndefined());

  const cases: [why: string, evidence: Partial<Evidence>, key: string, state: string, detail: string][] = [
    [
      'no configuration',
      { mof: undefined as never },
      'mof.class',
      'not-found',
      'The artifact holds no MOF configuration, which the profile always requires.',
    ],
    [
      'another class',
      { mof: { ...whole.mof!, class: 0 } },
      'mof.class',
      'contradicted',
      '"mof.yml" comes to "unclassified".',
    ],
    [
      'another version',
      { mof: { ...whole.mof!, version: '1.1' } },
      'mof.version',
      'contradicted',
      '"mof.yml" comes to "1.1".',
    ],
    [
      'fewer components',
      { mof: { ...whole.mof!, components: whole.mof!.components.filter((word) => word !== 'data-card') } },
      'mof.components',
      'contradicted',
      '"mof.yml" does not list data-card.',
    ],
    [
      'more components',
      { mof: { ...whole.mof!, components: [...whole.mof!.components, 'datasets'] } },
      'mof.components',
      'contradicted',
      '"mof.yml" lists datasets as well.',
    ],
    [
      'no signature',
      { items: [] },
      'signing.framework',
      'not-found',
      'Nothing of the kind is in the artifact or attached to it.',
    ],
    [
      'a signature that does not hold',
      { items: [item('signing', 'sigstore', false)] },
      'signing.framework',
      'contradicted',
      'It does not hold: signing-sigstore.',
    ],
    [
      'one that holds beside one that does not',
      { items: [item('signing', 'sigstore', false), ...whole.items] },
      'signing.framework',
      'proved',
      'Checked: signing-sigstore.',
    ],
    [
      'another signature',
      { items: [item('signing', 'notation', true)] },
      'signing.framework',
      'contradicted',
      'Found is "notation": signing-notation.',
    ],
    [
      'another bill of materials',
      { items: [item('sbom', 'cyclonedx')] },
      'sbom.format',
      'contradicted',
      'Found is "cyclonedx": sbom-cyclonedx.',
    ],
    [
      'no ModelPack',
      { isModelPack: false },
      'packaging.format',
      'contradicted',
      'The manifest has not the artifact type of ModelPack.',
    ],
  ];
  it.each(cases)('finds %s', (_why, evidence, key, state, detail) => {
    const report = checkProfile(annotations, { ...whole, ...evidence })!;
    expect(report.claims.find((claim) => claim.key.endsWith(key))).toMatchObject({ state, detail });
    expect(report.conformant).toBe(state === 'proved');
  });

  it('takes SLSA provenance for in-toto, but not the reverse', () => {
    const check = (claimed: string, value: string) =>
      states(
        checkProfile(
          { ...annotations, 'org.cncf.ai.security.provenance.type': claimed },
          { ...whole, items: [item('provenance', value, true)] },
        ),
      )['provenance.type'];
    expect(check('in-toto', 'slsa-v1.0')).toBe('proved');
    expect(check('slsa-v1.0', 'in-toto')).toBe('contradicted');
  });

  it('finds values that the profile has not, and keys that are missing', () => {
    const report = checkProfile({ 'org.cncf.ai.model.mof.class': '3' }, whole)!;
    expect(report.conformant).toBe(false);
    expect(report.claims).toHaveLength(9);
    expect(report.claims.filter(({ state }) => state === 'missing')).toHaveLength(8);
    expect(states(report)['mof.class']).toBe('invalid');
  });
});
