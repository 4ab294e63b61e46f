import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { verifyCommandLine } from '../../../src/core/signing/command-line';
import { progressText } from '../../../src/core/signing/model/progress';
import { verdictText } from '../../../src/core/signing/verdict/text';
import { type Verdict } from '../../../src/core/signing/verdict/verdict';

describe('the command that verifies', () => {
  it('names what whoever verifies has to get elsewhere', () => {
    const subject = { model: 'aurora-7b', signature: 'aurora-7b/model.sig' };
    expect(verifyCommandLine({ ...subject, method: 'key' })).toBe(
      'model_signing verify key aurora-7b --signature aurora-7b/model.sig --public-key PUBLIC_KEY',
    );
    expect(verifyCommandLine({ ...subject, method: 'certificate' })).toMatch(/--certificate-chain ROOT_CERTIFICATE$/);
  });
  it('reaches a shell as it is meant', () => {
    const signer = { name: "o'hara@example.org", issuer: 'https://accounts.example.org/$(id)', facts: [] };
    const line = verifyCommandLine({ method: 'sigstore', model: 'my model', signature: 'a\nb.sig', signer });
    const shown = execFileSync('sh', ['-c', `set -- ${line}; for each; do printf '%s\\0' "$each"; done`], {
      encoding: 'utf8',
    });
    const given = [
      'my model',
      '--signature',
      'a\nb.sig',
      '--identity',
      signer.name,
      '--identity-provider',
      signer.issuer,
    ];
    expect(shown.split('\0').slice(0, -1)).toEqual(['model_signing', 'verify', 'sigstore', ...given]);
  });
});

it('progress says how long it will take', () => {
  const done = { bytes: 100 * 2 ** 20, totalBytes: 400 * 2 ** 20, files: 3, totalFiles: 8 };
  expect(progressText(done, 2000)).toBe('100 MiB of 400 MiB, 3 of 8 files, 6 s left');
  expect(progressText({ ...done, bytes: 0 }, 0)).toBe('0 B of 400 MiB, 3 of 8 files');
});

describe('the words of a verdict', () => {
  const verdict: Verdict = {
    state: 'invalid',
    legacy: true,
    checks: [{ id: 'files', ok: false, detail: 'changed: 1.' }],
    files: {
      matched: 1,
      changed: [{ file: 'a', shard: '0:8', signed: '', found: 'ff' }],
      missing: ['x\u001b[2J'],
      unsigned: ['a.txt', 'b.txt', 'run.py'],
      ignored: [],
    },
  };
  const text = verdictText(verdict, {
    model: 'm',
    facts: [['verified at', 'noon']],
    shown: 2,
    more: (count) => `${count} more`,
  });

  it('list what could run first, up to a number', () => {
    expect(text).toContain('  not signed:\n    run.py\n    a.txt\n    1 more\n');
  });
  it('tell of shards, formats and facts', () => {
    expect(text).toMatch(/^m: Not verified \(legacy format of model_signing 0\.2\.0\)\n {2}verified at: noon\n/);
    expect(text).toContain('    a (bytes 0:8): signed no such shard, found ff\n');
  });
  it('show names without letting them act', () => {
    expect(text).toContain('x\\u{1b}[2J');
  });
});
