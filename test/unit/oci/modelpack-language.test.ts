import { describe, expect, it } from 'vitest';
import { detectKind, openDocument } from '../../../src/core/documents/kinds';
import { applyEdits } from '../../../src/core/text/edit';
import { lintText } from '../../lint';
import { at } from '../language/documents';

const DIGEST = `sha256:${'a'.repeat(64)}`;

/** The features of a document with a cursor in it. */
function features(marked: string) {
  const { text, offset } = at(marked);
  return { text, offset, of: openDocument('/a/manifest.json', text)!.features };
}

const labels = (marked: string): string[] => {
  const { of, offset } = features(marked);
  return of.complete(offset).map(({ label }) => label);
};

function completed(marked: string, label: string): string {
  const { of, offset, text } = features(marked);
  return applyEdits(text, [of.complete(offset).find((item) => item.label === label)!.edit]);
}

const hovered = (marked: string): string | undefined => {
  const { of, offset } = features(marked);
  return of.hover(offset)?.contents;
};

/** A manifest with a layer and annotations in which something is typed. */
const manifest = (layer: string, annotations = ''): string => `{
  "schemaVersion": 2,
  "mediaType": "application/vnd.oci.image.manifest.v1+json",
  "artifactType": "application/vnd.cncf.model.manifest.v1+json",
  "config": { "mediaType": "application/vnd.cncf.model.config.v1+json", "digest": "${DIGEST}", "size": 2 },
  "layers": [
    { ${layer} }
  ],
  "annotations": {
    ${annotations}
  }
}
`;

const config = (inside: string): string => `{
  "descriptor": { "name": "aurora" },
  "config": { ${inside} },
  "modelfs": { "type": "layers", "diffIds": ["${DIGEST}"] }
}
`;

describe('documents of ModelPack', () => {
  it('are known by what they say', () => {
    expect(detectKind('/a/x.json', manifest(''))?.id).toBe('modelpack-manifest');
    expect(detectKind('/blobs/sha256/abc', JSON.stringify(JSON.parse(manifest('"digest": "x"'))))?.id).toBe(
      'modelpack-manifest',
    );
    expect(detectKind('/a/x.json', config(''))?.id).toBe('modelpack-config');
    const image = manifest('').replaceAll('vnd.cncf.model.', 'vnd.oci.image.');
    expect(detectKind('/a/x.json', image)).toBeUndefined();
    const index = {
      schemaVersion: 2,
      manifests: [{ artifactType: 'application/vnd.cncf.model.manifest.v1+json', digest: DIGEST, size: 1 }],
    };
    expect(detectKind('/layout/index.json', JSON.stringify(index))).toBeUndefined();
  });

  it('get no fixes where they are named by their digest', () => {
    const text = config('"paramsize": "7B"').replace('"aurora"', '"aurora", "licenses": ["apache 2.0"]');
    const fixes = (path: string) => lintText(text, { path }).map(({ rule, fixes: of }) => [rule, of().length > 0]);
    expect(fixes('/a/config.json')).toEqual([
      ['license/unknown', true],
      ['modelpack/config-unknown-key', true],
    ]);
    expect(fixes(`/layout/blobs/sha256/${'0'.repeat(64)}`)).toEqual([
      ['license/unknown', false],
      ['modelpack/config-unknown-key', false],
    ]);
  });
});

describe('completion in manifests', () => {
  it('offers the types that belong to a place', () => {
    const types = labels(manifest('"mediaType": "|"'));
    expect(types).toHaveLength(20);
    expect(completed(manifest('"mediaType": "appl|"'), 'application/vnd.cncf.model.doc.v1.raw')).toContain(
      '{ "mediaType": "application/vnd.cncf.model.doc.v1.raw" }',
    );
    expect(labels(manifest('').replace('"application/vnd.cncf.model.manifest.v1+json"', '"|"'))).toEqual([
      'application/vnd.cncf.model.manifest.v1+json',
    ]);
    expect(labels(manifest('').replace('"application/vnd.oci.image.manifest.v1+json"', '"|"'))).toEqual([
      'application/vnd.oci.image.manifest.v1+json',
    ]);
  });

  it('offers keys that are not there yet', () => {
    expect(labels(manifest(`"mediaType": "x", |`))).toEqual(['digest', 'size', 'annotations']);
    expect(labels(manifest('"annotations": { "|" }'))).toEqual([
      'org.cncf.model.filepath',
      'org.opencontainers.image.title',
      'org.cncf.model.file.mediatype.untested',
      'org.cncf.model.file.metadata+json',
    ]);
    expect(labels(manifest('', '"org.cncf.ai.artifact.type": "model", "|"'))).toContain('org.cncf.ai.model.mof.class');
    expect(labels(manifest('', '"org.cncf.ai.artifact.type": "model", "|"'))).not.toContain(
      'org.cncf.ai.artifact.type',
    );
  });

  it('offers values of annotations that have few', () => {
    expect(labels(manifest('"annotations": { "org.cncf.model.file.mediatype.untested": "|" }'))).toEqual([
      'true',
      'false',
    ]);
    expect(labels(manifest('', '"org.cncf.ai.model.mof.class": "|"'))).toEqual(['I', 'II', 'III']);
    expect(labels(manifest('', '"org.cncf.ai.interop.profile.version": "|"'))).toEqual(['0.1.0']);
    expect(labels(manifest('', '"org.opencontainers.image.title": "|"'))).toEqual([]);
    expect(labels(manifest('"annotations": { "org.cncf.ai.model.mof.class": "|" }'))).toEqual([]);
  });
});

describe('completion in configs', () => {
  it('offers the properties of the place', () => {
    expect(labels(config('|'))).toEqual([
      'architecture',
      'format',
      'paramSize',
      'precision',
      'quantization',
      'capabilities',
    ]);
    expect(labels(config('"capabilities": { "reasoning": true, | }'))).not.toContain('reasoning');
    expect(labels(config('"capabilities": { | }'))).not.toContain('embedding');
    expect(completed(config('|'), 'capabilities')).toContain('"config": { "capabilities": {} }');
  });

  it('offers values where there are few', () => {
    expect(labels(config('"capabilities": { "inputTypes": ["text", "|"] }'))).toEqual([
      'text',
      'image',
      'audio',
      'video',
      'embedding',
      'other',
    ]);
    expect(labels(config('"capabilities": { "reasoning": | }'))).toEqual(['true', 'false']);
    expect(labels(config('').replace('"layers"', '"|"'))).toEqual(['layers']);
    expect(labels(config('"format": "|"'))).toEqual([]);
  });

  it('offers licences as everywhere', () =>
    expect(labels(config('').replace('"aurora"', '"aurora", "licenses": ["Apa|"]'))).toContain('Apache-2.0'));
});

describe('hover', () => {
  it('explains media types', () => {
    expect(hovered(manifest('"mediaType": "application/vnd.cncf.model.weight.v1.tar+z|std"'))).toBe(
      '**application/vnd.cncf.model.weight.v1.tar+zstd**\n\nWeights · a tar archive, compressed with zstd',
    );
    expect(hovered(manifest('"mediaType": "application/vnd.docker.ai.li|cense"'))).toContain(
      'as Docker Model Runner writes it',
    );
    expect(hovered(manifest('"mediaType": "text/pl|ain"'))).toBeUndefined();
  });

  it('explains keys of manifests, with the values of the profile', () => {
    expect(hovered(manifest('').replace('"layers"', '"lay|ers"'))).toBe('**layers**\n\nThe files of the model');
    expect(hovered(manifest('', '"org.cncf.ai.model.mof.cl|ass": "III"'))).toBe(
      '**org.cncf.ai.model.mof.class**\n\nThe class of the Model Openness Framework that the model has\n\nrequired · `I` `II` `III`',
    );
    expect(hovered(manifest('"annotations": { "org.cncf.model.file|path": "a" }'))).toContain(
      'modctl and KitOps read it',
    );
    expect(hovered(manifest('', '"org.exa|mple": "x"'))).toBeUndefined();
  });

  it('explains properties of configs, the old names included', () => {
    expect(hovered(config('"param|Size": "7B"'))).toBe(
      '**paramSize**\n\nThe number of parameters with one letter for the magnitude: 6.7B\n\noptional · a text',
    );
    expect(hovered(config('"param_|size": "7B"'))).toContain('number of parameters');
    expect(hovered(config('"x|y": 1'))).toBeUndefined();
  });
});

describe('outline', () => {
  it('lists the layers by their paths', () =>
    expect(
      features(
        manifest(
          '"mediaType": "application/vnd.cncf.model.doc.v1.raw", "annotations": { "org.cncf.model.filepath": "README.md" } }, { "mediaType": "x"|',
        ),
      )
        .of.symbols()
        .map(({ name, detail }) => [name, detail]),
    ).toEqual([
      ['README.md', 'Documents'],
      ['layer 2', undefined],
    ]));
});

describe('rules', () => {
  const layer = (path: string, more = '') =>
    `"mediaType": "application/vnd.cncf.model.doc.v1.raw", "digest": "${DIGEST}", "size": 1, "annotations": { "org.cncf.model.filepath": ${JSON.stringify(path)}, "org.opencontainers.image.title": ${JSON.stringify(path)}${more} }`;
  const found = (layers: readonly string[], annotations = '') =>
    lintText(manifest(layers.join('}, {'), annotations), { path: '/a/manifest.json' }).map(({ rule, severity }) => [
      rule,
      severity,
    ]);

  it('weigh what is wrong on some systems less than what is wrong on all', () => {
    expect(found([layer('../x')])).toEqual([['modelpack/unsafe-path', 'error']]);
    expect(found([layer('aux.bin')])).toEqual([['modelpack/unsafe-path', 'warning']]);
    expect(found([layer('a'), layer('a')])).toEqual([['modelpack/path-clash', 'error']]);
    expect(found([layer('a'), layer('A')])).toEqual([['modelpack/path-clash', 'warning']]);
  });

  it('check the metadata of a file', () => {
    const metadata = (value: unknown) =>
      found([
        layer(
          'b/a',
          `, "org.cncf.model.file.metadata+json": ${JSON.stringify(typeof value === 'string' ? value : JSON.stringify(value))}`,
        ),
      ]);
    const bad = [['modelpack/file-metadata', 'warning']];
    expect(metadata({ name: 'a', size: 1, typeflag: 48 })).toEqual([]);
    expect(metadata({ name: 'b/a', size: 1 })).toEqual([]);
    for (const value of ['', '[]', { size: 1 }, { name: 'c' }, { name: 'a', size: 2 }, { name: 'a', typeflag: 53 }])
      expect(metadata(value), JSON.stringify(value)).toEqual(bad);
  });

  it('say nothing of ORAS where a layer is an archive', () =>
    expect(
      found([
        layer('a')
          .replace('.raw', '.tar')
          .replace(/, "org.opencontainers.image.title": "a"/, ''),
      ]),
    ).toEqual([]));

  it('are quick with many layers', () => {
    const many = Array.from({ length: 5000 }, (_, n) => layer(`data/${n}.bin`));
    expect(found(many)).toEqual([]);
  });
});
