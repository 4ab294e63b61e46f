// Inspectors by their commands: which thing they are about, what they read, and the editor of signatures. What the page shows is
// in test/ui.
import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Inspector } from '../../../src/extension/inspector/inspector';
import { cleanUp, extension, file, open, until, write, mof } from './helpers';

const FOLDER = 'inspected/aurora-7b';
const BROKEN = 'inspected/broken.sig';
const BOM = `${FOLDER}/aurora.cdx.json`;

const bom = (name: string) =>
  JSON.stringify({
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { component: { type: 'machine-learning-model', name, 'bom-ref': 'm' } },
    components: [],
  });

const run = <T>(command: string, ...args: unknown[]) =>
  vscode.commands.executeCommand<T>(`modelOpenness.${command}`, ...args);

const loaded = (inspector: Inspector | undefined) => until('what the inspector shows', () => inspector?.loaded, 20_000);

const activeInput = () => vscode.window.tabGroups.activeTabGroup.activeTab?.input;

describe('the inspector', () => {
  before(async () => {
    await extension();
    await write(`${FOLDER}/mof.yml`, mof('aurora', ['Model card']));
    await write(`${FOLDER}/README.md`, '# aurora\n');
    await write(BOM, bom('aurora'));
    await write(BROKEN, '{ "half": ');
  });

  afterEach(() => cleanUp());
  after(() => cleanUp('inspected'));

  it('reads a folder, and stands in a tab of its own', async () => {
    const inspector = await run<Inspector>('inspect', file(FOLDER));
    const { inspections, shown } = await loaded(inspector);
    assert.equal(inspections[0]!.subject.kind, 'folder');
    assert.equal(inspections[0]!.verdict?.state, 'unsigned');
    assert.deepEqual(
      inspections[0]!.files.rows.map(({ path }) => path),
      ['README.md', 'aurora.cdx.json', 'mof.yml'],
    );
    assert.ok(shown.view.sections.some(({ id }) => id === 'openness'));
    assert.ok(activeInput() instanceof vscode.TabInputWebview);
  });

  it('is shown once for one thing, and reads it again', async () => {
    const first = await run<Inspector>('inspect', file(FOLDER));
    const before = await loaded(first);
    assert.equal(await run<Inspector>('inspect', file(FOLDER)), first);
    await until('another inspection', () => first?.loaded && first.loaded !== before && first.loaded);
    assert.equal(vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).length, 1);
  });

  it('reads an AI BOM as the editor has it, saved or not', async () => {
    const editor = await open(BOM, bom('aurora'));
    const all = new vscode.Range(0, 0, editor.document.lineCount, 0);
    await editor.edit((edit) => edit.replace(all, bom('not saved')));
    const { inspections } = await loaded(await run<Inspector>('previewBom', editor.document.uri));
    assert.equal(inspections[0]!.subject.kind, 'bom');
    assert.match(JSON.stringify(inspections[0]!.boms), /not saved/);
    assert.equal(vscode.window.tabGroups.all.length, 2);
  });

  it('is the editor of a signature that was asked for, and leads back to its text', async () => {
    await run('inspect', file(BROKEN));
    const custom = activeInput();
    assert.ok(custom instanceof vscode.TabInputCustom);
    assert.equal(custom.viewType, 'modelOpenness.signatureInspector');
    await run('reopenAsText');
    await until('the text', () => activeInput() instanceof vscode.TabInputText || undefined);
  });

  it('leaves signatures to the text editor where nobody asked', async () => {
    await vscode.commands.executeCommand('vscode.open', file(BROKEN));
    await until('the text', () => activeInput() instanceof vscode.TabInputText || undefined);
  });

  it('compares two things', async () => {
    await write('inspected/other/mof.yml', mof('other', ['Model card', 'Data card']));
    const pair = [file(FOLDER), file('inspected/other')];
    const { shown, inspections } = await loaded(await run<Inspector>('compareArtifacts', pair[0], pair));
    assert.equal(inspections.length, 2);
    assert.equal(shown.view.verdict?.mark.word, 'They differ');
  });

  it('shows nothing of what is not there', async () => {
    const inspector = await run<Inspector>('inspect', { layout: file('inspected/no-layout'), name: 'a:b' });
    await inspector!.again();
    assert.equal(inspector!.loaded, undefined);
  });
});
