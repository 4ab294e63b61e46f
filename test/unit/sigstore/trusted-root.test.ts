import { expect, it } from 'vitest';
import {
  publicGoodRoot,
  readTrustedRoot,
  TrustedRootError,
  trustedRootText,
} from '../../../src/core/signing/sigstore/trusted-root';
import { makeLog } from './key-bundles';

const bytes = (json: unknown) => Buffer.from(JSON.stringify(json));

it('says which it is and how old', () => {
  const root = publicGoodRoot();
  const after = (days: number) => new Date(root.date!.getTime() + days * 24 * 3600 * 1000);
  expect(trustedRootText(root, after(40))).toContain('bundled');
  expect(trustedRootText(root, after(40))).toContain('40 days old');
  expect(trustedRootText(root, after(-365))).toContain('still to come');
  expect(trustedRootText({ json: {}, name: 'root.json' }, after(0))).toBe('trusted root root.json');
});

it('takes the trusted root out of a client trust configuration', () => {
  const trustedRoot = publicGoodRoot().json;
  const config = {
    mediaType: 'application/vnd.dev.sigstore.clienttrustconfig.v0.1+json',
    trustedRoot,
    signingConfig: {},
  };
  expect(readTrustedRoot(bytes(config), 'config.json').json).toEqual(trustedRoot);
});

it('does not take a log whose key is good from the beginning of time', () => {
  expect(() => makeLog({ end: '2030-01-01T00:00:00Z' })).toThrow(TrustedRootError);
});

it.each([
  ['text', 'not JSON'],
  ['a list', '[]'],
  ['null', 'null'],
  ['another file', '{"mediaType":"application/vnd.dev.sigstore.bundle.v0.3+json"}'],
  ['no logs', '{"mediaType":"application/vnd.dev.sigstore.trustedroot+json;version=0.1"}'],
  ['a wrong type', '{"mediaType":"application/vnd.dev.sigstore.trustedroot+json;version=0.1","tlogs":{}}'],
  ['depth', '['.repeat(100_000)],
  ['an empty configuration', '{"mediaType":"application/vnd.dev.sigstore.clienttrustconfig.v0.1+json"}'],
])('refuses %s', (_, text) => {
  expect(() => readTrustedRoot(Buffer.from(text), 'root.json')).toThrow(TrustedRootError);
});
