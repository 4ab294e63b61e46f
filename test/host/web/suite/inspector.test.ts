// Where there is no Node, nothing is hashed and no certificate is checked: the inspector says so.
import * as vscode from 'vscode';
import type { ExtensionApi } from '../../../../src/extension/activate';

const check = (ok: boolean, text: string) => {
  if (!ok) throw new Error(text);
};

const signature = () => vscode.Uri.joinPath(vscode.workspace.workspaceFolders![0]!.uri, 'web.sig');

describe('the inspector in a browser', () => {
  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.workspace.fs.delete(signature());
  });

  it('opens as the editor of a signature, and can do no more', async () => {
    const { inspectors } = await vscode.extensions
      .getExtension<ExtensionApi>('model-openness.model-openness')!
      .activate();
    await vscode.workspace.fs.writeFile(signature(), new TextEncoder().encode('{}'));
    await vscode.commands.executeCommand('modelOpenness.inspect', signature());
    const inspector = inspectors.of({ kind: 'signature', uri: signature().toString() });
    check(inspector !== undefined, 'no inspector');
    await inspector!.again();
    check(inspector!.loaded === undefined, 'something was inspected');
  });
});
