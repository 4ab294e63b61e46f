import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { cleanUp, diagnostics, mof, open, ruleOf, sleep } from '../suite/helpers';

const PATH = 'host/mof.yml';
const TWICE = mof('host-twice', ['Model Card']).replace('  producer:', '  producer: Example Lab\n  producer:');

describe("a MOF file beside Red Hat's YAML extension", () => {
  afterEach(() => cleanUp(PATH));

  it('leaves syntax to it and keeps the meaning', async () => {
    const { document } = await open(PATH, TWICE);
    const found = await diagnostics(document.uri, (all) => all.some((d) => ruleOf(d) === 'mof/unknown-component'));
    assert.deepEqual(
      found.map(ruleOf).filter((rule) => rule.startsWith('document/')),
      [],
    );
  });

  it('leaves the outline to it', async () => {
    const { document } = await open(PATH, TWICE);
    await diagnostics(document.uri);
    await sleep(200);
    const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[] | undefined>(
      'vscode.executeDocumentSymbolProvider',
      document.uri,
    );
    assert.deepEqual(symbols ?? [], []);
  });
});
