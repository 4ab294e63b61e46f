import { describe, expect, it } from 'vitest';
import { compareInspections } from '../../../src/core/inspection/compare';
import { type FileRow } from '../../../src/core/inspection/inspection';
import { exampleFiles, exampleInspection, exampleSignature } from './example';
import { bomOf } from './model';

const SHA = (digit: string) => `sha256:${digit.repeat(64)}`;
const file = (path: string, digit?: string, more: Partial<FileRow> = {}): FileRow => ({
  path,
  size: 1,
  state: 'matched',
  ...(digit === undefined ? {} : { digest: SHA(digit) }),
  ...more,
});

describe('comparing', () => {
  it('two that are the same finds nothing', () => {
    const diff = compareInspections(exampleInspection(), exampleInspection());
    expect(diff.equal).toBe(true);
    expect(diff.files.same).toBe(5);
  });

  it('files tells what was added, removed, changed, and what cannot be told', () => {
    const a = exampleInspection({
      files: exampleFiles([
        file('same', '1'),
        file('changed', '2'),
        file('gone', '3'),
        file('sized'),
        file('unknown'),
        file('lost', '4', { state: 'missing' }),
      ]),
    });
    const b = exampleInspection({
      files: exampleFiles([
        file('same', '1'),
        file('changed', '5'),
        file('new', '6'),
        file('sized', undefined, { size: 2 }),
        file('unknown', '7'),
        file('.git/', undefined, { state: 'ignored' }),
      ]),
    });
    const { files, equal } = compareInspections(a, b);
    expect(equal).toBe(false);
    expect(files).toEqual({
      added: [{ path: 'new', size: 1, digest: SHA('6') }],
      removed: [{ path: 'gone', size: 1, digest: SHA('3') }],
      changed: [
        {
          path: 'changed',
          before: { path: 'changed', size: 1, digest: SHA('2') },
          after: { path: 'changed', size: 1, digest: SHA('5') },
        },
        {
          path: 'sized',
          before: { path: 'sized', size: 1, digest: null },
          after: { path: 'sized', size: 2, digest: null },
        },
      ],
      uncompared: ['unknown'],
      same: 1,
    });
  });

  it('tells of class, components, licences, signers, verdict and metrics', () => {
    const a = exampleInspection();
    const b = exampleInspection();
    b.openness!.label = 'Class II - Open Tooling Model';
    Object.assign(b.openness!.levels[1]!.components[0]!, { state: 'included', word: 'included', license: 'MIT' });
    b.licenses = b.licenses.slice(0, 1);
    b.verdict = { state: 'verified', title: 'Verified' };
    b.signatures = [exampleSignature({ signer: { ...a.signatures[0]!.signer!, name: 'mallory@example.org' } })];
    b.boms[0]!.metrics = [{ component: 'Tiny', name: 'accuracy', value: '0.95', of: 'test' }];
    expect(compareInspections(a, b)).toMatchObject({
      equal: false,
      verdict: { before: 'Valid, but the signer is not trusted', after: 'Verified' },
      class: { before: 'Class III - Open Model', after: 'Class II - Open Tooling Model' },
      components: [{ name: 'Training code', before: 'missing', after: 'included, MIT' }],
      licenses: { added: [], removed: ['Llama-3.1'] },
      signers: {
        added: ['mallory@example.org (https://accounts.example)'],
        removed: ['jo@example.org (https://accounts.example)'],
      },
      metrics: [{ name: 'accuracy (test)', before: '0.91', after: '0.95' }],
    });
  });

  it('bills of materials tells what they say', () => {
    const withBom = (text: string) => {
      const inspection = exampleInspection();
      const { digest } = inspection.boms[0]!;
      inspection.blobs = [{ digest, name: 'bom.json', mediaType: 'application/json', bytes: text.length, text }];
      return inspection;
    };
    const diff = compareInspections(withBom(bomOf({}, '0.91')), withBom(bomOf({}, '0.95')));
    expect(diff.bom!.diff.changed[0]!.fields[0]).toMatchObject({
      field: 'metric',
      key: 'accuracy',
      before: ['0.91'],
      after: ['0.95'],
    });
  });
});
