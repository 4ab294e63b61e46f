// Real registries and the tools of others: what is pushed here is pulled there, and the other way round, byte for byte.
import { createHash, createPrivateKey, randomBytes, sign } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { type Credential } from '../../src/node/oci/credentials/credential';
import { mof, type Outcome } from '../cli/mof';
import { collect, randomBlob, sourceOf } from '../registry/content';
import { json } from '../registry/fake-registry';
import {
  DEBIAN,
  describeWith,
  DISTRIBUTION,
  GO_CONTAINERREGISTRY,
  ORAS,
  RealRegistry,
  run,
  temporaryFolder,
  type RegistryKind,
} from '../registry/real';
import { brokenLine, NOBODY, repository, server } from '../registry/scene';
import { newAuthority } from '../unit/signing/pki';

// Machines that test are busy, and every command is a process of its own.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

const MIB = 1024 * 1024;
const WEIGHTS = randomBytes(9 * MIB);

/** A folder with a model, packed into the layout `lay`. */
function packed(...names: string[]): string {
  const cwd = temporaryFolder();
  for (const [file, content] of Object.entries({
    'm/model.safetensors': WEIGHTS,
    'm/config.json': '{"model_type":"aurora"}',
    'm/README.md': '# Aurora',
    'm/sub/empty.txt': '',
  })) {
    mkdirSync(path.dirname(path.join(cwd, file)), { recursive: true });
    writeFileSync(path.join(cwd, file), content);
  }
  const tags = names.flatMap((name) => ['--tag', name]);
  succeeds(mof(['pack', 'm', '--layout', 'lay', ...tags], { cwd }));
  return cwd;
}

function succeeds(outcome: Outcome): Outcome {
  expect(outcome).toMatchObject({ code: 0 });
  return outcome;
}

/** Digests of all blobs of a layout, by what is in them. */
function blobsOf(layout: string): string[] {
  const folder = path.join(layout, 'blobs/sha256');
  return readdirSync(folder)
    .map((name) => {
      expect(
        createHash('sha256')
          .update(readFileSync(path.join(folder, name)))
          .digest('hex'),
      ).toBe(name);
      return name;
    })
    .sort();
}

/** Says which version a program is, once. */
function versionOf(program: string, ...args: string[]): void {
  console.log(`tested with ${run(program, args, '/').trim().split('\n').slice(0, 1).join()}`);
}

describe.each([DEBIAN, DISTRIBUTION, GO_CONTAINERREGISTRY])('$title', (kind: RegistryKind) => {
  describeWith('takes and gives', [kind.program], () => {
    let host = '';
    beforeAll(async () => {
      ({ host } = await RealRegistry.start(kind));
      if (kind.isConfigurable) versionOf(kind.program, '--version');
    });

    it('an artifact, byte for byte', () => {
      const name = `${host}/lab/aurora:v1`;
      const cwd = packed(name);
      const pushed = JSON.parse(succeeds(mof(['push', name, '--layout', 'lay', '--format', 'json'], { cwd })).stdout);
      expect(pushed).toMatchObject({ manifests: 1, blobs: 5 });
      expect(pushed.present).toBeLessThan(2);
      const again = JSON.parse(succeeds(mof(['push', name, '--layout', 'lay', '--format', 'json'], { cwd })).stdout);
      expect(again).toMatchObject({ digest: pushed.digest, present: 5 });
      const pulled = succeeds(mof(['pull', name, '--layout', 'back', '--format', 'json'], { cwd }));
      expect(JSON.parse(pulled.stdout).digest).toBe(pushed.digest);
      expect(blobsOf(path.join(cwd, 'back'))).toEqual(blobsOf(path.join(cwd, 'lay')));
      // By digest, too, and into another repository, without a byte over the line.
      succeeds(mof(['pull', `${host}/lab/aurora@${pushed.digest}`, '--layout', 'third'], { cwd }));
      expect(blobsOf(path.join(cwd, 'third'))).toEqual(blobsOf(path.join(cwd, 'lay')));
      succeeds(mof(['copy', name, `${host}/lab/copy`], { cwd }));
      succeeds(mof(['pull', `${host}/lab/copy:v1`, '--layout', 'fourth'], { cwd }));
      expect(blobsOf(path.join(cwd, 'fourth'))).toEqual(blobsOf(path.join(cwd, 'lay')));
    });

    it('what is attached', () => {
      const name = `${host}/lab/attached:v1`;
      const cwd = packed(name);
      succeeds(mof(['push', name, '--layout', 'lay'], { cwd }));
      writeFileSync(path.join(cwd, 'bom.cdx.json'), '{"bomFormat":"CycloneDX","specVersion":"1.6","version":1}');
      const attach = mof(['attach', name, 'bom.cdx.json', '--annotation', 'note=first', '--format', 'json'], { cwd });
      const { digest, artifactType } = JSON.parse(succeeds(attach).stdout);
      expect(artifactType).toBe('application/vnd.cyclonedx+json');
      writeFileSync(path.join(cwd, 'x.txt'), 'x');
      succeeds(mof(['attach', `${host}/lab/attached@${digest}`, 'x.txt', '--artifact-type', 'text/x-note'], { cwd }));
      const found = JSON.parse(succeeds(mof(['discover', name, '--format', 'json'], { cwd })).stdout);
      expect(found.referrers).toMatchObject([
        {
          digest,
          artifactType: kind.listedType ?? artifactType,
          annotations: { note: 'first' },
          referrers: [{ artifactType: kind.listedType ?? 'text/x-note' }],
        },
      ]);
      const none = mof(['discover', name, '--artifact-type', 'text/x-note'], { cwd });
      expect(succeeds(none).stdout).toContain('nothing is attached');
      // With everything, into a layout and from there into another repository.
      succeeds(mof(['pull', name, '--recursive', '--layout', 'back'], { cwd }));
      const local = JSON.parse(
        succeeds(mof(['discover', name, '--layout', 'back', '--format', 'json'], { cwd })).stdout,
      );
      expect(local.referrers.map(digestOf)).toEqual(found.referrers.map(digestOf));
      succeeds(mof(['copy', name, `${host}/lab/moved:v1`, '--from-layout', 'back', '-r'], { cwd }));
      const moved = JSON.parse(succeeds(mof(['discover', `${host}/lab/moved:v1`, '--format', 'json'], { cwd })).stdout);
      expect(moved.referrers).toEqual(found.referrers);
    });

    it('a blob over a line that breaks', async () => {
      const { bytes, descriptor } = randomBlob(9 * MIB);
      const cuts = [{ up: 4 * MIB }, { up: 3 * MIB }, { up: 40 }, { down: 200 }];
      const line = await brokenLine(host, cuts);
      const told: number[] = [];
      const progress = (more: number) => void told.push(more);
      await repository(line.host, 'lab/cut', PATIENCE).write(descriptor, sourceOf(bytes), { progress });
      expect(told.reduce((sum, more) => sum + more, 0)).toBe(descriptor.size);
      const rest = await brokenLine(host, [{ down: 4 * MIB }, { down: 3 * MIB }]);
      const read = await collect(await repository(rest.host, 'lab/cut', PATIENCE).open(descriptor));
      expect([read.equals(bytes), line.cuts >= 3, rest.cuts]).toEqual([true, true, 2]);
      // Only what was on its way is sent again, where the registry keeps what it has; a busy one had not read all of that. Anew
      // each time it would be 16 MiB and more.
      if (kind.resumes) expect(line.up).toBeLessThan(1.5 * descriptor.size);
      console.log(
        `${kind.title}: ${line.cuts} cuts while 9 MiB were written (${(line.up / MIB).toFixed(1)} MiB sent), ${rest.cuts} while they were read`,
      );
    });

    it('a blob of another repository without sending it', async () => {
      const { bytes, descriptor } = randomBlob(1000);
      await repository(host, 'lab/base', PATIENCE).write(descriptor, sourceOf(bytes));
      const location = { kind: 'repository' as const, registry: host, repository: 'lab/base' };
      const unread = () => Promise.reject(new Error('it was read'));
      const target = repository(host, 'lab/mounted', PATIENCE);
      // go-containerregistry keeps all blobs in one place and has no need to mount them.
      await target.write(descriptor, kind.isConfigurable ? unread : sourceOf(bytes), { location });
      expect(await target.exists(descriptor)).toBe(true);
    });

    it('tags, and forgets manifests', async () => {
      const cwd = packed(`${host}/lab/tags:v1`);
      succeeds(mof(['push', `${host}/lab/tags:v1`, '--layout', 'lay'], { cwd }));
      const store = repository(host, 'lab/tags', PATIENCE);
      const descriptor = await store.resolve('v1');
      for (const tag of ['v2', 'v3']) await store.tag(descriptor, tag);
      expect([...(await store.tags())].sort()).toEqual(['v1', 'v2', 'v3']);
      await store.delete(descriptor);
      await expect(store.resolve(descriptor.digest)).rejects.toMatchObject({ code: 'not-found' });
      await expect(store.readManifest(descriptor)).rejects.toMatchObject({ code: 'not-found' });
    });
  });

  describeWith('works together with skopeo', [kind.program, 'skopeo'], () => {
    it('in both directions', async () => {
      versionOf('skopeo', '--version');
      const { host } = await RealRegistry.start(kind);
      const name = `${host}/lab/aurora:v1`;
      const cwd = packed(name);
      succeeds(mof(['push', name, '--layout', 'lay'], { cwd }));
      const skopeo = (...args: string[]) => run('skopeo', ['--insecure-policy', ...args], cwd);
      skopeo('copy', '--src-tls-verify=false', `docker://${name}`, 'oci:out:v1');
      expect(blobsOf(path.join(cwd, 'out'))).toEqual(blobsOf(path.join(cwd, 'lay')));
      skopeo('copy', '--dest-tls-verify=false', 'oci:out:v1', `docker://${host}/lab/again:v1`);
      succeeds(mof(['pull', `${host}/lab/again:v1`, '--layout', 'back'], { cwd }));
      expect(blobsOf(path.join(cwd, 'back'))).toEqual(blobsOf(path.join(cwd, 'lay')));
    });
  });

  describeWith('works together with oras', [kind.program, ORAS], () => {
    it('in both directions, with what is attached', async () => {
      versionOf(ORAS, 'version');
      const { host } = await RealRegistry.start(kind);
      const name = `${host}/lab/aurora:v1`;
      const cwd = packed(name);
      const oras = (...args: string[]) => run(ORAS, args, cwd);
      succeeds(mof(['push', name, '--layout', 'lay'], { cwd }));
      oras('pull', '--plain-http', name, '--output', 'out');
      for (const file of ['model.safetensors', 'config.json', 'README.md', 'sub/empty.txt'])
        expect(readFileSync(path.join(cwd, 'out', file)).equals(readFileSync(path.join(cwd, 'm', file)))).toBe(true);

      // What is attached by one is seen by the other.
      writeFileSync(path.join(cwd, 'bom.json'), '{"spdxVersion":"SPDX-2.3"}');
      oras('attach', '--plain-http', '--artifact-type', 'application/x-oras', name, 'bom.json:application/json');
      succeeds(mof(['attach', name, 'bom.json', '--artifact-type', 'application/x-mof'], { cwd }));
      const types = (referrers: { artifactType: string }[]) => referrers.map((each) => each.artifactType).sort();
      const ours = JSON.parse(succeeds(mof(['discover', name, '--format', 'json'], { cwd })).stdout);
      const theirs = JSON.parse(oras('discover', '--plain-http', '--format', 'json', name));
      const listed = ['application/x-mof', 'application/x-oras'].map((type) => kind.listedType ?? type);
      expect(types(ours.referrers)).toEqual(listed);
      expect(types(theirs.referrers)).toEqual(types(ours.referrers));

      // What oras has pushed is pulled here, and its layouts are read.
      oras('push', '--plain-http', `${host}/lab/theirs:v1`, 'm/model.safetensors:application/x-weights', 'm/README.md');
      succeeds(mof(['pull', `${host}/lab/theirs:v1`, '--layout', 'back'], { cwd }));
      oras('cp', '--from-plain-http', '--to-oci-layout', `${host}/lab/theirs:v1`, 'orlay:v1');
      expect(blobsOf(path.join(cwd, 'back'))).toEqual(blobsOf(path.join(cwd, 'orlay')));
      succeeds(mof(['copy', 'v1', `${host}/lab/fromlayout:v1`, '--from-layout', 'orlay'], { cwd }));
      expect(oras('manifest', 'fetch', '--plain-http', `${host}/lab/fromlayout:v1`)).toBe(
        oras('manifest', 'fetch', '--plain-http', `${host}/lab/theirs:v1`),
      );
    });
  });
});

const digestOf = ({ digest }: { digest: string }) => digest;

/** As long as people wait: registries need a moment to notice that a line is dead. */
const PATIENCE = { timeouts: { connect: 10_000, idle: 10_000, answer: 20_000 }, retry: { firstWait: 500 } };

/** Of `alice` and `s3cret`: bcrypt is all that the registry takes. */
const HTPASSWD = 'alice:$2y$05$9gMrfkM6qNJ6I8c92sCiCO6VKDu5cUhlXK4.h4NW1nD2duC3fS5cO\n';

describe.each([DEBIAN, DISTRIBUTION])('$title that wants to know who asks', (kind: RegistryKind) => {
  describeWith('takes and gives', [kind.program], () => {
    it('with name and password', async () => {
      const folder = temporaryFolder();
      const file = path.join(folder, 'htpasswd');
      await writeFile(file, HTPASSWD);
      const { host } = await RealRegistry.start(kind, {
        configuration: { auth: { htpasswd: { realm: 'lab', path: file } } },
      });
      const name = `${host}/lab/aurora:v1`;
      const cwd = packed(name);
      const environment = { DOCKER_CONFIG: path.join(cwd, 'docker'), REGISTRY_AUTH_FILE: '', XDG_RUNTIME_DIR: '' };
      const push = (options: string[] = [], input = '') =>
        withEnvironment(environment, () => mof(['push', name, '--layout', 'lay', ...options], { cwd, input }));
      expect(push()).toMatchObject({ code: 3, stderr: expect.stringContaining(`docker login ${host}`) });
      const wrong = push(['--username', 'alice', '--password-stdin'], 'hunter2\n');
      expect(wrong).toMatchObject({ code: 3, stderr: expect.stringContaining('credentials from --username') });
      expect(wrong.stderr + wrong.stdout).not.toContain('hunter2');
      succeeds(push(['--username', 'alice', '--password-stdin'], 's3cret\n'));
      await mkdir(environment.DOCKER_CONFIG);
      const auth = Buffer.from('alice:s3cret').toString('base64');
      await writeFile(
        path.join(environment.DOCKER_CONFIG, 'config.json'),
        JSON.stringify({ auths: { [host]: { auth } } }),
      );
      succeeds(withEnvironment(environment, () => mof(['pull', name, '--layout', 'back'], { cwd })));
      expect(blobsOf(path.join(cwd, 'back'))).toEqual(blobsOf(path.join(cwd, 'lay')));
    });

    it('with tokens that live for seconds', async () => {
      const authority = newAuthority();
      const issuer = authority.issue({ subject: 'tokens' });
      const folder = temporaryFolder();
      const bundle = path.join(folder, 'root.pem');
      await writeFile(bundle, authority.pem);
      let given = 0;
      const tokens = await server((request, response) => {
        const alice = `Basic ${Buffer.from('alice:s3cret').toString('base64')}`;
        if (request.headers.authorization !== alice) {
          response.writeHead(401).end();
          return;
        }
        given++;
        const query = new URL(request.url!, 'http://x').searchParams;
        const now = Math.floor(Date.now() / 1000);
        // The registry allows a minute after the end.
        const token = jwt(issuer, {
          iss: 'lab',
          sub: 'alice',
          aud: query.get('service'),
          nbf: now - 90,
          iat: now - 90,
          exp: now - 57,
          jti: String(given),
          access: query.getAll('scope').map(accessOf),
        });
        json(response, { token, expires_in: 3 });
      });
      const { host } = await RealRegistry.start(kind, {
        configuration: {
          auth: { token: { realm: `${tokens.origin}/token`, service: 'lab', issuer: 'lab', rootcertbundle: bundle } },
        },
      });
      const credentials = {
        find: async (): Promise<Credential> => ({
          kind: 'password',
          username: 'alice',
          password: 's3cret',
          from: 'the test',
        }),
      };
      const target = repository(host, 'lab/slow', { ...PATIENCE, credentials });
      const blobs = [randomBlob(2 * MIB), randomBlob(2 * MIB), randomBlob(10)];
      for (const { bytes, descriptor } of blobs) await target.write(descriptor, slowly(bytes, 2500));
      for (const { bytes, descriptor } of blobs)
        expect((await collect(await target.open(descriptor))).equals(bytes)).toBe(true);
      expect(given).toBeGreaterThan(2);
      await expect(
        repository(host, 'lab/slow', { ...PATIENCE, credentials: NOBODY }).exists(blobs[0]!.descriptor),
      ).rejects.toMatchObject({
        code: 'unauthorized',
      });
    });

    it('over TLS with an authority of its own', async () => {
      const authority = newAuthority();
      const issued = authority.issue({ subject: 'registry', hosts: ['localhost', '127.0.0.1'] });
      const folder = temporaryFolder();
      const [certificate, key, ca] = ['cert.pem', 'key.pem', 'ca.pem'].map((name) => path.join(folder, name)) as [
        string,
        string,
        string,
      ];
      writeFileSync(certificate, issued.pem);
      writeFileSync(key, issued.privatePem);
      writeFileSync(ca, authority.pem);
      const { host } = await RealRegistry.start(kind, { tls: { certificate, key } });
      const name = `${host}/lab/aurora:v1`;
      const cwd = packed(name);
      succeeds(mof(['push', name, '--layout', 'lay', '--ca-file', ca], { cwd }));
      succeeds(mof(['pull', name, '--layout', 'back', '--ca-file', ca], { cwd }));
      expect(blobsOf(path.join(cwd, 'back'))).toEqual(blobsOf(path.join(cwd, 'lay')));
      const untrusted = mof(['pull', name, '--layout', 'none', '--no-plain-http'], { cwd });
      expect(untrusted).toMatchObject({ code: 3, stderr: expect.stringContaining('nobody who is trusted') });
      const plain = mof(['pull', name, '--layout', 'none'], { cwd });
      expect(plain).toMatchObject({ code: 3, stderr: expect.stringContaining('may want https') });
    });

    it('nothing when it is read-only', async () => {
      const { host } = await RealRegistry.start(kind, {
        configuration: {
          storage: { filesystem: { rootdirectory: temporaryFolder() }, maintenance: { readonly: { enabled: true } } },
        },
      });
      const cwd = packed(`${host}/lab/aurora:v1`);
      const { code, stderr } = mof(['push', `${host}/lab/aurora:v1`, '--layout', 'lay'], { cwd });
      expect([code, stderr]).toEqual([3, expect.stringContaining('read-only')]);
    });
  });
});

describeWith('credential helpers', [DEBIAN.program], () => {
  it('are asked', async () => {
    const folder = temporaryFolder();
    const file = path.join(folder, 'htpasswd');
    await writeFile(file, HTPASSWD);
    const { host } = await RealRegistry.start(DEBIAN, {
      configuration: { auth: { htpasswd: { realm: 'lab', path: file } } },
    });
    const name = `${host}/lab/aurora:v1`;
    const cwd = packed(name);
    const bin = path.join(cwd, 'bin');
    await mkdir(bin);
    const answer = JSON.stringify({ ServerURL: host, Username: 'alice', Secret: 's3cret' });
    await writeFile(
      path.join(bin, 'docker-credential-lab'),
      `#!/bin/sh\nread -r server\necho "$server" >> ${cwd}/asked\necho '${answer}'\n`,
      { mode: 0o755 },
    );
    await mkdir(path.join(cwd, 'docker'));
    await writeFile(path.join(cwd, 'docker/config.json'), '{"credsStore":"lab"}');
    const environment = { DOCKER_CONFIG: path.join(cwd, 'docker'), PATH: `${bin}:${process.env.PATH}` };
    succeeds(withEnvironment(environment, () => mof(['push', name, '--layout', 'lay'], { cwd })));
    expect((await readFile(path.join(cwd, 'asked'), 'utf8')).trim()).toBe(host);
  });
});

function withEnvironment<T>(environment: Record<string, string>, action: () => T): T {
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
  try {
    return action();
  } finally {
    vi.unstubAllEnvs();
  }
}

/** Gives bytes so slowly that tokens end meanwhile. */
function slowly(bytes: Buffer, ms: number) {
  return async (from: number) =>
    (async function* () {
      const steps = 5;
      for (let at = from; at < bytes.length; at += Math.ceil(bytes.length / steps)) {
        await new Promise((resolve) => setTimeout(resolve, ms / steps));
        yield bytes.subarray(at, at + Math.ceil(bytes.length / steps));
      }
    })();
}

function accessOf(scope: string): object {
  const [type, name, actions = ''] = scope.split(':');
  return { type, name, actions: actions.split(',') };
}

/** A token that the registry verifies by the certificate in it (distribution, "Token Authentication Implementation"). */
function jwt({ pem, privatePem }: { pem: string; privatePem: string }, claims: object): string {
  const x5c = [pem.replace(/-----[^-]+-----|\s/g, '')];
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = `${part({ typ: 'JWT', alg: 'ES256', x5c })}.${part(claims)}`;
  const key = createPrivateKey(privatePem);
  return `${signed}.${sign('sha256', Buffer.from(signed), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;
}
