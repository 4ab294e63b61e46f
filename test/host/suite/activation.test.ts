// Runs first, by its name: nothing has opened a MOF file yet.
import * as assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import * as vscode from 'vscode';
import { cleanUp, extension, ID, mof, open, sleep, until } from './helpers';

describe('activation', () => {
  afterEach(() => cleanUp('host/notes.txt', 'host/other.yml', 'host/mof.yml'));

  it('happens for plain text, which is what a LICENSE is, and starts no server for that of other people', async () => {
    await open('host/notes.txt', 'license: mit\n');
    const { server } = await until('activation', () => {
      const found = vscode.extensions.getExtension(ID);
      return found?.isActive ? (found.exports as Awaited<ReturnType<typeof extension>>) : undefined;
    });
    await sleep(600);
    assert.equal(server.state, 'idle');
  });

  it('starts no server for the YAML of other people', async () => {
    const { server } = await extension();
    await open('host/other.yml', 'services: {}\n');
    await sleep(600);
    assert.equal(server.state, 'idle');
  });

  it('is over at once; the benchmarks print the figures', async () => {
    const { activationTime } = await extension();
    const file = path.join(vscode.extensions.getExtension(ID)!.extensionPath, 'dist/extension.js');
    const load = createRequire(file);
    const cached = load.cache[file];
    assert.ok(cached, 'the extension is loaded from its bundle');
    load.cache[file] = undefined; // so that it is read again
    const start = performance.now();
    load(file);
    const figures = { load: performance.now() - start, activate: activationTime };
    load.cache[file] = cached;
    const results = process.env.RIG_RESULT;
    if (results) writeFileSync(path.join(path.dirname(results), 'activation.json'), JSON.stringify(figures));
  });

  it('starts the server for a MOF file', async () => {
    const { server } = await extension();
    await open('host/mof.yml', mof('host-first', ['Model card']));
    await until('the server', () => server.state === 'running' || undefined);
  });

  it('has registered every command of the manifest', async () => {
    const commands = await vscode.commands.getCommands(true);
    const { contributes } = vscode.extensions.getExtension(ID)!.packageJSON as {
      contributes: { commands: { command: string }[] };
    };
    for (const { command } of contributes.commands) assert.ok(commands.includes(command), command);
  });
});
