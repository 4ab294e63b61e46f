import { expect, it, vi } from 'vitest';
import { validate } from '../../../src/core/bom/cyclonedx/generated/validate';
import { SCHEMA } from '../../../src/core/bom/cyclonedx/generated/schema';
import { resolve, type Schema, type Version, VERSIONS } from '../../../src/core/bom/cyclonedx/schema';
import { officialSchema } from './official';
import { random, type Random } from './random';

vi.setConfig({ testTimeout: 120_000 });

const TEXTS = [
  'a',
  '',
  'urn:cdx:f08a6ccd-4dce-4759-bd84-c626675d60a7/1#a',
  'a b',
  'https://x.example/é',
  'x@example.org',
];
const DATES = ['2024-06-24T10:00:00Z', '2024-06-24', '2024-02-30T10:00:00+01:00', '2024-12-31t23:59:60Z'];
const MORE = ['en', 'en-US', 'CRE:1-2', 'text/plain', 'US', 'RS256', 'EC', 'P-256', 'd41d8cd98f00b204e9800998ecf8427e'];
const WORDS = [...TEXTS, ...DATES, ...MORE];

/** A value that a schema asks for, with mistakes here and there. */
function make(schema: Schema, version: Version, rng: Random, depth: number): unknown {
  if (rng.chance(0.01)) return rng.pick([null, 1, 'text', true, [], {}, [1], ['a'], { name: 'a' }]);
  const at = resolve(schema, version);
  if (at.choose) {
    const { schema: branch } = rng.pick(at.choose);
    const value = make({ ...at, choose: undefined, ...resolve(branch, version) } as Schema, version, rng, depth);
    return value;
  }
  if (at.license) return rng.pick(['MIT', 'Apache-2.0', 'CC-BY-4.0']);
  if (at.enum) return rng.chance(0.97) ? rng.pick(at.enum) : 'no-such-value';
  switch (at.type) {
    case 'string':
      return at.pattern?.startsWith('^urn:uuid') ? 'urn:uuid:f08a6ccd-4dce-4759-bd84-c626675d60a7' : rng.pick(WORDS);
    case 'integer':
      return rng.pick([0, 1, 2, 7, 1.5, -1]);
    case 'number':
      return rng.pick([0, 0.5, 1, 2, -1]);
    case 'boolean':
      return rng.chance(0.5);
    case 'array': {
      const length = depth > 6 ? 0 : rng.int(4);
      return Array.from({ length }, () => make(at.items ?? {}, version, rng, depth + 1));
    }
  }
  const keys = Object.keys(at.properties ?? {});
  const rate = depth > 6 ? 0 : depth > 3 ? 0.1 : 0.3;
  const groups = [...(at.oneRequired ?? []), ...(at.anyRequired ?? [])];
  const wanted = [...(at.required ?? []), ...(groups.length ? rng.pick(groups) : [])];
  const out: Record<string, unknown> = {};
  for (const key of keys)
    if ((wanted.includes(key) && rng.chance(0.98)) || rng.chance(wanted.includes(key) ? 0 : rate * rng.pick([0, 1])))
      out[key] = make(at.properties![key]!, version, rng, depth + 1);
  if (rng.chance(0.01)) out['x-unknown'] = 'a';
  return out;
}

it.each(VERSIONS)('accepts what the official schema of %s accepts, and nothing else', (version) => {
  const official = officialSchema(version);
  const rng = random(`schema ${version}`);
  const verdicts = { both: 0, neither: 0 };
  for (let n = 0; n < 4000; n++) {
    // One part at a time, so that most of what is made is whole.
    const key = rng.pick(
      Object.keys(SCHEMA.properties!).filter((name) => !/^(?:bomFormat|specVersion|\$schema)$/.test(name)),
    );
    const value = {
      bomFormat: 'CycloneDX',
      specVersion: version,
      [key]: make(SCHEMA.properties![key]!, rng.chance(0.9) ? version : '1.7', rng, 0),
    };
    const text = JSON.stringify(value);
    const theirs = official(value);
    const ours = validate(value);
    expect(ours, `${text}\n${JSON.stringify(official.errors)}\n${JSON.stringify(validate.errors)}`).toBe(theirs);
    verdicts[ours ? 'both' : 'neither']++;
  }
  console.log(`${version}: ${verdicts.both} accepted by both, ${verdicts.neither} by neither`);
  expect(Math.min(verdicts.both, verdicts.neither)).toBeGreaterThan(400);
});
