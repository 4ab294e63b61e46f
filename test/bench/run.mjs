// Runs every benchmark and writes docs/benchmarks.md. Each figure stands beside a peer or a physical limit measured in the
// same run, as a ratio; nothing here passes or fails.
//   npm run bench
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { artifactRows } from './artifacts.mjs';
import { bomRows } from './bom.mjs';
import { cyclonedxRows } from './cyclonedx.mjs';
import { inspectorRows } from './inspector.mjs';
import { inventoryRows } from './inventory.mjs';
import { licenseTextRows } from './license-text.mjs';
import { openInServer } from './lsp-client.mjs';
import { median, ms, percentile, ratio, timeCommand } from './measure.mjs';
import { packagingRows } from './packaging.mjs';
import { releaseRows } from './release.mjs';
import { signingRows } from './signing.mjs';

const root = path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url))));
const corpus = path.resolve(process.env.MODEL_OPENNESS_CONFORMANCE ?? path.join(root, '../shared/conformance'));
const mof = path.join(root, 'dist/mof.js');
const rows = [];
/** Bytes. */
const VSIX_BUDGET = 2.5 * 2 ** 20;

function row(what, ours, other, otherName, aim) {
  rows.push([what, ms(ours), `${ms(other)} (${otherName})`, ratio(ours, other), aim]);
  console.log(rows.at(-1).join(' | '));
}

if (!existsSync(path.join(corpus, 'mot'))) {
  console.log(`SKIPPED: no conformance data at ${corpus} (set MODEL_OPENNESS_CONFORMANCE)`);
  process.exit(0);
}

// 1. Start-up: against a Node that does nothing, which is the floor for a program written in JavaScript.
const bare = median(timeCommand(process.execPath, ['-e', '0']));
row(
  'start-up, `mof --version`',
  median(timeCommand(process.execPath, [mof, '--version'])),
  bare,
  'node -e 0',
  '≤ 150 ms',
);

// 2. The whole corpus in one process: against reading and parsing the same files with the same YAML parser.
const models = path.join(corpus, 'mot/models');
const count = readdirSync(models).length;
const parseOnly = `const{readdirSync,readFileSync}=require('fs');const{parseDocument}=require(${JSON.stringify(path.join(root, 'node_modules/yaml'))});for(const f of readdirSync(${JSON.stringify(models)}))parseDocument(readFileSync(${JSON.stringify(models)}+'/'+f,'utf8'))`;
row(
  `\`mof lint\` over ${count} model files`,
  median(timeCommand(process.execPath, [mof, 'lint', models, '--format', 'json'], { runs: 7 })),
  median(timeCommand(process.execPath, ['-e', parseOnly], { runs: 7 })),
  'parse the same files, no checks',
  '≤ 1,000 ms',
);

// 3. From a change to its diagnostics, on the largest model file, against yaml-language-server with the tool's schema.
const largest = readdirSync(models)
  .map((name) => path.join(models, name))
  .sort((a, b) => statSync(b).size - statSync(a).size)[0];
const text = readFileSync(largest, 'utf8');
const versions = [text, text.replace("'1.0'", '1.0')]; // no finding of ours, and one of both servers
async function changes(server, n = 120) {
  const times = [];
  for (let i = 0; i < n; i++) {
    const time = await server.change(versions[i % 2]);
    if (i >= 20) times.push(time); // the first ones warm the compiler up
  }
  await server.stop();
  return times;
}
const ours = await changes(
  await openInServer(process.execPath, [mof, 'lsp', '--stdio'], {
    file: largest,
    text,
    languageId: 'yaml',
  }),
);
const peer = await changes(
  await openInServer(
    process.execPath,
    [path.join(root, 'node_modules/yaml-language-server/bin/yaml-language-server'), '--stdio'],
    {
      file: largest,
      text,
      languageId: 'yaml',
      settings: {
        yaml: {
          validate: true,
          schemaStore: { enable: false },
          schemas: { [path.join(corpus, 'mot/schema/mof_schema.json')]: '/*.yml' },
        },
      },
    },
  ),
);
const size = `${(text.length / 1024).toFixed(1)} KiB`;
row(`change to diagnostics, ${size}, median`, median(ours), median(peer), 'yaml-language-server', '≥ 5× faster');
row(
  `change to diagnostics, ${size}, p95`,
  percentile(ours, 95),
  percentile(peer, 95),
  'yaml-language-server',
  '≤ 15 ms',
);
// Both wait for the typist: ours a few milliseconds (diagnostics.ts), yaml-language-server always 200 (validationDelayMs).
const [ourWait, peerWait] = [4, 200];
row(
  `the same without the waits of ${ourWait} and ${peerWait} ms`,
  median(ours) - ourWait,
  median(peer) - peerWait,
  'yaml-language-server',
  '',
);

// 4. Bills of materials and licence texts.
for (const cells of await licenseTextRows()) row(...cells);
const { rows: bomTable, notes } = await bomRows();
for (const cells of [...bomTable, ...(await cyclonedxRows())]) row(...cells);

// 5. Signing and verifying models.
const signing = signingRows();
for (const cells of signing.rows) row(...cells);

// 6. Packaging models, and moving them.
const packagingNotes = packagingRows((cells) => row(...cells));
inventoryRows((cells) => row(...cells));
const releaseNotes = releaseRows((cells) => row(...cells));

// 7. What is seen in the real VS Code in a browser.
for (const cells of await artifactRows()) row(...cells);
const inspector = await inspectorRows();
for (const cells of inspector.rows) row(...cells);

// 8. Size of the package: against its budget.
const vsix = path.join(root, 'model-openness.vsix');
const sizes = [];
if (existsSync(vsix)) {
  const bytes = statSync(vsix).size;
  sizes.push(
    `The VSIX has ${(bytes / 1024).toFixed(0)} KiB, ${((bytes / VSIX_BUDGET) * 100).toFixed(0)} % of its limit of 2.5 MiB.`,
  );
}

const table = [['what', 'ours', 'beside it', 'ratio', 'aim'], ['---', '--:', '--:', '--:', '---'], ...rows].map(
  (cells) => `| ${cells.join(' | ')} |`,
);
const page = `# Benchmarks

Made by \`npm run bench\` (after \`npm run package\`) on ${os.cpus().length} cores of ${os.cpus()[0].model.trim()}, Node ${process.versions.node}. Every figure
stands beside a peer or a physical limit measured in the same run; the ratio compares ours with the other.

${table.join('\n')}

${[...notes, ...signing.notes, ...packagingNotes, ...releaseNotes, ...inspector.notes, ...sizes, activationLine()].filter(Boolean).join('\n')}

- *Start-up* and *lint* are whole processes, median of 15 and 7 runs.
- *Change to diagnostics* is the time from sending a change to receiving its diagnostics over standard input and output, 100
  changes after 20 that warm up, as someone who types sees it. yaml-language-server waits 200 ms before it works; ours waits
  4 ms while a document is cheap to check, and longer for costly ones. Both parse with the same library, which takes most
  of either's work.
- *Text to findings* is opening and checking a text with every rule, ranges included, in a process that does it for the
  second time. ajv gives verdicts on the same text without ranges; the JSON service of VS Code gives ranges.
- *Signing* and *verifying* a model are whole processes, median of 3 runs with the files in memory (*warm*) and one after the
  caches of the operating system were emptied (*cold*). *SHA-256* is verifying one file without what it takes to verify an empty
  one, beside openssl in the same way.
- *Packing*, *pushing* and *pulling* are whole processes, median of 3 runs that take turns with those beside them, each into a new
  layout or registry, with the files in memory. The registry is that of the distribution project on the same machine, so that
  it takes processor time of those who talk to it; oras moves the same artifact.
- An *inventory* and a *release* are whole processes that take turns with those beside them, too; the shards of 5 GiB are sparse. A
  release writes a MOF file and a bill of materials, checks them, packs, signs with a key on the disk, attaches, and verifies.
- The *Artifacts view* and the *inspector* are in a VS Code of the newest version in Chromium, from the click on: median of 5
  times that they are opened, with software rendering.
- *One edit* is a character typed in the middle of the text: from the new text to all findings.
`;
writeFileSync(path.join(root, 'docs/benchmarks.md'), page);

/** What the tests in the extension host measured last. */
function activationLine() {
  const file = path.join(root, 'out/test-results/activation.json');
  if (!existsSync(file)) return undefined;
  const { load, activate } = JSON.parse(readFileSync(file, 'utf8'));
  return `Synchronous work at activation in a real VS Code: ${ms(load)} to load the file, ${ms(activate)} in activate() (aim: 50 ms together).`;
}
