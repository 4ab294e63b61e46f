// Makes the generated sources from pinned packages and our own schemas:
//   src/core/licenses/generated/spdx.ts      the SPDX licence list, today's and the one the Model Openness Tool froze
//   src/core/licenses/text/generated/index.ts  fingerprints of the licence texts
//   src/core/config/generated/validate.js    the validator of .modelopenness.yml, compiled ahead of time
//   src/core/bom/spdx/generated/table.ts     the classes of SPDX 3.0.1
//   src/core/bom/cyclonedx/generated/        validator of CycloneDX 1.5 to 1.7, and its schema as a table
//   src/core/signing/sigstore/generated/public-good.ts  whom Sigstore's public instance trusts
//   l10n/bundle.l10n.json                    every message of the core and the extension, for translators
// With --check it writes nothing and fails when a file is not what it should be.
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { cyclonedxFiles } from './generate/cyclonedx.mjs';
import { licenseTextIndex } from './generate/license-texts.mjs';
import { spdxTable } from './generate/licenses.mjs';
import { spdxClassTable } from './generate/spdx-table.mjs';
import { publicGoodRoot } from './generate/trusted-root.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const check = process.argv.includes('--check');
let stale = 0;

function write(file, text) {
  const target = path.join(root, file);
  if (existsSync(target) && readFileSync(target, 'utf8') === text) return;
  if (check) {
    stale++;
    console.error(`${file} is not up to date: run "npm run generate"`);
    return;
  }
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, text);
  console.log(`wrote ${file}`);
}

async function configValidator() {
  const { default: Ajv } = await import('ajv/dist/2020.js');
  const { default: standalone } = await import('ajv/dist/standalone/index.js');
  const schema = JSON.parse(readFileSync(path.join(root, 'src/core/config/modelopenness.schema.json'), 'utf8'));
  const ajv = new Ajv.default({ allErrors: true, verbose: false, code: { source: true, esm: true, lines: false } });
  const code = standalone.default(ajv, ajv.compile(schema));
  return `// Made by scripts/generate.mjs from src/core/config/modelopenness.schema.json. Do not edit.\n${code}\n`;
}

/** Collects the first argument of every `t('…')` and `l10n.t('…')` in src/. */
function messages() {
  const found = new Set();
  const visit = (node) => {
    if (ts.isCallExpression(node) && /^(?:t|l10n\.t|vscode\.l10n\.t)$/.test(node.expression.getText())) {
      const [first] = node.arguments;
      if (first && ts.isStringLiteralLike(first)) found.add(first.text);
    }
    ts.forEachChild(node, visit);
  };
  for (const entry of readdirSync(path.join(root, 'src'), { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !entry.name.endsWith('.ts') || entry.parentPath.endsWith('generated')) continue;
    const text = readFileSync(path.join(entry.parentPath, entry.name), 'utf8');
    visit(ts.createSourceFile(entry.name, text, ts.ScriptTarget.Latest, true));
  }
  const sorted = Object.fromEntries([...found].sort().map((m) => [m, m]));
  return `${JSON.stringify(sorted, null, 2)}\n`;
}

write('src/core/licenses/generated/spdx.ts', spdxTable());
write('src/core/licenses/text/generated/index.ts', await licenseTextIndex());
write('src/core/config/generated/validate.js', await configValidator());
write('src/core/bom/spdx/generated/table.ts', spdxClassTable());
for (const [file, text] of Object.entries(await cyclonedxFiles())) write(file, text);
write('src/core/signing/sigstore/generated/public-good.ts', publicGoodRoot());
write('l10n/bundle.l10n.json', messages());
if (stale) process.exit(1);
