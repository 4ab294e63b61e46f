// Models that are packaged, moved and extracted by commands, with a real layout and a registry in memory. What is asked on the
// way is in test/ui.
import * as assert from 'node:assert/strict';
import { createHash, generateKeyPairSync, randomBytes } from 'node:crypto';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import type { GivenToAttach } from '../../../src/extension/commands/attach-to-artifact';
import type { GivenToExtract } from '../../../src/extension/commands/extract-artifact';
import type { GivenToPull } from '../../../src/extension/commands/pull-artifact';
import type { GivenToPush } from '../../../src/extension/commands/push-artifact';
import type { PackAnswers } from '../../../src/extension/packaging/pack-steps';
import type { ExtractedModel, PackedModel, Transferred } from '../../../src/node/oci/service';
import { FakeRegistry, type Interceptor } from '../../registry/fake-registry';
import { cleanUp, extension, file, until } from './helpers';

const MODEL = 'packaging/aurora-7b';
const inModel = (name: string) => file(`${MODEL}/${name}`);

/** Layouts are never in the workspace, where other tests look for files. */
let folder: string;
const at = (name: string) => vscode.Uri.file(path.join(folder, name));
const layout = () => at('layout');
const readIndex = (of: vscode.Uri = layout()) =>
  JSON.parse(fs.readFileSync(path.join(of.fsPath, 'index.json'), 'utf8')) as {
    manifests: { digest: string; annotations?: Record<string, string> }[];
  };
const blob = (digest: string, of: vscode.Uri = layout()) => path.join(of.fsPath, 'blobs', ...digest.split(':'));
const manifest = (digest: string) =>
  JSON.parse(fs.readFileSync(blob(digest), 'utf8')) as {
    annotations: Record<string, string>;
    layers: { mediaType: string; digest: string; annotations: Record<string, string> }[];
  };
const filesIn = (root: string): Record<string, string> =>
  Object.fromEntries(
    (fs.readdirSync(root, { recursive: true }) as string[])
      .filter((name) => fs.statSync(path.join(root, name)).isFile())
      .sort()
      .map((name) => [
        name,
        createHash('sha256')
          .update(fs.readFileSync(path.join(root, name)))
          .digest('hex'),
      ]),
  );

const pack = (answers: Partial<PackAnswers> = {}) =>
  vscode.commands.executeCommand<PackedModel | undefined>('modelOpenness.packageModel', file(MODEL), [], {
    name: 'aurora-7b:v1',
    layout: layout(),
    ...answers,
  });
const push = (given: GivenToPush) =>
  vscode.commands.executeCommand<Transferred | undefined>('modelOpenness.pushArtifact', given);
const pull = (given: GivenToPull) =>
  vscode.commands.executeCommand<Transferred | undefined>('modelOpenness.pullArtifact', given);
const extract = (given: GivenToExtract) =>
  vscode.commands.executeCommand<ExtractedModel | undefined>('modelOpenness.extractArtifact', given);
const attach = (given: GivenToAttach) =>
  vscode.commands.executeCommand<{ digest: string } | undefined>('modelOpenness.attachToArtifact', given);
const artifact = (name = 'aurora-7b:v1') => ({ layout: layout(), name });

let registry: FakeRegistry;
const reference = () => `${registry.host}/lab/aurora-7b:v1`;
const pushed = () => push({ ...artifact(), reference: reference(), recursive: true });

const report = () =>
  until('the report', () => {
    const editor = vscode.window.visibleTextEditors.find(
      ({ document }) => document.uri.scheme === 'model-openness-report',
    );
    return editor?.document.getText();
  });

before(extension);
beforeEach(async () => {
  folder = fs.mkdtempSync(path.join(tmpdir(), 'host-layouts-'));
  registry = await FakeRegistry.start();
  fs.cpSync(path.join(__dirname, '../../../examples/aurora-7b'), file(MODEL).fsPath, { recursive: true });
});
afterEach(async () => {
  await registry.stop();
  await cleanUp();
  fs.rmSync(file('packaging').fsPath, { recursive: true, force: true });
  fs.rmSync(folder, { recursive: true, force: true });
});

describe('a model is packaged', () => {
  it('as the artifact that the command line makes, each file a layer, with what is attached', async () => {
    const packed = await pack();
    assert.equal(packed?.files, 4);
    assert.deepEqual(packed.attached, ['aurora-7b.spdx3.json']);
    const { layers } = manifest(packed.digest);
    assert.deepEqual(layers.map(({ annotations }) => annotations['org.cncf.model.filepath']).sort(), [
      'LICENSE',
      'README.md',
      'aurora-7b.spdx3.json',
      'mof.yml',
    ]);
    for (const { digest, annotations } of layers)
      assert.deepEqual(
        fs.readFileSync(blob(digest)),
        fs.readFileSync(inModel(annotations['org.cncf.model.filepath']!).fsPath),
      );
    assert.ok(readIndex().manifests.some((each) => each.digest === packed.digest));
    // Again, it is the same.
    assert.equal((await pack({ name: 'aurora-7b:v2' }))?.digest, packed.digest);
  });

  it('without files that were left out, and with the kinds that were chosen', async () => {
    fs.writeFileSync(inModel('notes.bin').fsPath, 'notes');
    const packed = await pack({ without: ['LICENSE'], kinds: new Map([['notes.bin', 'dataset']]) });
    const layers = manifest(packed!.digest).layers.map(({ mediaType, annotations }) => [
      annotations['org.cncf.model.filepath'],
      mediaType,
      annotations['org.cncf.model.file.mediatype.untested'],
    ]);
    assert.ok(!layers.some(([name]) => name === 'LICENSE'));
    assert.deepEqual(
      layers.find(([name]) => name === 'notes.bin'),
      ['notes.bin', 'application/vnd.cncf.model.dataset.v1.raw', 'false'],
    );
  });

  it('by a Kitfile, and by none that is wrong', async () => {
    const kitfile = inModel('Kitfile');
    fs.writeFileSync(kitfile.fsPath, 'manifestVersion: 1.0.0\npackage:\n  name: aurora\ndocs:\n  - path: README.md\n');
    const packed = await pack({ recipe: kitfile });
    assert.deepEqual(
      manifest(packed!.digest)
        .layers.map(({ annotations }) => annotations['org.cncf.model.filepath'])
        .sort(),
      ['README.md'],
    );
    fs.writeFileSync(kitfile.fsPath, 'manifestVersion: [\n');
    const shown = nextMessage('showErrorMessage');
    assert.equal(await pack({ recipe: kitfile }), undefined);
    assert.match(await shown, /Kitfile:/);
  });

  it('with annotations of the user and of the profile', async () => {
    const annotations = { given: { 'org.example.lab': 'x' }, profile: { lifecycle: 'validated' } };
    const packed = await pack({ annotations });
    const written = manifest(packed!.digest).annotations;
    assert.equal(written['org.example.lab'], 'x');
    assert.equal(written['org.cncf.ai.lifecycle.status'], 'validated');
    assert.ok(packed!.warnings.some((each) => /org\.cncf\.ai\.security\.provenance\.type/.test(each)));
  });

  it('not under a name that nobody could use, nor into a folder of other things', async () => {
    let shown = nextMessage('showErrorMessage');
    assert.equal(await pack({ name: 'not a name' }), undefined);
    assert.match(await shown, /"not a name" cannot be the name of a model/);
    fs.mkdirSync(layout().fsPath);
    fs.writeFileSync(path.join(layout().fsPath, 'thesis.tex'), '');
    shown = nextMessage('showErrorMessage');
    assert.equal(await pack(), undefined);
    assert.match(await shown, /is a folder with other things in it, such as "thesis\.tex"/);
  });
});

describe('an artifact', () => {
  it('goes to a registry and comes back, and its files are what they were', async () => {
    await pack();
    const sent = await pushed();
    assert.equal(sent?.present, 0);
    assert.equal((await pushed())?.present, sent.files);
    const other = at('other');
    const pulled = await pull({ reference: reference(), layout: other });
    assert.equal(pulled?.digest, sent.digest);
    assert.match(
      await report(),
      /^127\.0\.0\.1:\d+\/lab\/aurora-7b:v1\n {2}digest: sha256:[^]*LICENSE {2}documentation/,
    );
    assert.match(await report(), /application\/spdx\+json {2}sha256:/);
    const files = await extract({ layout: other, name: reference(), folder: at('files') });
    assert.deepEqual([files?.files, files?.present], [4, 0]);
    assert.deepEqual(filesIn(at('files').fsPath), filesIn(file(MODEL).fsPath));
  });

  it('is extracted from a registry as well, and replaces what is there only when asked to', async () => {
    await pack();
    await pushed();
    fs.mkdirSync(at('files').fsPath);
    fs.writeFileSync(at('files/README.md').fsPath, 'mine');
    const shown = nextMessage('showWarningMessage');
    assert.equal(await extract({ reference: reference(), folder: at('files') }), undefined);
    assert.match(await shown, /has other content named README\.md; nothing was overwritten/);
    assert.equal(fs.readFileSync(at('files/README.md').fsPath, 'utf8'), 'mine');
    void nextMessage('showWarningMessage', /^/, 'Replace Them');
    assert.equal((await extract({ reference: reference(), folder: at('files') }))?.files, 4);
    assert.deepEqual(filesIn(at('files').fsPath), filesIn(file(MODEL).fsPath));
  });

  it('says when what was signed is not what it has', async () => {
    const key = path.join(folder, 'key.pem');
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    fs.writeFileSync(key, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
    await vscode.commands.executeCommand('modelOpenness.signModel', file(MODEL), [], {
      method: 'key',
      key: vscode.Uri.file(key),
      signature: inModel('model.sig'),
    });
    await pack();
    await pushed();
    await pull({ reference: reference(), layout: at('one') });
    assert.match(await report(), /ok {6}model\.sig: all files are those that were signed: 4\./);
    await cleanUp();
    fs.appendFileSync(inModel('README.md').fsPath, 'One more line.\n');
    await pack();
    await pushed();
    const shown = nextMessage('showWarningMessage');
    await pull({ reference: reference(), layout: at('two') });
    assert.match(await shown, /does not have the files that were signed with it/);
    assert.match(await report(), /FAILED {2}model\.sig: as signed: 3, changed: 1/);
    assert.match(await report(), /changed: README\.md/);
    // Of the files, the layout of the first one was asked for nothing.
    assert.match(await report(), /Who signed is not checked here/);
  });

  it('gets attached what was made later, and stays as it is', async () => {
    const packed = await pack();
    const bom = file('packaging/later.cdx.json');
    fs.copyFileSync(path.join(__dirname, '../../../examples/borealis-mini/borealis-mini.cdx.json'), bom.fsPath);
    const attached = await attach({ ...artifact(), file: bom });
    assert.ok(readIndex().manifests.some(({ digest }) => digest === attached?.digest));
    await pushed();
    const here = await attach({ reference: reference(), file: bom });
    assert.ok(here);
    assert.ok(registry.manifestsOf('lab/aurora-7b').has(here.digest));
    assert.ok(registry.manifestsOf('lab/aurora-7b').has(packed!.digest));
  });

  it('is named to others by its name, or for ever by its digest', async () => {
    const packed = await pack({ name: 'registry.example.org/lab/aurora-7b:v1' });
    const { showQuickPick } = vscode.window;
    let offered: { text: string }[] = [];
    try {
      vscode.window.showQuickPick = (async (items: { text: string }[]) => (offered = items)[1]) as never;
      const given = { ...artifact('registry.example.org/lab/aurora-7b:v1'), digest: packed!.digest };
      await vscode.commands.executeCommand('modelOpenness.copyReference', given);
    } finally {
      vscode.window.showQuickPick = showQuickPick;
    }
    assert.equal(await vscode.env.clipboard.readText(), `registry.example.org/lab/aurora-7b@${packed!.digest}`);
    assert.deepEqual(
      offered.map(({ text }) => text),
      ['registry.example.org/lab/aurora-7b:v1', `registry.example.org/lab/aurora-7b@${packed!.digest}`, packed!.digest],
    );
  });
});

describe('a transfer', () => {
  const LARGE = 8 * 1024 * 1024;
  beforeEach(async () => {
    fs.writeFileSync(inModel('model.safetensors').fsPath, randomBytes(LARGE));
    await pack();
  });

  it('is cancelled at once, and goes on with what had arrived', async () => {
    const large = await stalling((request) => request.method === 'PATCH' || request.method === 'PUT');
    const progress = new ProgressStub();
    const pushing = pushed();
    await until('the upload to stall', () => large.stalled || undefined);
    const offered = nextMessage('showInformationMessage', /was not pushed/);
    progress.cancel();
    assert.equal(await pushing, undefined);
    assert.match(await offered, /was not pushed\. Files that have arrived are not sent again/);
    large.end();
    assert.equal((await pushed())?.digest, readIndex().manifests.find(isNamed)!.digest);
    assert.ok(progress.titles.some((title) => title.startsWith('Going on with pushing 127')));
    assert.ok(
      progress.messages.some((each) => /^\d.* of \d.* of \d+ files/.test(each)),
      progress.messages.join('\n'),
    );
    progress.restore();
  });

  it('goes on where it was when it is pulled again', async () => {
    await pushed();
    const target = at('pulled');
    const cut = await stalling((request) => /blobs\/sha256/.test(request.url!) && request.method === 'GET', true);
    const progress = new ProgressStub();
    const pulling = pull({ reference: reference(), layout: target });
    await until('the download to stall', () => cut.stalled || undefined);
    progress.cancel();
    assert.equal(await pulling, undefined);
    assert.equal(fs.existsSync(path.join(target.fsPath, 'index.json')), true);
    cut.end();
    registry.seen.length = 0;
    assert.ok(await pull({ reference: reference(), layout: target }));
    assert.ok(progress.titles.some((title) => title.startsWith('Going on with pulling')));
    assert.ok(
      registry.seen.some(({ headers }) => /^bytes=[1-9]/.test(headers.range ?? '')),
      'the rest of a file was asked for',
    );
    progress.restore();
  });

  it('that fails says why, and leaves no name that leads nowhere', async () => {
    registry.intercept((request, response) => {
      if (request.method !== 'POST') return false;
      response.writeHead(403, { 'Content-Type': 'application/json' });
      response.end('{"errors":[{"code":"UNSUPPORTED","message":"read only"}]}');
      return true;
    });
    // Another login might help; nobody gives one.
    const asked = nextInputBox();
    const shown = nextMessage('showErrorMessage');
    const pushing = pushed();
    (await asked).hide();
    assert.equal(await pushing, undefined);
    assert.match(await shown, /127\.0\.0\.1/);
    assert.equal(registry.manifestsOf('lab/aurora-7b').size, 0);
  });

  it('asks who asks, uses it for that registry, and keeps it only when it may', async () => {
    const secret = `Basic ${Buffer.from('alice:s3cret').toString('base64')}`;
    registry.intercept((request, response) => {
      if (request.headers.authorization === secret) return false;
      request.resume();
      response.writeHead(401, { 'WWW-Authenticate': 'Basic realm="lab"' });
      response.end();
      return true;
    });
    const boxes = answeringInputBoxes(['alice', 'wrong', 'alice', 's3cret']);
    const offered = nextMessage('showInformationMessage');
    try {
      assert.ok(await pushed());
    } finally {
      boxes.restore();
    }
    assert.match(boxes.prompts[0]!, /wants credentials for this, and there are none/);
    assert.match(boxes.prompts[2]!, /does not accept the credentials from VS Code/);
    assert.deepEqual(boxes.hidden, [false, true, false, true]);
    assert.match(await offered, /Keep the login of alice at 127\.0\.0\.1:\d+\?/);
    // Nobody wanted it to be kept.
    const again = answeringInputBoxes(['alice', 's3cret']);
    const keep = nextMessage('showInformationMessage', /Keep the login/, 'Keep Login');
    try {
      assert.ok(await pull({ reference: reference(), layout: at('other') }));
      assert.equal(again.prompts.length, 2);
      await keep;
      // It is kept in a moment.
      await until('the login to be kept', async () => {
        const before = again.prompts.length;
        return (await pull({ reference: reference(), layout: at('other') })) && again.prompts.length === before;
      });
    } finally {
      again.restore();
      await forgetLogins();
    }
  });

  /** Answers what matches with silence, or half of it, until it is ended. */
  async function stalling(
    match: (request: Parameters<Interceptor>[0]) => boolean,
    half = false,
  ): Promise<{ stalled: boolean; end(): void }> {
    const state = {
      stalled: false,
      end: () => void registry.interceptors.splice(registry.interceptors.indexOf(stall), 1),
    };
    const stall: Interceptor = (request, response) => {
      const isLarge = Number(request.headers['content-length'] ?? 0) > 1024 * 1024;
      const digest = /sha256:[0-9a-f]+/.exec(request.url!)?.[0] ?? '';
      const bytes = registry.blobsOf('lab/aurora-7b').get(digest);
      if (!match(request) || !(half ? bytes && bytes.length === LARGE : isLarge)) return false;
      if (half && bytes) {
        response.writeHead(200, { 'Content-Length': bytes.length, 'Accept-Ranges': 'bytes' });
        response.write(bytes.subarray(0, LARGE / 2), () => (state.stalled = true));
      } else state.stalled = true;
      return true;
    };
    registry.intercept(stall);
    return state;
  }
});

it('nothing is packaged, sent or fetched where nobody trusts the workspace', async () => {
  await pack();
  const isTrusted = Object.getOwnPropertyDescriptor(vscode.workspace, 'isTrusted')!;
  Object.defineProperty(vscode.workspace, 'isTrusted', { ...isTrusted, get: () => false });
  try {
    for (const attempt of [
      () => pack({ name: 'again:v1' }),
      () => pushed(),
      () => pull({ reference: reference(), layout: layout() }),
      () => extract({ ...artifact(), folder: at('files') }),
      () => attach({ ...artifact(), file: inModel('README.md') }),
    ]) {
      const shown = nextMessage('showWarningMessage');
      assert.equal(await attempt(), undefined);
      assert.match(await shown, /in a workspace that you do not trust/);
    }
  } finally {
    Object.defineProperty(vscode.workspace, 'isTrusted', isTrusted);
  }
  assert.equal(registry.seen.length, 0);
  assert.ok(
    !readIndex().manifests.some(({ annotations }) => annotations?.['org.opencontainers.image.ref.name'] === 'again:v1'),
  );
});

const isNamed = ({ annotations }: { annotations?: Record<string, string> }) =>
  annotations?.['org.opencontainers.image.ref.name'] === 'aurora-7b:v1';

type Message = 'showErrorMessage' | 'showWarningMessage' | 'showInformationMessage';

/** What the next message of a kind says that is about something; it is answered as given. Others may come before it. */
function nextMessage(kind: Message, about = /^/, answer?: string): Promise<string> {
  const show = vscode.window[kind];
  return new Promise((resolve) => {
    vscode.window[kind] = ((message: string) => {
      if (!about.test(message)) return Promise.resolve(undefined);
      vscode.window[kind] = show as never;
      resolve(message);
      return Promise.resolve(answer);
    }) as never;
  });
}

/** The next box for text, as it is shown. */
function nextInputBox(): Promise<vscode.InputBox> {
  const { createInputBox } = vscode.window;
  return new Promise((resolve) => {
    vscode.window.createInputBox = () => {
      vscode.window.createInputBox = createInputBox;
      const box = createInputBox();
      setTimeout(() => resolve(box), 200);
      return box;
    };
  });
}

/** Writes answers into boxes for text, one each. */
function answeringInputBoxes(answers: readonly string[]) {
  const { createInputBox } = vscode.window;
  const state = {
    prompts: [] as string[],
    hidden: [] as boolean[],
    restore: () => {
      vscode.window.createInputBox = createInputBox;
    },
  };
  vscode.window.createInputBox = () => {
    const listeners: (() => unknown)[] = [];
    const box = {
      value: '',
      prompt: '',
      password: false,
      onDidTriggerButton: () => new vscode.Disposable(() => undefined),
      onDidChangeValue: () => new vscode.Disposable(() => undefined),
      onDidHide: () => new vscode.Disposable(() => undefined),
      onDidAccept: (listener: () => unknown) => {
        listeners.push(listener);
        return new vscode.Disposable(() => undefined);
      },
      show() {
        box.value = answers[state.prompts.length] ?? '';
        state.prompts.push(box.prompt);
        state.hidden.push(box.password);
        setTimeout(() => listeners.forEach((listen) => listen()), 1);
      },
      dispose: () => undefined,
    };
    return box as unknown as vscode.InputBox;
  };
  return state;
}

/** Forgets all logins that VS Code keeps. */
async function forgetLogins(): Promise<void> {
  const { showQuickPick } = vscode.window;
  vscode.window.showQuickPick = (async (items: string[]) => items) as never;
  try {
    await vscode.commands.executeCommand('modelOpenness.forgetLogins');
  } finally {
    vscode.window.showQuickPick = showQuickPick;
  }
}

/** Notes what notifications of progress say, and cancels them. */
class ProgressStub {
  readonly titles: string[] = [];
  readonly messages: string[] = [];
  private readonly withProgress = vscode.window.withProgress;
  private readonly sources: vscode.CancellationTokenSource[] = [];

  constructor() {
    vscode.window.withProgress = ((options: vscode.ProgressOptions, task: Parameters<typeof this.withProgress>[1]) => {
      const source = new vscode.CancellationTokenSource();
      // A view shows progress, too, which nobody cancels.
      if (options.cancellable) {
        this.sources.push(source);
        this.titles.push(options.title ?? '');
      }
      return task({ report: ({ message }) => message && this.messages.push(message) }, source.token);
    }) as never;
  }

  cancel(): void {
    this.sources.at(-1)!.cancel();
  }

  restore(): void {
    vscode.window.withProgress = this.withProgress;
  }
}
