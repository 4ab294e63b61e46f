import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { PROFILES, readiness, readinessOf } from '../../../src/core/bom/readiness/readiness';
import { countsLine, readinessJson, readinessMarkdown, readinessText } from '../../../src/core/bom/readiness/report';
import { readBom } from '../../../src/core/bom/view/read';
import { factsOf } from '../../../src/core/bom/view/view';
import { cycloneDxModel, spdxModel } from './fixtures';

const escaped = (text: string) => text.replace(/[()./?]/g, '\\$&');
const profile = (id: string) => PROFILES.find((each) => each.id === id)!;
const check = (text: string, id: string) => {
  const [result] = readinessOf(text, readBom(text), [profile(id)]);
  return { ...result!, of: (code: string) => result!.elements.find((element) => element.code === code)! };
};

describe('profiles', () => {
  it('have as many elements as their sources', () => {
    expect(profile('g7').elements).toHaveLength(50);
    expect(profile('cisa').elements).toHaveLength(17);
    const clusters = new Set(profile('g7').elements.map(({ code }) => code.replace(/-\d+$/, '')));
    expect([...clusters]).toEqual(['MD', 'SLP', 'MDL', 'DP', 'INF', 'SP', 'KPI']);
  });
  it('are documented, element for element', () => {
    const page = readFileSync(path.join(__dirname, '../../../docs/readiness.md'), 'utf8');
    for (const { elements, id } of PROFILES) {
      expect(page).toContain(`\`--profile ${id}\``);
      for (const { code, title } of elements)
        expect(page).toMatch(new RegExp(`\\| ${escaped(code)} +\\| ${escaped(title())} +\\|`));
    }
  });
  it('name each element once', () => {
    for (const { elements } of PROFILES) expect(new Set(elements.map(({ code }) => code)).size).toBe(elements.length);
  });
});

describe('a state', () => {
  it('is "met" with the place where it is said', () => {
    const element = check(spdxModel(), 'g7').of('MDL-03'); // the base model is only named
    expect(element).toMatchObject({
      status: 'met',
      evidence: [{ field: 'version', value: '1.0', path: '/@graph/6/software_packageVersion', component: 'falcon' }],
    });
    const { line } = element.evidence[0]!.position!;
    expect(spdxModel().split('\n')[line]).toContain('"software_packageVersion": "1.0"');
  });
  it('is "missing" with the field to write, for each component', () => {
    const element = check(spdxModel({ releaseTime: undefined }), 'spdx').of('AI-releaseTime');
    expect(element.status).toBe('missing');
    expect(element.lacks).toMatchObject([
      { component: 'falcon', write: [['releaseTime']] },
      { component: 'bird', write: [['releaseTime']] },
    ]);
  });
  it('is "partly" where one of two things is said, or one of two models says it', () => {
    expect(check(spdxModel(), 'eu-ai-act').of('XI.1(1)(d)')).toMatchObject({ status: 'partly' });
    expect(check(spdxModel(), 'spdx').of('AI-packageVersion')).toMatchObject({ status: 'partly' });
  });
  it('is "stated unknown" where the BOM says so, and not "missing"', () => {
    expect(check(spdxModel(), 'spdx').of('Dataset-hasConcludedLicense').status).toBe('unknown');
    expect(check(spdxModel({ suppliedBy: 'NoAssertionElement' }), 'g7').of('SLP-03').status).toBe('met');
    const nobody = spdxModel({ suppliedBy: 'NoAssertionElement', originatedBy: undefined });
    expect(check(nobody, 'g7').of('SLP-03').status).toBe('unknown');
  });
  it('is "stated unknown" where a placeholder keeps the place, whatever the place is', () => {
    const todo = 'TODO: who supplies the model';
    const agent = { type: 'Organization', spdxId: 'https://example.org/bom#todo', creationInfo: '_:ci', name: todo };
    for (const suppliedBy of [agent.spdxId, agent, { type: 'Organization', name: todo }]) {
      const text = spdxModel({ suppliedBy, originatedBy: undefined }, [agent]);
      expect(check(text, 'spdx').of('AI-suppliedBy')).toMatchObject({ status: 'unknown', evidence: [{ value: todo }] });
      for (const code of ['SLP-03', 'MDL-05']) expect(check(text, 'g7').of(code).status, code).toBe('unknown');
    }
    const nobody = cycloneDxModel({ supplier: { name: todo }, manufacturer: undefined, authors: undefined });
    expect(check(nobody, 'g7').of('SLP-03').status).toBe('unknown');
    expect(check(cycloneDxModel({ name: todo, group: undefined }), 'g7').of('MDL-01').status).not.toBe('met');
    const metric = { ai_metric: [{ type: 'DictionaryEntry', key: 'accuracy', value: todo }] };
    const [measured] = readBom(spdxModel(metric)).components;
    expect(factsOf(measured!.facts, 'metric')).toMatchObject([{ key: 'accuracy', value: todo, unknown: true }]);
  });
  it('is "no field" where the format can say it nowhere', () => {
    expect(check(spdxModel(), 'g7').of('MD-02').status).toBe('no-field');
    expect(check(cycloneDxModel(), 'g7').of('MD-02').status).toBe('met');
    expect(check(cycloneDxModel(), 'spdx').of('AI-releaseTime').status).toBe('no-field');
  });
  it('is met by what a conversion kept in a property', () => {
    const properties = [{ name: 'model-openness:spdx:releaseTime', value: '2026-01-01T00:00:00Z' }];
    expect(check(cycloneDxModel({ properties }), 'spdx').of('AI-releaseTime').status).toBe('met');
  });
  it('is met by labels in texts', () => {
    expect(check(spdxModel(), 'eu-ai-act').of('XI.1(2)(d)').status).toBe('met');
    expect(check(spdxModel(), 'eu-ai-act').of('XI.1(1)(b)').status).toBe('met');
    const silent = check(spdxModel({ ai_informationAboutTraining: undefined }), 'eu-ai-act');
    expect(silent.of('XI.1(2)(d)').status).toBe('missing');
  });
});

describe('a BOM without datasets', () => {
  const text = JSON.stringify({
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    components: [{ type: 'library', name: 'x' }],
  });
  it('lacks what G7 wants of them', () => {
    expect(check(text, 'g7').of('DP-01')).toMatchObject({ status: 'missing', lacks: [{ write: [['name']] }] });
  });
  it('owes SPDX nothing about them', () => {
    expect(check(text, 'spdx').elements).toEqual([]);
  });
});

it('lists a bounded number of places, and counts the others', () => {
  const components = Array.from({ length: 500 }, (_, n) => ({ type: 'library', name: `l${n}` }));
  const view = readBom(JSON.stringify({ bomFormat: 'CycloneDX', specVersion: '1.6', components }));
  const element = readiness(view, profile('cisa')).elements.find(({ code }) => code === 'Component-Version')!;
  expect(element.lacks).toHaveLength(20);
  expect(element.more).toBe(480);
});

describe('reports', () => {
  const results = readinessOf(spdxModel(), readBom(spdxModel()), PROFILES);
  it('count and never score', () => {
    const counts = countsLine(results[1]!);
    expect(counts).toMatch(/^\d+ of 50 met; \d+ partly, \d+ missing, .*no field in this format$/);
    const { counts: each, elements } = results[1]!;
    expect(Object.values(each).reduce((sum, n) => sum + n, 0)).toBe(elements.length);
  });
  it('say that they are no legal advice, and never speak of compliance', () => {
    for (const text of [readinessText(results), readinessMarkdown(results, 'bom.json')]) {
      expect(text).toContain('no legal advice');
      expect(text.replaceAll(/ai_standardCompliance/g, '')).not.toMatch(/complian/i);
    }
  });
  it('name lines', () => {
    expect(readinessMarkdown(results, 'x')).toMatch(/ \(line \d+\)/);
  });
  it('let no text of the BOM out of its cell', () => {
    const text = spdxModel({ name: '|\n# <b>x</b> @you `', software_packageVersion: '`|' });
    const markdown = readinessMarkdown(readinessOf(text, readBom(text), PROFILES), 'x');
    for (const line of markdown.split('\n').filter((each) => each.startsWith('|')))
      expect(line.replaceAll('\\|', '').match(/\|/g)).toHaveLength(5);
    const running = markdown.replaceAll(/(?<!\\)`[^`]*`/g, '');
    expect(running).not.toContain('<b>');
    expect(running).not.toContain('@you');
  });
  it('give scripts all of it', () => {
    expect(readinessJson(results)[1]).toMatchObject({ profile: 'g7', version: '2026-05-12', counts: { all: 50 } });
  });
});
