import { afterEach, describe, expect, it } from 'vitest';
import { CancellationTokenSource } from 'vscode-languageserver/node';
import {
  ExportLicensesRequest,
  LicensesChangedNotification,
  LicensesRequest,
  type LicensesPage,
} from '../../src/server/protocol';
import { sleep, TestClient, type Setup } from './harness';
import { mof } from './texts';

let client: TestClient;
let changes = 0;
afterEach(() => client?.stop());

async function start(setup?: Setup): Promise<void> {
  client = await TestClient.start(setup);
  changes = 0;
  client.connection.onNotification(LicensesChangedNotification, () => {
    changes++;
  });
}

const ask = (page?: { list: number; from: number }) =>
  client.connection.sendRequest<LicensesPage | null>(LicensesRequest, page ? { page } : {});

/** `file license` of each place. */
async function places(): Promise<string[]> {
  const { rows } = (await ask())!;
  return rows.map(({ file, license }) => `${file.slice(client.uri('').length)} ${license}`);
}

const changed = (count: number) => client.wait('a change of the licences', () => (changes >= count ? true : undefined));

const CARD = '---\nlicense: mit\n---\n# Model\n';
const FILES = {
  'mof.yml': mof('aurora', ['Model card'], 'Apache-2.0'),
  'README.md': CARD,
  'sub/package.json': '{ "name": "x", "license": "(MIT OR ISC)" }',
  'sub/pyproject.toml': '[project]\nname = "x"\nlicense = "BSD-3-Clause"\n',
  'sub/other.json': '{ "license": "none of ours" }',
  'notes.md': CARD,
};

describe('the licences of the workspace', () => {
  it('are found in every kind of document', async () => {
    await start({ files: FILES });
    expect(await places()).toEqual([
      'README.md MIT',
      'mof.yml Apache-2.0',
      'sub/package.json MIT OR ISC',
      'sub/pyproject.toml BSD-3-Clause',
    ]);
    const { licenses, incomplete } = (await ask())!;
    expect(licenses.find(({ license }) => license === 'MIT')).toMatchObject({ openness: 'open', name: 'MIT License' });
    expect(incomplete).toBe(false);
  });

  it('are not looked for where git or the configuration says so', async () => {
    await start({
      files: {
        ...FILES,
        '.gitignore': 'ignored\n',
        'ignored/README.md': CARD,
        'node_modules/x/package.json': '{ "license": "MIT" }',
        'vendor/deep/README.md': CARD,
        '.modelopenness.yml': "exclude: [vendor, '**/package.json']\n",
      },
    });
    expect(await places()).toEqual(['README.md MIT', 'mof.yml Apache-2.0', 'sub/pyproject.toml BSD-3-Clause']);
    await client.write('.modelopenness.yml', 'exclude: [sub]\n');
    await changed(1);
    expect(await places()).toEqual(['README.md MIT', 'mof.yml Apache-2.0', 'vendor/deep/README.md MIT']);
  });

  it('of an open document are those in the editor', async () => {
    await start({ files: FILES });
    expect(await places()).toContain('README.md MIT');
    await client.open('README.md', CARD.replace('mit', 'apache-2.0'), 'markdown');
    await changed(1);
    expect(await places()).toContain('README.md Apache-2.0');
    await client.change('README.md', '# No card any more\n');
    await changed(2);
    expect((await places()).filter((place) => place.startsWith('README'))).toEqual([]);
    await client.close('README.md');
    await changed(3);
    expect(await places()).toContain('README.md MIT');
  });

  it('are kept up to date with files on disk', async () => {
    await start({ files: FILES });
    await places();
    await client.write('sub/pyproject.toml', undefined);
    await client.write('new/README.md', CARD);
    await changed(1);
    const now = await places();
    expect(now).toContain('new/README.md MIT');
    expect(now.filter((place) => place.includes('pyproject'))).toEqual([]);
    expect(changes).toBe(1);
  });

  it('are told with the heaviest finding at the place', async () => {
    await start({ files: { 'mof.yml': mof('aurora', ['Model card'], 'CC-BY-NC-4.0') } });
    expect((await ask())!.rows[0]).toMatchObject({ license: 'CC-BY-NC-4.0', severity: 'error' });
    await client.changeSettings({ rules: { 'license/not-open': 'info' } });
    await changed(1);
    expect((await ask())!.rows[0]).toMatchObject({ severity: 'info' });
  });

  it('without a folder are those of open documents', async () => {
    await start({ noFolder: true });
    expect(await places()).toEqual([]);
    await client.open('untitled:Untitled-1', FILES['mof.yml'], 'yaml');
    expect((await ask())!.rows).toHaveLength(1);
  });

  it('are not read before somebody asks', async () => {
    await start({ files: FILES });
    await client.open('mof.yml', FILES['mof.yml']);
    await client.write('README.md', CARD);
    await sleep(700);
    expect(changes).toBe(0);
  });

  it('come in pages', async () => {
    const components = Array.from({ length: 900 }, () => 'Model card');
    const text = mof('aurora', components).replaceAll('description: A part', 'license: MIT');
    await start({ files: { 'a/mof.yml': text, 'b/mof.yml': text, 'c/mof.yml': text } });
    const first = (await ask())!;
    expect(first.rows).toHaveLength(2000);
    const second = (await ask({ list: first.list, from: first.next! }))!;
    expect(first.rows.length + second.rows.length).toBe(3 * 901);
    expect(second.next).toBeUndefined();
    await ask();
    expect(await ask({ list: first.list, from: first.next! })).toBeNull();
  });

  it('are read again after a request that was cancelled', async () => {
    await start({ files: FILES });
    const source = new CancellationTokenSource();
    const answer = client.connection.sendRequest(LicensesRequest, {}, source.token);
    source.cancel();
    await expect(answer).rejects.toThrow('cancelled');
    expect(await places()).toHaveLength(4);
  });

  it('are exported with paths in the workspace', async () => {
    await start({ files: FILES });
    const csv = await client.connection.sendRequest<string>(ExportLicensesRequest, { format: 'csv' });
    expect(csv.split('\r\n').slice(1, 3)).toEqual([
      expect.stringMatching(/^README\.md,2,10,,model,declared,mit,MIT,open,,/),
      expect.stringMatching(/^mof\.yml,11,13,aurora,,declared,Apache-2\.0,Apache-2\.0,open,,/),
    ]);
  });
});
