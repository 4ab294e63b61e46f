// Findings about a whole model folder: how they come into Problems, and go again. What is found is tested without an editor.
import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { type CheckedFolder } from '../../../src/node/modelfolder/service';
import { cleanUp, extension, until } from './helpers';

let folder: string;
const at = (name: string) => vscode.Uri.file(path.join(folder, name));
const problemsOf = (name: string) =>
  vscode.languages
    .getDiagnostics(at(name))
    .filter(({ code }) => typeof code === 'object' && String(code.value).startsWith('modelfolder/'));
const check = () =>
  vscode.commands.executeCommand<CheckedFolder | undefined>('modelOpenness.checkModelFolder', vscode.Uri.file(folder));

before(extension);
beforeEach(() => {
  folder = fs.realpathSync(fs.mkdtempSync(path.join(tmpdir(), 'host-model-folder-')));
  fs.writeFileSync(path.join(folder, 'README.md'), '---\nlicense: mit\n---\n# Aurora\n');
  fs.writeFileSync(path.join(folder, 'CITATION.cff'), 'title: Aurora\nlicense: Apache-2.0\n');
});
afterEach(async () => {
  await cleanUp();
  fs.rmSync(folder, { recursive: true, force: true });
});

describe('checking a model folder', () => {
  it('puts contradictions at the line that says something else', async () => {
    const checked = await check();
    assert.ok(checked?.report.includes('MIT  [stated: README.md:2 (license)]'), checked?.report);
    const [problem, ...more] = problemsOf('CITATION.cff');
    assert.deepEqual(more, []);
    assert.equal(problem?.message, 'The licence is Apache-2.0 here, and MIT in README.md:2 (license).');
    assert.equal(problem.range.start.line, 1);
    assert.equal(problem.severity, vscode.DiagnosticSeverity.Warning);
  });

  it('takes them away when the file was mended and saved', async () => {
    await check();
    const document = await vscode.workspace.openTextDocument(at('CITATION.cff'));
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, document.lineAt(1).range, 'license: MIT');
    await vscode.workspace.applyEdit(edit);
    assert.equal(problemsOf('CITATION.cff').length, 1);
    await document.save();
    await until('the finding to go', () => !problemsOf('CITATION.cff').length || undefined);
  });

  it('weighs them as the configuration in the folder says', async () => {
    fs.writeFileSync(path.join(folder, '.modelopenness.yml'), 'rules:\n  modelfolder/different-licenses: off\n');
    await check();
    assert.deepEqual(problemsOf('CITATION.cff'), []);
  });
});
