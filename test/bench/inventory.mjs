// Reading a model folder: one of 20,000 files, and a model of 100 shards of safetensors of 5 GiB each, which take no space on the
// disk. Against what lists the files and their sizes, and against nothing but reading and parsing the same headers, in the same run.
//   node test/bench/inventory.mjs
import { execFileSync } from 'node:child_process';
import { closeSync, ftruncateSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ms, ratio } from './measure.mjs';
import { inFolder, inTurn, mof, timed } from './processes.mjs';

const FILES = 20_000;
const ENDINGS = ['json', 'txt', 'png', 'py', 'parquet', 'wav', 'md', 'csv'];
const SHARDS = 100;
/** Tensors of a shard, as a model of 70 billion parameters in so many files has them. */
const TENSORS = 30;
const GIB = 1024 ** 3;

function makeMany(folder) {
  for (let at = 0; at < FILES; at++) {
    const place = path.join(folder, 'data', String(at % 100));
    if (at < 100) mkdirSync(place, { recursive: true });
    writeFileSync(path.join(place, `${at}.${ENDINGS[at % ENDINGS.length]}`), 'x'.repeat(at % 500));
  }
  writeFileSync(path.join(folder, 'README.md'), '---\nlicense: mit\n---\n# Aurora\n');
}

function makeShards(folder) {
  mkdirSync(folder);
  const size = (5 * GIB) / TENSORS / 8192;
  const side = Math.floor(size / 2);
  for (let shard = 1; shard <= SHARDS; shard++) {
    const tensors = {};
    for (let at = 0; at < TENSORS; at++) {
      const bytes = side * 8192 * 2;
      const name = `model.layers.${shard}.block_sparse_moe.experts.${at}.w1.weight`;
      tensors[name] = { dtype: 'BF16', shape: [side, 8192], data_offsets: [at * bytes, (at + 1) * bytes] };
    }
    const header = Buffer.from(JSON.stringify({ __metadata__: { format: 'pt' }, ...tensors }));
    const length = Buffer.alloc(8);
    length.writeBigUInt64LE(BigInt(header.length));
    const number = (value) => String(value).padStart(5, '0');
    const fd = openSync(path.join(folder, `model-${number(shard)}-of-${number(SHARDS)}.safetensors`), 'w');
    writeSync(fd, Buffer.concat([length, header]));
    ftruncateSync(fd, 8 + header.length + TENSORS * side * 8192 * 2);
    closeSync(fd);
  }
  writeFileSync(path.join(folder, 'README.md'), '---\nlicense: mit\n---\n# Aurora\n');
}

/** A program of Node that reads and parses the headers, and does nothing with them. */
const HEADERS = `const fs=require('fs');for(const f of fs.readdirSync('shards')){if(!f.endsWith('.safetensors'))continue;const d=fs.openSync('shards/'+f);const b=Buffer.alloc(8);fs.readSync(d,b,0,8,0);const h=Buffer.alloc(Number(b.readBigUInt64LE()));fs.readSync(d,h,0,h.length,8);JSON.parse(h);fs.closeSync(d)}`;

/** Rows of the table of benchmarks. */
export function inventoryRows(row) {
  inFolder('inventory', (folder) => {
    makeMany(path.join(folder, 'many'));
    makeShards(path.join(folder, 'shards'));
    const inventory = (model) => () =>
      timed(folder, process.execPath, [mof, 'inventory', model, '--no-git', '--format', 'json']);
    const [many, list] = inTurn(inventory('many'), () => timed(folder, 'find', ['many', '-type', 'f', '-size', '+1k']));
    row([
      `\`mof inventory\`, ${FILES.toLocaleString('en')} files`,
      many.wall,
      list.wall,
      'find with sizes',
      '≤ 1,500 ms',
    ]);
    const [shards, headers] = inTurn(inventory('shards'), () => timed(folder, process.execPath, ['-e', HEADERS]));
    row([
      `\`mof inventory\`, ${SHARDS} shards of 5 GiB`,
      shards.wall,
      headers.wall,
      'node, parsing the headers only',
      '≤ 300 ms more',
    ]);
    // Nothing is measured of a reading that failed.
    const read = JSON.parse(
      execFileSync(process.execPath, [mof, 'inventory', path.join(folder, 'shards'), '--format', 'json'], {
        maxBuffer: 1e8,
      }),
    );
    if (!(read.parameters[0].value > 200e9) || read.problems.length)
      throw new Error('The shards were not read as they are.');
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  inventoryRows(([what, ours, other, otherName, aim]) =>
    console.log(`${what}: ${ms(ours)}, ${otherName}: ${ms(other)}, ${ratio(ours, other)} (${aim})`),
  );
