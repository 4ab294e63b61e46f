// Writes THIRD-PARTY-NOTICES.txt: the licences of the packages of which something is in the bundles.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const NOTICE = /^(licen[cs]e|copying|notice)([-._].*)?$/i;

/** The innermost package that an input of a bundle belongs to: its folder, or undefined for our own sources. */
function packageOf(input) {
  const at = input.lastIndexOf('node_modules/');
  if (at < 0) return undefined;
  const [first, second] = input.slice(at + 'node_modules/'.length).split('/');
  return path.join(input.slice(0, at), 'node_modules', first.startsWith('@') ? `${first}/${second}` : first);
}

/** What a package says of itself, and the texts that have to go along with it. */
function notice(folder) {
  const { name, version, license, repository } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  if (!license) throw new Error(`${folder} names no licence`);
  const texts = readdirSync(folder)
    .filter((file) => NOTICE.test(file))
    .sort()
    .map((file) => readFileSync(path.join(folder, file), 'utf8').trim());
  const place = typeof repository === 'string' ? repository : repository?.url;
  const head = [`${name} ${version}`, `Licence: ${license}`, ...(place ? [place] : [])];
  return { key: `${name} ${version}`, head, texts };
}

/**
 * @param {readonly import('esbuild').Metafile[]} metafiles of all bundles
 * @param {string} file to write
 */
export function writeNotices(metafiles, file) {
  const inputs = metafiles.flatMap(({ outputs }) => Object.values(outputs).flatMap((output) => contributing(output)));
  const folders = [...new Set(inputs.map(packageOf))].filter((folder) => folder && existsSync(folder));
  const notices = new Map(folders.map((folder) => notice(folder)).map((each) => [each.key, each]));
  // Many packages have the same text: it is printed once, behind all that it is of.
  const byTexts = new Map();
  for (const each of [...notices.values()].sort((a, b) => (a.key < b.key ? -1 : 1))) {
    const texts = each.texts.join('\n\n');
    byTexts.set(texts, [...(byTexts.get(texts) ?? []), each]);
  }
  const rule = '-'.repeat(80);
  const parts = [...byTexts].map(([texts, packages]) =>
    [rule, ...packages.map(({ head }) => head.join('\n')), ...(texts ? [texts] : [])].join('\n\n'),
  );
  const intro = 'Model Openness has parts of the following packages in it. Their licences are theirs.';
  writeFileSync(file, `${[intro, ...parts].join('\n\n')}\n`);
}

/** Inputs of which something is left in an output. */
const contributing = ({ inputs }) =>
  Object.entries(inputs)
    .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
    .map(([input]) => input);
