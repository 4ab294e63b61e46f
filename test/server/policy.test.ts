// Trust policies in the language server: checked, completed, explained, mended.
import { afterEach, describe, expect, it } from 'vitest';
import { type CompletionList, type Hover } from 'vscode-languageserver/node';
import { TestClient, VSCODE } from './harness';

let client: TestClient;
afterEach(() => client?.stop());

const FILE = '.modelopenness/policy.yml';

async function open(text: string): Promise<void> {
  client = await TestClient.start({ files: {}, capabilities: VSCODE });
  await client.open(FILE, text, 'yaml');
}

describe('a trust policy', () => {
  it('is checked while it is written', async () => {
    await open('version: 1\nsigners: []\n');
    expect((await client.diagnostics(FILE)).map(({ code, range }) => [code, range.start])).toEqual([
      ['policy/nobody-may-sign', { line: 1, character: 0 }],
    ]);
  });
  it('is completed and explained', async () => {
    await open('version: 1\nrequire:\n  \n');
    const { items } = await client.request<CompletionList>('textDocument/completion', FILE, {
      position: { line: 2, character: 2 },
    });
    expect(items.map(({ label }) => label)).toEqual(expect.arrayContaining(['bom', 'mof-class']));
    const hover = await client.request<Hover>('textDocument/hover', FILE, { position: { line: 1, character: 1 } });
    expect(JSON.stringify(hover.contents)).toContain('What has to come with a model.');
  });
});
