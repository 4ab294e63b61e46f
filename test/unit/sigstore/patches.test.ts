import { readFileSync } from 'node:fs';
import path from 'node:path';
import { compileFunction } from 'node:vm';
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

it('reads times of a timestamp authority that leaves zeros out', async () => {
  const script = path.join(root, 'scripts/sigstore-patches.mjs');
  const { patched } = (await import(script)) as { patched: (file: string, text: string) => string };
  const exports: { parseTime?: (bytes: Buffer, shortYear: boolean) => Date } = {};
  const text = patched('asn1/parse.js', core('asn1/parse.js'));
  compileFunction(text, ['exports', 'require'])(exports, () => ({}));
  const parse = (time: string) => exports.parseTime!(Buffer.from(time), false).toISOString();
  for (const fraction of ['', '.1', '.12', '.123', '.123456'])
    expect(parse(`20260102030405${fraction}Z`)).toBe('2026-01-02T03:04:05.000Z');
  for (const wrong of ['20260102030405.Z', '20260102030405', '20260102030405.1234567890Z'])
    expect(() => parse(wrong)).toThrow('invalid time');
});

it('can verify here', () => {
  expect(runtimeCanVerify()).toBe(true);
});
