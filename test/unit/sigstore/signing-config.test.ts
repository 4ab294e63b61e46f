import { describe, expect, it } from 'vitest';
import {
  readSigningConfig,
  selectServices,
  SigningConfigError,
  signingConfigOf,
} from '../../../src/core/signing/sigstore/signing-config';
import { PUBLIC_SERVICES } from '../../../src/node/sigstore/tuf/services';

const NOW = new Date('2026-11-23T00:00:00Z');
const service = (url: string, more: object = {}) => ({
  url,
  majorApiVersion: 1,
  validFor: { start: '2025-01-01T00:00:00Z' },
  operator: 'one',
  ...more,
});
const CONFIG = {
  mediaType: 'application/vnd.dev.sigstore.signingconfig.v0.2+json',
  caUrls: [service('https://ca.example')],
  oidcUrls: [service('https://id.example/auth')],
  rekorTlogUrls: [service('https://log.example')],
  rekorTlogConfig: { selector: 'ANY' },
  tsaUrls: [service('https://time.example/api/v1/timestamp')],
  tsaConfig: { selector: 'ANY' },
};
const bytes = (json: unknown) => Buffer.from(JSON.stringify(json));
const read = (changes: object) => readSigningConfig(bytes({ ...CONFIG, ...changes }), 'config.json');
const select = (changes: object, now = NOW) => selectServices(read(changes), now);
const logs = (urls: object[], config: object = { selector: 'ALL' }, now = NOW) =>
  select({ rekorTlogUrls: urls, rekorTlogConfig: config }, now).logs.map(({ url }) => new URL(url).hostname);

describe('the choice of services', () => {
  it('takes those of Sigstore’s public instance', () => {
    const config = signingConfigOf(PUBLIC_SERVICES, 'public', 'download');
    expect(selectServices(config, NOW)).toMatchObject({
      authority: { url: 'https://fulcio.sigstore.dev' },
      identityProvider: { url: 'https://oauth2.sigstore.dev/auth' },
      logs: [{ url: 'https://log2025-1.rekor.sigstore.dev', majorApiVersion: 2 }],
      timestampAuthorities: [{ url: 'https://timestamp.sigstore.dev/api/v1/timestamp' }],
    });
  });
  it('takes those in a client trust configuration', () => {
    const config = {
      mediaType: 'application/vnd.dev.sigstore.clienttrustconfig.v0.1+json',
      trustedRoot: {},
      signingConfig: CONFIG,
    };
    expect(readSigningConfig(bytes(config), 'config.json').authorities).toHaveLength(1);
  });
  it('takes the newest that is valid', () => {
    const urls = [
      service('https://future.example', { validFor: { start: '2027-01-01T00:00:00Z' } }),
      service('https://old.example', { validFor: { start: '2021-01-01T00:00:00Z' } }),
      service('https://new.example', { validFor: { start: '2026-01-01T00:00:00Z', end: '2026-12-31T00:00:00Z' } }),
      service('https://over.example', { validFor: { start: '2026-06-01T00:00:00Z', end: '2026-07-01T00:00:00Z' } }),
    ];
    expect(logs(urls)).toEqual(['new.example']);
    expect(logs(urls, { selector: 'ALL' }, new Date('2027-02-01T00:00:00Z'))).toEqual(['future.example']);
    expect(logs(urls, { selector: 'ALL' }, new Date('2025-02-01T00:00:00Z'))).toEqual(['old.example']);
  });
  it('counts both ends of a validity as valid', () => {
    const urls = [
      service('https://log.example', { validFor: { start: '2026-01-01T00:00:00Z', end: '2026-02-01T00:00:00Z' } }),
    ];
    for (const now of ['2026-01-01T00:00:00Z', '2026-02-01T00:00:00Z'])
      expect(logs(urls, { selector: 'ANY' }, new Date(now))).toEqual(['log.example']);
    for (const now of ['2025-12-31T23:59:59Z', '2026-02-01T00:00:01Z'])
      expect(() => logs(urls, { selector: 'ANY' }, new Date(now))).toThrow(/set the clock/);
  });
  it('takes the highest version that is known, and one service of each operator', () => {
    const urls = [
      service('https://one-v1.example'),
      service('https://one-v2.example', { majorApiVersion: 2 }),
      service('https://one-v3.example', { majorApiVersion: 3 }),
      service('https://two-v2.example', { majorApiVersion: 2, operator: 'two' }),
      service('https://three-v1.example', { operator: 'three' }),
    ];
    expect(logs(urls)).toEqual(['one-v2.example', 'two-v2.example']);
    expect(logs(urls, { selector: 'ANY' })).toEqual(['one-v2.example']);
    expect(logs(urls, { selector: 'EXACT', count: 2 })).toEqual(['one-v2.example', 'two-v2.example']);
    expect(() => logs(urls, { selector: 'EXACT', count: 3 })).toThrow(/wants 3 .* 2 can be used: transparency log/);
  });
  it('does not do with a log that gives no times and nobody else who does', () => {
    const rekorTlogUrls = [service('https://log.example', { majorApiVersion: 2 })];
    expect(() => select({ rekorTlogUrls, tsaUrls: [] })).toThrow(/no timestamp authority/);
    expect(select({ tsaUrls: [] }).timestampAuthorities).toEqual([]);
    expect(select({ tsaUrls: null, tsaConfig: null }).logs).toHaveLength(1);
  });
  it('does without an identity provider', () => {
    expect(select({ oidcUrls: [] })).not.toHaveProperty('identityProvider');
  });
  it.each([
    ['a certificate authority', { caUrls: [] }, 'certificate authority'],
    ['one that is known', { caUrls: [service('https://ca.example', { majorApiVersion: 2 })] }, 'certificate authority'],
    ['a log', { rekorTlogUrls: [] }, 'transparency log'],
    ['a selector', { rekorTlogConfig: {} }, 'does not say how many'],
    ['a known selector', { tsaConfig: { selector: 'SERVICE_SELECTOR_UNDEFINED' } }, 'does not say how many'],
  ])('does not do without %s', (_title, changes, message) => {
    expect(() => select(changes)).toThrow(SigningConfigError);
    expect(() => select(changes)).toThrow(message);
  });
});

describe('the form of a signing configuration', () => {
  it.each([
    ['text', 'not JSON'],
    ['a list', '[]'],
    ['null', 'null'],
    ['depth', '['.repeat(100_000)],
    ['an earlier version', '{"mediaType":"application/vnd.dev.sigstore.signingconfig.v0.1+json"}'],
    ['a trusted root', '{"mediaType":"application/vnd.dev.sigstore.trustedroot+json;version=0.1"}'],
    ['an empty client trust configuration', '{"mediaType":"application/vnd.dev.sigstore.clienttrustconfig.v0.1+json"}'],
    ['values', JSON.stringify({ ...CONFIG, caUrls: Array.from({ length: 200_000 }, () => 1) })],
  ])('refuses %s', (_title, text) => {
    expect(() => readSigningConfig(Buffer.from(text), 'config.json')).toThrow(SigningConfigError);
  });
  it.each([
    ['an object in place of a list', { caUrls: {} }, /^caUrls is not a list/],
    ['a URL that is none', { caUrls: [service('ca.example')] }, /^caUrls\[0\].url is no URL of a service/],
    ['another protocol', { caUrls: [service('file:///etc/passwd')] }, /^caUrls\[0\].url is file:/],
    ['a password in a URL', { caUrls: [service('https://user:pw@ca.example')] }, /no URL of a service/],
    ['a query in a URL', { caUrls: [service('https://ca.example/?x')] }, /no URL of a service/],
    [
      'an unencrypted service',
      { oidcUrls: [service('http://id.example')] },
      /^oidcUrls\[0\].url is http:.*this machine/,
    ],
    ['a name that looks like this machine', { caUrls: [service('http://127.0.0.1.example')] }, /this machine/],
    ['a long URL', { caUrls: [service(`https://ca.example/${'x'.repeat(4096)}`)] }, /up to 2048/],
    [
      'a version that is no number',
      { caUrls: [service('https://ca.example', { majorApiVersion: -1 })] },
      /majorApiVersion/,
    ],
    [
      'a time that is none',
      { caUrls: [service('https://ca.example', { validFor: { start: 'today' } })] },
      /not a time/,
    ],
    ['an unknown selector', { tsaConfig: { selector: 'SOME' } }, /^tsaConfig.selector is "SOME"/],
    ['too many services', { caUrls: Array.from({ length: 33 }, () => service('https://ca.example')) }, /33 items/],
  ])('refuses %s and says where', (_title, changes, message) => {
    expect(() => read(changes)).toThrow(message);
  });
  it.each(['http://127.0.0.1:1234', 'http://localhost:1234', 'http://[::1]:1234'])(
    'takes %s from a file, but not from elsewhere',
    (url) => {
      const config = { ...CONFIG, caUrls: [service(url)] };
      expect(readSigningConfig(bytes(config), 'config.json').authorities[0]?.url).toBe(url);
      expect(() => signingConfigOf(config, 'public', 'download')).toThrow(/are asked by https/);
    },
  );
});
