// What somebody begins with: the example model, and a pipeline for a model. What is asked on the way is in test/ui.
import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { EXAMPLE_NAME, exampleFiles } from '../../../src/core/example/example';
import { initPipeline, PIPELINE_SYSTEMS, type PipelineSystem } from '../../../src/core/pipelines/pipeline';
import { cleanUp, extension, ID, sleep } from './helpers';

let folder: string;
const at = (name: string) => path.join(folder, name);
const text = (name: string) => fs.readFileSync(at(name), 'utf8');

const createExample = (where = folder) =>
  vscode.commands.executeCommand<vscode.Uri | undefined>('modelOpenness.createExample', vscode.Uri.file(where));
const addPipeline = async (model: string, system: PipelineSystem) =>
  vscode.commands.executeCommand<vscode.Uri[] | undefined>(
    'modelOpenness.addReleasePipeline',
    vscode.Uri.file(at(model)),
    [],
    system,
  );

before(extension);
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(tmpdir(), 'host-first-use-'));
});
afterEach(async () => {
  await cleanUp();
  fs.rmSync(folder, { recursive: true, force: true });
});

describe('the example model', () => {
  it('is written with all its files, to the byte', async () => {
    const written = await createExample();
    assert.equal(written?.fsPath, at('model-openness-example'));
    for (const { path: name, bytes } of exampleFiles())
      assert.deepEqual(new Uint8Array(fs.readFileSync(path.join(written.fsPath, name))), bytes, name);
  });
  it('keeps what somebody has worked on', async () => {
    await createExample();
    const card = `model-openness-example/${EXAMPLE_NAME}/README.md`;
    fs.writeFileSync(at(card), 'mine');
    fs.rmSync(at(`model-openness-example/${EXAMPLE_NAME}/config.json`));
    await createExample();
    assert.equal(text(card), 'mine');
    assert.ok(fs.existsSync(at(`model-openness-example/${EXAMPLE_NAME}/config.json`)));
  });
});

describe('a pipeline', () => {
  beforeEach(() => {
    fs.mkdirSync(at('.git'));
    fs.mkdirSync(at('models/aurora'), { recursive: true });
    fs.writeFileSync(at('models/aurora/mof.yml'), '');
  });
  for (const system of PIPELINE_SYSTEMS)
    it(`is written into the repository that the model is in: ${system}`, async () => {
      const { version } = vscode.extensions.getExtension(ID)!.packageJSON as { version: string };
      const written = await addPipeline('models/aurora', system);
      const { files } = initPipeline(system, {
        model: 'models/aurora',
        mofPackage: `model-openness@${version}`,
      });
      assert.deepEqual(
        written?.map(({ fsPath }) => path.relative(folder, fsPath)),
        files.map((file) => file.path),
      );
      for (const file of files) assert.equal(text(file.path), file.text);
      assert.equal(vscode.window.activeTextEditor?.document.uri.fsPath, at(files[0]!.path));
    });
  it('is for the folder of a file', async () => {
    await addPipeline('models/aurora/mof.yml', 'github');
    assert.match(text('.github/workflows/release-model.yml'), /MODEL: models\/aurora\n/);
  });
  it('goes beside one that is there, where that can include it, and replaces none', async () => {
    fs.writeFileSync(at('.gitlab-ci.yml'), 'mine: {}\n');
    const [written] = (await addPipeline('models/aurora', 'gitlab'))!;
    assert.equal(written?.fsPath, at('.gitlab/release-model.yml'));
    fs.writeFileSync(at('.pre-commit-config.yaml'), 'repos: []\n');
    let isOver = false;
    const refused = addPipeline('models/aurora', 'pre-commit').then((files) => {
      isOver = true;
      return files;
    });
    // It asks whether to open what is there.
    for (; !isOver; await sleep(50)) await vscode.commands.executeCommand('notifications.clearAll');
    assert.equal(await refused, undefined);
    assert.equal(text('.gitlab-ci.yml'), 'mine: {}\n');
    assert.equal(text('.pre-commit-config.yaml'), 'repos: []\n');
  });
});
