// What the editor is given to sign and verify with: plain values, real files.
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { execFileSync, spawnSync } from 'node:child_process';
import { createPrivateKey } from 'node:crypto';
import path from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import * as service from '../../../src/node/signing/service';
import { folderWith } from './folder';
import { newAuthority } from './pki';
import { newKey } from './signed';

// Digests of other tests are not for these.
process.env.XDG_CACHE_HOME = folderWith();

const key = newKey();
const other = newKey();
let folder: string;
const at = (name: string) => path.join(folder, name);
const named = (name: string): service.NamedPath => ({ path: at(name), shown: name });
const paths = () => ({ model: named('m'), signature: named('m/model.sig') });

beforeEach(() => {
  folder = folderWith({
    'm/config.json': '{}',
    'm/sub/weights.bin': 'weights',
    'key.pem': key.privatePem,
    'key.pub': key.publicKey.pem,
    'other.pub': other.publicKey.pem,
  });
  chmodSync(at('key.pem'), 0o600);
});

const sign = (more: Partial<service.SignRequest> = {}) =>
  service.sign({ ...paths(), choice: { method: 'key', privateKey: named('key.pem') }, allowSymlinks: false, ...more });

/** Plain values are structured clones of themselves. */
const plain = <T>(value: T): T => structuredClone(value);

async function trusted(file: string, method: 'key' | 'certificate' = 'key'): Promise<service.TrustedFile> {
  return (await service.trusted(method, named(file))) as service.TrustedFile;
}

async function verify(more: Partial<service.VerifyRequest> = {}): Promise<service.Verification> {
  const answer = await service.verify({
    ...paths(),
    method: 'key',
    expected: { method: 'key', publicKey: await trusted('key.pub') },
    ignoreUnsignedFiles: false,
    allowSymlinks: false,
    allowRemembered: false,
    ...more,
  });
  if ('failure' in answer) throw new Error(answer.failure);
  return answer;
}

describe('signing', () => {
  it('answers with what was signed, and who did', async () => {
    const signed = plain(await sign());
    expect(signed).toMatchObject({ files: 2, bytes: 9, ignored: [], signer: { name: expect.stringMatching(/^key /) } });
    expect((await verify()).verdict.state).toBe('verified');
  });
  it('says in a sentence what the user can mend', async () => {
    expect(plain(await sign({ signature: named('m/config.json') }))).toEqual({
      kind: 'failed',
      failure: 'm/config.json is there already, and is no signature; choose another name for the signature.',
    });
    expect(plain(await sign({ model: named('nothing') }))).toEqual({
      kind: 'failed',
      failure: 'nothing does not exist.',
    });
  });
  it('can be given up before and while files are read, and writes nothing then', async () => {
    const controller = new AbortController();
    controller.abort();
    expect(await sign({ signal: controller.signal })).toMatchObject({ kind: 'cancelled' });
    truncateSync(at('m/sub/weights.bin'), 2 ** 31);
    const later = new AbortController();
    const progress = () => later.abort();
    expect(await sign({ signal: later.signal, progress })).toMatchObject({ kind: 'cancelled' });
    expect(existsSync(at('m/model.sig'))).toBe(false);
  });
  it('tells what would be covered', async () => {
    writeFileSync(at('m/.gitignore'), '');
    symlinkSync('config.json', at('m/link'));
    const coverage = await service.coverageOf(paths(), false);
    expect(coverage).toMatchObject({ ignored: ['.gitignore'], links: ['link'] });
    expect(await service.coverageOf(paths(), true)).toMatchObject({ files: { length: 3 }, links: [] });
    expect(await sign()).toMatchObject({ failure: expect.stringMatching(/^m: link is a symbolic link/) });
    expect(await sign({ allowSymlinks: true })).toMatchObject({ files: 3 });
    expect((await verify()).verdict).toMatchObject({ state: 'invalid' });
    expect((await verify({ allowSymlinks: true })).verdict.state).toBe('verified');
    expect(coverage).toMatchObject({
      files: [
        { name: 'config.json', size: 2 },
        { name: 'sub/weights.bin', size: 7 },
      ],
    });
  });
});

describe('private keys', () => {
  const encrypted = () => {
    const pem = createPrivateKey(key.privatePem).export({
      type: 'pkcs8',
      format: 'pem',
      cipher: 'aes-256-cbc',
      passphrase: 'pass phrase',
    });
    writeFileSync(at('encrypted.pem'), pem);
    return named('encrypted.pem');
  };
  it('say whether they need a passphrase, and who can read them', async () => {
    expect(await service.privateKeyState(named('key.pem'))).toEqual({ encrypted: false, readByAll: false });
    chmodSync(at('key.pem'), 0o644);
    expect(await service.privateKeyState(named('key.pem'))).toEqual({ encrypted: false, readByAll: true });
    expect(await service.privateKeyState(encrypted())).toMatchObject({ encrypted: true });
    expect(await service.privateKeyState(named('key.pub'))).toMatchObject({
      failure: 'key.pub is no private key in PEM.',
    });
  });
  it('are opened by their passphrase only', async () => {
    expect(await service.checkPassphrase(encrypted(), 'pass phrase')).toBeUndefined();
    const wrong = await service.checkPassphrase(encrypted(), 'pass phrase ');
    expect(wrong).toEqual({ kind: 'passphrase', failure: 'encrypted.pem cannot be opened: wrong passphrase?' });
  });
});

describe('keys of tokens', () => {
  it('are named by a URI, which is checked before any token is asked', async () => {
    expect(await service.checkTokenUri('pkcs11:token=models;object=signer')).toBeUndefined();
    expect(await service.checkTokenUri('models')).toMatchObject({
      failure: expect.stringMatching(/is no PKCS #11 URI/),
    });
  });

  const soft = ['/usr/lib/softhsm/libsofthsm2.so', '/opt/homebrew/lib/softhsm/libsofthsm2.so'].find(existsSync);
  const isThere = soft !== undefined && spawnSync('pkcs11-tool', []).error === undefined;

  it.skipIf(!isThere)('sign with a PIN that is asked for, and not without', async () => {
    mkdirSync(at('tokens'));
    writeFileSync(at('softhsm2.conf'), `directories.tokendir = ${at('tokens')}\nlog.level = ERROR\n`);
    vi.stubEnv('SOFTHSM2_CONF', at('softhsm2.conf'));
    const pin = '271828';
    execFileSync('softhsm2-util', [
      '--init-token',
      '--free',
      '--label',
      'models',
      '--pin',
      pin,
      '--so-pin',
      '31415926',
    ]);
    const key = ['--keypairgen', '--key-type', 'EC:prime256v1', '--id', '01', '--label', 'signer', '--usage-sign'];
    const login = ['--module', soft!, '--token-label', 'models', '--login', '--pin', pin];
    execFileSync('pkcs11-tool', [...login, ...key], { stdio: 'ignore' });
    const asked = vi.fn<(token: string) => Promise<string | undefined>>();
    const uri = `pkcs11:token=models;object=signer?module-path=${soft}`;
    const choice: service.SigningChoice = { method: 'token', uri, pin: asked, chain: [] };
    expect(await sign({ choice })).toEqual({ kind: 'cancelled', failure: 'Cancelled.' });
    asked.mockResolvedValue('000000');
    expect(await sign({ choice })).toMatchObject({ failure: expect.stringMatching(/the PIN is wrong/) });
    expect(existsSync(at('m/model.sig'))).toBe(false);
    asked.mockResolvedValue(pin);
    expect(await sign({ choice })).toMatchObject({ files: 2, signer: { name: expect.stringMatching(/^key /) } });
    expect(asked).toHaveBeenLastCalledWith('models');
    vi.unstubAllEnvs();
  });
});

describe('files that are trusted', () => {
  it('have to be what they are trusted as', async () => {
    writeFileSync(at('leaf.pem'), newAuthority().issue({ subject: 'signer' }).pem);
    expect(await service.trusted('key', named('key.pem'))).toMatchObject({
      failure: expect.stringMatching(/is a private key/),
    });
    expect(await service.trusted('certificate', named('key.pub'))).toMatchObject({
      failure: expect.stringMatching(/holds no certificate/),
    });
    expect(await service.trusted('certificate', named('leaf.pem'))).toMatchObject({
      failure: /holds no root certificate/,
    });
  });
  it('count as they were when they were chosen', async () => {
    await sign();
    const publicKey = await trusted('key.pub');
    writeFileSync(at('key.pub'), other.publicKey.pem);
    await expect(verify({ expected: { method: 'key', publicKey } })).rejects.toThrow('its content changed');
  });
});

describe('without anybody who is expected', () => {
  it('a signature with a key proves nothing', async () => {
    await sign();
    const { verdict } = await verify({ expected: undefined });
    expect(verdict).toMatchObject({ state: 'unchecked', checks: [{ id: 'bundle' }, { id: 'key', ok: false }] });
  });
  it('a certificate says who signed, and is not trusted', async () => {
    const signer = newAuthority().issue({ subject: 'signer' });
    writeFileSync(at('cert.pem'), signer.pem);
    writeFileSync(at('cert.key'), signer.privatePem);
    const choice = {
      method: 'certificate',
      privateKey: named('cert.key'),
      certificate: named('cert.pem'),
      chain: [],
    } as const;
    await sign({ choice });
    const { verdict } = await verify({ expected: undefined, method: 'certificate' });
    expect(verdict).toMatchObject({ state: 'untrusted', signer: { name: 'CN=signer' } });
  });
});

describe('a signature file', () => {
  it('is told apart by what is in it', async () => {
    await sign();
    const signature = plain(await service.inspect(named('m/model.sig')));
    expect(signature).toEqual({ kind: 'model', method: 'key', claim: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(await service.inspect(named('nothing.sig'))).toBeUndefined();
    expect(await service.inspect(named('key.pub'))).toEqual({ kind: 'other', reason: 'is not JSON in UTF-8' });
    expect(await service.inspect(named('m'))).toMatchObject({ failure: 'm is a folder, not a file.' });
  });
});

/** What can happen to a model, and whether the verdict on it is true then. */
const EVENTS: [title: string, event: () => unknown, holds: boolean][] = [
  ['a file gets other content', () => appendFileSync(at('m/config.json'), ' '), false],
  ['a file is written again as it is', () => writeFileSync(at('m/config.json'), '{}'), false],
  ['a file is touched', () => utimesSync(at('m/config.json'), 0, 0), false],
  ['a file is removed', () => rmSync(at('m/sub/weights.bin')), false],
  ['a folder is removed', () => rmSync(at('m/sub'), { recursive: true }), false],
  ['a folder is moved away', () => renameSync(at('m/sub'), at('sub')), false],
  ['a file comes', () => writeFileSync(at('m/late.py'), ''), false],
  [
    'a folder comes with a file in it',
    () => (mkdirSync(at('m/new/deep'), { recursive: true }), writeFileSync(at('m/new/deep/x'), '')),
    false,
  ],
  ['a link comes', () => symlinkSync('config.json', at('m/link')), false],
  ['the signature goes', () => rmSync(at('m/model.sig')), false],
  ['the signature is another one', () => appendFileSync(at('m/model.sig'), ' '), false],
  ['an empty folder comes', () => mkdirSync(at('m/empty')), true],
  ['a file is read', () => void readFileSync(at('m/config.json')), true],
  ['git works', () => (mkdirSync(at('m/.git')), writeFileSync(at('m/.git/index'), '')), true],
  ['something happens beside the model', () => writeFileSync(at('notes'), ''), true],
  ['a file comes and goes', () => (writeFileSync(at('m/x.tmp'), ''), rmSync(at('m/x.tmp'))), true],
];

describe('a verdict', () => {
  const watching = async () => {
    const touched = new Set<string>();
    const watch = (await service.watchModel(paths(), (file) => touched.add(file))) as service.ModelWatch;
    return { touched, watch };
  };

  it.each(EVENTS)('after %s', async (_title, event, holds) => {
    await sign();
    const { touched, watch } = await watching();
    const { verdict, holdsAfter } = await verify();
    expect(verdict.state).toBe('verified');
    event();
    const isTrue = () => [...touched].every((file) => holdsAfter(file));
    if (holds) {
      // Whatever is to be seen of it is seen before something that counts.
      writeFileSync(at('m/zz-late'), '');
      await vi.waitUntil(() => touched.has(at('m/zz-late')), { timeout: 10_000 });
      touched.delete(at('m/zz-late'));
      rmSync(at('m/zz-late'));
      expect(isTrue()).toBe(true);
    } else await vi.waitUntil(() => touched.size > 0 && !isTrue(), { timeout: 10_000 });
    watch.dispose();
  });

  it('of no signature is true until there is one', async () => {
    const { verdict, holdsAfter } = await verify();
    expect(verdict.state).toBe('unsigned');
    appendFileSync(at('m/config.json'), ' ');
    expect(holdsAfter(at('m/config.json'))).toBe(true);
    await sign();
    expect(holdsAfter(at('m/model.sig'))).toBe(false);
  });

  it('sees what happens in a folder that came, went and came again', async () => {
    await sign();
    const { touched, watch } = await watching();
    for (const name of ['first', 'second']) {
      mkdirSync(at('m/again'));
      await vi.waitUntil(() => touched.has(at('m/again')), { timeout: 10_000 });
      writeFileSync(at(`m/again/${name}`), '');
      await vi.waitUntil(() => touched.has(at(`m/again/${name}`)), { timeout: 10_000 });
      rmSync(at('m/again'), { recursive: true });
      await vi.waitUntil(() => !existsSync(at('m/again')));
      touched.clear();
    }
    watch.dispose();
  });
});
