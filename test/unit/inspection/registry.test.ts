// An artifact in a registry is inspected by its manifest and documents: weights are never asked for.
import { describe, expect, it, vi } from 'vitest';
import { type Inspection } from '../../../src/core/inspection/inspection';
import { copyArtifact } from '../../../src/core/oci/copy';
import { inspect } from '../../../src/node/inspect/service';
import { trusted, type TrustedFile } from '../../../src/node/signing/service';
import { fakeRegistry, repository } from '../../registry/scene';
import { folderWith } from '../signing/folder';
import { newAuthority } from '../signing/pki';
import { change, packFolder, signFolder, tinyModel } from './model';

vi.setConfig({ testTimeout: 60_000 });
process.env.XDG_CACHE_HOME = folderWith();

const authority = newAuthority();
const leaf = authority.issue({ subject: 'tiny-signer', codeSigning: true });
const signing = { certificate: leaf.pem, key: leaf.privatePem, chain: authority.pem };

/** Puts the artifact of a folder into a registry, and inspects it there. */
async function inRegistry(folder: string, before?: (host: string) => void) {
  const registry = await fakeRegistry();
  const { layout, packed } = await packFolder(folder);
  await copyArtifact(layout, 'tiny:1.0', repository(registry.host), { names: ['1.0'], referrers: true });
  const weights = packed.files.find(({ file }) => file.path === 'model.safetensors')!.descriptor.digest;
  registry.blobsOf('lab/model').delete(weights);
  before?.(registry.host);
  const root = folderWith({ 'root.pem': authority.pem });
  const file = { path: `${root}/root.pem`, shown: 'root.pem' };
  const roots = [(await trusted('certificate', file)) as TrustedFile];
  const from = registry.seen.length;
  const reference = `${registry.host}/lab/model:1.0`;
  const inspection = await inspect({
    target: { kind: 'artifact', place: { reference, access: { insecure: [], notice: () => undefined } } },
    expected: [{ method: 'certificate', roots }],
  });
  const asked = registry.lines.slice(from);
  return { inspection, asked, weights, reference, packed };
}

function found(inspection: Awaited<ReturnType<typeof inspect>>): Inspection {
  if ('failure' in inspection) throw new Error(inspection.failure);
  return inspection;
}

describe('an artifact in a registry', () => {
  it('is verified, and its weights are not asked for', async () => {
    const folder = tinyModel();
    await signFolder(folder, signing);
    const { inspection, asked, weights, reference, packed } = await inRegistry(folder);
    const { verdict, subject, oci, files, openness, boms } = found(inspection);
    expect(verdict!.state).toBe('verified');
    expect(subject).toMatchObject({ name: reference, digest: packed.descriptor.digest });
    expect(oci).toMatchObject({ store: 'registry', referrerCount: 2 });
    expect(files.rows.find((row) => row.path === 'model.safetensors')).toMatchObject({
      state: 'matched',
      digest: weights,
    });
    expect(openness!.name).toBe('Tiny');
    expect(boms[0]!.freshness).toMatchObject({ compared: 2, differingCount: 0 });
    expect(asked.join('\n')).not.toContain(weights);
    expect(asked.every((line) => /^(?:GET|HEAD) /.test(line))).toBe(true);
  });

  it('that was tampered with, or is unsigned, has a verdict of its own', async () => {
    const folder = tinyModel();
    expect(found((await inRegistry(folder)).inspection).reasons.map(({ code }) => code)).toContain('unsigned');
    await signFolder(folder, signing);
    change(`${folder}/config.json`, '{"model_type":"evil"}');
    const tampered = found((await inRegistry(folder)).inspection);
    expect(tampered.verdict!.state).toBe('invalid');
    expect(tampered.reasons.filter(({ state }) => state === 'bad').map(({ code }) => code)).toEqual([
      'files-not-as-signed',
      'files-changed',
      'bom-stale',
    ]);
  });

  it('that is not there is a failure in a sentence', async () => {
    const registry = await fakeRegistry();
    const inspection = await inspect({
      target: {
        kind: 'artifact',
        place: { reference: `${registry.host}/lab/none:1.0`, access: { insecure: [], notice: () => undefined } },
      },
    });
    expect(inspection).toMatchObject({ kind: 'failed', failure: expect.stringContaining('lab/none') });
  });
});
