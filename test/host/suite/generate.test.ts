// Documents from a model folder in the editor: written, filled in, compared with the folder, brought up to date.
import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { cleanUp, extension, sleep, until } from './helpers';

let folder: string;
const at = (name: string) => vscode.Uri.file(path.join(folder, name));
const textOf = async (name: string) => (await vscode.workspace.openTextDocument(at(name))).getText();
const findings = (name: string, code: string) =>
  vscode.languages
    .getDiagnostics(at(name))
    .filter((each) => typeof each.code === 'object' && String(each.code.value).endsWith(code));

before(extension);
beforeEach(() => {
  folder = fs.realpathSync(fs.mkdtempSync(path.join(tmpdir(), 'host-generate-')));
  fs.writeFileSync(path.join(folder, 'README.md'), '---\nlicense: mit\n---\n# Aurora\n\nTells colours apart.\n');
  fs.writeFileSync(path.join(folder, 'train.py'), 'print(1)\n');
});
afterEach(async () => {
  await cleanUp();
  fs.rmSync(folder, { recursive: true, force: true });
});

describe('documents from a model folder', () => {
  it('are written with what the files say, and the rest is to be filled in', async () => {
    const file = await vscode.commands.executeCommand<vscode.Uri>(
      'modelOpenness.generateMofFile',
      vscode.Uri.file(folder),
    );
    assert.equal(file?.fsPath, at('mof.yml').fsPath);
    assert.match(await textOf('mof.yml'), /name: MIT\n/);
    const [toDo] = await until('what is to be filled in', () => {
      const found = findings('mof.yml', '/to-do');
      return found.length ? found : undefined;
    });
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      at('mof.yml'),
      toDo!.range,
    );
    assert.ok(actions.some(({ command }) => command?.command === 'modelOpenness.fillIn'));
  });

  it('tell when the folder says otherwise, and follow it', async () => {
    const bom = await vscode.commands.executeCommand<vscode.Uri>(
      'modelOpenness.generateBom',
      vscode.Uri.file(folder),
      undefined,
      'SPDX 3.0.1',
    );
    assert.equal(bom?.fsPath, at('bom.spdx3.json').fsPath);
    fs.writeFileSync(
      path.join(folder, 'README.md'),
      '---\nlicense: apache-2.0\n---\n# Aurora\n\nTells colours apart.\n',
    );
    fs.renameSync(path.join(folder, 'train.py'), path.join(folder, 'training.py'));
    const document = await vscode.workspace.openTextDocument(bom);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(bom, document.lineAt(document.lineCount - 1).range.end, '\n');
    await vscode.workspace.applyEdit(edit);
    await document.save();
    const drift = await until('findings about the folder', () => {
      const found = findings('bom.spdx3.json', 'out-of-date');
      return found.length ? found : undefined;
    });
    assert.ok(drift.some(({ message }) => message === 'The folder has "training.py", and the document does not.'));
    const done = await vscode.commands.executeCommand<boolean>('modelOpenness.updateFromFolder', bom);
    assert.equal(done, true);
    const text = await textOf('bom.spdx3.json');
    assert.match(text, /spdx\.org\/licenses\/Apache-2\.0/);
    assert.doesNotMatch(text, /licenses\/MIT|#File\/train\.py/);
    assert.match(text, /"amendedBy"/);
    await document.save();
    await until('the findings to go', () => !findings('bom.spdx3.json', 'out-of-date').length || undefined);
  });

  it('tell while they are open that a file is another under the same name, and when it is itself again', async () => {
    fs.writeFileSync(path.join(folder, 'model.bin'), 'weights');
    const bom = await vscode.commands.executeCommand<vscode.Uri>(
      'modelOpenness.generateBom',
      vscode.Uri.file(folder),
      undefined,
      'CycloneDX 1.6',
    );
    await vscode.window.showTextDocument(bom!);
    const ofWeights = () =>
      findings('bom.cdx.json', 'out-of-date').filter(({ message }) => message.includes('model.bin'));
    const told = () => until('a finding about the weights', () => (ofWeights().length ? ofWeights() : undefined));
    const silent = () => until('the finding to go', () => !ofWeights().length || undefined);
    // As tools replace files: written beside, and given the name.
    const replace = (content: string) => {
      fs.writeFileSync(path.join(folder, 'model.bin.part'), content);
      fs.renameSync(path.join(folder, 'model.bin.part'), path.join(folder, 'model.bin'));
    };
    // Nothing of the document is touched: the folder is watched.
    await sleep(2000);
    assert.deepEqual(ofWeights(), []);
    replace('others!');
    assert.deepEqual(
      (await told()).map(({ message }) => message),
      ['"model.bin" has changed since the document was made.'],
    );
    replace('weights');
    await silent();
    replace('others!');
    await told();
    assert.equal(await vscode.commands.executeCommand<boolean>('modelOpenness.updateFromFolder', bom), true);
    await (await vscode.workspace.openTextDocument(bom!)).save();
    await silent();
  });
});
