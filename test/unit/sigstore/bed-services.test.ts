// The test bed itself: what it signs verifies, and what is wrong it refuses, as the real services would.
import { bundleToJSON } from '@sigstore/bundle';
import { dsse } from '@sigstore/core';
import { TransparencyLogEntry } from '@sigstore/protobuf-specs';
import { DSSEBundleBuilder, FulcioSigner, RekorWitness, TSAWitness, type Witness } from '@sigstore/sign';
import { spawnSync } from 'node:child_process';
import {
  createHash,
  createPublicKey,
  generateKeyPairSync,
  randomBytes,
  sign,
  verify,
  X509Certificate,
} from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { publicGoodRoot, readTrustedRoot, type TrustedRoot } from '../../../src/core/signing/sigstore/trusted-root';
import { verifySigstoreJson } from '../../../src/node/sigstore/verify';
import {
  startBed,
  type Bed,
  type Claims,
  type Fault,
  type RekorVersion,
  type Service,
} from '../../sigstore-bed/bed.mjs';
import { DATA, materialOf, signedWith, TYPE, verdictOn, type SignOptions } from './bed-signing';

const EMAIL = 'tester@example.org';
const VERSIONS: readonly RekorVersion[] = [1, 2];
const VARIANTS = VERSIONS.flatMap((version) =>
  (['dsseEnvelope', 'messageSignature'] as const).map((bundleType) => ({ version, bundleType })),
);

let bed: Bed;
let other: Bed;
beforeAll(async () => {
  [bed, other] = await Promise.all([startBed(), startBed()]);
});
afterAll(() => Promise.all([bed.close(), other.close()]));
afterEach(async () => {
  await bed.faults.clear();
});

/** Signs against the bed of these tests, if it is no other. */
const signed = ({
  by = bed,
  version = 2,
  token,
  ...options
}: Partial<SignOptions> & { by?: Bed; version?: RekorVersion } = {}) =>
  signedWith(by.signingConfig(version), { token: token ?? by.identityToken(), ...options });

const rootOf = ({ trustedRoot }: Bed) => readTrustedRoot(Buffer.from(JSON.stringify(trustedRoot)), 'of the bed');

const verdict = (
  bundle: object,
  {
    root = rootOf(bed),
    identity = EMAIL,
    issuer = bed.url,
  }: { root?: TrustedRoot; identity?: string; issuer?: string } = {},
) => verdictOn(bundle, { root, expected: { identity, issuer } });

const certificateOf = (bundle: object) =>
  new X509Certificate(Buffer.from(materialOf(bundle).certificate.rawBytes, 'base64'));

describe('what is signed against the test bed', () => {
  it.each(VARIANTS)('verifies with its root, and with no other: $bundleType, Rekor v$version', async (variant) => {
    const bundle = await signed(variant);
    expect(await verdict(bundle)).toBe('verified');
    expect(await verdict(bundle, { root: publicGoodRoot() })).toMatch(/^invalid: /);
    expect(await verdict(bundle, { root: rootOf(other) })).toMatch(/^invalid: /);
    expect(await verdict(bundle, { identity: `x${EMAIL}` })).toBe('untrusted: identity');
    expect(await verdict(bundle, { issuer: other.url })).toBe('untrusted: identity');
  });

  it.each(VERSIONS)(
    'verifies every time, whatever the second and the bytes of signatures: Rekor v%i',
    async (version) => {
      for (let i = 0; i < 25; i++) expect(await verdict(await signed({ version })), `run ${i}`).toBe('verified');
    },
    60_000,
  );

  it.each(VERSIONS)('is in a log that grows by it: Rekor v%i', async (version) => {
    const proofs = [];
    for (let i = 0; i < 6; i++) {
      const { inclusionProof } = materialOf(await signed({ version })).tlogEntries[0];
      proofs.push(inclusionProof);
    }
    const sizes = proofs.map(({ treeSize }) => Number(treeSize));
    expect(sizes).toEqual(sizes.map((_, at) => sizes[0]! + at));
    expect(proofs.map(({ logIndex }) => Number(logIndex) + 1)).toEqual(sizes);
    expect(proofs.every(({ hashes }) => hashes.length)).toBe(true);
  });

  it('verifies as an entry of the kind that holds the statement', async () => {
    const signer = new FulcioSigner({
      fulcioBaseURL: bed.urls.fulcio,
      identityProvider: { getToken: async () => bed.identityToken() },
    });
    const witnesses = [new RekorWitness({ rekorBaseURL: bed.urls.rekorV1, entryType: 'intoto' })];
    const bundle = await new DSSEBundleBuilder({ signer, witnesses }).create({ data: DATA, type: TYPE });
    expect(await verdict(bundleToJSON(bundle) as object)).toBe('verified');
  });

  it('verifies as an entry for the bytes that were signed, which is all that Rekor v2 takes by now', async () => {
    const strict = await startBed({ takesDsse: false });
    await expect(signed({ by: strict })).rejects.toThrow('must be hashedrekord');
    const signer = new FulcioSigner({
      fulcioBaseURL: strict.urls.fulcio,
      identityProvider: { getToken: async () => strict.identityToken() },
    });
    const log: Witness = {
      async testify(content, certificate) {
        if (content.$case !== 'dsseEnvelope') throw new Error('not an envelope');
        const { payloadType, payload, signatures } = content.dsseEnvelope;
        const digest = createHash('sha256').update(dsse.preAuthEncoding(payloadType, payload)).digest('base64');
        const x509Certificate = { rawBytes: new X509Certificate(certificate).raw.toString('base64') };
        const verifier = { keyDetails: 'PKIX_ECDSA_P256_SHA_256', x509Certificate };
        const signature = { content: signatures[0]!.sig.toString('base64'), verifier };
        const answer = await fetch(`${strict.urls.rekorV2}/api/v2/log/entries`, {
          method: 'POST',
          body: JSON.stringify({ hashedRekordRequestV002: { digest, signature } }),
        });
        const entry = TransparencyLogEntry.fromJSON(await answer.json());
        return { tlogEntries: [{ ...entry, logId: entry.logId!, kindVersion: entry.kindVersion! }] };
      },
    };
    const witnesses = [log, new TSAWitness({ tsaBaseURL: strict.urls.tsa })];
    const bundle = await new DSSEBundleBuilder({ signer, witnesses }).create({ data: DATA, type: TYPE });
    await strict.close();
    expect(await verdict(bundleToJSON(bundle) as object, { root: rootOf(strict), issuer: strict.url })).toBe(
      'verified',
    );
  });

  it('still verifies when the bed comes back with what it kept', async () => {
    const first = await startBed();
    const before = await signed({ by: first, version: 1 });
    await first.close();
    const second = await startBed({ saved: first.save() });
    const after = await signed({ by: second, version: 1 });
    await second.close();
    for (const bundle of [before, after]) {
      const issuer = bundle === before ? first.url : second.url;
      expect(await verdict(bundle, { root: rootOf(second), issuer })).toBe('verified');
    }
    const [old, next] = [before, after].map((bundle) => materialOf(bundle).tlogEntries[0].inclusionProof);
    expect(Number(next!.logIndex)).toBe(Number(old!.logIndex) + 1);
  });
});

describe('the certificate authority', () => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const request = (token: string, challenge: string, key = privateKey) => ({
    credentials: { oidcIdentityToken: token },
    publicKeyRequest: {
      publicKey: { algorithm: 'ECDSA', content: publicKey.export({ type: 'spki', format: 'pem' }) },
      proofOfPossession: sign('sha256', Buffer.from(challenge), key).toString('base64'),
    },
  });
  const post = async (body: object) => {
    const response = await fetch(`${bed.urls.fulcio}/api/v2/signingCert`, {
      method: 'POST',
      body: JSON.stringify(body),
    });
    return { status: response.status, ...((await response.json()) as { message?: string }) };
  };
  const refusedToken = { status: 400, message: expect.stringContaining('identity token') };

  it('takes whoever shows a token and a key', async () => {
    expect(await post(request(bed.identityToken(), EMAIL))).toMatchObject({ status: 200 });
  });

  it.each<[string, Claims]>([
    ['is out of date', { exp: Math.floor(Date.now() / 1000) - 1 }],
    ['is for somebody else', { aud: 'another' }],
    ['is from somebody else', { iss: 'https://accounts.example.org' }],
    ['has an e-mail address that nobody checked', { email_verified: false }],
    ['names nobody', { email: null, sub: null }],
  ])('refuses a token that %s', async (_, claims) => {
    expect(await post(request(bed.identityToken(claims), EMAIL))).toMatchObject(refusedToken);
  });

  it('refuses a token of another provider, or with other words', async () => {
    expect(await post(request(other.identityToken({ iss: bed.url }), EMAIL))).toMatchObject(refusedToken);
    const [head, , signature] = bed.identityToken().split('.');
    const [, payload] = bed.identityToken({ email: 'someone@example.org' }).split('.');
    expect(await post(request([head, payload, signature].join('.'), 'someone@example.org'))).toMatchObject(
      refusedToken,
    );
    expect(await post(request('', EMAIL))).toMatchObject(refusedToken);
  });

  it('refuses a key that whoever asks does not have', async () => {
    const refused = { status: 400, message: expect.stringContaining('signature') };
    expect(await post(request(bed.identityToken(), 'someone@example.org'))).toMatchObject(refused);
    const stranger = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
    expect(await post(request(bed.identityToken(), EMAIL, stranger))).toMatchObject(refused);
    expect(await post({ credentials: { oidcIdentityToken: bed.identityToken() } })).toMatchObject({ status: 400 });
  });

  it('names an e-mail address as one, for ten minutes', async () => {
    const certificate = certificateOf(await signed());
    expect(certificate.subjectAltName).toBe(`email:${EMAIL}`);
    expect(certificate.keyUsage).toEqual(['1.3.6.1.5.5.7.3.3']);
    expect(Date.parse(certificate.validTo) - Date.parse(certificate.validFrom)).toBe(600_000);
  });

  it('names a workflow as an address, and where it came from', async () => {
    const identity = 'https://github.com/example/model/.github/workflows/release.yml@refs/heads/main';
    const { ACTIONS_ID_TOKEN_REQUEST_URL: url, ACTIONS_ID_TOKEN_REQUEST_TOKEN: secret } = bed.ciEnvironment();
    const answer = await fetch(`${url}&audience=sigstore`, { headers: { authorization: `Bearer ${secret}` } });
    const bundle = await signed({ token: ((await answer.json()) as { value: string }).value });
    expect(certificateOf(bundle).subjectAltName).toBe(`URI:${identity}`);
    expect(await verdict(bundle, { identity })).toBe('verified');
    const report = await verifySigstoreJson(bundle, {
      expected: { identity, issuer: bed.url },
      root: rootOf(bed),
      now: new Date(),
    });
    expect(Object.fromEntries(report.signer!.extensions)).toMatchObject({
      buildSignerURI: identity,
      sourceRepositoryURI: 'https://github.com/example/model',
      sourceRepositoryRef: 'refs/heads/main',
    });
    expect((await fetch(url!, { headers: { authorization: 'Bearer x' } })).status).toBe(401);
  });

  it('names whom a provider passes on', async () => {
    const issuer = 'https://accounts.example.org';
    const bundle = await signed({ token: bed.identityToken({ federated_claims: { connector_id: issuer } }) });
    expect(await verdict(bundle, { issuer })).toBe('verified');
  });
});

describe('the logs', () => {
  it('do not take a signature that does not fit', async () => {
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const envelope = {
      payload: DATA.toString('base64'),
      payloadType: TYPE,
      signatures: [{ sig: sign('sha256', DATA, privateKey).toString('base64') }],
    };
    const verifier = publicKey.export({ type: 'spki', format: 'pem' }).toString();
    const v1 = {
      kind: 'dsse',
      apiVersion: '0.0.1',
      spec: {
        proposedContent: { envelope: JSON.stringify(envelope), verifiers: [Buffer.from(verifier).toString('base64')] },
      },
    };
    const rawBytes = publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
    const v2 = { dsseRequestV002: { envelope, verifiers: [{ publicKey: { rawBytes } }] } };
    const post = (url: string, body: unknown) => fetch(url, { method: 'POST', body: JSON.stringify(body) });
    for (const [url, body] of [
      [`${bed.urls.rekorV1}/api/v1/log/entries`, v1],
      [`${bed.urls.rekorV2}/api/v2/log/entries`, v2],
    ] as const) {
      const answer = await post(url, body);
      expect(answer.status).toBe(400);
      expect(await answer.json()).toMatchObject({ message: expect.stringContaining('does not fit') });
      for (const wrong of [null, {}, [], { kind: 'dsse', apiVersion: '0.0.1' }])
        expect((await post(url, wrong)).status).toBe(400);
    }
  });

  it('has an entry once, and says where', async () => {
    await signed({ version: 1 });
    const proposed = bed.requests.findLast(({ path }) => path === '/api/v1/log/entries')!.body;
    const url = `${bed.urls.rekorV1}/api/v1/log/entries`;
    const again = await fetch(url, { method: 'POST', body: JSON.stringify(proposed) });
    expect(again.status).toBe(409);
    const found = await fetch(bed.urls.rekorV1 + again.headers.get('location')!);
    const [entry] = Object.values((await found.json()) as Record<string, { logIndex: number }>);
    const byIndex = await fetch(`${url}?logIndex=${entry!.logIndex}`);
    expect(Object.values((await byIndex.json()) as object)[0]).toMatchObject({ logIndex: entry!.logIndex });
    expect((await fetch(`${url}?logIndex=999999`)).status).toBe(404);
  });
});

describe('the timestamp authority', () => {
  it('gives times in whole seconds that OpenSSL verifies', async () => {
    const dir = mkdtempSync(path.join(tmpdir(), 'bed-tsa-'));
    const file = (name: string, content: string | Buffer) => {
      writeFileSync(path.join(dir, name), content);
      return path.join(dir, name);
    };
    const content = randomBytes(100);
    const artifactHash = createHash('sha256').update(content).digest('base64');
    const answer = await fetch(`${bed.urls.tsa}/api/v1/timestamp`, {
      method: 'POST',
      body: JSON.stringify({ artifactHash, hashAlgorithm: 'sha256', nonce: 4711 }),
    });
    const reply = file('reply.tsr', Buffer.from(await answer.arrayBuffer()));
    const openssl = (...args: string[]) => spawnSync('openssl', ['ts', ...args], { encoding: 'utf8' });
    const { stdout, error } = openssl('-reply', '-in', reply, '-text');
    if (error) return expect(error).toMatchObject({ code: 'ENOENT' });
    expect(stdout).toMatch(/Time stamp: \w+ +\d+ \d\d:\d\d:\d\d \d{4} GMT/);
    expect(stdout).toContain('Nonce: 0x1267');
    const [authority] = bed.trustedRoot.timestampAuthorities as {
      certChain: { certificates: { rawBytes: string }[] };
    }[];
    const chain = authority!.certChain.certificates.map(
      ({ rawBytes }) => new X509Certificate(Buffer.from(rawBytes, 'base64')),
    );
    const root = file('root.pem', chain.at(-1)!.toString());
    const check = (data: Buffer) => openssl('-verify', '-in', reply, '-data', file('data', data), '-CAfile', root);
    expect(check(content)).toMatchObject({ status: 0, stdout: expect.stringContaining('OK') });
    expect(check(Buffer.from('other')).status).toBe(1);
  });

  it.each([
    null,
    {},
    { artifactHash: 'AA==', hashAlgorithm: 'sha256' },
    { artifactHash: 'AA==', hashAlgorithm: 'md5' },
  ])('refuses %j', async (body) => {
    const answer = await fetch(`${bed.urls.tsa}/api/v1/timestamp`, { method: 'POST', body: JSON.stringify(body) });
    expect(answer.status).toBe(400);
  });
});

describe('the identity provider', () => {
  const verifier = 'v'.repeat(43);
  const challenge = createHash('sha256').update(verifier).digest('base64url');
  const redirect = 'http://localhost:1/auth/callback';
  const ask = (change: Record<string, string> = {}) =>
    `${bed.url}/auth?${new URLSearchParams({
      response_type: 'code',
      client_id: 'sigstore',
      redirect_uri: redirect,
      scope: 'openid email',
      state: 'the state',
      nonce: 'the nonce',
      code_challenge: challenge,
      code_challenge_method: 'S256',
      ...change,
    }).toString()}`;
  const form = (url: string, fields: Record<string, string>) =>
    fetch(url, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' });
  const redeem = async (fields: Record<string, string>) => {
    const answer = await form(`${bed.url}/token`, {
      grant_type: 'authorization_code',
      client_id: 'sigstore',
      redirect_uri: redirect,
      code_verifier: verifier,
      ...fields,
    });
    return (await answer.json()) as { id_token?: string; error?: string };
  };
  const sent = async (answer: Promise<Response>) => {
    const location = (await answer).headers.get('location');
    return location ? Object.fromEntries(new URL(location).searchParams) : {};
  };
  const code = async (change?: Record<string, string>) =>
    (await sent(fetch(ask(change), { redirect: 'manual' }))).code ?? '';
  const claimsOf = (token: string) =>
    JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString('utf8')) as Claims;
  afterEach(() => {
    Object.assign(bed.behaviour, { login: 'automatic', deny: false, claims: {}, state: undefined });
    Object.assign(bed.behaviour.device, { interval: 1, expires: 300, pending: 1 });
  });

  it('says where everything is, and signs with the key it shows', async () => {
    const config = (await (await fetch(`${bed.url}/.well-known/openid-configuration`)).json()) as Record<
      string,
      string
    >;
    expect(config.issuer).toBe(bed.url);
    const { keys } = (await (await fetch(config.jwks_uri!)).json()) as { keys: [{ kty: string }] };
    const key = createPublicKey({ key: keys[0], format: 'jwk' });
    const [head, payload, signature] = bed.identityToken().split('.');
    const signedBy = { key, dsaEncoding: 'ieee-p1363' as const };
    expect(verify('sha256', Buffer.from(`${head}.${payload}`), signedBy, Buffer.from(signature!, 'base64url'))).toBe(
      true,
    );
  });

  it('gives a token for a code, once', async () => {
    const answer = await sent(fetch(ask(), { redirect: 'manual' }));
    expect(answer.state).toBe('the state');
    const { id_token: token } = await redeem({ code: answer.code! });
    expect(claimsOf(token!)).toMatchObject({ iss: bed.url, aud: 'sigstore', email: EMAIL, nonce: 'the nonce' });
    expect(await redeem({ code: answer.code! })).toEqual({ error: 'invalid_grant' });
  });

  it.each<[string, Record<string, string>]>([
    ['another verifier', { code_verifier: 'w'.repeat(43) }],
    ['no verifier', { code_verifier: '' }],
    ['another address', { redirect_uri: 'http://localhost:2/auth/callback' }],
    ['another program', { client_id: 'other' }],
    ['another code', { code: 'x' }],
  ])('gives none for %s', async (_, change) => {
    expect(await redeem({ code: await code(), ...change })).toEqual({ error: 'invalid_grant' });
  });

  it.each<[string, Record<string, string>]>([
    ['without a challenge', { code_challenge: '' }],
    ['with a challenge that is no hash', { code_challenge_method: 'plain' }],
    ['for an address elsewhere', { redirect_uri: 'https://example.org/auth/callback' }],
    ['for another program', { client_id: 'other' }],
    ['for something else', { response_type: 'token' }],
  ])('does not send anybody back %s', async (_, change) => {
    const answer = await fetch(ask(change), { redirect: 'manual' });
    expect(answer.status).toBe(400);
    expect(answer.headers.get('location')).toBeNull();
  });

  it('shows the code where there is nowhere to send it', async () => {
    const oob = { redirect_uri: 'urn:ietf:wg:oauth:2.0:oob' };
    const shown = await (await fetch(ask(oob))).text();
    const [, found = ''] = /<code id="code">([\w-]+)<\/code>/.exec(shown) ?? [];
    expect(claimsOf((await redeem({ code: found, ...oob })).id_token!).email).toBe(EMAIL);
  });

  it('waits for the button', async () => {
    bed.behaviour.login = 'button';
    const answer = await fetch(ask());
    expect(answer.status).toBe(200);
    const shown = await answer.text();
    expect(shown).toContain(`Sign in as ${EMAIL}`);
    const [, request = ''] = /name="request" value="([\w-]+)"/.exec(shown) ?? [];
    const { code: found } = await sent(form(`${bed.url}/auth`, { request }));
    expect((await redeem({ code: found! })).id_token).toBeTruthy();
    expect((await form(`${bed.url}/auth`, { request })).status).toBe(400);
  });

  it('can refuse, and lie', async () => {
    bed.behaviour.deny = true;
    expect(await sent(fetch(ask(), { redirect: 'manual' }))).toMatchObject({
      error: 'access_denied',
      state: 'the state',
    });
    bed.behaviour.deny = false;
    bed.behaviour.state = 'another state';
    bed.behaviour.claims = { nonce: 'another nonce' };
    const answer = await sent(fetch(ask(), { redirect: 'manual' }));
    expect(answer.state).toBe('another state');
    expect(claimsOf((await redeem({ code: answer.code! })).id_token!).nonce).toBe('another nonce');
  });

  describe('for a device', () => {
    const start = async () =>
      (await (await form(`${bed.url}/device/code`, { client_id: 'sigstore', scope: 'openid email' })).json()) as {
        device_code: string;
        user_code: string;
        verification_uri_complete: string;
      };
    const poll = ({ device_code }: { device_code: string }) =>
      redeem({ grant_type: 'urn:ietf:params:oauth:grant-type:device_code', device_code });
    const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

    it('gives a token after a while', async () => {
      bed.behaviour.device.interval = 0.1;
      const device = await start();
      expect(await poll(device)).toEqual({ error: 'authorization_pending' });
      await pause(120);
      expect(claimsOf((await poll(device)).id_token!).email).toBe(EMAIL);
      expect(await poll(device)).toEqual({ error: 'invalid_grant' });
    });

    it('asks for patience', async () => {
      const device = await start();
      expect(await poll(device)).toEqual({ error: 'authorization_pending' });
      expect(await poll(device)).toEqual({ error: 'slow_down' });
    });

    it('waits for the button, and not for ever', async () => {
      Object.assign(bed.behaviour, { login: 'button' });
      Object.assign(bed.behaviour.device, { interval: 0, expires: 0.5 });
      const device = await start();
      expect(await poll(device)).toEqual({ error: 'authorization_pending' });
      expect(await (await fetch(device.verification_uri_complete)).text()).toContain(device.user_code);
      expect((await form(`${bed.url}/device`, { user_code: 'x' })).status).toBe(400);
      await form(`${bed.url}/device`, { user_code: device.user_code });
      expect((await poll(device)).id_token).toBeTruthy();
      const late = await start();
      await pause(600);
      expect(await poll(late)).toEqual({ error: 'expired_token' });
    });

    it('can refuse', async () => {
      bed.behaviour.deny = true;
      Object.assign(bed.behaviour.device, { interval: 0, pending: 0 });
      expect(await poll(await start())).toEqual({ error: 'access_denied' });
    });
  });
});

describe('faults', () => {
  const ASKED: readonly Service[] = ['fulcio', 'ct', 'rekor', 'tsa'];
  const LOUD: readonly Fault[] = ['down', 'slow', 'html', '500', '429', 'garbage'];
  const LOUD_CASES = ASKED.flatMap((service) => LOUD.map((fault) => ({ service, fault })))
    // A timestamp is taken as it comes: that it is none shows when it is verified.
    .filter(({ service, fault }) => service !== 'tsa' || !['html', 'garbage'].includes(fault));

  it.each(LOUD_CASES)('$service $fault: signing fails, and then works again', async ({ service, fault }) => {
    for (const version of VERSIONS) {
      await bed.faults.set(service, fault);
      await expect(signed({ version, timeout: 300 })).rejects.toThrow();
      await bed.faults.set(service);
      expect(await verdict(await signed({ version }))).toBe('verified');
    }
  });

  it.each([
    ['fulcio', 'certificate'],
    ['ct', 'certificate-transparency'],
    ['rekor', 'transparency-log'],
    ['tsa', 'timestamp'],
  ] as const)('%s lies: what was signed does not verify', async (service, check) => {
    await bed.faults.set(service, 'wrong');
    for (const version of VERSIONS) expect(await verdict(await signed({ version }))).toBe(`invalid: ${check}`);
  });

  it('oidc lies: nobody takes its token', async () => {
    await bed.faults.set('oidc', 'wrong');
    const { ACTIONS_ID_TOKEN_REQUEST_URL: url, ACTIONS_ID_TOKEN_REQUEST_TOKEN: secret } = bed.ciEnvironment();
    const answer = await fetch(`${url}&audience=sigstore`, { headers: { authorization: `Bearer ${secret}` } });
    const { value } = (await answer.json()) as { value: string };
    await expect(signed({ token: value })).rejects.toThrow('identity token');
  });

  it.each<[Fault, object]>([
    ['html', { status: 200, type: 'text/html' }],
    ['500', { status: 500, type: 'application/json' }],
    ['429', { status: 429, type: 'application/json', retryAfter: '7' }],
    ['garbage', { status: 200, type: 'application/json' }],
  ])('oidc %s: as it says', async (fault, expected) => {
    await bed.faults.set('oidc', fault, { seconds: 7 });
    const { status, headers } = await fetch(`${bed.url}/.well-known/openid-configuration`);
    const found = { status, type: headers.get('content-type'), retryAfter: headers.get('retry-after') ?? undefined };
    expect(found).toEqual({ retryAfter: undefined, ...expected });
  });

  it('answers late where a time is given, and goes away where it is down', async () => {
    const url = `${bed.url}/keys`;
    await bed.faults.set('oidc', 'slow', { seconds: 0.3 });
    const since = performance.now();
    expect((await fetch(url)).status).toBe(200);
    expect(performance.now() - since).toBeGreaterThan(290);
    await bed.faults.set('oidc', 'down');
    await expect(fetch(url)).rejects.toMatchObject({ cause: { code: 'ECONNREFUSED' } });
  });

  it('fails as often as it was told', async () => {
    await bed.faults.set('rekor', '429', { times: 2, seconds: 0 });
    expect(await verdict(await signed({ version: 1, retries: 2 }))).toBe('verified');
  });
});

describe('the record', () => {
  it('has what was sent, and no secret', async () => {
    const mine = await startBed();
    const bundle = await signed({ by: mine, version: 1 });
    await mine.close();
    expect(mine.requests.map(({ service, method, path: at }) => `${service} ${method} ${at}`)).toEqual([
      'fulcio POST /api/v2/signingCert',
      ...['rekor POST /api/v1/log/entries', 'tsa POST /api/v1/timestamp'].sort(),
    ]);
    expect(mine.requests[0]!.body).toMatchObject({ credentials: { oidcIdentityToken: '(hidden)' } });
    expect(mine.secrets.size).toBe(1);
    const everything = JSON.stringify([mine.requests, bundle]);
    for (const secret of mine.secrets) expect(everything).not.toContain(secret);
  });
});
