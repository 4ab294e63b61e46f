import { afterEach, describe, expect, it } from 'vitest';
import { openDocument } from '../../src/core/documents/kinds';
import { lint } from '../../src/core/findings/lint';
import { docsUrl } from '../../src/core/findings/rule';
import { sleep, TestClient, VSCODE, type Setup } from './harness';
import { aliasBomb, FIRST_COMPONENT, mof } from './texts';

let client: TestClient;
const start = async (setup?: Setup) => (client = await TestClient.start(setup));
afterEach(() => client?.stop());

const MISSPELT = mof('aurora', ['Model Card']);

describe('diagnostics', () => {
  it('carry the rule, its page, our name and the version', async () => {
    await start();
    await client.open('mof.yml', MISSPELT);
    const [found] = await client.diagnostics('mof.yml', (all) => all.some((d) => d.code === 'mof/unknown-component'));
    const diagnostic = client.published.at(-1)!.diagnostics.find((d) => d.code === 'mof/unknown-component')!;
    expect(found).toBeDefined();
    expect(diagnostic).toMatchObject({
      source: 'model-openness',
      severity: 1,
      codeDescription: { href: docsUrl('mof/unknown-component') },
      range: { start: { line: FIRST_COMPONENT, character: 12 }, end: { line: FIRST_COMPONENT, character: 22 } },
    });
    expect(client.published.at(-1)!.version).toBe(1);
  });

  it('are what the core finds', async () => {
    await start();
    await client.open('mof.yml', MISSPELT);
    const expected = lint(openDocument('/workspace/models/mof.yml', MISSPELT)!, {
      context: {
        file: client.uri('mof.yml'),
        path: '/workspace/models/mof.yml',
        today: new Date('2026-11-22'),
        releases: [],
        neighbours: [],
      },
      severityOf: () => undefined,
    });
    const found = await client.diagnostics('mof.yml');
    expect(found.map(({ code, range, message }) => ({ rule: code, range, message }))).toEqual(
      expected.map(({ rule, range, message }) => ({ rule, range, message })),
    );
  });

  it('leave out what the client does not understand', async () => {
    await start({ capabilities: {} });
    await client.open('mof.yml', MISSPELT);
    for (const diagnostic of await client.diagnostics('mof.yml', (all) => all.length > 0)) {
      expect(diagnostic).not.toHaveProperty('codeDescription');
      expect(diagnostic).not.toHaveProperty('relatedInformation');
      expect(diagnostic).not.toHaveProperty('tags');
    }
  });

  it('follow a burst of changes to the last version, never backwards', async () => {
    await start();
    await client.open('mof.yml', MISSPELT);
    await client.diagnostics('mof.yml');
    const before = client.published.length;
    await Promise.all([0, 1, 2, 3, 4].map((i) => client.change('mof.yml', mof(`aurora-${i}`, ['Model Card']))));
    await client.diagnostics('mof.yml');
    await sleep(100);
    const versions = client.published.slice(before).map(({ version }) => version!);
    expect(versions.at(-1)).toBe(6);
    expect(versions).toEqual([...new Set(versions)].sort((a, b) => a - b));
  });

  it('are taken back when the document closes', async () => {
    await start();
    await client.open('mof.yml', MISSPELT);
    await client.diagnostics('mof.yml', (all) => all.length > 0);
    await client.close('mof.yml');
    await client.wait('empty diagnostics', () =>
      client.published.at(-1)?.diagnostics.length === 0 ? true : undefined,
    );
  });

  it('are taken back when the document stops being ours', async () => {
    await start();
    await client.open('model.yaml', MISSPELT);
    await client.diagnostics('model.yaml', (all) => all.length > 0);
    await client.change('model.yaml', 'services:\n  web: {}\n');
    await client.wait('empty diagnostics', () =>
      client.published.at(-1)?.diagnostics.length === 0 ? true : undefined,
    );
  });

  it('are not sent for documents of other people', async () => {
    await start();
    await client.open('compose.yml', 'services:\n\tweb: {}\n');
    await client.open('package.json', '{"name": 1,}');
    await sleep(300);
    expect(client.published).toEqual([]);
  });

  it('work for a document that has no file', async () => {
    await start({ noFolder: true });
    await client.open('untitled:Untitled-1', MISSPELT);
    expect(await client.rules('untitled:Untitled-1')).toContain('mof/unknown-component');
  });

  it('report a byte order mark that the editor hides', async () => {
    await start({ options: { commands: true } });
    await client.open('mof.yml', MISSPELT);
    await client.connection.sendNotification('modelOpenness/encoding', {
      uri: client.uri('mof.yml'),
      encoding: 'utf8bom',
    });
    await client.rules('mof.yml', (rules) => rules.includes('document/byte-order-mark'));
    const actions = await client.codeActions('mof.yml', 0, ['quickfix']);
    expect(actions.map(({ command }) => command?.command)).toContain('workbench.action.editor.changeEncoding');
    await client.connection.sendNotification('modelOpenness/encoding', {
      uri: client.uri('mof.yml'),
      encoding: 'utf8',
    });
    await client.rules('mof.yml', (rules) => !rules.includes('document/byte-order-mark'));
  });

  it.each([
    ['utf16le', 'model: é', true],
    ['iso88591', mof('é'), true],
    ['iso88591', mof('e'), false],
  ])('judge a file by its encoding %s', async (encoding, text, wrong) => {
    await start();
    await client.open('mof.yml', text);
    await client.diagnostics('mof.yml');
    await client.connection.sendNotification('modelOpenness/encoding', { uri: client.uri('mof.yml'), encoding });
    if (wrong) await client.rules('mof.yml', (rules) => rules.includes('document/not-utf-8'));
    else {
      await sleep(300);
      expect(await client.rules('mof.yml')).not.toContain('document/not-utf-8');
    }
  });
});

describe('lenses and hints', () => {
  const workspace = { ...VSCODE.workspace, codeLens: { refreshSupport: true }, inlayHint: { refreshSupport: true } };

  it('are asked for again when a document was read, and lenses when they say something else', async () => {
    await start({ capabilities: { ...VSCODE, workspace } });
    await client.open('mof.yml', mof('aurora', ['Model Card']));
    await client.wait('both', () => (client.refreshes.length === 2 ? true : undefined));
    await client.change('mof.yml', mof('borealis', ['Model Card']));
    await client.diagnostics('mof.yml');
    await client.change('mof.yml', mof('borealis', ['Model card']));
    await client.wait('the lens', () => (client.refreshes.length > 2 ? true : undefined));
    expect([...new Set(client.refreshes.slice(2))]).toEqual(['workspace/codeLens/refresh']);
  });

  it('are asked for once more, for an editor that was not ready', async () => {
    await start({ capabilities: { ...VSCODE, workspace } });
    await client.open('mof.yml', mof('aurora', ['Model Card']));
    await client.wait('both', () => (client.refreshes.length === 2 ? true : undefined));
    await client.wait('the second ask', () => (client.refreshes.length === 3 ? true : undefined));
    expect(client.refreshes[2]).toBe('workspace/codeLens/refresh');
  });
});

describe('bad input', () => {
  it.each([
    ['aliases that unfold to billions', aliasBomb()],
    ['1 MB', `${mof('big')}${'# padding\n'.repeat(105_000)}`],
    ['more than is read', `${mof('big')}${'# padding\n'.repeat(120_000)}`],
    ['a NUL', mof('a\0b')],
    ['broken YAML', 'framework:\n  name: Model Openness Framework\nrelease: [}\n'],
    ['nothing', ''],
    ['a tower of brackets', `framework: {name: Model Openness Framework}\nrelease: ${'['.repeat(5000)}`],
    ['a lone surrogate', mof('\ud800')],
  ])('%s is answered and does not stop the server', async (_, text) => {
    await start();
    await client.open('mof.yml', text);
    await client.diagnostics('mof.yml');
    const at = { position: { line: 1, character: 3 } };
    await client.request('textDocument/completion', 'mof.yml', at);
    await client.request('textDocument/hover', 'mof.yml', at);
    await client.request('textDocument/documentSymbol', 'mof.yml');
    await client.request('textDocument/foldingRange', 'mof.yml');
    await client.codeActions('mof.yml', 0);
    await client.connection.sendRequest('modelOpenness/openness', { uri: client.uri('mof.yml') });
    expect(client.log).toEqual([]);
    await client.open('good.yml', MISSPELT);
    expect(await client.rules('good.yml')).toContain('mof/unknown-component');
  });

  it('JSON that breaks off is answered', async () => {
    await start();
    await client.open('mof.json', '{"framework": {"name": "Model Openness Framework"}, "release": {"na');
    expect(await client.rules('mof.json')).toEqual(['document/syntax']);
  });
});
