// A model folder, a key, a layout: what every test of releases begins with.
import { chmodSync, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { lintGate } from '../../../src/cli/release/gate';
import { type Host } from '../../../src/cli/host';
import { Layout } from '../../../src/node/oci/layout/layout';
import { Release, type ReleaseEvents, type ReleaseResult } from '../../../src/node/release/release';
import { type ReleaseRequest } from '../../../src/node/release/request';
import { ownSigner } from '../../../src/node/release/signer';
import { type StepId, type StepState } from '../../../src/node/release/step';
import { keyMethod } from '../../../src/node/signing/methods';
import { readTrustedRootFile } from '../../../src/node/signing/trusted-root';
import { folderWith, type Files } from '../signing/folder';
import { newKey } from '../signing/signed';

/** A safetensors file of one tensor. */
export function safetensors(bytes = 64): Uint8Array {
  const header = Buffer.from(JSON.stringify({ w: { dtype: 'F32', shape: [bytes / 4], data_offsets: [0, bytes] } }));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(header.length));
  return Buffer.concat([length, header, Buffer.alloc(bytes, 7)]);
}

export const MODEL: Files = {
  'README.md': '---\nlicense: apache-2.0\nlanguage: en\n---\n# Aurora\n\nA small model for tests.\n',
  'config.json': '{"model_type":"bert","architectures":["BertModel"],"hidden_size":4}',
  'model.safetensors': safetensors(),
  'sub/tokenizer.json': '{}',
};

export interface Scene {
  /** Holds the model folder `m`, and what comes of it. */
  cwd: string;
  key: ReturnType<typeof newKey>;
  request: ReleaseRequest;
}

export function scene(files: Files = MODEL, more: Partial<ReleaseRequest> = {}): Scene {
  const key = newKey();
  const named = Object.entries(files).map(([name, content]) => [`m/${name}`, content] as const);
  const cwd = folderWith({ ...Object.fromEntries(named), 'key.pem': key.privatePem, 'key.pub': key.publicKey.pem });
  chmodSync(path.join(cwd, 'key.pem'), 0o600);
  const at = (name: string) => ({ path: path.join(cwd, name), shown: name });
  const host: Host = {
    cwd,
    today: new Date('2026-02-03T04:05:06Z'),
    colour: false,
    stdin: (async function* () {})(),
    stdout: () => undefined,
    stderr: () => undefined,
    debug: false,
  };
  const root = async () => readTrustedRootFile(at('no-root.json'));
  return {
    cwd,
    key,
    request: {
      model: at('m'),
      trusted: true,
      layout: at('layout'),
      name: 'lab/aurora:v1',
      moveTag: false,
      gate: (folder) => lintGate(folder, { failOn: 'error' }, host),
      signer: ownSigner({ method: 'key', shown: 'key.pem', root }, async () => keyMethod(key, 'key.pem')),
      annotations: {},
      allowSymlinks: false,
      now: host.today,
      report: { file: at('evidence.html'), format: 'html' },
      skip: new Map(),
      cacheDir: path.join(cwd, 'cache'),
      ...more,
    },
  };
}

export async function released(
  { request }: Pick<Scene, 'request'>,
  events: ReleaseEvents = {},
): Promise<ReleaseResult> {
  const result = await (await Release.prepare(request)).run(events);
  // What crosses to the editor, and into JSON, is plain.
  return JSON.parse(JSON.stringify(result)) as ReleaseResult;
}

/** What became of the steps. */
export function states({ steps }: ReleaseResult): Partial<Record<StepId, StepState>> {
  return Object.fromEntries(steps.map(({ id, state }) => [id, state]));
}

/** Path to content of the files in a folder; nothing where there is none. */
export function contentsOf(folder: string): Record<string, string> {
  if (!existsSync(folder)) return {};
  const names = (readdirSync(folder, { recursive: true }) as string[]).sort();
  const files = names.filter((name) => statSync(path.join(folder, name)).isFile());
  return Object.fromEntries(files.map((name) => [name, readFileSync(path.join(folder, name)).toString('latin1')]));
}

export const layoutOf = ({ request }: Pick<Scene, 'request'>) => Layout.open(request.layout.path);
