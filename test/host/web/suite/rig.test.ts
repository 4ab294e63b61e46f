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
});
