// mof sign pkcs11-key and pkcs11-certificate with a token in software: SoftHSM, spoken to by pkcs11-tool of OpenSC.
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { Pkcs11Tool } from '../../src/node/pkcs11/tool';
import { newAuthority } from '../unit/signing/pki';
import { folderWith, mof, type Outcome } from './mof';

const MODULES = ['/usr/lib/softhsm/libsofthsm2.so', '/opt/homebrew/lib/softhsm/libsofthsm2.so'];
const module = MODULES.find((file) => existsSync(file));
const isThere = module !== undefined && spawnSync('pkcs11-tool', []).error === undefined;
if (!isThere)
  console.warn('SKIPPED: signing with tokens: it takes SoftHSM and OpenSC (apt-get install softhsm2 opensc)');
const modelSigning = path.join(
  process.env.MODEL_SIGNING ?? path.join(homedir(), '.cache/model-openness/model-signing/bin'),
  'model_signing',
);

const PIN = '271828';
const KEYS = { 'P-256': 'EC:prime256v1', 'P-384': 'EC:secp384r1', 'P-521': 'EC:secp521r1', rsa: 'rsa:2048' };

/** Makes tokens: "models" with a key of each kind, "empty", and two that are called "twin". */
function makeTokens(): void {
  const folder = folderWith();
  const configuration = path.join(folder, 'softhsm2.conf');
  mkdirSync(path.join(folder, 'tokens'));
  writeFileSync(configuration, `directories.tokendir = ${folder}/tokens\nlog.level = ERROR\n`);
  vi.stubEnv('SOFTHSM2_CONF', configuration);
  for (const label of ['models', 'empty', 'twin', 'twin'])
    execFileSync('softhsm2-util', ['--init-token', '--free', '--label', label, '--pin', PIN, '--so-pin', '31415926']);
  Object.entries(KEYS).forEach(([label, type], at) => makeKey(label, type, `0${at + 1}`));
  makeKey('secp256k1', 'EC:secp256k1', '0a');
  makeKey('twin', KEYS['P-256'], '0b');
  makeKey('twin', KEYS['P-256'], '0c');
  makeKey('lonely', KEYS['P-256'], '0d');
  tool('--delete-object', '--type', 'pubkey', '--id', '0d');
}

function tool(...args: string[]): void {
  execFileSync('pkcs11-tool', ['--module', module!, '--token-label', 'models', '--login', '--pin', PIN, ...args], {
    stdio: 'ignore',
  });
}

const makeKey = (label: string, type: string, id: string) =>
  tool('--keypairgen', '--key-type', type, '--id', id, '--label', label, '--usage-sign');

const uriOf = (attributes: string) => `pkcs11:${attributes}?module-path=${module}`;

function withPin<T>(pin: string, action: () => T): T {
  vi.stubEnv('MOF_PKCS11_PIN', pin);
  return action();
}

const sign = (cwd: string, uri: string, ...more: string[]): Outcome =>
  withPin(PIN, () => mof(['sign', 'pkcs11-key', 'm', '--pkcs11-uri', uri, ...more], { cwd }));

const scene = () => folderWith({ 'm/config.json': '{}', 'm/sub/weights.bin': 'weights' });

/** The public key of a key on the token, as somebody who verifies would have it. */
function publicPem(object: string): string {
  const cwd = scene();
  expect(sign(cwd, uriOf(`token=models;object=${object}`)).code).toBe(0);
  const file = path.join(cwd, 'key.der');
  tool('--read-object', '--type', 'pubkey', '--label', object, '--output-file', file);
  return execFileSync('openssl', ['pkey', '-pubin', '-inform', 'der', '-in', file]).toString();
}

describe.skipIf(!isThere)('mof sign pkcs11-key', () => {
  beforeAll(() => {
    makeTokens();
    return () => vi.unstubAllEnvs();
  });

  // The key on P-384 cannot be read by OpenSC before 0.24; what signs verifies itself with what its listing says.
  it.each(['P-256', 'P-521'])('signs with %s; ours and model_signing verify it', (curve) => {
    const cwd = scene();
    const { code, stdout, stderr } = sign(cwd, uriOf(`token=models;object=${curve}`));
    expect({ code, stdout, stderr }).toEqual({
      code: 0,
      stdout: 'model.sig: signed 2 files of m, 9 bytes\n',
      stderr: '',
    });
    writeFileSync(path.join(cwd, 'key.pub'), publicPem(curve));
    const args = ['verify', 'key', 'm', '--signature', 'model.sig', '--public_key', 'key.pub'];
    expect(mof(args, { cwd })).toMatchObject({ code: 0, stdout: expect.stringContaining(`Curve: ${curve}`) });
    if (existsSync(modelSigning)) {
      const theirs = spawnSync(modelSigning, args, { cwd, encoding: 'utf8' });
      expect([theirs.status, theirs.stdout]).toEqual([0, expect.stringContaining('Verification succeeded')]);
    }
    writeFileSync(path.join(cwd, 'm/config.json'), '[]');
    expect(mof(args, { cwd }).code).toBe(1);
  });
  it('signs with P-384, by id', () => {
    expect(sign(scene(), uriOf('token=models;id=%02')).code).toBe(0);
  });
  it('leaves nothing behind, and shows the PIN to nobody', () => {
    const [temporary, cwd, before] = [folderWith(), scene(), process.env.TMPDIR];
    vi.stubEnv('TMPDIR', temporary);
    const { stdout, stderr } = sign(cwd, uriOf('token=models;object=P-256'));
    vi.stubEnv('TMPDIR', before);
    expect(readdirSync(temporary)).toEqual([]);
    expect(stdout + stderr + readFileSync(path.join(cwd, 'model.sig'), 'utf8')).not.toContain(PIN);
  });
  it.each([
    ['no such key', 'token=models;object=nothing', 'no private key that fits'],
    ['a token without keys', 'token=empty', 'no private key that fits'],
    ['several keys', 'token=models;object=twin', 'Several keys fit the PKCS #11 URI: "twin" (id=%0b), "twin" (id=%0c)'],
    ['no such token', 'token=nothing;object=P-256', 'No token is there that fits'],
    ['several tokens', 'token=twin', 'Several tokens fit the PKCS #11 URI: "twin" (serial='],
    ['a token and a serial number that do not fit', 'token=models;serial=1', 'No token is there that fits'],
    ['RSA', 'token=models;object=rsa', 'of type RSA; models are signed with elliptic curves'],
    ['another curve', 'token=models;object=secp256k1', 'on another curve; models are signed with'],
    ['a key whose public half is gone', 'token=models;object=lonely', 'sign with its certificate'],
    ['a URI that holds the PIN', 'token=models?pin-value=1', 'must not hold the PIN'],
  ])('says what is wrong with %s', (_title, attributes, message) => {
    const cwd = scene();
    const uri = attributes.includes('?') ? `pkcs11:${attributes}` : uriOf(attributes);
    expect(sign(cwd, uri)).toMatchObject({ code: 2, stderr: expect.stringContaining(message) });
    expect(readdirSync(cwd)).toEqual(['m']);
  });
  it('says that the PIN is wrong or missing', () => {
    const args = ['sign', 'pkcs11-key', 'm', '--pkcs11-uri', uriOf('token=models;object=P-256')];
    const wrong = withPin('0000', () => mof(args, { cwd: scene() }));
    expect(wrong).toMatchObject({ code: 2, stderr: expect.stringContaining('the PIN is wrong') });
    vi.stubEnv('MOF_PKCS11_PIN', undefined);
    expect(mof(args, { cwd: scene() })).toMatchObject({ code: 2, stderr: expect.stringContaining('MOF_PKCS11_PIN') });
  });
  it.each([
    ['there is none', '/nothing.so', 'cannot be loaded: /nothing.so: cannot open'],
    ['a file is no module', '/etc/hostname', 'cannot be loaded: /etc/hostname'],
  ])('says that %s', (_title, file, message) => {
    const outcome = sign(scene(), `pkcs11:token=models?module-path=${file}`);
    expect(outcome).toMatchObject({ code: 2, stderr: expect.stringContaining(message) });
  });
});

describe.skipIf(!isThere)('mof sign pkcs11-certificate', () => {
  beforeAll(() => {
    makeTokens();
    return () => vi.unstubAllEnvs();
  });

  it('signs with the key of a certificate; ours and model_signing verify it with the root', () => {
    const cwd = scene();
    const [root, other] = [newAuthority(), newAuthority()];
    const signer = root.issue({ subject: 'signer' });
    const files = {
      'root.pem': root.pem,
      'cert.pem': signer.pem,
      'key.pem': signer.privatePem,
      'other.pem': other.pem,
    };
    for (const [name, text] of Object.entries(files)) writeFileSync(path.join(cwd, name), text);
    tool('--write-object', path.join(cwd, 'key.pem'), '--type', 'privkey', '--id', '21', '--label', 'certified');
    const args = ['sign', 'pkcs11-certificate', 'm', '--pkcs11-uri', uriOf('token=models;object=certified')];
    const signed = withPin(PIN, () => mof([...args, '--signing-certificate', 'cert.pem'], { cwd }));
    expect(signed).toEqual({ code: 0, stdout: 'model.sig: signed 2 files of m, 9 bytes\n', stderr: '' });
    const verify = ['verify', 'certificate', 'm', '--signature', 'model.sig', '--certificate_chain', 'root.pem'];
    expect(mof(verify, { cwd })).toMatchObject({ code: 0, stdout: expect.stringContaining('CN=signer') });
    if (existsSync(modelSigning)) expect(spawnSync(modelSigning, verify, { cwd }).status).toBe(0);
    expect(mof([...verify.slice(0, -1), 'other.pem'], { cwd }).code).toBe(1);
  });
  it('refuses the key of another certificate, and writes nothing', () => {
    const cwd = scene();
    writeFileSync(path.join(cwd, 'cert.pem'), newAuthority().issue({ subject: 'signer' }).pem);
    for (const object of ['P-256', 'lonely']) {
      const args = ['sign', 'pkcs11-certificate', 'm', '--pkcs11-uri', uriOf(`token=models;object=${object}`)];
      const { code, stderr } = withPin(PIN, () => mof([...args, '--signing-certificate', 'cert.pem'], { cwd }));
      expect([code, stderr]).toEqual([
        object === 'lonely' ? 3 : 2,
        expect.stringMatching(/does not belong to the certificate of CN=signer|was signed, but cannot be verified/),
      ]);
    }
    expect(readdirSync(cwd).sort()).toEqual(['cert.pem', 'm']);
  });
});

describe.skipIf(process.platform === 'win32')('pkcs11-tool', () => {
  /** A program of that name that does something else. */
  const impostor = (script: string) => {
    const folder = folderWith({ 'pkcs11-tool': `#!/bin/sh\n${script}\n` });
    chmodSync(path.join(folder, 'pkcs11-tool'), 0o755);
    vi.stubEnv('PATH', `${folder}:/usr/bin:/bin`);
    return new Pkcs11Tool(undefined, 500);
  };

  it('is given up after a time', async () => {
    await expect(impostor('exec sleep 60').run([])).rejects.toThrow('did not answer within 0.5 s');
  });
  it('may not fill the memory', async () => {
    await expect(impostor('exec yes').run([])).rejects.toThrow(/does not stop to talk|did not answer/);
  });
  it('that fails is quoted, on one line that cannot act', async () => {
    const running = impostor("printf 'error: all is \\033[31mlost\\n' >&2; exit 1").run([]);
    await expect(running).rejects.toThrow(/^pkcs11-tool failed: all is .?\[?31?m?lost$|^pkcs11-tool failed: all is /);
    // eslint-disable-next-line no-control-regex
    await expect(impostor("printf '\\033[31m' >&2; exit 1").run([])).rejects.not.toThrow(/\u001b/);
  });
  it('is not there', async () => {
    vi.stubEnv('PATH', folderWith());
    await expect(new Pkcs11Tool(undefined).run([])).rejects.toThrow('apt-get install opensc');
  });
  it('in the current folder is not taken', async () => {
    const folder = folderWith({ 'pkcs11-tool': '#!/bin/sh\nexit 0\n' });
    chmodSync(path.join(folder, 'pkcs11-tool'), 0o755);
    const before = process.env.PATH;
    vi.stubEnv('PATH', `.:${path.delimiter}`);
    await expect(new Pkcs11Tool(undefined).run([])).rejects.toThrow('is not installed');
    vi.stubEnv('PATH', before);
  });
  it('gets the PIN by a variable, never by its arguments', async () => {
    const output = await impostor('echo "$@"; echo "$MOF_PKCS11_PIN"').run(['--list-slots'], PIN);
    expect(output).toBe(`--login --pin env:MOF_PKCS11_PIN --list-slots\n${PIN}\n`);
  });
});
