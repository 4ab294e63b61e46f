import * as vscode from 'vscode';

const check = (ok: boolean, text: string) => {
  if (!ok) throw new Error(text);
};

describe('the web worker extension host', () => {
  it('has no Node', () => {
    check(typeof (globalThis as { importScripts?: unknown }).importScripts === 'function', 'not a worker');
    check(vscode.version.startsWith('1.'), vscode.version);
  });

  it('activates the extension from its browser entry', async () => {
    const extension = vscode.extensions.getExtension('model-openness.model-openness');
    await extension?.activate();
    check(extension?.isActive === true, 'not active');
  });

  it('signs and verifies nothing, and says so instead of failing', async () => {
    const folder = vscode.workspace.workspaceFolders![0]!.uri;
    for (const command of ['modelOpenness.signModel', 'modelOpenness.verifyModel', 'modelOpenness.refreshTrustedRoot'])
      check((await vscode.commands.executeCommand(command, folder)) === undefined, command);
  });
});
