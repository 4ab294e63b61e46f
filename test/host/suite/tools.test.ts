// Tools as the editor offers them to language models.
import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { cleanUp, extension, mof, write } from './helpers';

const NAMES = [
  'modelopenness_lint',
  'modelopenness_explain_class',
  'modelopenness_inspect_artifact',
  'modelopenness_verify',
];

async function invoke(name: string, input: object): Promise<Record<string, unknown>> {
  const { content } = await vscode.lm.invokeTool(name, { input, toolInvocationToken: undefined });
  const [part] = content as [vscode.LanguageModelTextPart];
  return JSON.parse(part.value) as Record<string, unknown>;
}

describe('tools for language models', () => {
  before(async () => {
    await extension();
    await write('tools/mof.yml', mof('aurora', ['Model card']));
    await write('tools/README.md', '# aurora\n');
  });
  after(() => cleanUp('tools'));

  it('are four, and read only the folders that are open', async () => {
    const { packageJSON } = vscode.extensions.all.find(({ id }) => id.endsWith('.model-openness'))!;
    const { contributes } = packageJSON as { contributes: { languageModelTools: { name: string }[] } };
    assert.deepEqual(
      contributes.languageModelTools.map(({ name }) => name),
      NAMES,
    );
    assert.match(String((await invoke('modelopenness_lint', { path: '/etc' })).error), /outside of the folders/);
  });

  it('answer with what the core found', async () => {
    const { releases } = (await invoke('modelopenness_explain_class', { path: 'tools/mof.yml' })) as {
      releases: { release: string; class: string }[];
    };
    assert.equal(releases[0]!.release, 'aurora');
    const inspected = await invoke('modelopenness_inspect_artifact', { path: 'tools' });
    assert.deepEqual(inspected.subject, {
      kind: 'folder',
      name: 'tools',
      place: 'tools',
      bytes: (inspected.subject as { bytes: number }).bytes,
    });
    const { verdict } = (await invoke('modelopenness_verify', { path: 'tools' })) as { verdict: { state: string } };
    assert.equal(verdict.state, 'unsigned');
    const { findings } = (await invoke('modelopenness_lint', { path: 'tools' })) as { findings: unknown[] };
    assert.ok(Array.isArray(findings));
  });

  it('offer no server unless the user wants one', () => {
    assert.equal(vscode.workspace.getConfiguration().get('modelOpenness.mcp.enabled'), false);
  });
});
