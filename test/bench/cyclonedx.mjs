// CycloneDX with 5,000 components: text to findings, against ajv with the official schema and against the JSON service of
// VS Code, both in this process.
//   node test/bench/cyclonedx.mjs
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { build } from 'esbuild';
import jsonService from 'vscode-json-languageservice';
import { median, ms, ratio } from './measure.mjs';

const root = path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url))));
const require = createRequire(import.meta.url);
const schemas = path.join(path.dirname(require.resolve('@cyclonedx/cyclonedx-library/package.json')), 'res/schema');
const official = (name) => JSON.parse(readFileSync(path.join(schemas, `${name}.SNAPSHOT.schema.json`), 'utf8'));
const PARTS = ['spdx', 'jsf-0.82', 'cryptography-defs'];

/** A document of CycloneDX 1.6 with components as generators write them, each with what it depends on. */
export function makeBom(count) {
  const licenses = ['MIT', 'Apache-2.0', 'BSD-3-Clause', 'MPL-2.0'];
  const components = Array.from({ length: count }, (_, i) => ({
    type: i % 50 === 0 ? 'data' : 'library',
    'bom-ref': `pkg:pypi/package-${i}@1.${i % 20}.0`,
    name: `package-${i}`,
    version: `1.${i % 20}.0`,
    description: `Part ${i} of a training stack, as package managers describe theirs in a line or two.`,
    hashes: [{ alg: 'SHA-256', content: i.toString(16).padStart(64, '0') }],
    licenses: [{ license: { id: licenses[i % licenses.length] } }],
    purl: `pkg:pypi/package-${i}@1.${i % 20}.0`,
    ...(i % 50 === 0 ? { data: [{ type: 'dataset', name: `data-${i}` }] } : {}),
    externalReferences: [{ type: 'website', url: `https://pypi.example.org/project/package-${i}/` }],
    properties: [{ name: 'generator:found-in', value: `requirements-${i % 7}.txt` }],
  }));
  const dependencies = components.map((component, i) => ({
    ref: component['bom-ref'],
    dependsOn: [1, 2, 3]
      .map((step) => components[(i * 7 + step) % count]['bom-ref'])
      .filter((ref) => ref !== component['bom-ref']),
  }));
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: 'urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79',
    version: 1,
    metadata: { timestamp: '2026-06-24T10:00:00Z' },
    components,
    dependencies,
  };
}

/** Our core as one file that Node can load. */
async function core() {
  const outfile = path.join(root, 'out/bench/cyclonedx-core.cjs');
  mkdirSync(path.dirname(outfile), { recursive: true });
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
    outfile,
  });
  return require(outfile);
}

async function times(runs, work) {
  const all = [];
  for (let i = 0; i < runs; i++) {
    const start = performance.now();
    await work();
    all.push(performance.now() - start);
  }
  return all;
}

/** Rows for the table of the benchmarks: what, ours, the other's, the other's name, aim. */
export async function cyclonedxRows(count = 5000) {
  const { openDocument, lint } = await core();
  // Three mistakes, so that findings with ranges are part of the work.
  const bom = makeBom(count);
  bom.components[7].nmae = 'a';
  bom.components[count - 7].type = 'libary';
  bom.dependencies[count >> 1].dependsOn[0] = 'pkg:pypi/absent@1.0.0';
  const text = JSON.stringify(bom, null, 2);
  const context = { file: 'bom.cdx.json', path: '/bom.cdx.json', today: new Date(), releases: [], neighbours: [] };
  const check = () => lint(openDocument('/bom.cdx.json', text), { context, severityOf: () => undefined });
  const found = check().filter(({ severity }) => severity === 'error').length;
  if (found !== 3) throw new Error(`3 mistakes are wanted, ${found} were found`);
  await times(5, check);
  const ours = median(await times(9, check));

  const ajv = new Ajv.default({ strict: false, allErrors: true });
  addFormats.default(ajv);
  for (const format of ['iri-reference', 'idn-email']) ajv.addFormat(format, true);
  for (const name of PARTS)
    ajv.addSchema({ ...official(name), $id: `http://cyclonedx.org/schema/${name}.SNAPSHOT.schema.json` });
  const validate = ajv.compile(official('bom-1.6'));
  const theirs = median(await times(3, () => validate(JSON.parse(text))));

  const { getLanguageService, TextDocument } = jsonService;
  const service = getLanguageService({
    schemaRequestService: async (uri) => JSON.stringify(official(path.posix.basename(uri, '.SNAPSHOT.schema.json'))),
  });
  const uri = 'http://cyclonedx.org/schema/bom-1.6.SNAPSHOT.schema.json';
  service.configure({ validate: true, schemas: [{ uri, fileMatch: ['*'] }] });
  const document = TextDocument.create('file:///bom.cdx.json', 'json', 1, text);
  let problems;
  const json = median(
    await times(1, async () => {
      problems = await service.doValidation(document, service.parseJSONDocument(document));
    }),
  );
  if (!problems.some(({ message }) => message.includes('nmae')))
    throw new Error(`the peer says ${problems[0]?.message}`);

  const what = `CycloneDX, ${count.toLocaleString('en')} components (${(text.length / 1e6).toFixed(1)} MB), text to findings`;
  return [
    [what, ours, theirs, 'ajv, official schema, no ranges', '≤ 150 ms'],
    [what, ours, json, 'vscode-json-languageservice', ''],
  ];
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  for (const [what, ours, other, name, aim] of await cyclonedxRows())
    console.log([what, ms(ours), `${ms(other)} (${name})`, ratio(ours, other), aim].join(' | '));
