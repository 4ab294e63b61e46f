import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { runtimeCanVerify } from '../../../src/node/sigstore/self-test';

const root = path.join(__dirname, '../../..');
const core = (file: string) => readFileSync(path.join(root, 'node_modules/@sigstore/core/dist', file), 'utf8');

it.each(['crypto.js', 'asn1/parse.js'])('mends %s, and fails where it is not what it was', async (file) => {
  const script = path.join(root, 'scripts/sigstore-patches.mjs');
  const { patched } = (await import(script)) as { patched: (file: string, text: string) => string };
  const once = patched(file, core(file));
  expect(once).not.toBe(core(file));
  expect(() => patched(file, once)).toThrow('has changed');
});

it('can verify here', () => {
  expect(runtimeCanVerify()).toBe(true);
});
