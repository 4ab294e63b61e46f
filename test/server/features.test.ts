import { afterEach, describe, expect, it } from 'vitest';
import {
  CompletionItemKind,
  InsertTextFormat,
  type CodeLens,
  type CompletionList,
  type DocumentLink,
  type DocumentSymbol,
  type FoldingRange,
  type Hover,
  type InlayHint,
  type LocationLink,
  type SymbolInformation,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { TestClient, VSCODE, type Setup } from './harness';
import { mof } from './texts';

let client: TestClient;
afterEach(() => client?.stop());

/** Opens a text with a bar where the cursor is; resolves with the text without it and its position. */
async function open(marked: string, setup?: Setup, path = 'mof.yml') {
  client = await TestClient.start(setup);
  const offset = marked.indexOf('|');
  const text = marked.replace('|', '');
  const position = TextDocument.create('', '', 0, text).positionAt(Math.max(offset, 0));
  await client.open(path, text);
  const ask = <R>(method: string, params: object = { position }) =>
    client.request<R>(`textDocument/${method}`, path, params);
  return { text, position, ask };
}

const WHOLE = { range: { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } } };

describe('completion', () => {
  it('replaces what is typed and names what it is', async () => {
    const { text, ask } = await open(mof('aurora').replace('name: Apache-2.0', 'name: Apa|che'));
    const { items } = await ask<CompletionList>('completion');
    const item = items.find(({ label }) => label === 'Apache-2.0')!;
    expect(item).toMatchObject({ kind: CompletionItemKind.Constant, textEdit: { newText: 'Apache-2.0' } });
    expect(item.sortText).toBeTypeOf('string');
    const edited = TextDocument.applyEdits(TextDocument.create('', '', 0, text), [item.textEdit as never]);
    expect(edited).toContain('name: Apache-2.0\n');
  });

  it('offers snippets to a client that knows them, and plain text to others', async () => {
    const marked = '|';
    const { ask } = await open(marked);
    const { items: rich } = await ask<CompletionList>('completion');
    const snippets = rich.filter(({ insertTextFormat }) => insertTextFormat === InsertTextFormat.Snippet);
    expect(rich.length).toBeGreaterThan(0);
    await client.stop();
    const { items: plain } = await (await open(marked, { capabilities: {} })).ask<CompletionList>('completion');
    expect(plain.map(({ label }) => label)).toEqual(rich.map(({ label }) => label));
    for (const { insertTextFormat, textEdit } of plain) {
      expect(insertTextFormat).toBe(InsertTextFormat.PlainText);
      expect(textEdit!.newText).not.toMatch(/\$\{?\d/);
    }
    expect(snippets.length).toBeGreaterThan(0);
  });

  it('is empty elsewhere', async () => {
    const { ask } = await open('services:\n  w|', undefined, 'compose.yml');
    expect(await ask('completion')).toBeNull();
  });
});

describe('hover', () => {
  it('explains a component in Markdown, with its place', async () => {
    const { ask } = await open(mof('aurora').replace('Model architecture', 'Model archi|tecture'));
    const hover = await ask<Hover>('hover');
    expect(hover.contents).toMatchObject({ kind: 'markdown', value: expect.stringContaining('Class III') });
    expect(hover.range).toEqual({ start: { line: 13, character: 12 }, end: { line: 13, character: 30 } });
  });

  it('is null where there is nothing to say', async () => {
    const { ask } = await open(`${mof('aurora')}\n# no|te\n`);
    expect(await ask('hover')).toBeNull();
  });
});

describe('inlay hints', () => {
  it('lead to the licence that counts', async () => {
    const { ask } = await open(mof('aurora'));
    const hints = await ask<InlayHint[]>('inlayHint', WHOLE);
    const parts = hints.flatMap(({ label }) => (typeof label === 'string' ? [] : label));
    const led = parts.find(({ location }) => location)!;
    expect(led.location).toMatchObject({ uri: client.uri('mof.yml'), range: { start: { line: 10 } } });
    expect(led.value).toContain('Apache-2.0');
  });

  it('can be turned off', async () => {
    const { ask } = await open(mof('aurora'), { settings: { inlayHints: { enabled: false } } });
    expect(await ask('inlayHint', WHOLE)).toEqual([]);
  });
});

describe('code lenses', () => {
  it('lead to the Openness view where the client has it', async () => {
    const { ask } = await open(mof('aurora'), { options: { commands: true } });
    const [lens] = await ask<CodeLens[]>('codeLens', {});
    expect(lens!.command).toMatchObject({
      command: 'modelOpenness.showOpenness',
      arguments: [client.uri('mof.yml')],
    });
    expect(lens!.command!.title).toContain('Unclassified');
  });

  it('sign and verify the folder of a file that stands for its model, where the client can', async () => {
    const options = { commands: true, signing: true };
    const { ask } = await open(mof('aurora'), { options });
    const [, ...lenses] = await ask<CodeLens[]>('codeLens', {});
    expect(lenses.map(({ command }) => command)).toEqual([
      { title: 'Sign model', command: 'modelOpenness.signModel', arguments: [client.uri('mof.yml')] },
      { title: 'Verify model', command: 'modelOpenness.verifyModel', arguments: [client.uri('mof.yml')] },
    ]);
    await client.open('aurora.yml', mof('aurora'));
    expect(await client.request<CodeLens[]>('textDocument/codeLens', 'aurora.yml', {})).toHaveLength(1);
  });

  it('only say something elsewhere', async () => {
    const { ask } = await open(mof('aurora'));
    const [lens] = await ask<CodeLens[]>('codeLens', {});
    expect(lens!.command!.command).toBe('');
  });

  it('can be turned off', async () => {
    const { ask } = await open(mof('aurora'), { settings: { codeLens: { enabled: false } } });
    expect(await ask('codeLens', {})).toEqual([]);
  });
});

describe('symbols and folding', () => {
  it('are nested', async () => {
    const { ask } = await open(mof('aurora'));
    const symbols = await ask<DocumentSymbol[]>('documentSymbol', {});
    const names = (of: DocumentSymbol[]): string[] => of.flatMap((s) => [s.name, ...names(s.children ?? [])]);
    expect(names(symbols)).toContain('Model architecture');
    expect(symbols.map(({ name }) => name)).not.toContain('Model architecture');
  });

  it('are flat for a client that can not nest', async () => {
    const { ask } = await open(mof('aurora'), {
      capabilities: { ...VSCODE, textDocument: { ...VSCODE.textDocument, documentSymbol: {} } },
    });
    const symbols = await ask<SymbolInformation[]>('documentSymbol', {});
    expect(symbols.find(({ name }) => name === 'Model architecture')?.containerName).toBeTypeOf('string');
  });

  it('fold whole lines', async () => {
    const { ask } = await open(mof('aurora'));
    const folds = await ask<FoldingRange[]>('foldingRange', {});
    expect(folds.length).toBeGreaterThan(2);
    for (const { startLine, endLine } of folds) expect(endLine).toBeGreaterThan(startLine);
  });
});

describe('links and definitions', () => {
  it('lead to addresses in the text', async () => {
    const { ask } = await open(mof('aurora'));
    const links = await ask<DocumentLink[]>('documentLink', {});
    expect(links.map(({ target }) => target)).toContain('https://example.org/aurora/LICENSE');
  });

  it('lead from a component to the licence that counts', async () => {
    const marked = mof('aurora').replace('Model architecture', 'Model archi|tecture');
    const { ask } = await open(marked);
    const [link] = await ask<LocationLink[]>('definition');
    expect(link).toMatchObject({ targetUri: client.uri('mof.yml'), targetRange: { start: { line: 10 } } });
    await client.stop();
    const plain = await open(marked, { capabilities: {} });
    expect(await plain.ask('definition')).toMatchObject([{ uri: client.uri('mof.yml') }]);
  });
});

describe('a request', () => {
  it('that is cancelled is answered so', async () => {
    await open(mof('aurora'));
    const { CancellationTokenSource } = await import('vscode-languageserver/node');
    const source = new CancellationTokenSource();
    const asked = client.connection.sendRequest(
      'textDocument/documentSymbol',
      { textDocument: { uri: client.uri('mof.yml') } },
      source.token,
    );
    source.cancel();
    await expect(asked).rejects.toMatchObject({ code: -32800 });
  });

  it('that is malformed does not stop the server', async () => {
    const { ask } = await open(mof('aurora'));
    expect(await ask('hover', { position: null })).toBeNull();
    expect(client.log.at(-1)).toContain(client.uri('mof.yml'));
    expect(await ask<DocumentSymbol[]>('documentSymbol', {})).not.toEqual([]);
  });
});
