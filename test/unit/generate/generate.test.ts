import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { generateCycloneDx } from '../../../src/core/generate/cyclonedx';
import { generateMof } from '../../../src/core/generate/mof';
import { generateKitfile, generateModelfile } from '../../../src/core/generate/recipes';
import { generateSpdx } from '../../../src/core/generate/spdx';
import { type Inventory } from '../../../src/core/modelfolder/inventory';
import { corpus } from '../../corpus';
import { identity, lintText } from '../../lint';
import { cycloneDxErrors, spdxErrors } from '../bom/schemas';
import { bareInventory, bomOptions, fullInventory } from './inventories';

const FORMATS: Readonly<Record<string, { file: string; make: (inventory: Inventory) => string }>> = {
  MOF: { file: 'mof.yml', make: (inventory) => generateMof(inventory).text },
  SPDX: { file: 'bom.spdx3.json', make: (inventory) => generateSpdx(inventory, bomOptions(inventory)).text },
  'CycloneDX 1.6': {
    file: 'bom.cdx.json',
    make: (inventory) => generateCycloneDx(inventory, bomOptions(inventory)).text,
  },
  'CycloneDX 1.7': {
    file: 'bom-1.7.cdx.json',
    make: (inventory) => generateCycloneDx(inventory, { ...bomOptions(inventory), specVersion: '1.7' }).text,
  },
  Kitfile: { file: 'Kitfile', make: generateKitfile },
  Modelfile: { file: 'Modelfile', make: generateModelfile },
};

const golden = (name: string) => path.join(__dirname, '../../fixtures/generate', name);

/** What people have to know, and what a release of few components lacks, is no mistake of what was generated. */
const TRUE_OF_THE_MODEL =
  /^(?:[a-z]+\/to-do|mof\/(?:missing-components|no-license|report-covered-by-paper)|license\/content-type):/;

function mistakes(file: string, text: string): string[] {
  return lintText(text, { path: `/falcon/${file}` })
    .map(identity)
    .filter((each) => !TRUE_OF_THE_MODEL.test(each));
}

describe('What is generated from a folder (UPDATE_GOLDEN=1 writes the expected files)', () => {
  for (const [format, { file, make }] of Object.entries(FORMATS)) {
    it.each([
      ['full', fullInventory()],
      ['bare', bareInventory()],
    ] as const)(`is the same ${format} every time, for a %s folder`, (kind, inventory) => {
      const text = make(inventory);
      const expected = golden(`${kind}-${file}`);
      if (process.env.UPDATE_GOLDEN) writeFileSync(expected, text);
      expect(text).toBe(readFileSync(expected, 'utf8'));
      expect(make(structuredClone(inventory))).toBe(text);
    });

    it.each([
      ['full', fullInventory()],
      ['bare', bareInventory()],
    ] as const)(`has no findings as ${format}, for a %s folder`, (_kind, inventory) => {
      expect(mistakes(file, make(inventory))).toEqual([]);
    });
  }

  it.each([
    ['full', fullInventory()],
    ['bare', bareInventory()],
  ] as const)('is valid by the schemas of CycloneDX, for a %s folder', (_kind, inventory) => {
    for (const specVersion of ['1.6', '1.7'] as const) {
      const { text } = generateCycloneDx(inventory, { ...bomOptions(inventory), specVersion });
      expect(cycloneDxErrors(JSON.parse(text), specVersion)).toEqual([]);
    }
  });

  it.skipIf(!existsSync(corpus('spdx/official')))('is valid by the schema of SPDX', () => {
    for (const inventory of [fullInventory(), bareInventory()])
      expect(spdxErrors(JSON.parse(generateSpdx(inventory, bomOptions(inventory)).text))).toEqual([]);
  });
});
