// Signing and verifying a model of 8 files with 4 GiB, and one of 20,000 small files: against openssl for the hashing, and
// against model_signing, the reference in Python, in the same run. It is looked for where MODEL_SIGNING names its folder of
// programs, else in a cache:
//   python3 -m venv ~/.cache/model-openness/model-signing && ~/.cache/model-openness/model-signing/bin/pip install model-signing pyopenssl
//   node test/bench/signing.mjs
import { spawnSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ms, ratio } from './measure.mjs';
import { fill, inFolder, MIB, mof, peakMemory, repeated, timed } from './processes.mjs';

const bin = process.env.MODEL_SIGNING ?? path.join(os.homedir(), '.cache/model-openness/model-signing/bin');
const peer = path.join(bin, 'model_signing');

const LARGE = { files: 8, bytes: 512 * MIB };
const SMALL = { files: 20_000, bytes: 4096 };
const RUNS = 3;

/** Two models, single files to hash, and a key. */
function makeScene(folder) {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  writeFileSync(path.join(folder, 'key.pem'), privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  writeFileSync(path.join(folder, 'key.pub'), publicKey.export({ type: 'spki', format: 'pem' }));
  for (let i = 0; i < LARGE.files; i++) fill(path.join(folder, `large/model-${i}.safetensors`), LARGE.bytes);
  for (let i = 0; i < SMALL.files; i++) fill(path.join(folder, `small/part-${i % 200}/${i}.bin`), SMALL.bytes);
  fill(path.join(folder, 'one/model.safetensors'), 2 * LARGE.bytes);
  for (const name of ['two/a.safetensors', 'two/b.safetensors']) fill(path.join(folder, name), 2 * LARGE.bytes);
  fill(path.join(folder, 'nothing/empty'), 0);
}

const KEYS = { sign: ['--private_key', 'key.pem'], verify: ['--public_key', 'key.pub'] };
const argsFor = (what, model, signature) => [what, 'key', model, '--signature', signature, ...KEYS[what]];

/** Empties the caches of the operating system; false where that is not ours to do. */
function dropCaches() {
  try {
    spawnSync('sync');
    writeFileSync('/proc/sys/vm/drop_caches', '3');
    return true;
  } catch {
    return false;
  }
}

/** Rows for the table of the benchmarks: what, ours, the other's, the other's name, aim; and lines about memory. */
export function signingRows() {
  return inFolder('signing', (folder) => {
    makeScene(folder);
    const rows = [];
    const notes = [];
    hashing(folder, rows);
    models(folder, rows, notes);
    again(folder, rows);
    for (const model of ['large', 'small'])
      notes.push(
        `Model of ${name(model)}: signing takes ${peakMemory(folder, argsFor('sign', model, 'peak.sig'))} MB at most, verifying ${peakMemory(folder, argsFor('verify', model, 'peak.sig'))} MB (aim: 150 MB).`,
      );
    return { rows, notes };
  });
}

const name = (model) =>
  model === 'large' ? `${LARGE.files} files, 4 GiB` : `${SMALL.files.toLocaleString('en')} files of 4 KiB`;

/** SHA-256 of one file, without what it takes to start; and of two files at once. */
function hashing(folder, rows) {
  const ours = (model) =>
    repeated(() => timed(folder, process.execPath, [mof, ...argsFor('verify', model, `${model}.sig`)]));
  for (const model of ['nothing', 'one', 'two'])
    timed(folder, process.execPath, [mof, ...argsFor('sign', model, `${model}.sig`)]);
  const openssl = (file) => repeated(() => timed(folder, 'openssl', ['dgst', '-sha256', file]));
  const [start, one, two] = ['nothing', 'one', 'two'].map(ours);
  const theirs = openssl('one/model.safetensors').cpu - openssl('nothing/empty').cpu;
  rows.push(['SHA-256 of 1 GiB, processor time', one.cpu - start.cpu, theirs, 'openssl dgst -sha256', '≥ 0.95×']);
  rows.push([
    'SHA-256 of two files of 1 GiB',
    two.wall - start.wall,
    2 * (one.wall - start.wall),
    `one after the other; ${os.availableParallelism()} cores, load ${os.loadavg()[0].toFixed(1)}`,
    '',
  ]);
}

/** Signing and verifying both models, with the files in memory and without. */
function models(folder, rows, notes) {
  if (!existsSync(peer)) notes.push(`SKIPPED: model_signing is not at ${peer} (set MODEL_SIGNING).`);
  for (const model of ['large', 'small'])
    for (const state of ['cold', 'warm']) {
      const before = state === 'cold' ? dropCaches : () => true;
      if (!before()) {
        notes.push('SKIPPED: cold caches: only root can empty them.');
        continue;
      }
      const runs = state === 'cold' ? 1 : RUNS;
      for (const what of ['sign', 'verify']) {
        const run = (command, args) => repeated(() => before() && timed(folder, command, args), runs);
        const ours = run(process.execPath, [mof, ...argsFor(what, model, 'ours.sig')]);
        if (!existsSync(peer)) continue;
        const theirs = run(peer, argsFor(what, model, 'theirs.sig'));
        const title = `\`mof ${what}\`, ${name(model)}, ${state}`;
        rows.push([title, ours.wall, theirs.wall, 'model_signing', '≤ its time']);
        if (state === 'warm') rows.push([`${title}, processor time`, ours.cpu, theirs.cpu, 'model_signing', '']);
      }
      timed(folder, process.execPath, [mof, ...argsFor('sign', model, 'ours.sig')]);
    }
}

/** Verifying again what is unchanged. */
function again(folder, rows) {
  for (const model of ['large', 'small']) {
    timed(folder, process.execPath, [mof, ...argsFor('sign', model, 'ours.sig')]);
    const verify = (...flags) =>
      timed(folder, process.execPath, [mof, ...argsFor('verify', model, 'ours.sig'), ...flags]);
    const whole = repeated(verify);
    verify('--use-digest-cache');
    const { wall } = repeated(() => verify('--use-digest-cache'), 15);
    const aim = model === 'large' ? '≤ 200 ms' : '';
    rows.push([`\`mof verify --use-digest-cache\`, ${name(model)}, again`, wall, whole.wall, 'hashing all', aim]);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { rows, notes } = signingRows();
  for (const [what, ours, other, otherName, aim] of rows)
    console.log([what, ms(ours), `${ms(other)} (${otherName})`, ratio(ours, other), aim].join(' | '));
  for (const note of notes) console.log(note);
}
