import {
  INSPECTION_FORMAT,
  type FileRow,
  type FileState,
  type Inspection,
  type InspectedFiles,
  type InspectedSignature,
} from '../../../src/core/inspection/inspection';

const SHA = (digit: string) => `sha256:${digit.repeat(64)}`;

/** A made-up inspection of an artifact that fills every section. Each call makes a new one. */
export function exampleInspection(changes: Partial<Inspection> = {}): Inspection {
  return {
    format: INSPECTION_FORMAT,
    tool: { name: 'mof', version: '0.0.0' },
    time: '2026-11-22T10:00:00.000Z',
    subject: {
      kind: 'artifact',
      name: 'registry.example/models/tiny:1.0',
      place: 'registry.example/models/tiny',
      digest: SHA('a'),
      artifactType: 'application/vnd.cncf.model.manifest.v1+json',
      bytes: 1_500_000,
    },
    verdict: { state: 'untrusted', title: 'Valid, but the signer is not trusted' },
    reasons: [
      {
        code: 'bom-stale',
        state: 'bad',
        text: '"bom.json" is of another state of the model: 1 of 2 hashes differ.',
        section: 'boms',
      },
      {
        code: 'signer-not-trusted',
        state: 'warning',
        text: '"model.sig" holds; nothing says that jo@example.org is to be trusted.',
        section: 'signatures',
      },
      {
        code: 'mof-class',
        state: 'info',
        text: 'Class III · 8 of 10 · missing for Class II: Training code',
        section: 'openness',
      },
    ],
    policy: {
      accepted: false,
      day: '2026-11-22',
      policies: [
        {
          level: 'folder',
          place: '/work/tiny/.modelopenness/policy.yml',
          state: 'counted',
          reasons: [],
          sha256: 'f'.repeat(64),
        },
      ],
      requirements: [
        {
          id: 'signer',
          state: 'failed',
          detail: 'jo@example.org may not sign "registry.example/models/tiny".',
          decidedBy: { place: '/work/tiny/.modelopenness/policy.yml', entry: 'signers[0]', line: 3, character: 4 },
        },
      ],
      exceptions: [],
    },
    signatures: [exampleSignature()],
    files: exampleFiles([
      { path: 'LICENSE', size: 11_000, digest: SHA('1'), state: 'matched', layer: SHA('1'), kind: 'doc' },
      {
        path: 'config.json',
        size: 700,
        digest: SHA('2'),
        signed: SHA('3'),
        state: 'changed',
        layer: SHA('2'),
        kind: 'weight.config',
      },
      { path: 'extra.py', size: 300, digest: SHA('4'), state: 'unsigned', layer: SHA('4'), kind: 'code' },
      { path: 'gone.txt', signed: SHA('5'), state: 'missing' },
      {
        path: 'model.safetensors',
        size: 1_488_000,
        digest: SHA('6'),
        state: 'matched',
        layer: SHA('6'),
        kind: 'weight',
      },
      { path: 'model.sig', size: 4000, digest: SHA('7'), state: 'ignored', layer: SHA('7'), kind: 'doc' },
    ]),
    openness: {
      source: { kind: 'blob', digest: SHA('8') },
      name: 'Tiny',
      class: 3,
      label: 'Class III - Open Model',
      shortLabel: 'Class III',
      summary: 'Class III · 8 of 10 · missing for Class II: Training code',
      levels: [
        {
          level: 3,
          label: 'Class III - Open Model',
          progress: 100,
          included: 6,
          total: 6,
          state: 'met',
          components: [
            {
              id: 10,
              name: 'Model parameters (Final)',
              type: 'data',
              required: true,
              state: 'included',
              word: 'included',
              license: 'Apache-2.0',
              licenseFrom: 'component',
              source: { kind: 'blob', digest: SHA('8'), line: 12, character: 12 },
              location: 'model.safetensors',
              files: ['model.safetensors'],
              fileCount: 1,
            },
          ],
        },
        {
          level: 2,
          label: 'Class II - Open Tooling Model',
          progress: 50,
          included: 8,
          total: 10,
          state: 'next',
          components: [
            {
              id: 7,
              name: 'Training code',
              type: 'code',
              required: true,
              state: 'missing',
              word: 'missing',
              files: [],
              fileCount: 0,
            },
          ],
        },
        {
          level: 1,
          label: 'Class I - Open Science Model',
          progress: 0,
          included: 8,
          total: 14,
          state: 'later',
          components: [],
        },
      ],
    },
    licenses: [
      {
        source: { kind: 'blob', digest: SHA('8'), line: 13, character: 15 },
        written: 'Apache-2.0',
        license: 'Apache-2.0',
        name: 'Apache License 2.0',
        openness: 'open',
        word: 'open',
        restrictions: [],
        sentences: [],
        url: 'https://spdx.org/licenses/Apache-2.0.html',
        subject: 'Model parameters (Final)',
        content: 'model',
        role: 'declared',
      },
      {
        source: { kind: 'blob', digest: SHA('9'), line: 2, character: 9 },
        written: 'llama3.1',
        license: 'Llama-3.1',
        name: 'Llama 3.1 Community License',
        openness: 'not-open',
        word: 'not open',
        restrictions: ['behavioural-use', 'user-threshold', 'naming'],
        sentences: [
          'Forbids a list of uses, and passes that list on to whoever gets a copy.',
          'Those with very many users or much revenue need another licence.',
          'What is made from it has to carry a given name or notice.',
        ],
        content: 'model',
        role: 'declared',
      },
    ],
    boms: [
      {
        source: { kind: 'blob', digest: SHA('b') },
        name: 'bom.json',
        digest: SHA('b'),
        format: 'cyclonedx',
        version: '1.6',
        about: 'Tiny',
        counts: [
          { kind: 'model', word: 'model', count: 1 },
          { kind: 'dataset', word: 'dataset', count: 2 },
        ],
        relations: 3,
        readiness: [
          {
            profile: 'g7',
            title: 'G7 AI SBOM',
            version: '2025',
            counts: { met: 1, partly: 0, missing: 1, unknown: 0, 'no-field': 0 },
            elements: [
              { code: 'M1', title: 'name of the model', status: 'met' },
              { code: 'M2', title: 'training data', status: 'missing' },
            ],
          },
        ],
        metrics: [{ component: 'Tiny', name: 'accuracy', value: '0.91', of: 'test' }],
        freshness: {
          compared: 2,
          differing: [
            {
              file: 'config.json',
              stated: SHA('3'),
              found: SHA('2'),
              source: { kind: 'blob', digest: SHA('b'), line: 40, character: 8 },
            },
          ],
          differingCount: 1,
        },
      },
    ],
    lineage: {
      nodes: [
        { id: 'subject', name: 'Tiny', kind: 'subject' },
        { id: 'model meta-llama/Llama-3.1-8B', name: 'meta-llama/Llama-3.1-8B', kind: 'model' },
        { id: 'dataset wikitext', name: 'wikitext', kind: 'dataset' },
      ],
      edges: [
        {
          from: 'subject',
          to: 'model meta-llama/Llama-3.1-8B',
          type: 'base-model',
          source: { kind: 'blob', digest: SHA('9'), line: 3, character: 2 },
        },
        {
          from: 'subject',
          to: 'dataset wikitext',
          type: 'dataset',
          source: { kind: 'blob', digest: SHA('9'), line: 5, character: 4 },
        },
      ],
    },
    oci: {
      mediaType: 'application/vnd.oci.image.manifest.v1+json',
      artifactType: 'application/vnd.cncf.model.manifest.v1+json',
      digest: SHA('a'),
      size: 1200,
      flavour: 'modelpack',
      store: 'registry',
      manifest: '{"schemaVersion":2}',
      config: {
        mediaType: 'application/vnd.cncf.model.config.v1+json',
        digest: SHA('c'),
        size: 300,
        text: '{"descriptor":{}}',
      },
      layers: [
        {
          digest: SHA('6'),
          mediaType: 'application/vnd.cncf.model.weight.v1.raw',
          size: 1_488_000,
          kind: 'weight',
          path: 'model.safetensors',
          component: 'Model parameters (Final)',
        },
      ],
      manifests: [],
      annotations: [{ key: 'org.opencontainers.image.title', value: 'Tiny' }],
      referrers: [
        {
          digest: SHA('d'),
          size: 600,
          artifactType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
          role: 'signature',
          annotations: [],
          referrers: [],
        },
      ],
      referrerCount: 1,
    },
    profile: {
      version: '0.1.0',
      conformant: false,
      claims: [
        {
          key: 'org.cncf.model.mof.class',
          level: 'must',
          claimed: 'II',
          state: 'contradicted',
          detail: '"mof.yml" comes to "III".',
        },
      ],
    },
    problems: [
      {
        severity: 'warning',
        rule: 'modelpack/old-name',
        message: 'An annotation has its old name.',
        source: { kind: 'blob', digest: SHA('a') },
      },
    ],
    blobs: [
      {
        digest: SHA('a'),
        name: 'manifest',
        mediaType: 'application/vnd.oci.image.manifest.v1+json',
        bytes: 19,
        text: '{"schemaVersion":2}',
      },
      {
        digest: SHA('7'),
        name: 'model.sig',
        mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
        bytes: 2,
        text: '{}',
      },
    ],
    ...changes,
  };
}

/** A keyless signature that holds, of somebody who is not trusted. */
export function exampleSignature(changes: Partial<InspectedSignature> = {}): InspectedSignature {
  return {
    source: { kind: 'blob', digest: SHA('7') },
    name: 'model.sig',
    kind: 'model',
    digest: SHA('7'),
    bytes: 2,
    method: 'sigstore',
    mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
    predicateType: 'https://model_signing/signature/v1.0',
    state: 'untrusted',
    title: 'Valid, but the signer is not trusted',
    legacy: false,
    checks: [
      { id: 'bundle', ok: true, detail: 'The signature file is a bundle signed with Sigstore.' },
      { id: 'identity', ok: false, detail: 'Nobody was expected to have signed.' },
    ],
    signer: {
      id: { method: 'sigstore', identity: 'jo@example.org', issuer: 'https://accounts.example' },
      name: 'jo@example.org',
      issuer: 'https://accounts.example',
      facts: [{ label: 'issuer', value: 'https://accounts.example' }],
    },
    certificate: {
      subject: '',
      issuer: 'O=sigstore.dev, CN=sigstore-intermediate',
      serialNumber: '5a',
      fingerprint: 'e'.repeat(64),
      notBefore: '2026-11-01T10:00:00.000Z',
      notAfter: '2026-11-01T10:10:00.000Z',
      extensions: [
        { name: 'issuer', value: 'https://accounts.example' },
        { name: 'sourceRepositoryURI', value: 'https://github.example/jo/tiny' },
        { name: 'sourceRepositoryRef', value: 'refs/heads/main' },
      ],
    },
    times: [{ by: 'transparency-log', time: '2026-11-01T10:00:05.000Z' }],
    entries: [{ log: 'https://rekor.example', index: '42', kind: 'dsse', inclusion: ['proof', 'promise'] }],
    trust: "trusted root of Sigstore's public instance, bundled, of 2026-08-04, 110 days old",
    statement: { model: 'tiny', hash: 'sha256', allowSymlinks: false, ignorePaths: ['model.sig'], files: 4 },
    coverage: { matched: 2, changed: 1, missing: 1, unsigned: 1, ignored: 1, unknown: 0 },
    ...changes,
  };
}

/** Files as an inspection has them, with what is counted of them. */
export function exampleFiles(rows: FileRow[]): InspectedFiles {
  const states: Record<FileState, number> = { matched: 0, changed: 0, missing: 0, unsigned: 0, ignored: 0, unknown: 0 };
  for (const { state } of rows) states[state]++;
  return { total: rows.length, bytes: rows.reduce((sum, { size = 0 }) => sum + size, 0), states, rows };
}
