// Signing keyless against the test bed: what is signed verifies, and whoever does not do their part is named.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { readBundle } from '../../../src/core/signing/bundle/read';
import { CancelledError } from '../../../src/core/signing/model/model';
import { SigningError } from '../../../src/core/signing/signer';
import { type SigningConfig } from '../../../src/core/signing/sigstore/signing-config';
import { httpClient, type Http } from '../../../src/node/http/http';
import { verifySigstoreJson } from '../../../src/node/sigstore/verify';
import { givenIdentity } from '../../../src/node/sigstore/sign/identity/given';
import { sigstoreSigner, type Disclosure, type KeylessOptions } from '../../../src/node/sigstore/sign/signer';
import { startBed, type Bed, type Claims, type RekorVersion } from '../../sigstore-bed/bed.mjs';
import { altered, answering, failureOf, http, httpFacing, sending, servicesOf, VERSIONS } from './keyless';
import { useOwnFetch } from './own-fetch';

useOwnFetch();

const PAYLOAD = Buffer.from(
  JSON.stringify({ _type: 'https://in-toto.io/Statement/v1', subject: [], secretName: 'weights' }),
);

const beds: Bed[] = [];
afterEach(async () => {
  vi.useRealTimers();
  await Promise.all(beds.splice(0).map((bed) => bed.close()));
});
async function newBed(): Promise<Bed> {
  const bed = await startBed();
  beds.push(bed);
  return bed;
}

interface Attempt extends Partial<KeylessOptions> {
  version?: RekorVersion;
  claims?: Claims;
}

function signerFor(bed: Bed, { version = 2, claims, ...options }: Attempt = {}) {
  const identity = givenIdentity(bed.identityToken(claims));
  return sigstoreSigner({ ...servicesOf(bed, version), identity, http, ...options });
}

/** The last is what a digest of an envelope is logged as: rekor-v2-spec, 6.1.4. */
const KINDS_OF_ENTRIES = {
  1: { kind: 'dsse', version: '0.0.1' },
  2: { kind: 'hashedrekord', version: '0.0.2' },
} as const;

/** A text, and what is encoded in it. */
const withDecoded = (text: string): string[] => [
  text,
  ...(text.match(/[\w+/=]{40,}/g) ?? []).flatMap((each) => withDecoded(Buffer.from(each, 'base64').toString())),
];

const sign = (bed: Bed, attempt?: Attempt) => signerFor(bed, attempt).sign(PAYLOAD);
const asked = (bed: Bed) => bed.requests.map(({ service }) => service);

describe.each(VERSIONS)('with version %i of Rekor', (version) => {
  it('makes what verifies, and what others can read', async () => {
    const bed = await newBed();
    const signer = signerFor(bed, { version });
    const text = await signer.sign(PAYLOAD);
    const result = await signer.verifier.verify(readBundle(Buffer.from(text)));
    expect(result).toMatchObject({ state: 'trusted', signer: { name: 'tester@example.org' } });
    const json = JSON.parse(text) as Record<string, never>;
    expect(json).toMatchObject({
      mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
      dsseEnvelope: { payloadType: 'application/vnd.in-toto+json', payload: PAYLOAD.toString('base64') },
      verificationMaterial: {
        tlogEntries: [{ kindVersion: KINDS_OF_ENTRIES[version] }],
        timestampVerificationData: { rfc3161Timestamps: [{}] },
      },
    });
    const report = await verifySigstoreJson(json, {
      expected: { identity: 'tester@example.org', issuer: bed.url },
      root: servicesOf(bed, version).root,
      now: new Date(),
    });
    expect(report.state).toBe('verified');
  });
  it('is trusted by nobody else', async () => {
    const [bed, other] = [await newBed(), await newBed()];
    const text = await sign(bed, { version });
    const report = await verifySigstoreJson(JSON.parse(text), {
      expected: { identity: 'tester@example.org', issuer: bed.url },
      root: servicesOf(other, version).root,
      now: new Date(),
    });
    expect(report.state).toBe('invalid');
  });
  it('publishes nothing of what is signed but a digest', async () => {
    const bed = await newBed();
    const entry = JSON.stringify(JSON.parse(await sign(bed, { version })).verificationMaterial.tlogEntries);
    for (const body of withDecoded(entry)) expect(body).not.toContain('weights');
    // Version 1 is sent the envelope to make the digest itself.
    const sent = JSON.stringify(bed.requests.filter(({ service }) => service !== 'oidc'));
    expect(withDecoded(sent).some((body) => body.includes('weights'))).toBe(version === 1);
  });
  it('uses a key once', async () => {
    const bed = await newBed();
    const signer = signerFor(bed, { version });
    const certificate = async () =>
      JSON.parse(await signer.sign(PAYLOAD)).verificationMaterial.certificate.rawBytes as string;
    expect(await certificate()).not.toBe(await certificate());
  });
  it('signs as a CI job, and as somebody known through others', async () => {
    const bed = await newBed();
    const job = signerFor(bed, {
      version,
      claims: { email: null, sub: 'repo:o/r:x', job_workflow_ref: 'o/r/w.yml@x' },
    });
    const known = signerFor(bed, { version, claims: { federated_claims: { connector_id: 'https://idp.example' } } });
    for (const [signer, name, issuer] of [
      [job, 'https://github.com/o/r/w.yml@x', bed.url],
      [known, 'tester@example.org', 'https://idp.example'],
    ] as const) {
      const { state, signer: who } = await signer.verifier.verify(readBundle(Buffer.from(await signer.sign(PAYLOAD))));
      expect([state, who?.name, who?.facts[0]?.[1]]).toEqual(['trusted', name, issuer]);
    }
  });
});

it.each(VERSIONS)(
  'asks all logs and timestamp authorities where the configuration wants that (version %i)',
  async (version) => {
    const [bed, other] = [await newBed(), await newBed()];
    const [{ config, root }, elsewhere] = [servicesOf(bed, version), servicesOf(other, version)];
    const both = (list: SigningConfig['logs'], more: SigningConfig['logs']) => [
      ...list,
      ...more.map((service) => ({ ...service, operator: 'another' })),
    ];
    const all = { selector: 'ALL', count: 1 } as const;
    const members = ['tlogs', 'timestampAuthorities'] as const;
    const joined = members.map((key) => [
      key,
      [...(root.json[key] as object[]), ...(elsewhere.root.json[key] as object[])],
    ]);
    const signer = signerFor(bed, {
      version,
      config: {
        ...config,
        logs: both(config.logs, elsewhere.config.logs),
        logSelection: all,
        timestampAuthorities: both(config.timestampAuthorities, elsewhere.config.timestampAuthorities),
        timestampSelection: all,
      },
      root: { ...root, json: { ...root.json, ...(Object.fromEntries(joined) as object) } },
    });
    const text = await signer.sign(PAYLOAD);
    const { tlogEntries, timestampVerificationData } = JSON.parse(text).verificationMaterial;
    expect([tlogEntries.length, timestampVerificationData.rfc3161Timestamps.length]).toEqual([2, 2]);
    expect((await signer.verifier.verify(readBundle(Buffer.from(text)))).state).toBe('trusted');
    expect(asked(other).sort()).toEqual(['rekor', 'tsa']);
  },
);

const NAMES = {
  fulcio: 'The certificate authority Fulcio (',
  rekor: 'The transparency log Rekor (',
  tsa: 'The timestamp authority (',
} as const;
const KINDS = { fulcio: 'certificate-authority', rekor: 'transparency-log', tsa: 'timestamp-authority' } as const;
const FAULTS = [
  ['down', 'refuses connections. It may be down: try again later.'],
  ['slow', 'did not answer in time (2 s). Try again later.'],
  ['html', 'sent a web page. Perhaps this network wants you to sign in to it first.'],
  ['500', 'failed: 500 something broke. Try again later.'],
  ['429', 'is asked too often: 429 too many requests. Try again later.'],
  ['garbage', 'sent something that is no answer of such a service. Try again later.'],
  ['wrong', 'does not'],
] as const;

describe.concurrent.each(VERSIONS)('faults with version %i of Rekor', (version) => {
  it.concurrent.each(
    (['fulcio', 'rekor', 'tsa'] as const).flatMap((service) =>
      FAULTS.map(([fault, message]) => [service, fault, message] as const),
    ),
  )('names %s when it is %s', async (service, fault, message) => {
    const bed = await startBed();
    try {
      await bed.faults.set(service, fault);
      const error = await failureOf(bed, sign(bed, { version, http: httpFacing(fault) }));
      expect(error).toMatchObject({ name: 'ServiceError', service: KINDS[service] });
      expect(error.message).toContain(NAMES[service]);
      expect(error.message).toContain(message);
      // An entry in a log can't be taken back. Only the whole shows a signature of another timestamp authority.
      if (service === 'fulcio' || (service === 'tsa' && fault !== 'wrong')) expect(asked(bed)).not.toContain('rekor');
    } finally {
      await bed.close();
    }
  });
  it.concurrent.each([
    ['wrong', 'No trusted certificate log has the certificate'],
    ['500', 'The certificate authority Fulcio'],
  ] as const)('names the certificate authority when its log is %s', async (fault, message) => {
    const bed = await startBed();
    try {
      await bed.faults.set('ct', fault);
      const error = await failureOf(bed, sign(bed, { version }));
      expect(error).toMatchObject({ name: 'ServiceError', service: 'certificate-authority' });
      expect(error.message).toContain(message);
    } finally {
      await bed.close();
    }
  });
  it.concurrent.each(['500', '429'] as const)('tries again when all were %s for a moment', async (fault) => {
    const bed = await startBed();
    try {
      for (const service of ['fulcio', 'rekor', 'tsa'] as const)
        await bed.faults.set(service, fault, { times: 1, seconds: 1 });
      const signer = signerFor(bed, { version });
      const { state } = await signer.verifier.verify(readBundle(Buffer.from(await signer.sign(PAYLOAD))));
      expect(state).toBe('trusted');
    } finally {
      await bed.close();
    }
  });
});

describe('a service that lies', () => {
  const replay = async (bed: Bed, service: string, version: RekorVersion, claims?: Claims) => {
    let earlier: Buffer | undefined;
    const keeping = answering(service, async (real) => {
      const response = await real();
      earlier = response.body;
      return response;
    });
    await sign(bed, { version, http: keeping, ...(claims ? { claims } : {}) });
    return answering(service, async (real) => ({ ...(await real()), body: earlier! }));
  };
  const refused = async (bed: Bed, attempt: Attempt, service: string, ...messages: string[]) => {
    const error = await failureOf(bed, sign(bed, attempt));
    expect(error).toMatchObject({ name: 'ServiceError', service });
    for (const message of messages) expect(error.message).toContain(message);
  };

  it('with the certificate of another signature', async () => {
    const bed = await newBed();
    const lying = await replay(bed, 'signingCert', 2);
    bed.requests.splice(0);
    await refused(bed, { http: lying }, KINDS.fulcio, 'for a key of somebody else');
    expect(asked(bed)).toEqual(['fulcio']);
  });
  it.each([
    [
      'another identity',
      { email: null, sub: 'tester@example.org', job_workflow_ref: 'evil/w@x' },
      'for https://github.com/evil/w@x instead of tester@example.org',
    ],
    ['another issuer', { federated_claims: { connector_id: 'https://evil.example' } }, 'names https://evil.example as'],
  ])('with a certificate for %s', async (_title, claims, message) => {
    const bed = await newBed();
    const other = bed.identityToken(claims);
    const lying = sending('signingCert', (body) =>
      JSON.stringify({ ...JSON.parse(body), credentials: { oidcIdentityToken: other } }),
    );
    await refused(bed, { http: lying }, KINDS.fulcio, message, 'Nothing was signed.');
    expect(asked(bed)).toEqual(['fulcio']);
  });
  it('with a certificate of an authority that nobody trusts', async () => {
    const [bed, other] = [await newBed(), await newBed()];
    const { root } = servicesOf(other, 2);
    await refused(bed, { root }, KINDS.fulcio, 'that the trusted root of the bed does not know', 'Nothing was signed.');
    expect(asked(bed)).toEqual(['fulcio']);
  });
  it.each([
    ['no certificate', { chain: { certificates: [] } }],
    ['a certificate that is none', { chain: { certificates: ['x'] } }],
    ['a certificate of another form', { chain: { certificates: [7] } }],
    ['nothing', undefined],
  ])('with %s', async (_title, signedCertificateEmbeddedSct) => {
    const bed = await newBed();
    const lying = altered('signingCert', () => ({ signedCertificateEmbeddedSct }));
    await refused(bed, { http: lying }, KINDS.fulcio, 'no answer of such a service');
  });
  it.each(VERSIONS)('with a log entry about something else (version %i)', async (version) => {
    const bed = await newBed();
    const lying = await replay(bed, '/log/entries', version);
    await refused(
      bed,
      { version, http: lying },
      KINDS.rekor,
      'does not hold',
      'about another signature',
      'Nothing was written.',
    );
  });
  it.each(VERSIONS)('with an entry in a log that nobody trusts (version %i)', async (version) => {
    const [bed, other] = [await newBed(), await newBed()];
    const [{ config }, { config: elsewhere }] = [servicesOf(bed, version), servicesOf(other, version)];
    await refused(bed, { version, config: { ...config, logs: elsewhere.logs } }, KINDS.rekor, 'does not hold');
  });
  it.each([
    [1, 'nothing', {}],
    [1, 'several entries', { a: {}, b: {} }],
    [1, 'an entry without a body', { a: { logID: '00', logIndex: 1, integratedTime: 1 } }],
    [1, 'an entry with a body that is none', { a: { body: 'AAAA', logID: '00', logIndex: 1, integratedTime: 1 } }],
    [2, 'nothing', {}],
    [2, 'a list', []],
    [2, 'an entry without a body', { logId: { keyId: 'AA==' }, kindVersion: { kind: 'dsse', version: '0.0.2' } }],
  ] as const)('with version %i of an entry that is %s', async (version, _title, answer) => {
    const bed = await newBed();
    const error = await failureOf(bed, sign(bed, { version, http: altered('/log/entries', () => answer) }));
    expect(error).toMatchObject({ name: 'ServiceError', service: KINDS.rekor });
  });
  it('with a timestamp of another signature', async () => {
    const bed = await newBed();
    const lying = await replay(bed, '/timestamp', 2);
    await refused(
      bed,
      { http: lying },
      KINDS.tsa,
      'does not hold',
      'not proved when it was signed',
      'Nothing was written.',
    );
  });
  it('with a timestamp of an authority that nobody trusts', async () => {
    const [bed, other] = [await newBed(), await newBed()];
    const [{ config }, { config: elsewhere }] = [servicesOf(bed, 2), servicesOf(other, 2)];
    const mixed = { ...config, timestampAuthorities: elsewhere.timestampAuthorities };
    await refused(bed, { config: mixed }, KINDS.tsa, 'does not hold', 'Nothing was written.');
  });
  it.each([-1, 1])('with a timestamp that is %i year off', async (years) => {
    const bed = await newBed();
    const lying = answering('/timestamp', async (real) => {
      const now = Date.now();
      vi.useFakeTimers({ toFake: ['Date'], now: now + years * 365 * 24 * 3600_000 });
      try {
        return await real();
      } finally {
        vi.useRealTimers();
      }
    });
    bed.requests.splice(0);
    await refused(bed, { http: lying }, KINDS.tsa, 'but the certificate is good from', 'a clock is wrong there');
    expect(asked(bed)).not.toContain('rekor');
  });
  it('with a log whose clock is a year off', async () => {
    const bed = await newBed();
    const lying = altered('/log/entries', (json) =>
      Object.fromEntries(
        Object.entries(json as Record<string, { integratedTime: number }>).map(([uuid, entry]) => [
          uuid,
          { ...entry, integratedTime: entry.integratedTime - 365 * 24 * 3600 },
        ]),
      ),
    );
    await refused(bed, { version: 1, http: lying }, KINDS.rekor, 'a clock is wrong there', 'Nothing was written.');
  });
  it('with the token in what it says against it', async () => {
    const bed = await newBed();
    const token = bed.identityToken();
    const telling: Http = async (url, request) => {
      const response = await http(url, request);
      if (!url.href.includes('signingCert')) return response;
      return { ...response, status: 400, body: Buffer.from(JSON.stringify({ message: `bad token: ${token}, sorry` })) };
    };
    const { message } = await failureOf(bed, sign(bed, { identity: givenIdentity(token), http: telling }));
    expect(message).toContain('refused: 400 bad token: …');
    expect(message).not.toContain(token.split('.')[1]);
  });
  it('with a token that the identity provider did not sign', async () => {
    const bed = await newBed();
    const [head, body] = bed.identityToken().split('.');
    const identity = givenIdentity(`${head}.${body}.${Buffer.alloc(64, 7).toString('base64url')}`);
    const error = await failureOf(bed, sign(bed, { identity }));
    expect(error.message).toMatch(/Fulcio .* refused: 400 There was an error processing the identity token\.$/);
  });
});

describe('a service that leads elsewhere, or never ends', () => {
  async function fulcioAt(
    answer: (request: IncomingMessage, response: ServerResponse) => void,
    run: (url: string) => Promise<void>,
  ) {
    const server = createServer(answer);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    try {
      await run(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    } finally {
      server.close();
      server.closeAllConnections();
    }
  }
  const withFulcio = (bed: Bed, url: string) => {
    const { config } = servicesOf(bed, 2);
    return { config: { ...config, authorities: [{ ...config.authorities[0]!, url }] } };
  };

  it.each([301, 302, 307, 308])('is not followed with the token (%i)', async (status) => {
    const bed = await newBed();
    let [reached, sent] = ['', 0];
    await fulcioAt(
      (request, response) => {
        if (request.url === '/elsewhere') reached = 'elsewhere';
        sent++;
        response.writeHead(status, { location: '/elsewhere' }).end();
      },
      async (url) => {
        const error = await failureOf(bed, sign(bed, withFulcio(bed, url)));
        expect(error.message).toContain('sends requests elsewhere, which is not followed');
      },
    );
    expect([reached, sent]).toEqual(['', 1]);
  });
  it('is stopped when it sends too much', async () => {
    const bed = await newBed();
    let written = 0;
    await fulcioAt(
      (_request, response) => {
        const more = () => {
          while (!response.destroyed && response.write(Buffer.alloc(1 << 16, 32))) written += 1 << 16;
        };
        response.on('drain', more);
        more();
      },
      async (url) => {
        const error = await failureOf(bed, sign(bed, withFulcio(bed, url)));
        expect(error.message).toContain('sent more than 4 MiB');
      },
    );
    expect(written).toBeLessThan(64 << 20);
  });
  it('is stopped when it takes too long over an answer', async () => {
    const bed = await newBed();
    await fulcioAt(
      (_request, response) => {
        const timer = setInterval(() => response.write(' '), 20);
        response.on('close', () => clearInterval(timer));
      },
      async (url) => {
        const transport = httpClient({ timeoutMs: 300 });
        const error = await failureOf(bed, sign(bed, { ...withFulcio(bed, url), http: transport }));
        expect(error.message).toContain('did not answer in time (0.3 s)');
      },
    );
  });
});

describe('giving up', () => {
  it.each(['fulcio', 'tsa', 'rekor'] as const)('while %s does not answer', async (service) => {
    const bed = await newBed();
    await bed.faults.set(service, 'slow');
    const cancel = new AbortController();
    setTimeout(() => cancel.abort(), 300);
    expect(await failureOf(bed, sign(bed, { signal: cancel.signal }))).toBeInstanceOf(CancelledError);
    await bed.faults.clear();
    const before = bed.requests.length;
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(bed.requests).toHaveLength(before);
  });
  it('while a service is waited for', async () => {
    const bed = await newBed();
    await bed.faults.set('fulcio', 'down');
    expect(await failureOf(bed, sign(bed, { signal: AbortSignal.timeout(200) }))).toBeInstanceOf(CancelledError);
  });
  it('before anything was asked', async () => {
    const bed = await newBed();
    expect(await failureOf(bed, sign(bed, { signal: AbortSignal.abort() }))).toBeInstanceOf(CancelledError);
    expect(bed.requests).toEqual([]);
  });
});

describe('consent', () => {
  it('is asked for with what becomes public, before anybody is told', async () => {
    const bed = await newBed();
    let disclosed: Disclosure | undefined;
    const consent = async (disclosure: Disclosure) => {
      disclosed = disclosure;
      return false;
    };
    expect(await failureOf(bed, sign(bed, { consent }))).toBeInstanceOf(CancelledError);
    expect(bed.requests).toEqual([]);
    expect(disclosed).toEqual({
      identity: { name: 'tester@example.org', exact: true, issuer: bed.url },
      digest: expect.stringMatching(/^[0-9a-f]{64}$/),
      hosts: [bed.urls.fulcio, bed.urls.rekorV2].map((url) => new URL(url).host),
    });
  });
  const deciding = (tokens: (() => string)[]) => ({
    identity: { token: async () => tokens.shift()!() },
    consent: () => new Promise<boolean>((resolve) => setTimeout(() => resolve(true), 2500)),
  });
  it('may take longer than a token lives', async () => {
    const bed = await newBed();
    bed.behaviour.tokenSeconds = 7;
    const tokens = [bed.identityToken.bind(bed), bed.identityToken.bind(bed)];
    expect(await sign(bed, deciding(tokens))).toContain('dsseEnvelope');
    expect(tokens).toEqual([]);
  });
  it('is for one identity', async () => {
    const bed = await newBed();
    bed.behaviour.tokenSeconds = 7;
    const tokens = [() => bed.identityToken(), () => bed.identityToken({ email: 'other@example.org' })];
    const error = await failureOf(bed, sign(bed, deciding(tokens)));
    expect(error).toBeInstanceOf(SigningError);
    expect(error.message).toContain('Another identity signed in than the one that was agreed to: other@example.org');
    expect(asked(bed)).not.toContain('fulcio');
  });
});

it('verifies nothing before something was signed', async () => {
  const bed = await newBed();
  const bundle = readBundle(Buffer.from(await sign(bed)));
  expect(() => signerFor(bed).verifier.verify(bundle)).toThrow('nothing was signed yet');
});
