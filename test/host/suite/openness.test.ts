import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { OpennessNode, OpennessTree } from '../../../src/extension/views/openness';
import { cleanUp, extension, mof, open, until } from './helpers';

const PATH = 'host/mof.yml';

/** The rows of the view, once a condition holds for them. */
async function rows(tree: OpennessTree, condition: (levels: OpennessNode[]) => boolean): Promise<OpennessNode[]> {
  return until('rows of the Openness view', () => {
    const levels = tree.getChildren();
    return condition(levels) ? levels : undefined;
  });
}

const component = (tree: OpennessTree, level: OpennessNode, name: string) =>
  tree.getChildren(level).find((node) => node.kind === 'component' && node.component.name === name)!;

const text = (item: vscode.TreeItem) => `${String(item.label)} | ${String(item.description)}`;

describe('the Openness view', () => {
  afterEach(() => cleanUp(PATH));

  it('shows the ladder of the active MOF file', async () => {
    const { openness } = await extension();
    await open(PATH, mof('host-ladder', ['Model architecture', 'Model card']));
    const levels = await rows(openness, (all) => all[0]?.release.openness.name === 'host-ladder');
    assert.deepEqual(
      levels.map((node) => text(openness.getTreeItem(node))),
      [
        'Class III - Open Model | 2 of 6',
        'Class II - Open Tooling Model | 2 of 10',
        'Class I - Open Science Model | 2 of 14',
      ],
    );
    const item = openness.getTreeItem(component(openness, levels[0]!, 'Model card'));
    assert.equal(text(item), 'Model card | included · Apache-2.0, from the distribution licence');
    assert.equal(item.accessibilityInformation?.label, `Model card, ${String(item.description)}`);
    assert.equal(text(openness.getTreeItem(component(openness, levels[0]!, 'Data card'))), 'Data card | missing');
  });

  it('follows the document while it is edited', async () => {
    const { openness } = await extension();
    const editor = await open(PATH, mof('host-edit', ['Model card']));
    await rows(openness, (all) => all[0]?.release.openness.name === 'host-edit');
    const end = new vscode.Position(editor.document.lineCount, 0);
    await editor.edit((edit) => edit.insert(end, '    - name: Data card\n      description: A part\n'));
    await rows(openness, ([first]) => first?.kind === 'level' && first.level.included === 2);
  });

  it('adds a component', async () => {
    const { openness } = await extension();
    const editor = await open(PATH, mof('host-add', ['Model card']));
    const [level] = await rows(openness, (all) => all[0]?.release.openness.name === 'host-add');
    await vscode.commands.executeCommand('modelOpenness.addComponent', component(openness, level!, 'Data card'));
    assert.match(editor.document.getText(), / {4}- name: Data card\n/);
    assert.equal(editor.document.isDirty, true);
  });

  it('adds all that a class misses', async () => {
    const { openness } = await extension();
    const editor = await open(PATH, mof('host-add-all', ['Model card']));
    const [level] = await rows(openness, (all) => all[0]?.release.openness.name === 'host-add-all');
    await vscode.commands.executeCommand('modelOpenness.addMissingComponents', level);
    assert.equal([...editor.document.getText().matchAll(/ {4}- name: /g)].length, 6);
    await rows(openness, ([first]) => first?.kind === 'level' && first.level.state === 'met');
  });

  it('leads to the place of a component', async () => {
    const { openness } = await extension();
    await open(PATH, mof('host-reveal', ['Model card', 'Data card']));
    const [level] = await rows(openness, (all) => all[0]?.release.openness.name === 'host-reveal');
    const { command } = openness.getTreeItem(component(openness, level!, 'Data card'));
    await vscode.commands.executeCommand(command!.command, ...command!.arguments!);
    const { document, selection } = vscode.window.activeTextEditor!;
    assert.equal(document.getText(selection), 'Data card');
  });

  it('keeps the last MOF file while something else is in front, and lets it go when it closes', async () => {
    const { openness } = await extension();
    await open(PATH, mof('host-keep', ['Model card']));
    await rows(openness, (all) => all[0]?.release.openness.name === 'host-keep');
    const other = await vscode.workspace.openTextDocument({ language: 'plaintext', content: 'x' });
    await vscode.window.showTextDocument(other, vscode.ViewColumn.Beside);
    assert.equal(openness.getChildren()[0]?.release.openness.name, 'host-keep');
    await cleanUp();
    await rows(openness, (all) => all.length === 0);
  });

  it('opens by its command', async () => {
    const { openness } = await extension();
    await open(PATH, mof('host-show', ['Model card']));
    await vscode.commands.executeCommand('modelOpenness.showOpenness', undefined);
    await until('the view', () => openness.view.visible || undefined);
    await until('its summary', () => /^Unclassified/.test(openness.view.message ?? '') || undefined);
  });
});

describe('commands', () => {
  afterEach(() => cleanUp(PATH));
  const release = async () => {
    const { openness } = await extension();
    await open(PATH, mof('host-export', ['Model card']));
    await rows(openness, (all) => all[0]?.release.openness.name === 'host-export');
  };

  it('copy a badge', async () => {
    await release();
    void vscode.commands.executeCommand('modelOpenness.copyBadge');
    await until(
      'the badge',
      async () => /^\[!\[Model Openness/.test(await vscode.env.clipboard.readText()) || undefined,
    );
  });

  it('export as JSON', async () => {
    await release();
    await vscode.commands.executeCommand('modelOpenness.exportJson');
    const { document } = vscode.window.activeTextEditor!;
    assert.equal(document.languageId, 'json');
    assert.equal((JSON.parse(document.getText()) as { release: { name: string } }).release.name, 'host-export');
  });

  it('report what a class lacks', async () => {
    await release();
    await vscode.commands.executeCommand('modelOpenness.showGapReport');
    const { document } = vscode.window.activeTextEditor!;
    assert.equal(document.languageId, 'markdown');
    assert.match(document.getText(), /^# Class gaps of host-export\n/);
  });
});
