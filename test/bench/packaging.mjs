// Packaging a model of 4 GiB and moving it to and from a registry: against what the disk and the processor need at least, and
// against modctl, KitOps and oras, in the same run. Those are where `node test/rig/peers.mjs` puts them.
//   node test/bench/packaging.mjs
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { goBin } from '../rig/go-programs.mjs';
import { ms, ratio } from './measure.mjs';
import { fill, inFolder, inTurn, MIB, mof, peakMemory, repeated, timed } from './processes.mjs';

const peer = (name) => path.join(goBin, name);

/** One file of 3 GiB and 1,000 of 1 MiB. */
const MODEL = '4 GiB, 1,003 files';
const NAME = 'lab/aurora:v1';
const PORT = 8493;

function makeModel(folder) {
  fill(path.join(folder, 'model/model.safetensors'), 3 * 1024 * MIB);
  for (let at = 0; at < 1000; at++) fill(path.join(folder, `model/shards/part-${at}.bin`), MIB);
  writeFileSync(path.join(folder, 'model/config.json'), '{"model_type":"llama"}');
  writeFileSync(
    path.join(folder, 'model/Modelfile'),
    'NAME aurora\nCONFIG config.json\nMODEL *.safetensors\nMODEL *.bin\n',
  );
  writeFileSync(
    path.join(folder, 'model/Kitfile'),
    'manifestVersion: 1.0.0\npackage:\n  name: aurora\nmodel:\n  name: aurora\n  path: .\n',
  );
}

const SHA = 'find model -type f -print0 | xargs -0 openssl dgst -sha256';

/** What is removed before each run, so that each starts with nothing. */
function afresh(folder, place, command, args, variables) {
  rmSync(path.join(folder, place), { recursive: true, force: true });
  // What was written for the run before is not to be paid for in this one.
  spawnSync('sync');
  return timed(folder, command, args, variables);
}

function packing(folder, row, notes) {
  const pack = (...flags) =>
    afresh(folder, 'layout', process.execPath, [mof, 'pack', 'model', '-t', NAME, '--layout', 'layout', ...flags]);
  const [linked, hash] = inTurn(
    () => pack('--link'),
    () => timed(folder, 'bash', ['-c', SHA]),
  );
  row([`\`mof pack --link\`, ${MODEL}`, linked.wall, hash.wall, 'openssl dgst -sha256 of the files', '≤ 1.15×']);
  const places = ['--storage-dir', 'peer', '--log-dir', 'log'];
  const modctl = ['build', '-t', `localhost/${NAME}`, '-f', 'model/Modelfile', '--no-progress', ...places, 'model'];
  const kit = ['pack', 'model', '-t', `localhost/${NAME}`, '--progress', 'none'];
  const peers = [
    ['modctl', 'modctl build', modctl, {}],
    ['kitops', 'kit pack', kit, { KITOPS_HOME: path.join(folder, 'peer') }],
  ].filter(([program]) => {
    if (existsSync(peer(program))) return true;
    notes.push(`SKIPPED: ${program} is not at ${peer(program)}.`);
    return false;
  });
  const [copied, copy, ...theirs] = inTurn(
    () => pack(),
    () => afresh(folder, 'peer', 'bash', ['-c', `cp -r model peer & ${SHA}; wait`]),
    ...peers.map(
      ([program, , args, variables]) =>
        () =>
          afresh(folder, 'peer', peer(program), args, variables),
    ),
  );
  rmSync(path.join(folder, 'peer'), { recursive: true });
  row([`\`mof pack\`, ${MODEL}`, copied.wall, copy.wall, 'cp, and openssl at the same time', '≤ 1.3×']);
  const again = repeated(
    () => timed(folder, process.execPath, [mof, 'pack', 'model', '-t', NAME, '--layout', 'layout']),
    9,
  );
  row([`\`mof pack\`, ${MODEL}, again`, again.wall, copied.wall, 'the first time', '≤ 300 ms']);
  theirs.forEach((time, at) => row([`\`mof pack\`, ${MODEL}`, copied.wall, time.wall, peers[at][1], '≥ 2× faster']));
  rmSync(path.join(folder, 'layout'), { recursive: true });
  notes.push(
    `Packaging ${MODEL} takes ${peakMemory(folder, ['pack', 'model', '-t', NAME, '--layout', 'layout'])} MB at most (aim: 200 MB).`,
  );
}

/** A registry of its own for each run, since whatever it has is not sent again. */
function withRegistry(folder, action) {
  const data = path.join(folder, 'registry');
  rmSync(data, { recursive: true, force: true });
  mkdirSync(data);
  const configuration = {
    version: 0.1,
    log: { level: 'error', accesslog: { disabled: true } },
    storage: { filesystem: { rootdirectory: data } },
    http: { addr: `127.0.0.1:${PORT}`, secret: 'not so secret' },
  };
  const file = path.join(folder, 'registry.yml');
  // JSON is YAML.
  writeFileSync(file, JSON.stringify(configuration));
  const registry = spawn(peer('registry'), ['serve', file], { stdio: 'ignore' });
  try {
    // No await: all here runs one after the other.
    const waiting = `until (exec 3<>/dev/tcp/127.0.0.1/${PORT}) 2> /dev/null; do sleep 0.05; done`;
    spawnSync('bash', ['-c', waiting]);
    return action();
  } finally {
    registry.kill('SIGKILL');
  }
}

function moving(folder, row, notes) {
  const lacking = ['registry', 'oras'].filter((name) => !existsSync(peer(name)));
  if (lacking.length) {
    notes.push(`SKIPPED: push and pull: ${lacking.join(', ')} not at ${goBin}.`);
    return;
  }
  const ref = `127.0.0.1:${PORT}/${NAME}`;
  timed(folder, process.execPath, [mof, 'tag', NAME, ref, '--layout', 'layout']);
  // oras takes a name in a layout up to its first colon, so that it is given the digest.
  const { manifests } = JSON.parse(readFileSync(path.join(folder, 'layout/index.json'), 'utf8'));
  const pushed = (command, args) => () =>
    withRegistry(folder, () => {
      spawnSync('sync');
      return timed(folder, command, args);
    });
  const layout = `layout@${manifests[0].digest}`;
  const [ours, theirs] = inTurn(
    pushed(process.execPath, [mof, 'push', ref, '--layout', 'layout']),
    pushed(peer('oras'), ['cp', '--from-oci-layout', layout, '--to-plain-http', ref]),
  );
  row([`\`mof push\`, ${MODEL}`, ours.wall, theirs.wall, 'oras cp', '≤ 1.1×']);
  withRegistry(folder, () => {
    const push = peakMemory(folder, ['push', ref, '--layout', 'layout']);
    // What the registry has is in memory: how fast a disk gives it is no difference between those who ask.
    const warm = (...command) => {
      spawnSync('bash', ['-c', 'find registry -type f -print0 | xargs -0 cat > /dev/null'], { cwd: folder });
      return afresh(folder, 'back', ...command);
    };
    const [pulled, copied] = inTurn(
      () => warm(process.execPath, [mof, 'pull', ref, '--layout', 'back']),
      () => warm(peer('oras'), ['cp', '--from-plain-http', ref, '--to-oci-layout', 'back:v1']),
    );
    row([`\`mof pull\`, ${MODEL}`, pulled.wall, copied.wall, 'oras cp', '≤ 1.1×']);
    rmSync(path.join(folder, 'back'), { recursive: true });
    const pull = peakMemory(folder, ['pull', ref, '--layout', 'back']);
    if (!readdirSync(path.join(folder, 'back')).length) throw new Error('mof pull wrote nothing');
    notes.push(`Pushing ${MODEL} takes ${push} MB at most, pulling ${pull} MB (aim: 200 MB).`);
  });
}

/**
 * Rows for the table of the benchmarks, each told when it is known: what, ours, the other's, the other's name, aim. Returns lines
 * about memory.
 */
export function packagingRows(row) {
  return inFolder('packaging', (folder) => {
    makeModel(folder);
    const notes = [];
    packing(folder, row, notes);
    moving(folder, row, notes);
    return notes;
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const notes = packagingRows(([what, ours, other, otherName, aim]) =>
    console.log([what, ms(ours), `${ms(other)} (${otherName})`, ratio(ours, other), aim].join(' | ')),
  );
  for (const note of notes) console.log(note);
}
