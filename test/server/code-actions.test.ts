import { afterEach, describe, expect, it } from 'vitest';
import { type CodeAction } from 'vscode-languageserver/node';
import { docsUrl } from '../../src/core/findings/rule';
import { applied, TestClient, VSCODE, type Setup } from './harness';
import { FIRST_COMPONENT, mof } from './texts';

let client: TestClient;
afterEach(() => client?.stop());

const MISSPELT = mof('aurora', ['Model Card', 'Data Card']);

async function open(setup?: Setup, text = MISSPELT, path = 'mof.yml'): Promise<void> {
  client = await TestClient.start(setup);
  await client.open(path, text);
}

const titled = (actions: CodeAction[], title: string) => {
  const found = actions.find((action) => action.title === title);
  if (!found) throw new Error(`no "${title}" among ${actions.map((a) => a.title).join(' | ')}`);
  return found;
};

describe('quick fixes', () => {
  it('mend the finding at the cursor, the safe one preferred', async () => {
    await open();
    const actions = await client.codeActions('mof.yml', FIRST_COMPONENT, undefined, 14, 14);
    const fix = titled(actions, 'Change to "Model card"');
    expect(fix).toMatchObject({ kind: 'quickfix', isPreferred: true });
    expect(fix.diagnostics?.[0]?.code).toBe('mof/unknown-component');
    expect(fix.edit?.documentChanges?.[0]).toMatchObject({ textDocument: { version: 1 } });
    expect(applied(MISSPELT, client.uri('mof.yml'), fix.edit)).toBe(MISSPELT.replace('Model Card', 'Model card'));
  });

  it('are for the current text, also before it was linted', async () => {
    await open();
    const text = MISSPELT.replace('Model Card', 'Model Cardd');
    await client.change('mof.yml', text);
    const [fix] = await client.codeActions('mof.yml', FIRST_COMPONENT, ['quickfix']);
    expect(applied(text, client.uri('mof.yml'), fix?.edit)).toContain('- name: Model card');
  });

  it('suppress a rule for the line', async () => {
    await open();
    const actions = await client.codeActions('mof.yml', FIRST_COMPONENT, ['quickfix']);
    const action = titled(actions, 'Suppress mof/unknown-component for this line');
    const text = applied(MISSPELT, client.uri('mof.yml'), action.edit);
    expect(text).toContain(
      '    # model-openness-disable-next-line mof/unknown-component -- say why\n    - name: Model Card',
    );
    await client.change('mof.yml', text);
    await client.diagnostics('mof.yml', (all) => all.filter((d) => d.code === 'mof/unknown-component').length === 1);
  });

  it('add a second rule to the comment that suppresses the first', async () => {
    const text = mof('aurora', ['Model Card']).replace(
      '    - name: Model Card',
      '    # model-openness-disable-next-line mof/empty-name -- for a reason\n    - name: Model Card',
    );
    await open(undefined, text);
    const actions = await client.codeActions('mof.yml', FIRST_COMPONENT + 1, ['quickfix']);
    const action = titled(actions, 'Suppress mof/unknown-component for this line');
    expect(applied(text, client.uri('mof.yml'), action.edit)).toContain(
      '    # model-openness-disable-next-line mof/unknown-component, mof/empty-name -- for a reason\n    - name: Model Card',
    );
  });

  it('have no suppression in JSON, which has no comments', async () => {
    const json = JSON.stringify({
      framework: { name: 'Model Openness Framework', version: '1.0', date: '2024-12-15' },
      release: { name: 'a', producer: 'b', license: {}, components: [{ name: 'Model Card' }] },
    });
    await open(undefined, json, 'mof.json');
    const titles = (await client.codeActions('mof.json', 0)).map(({ title }) => title);
    expect(titles).toContain('Change to "Model card"');
    expect(titles).toContain('Turn off mof/unknown-component in .modelopenness.yml');
    expect(titles.filter((title) => title.startsWith('Suppress'))).toEqual([]);
  });

  it('open the page of the rule', async () => {
    await open();
    const actions = await client.codeActions('mof.yml', FIRST_COMPONENT);
    const { command } = titled(actions, 'Open the page of mof/unknown-component');
    await client.connection.sendRequest('workspace/executeCommand', command!);
    expect(client.pages).toEqual([docsUrl('mof/unknown-component')]);
  });

  it('are only those that are asked for', async () => {
    await open();
    expect(await client.codeActions('mof.yml', FIRST_COMPONENT, ['refactor'])).toEqual([]);
    for (const { kind } of await client.codeActions('mof.yml', FIRST_COMPONENT, ['source']))
      expect(kind).toBe('source.fixAll.modelOpenness');
  });

  it('are none in documents of other people', async () => {
    await open(undefined, 'a: 1\n', 'other.yml');
    expect(await client.codeActions('other.yml', 0)).toEqual([]);
  });
});

describe('turning a rule off', () => {
  const TITLE = 'Turn off mof/unknown-component in .modelopenness.yml';
  const edited = async () => {
    const action = titled(await client.codeActions('mof.yml', FIRST_COMPONENT), TITLE);
    expect(action.edit).toBeUndefined();
    return (await client.resolve(action)).edit;
  };

  it('creates the configuration file in the workspace folder', async () => {
    await open();
    const edit = await edited();
    expect(edit?.documentChanges?.[0]).toMatchObject({ kind: 'create', uri: client.uri('.modelopenness.yml') });
    const text = applied('', client.uri('.modelopenness.yml'), edit);
    expect(text).toBe('rules:\n  mof/unknown-component: off\n');
    await client.write('.modelopenness.yml', text);
    await client.rules('mof.yml', (rules) => !rules.includes('mof/unknown-component'));
  });

  it.each([
    ['with other rules', 'rules:\n  mof/missing-components: off # why\n'],
    ['with the rule', 'rules:\n  mof/unknown-component: warning\n'],
    ['without rules', 'exclude:\n  - old/**\n'],
    ['with an empty map', 'rules: {}\n'],
    ['with an empty key', 'rules:\n'],
    ['that is empty', ''],
    ['that is a comment', '# nothing yet'],
  ])('adds to a file %s', async (_, before) => {
    await open({ files: { '.modelopenness.yml': before } });
    const text = applied(before, client.uri('.modelopenness.yml'), await edited());
    await client.write('.modelopenness.yml', text);
    await client.rules('mof.yml', (rules) => !rules.includes('mof/unknown-component'));
    for (const line of before.split('\n').filter((l) => l.includes('#') || l.includes('old/')))
      expect(text).toContain(line);
  });

  it('offers no edit for a file that can not be read', async () => {
    await open({ files: { '.modelopenness.yml': 'rules: [}\n' } });
    expect(await edited()).toBeUndefined();
  });
});

describe('fix all', () => {
  it('is one edit, computed when it is chosen', async () => {
    await open();
    const [action, ...others] = await client.codeActions('mof.yml', 0, ['source.fixAll']);
    expect(others).toEqual([]);
    expect(action).toMatchObject({ kind: 'source.fixAll.modelOpenness' });
    expect(action!.edit).toBeUndefined();
    const { edit } = await client.resolve(action!);
    const change = edit!.documentChanges![0] as { edits: unknown[] };
    expect(change.edits).toHaveLength(1);
    const fixed = applied(MISSPELT, client.uri('mof.yml'), edit);
    expect(fixed).toBe(MISSPELT.replace('Model Card', 'Model card').replace('Data Card', 'Data card'));
  });

  it('comes with its edit to a client that can not resolve', async () => {
    await open({ capabilities: { ...VSCODE, textDocument: { ...VSCODE.textDocument, codeAction: {} } } });
    const [action] = await client.codeActions('mof.yml', 0, ['source.fixAll.modelOpenness']);
    expect(applied(MISSPELT, client.uri('mof.yml'), action!.edit)).toContain('Data card');
  });

  it('is not offered where there is nothing to fix', async () => {
    await open(undefined, mof('clean'));
    expect(await client.codeActions('mof.yml', 0, ['source.fixAll'])).toEqual([]);
  });

  it('uses plain changes where the client knows no versions', async () => {
    await open({ capabilities: {} });
    const [action] = await client.codeActions('mof.yml', 0, ['source.fixAll']);
    expect(Object.keys(action!.edit!.changes!)).toEqual([client.uri('mof.yml')]);
  });
});
