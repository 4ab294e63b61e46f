import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkPolicy } from '../../../src/core/policy/check';
import { resolvePolicy } from '../../../src/core/policy/resolve';
import { schemaAt } from '../../../src/core/policy/schema';
import { parseYaml } from '../../../src/core/text/yaml';
import { nodeCryptography } from '../../../src/node/cryptography';

const page = readFileSync(path.join(__dirname, '../../../docs/policy.md'), 'utf8');
const examples = [...page.matchAll(/^```yaml title="([^"]+)"\n([^]*?)^```$/gm)].map(
  ([, name, text]) => [name!, text!] as const,
);

describe('the page about policies', () => {
  it('has worked examples', () => {
    expect(examples.map(([name]) => name)).toEqual(['release.yml', 'keys.yml', 'licences.yml', 'exceptions.yml']);
  });

  it.each(examples)('has an example %s that can be applied', (_name, text) => {
    const parsed = parseYaml(text);
    expect(parsed.problems).toEqual([]);
    const { policy, mistakes } = checkPolicy(parsed, '2026-11-22');
    expect(mistakes).toEqual([]);
    expect(() => resolvePolicy(policy!, nodeCryptography)).not.toThrow();
  });

  it('tells of every setting', () => {
    const keys = (at: readonly (string | number)[]): string[] =>
      Object.keys(schemaAt(at)?.properties ?? {}).flatMap((key) => {
        const below = schemaAt([...at, key])!;
        return [key, ...keys(below.type === 'array' ? [...at, key, 0] : [...at, key])];
      });
    for (const key of new Set(keys([]))) expect([key, page.includes(key)]).toEqual([key, true]);
  });
});
