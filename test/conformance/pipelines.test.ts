// Pipelines, by the linters and schemas of those who run them. node test/rig/linters.mjs installs them.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { initPipeline, PIPELINE_SYSTEMS, type PipelineSystem } from '../../src/core/pipelines/pipeline';
import { folderWith } from '../cli/mof';

const cache = path.join(homedir(), '.cache/model-openness');
const go = (name: string) => path.join(cache, 'go/bin', name);
const python = (name: string) => path.join(cache, 'linters/bin', name);

const MODELS = ['.', 'models/aurora-7b', 'Modèles/été_1.0'];

function written(system: PipelineSystem, model: string): { folder: string; files: string[] } {
  const { files } = initPipeline(system, { model, mofPackage: 'model-openness@1.2.3' });
  const folder = folderWith(Object.fromEntries(files.map(({ path: file, text }) => [file, text])));
  mkdirSync(path.join(folder, '.git'));
  return { folder, files: files.map((file) => file.path) };
}

/** Runs a linter on the files of a pipeline, and on one with a mistake: what finds nothing at all proves nothing. */
function lint(system: PipelineSystem, [program, ...args]: readonly string[], mistake: (text: string) => string) {
  for (const model of MODELS) {
    const { folder, files } = written(system, model);
    const run = (names: readonly string[]) =>
      spawnSync(program!, [...args, ...names], { cwd: folder, encoding: 'utf8' });
    const { status, stdout, stderr } = run(files);
    expect(status, `${model}: ${stdout}${stderr}`).toBe(0);
    const [first] = initPipeline(system, { model, mofPackage: 'model-openness@1.2.3' }).files;
    const changed = mistake(first!.text);
    expect(changed).not.toBe(first!.text);
    writeFileSync(path.join(folder, first!.path), changed);
    expect(run([first!.path]).status, 'the mistake is found').not.toBe(0);
  }
}

type Check = readonly [
  title: string,
  system: PipelineSystem,
  command: readonly string[],
  mistake: (text: string) => string,
];
const manifests = [go('manifest-check')];
const CHECKS: readonly Check[] = [
  ['actionlint', 'github', [go('actionlint'), '-no-color'], (text) => text.replace('needs: check', 'needs: chekc')],
  [
    'zizmor',
    'github',
    [python('zizmor'), '--offline', '--no-progress', '--pedantic'],
    (text) => text.replace(/@[0-9a-f]{40} # (v\d)\S+/, '@$1'),
  ],
  [
    'SchemaStore’s schema',
    'github',
    [python('check-jsonschema'), '--builtin-schema', 'vendor.github-workflows'],
    (text) => text.replace('runs-on:', 'run-on:'),
  ],
  [
    'GitLab’s schema',
    'gitlab',
    [python('check-jsonschema'), '--builtin-schema', 'vendor.gitlab-ci'],
    (text) => text.replace('codequality: gl', 'codequalitty: gl'),
  ],
  ['Tekton’s own rules', 'tekton', manifests, (text) => text.replace('$(params.model)', '$(params.modell)')],
  ['Argo’s own types', 'argo', manifests, (text) => text.replace('withParam', 'withParams')],
  ['the types of Kubernetes', 'kubernetes', manifests, (text) => text.replace('initContainers', 'initContainer')],
  [
    'the types of the model validation operator',
    'kubernetes',
    manifests,
    (text) =>
      `${text}---\napiVersion: ml.sigstore.dev/v1alpha1\nkind: ModelValidation\nspec: {config: {}, model: {}}\n`,
  ],
  [
    'pre-commit',
    'pre-commit',
    [python('pre-commit'), 'validate-config'],
    (text) => text.replace('language: node', 'language: nodejs'),
  ],
];

describe('pipelines are right by', () => {
  for (const [title, system, command, mistake] of CHECKS) {
    const isHere = existsSync(command[0]!);
    if (!isHere) console.warn(`SKIPPED: ${title}: ${command[0]} is missing (node test/rig/linters.mjs installs it)`);
    it.skipIf(!isHere)(`${title} (${system})`, () => lint(system, command, mistake));
  }
  it('some linter for every system', () => {
    expect(new Set(CHECKS.map(([, system]) => system))).toEqual(new Set(PIPELINE_SYSTEMS));
  });
});
