import { afterEach, describe, expect, it } from 'vitest';
import { DocumentHighlightKind, type DocumentHighlight, type Location } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { behind, bom, ID } from '../unit/spdx-language/documents';
import { TestClient } from './harness';
import { mof } from './texts';

let client: TestClient;
afterEach(() => client?.stop());

/** Opens an SPDX document with the cursor at the mark. */
async function open(marked: string) {
  client = await TestClient.start();
  const text = marked.replace('█', '');
  const document = TextDocument.create('', '', 0, text);
  const position = document.positionAt(marked.indexOf('█'));
  await client.open('bom.spdx3.json', text);
  return {
    at: (range: Location['range']) => document.getText(range),
    ask: <R>(method: string, params: object = {}) =>
      client.request<R>(`textDocument/${method}`, 'bom.spdx3.json', { position, ...params }),
  };
}

describe('references', () => {
  it('are found with and without the definition', async () => {
    const { ask, at } = await open(behind(bom(), `"suppliedBy": "${ID}`));
    const all = await ask<Location[]>('references', { context: { includeDeclaration: true } });
    const uses = await ask<Location[]>('references', { context: { includeDeclaration: false } });
    expect(all).toHaveLength(4);
    expect(uses).toHaveLength(3);
    for (const { uri, range } of all) {
      expect(uri).toBe(client.uri('bom.spdx3.json'));
      expect(at(range)).toBe(`${ID}#org`);
    }
    const [definition] = await ask<{ targetRange: Location['range'] }[]>('definition');
    expect(all.map(({ range }) => range)).toContainEqual(definition!.targetRange);
    expect(uses.map(({ range }) => range)).not.toContainEqual(definition!.targetRange);
  });

  it('are marked in the text', async () => {
    const { ask, at } = await open(behind(bom(), `"from": "${ID}`));
    const marks = await ask<DocumentHighlight[]>('documentHighlight');
    expect(marks.map(({ kind }) => kind)).toEqual([
      DocumentHighlightKind.Write,
      DocumentHighlightKind.Read,
      DocumentHighlightKind.Read,
      DocumentHighlightKind.Read,
    ]);
    expect(new Set(marks.map(({ range }) => at(range)))).toEqual(new Set([`${ID}#m`]));
  });

  it('are none where nothing has a name', async () => {
    const { ask } = await open(behind(bom(), '"Northl'));
    expect(await ask('references', { context: { includeDeclaration: true } })).toEqual([]);
    expect(await ask('documentHighlight')).toEqual([]);
    await client.open('mof.yml', mof('aurora'));
    const context = { includeDeclaration: true };
    const position = { line: 13, character: 14 };
    expect(await client.request('textDocument/references', 'mof.yml', { position, context })).toEqual([]);
    expect(await client.request('textDocument/documentHighlight', 'mof.yml', { position })).toEqual([]);
    expect(await client.request('textDocument/prepareRename', 'mof.yml', { position })).toBeNull();
  });
});
