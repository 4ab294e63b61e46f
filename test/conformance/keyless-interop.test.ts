// Keyless round trips with model_signing, against the test bed: what one signs, the other verifies. Where model_signing is
// looked for: oms-interop.test.ts.
import { spawn } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { builtMof, folderWith } from '../cli/mof';
import { startBed, type Bed, type RekorVersion } from '../sigstore-bed/bed.mjs';

const program = path.join(
  process.env.MODEL_SIGNING ?? path.join(homedir(), '.cache/model-openness/model-signing/bin'),
  'model_signing',
);
const isThere = existsSync(program);
if (!isThere)
  console.warn(`SKIPPED: keyless round trips with model_signing: it is not at ${program} (set MODEL_SIGNING)`);

const EMAIL = 'tester@example.org';
let bed: Bed;
beforeAll(async () => {
  bed = await startBed();
});
afterAll(() => bed.close());

/** Runs a program while the bed, which lives in this process, goes on answering. */
function run(command: string, args: string[], cwd: string): Promise<{ code: number | null; output: string }> {
  const child = spawn(command, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += String(text)));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, output }));
  });
}
const python = (args: string[], cwd: string) => run(program, args, cwd);
const ours = (args: string[], cwd: string) => run(process.execPath, [builtMof(), ...args], cwd);

interface Trip {
  title: string;
  version: RekorVersion;
  signer: typeof ours;
  verifier: typeof ours;
  flags?: string[];
}
const TRIPS: Trip[] = [
  { title: 'Python to ours, Rekor v1', version: 1, signer: python, verifier: ours },
  { title: 'Python to ours, Rekor v2', version: 2, signer: python, verifier: ours },
  { title: 'ours to Python, Rekor v1', version: 1, signer: ours, verifier: python, flags: ['--yes'] },
  { title: 'ours to Python, Rekor v2', version: 2, signer: ours, verifier: python, flags: ['--yes'] },
];

describe.skipIf(!isThere)('keyless round trips with model_signing', () => {
  it.each(TRIPS)('$title', async ({ version, signer, verifier, flags = [] }) => {
    const trust = JSON.stringify(bed.trustConfig(version));
    const cwd = folderWith({ 'model/config.json': '{}', 'model/.hidden/größe.bin': 'weights', 'trust.json': trust });
    const common = ['sigstore', 'model', '--signature', 'model.sig', '--trust_config', 'trust.json'];
    const signed = await signer(['sign', ...common, '--identity_token', bed.identityToken(), ...flags], cwd);
    expect(signed.code, signed.output).toBe(0);
    const verify = (identity: string) =>
      verifier(['verify', ...common, '--identity', identity, '--identity_provider', bed.url], cwd);
    const verified = await verify(EMAIL);
    expect(verified.code, verified.output).toBe(0);
    expect((await verify(`x${EMAIL}`)).code).toBe(1);
    writeFileSync(path.join(cwd, 'model/new.txt'), 'new');
    expect((await verify(EMAIL)).code).toBe(1);
  });
});
