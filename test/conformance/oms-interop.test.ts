// Round trips with model_signing, the reference in Python: what one signs, the other verifies. It is looked for where
// MODEL_SIGNING names its folder of programs, else where `node test/rig/peers.mjs` puts it.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { mof } from '../cli/mof';
import { folderWith, type Files } from '../unit/signing/folder';
import { newKey } from '../unit/signing/signed';
import { newAuthority } from '../unit/signing/pki';

const bin = process.env.MODEL_SIGNING ?? path.join(homedir(), '.cache/model-openness/model-signing/bin');
const program = path.join(bin, 'model_signing');
const isThere = existsSync(program);
if (!isThere) console.warn(`SKIPPED: round trips with model_signing: it is not at ${program} (set MODEL_SIGNING)`);

interface Outcome {
  code: number | null;
  output: string;
}

const python = (args: string[], cwd: string): Outcome => {
  const { status, stdout, stderr } = spawnSync(program, args, { cwd, encoding: 'utf8' });
  return { code: status, output: `${stdout}${stderr}` };
};
const ours = (args: string[], cwd: string): Outcome => {
  const { code, stdout, stderr } = mof(args, { cwd });
  return { code, output: `${stdout}${stderr}` };
};

const MODEL: Files = { 'config.json': '{}', 'weights/model.bin': 'weights', 'empty.txt': '' };

/** A folder with a model and keys: what both programs are told. */
function scene(files: Files = MODEL, curve = 'P-384'): string {
  const key = newKey(curve);
  const authority = newAuthority();
  const cwd = folderWith({ 'key.pem': key.privatePem, 'key.pub': key.publicKey.pem, 'root.pem': authority.pem });
  const between = authority.issue({ authority: true, subject: 'between' });
  writeFileSync(path.join(cwd, 'between.pem'), between.pem);
  const signer = between.issue({ subject: 'signer', curve });
  writeFileSync(path.join(cwd, 'signer.pem'), signer.pem);
  writeFileSync(path.join(cwd, 'signer.key'), signer.privatePem);
  const model = folderWith(files);
  spawnSync('cp', ['-r', model, path.join(cwd, 'model')]);
  return cwd;
}

const SIGN = {
  key: ['--private_key', 'key.pem'],
  certificate: [
    '--private_key',
    'signer.key',
    '--signing_certificate',
    'signer.pem',
    '--certificate_chain',
    'between.pem',
  ],
};
const VERIFY = { key: ['--public_key', 'key.pub'], certificate: ['--certificate_chain', 'root.pem'] };

type Method = keyof typeof SIGN;

interface Trip {
  title: string;
  cwd: () => string;
  method?: Method;
  model?: string;
  signature?: string;
  flags?: string[];
}

const TRIPS: Trip[] = [
  ...['P-256', 'P-384', 'P-521'].map((curve) => ({ title: curve, cwd: () => scene(MODEL, curve) })),
  ...(['P-256', 'P-384', 'P-521'] as const).map((curve) => ({
    title: `certificate with ${curve}`,
    cwd: () => scene(MODEL, curve),
    method: 'certificate' as const,
  })),
  { title: 'a single file', cwd: () => scene(), model: 'model/config.json' },
  { title: 'the signature in the model', cwd: () => scene(), signature: 'model/model.sig' },
  { title: 'hidden files and folders', cwd: () => scene({ '.hidden': 'x', '.cache/deep/file': 'y', 'a/.b/c': 'z' }) },
  {
    title: 'names in many scripts',
    cwd: () => scene({ 'größe.txt': '1', '模型/权重.bin': '2', '😀.bin': '3', 'ﬀ.bin': '4', 'it\'s "q" & $x': '5' }),
  },
  {
    title: 'names whose order differs',
    cwd: () => scene({ 'a/b': '1', 'a-b': '2', 'a.txt': '3', 'a+': '4', aa: '5' }),
  },
  { title: 'names with a backslash and a line break', cwd: () => scene({ 'a\\b': '1', 'c\nd': '2', 'x:1:2': '3' }) },
  {
    title: 'ignored paths',
    cwd: () => scene({ ...MODEL, 'logs/run.txt': 'log', 'logs/deep/b': 'log', 'note.md': 'note' }),
    flags: ['--ignore-paths', 'model/logs', '--ignore-paths', 'model/note.md'],
  },
  {
    title: "git's files, left out",
    cwd: () => scene({ ...MODEL, '.gitattributes': 'x', '.git/HEAD': 'ref', 'sub/.git/HEAD': 'y' }),
  },
  {
    title: "git's files, signed",
    cwd: () => scene({ ...MODEL, '.gitattributes': 'x', '.github/a': 'b' }),
    flags: ['--no-ignore-git-paths'],
  },
];

describe.skipIf(!isThere)('round trips with model_signing', () => {
  describe.each([
    { title: 'ours to Python', signer: ours, verifier: python },
    { title: 'Python to ours', signer: python, verifier: ours },
  ])('$title', ({ signer, verifier }) => {
    it.each(TRIPS)('$title', ({ cwd: make, method = 'key', model = 'model', signature = 'model.sig', flags = [] }) => {
      const cwd = make();
      const where = [model, '--signature', signature, ...flags];
      const signed = signer(['sign', method, ...where, ...SIGN[method]], cwd);
      expect(signed.code, signed.output).toBe(0);
      // What was ignored is in the signature.
      const plain = [model, '--signature', signature, ...flags.filter((flag) => flag === '--no-ignore-git-paths')];
      const verified = verifier(['verify', method, ...plain, ...VERIFY[method]], cwd);
      expect(verified.code, verified.output).toBe(0);
      // One more byte anywhere, and neither believes it.
      const file = model === 'model' ? 'model/new.txt' : model;
      writeFileSync(path.join(cwd, file), 'changed');
      expect(verifier(['verify', method, ...plain, ...VERIFY[method]], cwd).code).toBe(1);
    });
  });
  it('signs the same files with the same digests', () => {
    const cwd = scene();
    for (const [signer, name] of [
      [ours, 'ours.sig'],
      [python, 'theirs.sig'],
    ] as const)
      expect(signer(['sign', 'key', 'model', '--signature', name, ...SIGN.key], cwd).code).toBe(0);
    const subject = (name: string) => {
      const bundle = JSON.parse(readFileSync(path.join(cwd, name), 'utf8')) as { dsseEnvelope: { payload: string } };
      return (JSON.parse(Buffer.from(bundle.dsseEnvelope.payload, 'base64').toString()) as { subject: unknown })
        .subject;
    };
    expect(subject('ours.sig')).toEqual(subject('theirs.sig'));
  });
});
