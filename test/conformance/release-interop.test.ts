// What a release publishes, in the hands of others: registries without and with the referrers API, oras, modctl, KitOps and skopeo,
// model_signing, spdx3-validate. Each is skipped, in words, where it is not installed.
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { mof } from '../cli/mof';
import { corpus } from '../corpus';
import {
  DEBIAN,
  DISTRIBUTION,
  GO_CONTAINERREGISTRY,
  isInstalled,
  KITOPS,
  MODCTL,
  ORAS,
  RealRegistry,
  run,
  temporaryFolder,
  describeWith,
} from '../registry/real';
import { MODEL } from '../unit/release/scene';
import { newKey } from '../unit/signing/signed';

// Machines that test are busy, and every command is a process of its own.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const python = (venv: string, name: string) => path.join(homedir(), '.cache/model-openness', venv, 'bin', name);
const MODEL_SIGNING = path.join(
  process.env.MODEL_SIGNING ?? path.dirname(python('model-signing', 'x')),
  'model_signing',
);
const SPDX3_VALIDATE = python('spdx3-validate', 'spdx3-validate');

interface Released {
  cwd: string;
  reference: string;
  digest: string;
}

/** Path to content of all files in a folder. */
function treeOf(folder: string): Record<string, string> {
  const names = (readdirSync(folder, { recursive: true }) as string[]).sort();
  const files = names.filter((name) => statSync(path.join(folder, name)).isFile());
  return Object.fromEntries(files.map((name) => [name, readFileSync(path.join(folder, name)).toString('latin1')]));
}

/** Releases the model of the tests to a registry, once for all tests of a block. */
function releasing(registry: () => RealRegistry): Released {
  const key = newKey();
  const cwd = temporaryFolder();
  for (const [name, content] of Object.entries(MODEL)) {
    mkdirSync(path.dirname(path.join(cwd, 'm', name)), { recursive: true });
    writeFileSync(path.join(cwd, 'm', name), content);
  }
  writeFileSync(path.join(cwd, 'key.pem'), key.privatePem, { mode: 0o600 });
  writeFileSync(path.join(cwd, 'key.pub'), key.publicKey.pem);
  const reference = `${registry().host}/lab/aurora:v1`;
  const given = ['release', 'm', '-t', reference, '--layout', 'lay', '--private-key', 'key.pem', '--bom', 'spdx'];
  const { code, stdout, stderr } = mof([...given, '--bom', 'cyclonedx', '--format', 'json'], { cwd });
  if (code !== 0) throw new Error(stdout + stderr);
  const { digest } = JSON.parse(stdout) as { digest: string };
  return { cwd, reference, digest };
}

/** Holds what was extracted against the model, by the reference of OMS. */
function verifiedByOthers(folder: string, cwd: string, ...more: string[]): void {
  if (!isInstalled(MODEL_SIGNING)) {
    console.warn(`SKIPPED: model_signing is not at ${MODEL_SIGNING}`);
    return;
  }
  const signature = path.join(folder, 'model.sig');
  const said = run(
    MODEL_SIGNING,
    ['verify', 'key', folder, '--signature', signature, '--public_key', 'key.pub', ...more],
    cwd,
  );
  expect(said).toContain('succeeded');
}

for (const kind of [DEBIAN, DISTRIBUTION, GO_CONTAINERREGISTRY])
  describeWith(`a release to ${kind.title}`, [kind.program], () => {
    let registry: RealRegistry;
    let made: Released;
    beforeAll(async () => {
      registry = await RealRegistry.start(kind);
      made = releasing(() => registry);
    });

    it('is found by its tag, with all that is attached', () => {
      const { cwd, reference, digest } = made;
      const found = mof(['discover', reference, '--format', 'json'], { cwd });
      expect(found.code).toBe(0);
      expect(found.stdout).toContain(digest);
      const types = [...found.stdout.matchAll(/"artifactType": "([^"]+)"/g)].map(([, type]) => type);
      if (!kind.listedType)
        expect(types).toEqual(
          expect.arrayContaining([
            'application/spdx+json',
            'application/vnd.cyclonedx+json',
            'application/vnd.dev.sigstore.bundle.v0.3+json',
          ]),
        );
    });

    it('comes to the same when it is made again', () => {
      const { cwd, reference, digest } = made;
      const again = mof(
        ['release', 'm', '-t', reference, '--layout', 'lay', '--private-key', 'key.pem', '--format', 'json'],
        {
          cwd,
        },
      );
      expect(again.code).toBe(0);
      expect(JSON.parse(again.stdout)).toMatchObject({ digest });
    });

    it('is pulled, extracted and verified by ours and by model_signing', () => {
      const { cwd, reference } = made;
      expect(mof(['pull', reference, '--layout', 'back', '-r'], { cwd }).code).toBe(0);
      expect(mof(['extract', reference, '--layout', 'back', '-o', 'ours'], { cwd }).code).toBe(0);
      expect(treeOf(path.join(cwd, 'ours'))).toEqual(treeOf(path.join(cwd, 'm')));
      verifiedByOthers('ours', cwd);
    });
  });

describeWith('a release in the hands of oras', [DISTRIBUTION.program, ORAS], () => {
  let made: Released;
  beforeAll(async () => {
    const registry = await RealRegistry.start(DISTRIBUTION);
    made = releasing(() => registry);
  });
  it('is pulled whole, and verifies', () => {
    const { cwd, reference } = made;
    run(ORAS, ['pull', '--plain-http', reference, '-o', 'oras'], cwd);
    expect(treeOf(path.join(cwd, 'oras'))).toEqual(treeOf(path.join(cwd, 'm')));
    verifiedByOthers('oras', cwd);
  });
  it('shows what is attached, the signature of the artifact too', () => {
    const { cwd, reference } = made;
    const tree = run(ORAS, ['discover', '--plain-http', '--format', 'json', reference], cwd);
    expect(tree).toContain('https://sigstore.dev/cosign/sign/v1');
    expect(tree).toContain('https://model_signing/signature/v1.0');
    expect(tree).toContain('application/vnd.cyclonedx+json');
  });
});

describeWith('a release in the hands of modctl and KitOps', [DISTRIBUTION.program, MODCTL, KITOPS], () => {
  let made: Released;
  beforeAll(async () => {
    const registry = await RealRegistry.start(DISTRIBUTION);
    made = releasing(() => registry);
  });
  it('is pulled and extracted by modctl, and verifies', () => {
    const { cwd, reference } = made;
    const places = ['--storage-dir', path.join(cwd, 'modctl'), '--log-dir', path.join(cwd, 'log')];
    run(MODCTL, ['pull', '--plain-http', '--no-progress', ...places, reference], cwd);
    run(MODCTL, ['extract', ...places, reference, '--output', 'by-modctl'], cwd);
    expect(treeOf(path.join(cwd, 'by-modctl'))).toEqual(treeOf(path.join(cwd, 'm')));
    verifiedByOthers('by-modctl', cwd);
  });
  it('is unpacked by KitOps, and verifies but for the Kitfile that it adds', () => {
    const { cwd, reference } = made;
    const options = ['--config', path.join(cwd, 'kit'), '--progress', 'none', '--plain-http', '-d', 'by-kit'];
    run(KITOPS, ['unpack', reference, ...options], cwd);
    expect(treeOf(path.join(cwd, 'by-kit'))).toMatchObject(treeOf(path.join(cwd, 'm')));
    verifiedByOthers('by-kit', cwd, '--ignore-paths', 'by-kit/Kitfile');
  });
});

describeWith('a release in the hands of skopeo', [DEBIAN.program, 'skopeo'], () => {
  it('is copied byte by byte, so that its digest stays', async () => {
    const registry = await RealRegistry.start(DEBIAN);
    const { cwd, reference, digest } = releasing(() => registry);
    run('skopeo', ['copy', '--src-tls-verify=false', `docker://${reference}`, 'oci:copy:v1'], cwd);
    const index = JSON.parse(readFileSync(path.join(cwd, 'copy/index.json'), 'utf8')) as {
      manifests: { digest: string }[];
    };
    expect(index.manifests[0]!.digest).toBe(digest);
  });
});

/** The official model, schema and context, which spdx3-validate would get from the web. */
const OFFICIAL = corpus('spdx/official');

/** Makes a Python program find them there. */
const FROM_FILES = `
import io, os, urllib.request, urllib.response
from email.message import Message

def urlopen(request, *args, **kwargs):
    url = getattr(request, 'full_url', request)
    name = next(
        file
        for part, file in (
            ('context', 'spdx-context-3.0.1.jsonld'),
            ('schema', 'spdx-json-schema-3.0.1.json'),
            ('model', 'spdx-model-3.0.1.ttl'),
        )
        if part in url
    )
    headers = Message()
    headers['Content-Type'] = 'text/turtle' if name.endswith('.ttl') else 'application/ld+json'
    with open(os.path.join(os.environ['SPDX_OFFICIAL'], name), 'rb') as file:
        return urllib.response.addinfourl(io.BytesIO(file.read()), headers, url, 200)

urllib.request.urlopen = urlopen
`;

describeWith('the bill of materials of a release', [SPDX3_VALIDATE], () => {
  it.skipIf(!existsSync(OFFICIAL))('is valid for spdx3-validate', () => {
    const cwd = temporaryFolder();
    for (const [name, content] of Object.entries(MODEL)) {
      mkdirSync(path.dirname(path.join(cwd, 'm', name)), { recursive: true });
      writeFileSync(path.join(cwd, 'm', name), content);
    }
    expect(mof(['release', 'm', '--layout', 'lay'], { cwd }).code).toBe(0);
    writeFileSync(path.join(cwd, 'sitecustomize.py'), FROM_FILES);
    run(SPDX3_VALIDATE, ['--json', 'm/bom.spdx3.json'], cwd, { PYTHONPATH: cwd, SPDX_OFFICIAL: OFFICIAL });
    const bom = readFileSync(path.join(cwd, 'm/bom.spdx3.json'), 'utf8');
    writeFileSync(path.join(cwd, 'wrong.json'), bom.replace('"spdxVersion"', '"specVersions"').replace('"3.0.1"', '3'));
    const wrong = () =>
      run(SPDX3_VALIDATE, ['--json', 'wrong.json'], cwd, { PYTHONPATH: cwd, SPDX_OFFICIAL: OFFICIAL });
    expect(wrong).toThrow();
  });
});

describe('a release by somebody with another key', () => {
  it.skipIf(!existsSync(MODEL_SIGNING))('is refused by model_signing for the first one', () => {
    const cwd = temporaryFolder();
    const [one, other] = [newKey(), newKey()];
    mkdirSync(path.join(cwd, 'm'));
    writeFileSync(path.join(cwd, 'm/config.json'), '{}');
    writeFileSync(path.join(cwd, 'one.pem'), one.privatePem);
    writeFileSync(path.join(cwd, 'other.pem'), other.privatePem);
    writeFileSync(path.join(cwd, 'key.pub'), one.publicKey.pem);
    for (const name of ['one', 'other']) {
      chmodSync(path.join(cwd, `${name}.pem`), 0o600);
      expect(mof(['release', 'm', '--layout', 'lay', '--private-key', `${name}.pem`], { cwd }).code).toBe(0);
    }
    copyFileSync(path.join(cwd, 'm/model.sig'), path.join(cwd, 'model.sig'));
    expect(() => verifiedByOthers('m', cwd)).toThrow();
    writeFileSync(path.join(cwd, 'key.pub'), other.publicKey.pem);
    verifiedByOthers('m', cwd);
  });
});
