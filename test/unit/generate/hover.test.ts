import { describe, expect, it } from 'vitest';
import { openDocument } from '../../../src/core/documents/kinds';
import { generateCycloneDx } from '../../../src/core/generate/cyclonedx';
import { generateMof } from '../../../src/core/generate/mof';
import { generateSpdx } from '../../../src/core/generate/spdx';
import { bomOptions, fullInventory } from './inventories';

const inventory = fullInventory();
const spdx = generateSpdx(inventory, bomOptions(inventory)).text;
const cyclonedx = generateCycloneDx(inventory, bomOptions(inventory)).text;
const mof = generateMof(inventory).text;

/** What is said of the first place that some words stand at. */
function hoverOn(file: string, text: string, words: string, after = ''): string {
  const offset = text.indexOf(words, text.indexOf(after));
  if (offset < 0) throw new Error(`no ${words}`);
  return openDocument(`/falcon/${file}`, text)!.features.hover(offset + 1)?.contents ?? '';
}

describe('Hovers on what was generated', () => {
  it('tell where a value came from, and how sure it is', () => {
    const file = 'bom.spdx3.json';
    expect(hoverOn(file, spdx, '"ai_domain"')).toContain(
      'From the folder · stated there\n\n- `README.md`, line 7: `pipeline_tag`',
    );
    expect(hoverOn(file, spdx, '86567656')).toContain('measured on the files');
    expect(hoverOn(file, spdx, '"key": "f1"')).toContain('- `all_results.json`');
    expect(hoverOn(file, spdx, '"hasDeclaredLicense"', 'Model/hasDeclared')).toContain(
      '`README.md`, line 2: `license`',
    );
    expect(hoverOn('bom.cdx.json', cyclonedx, '"ViTForImageClassification"')).toContain(
      '`config.json`: `architectures`',
    );
    expect(hoverOn('bom.cdx.json', cyclonedx, '"slice"')).toContain('`README.md`: `model-index`');
    expect(hoverOn('mof.yml', mof, 'Example Lab')).toContain('- `README.md`, line 5');
    expect(hoverOn('mof.yml', mof, 'Apache-2.0')).toContain('- `README.md`, line 2: `license`');
    expect(hoverOn('mof.yml', mof, 'Training code')).toContain('- `train.py`');
  });

  it('tell what was written by hand since', () => {
    const edited = 'Written by hand';
    expect(hoverOn('bom.spdx3.json', spdx.replace('Knows no owls.', 'Knows few owls.'), 'Knows few')).toContain(edited);
    expect(hoverOn('bom.spdx3.json', spdx.replace('"value": "0.9"', '"value": "0.95"'), '0.95')).toContain(edited);
    expect(hoverOn('bom.cdx.json', cyclonedx.replace('Knows no owls.', 'Knows few owls.'), 'Knows few')).toContain(
      edited,
    );
    expect(hoverOn('mof.yml', mof.replace('Example Lab', 'Example University'), 'Example Uni')).toContain(edited);
  });

  it('say nothing of what no file tells', () => {
    const root = JSON.parse(spdx) as { '@graph': Record<string, unknown>[] };
    root['@graph'][3]!['ai_safetyRiskAssessment'] = 'low';
    expect(hoverOn('bom.spdx3.json', JSON.stringify(root, null, 2), '"low"')).not.toContain('folder');
    expect(hoverOn('mof.yml', mof, '2024-12-15')).not.toContain('folder');
  });
});
