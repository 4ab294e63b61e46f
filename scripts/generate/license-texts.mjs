// The index by which a licence is recognised from its text: word pairs of the texts of spdx-license-list, thinned out
// and hashed. No text can be read back from it. The code that makes the fingerprints is that of the core.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const require = createRequire(import.meta.url);
const root = path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url))));
/** A text is thinned out until it has at most this many pairs. */
const MOST_PAIRS = 200;
const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

export async function licenseTextIndex() {
  const { fingerprint, wordsOf } = await core('src/core/licenses/text/fingerprint.ts');
  const texts = require('spdx-license-list/full');
  const listed = new Set(require('spdx-license-ids'));
  /** Licences with the same words are one row. */
  const rows = new Map();
  for (const [id, { licenseText }] of Object.entries(texts)) {
    const words = wordsOf(licenseText);
    if (!listed.has(id) || words.length < 8) continue;
    const levels = fingerprint(words);
    const level = levels.findIndex((pairs, at) => pairs.length <= MOST_PAIRS || at === levels.length - 1);
    const packed = Array.from(levels[level]).sort((a, b) => a - b);
    const key = `${level}${packed.map(digits).join('')}`;
    rows.set(key, [...(rows.get(key) ?? []), id].sort());
  }
  const lines = [...rows].map(([key, ids]) => `${ids.join(',')} ${key}`).sort();
  return `// Made by scripts/generate.mjs from the texts of spdx-license-list. Do not edit.
/** Rows of: ids with this text, level of thinning, numbers of word pairs in three digits of base64 each. */
export const LICENSE_TEXTS = \`${lines.join('\n')}\`;
`;
}

function digits(number) {
  return DIGITS[(number >> 12) & 63] + DIGITS[(number >> 6) & 63] + DIGITS[number & 63];
}

/** A module of the core that imports nothing. */
async function core(file) {
  const source = readFileSync(path.join(root, file), 'utf8');
  const options = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 };
  const { outputText } = ts.transpileModule(source, { compilerOptions: options });
  return import(`data:text/javascript,${encodeURIComponent(outputText)}`);
}
