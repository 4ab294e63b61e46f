import { chmodSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { safetensors } from '../unit/modelfolder/files';
import { folderWith, mof, type RunOptions } from './mof';

const model = () =>
  folderWith({
    'README.md': '---\nlicense: apache-2.0\npipeline_tag: text-generation\n---\n# Aurora 7B\n',
    'config.json': '{\n  "model_type": "llama",\n  "torch_dtype": "float32"\n}\n',
    'model.safetensors': safetensors({ w: { dtype: 'BF16', shape: [8] } }),
  });
const inventory = (args: string[], cwd: string, more: RunOptions = {}) =>
  mof(['inventory', ...args, '--no-git'], { cwd, ...more });

describe('mof inventory', () => {
  it('lists every fact with where it is and how sure, and what contradicts it', () => {
    const { code, stdout, stderr } = inventory([], model());
    expect(stderr).toBe('');
    expect(stdout).toContain('Licence\n  Apache-2.0  [stated: README.md:2 (license)]\n');
    expect(stdout).toContain('Parameters\n  8  [measured: model.safetensors]\n');
    expect(stdout).toContain('Input\n  text  [follows from: README.md:3 (pipeline_tag)]\n');
    expect(stdout).toContain(
      'model.safetensors: warning: Precision is bfloat16 here, and float32 in config.json:3 (torch_dtype). [modelfolder/different-values]\n',
    );
    expect(code).toBe(0);
  });

  it('gives all of it as JSON', () => {
    const { code, stdout } = inventory(['.', '--format', 'json', '--fail-on', 'warning'], model());
    expect(JSON.parse(stdout)).toMatchObject({
      name: [{ value: 'Aurora 7B', certainty: 'derived', source: { path: 'README.md', line: 4, reader: 'card' } }],
      files: [{ path: 'README.md' }, { path: 'config.json' }, { path: 'model.safetensors', kind: 'weight' }],
      conflicts: [{ field: 'precision' }],
      problems: [{ rule: 'modelfolder/different-values' }],
    });
    expect(code).toBe(1);
  });

  it('weighs findings as the configuration says', () => {
    const folder = folderWith({
      'm/README.md': '# x\n',
      'm/config.json': '{',
      'm/emissions.csv': 'a\n',
      '.modelopenness.yml':
        'rules:\n  modelfolder/unreadable: error\noverrides:\n  - files: ["m/emissions.csv"]\n    rules: { modelfolder/unreadable: off }\n',
    });
    const { code, stdout } = inventory(['m', '--format', 'json'], folder);
    expect((JSON.parse(stdout) as { problems: unknown[] }).problems).toMatchObject([
      { path: 'config.json', severity: 'error' },
    ]);
    expect(code).toBe(1);
  });

  it('refuses what is no folder, in one line', () => {
    const folder = model();
    expect(inventory(['nowhere'], folder)).toMatchObject({
      code: 3,
      stdout: '',
      stderr: 'mof: nowhere does not exist\n',
    });
    expect(inventory(['README.md'], folder)).toMatchObject({
      code: 3,
      stderr: 'mof: README.md is a file, not a folder\n',
    });
  });

  it('tells of files and folders that it may not read', () => {
    const folder = folderWith({ 'README.md': '# x\n', 'config.json': '{}', 'sub/x': '' });
    chmodSync(path.join(folder, 'config.json'), 0);
    chmodSync(path.join(folder, 'sub'), 0);
    const { stdout, code } = inventory([], folder, { unprivileged: true });
    chmodSync(path.join(folder, 'sub'), 0o755);
    expect(stdout).toContain(
      'config.json: warning: This file cannot be read: permission denied. [modelfolder/unreadable]\n',
    );
    expect(stdout).toContain('sub: warning: This folder cannot be read: permission denied. [modelfolder/unreadable]\n');
    expect(code).toBe(0);
  });

  it('prints nothing that acts on a terminal', () => {
    const { stdout } = inventory([], folderWith({ 'README.md': '---\nmodel_name: "a\\e[31mb\\u202Ec"\n---\n' }));
    expect(stdout).toContain('a\\u{1b}[31mb\\u{202e}c');
  });
});
