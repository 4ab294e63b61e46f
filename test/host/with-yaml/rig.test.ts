import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';

describe("beside Red Hat's YAML extension", () => {
  it('has its stand-in active', async () => {
    const stub = vscode.extensions.getExtension('redhat.vscode-yaml');
    await stub?.activate();
    assert.equal(stub?.isActive, true);
  });
});
