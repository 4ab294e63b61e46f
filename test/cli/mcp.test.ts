// `mof mcp`, driven by the official client over standard input and output.
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { TOOLS } from '../../src/core/tools/tools';
import { newAuthority } from '../unit/signing/pki';
import { packFolder, signFolder, tinyModel } from '../unit/inspection/model';
import { builtMof, folderWith, mof } from './mof';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

const authority = newAuthority();
const leaf = authority.issue({ subject: 'tiny-signer', codeSigning: true });
const POLICY = `version: 1
signers:
  - root-certificate: |
${authority.pem.trim().replace(/^/gm, '      ')}
`;

let folder: string;
let cwd: string;
let client: Client;
beforeAll(async () => {
  folder = tinyModel();
  cwd = path.dirname(folder);
  await signFolder(folder, { certificate: leaf.pem, key: leaf.privatePem, chain: authority.pem });
  const { root } = await packFolder(folder);
  symlinkSync(root, path.join(cwd, 'elsewhere'));
  symlinkSync('/etc', path.join(cwd, 'link'));
  client = await connected([], cwd);
});
afterAll(() => client.close());

async function connected(args: readonly string[], inFolder: string): Promise<Client> {
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [builtMof(), 'mcp', ...args],
    cwd: inFolder,
    stderr: 'pipe',
    env: {
      XDG_CACHE_HOME: folderWith(),
      XDG_CONFIG_HOME: folderWith(),
      HOME: folderWith(),
      PATH: process.env.PATH ?? '',
    },
  });
  const connecting = new Client({ name: 'test', version: '1' });
  await connecting.connect(transport);
  return connecting;
}

interface Called {
  isError: boolean;
  text: string;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  json: any;
}
async function call(name: string, input: Record<string, unknown>, by = client): Promise<Called> {
  const { content, isError = false } = await by.callTool({ name, arguments: input });
  const [{ text }] = content as [{ type: 'text'; text: string }];
  return { isError: isError === true, text, json: JSON.parse(text) };
}

describe('the server', () => {
  it('says what it is, and lists four tools that only read', async () => {
    expect(client.getServerVersion()).toMatchObject({ name: 'model-openness' });
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual(TOOLS.map(({ name }) => name));
    for (const tool of tools) {
      expect(tool.annotations).toMatchObject({ readOnlyHint: true, destructiveHint: false, openWorldHint: false });
      expect(tool.inputSchema).toMatchObject({ type: 'object', additionalProperties: false, required: ['path'] });
    }
  });

  it('lints', async () => {
    const { isError, json } = await call('lint', { path: 'tiny' });
    expect(isError).toBe(false);
    const found = json.findings.find(({ rule }: { rule: string }) => rule.startsWith('mof/'));
    expect(found).toMatchObject({
      file: 'tiny/mof.yml',
      line: expect.any(Number),
      severity: expect.any(String),
    });
  });

  it('explains a class', async () => {
    const { json } = await call('explain_class', { path: 'tiny/mof.yml' });
    expect(json.releases[0]).toMatchObject({ file: 'tiny/mof.yml', release: 'Tiny', class: 'Unclassified' });
    const parameters = json.releases[0].levels[0].components.find(
      ({ name }: { name: string }) => name === 'Model parameters (Final)',
    );
    expect(parameters).toMatchObject({ state: 'licence not open', license: 'llama3.1', todo: expect.any(String) });
    expect((await call('explain_class', { path: 'tiny' })).json).toEqual(json);
  });

  it('inspects a folder', async () => {
    const ofFolder = await call('inspect_artifact', { path: 'tiny' });
    expect(ofFolder.json).toMatchObject({
      subject: { kind: 'folder', name: 'tiny' },
      verdict: { state: 'untrusted' },
      signatures: [{ signer: { name: 'CN=tiny-signer' } }],
      boms: [{ name: 'bom.cdx.json', hashesCompared: 2, hashesDiffering: [] }],
    });
  });

  it('verifies by the policy of the folder', async () => {
    expect((await call('verify', { path: 'tiny' })).json).toMatchObject({
      verdict: { state: 'untrusted' },
      accepted: null,
    });
    mkdirSync(path.join(cwd, '.modelopenness'));
    writeFileSync(path.join(cwd, '.modelopenness/policy.yml'), POLICY);
    const { json } = await call('verify', { path: 'tiny' });
    expect(json).toMatchObject({ verdict: { state: 'verified' }, accepted: true });
    expect(json.files).toMatchObject({ total: expect.any(Number), notAsSigned: [] });
  });

  it.each([
    ['lint', { path: '/etc' }, 'lies outside of the folders that are open'],
    ['lint', { path: '../..' }, 'lies outside of the folders that are open'],
    ['inspect_artifact', { path: 'elsewhere', name: 'tiny:1.0' }, 'lies outside of the folders that are open'],
    ['inspect_artifact', { path: 'link' }, 'lies outside of the folders that are open'],
    ['verify', { path: 'tiny', policy: '/etc/passwd' }, 'lies outside of the folders that are open'],
    ['lint', { path: 'nothing' }, 'does not exist'],
    ['explain_class', { path: 'tiny/README.md' }, 'There is no MOF configuration'],
    ['lint', {}, '"path" is missing'],
    ['lint', { path: 1 }, '"path" must be a text'],
    ['lint', { path: 'tiny', fix: 'true' }, 'There is no input "fix"'],
    ['lint', { path: 'a\0b' }, 'holds a character that no path has'],
    ['lint', { path: 'x'.repeat(5000) }, 'is longer than 4096 characters'],
    ['delete', { path: 'tiny' }, 'There is no tool "delete"'],
  ])('refuses %s %j, saying why', async (name, input, why) => {
    const { isError, json } = await call(name, input);
    expect(isError).toBe(true);
    expect(json.error).toContain(why);
  });
});

describe('a server for other folders', () => {
  it('looks at an artifact in a layout', async () => {
    const { root } = await packFolder(tinyModel());
    const other = await connected([path.dirname(root)], '/');
    try {
      const { json } = await call('inspect_artifact', { path: 'layout', name: 'tiny:1.0' }, other);
      expect(json).toMatchObject({
        subject: { kind: 'artifact', name: 'tiny:1.0' },
        verdict: { state: 'unsigned' },
        comesFrom: expect.arrayContaining([{ model: 'Tiny', from: 'meta-llama/Llama-3.1-8B', as: 'base-model' }]),
      });
      expect(await call('verify', { path: 'layout' }, other)).toMatchObject({
        isError: true,
        text: expect.stringContaining('say which artifact'),
      });
    } finally {
      await other.close();
    }
  });

  it('is none where the folder is none, and ends with its client', async () => {
    expect(mof(['mcp', 'nowhere'])).toMatchObject({ code: 2, stderr: 'mof: nowhere is no folder\n' });
    expect(mof(['mcp'], { input: '' })).toMatchObject({ code: 0, stdout: '', stderr: '' });
  });
});
