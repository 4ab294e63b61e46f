// What is very much has to be bounded: in time, in memory and in what is listed.
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { plainDescriptor } from '../../../src/core/oci/descriptor';
import { INDEX_TYPE } from '../../../src/core/oci/media-types';
import { type Inspection } from '../../../src/core/inspection/inspection';
import { inspect, type InspectTarget } from '../../../src/node/inspect/service';
import { artifact, blob } from '../oci/artifact';
import { folderWith } from '../signing/folder';
import { bundleOf, newKey, statementFor } from '../signing/signed';

vi.setConfig({ testTimeout: 300_000 });
process.env.XDG_CACHE_HOME = folderWith();

/** How much; `MANY=1` takes the numbers of the documentation. */
const MANY = process.env.MANY === '1';

async function inspected(target: InspectTarget): Promise<Inspection> {
  const answer = await inspect({ target });
  if ('failure' in answer) throw new Error(answer.failure);
  return answer;
}

describe('very much', () => {
  it('signed files are all told of', async () => {
    const count = MANY ? 430_000 : 20_000;
    const files = Object.fromEntries(Array.from({ length: count }, (_, at) => [`${String(at).padStart(6, '0')}`, '']));
    const key = newKey();
    const folder = folderWith({ 'model.sig': bundleOf(statementFor(files), key) });
    const began = Date.now();
    const found = await inspected({
      kind: 'signature',
      signature: { path: path.join(folder, 'model.sig'), shown: 'model.sig' },
    });
    if (MANY)
      console.log(
        `${count} resources: ${Date.now() - began} ms, ${Math.round(process.memoryUsage().rss / 2 ** 20)} MiB`,
      );
    expect(found.files.total).toBe(count);
    expect(found.signatures[0]!.statement!.files).toBe(count);
  });

  it('manifests attached to one are counted, and some of them listed', async () => {
    const count = MANY ? 10_000 : 1200;
    const model = artifact([blob('weights', 'application/vnd.cncf.model.weight.v1.raw')]);
    const subject = plainDescriptor(model.manifest.descriptor);
    const attached = Array.from({ length: count }, (_, at) =>
      artifact([blob('note')], { subject, annotations: { number: String(at) } }),
    );
    const root = folderWith({
      'oci-layout': '{"imageLayoutVersion":"1.0.0"}',
      'index.json': JSON.stringify({
        schemaVersion: 2,
        mediaType: INDEX_TYPE,
        manifests: [
          { ...model.manifest.descriptor, annotations: { 'org.opencontainers.image.ref.name': 'v1' } },
          ...attached.map(({ manifest }) => manifest.descriptor),
        ],
      }),
      ...Object.fromEntries(
        [model, ...attached].flatMap(({ manifest, blobs }) =>
          [manifest, ...blobs].map(({ descriptor, bytes }) => [`blobs/${descriptor.digest.replace(':', '/')}`, bytes]),
        ),
      ),
    });
    const began = Date.now();
    const found = await inspected({ kind: 'artifact', place: { layout: { path: root, shown: 'layout' }, name: 'v1' } });
    if (MANY)
      console.log(
        `${count} manifests: ${Date.now() - began} ms, ${Math.round(process.memoryUsage().rss / 2 ** 20)} MiB`,
      );
    expect(found.oci!.referrerCount).toBe(count);
    expect(found.oci!.referrers).toHaveLength(1000);
    expect(found.problems.map(({ message }) => message)).toContain(
      `${count} manifests are attached to it; 1000 are listed.`,
    );
  });
});
