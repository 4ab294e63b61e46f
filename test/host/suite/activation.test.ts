// Runs first, by its name: nothing has opened a MOF file yet.
import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { cleanUp, extension, ID, mof, open, sleep, until } from './helpers';

describe('activation', () => {
  afterEach(() => cleanUp('host/other.yml', 'host/mof.yml'));

  it('starts no server for the YAML of other people', async () => {
    await open('host/other.yml', 'services: {}\n');
    const { server } = await until('activation', () => {
      const found = vscode.extensions.getExtension(ID);
      return found?.isActive ? (found.exports as Awaited<ReturnType<typeof extension>>) : undefined;
    });
    await sleep(600);
    assert.equal(server.state, 'idle');
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
