import { describe, expect, it } from 'vitest';
import { AI_LICENSES, aiLicense } from '../../../src/core/licenses/ai-licenses';
import { baseModelLicense, datasetLicense } from '../../../src/core/licenses/base-models';
import { allLicenses } from '../../../src/core/licenses/catalogue';
import { parseExpression } from '../../../src/core/licenses/expression';
import { licenseFactsOf, permitsSentence, shortWord } from '../../../src/core/licenses/facts';
import {
  easilyConfused,
  HUGGING_FACE_TAGS,
  huggingFaceLicense,
  referenceFor,
} from '../../../src/core/licenses/hugging-face';

describe('facts of a licence', () => {
  it.each([
    ['Apache-2.0', 'spdx', 'Apache-2.0', true, 'open'],
    ['apache-2.0', 'spdx', 'Apache-2.0', true, 'open'],
    ['Apache License 2.0', 'spdx', 'Apache-2.0', true, 'open'],
    ['GPL-3.0+', 'spdx', 'GPL-3.0+', true, 'share-alike'],
    ['EUPL-1.1+', 'spdx', 'EUPL-1.1', true, 'share-alike'],
    ['CC-BY-NC-4.0', 'spdx', 'CC-BY-NC-4.0', false, 'non-commercial'],
    ['CC-BY-NC-ND-4.0', 'spdx', 'CC-BY-NC-ND-4.0', false, 'non-commercial'],
    ['CC-BY-ND-4.0', 'spdx', 'CC-BY-ND-4.0', false, 'no derivatives'],
    ['BUSL-1.1', 'spdx', 'BUSL-1.1', false, 'restricted use'],
    ['etalab-2.0', 'spdx', 'etalab-2.0', false, 'not open'],
    ['OpenMDW-1.0', 'spdx', 'OpenMDW-1.0', true, 'open'],
    ['openmdw-1.1', 'ai', 'LicenseRef-openmdw-1.1', true, 'open'],
    ['llama3.1', 'ai', 'LicenseRef-llama3.1', false, 'restricted use'],
    ['LicenseRef-llama3.1', 'ai', 'LicenseRef-llama3.1', false, 'restricted use'],
    ['Llama 3.1 Community License Agreement', 'ai', 'LicenseRef-llama3.1', false, 'restricted use'],
    ['META LLAMA 3 COMMUNITY LICENSE', 'ai', 'LicenseRef-llama3', false, 'restricted use'],
    ['Gemma Terms of Use', 'ai', 'LicenseRef-gemma', false, 'restricted use'],
    [
      'FLUX.1 [dev] Non-Commercial License',
      'ai',
      'LicenseRef-flux-1-dev-non-commercial-license',
      false,
      'non-commercial',
    ],
    ['qwen-research', 'ai', 'LicenseRef-qwen-research', false, 'research only'],
    ['Qwen RESEARCH LICENSE AGREEMENT', 'ai', 'LicenseRef-qwen-research', false, 'research only'],
    ['openrail++', 'ai', 'LicenseRef-openrail-plus-plus', false, 'restricted use'],
    ['gpl', 'family', undefined, undefined, 'family'],
    ['other', 'other', undefined, undefined, 'unknown'],
    ['LicenseRef-our-own', 'reference', 'LicenseRef-our-own', undefined, 'unknown'],
    ['Classpath-exception-2.0', 'exception', 'Classpath-exception-2.0', undefined, 'unknown'],
    ['no such licence', 'not-known', undefined, undefined, 'unknown'],
    ['', 'not-known', undefined, undefined, 'unknown'],
    ['__proto__', 'not-known', undefined, undefined, 'unknown'],
  ])('%s', (written, kind, id, open, word) => {
    const facts = licenseFactsOf(written);
    expect([facts.kind, facts.id, facts.open, shortWord(facts)]).toEqual([kind, id, open, word]);
    expect(permitsSentence(facts)).not.toBe('');
  });

  it('says what is restricted, where the facts are from and what a licence is meant for', () => {
    const llama = licenseFactsOf('llama3.1');
    expect(llama.restrictions).toHaveLength(3);
    expect(llama.source).toContain('2026-11-22');
    expect(llama.url).toMatch(/^https:/);
    expect(licenseFactsOf('MIT')).toMatchObject({ contentTypes: ['code'], source: 'SPDX licence list 3.29.0' });
  });

  it('agrees with itself for every licence of the list', () => {
    for (const { id } of allLicenses()) expect(licenseFactsOf(id).id, id).toBe(id);
  });
});

describe('AI licences', () => {
  it('have ids that fit into an expression, an address and no double names', () => {
    const names = new Set<string>();
    for (const license of AI_LICENSES) {
      expect(parseExpression(license.id).problems, license.id).toEqual([]);
      expect(license.url).toMatch(/^https:\/\//);
      for (const name of [license.id, license.name, license.tag ?? license.id, ...license.aliases])
        expect(aiLicense(name)?.id, name).toBe(license.id);
      expect(names.has(license.name)).toBe(false);
      names.add(license.name);
      expect(license.open, license.id).toBe(license.id === 'LicenseRef-openmdw-1.1');
    }
  });

  it.each(['llama', 'meta', 'license', 'community license', '', '-', 'MIT', 'x'.repeat(1_000_000)])(
    '%.20s is none',
    (name) => expect(aiLicense(name)).toBeUndefined(),
  );
});

describe('tags of Hugging Face', () => {
  it('are 83', () => {
    expect(new Set(HUGGING_FACE_TAGS).size).toBe(83);
    const kinds: Record<string, number> = {};
    for (const tag of HUGGING_FACE_TAGS) {
      const { kind } = huggingFaceLicense(tag)!;
      kinds[kind] = (kinds[kind] ?? 0) + 1;
    }
    expect(kinds).toEqual({ same: 45, ambiguous: 5, alias: 5, family: 6, reference: 20, other: 1, unknown: 1 });
  });

  it('those that are not on the SPDX list are all in the table of AI licences', () => {
    for (const tag of HUGGING_FACE_TAGS) {
      const license = huggingFaceLicense(tag)!;
      if (license.kind === 'reference') expect(aiLicense(tag)).toMatchObject({ id: license.id, tag });
    }
  });

  it('are found in any case, and nothing else is', () => {
    expect(huggingFaceLicense('Apache-2.0')).toEqual({ kind: 'same', tag: 'apache-2.0', id: 'Apache-2.0' });
    expect(huggingFaceLicense('gpl-3.0')).toMatchObject({ alternatives: ['GPL-3.0-only', 'GPL-3.0-or-later'] });
    for (const no of ['', 'apache', '__proto__', 'MIT License']) expect(huggingFaceLicense(no)).toBeUndefined();
  });

  it('references hold no characters that an expression forbids', () => {
    expect(referenceFor('openrail++')).toBe('LicenseRef-openrail-plus-plus');
    expect(referenceFor(' My own/licence_1.0 ')).toBe('LicenseRef-My-own-licence-1.0');
    expect(referenceFor('')).toBe('LicenseRef-unnamed');
    expect(easilyConfused('bsl-1.0')).toEqual({ means: 'BSL-1.0', taken: 'BUSL-1.1' });
    expect(easilyConfused('mit')).toBeUndefined();
  });
});

describe('licences of models and data', () => {
  it.each([
    ['meta-llama/Llama-3.1-8B-Instruct', 'LicenseRef-llama3.1'],
    ['meta-llama/Meta-Llama-3-8B', 'LicenseRef-llama3'],
    ['meta-llama/Llama-2-7b-chat-hf', 'LicenseRef-llama2'],
    ['google/gemma-2-9b-it', 'LicenseRef-gemma'],
    ['google/gemma-7b', 'LicenseRef-gemma'],
    ['Qwen/Qwen2.5-3B-Instruct', 'LicenseRef-qwen-research'],
    ['Qwen/Qwen2.5-72B', 'LicenseRef-qwen'],
    ['Qwen/Qwen2.5-7B-Instruct', 'Apache-2.0'],
    ['mistralai/Mistral-7B-v0.1', 'Apache-2.0'],
    ['deepseek-ai/DeepSeek-V3', 'LicenseRef-deepseek'],
    ['deepseek-ai/DeepSeek-R1', 'MIT'],
    ['black-forest-labs/FLUX.1-dev', 'LicenseRef-flux-1-dev-non-commercial-license'],
    ['bigscience/bloom-560m', 'LicenseRef-bigscience-bloom-rail-1.0'],
    ['google/gemma-4-31b', undefined],
    ['someone/my-llama', undefined],
    ['x'.repeat(1_000_000), undefined],
  ])('%.40s', (name, license) => expect(baseModelLicense(name)?.license).toBe(license));

  it('every licence they name is known', () => {
    for (const name of ['tatsu-lab/alpaca', 'HuggingFaceH4/no_robots', 'squad'])
      expect(licenseFactsOf(datasetLicense(name)!.license).kind).toBe('spdx');
    for (const name of [
      'meta-llama/Llama-4-Scout',
      'xai-org/grok-2',
      'stabilityai/sdxl-turbo',
      'tiiuae/Falcon3-7B-Base',
    ])
      expect(licenseFactsOf(baseModelLicense(name)!.license).kind).toBe('ai');
    expect(datasetLicense('someone/data')).toBeUndefined();
  });
});
