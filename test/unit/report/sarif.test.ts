import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Log } from 'sarif';
import { describe, expect, it } from 'vitest';
import { RULES } from '../../../src/core/documents/kinds';
import { sarif } from '../../../src/core/report/sarif';
import { finding, sample, TEXT } from './sample';

const written = (report = sample()) => JSON.parse(sarif(report, { colour: false })) as Log;
const SCHEMA = path.join(__dirname, '../../../node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');
const unchecked = [{ file: '../gone.yml', message: 'gone.yml does not exist' }];

if (!existsSync(SCHEMA)) console.warn('SKIPPED: SARIF schema: @microsoft/jest-sarif is not installed');
describe.skipIf(!existsSync(SCHEMA))('SARIF schema', () => {
  /** The schema is of draft 4; of what changed since then it uses only the name of `$id`, and a lenient pattern. */
  const schema = () => {
    const draft4 = JSON.parse(readFileSync(SCHEMA, 'utf8')) as Record<string, unknown>;
    delete draft4.$schema;
    delete draft4.id;
    return addFormats(new Ajv({ strict: false, allErrors: true, unicodeRegExp: false })).compile(draft4);
  };

  it('is kept with every part in use', () => {
    const validate = schema();
    validate(written(sample({ unchecked })));
    expect(validate.errors).toBeNull();
    validate(written(sample({ files: [] })));
    expect(validate.errors).toBeNull();
  });

  it('would notice a mistake', () => {
    const log = written();
    log.runs[0]!.results![0]!.level = 'hint' as never;
    expect(schema()(log)).toBe(false);
  });
});

it('describes every rule once, and results point at theirs', () => {
  const run = written().runs[0]!;
  const rules = run.tool.driver.rules!;
  expect(rules.map(({ id }) => id)).toEqual(RULES.map(({ id }) => id));
  expect(rules.every((rule) => rule.helpUri && rule.shortDescription?.text && rule.fullDescription?.text)).toBe(true);
  for (const result of run.results!) expect(rules[result.ruleIndex!]!.id).toBe(result.ruleId);
});

it('counts from 1, in UTF-16 code units, relative to the root', () => {
  const run = written().runs[0]!;
  expect(run.columnKind).toBe('utf16CodeUnits');
  expect(run.originalUriBaseIds).toEqual({ '%SRCROOT%': { uri: 'file:///work%20space/repo/' } });
  expect(run.results![0]!.locations).toEqual([
    {
      physicalLocation: {
        artifactLocation: { uri: 'a/mof.yml', uriBaseId: '%SRCROOT%' },
        region: { startLine: 4, startColumn: 13, endLine: 4, endColumn: 23 },
      },
    },
  ]);
  expect(run.results!.map(({ level }) => level)).toEqual(['error', 'note']);
});

it('names related places, also in files outside the root', () => {
  const related = written().runs[0]!.results![0]!.relatedLocations!;
  expect(related.map(({ physicalLocation }) => physicalLocation!.artifactLocation)).toEqual([
    { uri: 'a/mof.yml', uriBaseId: '%SRCROOT%' },
    { uri: 'file:///work%20space/b.yml' },
  ]);
});

it('carries the safe fix alone', () => {
  const [first, second] = written().runs[0]!.results!;
  expect(first!.fixes).toHaveLength(1);
  expect(first!.fixes![0]!.description!.text).toBe('Change to "Model card"');
  expect(first!.fixes![0]!.artifactChanges[0]!.replacements).toEqual([
    {
      deletedRegion: { startLine: 4, startColumn: 13, endLine: 4, endColumn: 23 },
      insertedContent: { text: 'Model card' },
    },
  ]);
  expect(second!.fixes).toBeUndefined();
});

it('has a fingerprint for each result that lines above it do not change', () => {
  const print = (text: string) => {
    const file = { file: 'a.yml', text, findings: [finding(text, 'Other')] };
    return written(sample({ files: [file] })).runs[0]!.results![0]!.partialFingerprints;
  };
  expect(print(`# a comment\n${TEXT}`)).toEqual(print(TEXT));
});

it('says when something could not be checked', () => {
  const [invocation] = written(sample({ unchecked })).runs[0]!.invocations!;
  expect(invocation!.executionSuccessful).toBe(false);
  expect(invocation!.toolExecutionNotifications).toHaveLength(1);
  expect(written().runs[0]!.invocations![0]!.executionSuccessful).toBe(true);
});
