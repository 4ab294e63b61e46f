// Keyless round trips with model_signing, the reference in Python, against the test bed. Where it is looked for, see
// oms-interop.test.ts.
import { spawn } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mofBeside } from '../cli/beside';
import { startBed, type Bed } from '../sigstore-bed/bed.mjs';
import { folderWith } from '../unit/signing/folder';

const bin = process.env.MODEL_SIGNING ?? path.join(homedir(), '.cache/model-openness/model-signing/bin');
const program = path.join(bin, 'model_signing');

let bed: Bed;
beforeAll(async () => {
  bed = await startBed();
});
afterAll(() => bed.close());

/** Runs model_signing beside the bed, which is in this process. */
function python(args: string[], cwd: string): Promise<{ code: number | null; output: string }> {
  const child = spawn(program, args, { cwd });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text: Buffer) => (output += text.toString()));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output }));
  });
}
const ours = async (args: string[], cwd: string) => {
  const { code, stdout, stderr } = await mofBeside(args, { cwd });
  return { code, output: stdout + stderr };
};

describe.skipIf(!existsSync(program)).each([1, 2] as const)('with version %i of Rekor', (version) => {
  const scene = () => {
    const cwd = folderWith({ 'model/config.json': '{}', 'model/weights/model.bin': 'weights', 'model/empty.txt': '' });
    writeFileSync(path.join(cwd, 'trust.json'), JSON.stringify(bed.trustConfig(version)));
    return cwd;
  };
  const common = ['model', '--signature', 'model.sig', '--trust_config', 'trust.json'];
  const sign = () => ['sign', 'sigstore', ...common, '--identity_token', bed.identityToken()];
  const verify = (identity = 'tester@example.org') => {
    return ['verify', 'sigstore', ...common, '--identity', identity, '--identity_provider', bed.url];
  };

  it.each([
    ['what we sign, model_signing verifies', ours, python],
    ['what model_signing signs, we verify', python, ours],
  ])(
    '%s',
    async (_title, signer, verifier) => {
      const cwd = scene();
      expect(await signer(sign(), cwd)).toMatchObject({ code: 0 });
      expect(await verifier(verify(), cwd)).toMatchObject({ code: 0 });
      expect(await verifier(verify('other@example.org'), cwd)).toMatchObject({ code: 1 });
      writeFileSync(path.join(cwd, 'model/weights/model.bin'), 'weightz');
      expect(await verifier(verify(), cwd)).toMatchObject({ code: 1, output: expect.stringContaining('model.bin') });
    },
    120_000,
  );
});
