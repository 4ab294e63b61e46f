// A whole release to a layout on this machine: against one pass of SHA-256 over the files and a copy of them, one after the other,
// which is the least that making and naming a copy takes where blocks cannot be shared.
//   node test/bench/release.mjs
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ms, ratio } from './measure.mjs';
import { fill, inFolder, inTurn, MIB, mof, peakMemory, repeated, timed } from './processes.mjs';

/** One file of 1.5 GiB and 500 of 1 MiB. */
const MODEL = '2 GiB, 503 files';
const NAME = 'lab/aurora:v1';
const KEY = 'key.pem';
const SHA = 'find model -type f -print0 | xargs -0 openssl dgst -sha256';
/** What the steps before make. */
const MADE = ['model/mof.yml', 'model/bom.spdx3.json', 'model/model.sig', 'layout', 'cache', 'model-evidence.html'];

function makeModel(folder) {
  fill(path.join(folder, 'model/model.bin'), 1536 * MIB);
  for (let at = 0; at < 500; at++) fill(path.join(folder, `model/shards/part-${at}.bin`), MIB);
  writeFileSync(path.join(folder, 'model/config.json'), '{"model_type":"llama"}');
  writeFileSync(path.join(folder, 'model/README.md'), '---\nlicense: apache-2.0\n---\n# Aurora\n');
  const key = execFileSync('openssl', ['genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256']);
  writeFileSync(path.join(folder, KEY), key, { mode: 0o600 });
  mkdirSync(path.join(folder, 'cache'));
}

/** Rows for the table of the benchmarks: what, ours, the other's, the other's name, aim. Returns lines about memory. */
export function releaseRows(row) {
  return inFolder('release', (folder) => {
    makeModel(folder);
    const args = ['release', 'model', '-t', NAME, '--layout', 'layout', '--private-key', KEY, '--fail-on', 'never'];
    const clear = (names) => {
      for (const name of names) rmSync(path.join(folder, name), { recursive: true, force: true });
      // What was written for the run before is not to be paid for in this one.
      spawnSync('sync');
    };
    const [ours, least] = inTurn(
      () => {
        clear(MADE);
        return timed(folder, process.execPath, [mof, ...args]);
      },
      () => {
        clear(['copy']);
        return timed(folder, 'bash', ['-c', `${SHA} && cp -r model copy`]);
      },
    );
    clear(['copy']);
    const what = `\`mof release\` to a layout, ${MODEL}`;
    row([what, ours.wall, least.wall, 'openssl dgst -sha256, then cp', '≤ 1.25×']);
    const again = repeated(() => timed(folder, process.execPath, [mof, ...args]), 5);
    row([`${what}, again`, again.wall, ours.wall, 'the first time', 'nothing is read again']);
    clear(MADE);
    return [`Releasing ${MODEL} takes ${peakMemory(folder, args)} MB at most (aim: 200 MB).`];
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const notes = releaseRows(([what, ours, other, otherName, aim]) =>
    console.log([what, ms(ours), `${ms(other)} (${otherName})`, ratio(ours, other), aim].join(' | ')),
  );
  for (const note of notes) console.log(note);
}
