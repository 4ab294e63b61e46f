import { afterEach, describe, expect, it } from 'vitest';
import { type CompletionList, type DocumentSymbol, type FoldingRange, type Hover } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { behind, bom, ID } from '../unit/spdx-language/documents';
import { TestClient, type Setup } from './harness';

const FILE = 'bom.json';

let client: TestClient;
afterEach(() => client?.stop());

async function open(marked: string, setup?: Setup) {
  client = await TestClient.start(setup);
  const text = marked.replace('█', '');
  const position = TextDocument.create('', '', 0, text).positionAt(Math.max(0, marked.indexOf('█')));
  await client.open(FILE, text);
  return <R>(method: string) => client.request<R>(`textDocument/${method}`, FILE, { position });
}

describe('an SPDX document', () => {
  it('is completed and explained', async () => {
    const ask = await open(
      behind(bom('{"type": "ai_AIPackage", "suppliedBy": ""}'), '"ai_AIPackage", "suppliedBy": "'),
    );
    const { items } = await ask<CompletionList>('completion');
    expect(items.map(({ label }) => label)).toContain(`${ID}#org`);
    await client.stop();
    const hover = await (await open(behind(bom(), '"trainedO')))<Hover>('hover');
    expect(hover.contents).toMatchObject({ value: expect.stringContaining('was trained on') as string });
  });

  it('is completed inside of licence expressions', async () => {
    const ask = await open(behind(bom(), '"LicenseRef-own').replace('LicenseRef-own█', 'MIT OR Apa█'));
    const { items } = await ask<CompletionList>('completion');
    expect(items.map(({ label }) => label)).toContain('Apache-2.0');
  });

  it('has an outline of its own beside that of another extension, which folds', async () => {
    const text = JSON.stringify(JSON.parse(bom()), null, 2);
    let ask = await open(text, { options: { neighbours: { json: { outline: true, syntax: true } } } });
    const [root] = await ask<DocumentSymbol[]>('documentSymbol');
    expect(root).toMatchObject({ name: 'SpdxDocument', children: [{ name: 'software_Sbom' }] });
    expect(await ask('foldingRange')).toEqual([]);
    await client.stop();
    ask = await open(text);
    expect((await ask<FoldingRange[]>('foldingRange')).length).toBeGreaterThan(10);
  });

  it('that is long is checked again after an edit', async () => {
    const files = Array.from(
      { length: 30_000 },
      (_, i) => `{"type": "software_File", "spdxId": "${ID}#f${i}", "creationInfo": "_:ci", "name": "f${i}"}`,
    );
    const all = files.map((_, i) => `"${ID}#f${i}"`).join(', ');
    const contains = `{"type": "Relationship", "spdxId": "${ID}#all", "creationInfo": "_:ci", "relationshipType": "contains", "from": "${ID}#m", "to": [${all}]}`;
    const text = bom(...files, contains);
    await open(text);
    const before = await client.rules(FILE);
    await client.change(FILE, text.replace('"trainedOn"', '"trainedOnn"'));
    await client.rules(FILE, (rules) => rules.length > before.length);
    await client.change(FILE, text);
    expect(await client.rules(FILE)).toEqual(before);
    expect(client.log).toEqual([]);
  });
});
