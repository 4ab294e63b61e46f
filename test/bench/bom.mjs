// SPDX documents of 2,000 and 100,000 elements: text to findings with ranges, one edit, and memory; against ajv with the
// official schema and against the JSON service of VS Code, in the same run.
//   node test/bench/bom.mjs
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { build } from 'esbuild';
import jsonService from 'vscode-json-languageservice';
import { median, ms, ratio } from './measure.mjs';
import { makeSpdx } from './spdx-document.mjs';

const self = fileURLToPath(import.meta.url);
const root = path.dirname(path.dirname(path.dirname(self)));
const corpus = path.resolve(process.env.MODEL_OPENNESS_CONFORMANCE ?? path.join(root, '../shared/conformance'));
const schemaFile = path.join(corpus, 'spdx/official/spdx-json-schema-3.0.1.json');
const folder = path.join(root, 'out/bench');
const bundle = path.join(folder, 'spdx-core.cjs');
const require = createRequire(import.meta.url);

/** Elements of the short and of the long document. */
const SHORT = 2_000;
const LONG = 100_000;
/** The JSON service takes minutes for the long one: it is measured on the short one. */
const MISTAKES = { [SHORT]: 500, [LONG]: 1000 };

/** Bundles our core into one file that Node can load. */
async function bundleCore() {
  mkdirSync(folder, { recursive: true });
  await build({
    stdin: {
      contents: `export { openDocument } from './src/core/documents/kinds'; export { lint } from './src/core/findings/lint';`,
      resolveDir: root,
    },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    mainFields: ['module', 'main'],
    loader: { '.txt': 'text' },
    outfile: bundle,
  });
}

function fileOf(count) {
  const file = path.join(folder, `bom-${count}.spdx3.json`);
  const text = JSON.stringify(makeSpdx(count, MISTAKES[count]), null, 2);
  if (!existsSync(file) || readFileSync(file, 'utf8') !== text) writeFileSync(file, text);
  return file;
}

/** Times in a process of its own, so that its memory is that of the work alone. */
function measured(count, runs) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [self, '--child', fileOf(count), String(runs)], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

/** What the child does: opens and checks a document, then edits one element again and again. */
function child(file, runs) {
  const { openDocument, lint } = require(bundle);
  const context = { file, path: file, today: new Date(), releases: [], neighbours: [] };
  const check = (document) => lint(document, { context, severityOf: () => undefined });
  const bare = process.memoryUsage().rss;
  const text = readFileSync(file, 'utf8');
  const opening = [];
  for (let i = 0; i < runs; i++) {
    const start = performance.now();
    check(openDocument(file, text));
    opening.push(performance.now() - start);
  }
  const peak = process.resourceUsage().maxRSS * 1024;
  let document = openDocument(file, text);
  const { length: findings } = check(document);
  const editing = { text: [], graph: [] };
  const at = text.indexOf('"name": "./checkpoints', text.length / 2) + 20;
  const id = text.indexOf('#file-', text.length / 3) + 6;
  let version = text;
  for (let i = 0; i < 60; i++) {
    const kind = i < 30 ? 'text' : 'graph';
    // A character more in a name, and then one more or less in an id that others refer to; handed over as one flat text.
    const place = kind === 'text' ? at : id;
    version =
      kind === 'text' || i % 2 === 0
        ? version.slice(0, place) + String(i % 10) + version.slice(place)
        : version.slice(0, place) + version.slice(place + 1);
    version = Buffer.from(version, 'latin1').toString('latin1');
    const start = performance.now();
    document = document.update(version);
    check(document);
    if (i % 30 >= 5) editing[kind].push(performance.now() - start);
  }
  console.log(JSON.stringify({ opening, editing, findings, peak, bare, length: text.length }));
}

/** Milliseconds that ajv with the official schema takes, JSON.parse included; it finds no ranges. */
function ajvTime(count, runs) {
  const ajv = new Ajv2020({ strict: false, logger: false, allErrors: true });
  addFormats.default(ajv);
  const validate = ajv.compile(JSON.parse(readFileSync(schemaFile, 'utf8')));
  const text = readFileSync(fileOf(count), 'utf8');
  const times = [];
  for (let i = 0; i < runs; i++) {
    const start = performance.now();
    validate(JSON.parse(text));
    times.push(performance.now() - start);
  }
  return median(times);
}

/** Milliseconds that the JSON service of VS Code takes with the official schema. */
async function serviceTime(count) {
  const { getLanguageService, TextDocument } = jsonService;
  const service = getLanguageService({ schemaRequestService: async () => readFileSync(schemaFile, 'utf8') });
  service.configure({ validate: true, schemas: [{ uri: 'https://spdx.org/schema', fileMatch: ['*'] }] });
  const document = TextDocument.create('file:///bom.json', 'json', 1, readFileSync(fileOf(count), 'utf8'));
  const start = performance.now();
  const problems = await service.doValidation(document, service.parseJSONDocument(document));
  if (!problems.length) throw new Error('the JSON service finds nothing');
  return performance.now() - start;
}

/** Rows for the table of the benchmarks: what, ours, the other's, the other's name, aim; and lines about memory. */
export async function bomRows() {
  if (!existsSync(schemaFile)) return { rows: [], notes: [`SKIPPED: no schema at ${schemaFile}`] };
  await bundleCore();
  const short = measured(SHORT, 15);
  const long = measured(LONG, 3);
  const name = (count, { length }) => `SPDX, ${count.toLocaleString('en')} elements (${(length / 1e6).toFixed(1)} MB)`;
  const [shortTime, longTime] = [median(short.opening), median(long.opening)];
  const service = await serviceTime(SHORT);
  const rows = [
    [
      `${name(SHORT, short)}, text to findings`,
      shortTime,
      ajvTime(SHORT, 5),
      'ajv, official schema, no ranges',
      '≤ 60 ms',
    ],
    [`${name(SHORT, short)}, text to findings`, shortTime, service, 'vscode-json-languageservice', ''],
    [
      `${name(LONG, long)}, text to findings`,
      longTime,
      ajvTime(LONG, 1),
      'ajv, official schema, no ranges',
      '≤ 2,000 ms',
    ],
    [
      `${name(LONG, long)}, text to findings`,
      longTime,
      (service * LONG) / SHORT,
      `vscode-json-languageservice, ${LONG / SHORT} times its ${SHORT.toLocaleString('en')} elements`,
      '',
    ],
    [`${name(LONG, long)}, an edit of a text in it`, median(long.editing.text), longTime, 'the whole anew', '≤ 30 ms'],
    [`${name(LONG, long)}, an edit of an id in it`, median(long.editing.graph), longTime, 'the whole anew', ''],
  ];
  const mb = (bytes) => `${Math.round(bytes / 1e6)} MB`;
  return {
    rows,
    notes: [
      `${LONG.toLocaleString('en')} elements: ${long.findings} findings; the process takes ${mb(long.peak)} at most (aim: 400 MB), ${mb(long.bare)} of them before it reads the file of ${mb(long.length)}.`,
    ],
  };
}

if (process.argv[2] === '--child') child(process.argv[3], Number(process.argv[4]));
else if (process.argv[1] === self) {
  const { rows, notes } = await bomRows();
  for (const [what, ours, other, otherName, aim] of rows)
    console.log([what, ms(ours), `${ms(other)} (${otherName})`, ratio(ours, other), aim].join(' | '));
  for (const note of notes) console.log(note);
}
