import { rmSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { type ArtifactSource } from '../../../src/core/oci/content';
import { copyArtifact } from '../../../src/core/oci/copy';
import { type Progress } from '../../../src/core/signing/model/model';
import { writeIndex } from '../../../src/core/oci/manifest';
import { EMPTY_TYPE, INDEX_TYPE } from '../../../src/core/oci/media-types';
import { Layout } from '../../../src/node/oci/layout/layout';
import { folderWith } from '../signing/folder';
import { artifact, blob, push, source as content } from './artifact';

// Hashing needs threads, and machines that test are busy.
vi.setConfig({ testTimeout: 60_000 });

const newLayout = () => Layout.create(path.join(folderWith(), 'layout'));

describe('copying an artifact', () => {
  const model = artifact([blob('weights'), blob('config'), blob('weights')]);
  const bom = artifact([blob('bom')], { subject: model.manifest.descriptor });
  const signature = artifact([blob('signature of the bom')], { subject: bom.manifest.descriptor });

  it('copies blobs, manifest and names', async () => {
    const [source, target] = [await newLayout(), await newLayout()];
    await push(source, model, 'v1');
    const progress: Progress[] = [];
    const copied = await copyArtifact(source, 'v1', target, {
      names: ['v1', 'latest'],
      progress: (done) => progress.push(done),
    });
    expect(copied).toEqual({ descriptor: model.manifest.descriptor, manifests: 1, blobs: 3, bytes: 15, present: 0 });
    expect(progress.at(-1)).toEqual({ bytes: 15, totalBytes: 15, files: 3, totalFiles: 3 });
    expect(await target.tags()).toEqual(['v1', 'latest']);
    expect(await target.verify(undefined)).toMatchObject({ blobs: 4, problems: [] });
    expect(await copyArtifact(source, 'v1', target)).toMatchObject({ present: 3 });
  });
  it('copies what is attached when it is asked to', async () => {
    const [source, plain, full] = [await newLayout(), await newLayout(), await newLayout()];
    for (const each of [model, bom, signature]) await push(source, each);
    await source.tag(model.manifest.descriptor, 'v1');
    await copyArtifact(source, 'v1', plain);
    expect(await plain.manifests()).toHaveLength(1);
    expect(await copyArtifact(source, 'v1', full, { referrers: true })).toMatchObject({ manifests: 3 });
    expect(await full.referrers(bom.manifest.descriptor)).toMatchObject([
      { digest: signature.manifest.descriptor.digest },
    ]);
  });
  it('copies an index with its manifests', async () => {
    const [source, target] = [await newLayout(), await newLayout()];
    await push(source, model);
    await push(source, bom);
    const index = blob(
      writeIndex({ mediaType: INDEX_TYPE, manifests: [model.manifest.descriptor, bom.manifest.descriptor] }),
      INDEX_TYPE,
    );
    await source.writeManifest(index.descriptor, index.bytes);
    expect(await copyArtifact(source, index.descriptor.digest, target, { names: ['all'] })).toMatchObject({
      manifests: 3,
      blobs: 4,
    });
    expect((await target.verify([await target.resolve('all')])).problems).toEqual([]);
  });
  it('takes content that the manifest itself has', async () => {
    const [source, target] = [await newLayout(), await newLayout()];
    const inline = artifact([blob('x')], { config: { ...blob('{}', EMPTY_TYPE).descriptor, data: Buffer.from('{}') } });
    await push(source, inline, 'v1');
    rmSync(path.join(source.root, 'blobs/sha256', blob('{}').descriptor.digest.slice(7)));
    await copyArtifact(source, 'v1', target);
    expect((await target.verify(undefined)).problems).toEqual([]);
  });
  it('does not take content that the manifest lies about', async () => {
    const [source, target] = [await newLayout(), await newLayout()];
    const lie = artifact([blob('x')], { config: { ...blob('{}', EMPTY_TYPE).descriptor, data: Buffer.from('[]') } });
    await push(source, lie, 'v1');
    await expect(copyArtifact(source, 'v1', target, { names: ['v1'] })).rejects.toMatchObject({
      code: 'digest-mismatch',
    });
  });
  it('vouches for blobs that the layout verified, not for what the manifest itself has', async () => {
    const [source, target] = [await newLayout(), await newLayout()];
    const empty = blob('{}', EMPTY_TYPE);
    const inline = artifact([blob('x')], { config: { ...empty.descriptor, data: Buffer.from('{}') } });
    await push(source, inline, 'v1');
    await source.write(empty.descriptor, content(empty.bytes));
    expect(source.isVerified(empty.descriptor)).toBe(true);
    const write = vi.spyOn(target, 'write');
    await copyArtifact(source, 'v1', target);
    const vouched = new Map(write.mock.calls.map(([{ digest }, , options]) => [digest, options?.isVerified?.()]));
    expect([vouched.get(blob('x').descriptor.digest), vouched.get(empty.descriptor.digest)]).toEqual([true, false]);
  });
  it('leaves no manifest and no name when a blob is missing', async () => {
    const [source, target] = [await newLayout(), await newLayout()];
    await push(source, model, 'v1');
    rmSync(path.join(source.root, 'blobs/sha256', blob('config').descriptor.digest.slice(7)));
    await expect(copyArtifact(source, 'v1', target, { names: ['v1'], concurrency: 1 })).rejects.toMatchObject({
      code: 'not-found',
    });
    expect(await target.manifests()).toEqual([]);
    // What came over is of no use without a manifest, and nobody is writing any more.
    expect((await target.collectGarbage()).blobs).toBeGreaterThan(0);
  });
  it('ends at once, with nothing going on any more, when it is cancelled', async () => {
    const target = await newLayout();
    const many = artifact(Array.from({ length: 20 }, (_, at) => blob(`blob ${at}`)));
    const origin = await newLayout();
    await push(origin, many, 'v1');
    const controller = new AbortController();
    let reading = 0;
    const source: ArtifactSource = {
      name: 'slow',
      exists: () => Promise.resolve(true),
      resolve: () => origin.resolve('v1'),
      readManifest: (descriptor) => origin.readManifest(descriptor),
      tags: () => Promise.resolve([]),
      referrers: () => Promise.resolve([]),
      open: async (_descriptor, _from, options) => {
        reading++;
        controller.abort();
        await new Promise((_resolve, reject) => {
          if (options!.signal!.aborted) reject(options!.signal!.reason as Error);
        });
        throw new Error('not reached');
      },
    };
    await expect(copyArtifact(source, 'v1', target, { signal: controller.signal })).rejects.toThrow(/abort/);
    expect(reading).toBeLessThanOrEqual(4);
  });
});
