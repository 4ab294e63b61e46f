// The Artifacts view over real layouts, stores and a registry in memory. What is asked on the way, drags and keys are in test/ui.
import * as assert from 'node:assert/strict';
import { createHash, generateKeyPairSync } from 'node:crypto';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import type { GivenToVerifyArtifact } from '../../../src/extension/commands/verify-artifact';
import { ArtifactDragAndDrop } from '../../../src/extension/views/artifacts/drag';
import type { ArtifactsNode } from '../../../src/extension/views/artifacts/nodes';
import type { ArtifactVerdict } from '../../../src/extension/views/artifacts/verdicts';
import type { PackAnswers } from '../../../src/extension/packaging/pack-steps';
import type { PackedModel } from '../../../src/node/oci/service';
import { writeManyArtifacts } from '../../many-artifacts.mjs';
import { FakeRegistry } from '../../registry/fake-registry';
import { cleanUp, extension, file, until } from './helpers';

const MODEL = 'artifacts/aurora-7b';
let folder: string;
const at = (name: string) => vscode.Uri.file(path.join(folder, name));
const run = <T>(command: string, ...args: unknown[]) =>
  vscode.commands.executeCommand<T>(`modelOpenness.${command}`, ...args);

const pack = (name: string, layout: vscode.Uri, more: Partial<PackAnswers> = {}) =>
  run<PackedModel | undefined>('packageModel', file(MODEL), [], { name, layout, ...more });

const settings = () => vscode.workspace.getConfiguration('modelOpenness.artifacts');

const itemOf = async (node: ArtifactsNode) => (await extension()).artifacts.getTreeItem(node);
const labelOf = async (node: ArtifactsNode) => String((await itemOf(node)).label);
const rowOf = async (node: ArtifactsNode) => {
  const { label, description } = await itemOf(node);
  return [label, description].filter(Boolean).join(' | ');
};

const children = async (node?: ArtifactsNode) => (await extension()).artifacts.getChildren(node);

/** The node at the end of a way of labels, once it is there. */
function nodeAt(...labels: (string | RegExp)[]): Promise<ArtifactsNode> {
  return until(`a row ${labels.join(' > ')}`, async () => {
    let node: ArtifactsNode | undefined;
    for (const label of labels) {
      const all = await children(node);
      const names = await Promise.all(all.map(labelOf));
      node = all[names.findIndex((name) => (typeof label === 'string' ? name === label : label.test(name)))];
      if (!node) return undefined;
    }
    return node;
  });
}

/** The rows below a node, once a condition holds for them. */
function rowsAt(labels: (string | RegExp)[], condition: (rows: string[]) => boolean = () => true): Promise<string[]> {
  return until(`rows below ${labels.join(' > ')}`, async () => {
    const node = labels.length ? await nodeAt(...labels) : undefined;
    const rows = await Promise.all((await children(node)).map(rowOf));
    return condition(rows) ? rows : undefined;
  });
}

const MACHINE = 'On this machine';
let layout: vscode.Uri;
/** The row of a layout outside of the workspace: its path. */
const store = () => new RegExp(`^${layout.fsPath.replace(/[.\\]/g, '\\$&')}$`);

async function addLayout(uri = layout): Promise<void> {
  await run('addLayout', uri);
}

before(extension);
beforeEach(async () => {
  folder = fs.mkdtempSync(path.join(tmpdir(), 'host-artifacts-'));
  layout = at('layout');
  fs.cpSync(path.join(__dirname, '../../../examples/aurora-7b'), file(MODEL).fsPath, { recursive: true });
  await run('showArtifacts');
  await until('the view', async () => (await extension()).artifacts.view.visible || undefined);
});
afterEach(async () => {
  await run('clearArtifactFilter');
  await run('sortArtifacts', 'name');
  for (const key of ['layouts', 'registries'])
    await settings().update(key, undefined, vscode.ConfigurationTarget.Global);
  await cleanUp();
  fs.rmSync(file('artifacts').fsPath, { recursive: true, force: true });
  fs.rmSync(folder, { recursive: true, force: true });
});

describe('the Artifacts view', () => {
  it('lists models of the workspace, and the files that tell of each', async () => {
    const rows = await rowsAt(['Model folders'], (all) => all.some((row) => row.startsWith(MODEL)));
    assert.ok(rows.includes(`${MODEL} | unsigned`), rows.join('\n'));
    fs.writeFileSync(file(`${MODEL}/model.sig`).fsPath, '{}');
    await rowsAt(['Model folders'], (all) => all.includes(`${MODEL} | signed`));
    assert.deepEqual(await rowsAt(['Model folders', MODEL]), [
      'model.sig | signature',
      'mof.yml | MOF file',
      'aurora-7b.spdx3.json | bill of materials',
      'README.md | model card',
      'LICENSE | licence',
    ]);
  });

  it('shows a layout that comes to the workspace, and what its artifacts are made of', async () => {
    const inside = file('artifacts/release');
    await pack('registry.example.org/lab/aurora-7b:v1', inside);
    await rowsAt([MACHINE], (all) => all.includes('artifacts/release | 1 artifact'));
    const way = [MACHINE, 'artifacts/release', 'aurora-7b:v1'];
    assert.match(
      (await rowsAt([MACHINE, 'artifacts/release'], ([row]) => row?.startsWith('aurora') ?? false))[0]!,
      /^aurora-7b:v1 \| unsigned · \d+\.\d KiB · registry\.example\.org\/lab$/,
    );
    const rows = await rowsAt(way);
    assert.deepEqual(
      rows.map((row) => row.replace(/ · [\d.]+ KiB$| \| [\d.]+ (?:Ki)?B$/, '')),
      ['Names | 1', 'Attached | 1', 'Model card | 1 file · 348 B', 'Documentation | 3 files', 'Manifest', 'Config'],
    );
    assert.match((await rowsAt([...way, 'Attached']))[0]!, /^SPDX BOM \| /);
    assert.deepEqual(
      (await rowsAt([...way, 'Attached', 'SPDX BOM'])).map((row) => row.split(' | ')[0]),
      ['Manifest', 'aurora-7b.spdx3.json'],
    );
    const item = await itemOf(await nodeAt(...way));
    assert.match(
      item.accessibilityInformation!.label,
      /^aurora-7b:v1, unsigned, \d+\.\d KiB, registry\.example\.org\/lab$/,
    );
    assert.equal(item.contextValue, 'artifact.local');
  });

  it('shows manifest, config and small files as texts, verified', async () => {
    await pack('aurora-7b:v1', layout);
    await addLayout();
    const way = [MACHINE, store(), 'aurora-7b:v1'];
    const uri = await run<vscode.Uri>('openArtifactPart', await nodeAt(...way, 'Manifest'));
    const text = (await vscode.workspace.openTextDocument(uri)).getText();
    assert.equal((JSON.parse(text) as { schemaVersion: number }).schemaVersion, 2);
    const card = await run<vscode.Uri>('openArtifactPart', await nodeAt(...way, 'Model card', 'README.md'));
    assert.equal(
      (await vscode.workspace.openTextDocument(card)).getText(),
      fs.readFileSync(file(`${MODEL}/README.md`).fsPath, 'utf8'),
    );
  });

  it('follows what others do to a layout, and says when it is half-written', async () => {
    await pack('aurora-7b:v1', layout);
    await addLayout();
    await rowsAt([MACHINE, store()], (rows) => rows.length === 1);
    await pack('aurora-7b:v2', layout, { without: ['LICENSE'] });
    await rowsAt([MACHINE, store()], (rows) => rows.length === 2);
    const index = path.join(layout.fsPath, 'index.json');
    const text = fs.readFileSync(index, 'utf8');
    fs.writeFileSync(index, text.slice(0, 100));
    const [failed] = await rowsAt([MACHINE, store()], (rows) => rows.length === 1);
    assert.match(failed!, /is damaged, or another program is writing it/);
    assert.match(await rowOf(await nodeAt(MACHINE, store())), /cannot be read$/);
    fs.writeFileSync(index, text);
    await rowsAt([MACHINE, store()], (rows) => rows.length === 2);
    // Gone altogether.
    fs.rmSync(layout.fsPath, { recursive: true });
    await run('refreshArtifacts');
    assert.match((await rowsAt([MACHINE, store()], (rows) => rows.length === 1))[0]!, /no image layout/);
  });

  it('says of an artifact that it is damaged, or that files of it are not here', async () => {
    const packed = (await pack('aurora-7b:v1', layout))!;
    const other = (await pack('aurora-7b:v2', layout, { without: ['LICENSE'] }))!;
    const blob = (digest: string) => path.join(layout.fsPath, 'blobs', ...digest.split(':'));
    const { layers } = JSON.parse(fs.readFileSync(blob(packed.digest), 'utf8')) as {
      layers: { digest: string; annotations: Record<string, string> }[];
    };
    fs.rmSync(blob(layers.find(({ annotations }) => annotations['org.cncf.model.filepath'] === 'LICENSE')!.digest));
    fs.chmodSync(blob(other.digest), 0o644);
    fs.writeFileSync(blob(other.digest), 'x');
    await addLayout();
    const rows = await rowsAt([MACHINE, store()], (all) => all.some((row) => row.includes('damaged')));
    assert.match(rows[1]!, /^aurora-7b:v2 \| damaged/);
    assert.match((await rowsAt([MACHINE, store(), 'aurora-7b:v2']))[0]!, /damaged, or not yet whole/);
    assert.match(
      (await rowsAt([MACHINE, store(), 'aurora-7b:v1', 'Documentation'])).join('\n'),
      /LICENSE \| .* · not here, or not whole/,
    );
    assert.match(await rowOf(await nodeAt(MACHINE, store())), /2 artifacts · damaged: 1/);
  });

  it('makes names inert, whoever chose them', async () => {
    const hostile = '[x](command:evil) <img src=x>\u202e\u0007$(trash)';
    writeManyArtifacts(layout.fsPath, 1, () => hostile);
    await addLayout();
    const item = await itemOf((await children(await nodeAt(MACHINE, store())))[0]!);
    assert.ok(String(item.label).includes('\\u{202e}\\u{7}'), String(item.label));
    const tooltip = item.tooltip as vscode.MarkdownString;
    assert.ok(!tooltip.isTrusted && !tooltip.supportHtml && !tooltip.supportThemeIcons);
    assert.ok(tooltip.value.includes('\\[x\\]\\(command:evil\\)'), tooltip.value);
  });

  it('is filtered and sorted', async () => {
    await pack('lab/small:v1', layout, { without: ['LICENSE', 'mof.yml'] });
    await pack('lab/large:v1', layout);
    await addLayout();
    const names = async (rows: string[]) => rows.map((row) => row.split(' | ')[0]);
    await rowsAt([MACHINE, store()], (rows) => rows.length === 2 && rows[0]!.includes('unsigned'));
    assert.deepEqual(await names(await rowsAt([MACHINE, store()])), ['large:v1', 'small:v1']);
    await run('sortArtifacts', 'size');
    assert.deepEqual(await names(await rowsAt([MACHINE, store()])), ['large:v1', 'small:v1']);
    const { artifacts } = await extension();
    await artifacts.filterBy('SMALL lab');
    assert.deepEqual(await names(await rowsAt([MACHINE, store()])), ['small:v1']);
    assert.match(await rowOf(await nodeAt(MACHINE, store())), /1 of 2/);
    assert.equal(artifacts.view.description, 'filter: SMALL lab');
    await artifacts.filterBy('nothing at all has this');
    assert.deepEqual(await rowsAt([]), []);
    await run('clearArtifactFilter');
    assert.equal((await rowsAt([MACHINE, store()])).length, 2);
    assert.equal(artifacts.view.description, undefined);
  });

  it('shows ten thousand artifacts a page at a time', async () => {
    writeManyArtifacts(layout.fsPath, 10_000);
    await addLayout();
    const way = [MACHINE, store()];
    await until(
      'all to be read',
      async () => {
        const node = await nodeAt(...way);
        return (node.kind === 'store' && node.store.state === 'read') || undefined;
      },
      20_000,
    );
    const rows = await rowsAt(way);
    assert.equal(rows.length, 101);
    assert.equal(rows.at(-1), 'Show 100 more of 9900');
    assert.match(rows[0]!, /^model-0:v0 \| unsigned/);
    assert.match(rows[1]!, /^model-0:v50 \| /);
    await run('showMoreArtifacts', (await children(await nodeAt(...way))).at(-1));
    assert.equal((await rowsAt(way)).at(-1), 'Show 200 more of 9800');
    await run('sortArtifacts', 'newest');
    assert.match((await rowsAt(way))[0]!, /^model-49:v9999 /);
    await (await extension()).artifacts.filterBy('model-7:');
    assert.equal((await rowsAt(way)).at(-1), 'Show 100 more');
  });

  it('does nothing while nobody looks', async () => {
    await pack('aurora-7b:v1', layout);
    await addLayout();
    await rowsAt([MACHINE, store()], (rows) => rows.some((row) => row.includes('unsigned')));
    const { artifacts } = await extension();
    const node = await nodeAt(MACHINE, store());
    assert.ok(node.kind === 'store');
    await vscode.commands.executeCommand('workbench.view.explorer');
    await until('the view to be hidden', () => !artifacts.view.visible || undefined);
    await pack('aurora-7b:v2', layout, { without: ['LICENSE'] });
    await new Promise((resolve) => setTimeout(resolve, 1500));
    assert.equal(node.store.graph.artifacts.length, 1);
    await run('showArtifacts');
    await rowsAt([MACHINE, store()], (rows) => rows.length === 2);
  });

  it('reads the stores of KitOps and modctl, and never writes to them', async () => {
    const home = path.join(process.env['XDG_DATA_HOME']!, 'kitops');
    const storage = vscode.Uri.file(path.join(home, 'storage'));
    const packed = (await pack('aurora-7b:v1', storage))!;
    const index = JSON.parse(fs.readFileSync(path.join(storage.fsPath, 'index.json'), 'utf8')) as {
      manifests: { digest: string; mediaType: string; size: number }[];
    };
    const { digest, mediaType, size } = index.manifests.find((each) => each.digest === packed.digest)!;
    const repository = Buffer.from('ghcr.io/lab/aurora').toString('base64url');
    fs.writeFileSync(
      path.join(storage.fsPath, `${repository}-tags.json`),
      JSON.stringify({ v1: { digest, mediaType, size } }),
    );
    fs.writeFileSync(path.join(storage.fsPath, `${repository}-index.json`), '{"schemaVersion":2,"manifests":[]}');
    try {
      await run('refreshArtifacts');
      await rowsAt([MACHINE], (rows) => rows.includes('Store of KitOps | 1 artifact · read-only'));
      const node = await nodeAt(MACHINE, 'Store of KitOps', 'aurora:v1');
      assert.equal((await itemOf(node)).contextValue, 'artifact.readonly');
      const before = fs.readFileSync(path.join(storage.fsPath, 'index.json'), 'utf8');
      void answering('showWarningMessage', 'Delete');
      assert.equal(await run('deleteArtifact', node), false);
      assert.equal(fs.readFileSync(path.join(storage.fsPath, 'index.json'), 'utf8'), before);
      // Copied elsewhere, it can be worked with.
      assert.equal(await run('copyArtifact', node, [], layout), packed.digest);
      await rowsAt([MACHINE, store()], (rows) => rows.length === 1);
    } finally {
      fs.rmSync(home, { recursive: true, force: true });
      await run('refreshArtifacts');
    }
  });
});

describe('an artifact of the view', () => {
  const node = () => nodeAt(MACHINE, store(), 'aurora-7b:v1');
  beforeEach(async () => {
    await pack('lab/aurora-7b:v1', layout);
    await addLayout();
    await rowsAt([MACHINE, store()], (rows) => rows.some((row) => row.includes('unsigned')));
  });

  it('is verified by the digests of its files', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const key = path.join(folder, 'key.pem');
    fs.writeFileSync(key, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
    fs.writeFileSync(path.join(folder, 'key.pub'), publicKey.export({ type: 'spki', format: 'pem' }));
    const signature = file(`${MODEL}/model.sig`);
    await run('signModel', file(MODEL), [], { method: 'key', key: vscode.Uri.file(key), signature });
    await pack('lab/aurora-7b:v1', layout);
    await rowsAt([MACHINE, store()], (rows) => rows.some((row) => /^aurora-7b:v1 \| signed/.test(row)));
    const pem = fs.readFileSync(path.join(folder, 'key.pub'));
    const sha256 = createHash('sha256').update(pem).digest('hex');
    const publicKeyFile = { path: path.join(folder, 'key.pub'), shown: 'key.pub', sha256 };
    const expected: GivenToVerifyArtifact['expected'] = { method: 'key', publicKey: publicKeyFile };
    const given = { layout, name: 'lab/aurora-7b:v1', expected };
    const verdict = await run<ArtifactVerdict>('verifyArtifact', given);
    assert.equal(verdict.state, 'verified', JSON.stringify(verdict));
    await rowsAt([MACHINE, store()], (rows) => rows.some((row) => /^aurora-7b:v1 \| verified/.test(row)));
  });

  it('is named once more, and one name less', async () => {
    assert.equal(
      await run('tagArtifact', { layout, name: 'lab/aurora-7b:v1', tag: 'lab/aurora-7b:v2' }),
      'lab/aurora-7b:v2',
    );
    await rowsAt([MACHINE, store()], (rows) => rows[0]!.includes('+1 names'));
    const name = await nodeAt(MACHINE, store(), 'aurora-7b:v1', 'Names', 'lab/aurora-7b:v2');
    const asked = answering('showWarningMessage', 'Remove Name');
    assert.equal(await run('untagArtifact', name), true);
    assert.match((await asked).detail, /The artifact stays/);
    await rowsAt([MACHINE, store()], (rows) => !rows[0]!.includes('+1 names'));
  });

  it('takes a name from another one only when that is wanted', async () => {
    await pack('lab/other:v1', layout, { without: ['LICENSE'] });
    const asked = answering('showWarningMessage', undefined);
    assert.equal(await run('tagArtifact', { layout, name: 'lab/other:v1', tag: 'lab/aurora-7b:v1' }), undefined);
    assert.match((await asked).message, /stands for another artifact/);
    await rowsAt([MACHINE, store()], (rows) => rows.length === 2);
  });

  it('is deleted once the user has seen what goes and what stays', async () => {
    await pack('lab/other:v1', layout, { without: ['LICENSE'] });
    await rowsAt([MACHINE, store()], (rows) => rows.length === 2);
    const kept = answering('showWarningMessage', undefined);
    assert.equal(await run('deleteArtifact', await node()), false);
    const { message, detail } = await kept;
    assert.match(message, /^Delete lab\/aurora-7b:v1 from /);
    assert.match(
      detail,
      /• goes: the names lab\/aurora-7b:v1\n• goes: what is attached, such as signatures: 1\n• goes: files that nothing else here needs: \d, /,
    );
    assert.match(
      detail,
      /• stays: files that others need, or other programs have written: \d\n• stays: the folder of the model/,
    );
    void answering('showWarningMessage', 'Delete');
    assert.equal(await run('deleteArtifact', await node()), true);
    await rowsAt([MACHINE, store()], (rows) => rows.length === 1 && rows[0]!.startsWith('other:v1'));
    assert.ok(fs.existsSync(file(MODEL).fsPath));
  });

  it('is dragged to another layout, and a folder into one', async () => {
    const second = at('second');
    await pack('lab/first:v1', second, { without: ['LICENSE'] });
    await addLayout(second);
    const target = await nodeAt(MACHINE, second.fsPath);
    const controller = new ArtifactDragAndDrop();
    const data = new vscode.DataTransfer();
    controller.handleDrag([await node()], data);
    await controller.handleDrop(target, data);
    await rowsAt([MACHINE, second.fsPath], (rows) => rows.some((row) => row.startsWith('aurora-7b:v1 | ')));
    // The same place: nothing happens. Elsewhere than on a layout: it is said where to drop it.
    await controller.handleDrop(await nodeAt(MACHINE, store()), data);
    const folders = new vscode.DataTransfer();
    folders.set('text/uri-list', new vscode.DataTransferItem(file(MODEL).toString()));
    const said = answering('showInformationMessage', undefined);
    await controller.handleDrop(undefined, folders);
    assert.match((await said).message, /Drop a folder on a layout/);
  });

  it('is copied by its digest', async () => {
    const digest = await run<string>('copyDigest', await node());
    assert.match(digest, /^sha256:[0-9a-f]{64}$/);
    assert.equal(await vscode.env.clipboard.readText(), digest);
  });

  it('is taken out of sight with its layout, and nothing is deleted', async () => {
    await run('removeFromArtifacts', await nodeAt(MACHINE, store()));
    await until('the layout to be gone', async () => {
      const all = await children();
      return (
        !(await Promise.all(all.map(children)))
          .flat()
          .some((each) => each.kind === 'store' && each.store.uri.fsPath === layout.fsPath) || undefined
      );
    });
    assert.ok(fs.existsSync(path.join(layout.fsPath, 'index.json')));
  });
});

describe('registries in the view', () => {
  let registry: FakeRegistry;
  beforeEach(async () => {
    registry = await FakeRegistry.start({ catalog: true, referrers: true });
  });
  afterEach(() => registry.stop());
  const REGISTRIES = 'Registries';

  it('are asked when they are opened, and not before', async () => {
    await pack('v1', layout);
    await run('pushArtifact', { layout, name: 'v1', reference: `${registry.host}/lab/aurora-7b:v1`, recursive: true });
    const sent = registry.seen.length;
    await run('addRegistry', registry.host);
    await run('addRegistry', `${registry.host}/lab/aurora-7b`);
    await rowsAt([REGISTRIES], (rows) => rows.length === 2);
    await run('refreshArtifacts');
    await new Promise((resolve) => setTimeout(resolve, 500));
    assert.equal(registry.seen.length, sent);
    assert.deepEqual(await rowsAt([REGISTRIES, registry.host]), ['lab/aurora-7b']);
    assert.deepEqual(await rowsAt([REGISTRIES, registry.host, 'lab/aurora-7b']), ['v1']);
    const way = [REGISTRIES, registry.host, 'lab/aurora-7b', 'v1'];
    const rows = await rowsAt(way, (all) => all.length > 1);
    assert.match(rows.join('\n'), /^Attached \| 1\n/);
    assert.match(await rowOf(await nodeAt(...way)), /^v1 \| unsigned · /);
    const rowV1 = await rowsAt([REGISTRIES, registry.host, 'lab/aurora-7b']);
    assert.match((await rowsAt([...way, 'Attached', 'SPDX BOM'])).join('\n'), /aurora-7b\.spdx3\.json/);
    assert.ok(!registry.lines.slice(sent).some((line) => line.startsWith('GET') && line.includes('/blobs/')));
    // A filter looks at what was opened, and asks nobody.
    const { artifacts } = await extension();
    const heard = registry.seen.length;
    await artifacts.filterBy('aurora v1');
    assert.deepEqual(await rowsAt([REGISTRIES, registry.host, 'lab/aurora-7b'], (all) => all.length === 1), rowV1);
    await artifacts.filterBy('aurora v2');
    await until(
      'no registry',
      async () => !(await Promise.all((await children()).map(labelOf))).includes(REGISTRIES) || undefined,
    );
    await run('clearArtifactFilter');
    assert.equal(registry.seen.length, heard);
    // An answer holds until another one is wanted.
    const asked = registry.seen.length;
    await rowsAt(way);
    assert.equal(registry.seen.length, asked);
    await run('retryArtifacts', await nodeAt(REGISTRIES, registry.host));
    await rowsAt([REGISTRIES, registry.host]);
    assert.ok(registry.seen.length > asked);
    const digest = await run<string>('copyDigest', await nodeAt(...way));
    assert.match(digest, /^sha256:/);
    await run('removeFromArtifacts', await nodeAt(REGISTRIES, registry.host));
    await rowsAt([REGISTRIES], (all) => all.length === 1);
  });

  it('that fail say why, and what can be done', async () => {
    await run('addRegistry', '127.0.0.1:1/lab/model');
    await run('addRegistry', registry.host);
    const [node] = await children(await nodeAt(REGISTRIES, '127.0.0.1:1/lab/model'));
    assert.equal((await itemOf(node!)).contextValue, 'message.retry');
    registry.intercept((_request, response) => {
      response.writeHead(401, { 'WWW-Authenticate': 'Basic realm="lab"' }).end();
      return true;
    });
    const [failed, hint] = await children(await nodeAt(REGISTRIES, registry.host));
    const item = await itemOf(failed!);
    assert.equal(item.contextValue, 'message.sign-in');
    assert.match(String(item.label), /docker login/);
    assert.match(item.accessibilityInformation!.label, /Sign In…$/);
    assert.match(await labelOf(hint!), /Add one by its name/);
  });

  it('are not what is no registry', async () => {
    for (const text of [
      'no registry',
      '../../etc',
      'https://registry.example.org',
      'registry.example.org/lab/model:v1',
    ])
      await run('addRegistry', text);
    assert.deepEqual(settings().get('registries'), []);
  });
});

interface Asked {
  message: string;
  detail: string;
}

/** What the next message of a kind says; it is answered as given. */
function answering(kind: 'showWarningMessage' | 'showInformationMessage', answer: string | undefined): Promise<Asked> {
  const show = vscode.window[kind];
  return new Promise((resolve) => {
    vscode.window[kind] = ((message: string, options?: { detail?: string }) => {
      vscode.window[kind] = show as never;
      resolve({ message, detail: options?.detail ?? '' });
      return Promise.resolve(answer);
    }) as never;
  });
}
