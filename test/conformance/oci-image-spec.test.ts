import { expect, it } from 'vitest';
import { attach, ATTACHMENT_TYPES, type AttachmentKind } from '../../src/core/oci/attachments';
import { readIndex, writeIndex, readManifest } from '../../src/core/oci/manifest';
import { INDEX_TYPE, MANIFEST_TYPE } from '../../src/core/oci/media-types';
import { checkModelPack } from '../../src/core/oci/modelpack/check';
import { packModel } from '../../src/core/oci/modelpack/write';
import { nodeCryptography } from '../../src/node/cryptography';
import { describeWithCorpus } from '../corpus';
import { random } from '../unit/cyclonedx/random';
import { imageSpecSchema } from '../unit/oci/image-spec';

const A = `sha256:${'a'.repeat(64)}` as const;
const decode = (bytes: Uint8Array) => JSON.parse(new TextDecoder().decode(bytes)) as unknown;
const SUBJECT = {
  mediaType: MANIFEST_TYPE,
  digest: A,
  size: 7,
  artifactType: 'application/vnd.cncf.model.manifest.v1+json',
};

describeWithCorpus('the image specification', 'oci-image-spec', () => {
  const accepts = imageSpecSchema('image-manifest-schema.json');
  const acceptsIndex = imageSpecSchema('image-index-schema.json');

  it.each(Object.keys(ATTACHMENT_TYPES) as AttachmentKind[])('accepts what attaches a file: %s', (kind) => {
    const referrer = attach(
      SUBJECT,
      {
        kind,
        content: { digest: A, size: 3 },
        title: 'x',
        created: new Date(0),
        predicateType: 'https://slsa.dev/provenance/v1',
      },
      nodeCryptography,
    );
    expect(accepts(decode(referrer.bytes)), JSON.stringify(accepts.errors)).toBe(true);
    expect(readManifest(referrer.bytes)).toEqual(referrer.manifest);
    const index = writeIndex({ mediaType: INDEX_TYPE, manifests: [referrer.descriptor] });
    expect(acceptsIndex(decode(index)), JSON.stringify(acceptsIndex.errors)).toBe(true);
    expect(readIndex(index).manifests).toEqual([referrer.descriptor]);
  });

  it('and we reject the same manifests, but for what its schema does not say', () => {
    const chance = random('manifests');
    const file = { path: 'a', size: 1, digest: A, mode: 0, kind: 'doc' as const, confirmed: true };
    const good = new TextDecoder().decode(
      packModel(
        [file, { ...file, path: 'b' }],
        { facts: { descriptor: {}, config: {} }, annotations: { a: 'b' } },
        nodeCryptography,
      ).bytes,
    );
    let rejected = 0;
    for (let n = 0; n < 3000; n++) {
      const manifest = JSON.parse(good) as Record<string, unknown>;
      const holders: Record<string, unknown>[] = [manifest];
      const collect = (value: unknown): void => {
        if (typeof value !== 'object' || value === null) return;
        if (!Array.isArray(value)) holders.push(value as Record<string, unknown>);
        Object.values(value).forEach(collect);
      };
      collect(manifest);
      for (let m = 1 + chance.int(2); m > 0; m--) {
        const holder = chance.pick(holders);
        const key = chance.chance(0.2)
          ? chance.pick(['subject', 'artifactType', 'urls', 'data', 'annotations'])
          : chance.pick(Object.keys(holder).concat('x'));
        if (chance.chance(0.3)) Reflect.deleteProperty(holder, key);
        else
          holder[key] = chance.pick<unknown>([
            null,
            0,
            -1,
            1.5,
            2,
            '2',
            '',
            'x',
            'a/b',
            A,
            'sha256:abc',
            [],
            {},
            ['https://example.org'],
            { mediaType: 'a/b', digest: A, size: 1 },
            true,
            'e30=',
          ]);
      }
      const bySchema = accepts(manifest);
      const bytes = new TextEncoder().encode(JSON.stringify(manifest));
      const ours = checkModelPack(bytes).filter(({ severity }) => severity === 'error');
      if (!bySchema) {
        rejected++;
        const onlyPlatform = accepts.errors!.every(({ instancePath }) => instancePath.includes('/platform'));
        if (!onlyPlatform)
          expect(ours, `${JSON.stringify(manifest)}\n${JSON.stringify(accepts.errors)}`).not.toEqual([]);
      } else
        // Stricter: digests that are read here, sizes that numbers hold, addresses, base64, a layer at least, keys.
        expect(
          ours.filter(
            ({ rule, message }) =>
              rule === 'modelpack/manifest-structure' &&
              !/"digest"|"urls"|"data"|one layer|needs a key|"mediaType" must be|"artifactType" must be/.test(message),
          ),
          JSON.stringify(manifest),
        ).toEqual([]);
    }
    expect(rejected).toBeGreaterThan(500);
  });
});
