import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { type Host } from '../../src/cli/host';
import { runMof } from '../../src/cli/program';
import { builtMof, folderWith, MENDABLE, mof } from './mof';

it('says its version and how it is used', () => {
  const { version } = JSON.parse(readFileSync(path.join(__dirname, '../../package.json'), 'utf8')) as {
    version: string;
  };
  expect(mof(['--version'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
  for (const args of [['--help'], ['lint', '--help'], ['class', '-h'], ['help', 'lsp']]) {
    const { code, stdout, stderr } = mof(args);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('Usage: mof');
  }
});

it.each([[[]], [['nonsense']], [['--nonsense']], [['lsp']]])('ends %j with 2 and says why', (args) => {
  const { code, stdout, stderr } = mof(args);
  expect(code).toBe(2);
  expect(stdout).toBe('');
  expect(stderr).toMatch(/Usage: mof|error: /);
});

it('calls what nobody expected a bug, and shows where it comes from only when asked', async () => {
  let stderr = '';
  const host = (debug: boolean): Host => ({
    cwd: '/',
    today: new Date(),
    colour: false,
    // eslint-disable-next-line require-yield
    stdin: (async function* () {
      throw new TypeError('nobody\nexpects this');
    })(),
    stdout: () => undefined,
    stderr: (text) => (stderr += text),
    debug,
  });
  expect(await runMof(['lint', '-'], host(false))).toBe(3);
  expect(stderr).toMatch(/^mof: unexpected error: nobody expects this\. This is a bug, please report it .*\n$/);
  stderr = '';
  await runMof(['lint', '-'], host(true));
  expect(stderr).toMatch(/\n {4}at /);
});

it('is quiet when its reader stops early', async () => {
  const many = Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`${i}/mof.yml`, MENDABLE]));
  const child = spawn(process.execPath, [builtMof(), 'lint', '--format', 'json'], { cwd: folderWith(many) });
  child.stdout.destroy();
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const code = await new Promise((resolve) => child.on('close', resolve));
  expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
});

it.skipIf(process.platform === 'win32')('ends at once on Ctrl+C', async () => {
  const child = spawn(process.execPath, [builtMof(), 'lint', '-']);
  await new Promise((resolve) => setTimeout(resolve, 300));
  child.kill('SIGINT');
  expect(await new Promise((resolve) => child.on('close', (_code, signal) => resolve(signal)))).toBe('SIGINT');
});

it('starts the language server', async () => {
  const child = spawn(process.execPath, [builtMof(), 'lsp', '--stdio', `--clientProcessId=${process.pid}`]);
  const send = (message: object) => {
    const body = JSON.stringify({ jsonrpc: '2.0', ...message });
    child.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  };
  send({ id: 1, method: 'initialize', params: { processId: process.pid, rootUri: null, capabilities: {} } });
  const answer = await new Promise<string>((resolve) => {
    let text = '';
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      if (text.includes('"capabilities"')) resolve(text);
    });
  });
  expect(answer).toContain('"textDocumentSync"');
  send({ id: 2, method: 'shutdown' });
  send({ method: 'exit' });
  expect(await new Promise((resolve) => child.on('close', resolve))).toBe(0);
});
