// Keyless signatures: who signed, what proves it, and of what.
import path from 'node:path';
import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Inspection } from '../../../src/core/inspection/inspection';
import { inspect, type InspectRequest } from '../../../src/node/inspect/service';
import { startBed, type Bed } from '../../sigstore-bed/bed.mjs';
import { mofBeside } from '../../cli/beside';
import { folderWith } from '../signing/folder';
import { DATA, signedWith } from '../sigstore/bed-signing';
import { tinyModel } from './model';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });
process.env.XDG_CACHE_HOME = folderWith();

const EMAIL = 'tester@example.org';

let bed: Bed;
let config: string;
beforeAll(async () => {
  bed = await startBed();
  config = path.join(folderWith({ 'config.json': JSON.stringify(bed.trustConfig(2)) }), 'config.json');
});
afterAll(() => bed.close());

async function inspected(target: InspectRequest['target'], more: Partial<InspectRequest> = {}): Promise<Inspection> {
  const answer = await inspect({ target, trustConfig: { path: config, shown: 'config.json' }, ...more });
  if ('failure' in answer) throw new Error(answer.failure);
  expect(JSON.parse(JSON.stringify(answer))).toEqual(answer);
  return answer;
}
const expected = (identity = EMAIL) => ({ expected: [{ method: 'sigstore' as const, identity, issuer: bed.url }] });

describe('a model that was signed keyless', () => {
  let model: { path: string; shown: string };
  beforeAll(async () => {
    model = { path: tinyModel(), shown: 'tiny' };
    const args = [
      'sign',
      'sigstore',
      'tiny',
      '--signature',
      'tiny/model.sig',
      '--trust-config',
      config,
      '--identity-token',
      bed.identityToken({}),
    ];
    const { code, stderr } = await mofBeside(args, { cwd: path.dirname(model.path) });
    expect([code, stderr]).toEqual([0, stderr]);
  });

  it('tells signer, certificate, times and the entry in the log', async () => {
    const found = await inspected({ kind: 'folder', model }, expected());
    const [signature] = found.signatures;
    expect(found.verdict!.state).toBe('verified');
    expect(signature).toMatchObject({
      method: 'sigstore',
      signer: { id: { method: 'sigstore', identity: EMAIL, issuer: bed.url }, name: EMAIL, issuer: bed.url },
      coverage: { matched: 6 },
      trust: expect.stringContaining('trusted root'),
    });
    const extensions = new Map(signature!.certificate!.extensions.map(({ name, value }) => [name, value]));
    expect(extensions.get('issuer')).toBe(bed.url);
    expect(extensions.get('subjectAlternativeName')).toBe(EMAIL);
    expect(signature!.times.length).toBeGreaterThan(0);
    expect(signature!.entries[0]).toMatchObject({
      index: expect.any(String),
      inclusion: expect.arrayContaining(['proof']),
    });
  });

  it('by somebody else than was expected is by a stranger', async () => {
    for (const more of [{}, expected('boss@example.org')]) {
      const found = await inspected({ kind: 'folder', model }, more);
      expect(found.verdict!.state).toBe('untrusted');
      expect(found.reasons[0]!.code).toBe('signer-not-trusted');
      expect(found.reasons[0]!.text).toContain(EMAIL);
    }
  });
});

describe('a bundle of one file', () => {
  it('is of the whole where the model is that file, and no word on a folder that it is in', async () => {
    const token = bed.identityToken({});
    const { signingConfig } = bed.trustConfig(2) as { signingConfig: object };
    const bundle = await signedWith(signingConfig, { token, bundleType: 'messageSignature' });
    const folder = folderWith({
      'm/data.gguf': DATA,
      'm/data.gguf.sigstore.json': JSON.stringify(bundle),
      'm/other.bin': 'x',
    });
    const file = { path: path.join(folder, 'm/data.gguf'), shown: 'data.gguf' };
    const ofFile = await inspected({ kind: 'folder', model: file }, expected());
    expect(ofFile.signatures[0]).toMatchObject({ kind: 'bundle', whole: true, state: 'verified' });
    expect(ofFile.verdict!.state).toBe('verified');
    expect(ofFile.files.rows[0]).toMatchObject({ path: 'data.gguf', state: 'matched' });
    const ofFolder = await inspected(
      { kind: 'folder', model: { path: path.join(folder, 'm'), shown: 'm' } },
      expected(),
    );
    expect(ofFolder.signatures[0]).toMatchObject({ kind: 'bundle', state: 'verified' });
    expect(ofFolder.verdict!.state).toBe('unsigned');
    writeFileSync(file.path, 'changed');
    expect((await inspected({ kind: 'folder', model: file }, expected())).verdict!.state).toBe('invalid');
  });
});
