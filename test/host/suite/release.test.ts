// Releasing by the command, with a real layout, a registry in memory and a real key. What is asked on the way is in test/ui.
import * as assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import type { ReleaseAnswers } from '../../../src/extension/release/release-steps';
import type { ReleaseResult } from '../../../src/node/release/release';
import { FakeRegistry } from '../../registry/fake-registry';
import { cleanUp, extension, file } from './helpers';

const MODEL = 'release/aurora-7b';

let folder: string;
let registry: FakeRegistry;
const at = (name: string) => vscode.Uri.file(path.join(folder, name));

const release = (answers: Partial<ReleaseAnswers> = {}) =>
  vscode.commands.executeCommand<ReleaseResult | undefined>('modelOpenness.releaseModel', file(MODEL), [], {
    name: 'aurora-7b:v1',
    layout: at('layout'),
    signs: true,
    method: 'key',
    key: at('key.pem'),
    skip: new Map([['lint', 'the example has findings on purpose']]),
    ...answers,
  });
const states = ({ steps }: ReleaseResult) => Object.fromEntries(steps.map(({ id, state }) => [id, state]));

before(extension);
beforeEach(async () => {
  folder = fs.mkdtempSync(path.join(tmpdir(), 'host-release-'));
  registry = await FakeRegistry.start();
  fs.cpSync(path.join(__dirname, '../../../examples/aurora-7b'), file(MODEL).fsPath, { recursive: true });
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  fs.writeFileSync(at('key.pem').fsPath, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
});
afterEach(async () => {
  await cleanUp();
  await registry.stop();
  fs.rmSync(folder, { recursive: true, force: true });
  fs.rmSync(file('release').fsPath, { recursive: true, force: true });
});

describe('a model is released', () => {
  it('to a layout makes documents, signatures and evidence', async () => {
    const done = await release();
    assert.ok(done);
    const { sign, pack, seal, push, verify, report, lint } = states(done);
    assert.deepEqual(
      { sign, pack, seal, push, verify, report, lint },
      {
        sign: 'done',
        pack: 'done',
        seal: 'done',
        push: 'skipped',
        verify: 'done',
        report: 'done',
        lint: 'skipped',
      },
    );
    assert.ok(fs.existsSync(file(`${MODEL}/model.sig`).fsPath));
    assert.ok(fs.existsSync(file('release/aurora-7b-evidence.html').fsPath));
    const again = await release();
    assert.equal(again?.digest, done.digest);
  });

  it('to a registry pushes what is attached, and verifies it there', async () => {
    const reference = `${registry.host}/lab/aurora-7b:v1`;
    const done = await release({ name: reference });
    assert.ok(done);
    assert.deepEqual([done.reference, states(done).push, states(done).verify], [reference, 'done', 'done']);
    assert.ok(registry.manifestsOf('lab/aurora-7b').has('v1'));
  });

  it('that the documents stand in the way of signs nothing', async () => {
    fs.writeFileSync(file(`${MODEL}/mof.yml`).fsPath, 'framework:\n  name: Model Openness Framework\nrelease: 3\n');
    const done = await release({ skip: new Map() });
    assert.ok(done);
    assert.equal(done.steps.at(-1)!.state, 'failed');
    assert.ok(!fs.existsSync(file(`${MODEL}/model.sig`).fsPath));
  });
});
