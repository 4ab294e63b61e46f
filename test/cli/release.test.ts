// `mof release` as a process of its own: to a layout, to a registry, keyless through a Sigstore on this machine.
import { chmodSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fakeRegistry } from '../registry/scene';
import { startBed, type Bed } from '../sigstore-bed/bed.mjs';
import { MODEL } from '../unit/release/scene';
import { newKey } from '../unit/signing/signed';
import { mofBeside, type BesideOptions } from './beside';
import { folderWith, mof, type Outcome } from './mof';

const key = newKey();
const scene = (more: Record<string, string | Uint8Array> = {}) => {
  const files = Object.fromEntries(Object.entries(MODEL).map(([name, content]) => [`m/${name}`, content]));
  const cwd = folderWith({ ...files, 'key.pem': key.privatePem, 'key.pub': key.publicKey.pem, ...more });
  chmodSync(path.join(cwd, 'key.pem'), 0o600);
  return cwd;
};
const args = (...more: string[]) => ['release', 'm', '--layout', 'lay', ...more];
const withKey = (...more: string[]) => args('--private-key', 'key.pem', ...more);

interface Printed {
  digest: string;
  reference?: string;
  signer?: string;
  steps: { id: string; state: string; detail: string }[];
}
function printed({ code, stdout, stderr }: Pick<Outcome, 'code' | 'stdout' | 'stderr'>): Printed {
  if (code !== 0) throw new Error(`${code}: ${stdout}${stderr}`);
  return JSON.parse(stdout) as Printed;
}
const stateOf = ({ steps }: Printed, id: string) => steps.find((step) => step.id === id)?.state;

describe('mof release', () => {
  it('shows the plan and does nothing for --dry-run', () => {
    const cwd = scene();
    const { code, stdout } = mof(withKey('-t', 'registry.example/lab/aurora:v1', '--dry-run'), { cwd });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Release of registry\.example\/lab\/aurora:v1\n/);
    expect(stdout).toContain('Push: registry.example/lab/aurora:v1, with all that is attached.');
    expect(readdirSync(cwd).sort()).toEqual(['key.pem', 'key.pub', 'm']);
    const json = JSON.parse(mof(withKey('--dry-run', '--format', 'json'), { cwd }).stdout) as { steps: unknown[] };
    expect(json.steps).toHaveLength(11);
  });

  it('tells the plan before, and what came of it after', () => {
    const cwd = scene();
    const { code, stdout, stderr } = mof(withKey('-t', 'aurora:v1', '--report', 'evidence.md'), { cwd });
    expect(code).toBe(0);
    expect(stderr).toMatch(/^Release of aurora:v1\n {2}· Read the model folder/);
    expect(stdout).toMatch(/^aurora:v1: released\n/);
    expect(stdout).toMatch(/\n {2}signed by: key [0-9a-f]{64}\n {2}digest: sha256:[0-9a-f]{64}\n$/);
    expect(readFileSync(path.join(cwd, 'evidence.md'), 'utf8')).toContain('aurora');
    const verified = mof(['verify', 'key', 'm', '--signature', 'm/model.sig', '--public-key', 'key.pub'], { cwd });
    expect(verified.code).toBe(0);
  });

  it('ends with 1, and signs nothing, where the documents have errors', () => {
    const cwd = scene({ 'm/mof.yml': 'framework: {name: Model Openness Framework, version: 7}\nrelease: []\n' });
    const { code, stdout } = mof(withKey(), { cwd });
    expect([code, existsSync(path.join(cwd, 'm/model.sig'))]).toEqual([1, false]);
    expect(stdout).toMatch(/: not released\n/);
    expect(stdout).toMatch(/ {4}m\/mof\.yml:\d+ error /);
    expect(mof(withKey('--fail-on', 'never'), { cwd })).toMatchObject({ code: 0 });
  });

  it.each([
    [['--skip', 'push'], 2, 'step=reason'],
    [['--skip', 'nothing=because'], 2, 'names no step'],
    [['--skip', 'pack=because'], 2, 'cannot be left out'],
    [['--private-key', 'key.pem', '--sigstore'], 2, 'exclude each other'],
    [['--signing-certificate', 'c.pem'], 2, 'needs the key'],
    [['--certificate-chain', 'c.pem', '--private-key', 'key.pem'], 2, 'belongs to --signing-certificate'],
    [['--lifecycle', 'validated'], 2, '--lifecycle belongs to --profile'],
    [['--report', 'evidence.pdf'], 2, 'has to end with'],
    [['--bom', 'swid'], 2, 'spdx, cyclonedx'],
    [['-t', 'registry.example/lab/aurora'], 2, 'names no tag'],
    [['--private-key', 'none.pem'], 3, 'none.pem does not exist'],
    [['--private-key', 'key.pub'], 2, 'is no private key'],
  ])('is told what makes no sense: %j', (more, code, message) => {
    const cwd = scene();
    const outcome = mof(args(...more), { cwd });
    expect([outcome.code, outcome.stderr]).toEqual([code, expect.stringContaining(message)]);
    expect(outcome.stderr).not.toContain('unexpected error');
  });

  it('goes on after it was killed, at whatever moment, and comes to the same', async () => {
    const cwd = scene({ 'm/large.bin': Buffer.alloc(40_000_000, 'weights') });
    const at = ['lay/index.json', 'm/mof.yml', 'm/bom.spdx3.json', 'm/model.sig'];
    for (const file of at) {
      let timer: NodeJS.Timeout | undefined;
      const watch: BesideOptions['watch'] = (_stderr, child) => {
        timer ??= setInterval(() => existsSync(path.join(cwd, file)) && child.kill('SIGKILL'), 1);
      };
      const { signal } = await mofBeside(withKey('-t', 'aurora:v1'), { cwd, watch });
      clearInterval(timer);
      // The last ones may be over before they are killed.
      if (file === at[0]) expect(signal).toBe('SIGKILL');
    }
    const first = printed(mof(withKey('-t', 'aurora:v1', '--format', 'json'), { cwd }));
    const again = printed(mof(withKey('-t', 'aurora:v1', '--format', 'json'), { cwd }));
    expect(again.digest).toBe(first.digest);
    expect(readdirSync(path.join(cwd, 'm')).sort()).toEqual(
      [
        ...Object.keys(MODEL).map((name) => name.split('/')[0]!),
        'bom.spdx3.json',
        'large.bin',
        'model.sig',
        'mof.yml',
      ].sort(),
    );
  });
});

describe('mof release to a registry', () => {
  it('pushes what is attached too, once, and verifies it there', async () => {
    const cwd = scene();
    const fake = await fakeRegistry();
    const ref = `${fake.host}/lab/aurora:v1`;
    const release = () => mofBeside(withKey('-t', ref, '--format', 'json'), { cwd });
    const first = printed(await release());
    expect(first).toMatchObject({ reference: ref, digest: expect.stringMatching(/^sha256:/) });
    expect([stateOf(first, 'push'), stateOf(first, 'verify')]).toEqual(['done', 'done']);
    const again = printed(await release());
    expect([again.digest, stateOf(again, 'push')]).toEqual([first.digest, 'kept']);
    const pulled = await mofBeside(['pull', ref, '-r', '--layout', 'back'], { cwd });
    expect(pulled.code).toBe(0);
    expect((await mofBeside(['extract', ref, '--layout', 'back', '-o', 'out'], { cwd })).code).toBe(0);
    const verify = ['verify', 'key', 'out', '--signature', 'out/model.sig', '--public-key', 'key.pub'];
    expect((await mofBeside(verify, { cwd })).code).toBe(0);
  });

  it('does not take away a tag from another artifact unless it is told to', async () => {
    const cwd = scene();
    const fake = await fakeRegistry();
    const ref = `${fake.host}/lab/aurora:v1`;
    const { digest } = printed(await mofBeside(withKey('-t', ref, '--format', 'json'), { cwd }));
    writeFileSync(path.join(cwd, 'm/NOTICE'), 'another model');
    const refused = await mofBeside(withKey('-t', ref), { cwd });
    expect([refused.code, refused.stdout]).toEqual([
      1,
      expect.stringContaining(`is another artifact already: ${digest}`),
    ]);
    const moved = printed(await mofBeside(withKey('-t', ref, '--move-tag', '--format', 'json'), { cwd }));
    expect(moved.digest).not.toBe(digest);
  });

  it('sends again what a registry has lost', async () => {
    const cwd = scene();
    const fake = await fakeRegistry();
    const ref = `${fake.host}/lab/aurora:v1`;
    printed(await mofBeside(withKey('-t', ref, '--format', 'json'), { cwd }));
    const [lost] = [...fake.blobsOf('lab/aurora')].sort(([, a], [, b]) => b.length - a.length)[0]!;
    fake.blobsOf('lab/aurora').delete(lost);
    const again = printed(await mofBeside(withKey('-t', ref, '--format', 'json'), { cwd }));
    expect([stateOf(again, 'push'), fake.blobsOf('lab/aurora').has(lost)]).toEqual(['done', true]);
  });
});

describe('mof release keyless', () => {
  let bed: Bed;
  beforeAll(async () => {
    bed = await startBed();
  });
  afterAll(() => bed.close());

  it.each([1, 2] as const)('signs in once, and is gone on with by the same identity (Rekor v%i)', async (version) => {
    const cwd = scene({ 'trust.json': JSON.stringify(bed.trustConfig(version)) });
    const fake = await fakeRegistry();
    const ref = `${fake.host}/lab/aurora:v1`;
    const keyless = (token: string) =>
      mofBeside(args('-t', ref, '--identity-token', token, '--trust-config', 'trust.json', '--format', 'json'), {
        cwd,
      });
    const token = bed.identityToken();
    const outcome = await keyless(token);
    const first = printed(outcome);
    expect(first.signer).toBe('tester@example.org');
    expect(outcome.stdout + outcome.stderr).not.toContain(token.slice(0, 24));
    // Told once for all that is signed.
    expect(outcome.stderr.match(/will show to everybody/g)).toHaveLength(1);
    for (const id of ['sign', 'seal', 'push', 'verify']) expect([id, stateOf(first, id)]).toEqual([id, 'done']);
    const again = printed(await keyless(bed.identityToken()));
    expect(again.digest).toBe(first.digest);
    expect([stateOf(again, 'sign'), stateOf(again, 'seal')]).toEqual(['kept', 'kept']);
    const inspect = ['inspect', ref, '--format', 'json'];
    expect((await mofBeside(inspect, { cwd })).code).toBe(0);
    const verified = await mofBeside(
      ['verify', 'sigstore', 'm', '--signature', 'm/model.sig', '--trust-config', 'trust.json'].concat([
        '--identity',
        'tester@example.org',
        '--identity-provider',
        bed.url,
      ]),
      { cwd },
    );
    expect(verified.code).toBe(0);
  });

  it('writes nothing that does not hold where a service lies', async () => {
    const cwd = scene({ 'trust.json': JSON.stringify(bed.trustConfig(2)) });
    const other = await startBed();
    const config = { ...other.trustConfig(2), trustedRoot: bed.trustConfig(2).trustedRoot };
    writeFileSync(path.join(cwd, 'mixed.json'), JSON.stringify(config));
    const outcome = await mofBeside(
      args('--identity-token', other.identityToken(), '--trust-config', 'mixed.json', '--format', 'json'),
      { cwd },
    );
    other.close();
    expect(outcome.code).toBe(3);
    expect(existsSync(path.join(cwd, 'm/model.sig'))).toBe(false);
  });
});
