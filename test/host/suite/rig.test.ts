import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';

describe('the Node extension host', () => {
  it('belongs to a real VS Code that we support', () => {
    const [major, minor] = vscode.version.split('.').map(Number);
    assert.equal(major, 1);
    assert.ok(minor! >= 105, vscode.version);
    assert.equal(typeof process.versions.node, 'string');
  });

  it('opened a copy of the workspace from disk', () => {
    assert.equal(vscode.workspace.workspaceFolders?.[0]?.uri.scheme, 'file');
  });

  it('loaded the extension from its sources', () => {
    const extension = vscode.extensions.getExtension('model-openness.model-openness');
    assert.equal(extension?.extensionKind, vscode.ExtensionKind.Workspace);
  });
});
