import { afterEach, describe, expect, it } from 'vitest';
import { LSPErrorCodes, type Range, type TextDocumentEdit, type WorkspaceEdit } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { behind, bom, ID } from '../unit/spdx-language/documents';
import { applied, TestClient, VSCODE, type Setup } from './harness';

const FILE = 'bom.spdx3.json';
const TEXT = bom();

let client: TestClient;
afterEach(() => client?.stop());

/** Opens an SPDX document with the cursor at the mark. */
async function open(marked: string, setup?: Setup) {
  client = await TestClient.start(setup);
  const text = marked.replace('█', '');
  const position = TextDocument.create('', '', 0, text).positionAt(marked.indexOf('█'));
  await client.open(FILE, text);
  return {
    prepare: () =>
      client.request<{ range: Range; placeholder: string } | null>('textDocument/prepareRename', FILE, { position }),
    rename: (newName: string) =>
      client.request<WorkspaceEdit | null>('textDocument/rename', FILE, { position, newName }),
  };
}

describe('rename', () => {
  it('gives an element another id across the graph, and finds nothing wrong that was not wrong before', async () => {
    const { prepare, rename } = await open(behind(TEXT, `"from": "${ID}`));
    const before = await client.rules(FILE);
    const { range, placeholder } = (await prepare())!;
    expect(placeholder).toBe(`${ID}#m`);
    expect(TextDocument.create('', '', 0, TEXT).getText(range)).toBe(`${ID}#m`);
    const to = 'https://models.example.org/aurora';
    const edit = (await rename(to))!;
    expect((edit.documentChanges![0] as TextDocumentEdit).textDocument).toEqual({ uri: client.uri(FILE), version: 1 });
    const renamed = applied(TEXT, client.uri(FILE), edit);
    expect(renamed).toBe(TEXT.replaceAll(`"${ID}#m"`, `"${to}"`));
    await client.change(FILE, renamed);
    expect(await client.rules(FILE)).toEqual(before);
  });

  it('answers a name that can not be with the reason', async () => {
    const { rename } = await open(behind(TEXT, `"spdxId": "${ID}#m`));
    const refused = await rename('aurora').catch((error: unknown) => error);
    expect(refused).toMatchObject({
      code: LSPErrorCodes.RequestFailed,
      message: expect.stringContaining('"aurora" is no IRI') as string,
    });
    await expect(rename(`${ID}#d`)).rejects.toMatchObject({
      message: expect.stringContaining('taken already') as string,
    });
  });

  it('is not offered where nothing has a name', async () => {
    const { prepare, rename } = await open(behind(TEXT, '"Northl'));
    expect(await prepare()).toBeNull();
    expect(await rename('x:y')).toBeNull();
  });

  it('gives plain changes to a client that knows no versions, and is not prepared for one that does not ask', async () => {
    const capabilities = { ...VSCODE, workspace: {}, textDocument: {} };
    const { rename } = await open(behind(TEXT, '"@id": "_:'), { capabilities });
    expect(client.initialized.capabilities.renameProvider).toBe(true);
    const edit = (await rename('_:creation'))!;
    expect(applied(TEXT, client.uri(FILE), edit)).toBe(TEXT.replaceAll('"_:ci"', '"_:creation"'));
    expect(edit.documentChanges).toBeUndefined();
  });
});
