import { afterEach, describe, expect, it } from 'vitest';
import { type TextEdit } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { type Openness } from '../../src/core/mof/openness';
import { sleep, TestClient, type Setup } from './harness';
import { mof } from './texts';

let client: TestClient;
const start = async (setup?: Setup) => (client = await TestClient.start(setup));
afterEach(() => client?.stop());

const ask = <R>(method: string, path: string, params: object = {}) =>
  client.connection.sendRequest<R>(method, { uri: client.uri(path), ...params });

describe('openness', () => {
  it('is answered for a MOF configuration, null for others', async () => {
    await start();
    await client.open('mof.yml', mof('aurora'));
    await client.open('a.yml', 'a: 1\n');
    const openness = await ask<Openness>('modelOpenness/openness', 'mof.yml');
    expect(openness).toMatchObject({ class: 0, name: 'aurora' });
    expect(openness.levels.map(({ level }) => level)).toEqual([3, 2, 1]);
    expect(await ask('modelOpenness/openness', 'a.yml')).toBeNull();
    expect(await ask('modelOpenness/openness', 'unknown.yml')).toBeNull();
  });

  it('is told after each lint to a client that wants it', async () => {
    await start({ options: { openness: true } });
    await client.open('mof.yml', mof('aurora'));
    await client.wait('openness', () => client.opennessChanges.find(({ version }) => version === 1));
    await client.change('mof.yml', mof('aurora', ['Model architecture', 'Model card']));
    const { openness } = await client.wait('openness', () => client.opennessChanges.find((c) => c.version === 2));
    expect(openness?.levels[0]?.included).toBe(2);
    await client.change('mof.yml', '');
    await client.wait('openness of an empty file', () => client.opennessChanges.find((c) => c.version === 3));
  });

  it('of a document that stops being one is told as null', async () => {
    await start({ options: { openness: true } });
    await client.open('a.yml', mof('aurora'));
    await client.wait('openness', () => client.opennessChanges.at(-1)?.openness ?? undefined);
    await client.change('a.yml', 'a: 1\n');
    const last = await client.wait('null', () => client.opennessChanges.find(({ version }) => version === 2));
    expect(last.openness).toBeNull();
  });

  it('is not told to others', async () => {
    await start();
    await client.open('mof.yml', mof('aurora'));
    await client.diagnostics('mof.yml');
    await sleep(50);
    expect(client.opennessChanges).toEqual([]);
  });
});

describe('adding components', () => {
  it('answers with edits', async () => {
    await start();
    const text = mof('aurora');
    await client.open('mof.yml', text);
    const edits = await ask<TextEdit[]>('modelOpenness/addComponents', 'mof.yml', { ids: [13, 14] });
    const added = TextDocument.applyEdits(TextDocument.create('', '', 0, text), edits);
    expect(added).toContain('    - name: Model card\n');
    expect(added).toContain('    - name: Data card\n');
    expect(await ask('modelOpenness/addComponents', 'other.yml', { ids: [13] })).toEqual([]);
  });

  it('does not stumble over nonsense', async () => {
    await start();
    await client.open('mof.yml', mof('aurora'));
    expect(await ask('modelOpenness/addComponents', 'mof.yml', { ids: 'all' })).toEqual([]);
    expect(client.log).toHaveLength(1);
    expect(client.log[0]).toContain(client.uri('mof.yml'));
  });
});

describe('export', () => {
  it.each(['json', 'badge', 'gaps'])('answers with %s', async (format) => {
    await start();
    await client.open('mof.yml', mof('aurora'));
    expect(await ask('modelOpenness/export', 'mof.yml', { format })).toBeTypeOf('string');
    expect(await ask('modelOpenness/export', 'a.yml', { format })).toBeNull();
  });
});
