// What lies around a document: configuration files, settings, other releases, files beside it, other extensions.
import { afterEach, describe, expect, it } from 'vitest';
import { sleep, TestClient, VSCODE, type Setup } from './harness';
import { mof } from './texts';

let client: TestClient;
const start = async (setup?: Setup) => (client = await TestClient.start(setup));
afterEach(() => client?.stop());

const MISSPELT = mof('aurora', ['Model Card']);
const RULE = 'mof/unknown-component';
const has = (rules: string[]) => rules.includes(RULE);
const hasNot = (rules: string[]) => !rules.includes(RULE);
const OFF = `rules:\n  ${RULE}: off\n`;

describe('.modelopenness.yml', () => {
  it('applies to its folder and below; the nearest one counts', async () => {
    await start({ files: { '.modelopenness.yml': OFF, 'inner/.modelopenness.yml': 'rules: {}\n' } });
    await client.open('mof.yml', MISSPELT);
    await client.open('a/b/mof.yml', MISSPELT);
    await client.open('inner/mof.yml', MISSPELT);
    expect(await client.rules('mof.yml')).not.toContain(RULE);
    expect(await client.rules('a/b/mof.yml')).not.toContain(RULE);
    expect(await client.rules('inner/mof.yml')).toContain(RULE);
  });

  it('is read again when it changes on disk, appears and goes', async () => {
    await start();
    await client.open('mof.yml', MISSPELT);
    await client.rules('mof.yml', has);
    await client.write('.modelopenness.yml', OFF);
    await client.rules('mof.yml', hasNot);
    await client.write('.modelopenness.yml', undefined);
    await client.rules('mof.yml', has);
  });

  it('counts as it is in the editor before it is saved', async () => {
    await start({ files: { '.modelopenness.yml': 'rules: {}\n' } });
    await client.open('mof.yml', MISSPELT);
    await client.rules('mof.yml', has);
    await client.open('.modelopenness.yml', OFF);
    await client.rules('mof.yml', hasNot);
    await client.change('.modelopenness.yml', `rules:\n  ${RULE}: warning\n`);
    await client.rules('mof.yml', has);
    expect((await client.diagnostics('mof.yml')).find(({ code }) => code === RULE)?.severity).toBe(2);
    await client.change('.modelopenness.yml', OFF);
    await client.rules('mof.yml', hasNot);
    await client.close('.modelopenness.yml');
    await client.rules('mof.yml', has);
  });

  it('excludes files', async () => {
    await start({ files: { '.modelopenness.yml': 'exclude:\n  - old\n  - "**/*.draft.yml"\n' } });
    await client.open('old/mof.yml', MISSPELT);
    await client.open('a/x.draft.yml', MISSPELT);
    await client.open('mof.yml', MISSPELT);
    expect(await client.rules('old/mof.yml')).toEqual([]);
    expect(await client.rules('a/x.draft.yml')).toEqual([]);
    expect(await client.rules('mof.yml')).toContain(RULE);
  });

  it('is checked itself', async () => {
    await start();
    await client.open('.modelopenness.yml', 'rules:\n  mof/unknown-componet: off\n');
    expect(await client.rules('.modelopenness.yml')).toEqual(['config/unknown-rule']);
  });
});

describe('settings', () => {
  it('set the severity of rules, below the configuration file', async () => {
    await start({ settings: { rules: { [RULE]: 'off' } } });
    await client.open('mof.yml', MISSPELT);
    expect(await client.rules('mof.yml')).not.toContain(RULE);
    await client.changeSettings({ rules: { [RULE]: 'info' } });
    await client.diagnostics('mof.yml', (all) => all.some((d) => d.code === RULE && d.severity === 3));
    await client.write('.modelopenness.yml', `rules:\n  ${RULE}: warning\n`);
    await client.diagnostics('mof.yml', (all) => all.some((d) => d.code === RULE && d.severity === 2));
  });

  it.each([[{ rules: 'no' }], [{ rules: { [RULE]: 7 } }], ['text'], [null], [{ rules: [1] }]])(
    'that are no settings are left out: %j',
    async (settings) => {
      await start({ settings });
      await client.open('mof.yml', MISSPELT);
      expect(await client.rules('mof.yml')).toContain(RULE);
    },
  );

  it('are taken from the notification of a client that can not be asked', async () => {
    await start({ capabilities: {} });
    await client.open('mof.yml', MISSPELT);
    await client.rules('mof.yml', has);
    await client.connection.sendNotification('workspace/didChangeConfiguration', {
      settings: { modelOpenness: { rules: { [RULE]: 'off' } } },
    });
    await client.rules('mof.yml', hasNot);
  });
});

describe('release names', () => {
  const DUPLICATE = 'mof/duplicate-release';

  it('used twice in the workspace are found, and forgotten when one changes', async () => {
    await start({ files: { 'other/mof.yml': mof('Aurora'), 'a.yml': 'a: 1', 'b.json': '{}' } });
    await client.open('mof.yml', mof('aurora'));
    const found = await client.diagnostics('mof.yml', (all) => all.some((d) => d.code === DUPLICATE));
    const duplicate = found.find((d) => d.code === DUPLICATE)!;
    expect(duplicate.relatedInformation?.[0]?.location).toMatchObject({
      uri: client.uri('other/mof.yml'),
      range: { start: { line: 5, character: 8 } },
    });
    await client.write('other/mof.yml', mof('borealis'));
    await client.rules('mof.yml', (rules) => !rules.includes(DUPLICATE));
    await client.write('third.yml', mof('AURORA'));
    await client.rules('mof.yml', (rules) => rules.includes(DUPLICATE));
    await client.write('third.yml', undefined);
    await client.rules('mof.yml', (rules) => !rules.includes(DUPLICATE));
  });

  it('in open documents count as they are in the editor', async () => {
    await start({ files: { 'other/mof.yml': mof('aurora') } });
    await client.open('mof.yml', mof('aurora'));
    await client.rules('mof.yml', (rules) => rules.includes(DUPLICATE));
    await client.open('other/mof.yml', mof('borealis'));
    await client.rules('mof.yml', (rules) => !rules.includes(DUPLICATE));
    await client.change('other/mof.yml', mof('aurora'));
    await client.rules('mof.yml', (rules) => rules.includes(DUPLICATE));
    await client.rules('other/mof.yml', (rules) => rules.includes(DUPLICATE));
    await client.change('other/mof.yml', 'a: 1\n');
    await client.rules('mof.yml', (rules) => !rules.includes(DUPLICATE));
    await client.close('other/mof.yml');
    await client.rules('mof.yml', (rules) => rules.includes(DUPLICATE));
  });

  it('that git ignores, or that came with a package, do not count', async () => {
    await start({
      files: {
        '.gitignore': 'build/\n',
        'build/mof.yml': mof('aurora'),
        'node_modules/x/mof.yml': mof('aurora'),
        'z.yml': mof('borealis'),
      },
    });
    await client.open('z2.yml', mof('borealis'));
    await client.rules('z2.yml', (rules) => rules.includes(DUPLICATE));
    await client.open('mof.yml', mof('aurora'));
    expect(await client.rules('mof.yml')).not.toContain(DUPLICATE);
  });

  it('are looked for only when there is a reason', async () => {
    await start({ files: { 'other/mof.yml': mof('aurora') } });
    await client.open('a.yml', 'a: 1\n');
    await sleep(250);
    expect(client.published).toEqual([]);
  });

  it('of other documents alone do not lint a document again', async () => {
    await start();
    await client.open('mof.yml', mof('aurora'));
    await client.diagnostics('mof.yml');
    await sleep(250);
    const before = client.published.length;
    await client.open('other.yml', mof('borealis'));
    await sleep(250);
    expect(client.published.slice(before).map(({ uri }) => uri)).toEqual([client.uri('other.yml')]);
  });
});

describe('other extensions', () => {
  const TWICE = mof('aurora').replace('  producer:', '  producer: Example Lab\n  producer:');

  it('keep the syntax and the outline of YAML where they are there', async () => {
    await start({ options: { neighbours: { yaml: { syntax: true, outline: true } } } });
    await client.open('mof.yml', TWICE);
    expect(await client.rules('mof.yml')).not.toContain('document/duplicate-key');
    expect(await client.request('textDocument/documentSymbol', 'mof.yml')).toEqual([]);
    expect(await client.request('textDocument/foldingRange', 'mof.yml')).toEqual([]);
  });

  it('are not there: we report the syntax', async () => {
    await start();
    await client.open('mof.yml', TWICE);
    expect(await client.rules('mof.yml')).toContain('document/duplicate-key');
  });

  it('keep the syntax of JSON only for JSON', async () => {
    await start({ options: { neighbours: { json: { syntax: true } } } });
    await client.open('mof.json', '{"framework": }');
    await client.open('mof.yml', TWICE);
    expect(await client.rules('mof.json')).toEqual([]);
    expect(await client.rules('mof.yml')).toContain('document/duplicate-key');
  });
});

describe('the handshake', () => {
  it('registers for files and settings with a client that can', async () => {
    await start();
    await client.wait('registrations', () => (client.registered.length >= 2 ? true : undefined));
    expect(client.registered).toEqual(
      expect.arrayContaining(['workspace/didChangeConfiguration', 'workspace/didChangeWatchedFiles']),
    );
  });

  it('offers what it does, and no more', async () => {
    await start();
    expect(client.initialized.capabilities).toMatchInlineSnapshot(`
      {
        "codeActionProvider": {
          "codeActionKinds": [
            "quickfix",
            "source.fixAll.modelOpenness",
          ],
          "resolveProvider": true,
        },
        "codeLensProvider": {},
        "completionProvider": {
          "triggerCharacters": [
            "-",
            ":",
            " ",
            """,
            "/",
          ],
        },
        "definitionProvider": true,
        "documentHighlightProvider": true,
        "documentLinkProvider": {},
        "documentSymbolProvider": true,
        "executeCommandProvider": {
          "commands": [
            "modelOpenness.openRulePage",
          ],
        },
        "foldingRangeProvider": true,
        "hoverProvider": true,
        "inlayHintProvider": true,
        "referencesProvider": true,
        "renameProvider": {
          "prepareProvider": true,
        },
        "textDocumentSync": {
          "change": 2,
          "openClose": true,
          "save": true,
        },
        "workspace": {
          "workspaceFolders": {
            "changeNotifications": true,
            "supported": true,
          },
        },
      }
    `);
  });

  it('names no command to a client that can not open pages', async () => {
    await start({ capabilities: { ...VSCODE, window: {} } });
    expect(client.initialized.capabilities).not.toHaveProperty('executeCommandProvider');
  });

  it('speaks the language of the user', async () => {
    const { loadMessages } = await import('../../src/core/l10n');
    await start({ options: { messages: { 'Change to "{0}"': 'Zu „{0}“ ändern' } } });
    try {
      await client.open('mof.yml', MISSPELT);
      const titles = (await client.codeActions('mof.yml', 13)).map(({ title }) => title);
      expect(titles).toContain('Zu „Model card“ ändern');
    } finally {
      loadMessages({});
    }
  });
});
