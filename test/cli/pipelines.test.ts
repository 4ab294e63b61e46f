// Pipelines, run as they are written: against a registry of its own, and the Sigstore of the tests.
import { generateKeyPairSync } from 'node:crypto';
import { cpSync, existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { initPipeline, type PipelineSystem } from '../../src/core/pipelines/pipeline';
import {
  filled,
  readManifests,
  runContainer,
  type Container,
  type Manifest,
  type Volumes,
} from '../pipelines/containers';
import { readWorkflow, runJob as runGithubJob, type RanStep } from '../pipelines/github';
import { readConfiguration, runJob as runGitlabJob } from '../pipelines/gitlab';
import { canMount, execute, expectSuccess, installedFor, mofPackage } from '../pipelines/sandbox';
import { DEBIAN, describeWith, RealRegistry } from '../registry/real';
import { startBed, type Bed } from '../sigstore-bed/bed.mjs';
import { folderWith, mof, type Outcome } from './mof';

// Each installs mof, signs, packs, pushes, pulls and verifies.
vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 });

const EXAMPLE = path.join(__dirname, '../../examples/borealis-mini');
const TAG = 'v1.0.0';

/** A repository with a model that is whole. */
function repository(model = '.'): string {
  const folder = folderWith({ [path.join(model, 'model.safetensors')]: Buffer.from('\x02\0\0\0\0\0\0\0{}', 'latin1') });
  cpSync(EXAMPLE, path.join(folder, model), { recursive: true });
  return folder;
}

/** The text of a file of a pipeline. */
function textOf(system: PipelineSystem, file: string, model = '.'): string {
  const { files } = initPipeline(system, { model, mofPackage: mofPackage() });
  return files.find((each) => each.path.endsWith(file))!.text;
}

function misspell(model: string): void {
  const file = path.join(model, 'mof.yml');
  writeFileSync(file, readFileSync(file, 'utf8').replace('Model card', 'Modle card'));
}

/** What is in the registry, as mof sees it. */
function inspected(reference: string): { digest: string; layers: unknown[]; referrers: { artifactType: string }[] } {
  const outcome = mof(['inspect', reference, '--format', 'json']);
  expectSuccess(reference, outcome);
  return JSON.parse(outcome.stdout) as ReturnType<typeof inspected>;
}

describeWith('pipelines, run as they are written', [DEBIAN.program], () => {
  let registry: RealRegistry;
  let bed: Bed;
  let installed: Record<string, string>;
  /** The Sigstore of the tests. */
  let trust: string;
  beforeAll(async () => {
    registry = await RealRegistry.start(DEBIAN);
    bed = await startBed();
    trust = path.join(folderWith({ 'trust.json': JSON.stringify(bed.trustConfig(2)) }), 'trust.json');
    installed = installedFor(trust);
  });
  afterAll(() => bed.close());

  describe('GitHub Actions', () => {
    const WORKFLOW = `example/model/.github/workflows/release-model.yml@refs/tags/${TAG}`;
    const FILE = 'release-model.yml';

    function job(name: 'check' | 'release', workspace: string, claimed = WORKFLOW, tag = TAG): Promise<RanStep[]> {
      bed.behaviour.claims = { job_workflow_ref: claimed };
      return runGithubJob(readWorkflow(textOf('github', FILE)), name, {
        workspace,
        env: {
          ...installed,
          ...bed.ciEnvironment(),
          REGISTRY: registry.host,
          GITHUB_ACTOR: 'somebody',
          GITHUB_REPOSITORY: 'Example/Model',
          GITHUB_REF_NAME: tag,
        },
        expressions: { 'github.token': 'not-a-token' },
      });
    }
    /** What the policy of the gate for Kubernetes says of an artifact, with this repository and the Sigstore of the tests. */
    function admitted(reference: string): Outcome {
      const [policy] = readManifests(textOf('kubernetes', 'model-gate.yaml'));
      const text = policy!
        .data!['policy.yml']!.replace('OWNER/REPOSITORY', 'example/model')
        .replace(/issuer: .*/, `issuer: ${bed.url}`);
      const file = path.join(folderWith({ 'policy.yml': text }), 'policy.yml');
      return mof(['verify', '--policy', file, reference, '--trust-config', trust]);
    }
    const last = (steps: RanStep[]) => steps.at(-1)!;

    it('checks, and releases by the identity of the workflow', async () => {
      const workspace = repository();
      for (const name of ['check', 'release'] as const)
        for (const { name: step, outcome } of await job(name, workspace)) expectSuccess(step, outcome);
      const found = inspected(`${registry.host}/example/model:${TAG}`);
      expect(found.referrers.map((each) => each.artifactType)).toContain(
        'application/vnd.dev.sigstore.bundle.v0.3+json',
      );
      expect(admitted(`${registry.host}/example/model:${TAG}`)).toMatchObject({
        code: 0,
        stdout: expect.stringContaining(`https://github.com/${WORKFLOW}`),
      });
    });
    it('stops at findings, and says them where the change is', async () => {
      const workspace = repository();
      misspell(workspace);
      const { name, outcome } = last(await job('check', workspace));
      expect(name).toBe('Check the documents of the model');
      expect(outcome).toMatchObject({ code: 1, stdout: expect.stringContaining('::error file=mof.yml,line=') });
    });
    it('signs as who it is: the gate lets nobody else in', async () => {
      const other = 'mallory/model/.github/workflows/release-model.yml@refs/heads/main';
      for (const { name, outcome } of await job('release', repository(), other, 'v1.0.1')) expectSuccess(name, outcome);
      expect(admitted(`${registry.host}/example/model:v1.0.1`).code).toBe(1);
    });
    it('moves no tag', async () => {
      for (const { name, outcome } of await job('release', repository(), WORKFLOW, 'v2.0.0'))
        expectSuccess(name, outcome);
      const changed = repository();
      writeFileSync(path.join(changed, 'model.safetensors'), 'something else');
      const { outcome } = last(await job('release', changed, WORKFLOW, 'v2.0.0'));
      expect(outcome).toMatchObject({ code: 1, stdout: expect.stringContaining('is another artifact already') });
    });
    it('gives each job what it needs and nothing more', () => {
      const { jobs, ...rest } = readWorkflow(textOf('github', FILE));
      expect(rest).toHaveProperty('permissions', {});
      expect(jobs.check!.permissions).toEqual({ contents: 'read', 'security-events': 'write' });
      expect(jobs.release!.permissions).toEqual({ contents: 'read', 'id-token': 'write', packages: 'write' });
      const used = Object.values(jobs).flatMap(({ steps }) => steps.flatMap(({ uses }) => uses ?? []));
      expect(used.length).toBeGreaterThan(4);
      for (const action of used) expect(action).toMatch(/^[\w/-]+@[0-9a-f]{40}$/);
    });
  });

  describe('GitLab CI', () => {
    const run = (name: string, workspace: string) =>
      runGitlabJob(readConfiguration(textOf('gitlab', '.gitlab-ci.yml')), name, {
        workspace,
        env: {
          ...installed,
          CI_REGISTRY_IMAGE: `${registry.host}/group/model`,
          CI_REGISTRY_USER: 'somebody',
          CI_REGISTRY_PASSWORD: 'not-a-password',
          CI_COMMIT_TAG: TAG,
          CI_SERVER_HOST: 'gitlab.example',
          CI_SERVER_URL: bed.url,
          CI_PROJECT_PATH: 'group/model',
          CI_CONFIG_PATH: '.gitlab-ci.yml',
        },
        token: (audience) =>
          bed.identityToken({
            aud: audience,
            email: null,
            email_verified: null,
            sub: `project_path:group/model:ref_type:tag:ref:${TAG}`,
            ci_config_ref_uri: `gitlab.example/group/model//.gitlab-ci.yml@refs/tags/${TAG}`,
          }),
      });

    it('checks, and releases by the identity of the pipeline', async () => {
      bed.behaviour.claims = {};
      const workspace = repository();
      expectSuccess('check-model', await run('check-model', workspace));
      const report = JSON.parse(readFileSync(path.join(workspace, 'gl-code-quality-report.json'), 'utf8')) as unknown;
      expect(report).toEqual([]);
      expectSuccess('release-model', await run('release-model', workspace));
      expect(inspected(`${registry.host}/group/model:${TAG}`).layers.length).toBeGreaterThan(4);
      expect(readdirSync(workspace)).toContain('evidence.html');
    });
    it('stops at findings', async () => {
      const workspace = repository();
      misspell(workspace);
      expect(await run('check-model', workspace)).toMatchObject({ code: 1 });
    });
  });

  describe('pre-commit', () => {
    const python = path.join(homedir(), '.cache/model-openness/linters/bin/pre-commit');
    const isHere = existsSync(python);
    if (!isHere) console.warn(`SKIPPED: pre-commit: ${python} is missing (node test/rig/linters.mjs installs it)`);
    it.skipIf(!isHere)('installs mof by itself, and keeps mistakes out', async () => {
      const workspace = repository();
      writeFileSync(path.join(workspace, '.pre-commit-config.yaml'), textOf('pre-commit', '.yaml'));
      const home = folderWith();
      const env = { HOME: home, PRE_COMMIT_HOME: path.join(home, 'pre-commit') };
      const step = (...command: string[]) => execute({ command, cwd: workspace, env });
      expectSuccess('git', await step('git', 'init', '--quiet'));
      expectSuccess('git', await step('git', 'add', '--all'));
      expectSuccess('pre-commit', await step(python, 'run', '--all-files'));
      misspell(workspace);
      const outcome = await step(python, 'run', '--all-files');
      expect(outcome).toMatchObject({ code: 1, stdout: expect.stringContaining('mof/unknown-component') });
    });
  });

  if (!canMount)
    console.warn('SKIPPED: pipelines in containers: this machine does not let tests mount folders (unshare)');
  describe.skipIf(!canMount)('containers', () => {
    const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const keyFolder = folderWith({
      'signer.key': keys.privateKey.export({ type: 'pkcs8', format: 'pem' }),
      'signer.enc': keys.privateKey.export({
        type: 'pkcs8',
        format: 'pem',
        cipher: 'aes-256-cbc',
        passphrase: 'four words of it',
      }),
      'signer.pub': keys.publicKey.export({ type: 'spki', format: 'pem' }),
    });
    /** The package of `mof`, where the container sees it. */
    const packageFolder = () => path.dirname(mofPackage());
    const MOF = { MOF_PACKAGE: '' };
    beforeAll(() => {
      MOF.MOF_PACKAGE = `/mnt/package/${path.basename(mofPackage())}`;
    });
    const withPackage = (container: Container): Container => ({
      ...container,
      volumeMounts: [...(container.volumeMounts ?? []), { name: 'package', mountPath: '/mnt/package' }],
    });

    /** Runs the steps of a Tekton task until one fails; returns what they said and the results. */
    async function runTask(
      task: Manifest,
      params: Record<string, string>,
      workspaces: Record<string, string>,
    ): Promise<{ outcomes: Outcome[]; results: Record<string, string> }> {
      const volumes: Volumes = { package: packageFolder(), results: folderWith() };
      const paths: Record<string, string> = { 'results.digest.path': '/mnt/results/digest' };
      const mounts = [{ name: 'results', mountPath: '/mnt/results' }];
      for (const [name, folder] of Object.entries(workspaces)) {
        volumes[name] = folder;
        paths[`workspaces.${name}.path`] = `/mnt/workspace/${name}`;
        mounts.push({ name, mountPath: `/mnt/workspace/${name}` });
      }
      for (const { name, default: usual = '' } of task.spec.params!) paths[`params.${name}`] = params[name] ?? usual;
      const outcomes: Outcome[] = [];
      for (const step of task.spec.steps!) {
        expect(step.script, 'values reach scripts as variables').not.toMatch(/\$\((params|workspaces)/);
        const template = task.spec.stepTemplate!;
        const container = withPackage({
          env: [...template.env!, ...(step.env ?? [])],
          volumeMounts: [...template.volumeMounts!, ...mounts],
        });
        const [, shell] = /^#!(\S+)\n/.exec(step.script!)!;
        const fill = (text: string) => filled(text, /\$\(([\w.-]+)\)/g, paths);
        outcomes.push(await runContainer(container, [shell!, '-c', step.script!], { volumes, fill, env: MOF }));
        if (outcomes.at(-1)!.code !== 0) break;
      }
      const results = volumes.results!;
      return {
        outcomes,
        results: Object.fromEntries(
          readdirSync(results).map((name) => [name, readFileSync(path.join(results, name), 'utf8')]),
        ),
      };
    }

    it('Tekton: checks, signs and publishes, and tells the digest', async () => {
      const source = repository('models/borealis');
      const [check, release] = readManifests(textOf('tekton', 'release-model.yaml'));
      const model = 'models/borealis';
      const checked = await runTask(check!, { model }, { source });
      for (const outcome of checked.outcomes) expectSuccess('check', outcome);
      expect(checked.outcomes).toHaveLength(2);
      const reference = `${registry.host}/tekton/borealis:1.0`;
      const encrypted = folderWith({
        'signer.key': readFileSync(path.join(keyFolder, 'signer.enc')),
        passphrase: 'four words of it',
      });
      const { outcomes, results } = await runTask(
        release!,
        { model, reference },
        { source, 'signing-key': encrypted, 'registry-login': folderWith({ 'config.json': '{}' }) },
      );
      for (const outcome of outcomes) expectSuccess('release', outcome);
      expect(outcomes).toHaveLength(2);
      expect(results.digest).toBe(inspected(reference).digest);
      misspell(path.join(source, model));
      expect((await runTask(check!, { model }, { source })).outcomes.at(-1)!.code).toBe(1);
    });

    it('Argo: releases every model of the list, and none with mistakes', async () => {
      const [template] = readManifests(textOf('argo', 'release-models.yaml'));
      const { script } = template!.spec.templates!.find(({ name }) => name === 'release-model')!;
      expect(script!.source, 'values reach scripts as variables').not.toContain('{{');
      const models = folderWith();
      for (const name of ['one', 'two', 'wrong']) cpSync(repository(), path.join(models, name), { recursive: true });
      misspell(path.join(models, 'wrong'));
      const outcomes = await Promise.all(
        ['one', 'two', 'wrong'].map(async (folder) => {
          const volumes: Volumes = { models, package: packageFolder(), 'signing-key': keyFolder };
          const reference = `${registry.host}/argo/${folder}:1.0`;
          const values = { 'workflow.parameters.mof-package': '', 'inputs.parameters.folder': folder };
          const fill = (text: string) =>
            filled(text, /\{\{([\w.-]+)\}\}/g, { ...values, 'inputs.parameters.reference': reference });
          const command = [...script!.command!, '-c', script!.source!];
          const outcome = await runContainer(withPackage(script!), command, { volumes, fill, env: MOF });
          return { outcome, reference, volumes };
        }),
      );
      for (const { outcome, reference, volumes } of outcomes.slice(0, 2)) {
        expectSuccess(reference, outcome);
        expect(readFileSync(path.join(volumes.temporary!, 'digest'), 'utf8')).toBe(inspected(reference).digest);
      }
      expect(outcomes[2]!.outcome.code).toBe(1);
      expect(mof(['inspect', outcomes[2]!.reference]).code).not.toBe(0);
    });

    it('Kubernetes: lets in what the policy accepts, and nothing else', async () => {
      const [policy, deployment] = readManifests(textOf('kubernetes', 'model-gate.yaml'));
      const text = policy!.data!['policy.yml']!;
      expectSuccess('policy', mof(['policy', 'check', path.join(folderWith({ 'policy.yml': text }), 'policy.yml')]));
      // Who releases with a key of their own writes that in place of an identity.
      const pem = readFileSync(path.join(keyFolder, 'signer.pub'), 'utf8').trim().replaceAll('\n', '\n      ');
      const own = text.replace(/ {2}- identity:.*\n.*issuer:.*\n/, `  - public-key: |\n      ${pem}\n`);
      expect(own).not.toBe(text);
      const gate = deployment!.spec.template!.spec.initContainers[0]!;
      const pass = async (reference: string) => {
        const volumes: Volumes = { package: packageFolder(), policy: folderWith({ 'policy.yml': own }) };
        const container = withPackage({
          ...gate,
          env: gate.env!.map((each) => (each.name === 'REFERENCE' ? { ...each, value: reference } : each)),
        });
        return runContainer(container, [...gate.command!, ...gate.args!], { volumes, fill: (each) => each, env: MOF });
      };
      const publish = (name: string, signWith: string | undefined) => {
        const model = repository();
        const layout = folderWith();
        const reference = `${registry.host}/gate/${name}:1.0`;
        if (signWith)
          expectSuccess(
            'sign',
            mof(['sign', 'key', '.', '--private-key', signWith, '--signature', 'model.sig'], { cwd: model }),
          );
        if (name === 'changed') writeFileSync(path.join(model, 'model.safetensors'), 'something else');
        expectSuccess('pack', mof(['pack', model, '--tag', reference, '--layout', path.join(layout, 'oci')]));
        expectSuccess('push', mof(['push', reference, '--layout', path.join(layout, 'oci')]));
        return reference;
      };
      const key = path.join(keyFolder, 'signer.key');
      const stranger = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
      const other = folderWith({ 'other.key': stranger.export({ type: 'pkcs8', format: 'pem' }) });
      expectSuccess('good', await pass(publish('good', key)));
      expect((await pass(publish('changed', key))).code).toBe(1);
      expect((await pass(publish('other', path.join(other, 'other.key')))).code).toBe(1);
      expect((await pass(publish('unsigned', undefined))).code).toBe(4);
    });
  });
});
