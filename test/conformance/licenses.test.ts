import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { allAdditions, allLicenses, licenseById } from '../../src/core/licenses/catalogue';
import { parseExpression } from '../../src/core/licenses/expression';
import { licenseFactsOf } from '../../src/core/licenses/facts';
import { HUGGING_FACE_TAGS, huggingFaceLicense } from '../../src/core/licenses/hugging-face';
import { recognise } from '../../src/core/licenses/text/recognise';
import { LICENSES_WITH_TEXT, licenseText } from '../unit/licenses/texts';

/** Shares that were measured; less would be a step back. */
const LICENSE_TEXTS_FLOOR = 0.98;
const SPEED_CEILING = 30;

describe('the SPDX licence list', () => {
  it('every id is an expression of one licence', () => {
    for (const { id } of allLicenses()) {
      for (const text of [id, id.toLowerCase(), `(${id})`, `${id} OR MIT`, `MIT and ${id}`]) {
        const { root, problems } = parseExpression(text);
        expect(problems, text).toEqual([]);
        expect(root, text).toBeDefined();
      }
    }
  });

  it('every exception can follow WITH', () => {
    for (const { id } of allAdditions()) expect(parseExpression(`GPL-2.0-only WITH ${id}`).problems, id).toEqual([]);
  });

  it('every text but those of deprecated licences is recognised as its own licence', () => {
    const wrong = LICENSES_WITH_TEXT.filter(
      (id) => !licenseById(id)!.deprecated && !recognise(licenseText(id))?.ids.includes(id),
    );
    expect(wrong).toEqual([]);
  });
});

describe('the licence tags of Hugging Face', () => {
  it('each stands for a licence of the list, a known AI licence, or says that it does not', () => {
    for (const tag of HUGGING_FACE_TAGS) {
      const license = huggingFaceLicense(tag)!;
      const facts = licenseFactsOf(tag);
      if (license.kind === 'reference') expect([facts.kind, facts.id], tag).toEqual(['ai', license.id]);
      else if ('id' in license) expect([facts.kind, facts.id], tag).toEqual(['spdx', license.id]);
      else expect([facts.kind, facts.id], tag).toEqual([license.kind, undefined]);
    }
  });
});

describe('licence files of installed packages', () => {
  it('are recognised as what the package declares', () => {
    const files = licenseFiles(path.join(__dirname, '../../node_modules'));
    const times: number[] = [];
    const wrong: string[] = [];
    recognise('unpack the index');
    for (const { file, declared } of files) {
      const text = readFileSync(file, 'utf8');
      const start = performance.now();
      const ids = recognise(text)?.ids ?? [];
      times.push(performance.now() - start);
      if (!declared.some((id) => ids.includes(id)))
        wrong.push(`${path.relative(process.cwd(), file)}: ${declared.join(', ')} is ${ids.join(', ') || 'nothing'}`);
    }
    times.sort((a, b) => a - b);
    const right = files.length - wrong.length;
    const share = right / files.length;
    console.log(
      `licence texts: ${right} of ${files.length} recognised as declared (${(100 * share).toFixed(1)} %), median ${times[times.length >> 1]!.toFixed(1)} ms, longest ${times.at(-1)!.toFixed(1)} ms`,
    );
    console.log(wrong.join('\n'));
    expect(files.length).toBeGreaterThan(100);
    expect(share).toBeGreaterThanOrEqual(LICENSE_TEXTS_FLOOR);
    expect(times[times.length >> 1]!).toBeLessThan(SPEED_CEILING);
  });
});

interface LicenseFile {
  file: string;
  /** Ids that the package's `license` names; packages that name none are left out. */
  declared: string[];
}

/** `LICENSE`, `COPYING` and the like; not the notices of third parties. */
function licenseFiles(folder: string): LicenseFile[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (!entry.isDirectory() || entry.name.startsWith('.')) return [];
    const inside = path.join(folder, entry.name);
    if (entry.name.startsWith('@')) return licenseFiles(inside);
    const nested = path.join(inside, 'node_modules');
    return [...ownFiles(inside), ...(existsSync(nested) ? licenseFiles(nested) : [])];
  });
}

function ownFiles(folder: string): LicenseFile[] {
  const manifest = path.join(folder, 'package.json');
  if (!existsSync(manifest)) return [];
  const { license } = JSON.parse(readFileSync(manifest, 'utf8')) as { license?: unknown };
  const { root, problems } = parseExpression(typeof license === 'string' ? license : '');
  if (!root || problems.length) return [];
  const declared = root.type === 'or' ? root.members : [root];
  return readdirSync(folder)
    .filter((name) => /^(?:licen[cs]e|copying)(?:[-.]|$)/i.test(name) && !/3rd|third|party/i.test(name))
    .map((name) => ({
      file: path.join(folder, name),
      declared: declared.flatMap((node) => (node.type === 'license' ? [node.id] : [])),
    }));
}
