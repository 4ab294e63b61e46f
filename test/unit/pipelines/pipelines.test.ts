import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { MOF_PACKAGE, planPipeline, writePipeline } from '../../../src/cli/init/ci';
import { type Host } from '../../../src/cli/host';
import {
  initPipeline,
  PIPELINE_SYSTEMS,
  PipelineError,
  type PipelineSystem,
} from '../../../src/core/pipelines/pipeline';
import { repositorySuffix } from '../../../src/core/pipelines/names';
import { folderWith } from '../../cli/mof';

const options = { model: '.', mofPackage: 'model-openness@1.0.0' };

function init(cwd: string, location: string, system: PipelineSystem = 'github') {
  let stdout = '';
  const host = { cwd, stdout: (text: string) => (stdout += text) } as unknown as Host;
  writePipeline(planPipeline(location, system, host), host);
  return stdout;
}

describe('initPipeline', () => {
  it.each(PIPELINE_SYSTEMS)('writes YAML that says where the model is and which mof it takes: %s', (system) => {
    const { files, next } = initPipeline(system, { model: 'models/aurora', mofPackage: 'model-openness@9.8.7' });
    expect(next.length).toBeGreaterThan(0);
    for (const { path: file, text } of files) {
      expect(path.posix.normalize(file)).toBe(file);
      expect(text.endsWith('\n') && !/[ \t]+$/m.test(text)).toBe(true);
      for (const document of parseAllDocuments(text)) expect(document.errors).toEqual([]);
    }
    const all = files.map(({ text }) => text).join('');
    expect(all).toContain('model-openness@9.8.7');
    if (system !== 'kubernetes') expect(all).toContain('models/aurora');
  });
  it.each(PIPELINE_SYSTEMS)('takes nothing of others but by its digest: %s', (system) => {
    for (const { text } of initPipeline(system, options).files) {
      const images = [...text.matchAll(/image: (\S+)/g)].map(([, image]) => image!);
      // That of the server is the user's own.
      for (const image of images.filter((each) => !each.startsWith('registry.example.org/')))
        expect(image).toMatch(/^docker\.io\/\S+:[\d.]+\S*@sha256:[0-9a-f]{64}$/);
      for (const [, action] of text.matchAll(/uses: (\S+)/g)) expect(action).toMatch(/@[0-9a-f]{40}$/);
    }
  });
  it.each([
    'a b',
    '$(rm -rf ~)',
    '${{ secrets.X }}',
    '{{item}}',
    "it's",
    'a\nb',
    '-rf',
    '/etc',
    '../x',
    'a/../../x',
    '',
    'a"b',
    'a`b`',
    '#a',
  ])('refuses a folder whose name means something in a pipeline: %j', (model) => {
    for (const system of PIPELINE_SYSTEMS)
      expect(() => initPipeline(system, { ...options, model })).toThrow(PipelineError);
  });
});

describe('the name of the artifact', () => {
  it.each([
    ['.', ''],
    ['models/Aurora_7B', '/aurora-7b'],
    ['été', '/e-te'],
    ['模型', '/model'],
    ['a--b', '/a-b'],
  ])('%s: %s', (model, suffix) => {
    expect(repositorySuffix(model)).toBe(suffix);
    expect(suffix).toMatch(/^(\/[a-z0-9]+(-[a-z0-9]+)*)?$/);
  });
});

describe('mof init --ci', () => {
  const FILE = '.github/workflows/release-model.yml';

  it('writes into the repository that the model is in', () => {
    const root = folderWith({ '.git/HEAD': '', 'models/aurora/mof.yml': '' });
    const stdout = init(path.join(root, 'models'), 'aurora');
    expect(stdout).toContain(`../${FILE}: written\n  Push a tag`);
    const text = readFileSync(path.join(root, FILE), 'utf8');
    expect(text).toContain('MODEL: models/aurora\n');
    expect(text).toContain(`MOF_PACKAGE: '${MOF_PACKAGE}'\n`);
  });
  it('takes the folder for the repository where there is none', () => {
    const root = folderWith({ 'mof.yml': '' });
    init(root, '.');
    expect(readFileSync(path.join(root, FILE), 'utf8')).toContain("MODEL: '.'\n");
  });
  it('replaces nothing, and writes all of it or none', () => {
    const root = folderWith({ 'tekton/release-model-run.yaml': 'mine' });
    expect(() => init(root, '.', 'tekton')).toThrow('tekton/release-model-run.yaml is there already');
    expect(readFileSync(path.join(root, 'tekton/release-model-run.yaml'), 'utf8')).toBe('mine');
    expect(existsSync(path.join(root, 'tekton/release-model.yaml'))).toBe(false);
  });
  it('goes beside a configuration that can include it', () => {
    const root = folderWith({ '.gitlab-ci.yml': 'mine: {}\n' });
    const stdout = init(root, '.', 'gitlab');
    expect(stdout).toContain(
      '.gitlab/release-model.yml: written\n  Add to .gitlab-ci.yml: include: [{ local: .gitlab/',
    );
    expect(readFileSync(path.join(root, '.gitlab-ci.yml'), 'utf8')).toBe('mine: {}\n');
    expect(init(root, '.', 'gitlab')).toContain('release-model.yml: is there already, as it would');
    // What includes it needs no stages of its own.
    expect(readFileSync(path.join(root, '.gitlab/release-model.yml'), 'utf8')).not.toMatch(
      /^(stages|variables|default):/m,
    );
  });
  it('leaves its own configuration where it is', () => {
    const root = folderWith();
    init(root, '.', 'gitlab');
    expect(init(root, '.', 'gitlab')).toContain('.gitlab-ci.yml: is there already, as it would');
    expect(existsSync(path.join(root, '.gitlab'))).toBe(false);
  });
  it('is content with what it would write', () => {
    const root = folderWith();
    init(root, '.');
    expect(init(root, '.')).toContain('is there already, as it would');
  });
  it('says where there is no folder', () => {
    const root = folderWith({ file: '' });
    expect(() => init(root, 'nowhere')).toThrow('nowhere is no folder');
    expect(() => init(root, 'file')).toThrow('file is no folder');
  });
  it('says what is in the way', () => {
    const root = folderWith({ '.github': 'a file' });
    expect(() => init(root, '.')).toThrow(
      expect.objectContaining({ file: '.github', message: 'is a file, not a folder' }),
    );
  });
  it('says which folder cannot stand in a pipeline', () => {
    const root = folderWith();
    mkdirSync(path.join(root, '.git'));
    mkdirSync(path.join(root, 'my model'));
    expect(() => init(root, 'my model')).toThrow('cannot name the folder "my model"');
  });
});
