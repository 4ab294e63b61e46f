import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  cleanUp,
  diagnostics,
  extension,
  file,
  FIRST_COMPONENT,
  mof,
  open,
  ruleOf,
  sleep,
  until,
  write,
} from './helpers';

const RULE = 'mof/unknown-component';
const MISSPELT = mof('host-aurora', ['Model Card', 'Model architecture']);
const PATH = 'host/mof.yml';

/** What a provider of VS Code answers, asked until it satisfies a condition. */
const ask = <T>(command: string, condition: (answer: T) => boolean, ...args: unknown[]): Promise<T> =>
  until(command, async () => {
    const answer = await vscode.commands.executeCommand<T>(command, ...args);
    return answer && condition(answer) ? answer : undefined;
  });

describe('a MOF file in the editor', () => {
  afterEach(() => cleanUp(PATH, '.modelopenness.yml', 'host/second.yml', 'host/bom.yml'));

  it('gets diagnostics with rule, page and place', async () => {
    const { document } = await open(PATH, MISSPELT);
    const found = await diagnostics(document.uri, (all) => all.some((d) => ruleOf(d) === RULE));
    const diagnostic = found.find((d) => ruleOf(d) === RULE)!;
    assert.equal(diagnostic.severity, vscode.DiagnosticSeverity.Error);
    assert.equal(document.getText(diagnostic.range), 'Model Card');
    assert.match((diagnostic.code as { target: vscode.Uri }).target.path, /docs\/rules\/mof\/unknown-component\.md$/);
  });

  it('is mended by a quick fix', async () => {
    const editor = await open(PATH, MISSPELT);
    const uri = editor.document.uri;
    await diagnostics(uri);
    const place = new vscode.Range(FIRST_COMPONENT, 14, FIRST_COMPONENT, 14);
    const actions = await ask<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      (all) => all.some(({ title }) => title === 'Change to "Model card"'),
      uri,
      place,
    );
    const fix = actions.find(({ title }) => title === 'Change to "Model card"')!;
    assert.equal(fix.isPreferred, true);
    assert.ok(await vscode.workspace.applyEdit(fix.edit!));
    await diagnostics(uri, (all) => !all.some((d) => ruleOf(d) === RULE));
    assert.match(editor.document.getText(), /- name: Model card\n/);
  });

  it('is mended by "fix all", as on save', async () => {
    const editor = await open(PATH, MISSPELT);
    await diagnostics(editor.document.uri);
    await until('the fix', async () => {
      await vscode.commands.executeCommand('modelOpenness.fixAll');
      return /- name: Model card\n/.test(editor.document.getText()) || undefined;
    });
  });

  it('turns a rule off in a new configuration file', async () => {
    const editor = await open(PATH, MISSPELT);
    const uri = editor.document.uri;
    await diagnostics(uri, (all) => all.some((d) => ruleOf(d) === RULE));
    const range = new vscode.Range(FIRST_COMPONENT, 12, FIRST_COMPONENT, 22);
    const title = `Turn off ${RULE} in .modelopenness.yml`;
    const actions = await ask<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      (all) => all.some((action) => action.title === title),
      uri,
      range,
      vscode.CodeActionKind.QuickFix.value,
      50,
    );
    assert.ok(await vscode.workspace.applyEdit(actions.find((action) => action.title === title)!.edit!));
    await diagnostics(uri, (all) => !all.some((d) => ruleOf(d) === RULE));
    const configuration = await vscode.workspace.openTextDocument(file('.modelopenness.yml'));
    assert.equal(configuration.getText(), `rules:\n  ${RULE}: off\n`);
    await configuration.save();
  });

  it('follows the configuration file on disk', async () => {
    const { document } = await open(PATH, MISSPELT);
    await diagnostics(document.uri, (all) => all.some((d) => ruleOf(d) === RULE));
    await write('.modelopenness.yml', `rules:\n  ${RULE}: off\n`);
    await diagnostics(document.uri, (all) => !all.some((d) => ruleOf(d) === RULE));
    await vscode.workspace.fs.delete(file('.modelopenness.yml'));
    await diagnostics(document.uri, (all) => all.some((d) => ruleOf(d) === RULE));
  });

  it('follows the settings', async () => {
    const { document } = await open(PATH, MISSPELT);
    await diagnostics(document.uri, (all) => all.some((d) => ruleOf(d) === RULE));
    const settings = vscode.workspace.getConfiguration('modelOpenness');
    await settings.update('rules', { [RULE]: 'info' }, vscode.ConfigurationTarget.Workspace);
    try {
      await diagnostics(document.uri, (all) =>
        all.some((d) => ruleOf(d) === RULE && d.severity === vscode.DiagnosticSeverity.Information),
      );
    } finally {
      await settings.update('rules', undefined, vscode.ConfigurationTarget.Workspace);
    }
  });

  it('hears of another file with the same release name', async () => {
    const { document } = await open(PATH, mof('host-twin', ['Model card']));
    await diagnostics(document.uri);
    await write('host/second.yml', mof('Host-Twin', ['Model card']));
    const found = await diagnostics(document.uri, (all) => all.some((d) => ruleOf(d) === 'mof/duplicate-release'));
    const related = found.find((d) => ruleOf(d) === 'mof/duplicate-release')!.relatedInformation!;
    assert.equal(related[0]!.location.uri.toString(), file('host/second.yml').toString());
  });

  it('has completion, hover, hints, lenses, symbols, links and definitions', async () => {
    const { document } = await open(PATH, MISSPELT.replace('name: Apache-2.0', 'name: Apa'));
    const { uri } = document;
    await diagnostics(uri);
    const typing = document.positionAt(document.getText().indexOf('name: Apa\n') + 'name: Apa'.length);
    const list = await ask<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      ({ items }) => items.some(({ label }) => label === 'Apache-2.0'),
      uri,
      typing,
    );
    const item = list.items.find(({ label }) => label === 'Apache-2.0')!;
    const range = item.range as vscode.Range | { replacing: vscode.Range };
    assert.equal(document.getText('replacing' in range ? range.replacing : range), 'Apa');

    const word = new vscode.Position(FIRST_COMPONENT + 2, 16);
    const hovers = await ask<vscode.Hover[]>('vscode.executeHoverProvider', (all) => all.length > 0, uri, word);
    assert.match(hovers.flatMap(({ contents }) => contents as vscode.MarkdownString[])[0]!.value, /Class III/);

    const whole = new vscode.Range(0, 0, document.lineCount, 0);
    await ask<vscode.InlayHint[]>('vscode.executeInlayHintProvider', (all) => all.length > 0, uri, whole);

    const lenses = await ask<vscode.CodeLens[]>('vscode.executeCodeLensProvider', (all) => all.length > 0, uri, 9);
    assert.equal(lenses[0]!.command!.command, 'modelOpenness.showOpenness');

    const symbols = await ask<vscode.DocumentSymbol[]>(
      'vscode.executeDocumentSymbolProvider',
      (all) => all.length > 0,
      uri,
    );
    const names = (all: vscode.DocumentSymbol[]): string[] => all.flatMap((s) => [s.name, ...names(s.children)]);
    assert.ok(names(symbols).includes('Model architecture'));

    const links = await ask<vscode.DocumentLink[]>('vscode.executeLinkProvider', (all) => all.length > 0, uri);
    assert.equal(links[0]!.target!.toString(), 'https://example.org/host-aurora/LICENSE');

    const targets = await ask<vscode.LocationLink[]>(
      'vscode.executeDefinitionProvider',
      (all) => all.length > 0,
      uri,
      word,
    );
    assert.equal(targets[0]!.targetRange.start.line, 10);
  });

  it('loses its diagnostics when it is closed', async () => {
    // Opened as a person does it: a document that an extension asked for is kept for minutes.
    const uri = file('host/closed.yml');
    await write('host/closed.yml', MISSPELT);
    await vscode.commands.executeCommand('vscode.open', uri);
    await diagnostics(uri);
    await cleanUp('host/closed.yml');
    await diagnostics(uri, (all) => all.length === 0);
  });

  it('has its byte order mark found, which the editor hides', async () => {
    const { document } = await open('host/bom.yml', `\ufeff${MISSPELT}`);
    assert.equal(document.encoding, 'utf8bom');
    await diagnostics(document.uri, (all) => all.some((d) => ruleOf(d) === 'document/byte-order-mark'));
  });
});

describe('other files', () => {
  afterEach(() => cleanUp('host/compose.yml', 'host/notes.yml'));

  it('get nothing from us', async () => {
    const { server } = await extension();
    await server.start();
    const { document } = await open('host/compose.yml', 'services:\n  web:\n    image: nginx\n');
    await sleep(500);
    assert.deepEqual(await diagnostics(document.uri, () => true), []);
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      'vscode.executeCodeLensProvider',
      document.uri,
    );
    assert.deepEqual(lenses, []);
  });

  it('that become MOF files while they are written are checked', async () => {
    const document = await vscode.workspace.openTextDocument({ language: 'yaml', content: 'a: 1\n' });
    const editor = await vscode.window.showTextDocument(document);
    await editor.edit((edit) => edit.replace(new vscode.Range(0, 0, 1, 0), MISSPELT));
    await diagnostics(document.uri, (all) => all.some((d) => ruleOf(d) === RULE));
  });
});

describe('the language server', () => {
  afterEach(() => cleanUp(PATH));

  it('is started again by its command and goes on', async () => {
    const { document } = await open(PATH, MISSPELT);
    await diagnostics(document.uri);
    const { server } = await extension();
    await vscode.commands.executeCommand('modelOpenness.restartServer');
    assert.equal(server.state, 'running');
    await diagnostics(document.uri, (all) => all.some((d) => ruleOf(d) === RULE));
  });

  it('that ends is started again once; then it has to be asked for', async () => {
    const { document } = await open(PATH, MISSPELT);
    await diagnostics(document.uri);
    const { server } = await extension();
    await vscode.commands.executeCommand('modelOpenness.restartServer');
    const pid = async () => {
      const client = (await server.start()) as { serverProcess?: { pid?: number } } | undefined;
      return client?.serverProcess?.pid;
    };
    const first = (await pid())!;
    process.kill(first);
    await until('a second server', async () => {
      const now = await pid();
      return server.state === 'running' && now !== undefined && now !== first ? now : undefined;
    });
    await diagnostics(document.uri, (all) => all.some((d) => ruleOf(d) === RULE));
    process.kill((await pid())!);
    await until('the end', () => server.state === 'failed' || undefined);
    await vscode.commands.executeCommand('modelOpenness.restartServer');
    assert.equal(server.state, 'running');
    await diagnostics(document.uri, (all) => all.some((d) => ruleOf(d) === RULE));
  });
});
