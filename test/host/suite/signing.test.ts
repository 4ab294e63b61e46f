// Models that are signed and verified by commands, with real files and keys. What is asked on the way is in test/ui.
import * as assert from 'node:assert/strict';
import { createHash, generateKeyPairSync } from 'node:crypto';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import type { ExpectedSigner } from '../../../src/node/signing/service';
import type { SignAnswers } from '../../../src/extension/signing/sign-steps';
import type { VerifyAgain } from '../../../src/extension/signing/verdict-report';
import type { VerifiedModel } from '../../../src/extension/signing/verified-models';
import { newAuthority } from '../../unit/signing/pki';
import { cleanUp, extension, file, ruleOf, until } from './helpers';

const MODEL = 'signing/aurora-7b';
const PASSPHRASE = 'correct horse battery';

/** Keys are never in the workspace. */
let keys: string;
const at = (name: string) => path.join(keys, name);
const keyFile = (name: string, text: string | Buffer) => fs.writeFileSync(at(name), text, { mode: 0o600 });
const newPair = () => generateKeyPairSync('ec', { namedCurve: 'P-256' });

function makeKeys(): void {
  keys = fs.mkdtempSync(path.join(tmpdir(), 'host-keys-'));
  const [pair, other] = [newPair(), newPair()];
  const pkcs8 = { type: 'pkcs8', format: 'pem' } as const;
  keyFile('key.pem', pair.privateKey.export(pkcs8));
  keyFile('encrypted.pem', pair.privateKey.export({ ...pkcs8, cipher: 'aes-256-cbc', passphrase: PASSPHRASE }));
  keyFile('key.pub', pair.publicKey.export({ type: 'spki', format: 'pem' }));
  keyFile('other.pub', other.publicKey.export({ type: 'spki', format: 'pem' }));
  const root = newAuthority();
  const signer = root.issue({ subject: 'signer' });
  keyFile('root.pem', root.pem);
  keyFile('other-root.pem', newAuthority().pem);
  keyFile('cert.pem', signer.pem);
  keyFile('cert.key', signer.privatePem);
}

const inModel = (name: string) => file(`${MODEL}/${name}`);
const signature = () => inModel('model.sig');
const trusted = (name: string) => ({
  path: at(name),
  shown: name,
  sha256: createHash('sha256')
    .update(fs.readFileSync(at(name)))
    .digest('hex'),
});
const withKey = (name = 'key.pub'): ExpectedSigner => ({ method: 'key', publicKey: trusted(name) });

const key = (name = 'key.pem'): SignAnswers => ({ method: 'key', key: vscode.Uri.file(at(name)) });
const sign = (answers: SignAnswers = key()) =>
  vscode.commands.executeCommand<{ files: number } | undefined>('modelOpenness.signModel', file(MODEL), [], {
    signature: signature(),
    ...answers,
  });
const verify = async (expected: ExpectedSigner = withKey()): Promise<VerifiedModel> => {
  const given = { signature: signature(), expected };
  const verified = await vscode.commands.executeCommand<VerifiedModel>(
    'modelOpenness.verifyModel',
    file(MODEL),
    [],
    given,
  );
  assert.ok(verified, 'there is a verdict');
  return verified;
};
const again = async (how: VerifyAgain): Promise<VerifiedModel> => {
  await vscode.commands.executeCommand('modelOpenness.verifyAgain', file(MODEL), how);
  return (await extension()).verified.get(file(MODEL))!;
};

/** Findings of verification at a file: code and severity. */
const problems = (uri: vscode.Uri) =>
  vscode.languages
    .getDiagnostics(uri)
    .filter((each) => ruleOf(each).startsWith('oms/'))
    .map((each) => `${ruleOf(each)} ${vscode.DiagnosticSeverity[each.severity]}`);
const badge = async (uri: vscode.Uri) => (await extension()).marks.decorationOf(uri)?.badge;
const report = () =>
  vscode.window.visibleTextEditors.find(({ document }) => document.uri.scheme === 'model-openness-report');
const write = (name: string, text: string) => fs.writeFileSync(inModel(name).fsPath, text);

describe('signing models', () => {
  before(makeKeys);
  beforeEach(() => {
    fs.cpSync(path.join(__dirname, '../../../examples/aurora-7b'), file(MODEL).fsPath, { recursive: true });
  });
  afterEach(async () => {
    await cleanUp();
    fs.rmSync(file('signing').fsPath, { recursive: true, force: true });
  });
  after(() => fs.rmSync(keys, { recursive: true, force: true }));

  describe('a model that is signed with a key', () => {
    beforeEach(async () => {
      assert.equal((await sign())?.files, 4);
    });

    it('is verified: the report names signer, trust, checks and moment, and nothing is a problem', async () => {
      const { verdict } = await verify();
      assert.equal(verdict.state, 'verified');
      const { document } = await until('the report', report);
      const text = document.getText();
      assert.match(text, /^signing\/aurora-7b: Verified\n {2}signer: key [0-9a-f]{64}\n/);
      assert.match(text, /trust: public key key\.pub\n/);
      assert.match(text, /ok {6}root-digest: /);
      assert.match(text, /true of one moment/);
      assert.equal(await badge(file(MODEL)), '✓');
      assert.equal(await badge(signature()), '✓');
      assert.deepEqual(problems(signature()), []);
    });

    it('with one byte changed, has the problem and the mark at that file', async () => {
      const card = inModel('README.md').fsPath;
      const text = fs.readFileSync(card);
      text[40]! ^= 1;
      fs.writeFileSync(card, text);
      const { verdict } = await verify();
      assert.equal(verdict.state, 'invalid');
      assert.deepEqual(problems(inModel('README.md')), ['oms/changed Error']);
      const [finding] = vscode.languages
        .getDiagnostics(inModel('README.md'))
        .filter((each) => ruleOf(each) === 'oms/changed');
      assert.match((finding!.code as { target: vscode.Uri }).target.toString(true), /docs\/signing\.md#omschanged$/);
      assert.equal(await badge(inModel('README.md')), '✗');
      assert.equal(await badge(file(MODEL)), '✗');
      assert.equal(await badge(inModel('mof.yml')), undefined);
      // Its name in the report leads to the file.
      const { document } = await until('the report', report);
      await until('the link of the report', async () => {
        const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>(
          'vscode.executeLinkProvider',
          document.uri,
        );
        return links.some(({ target }) => target?.toString() === inModel('README.md').toString());
      });
    });

    it('with a file that nobody signed, names it there, and leaves it aside when asked to', async () => {
      write('run.py', 'import os\n');
      assert.equal((await verify()).verdict.state, 'invalid');
      assert.deepEqual(problems(inModel('run.py')), ['oms/unsigned-file Error']);
      assert.equal(await badge(inModel('run.py')), '○');
      assert.equal((await again('ignore-unsigned')).verdict.state, 'partial');
      assert.deepEqual(problems(inModel('run.py')), ['oms/unsigned-file Warning']);
      assert.equal(await badge(file(MODEL)), '◐');
    });

    it('with a file missing, names it at the signature', async () => {
      fs.rmSync(inModel('LICENSE').fsPath);
      assert.equal((await verify()).verdict.state, 'invalid');
      assert.deepEqual(problems(signature()), ['oms/missing Error']);
    });

    it('is not verified with the key of somebody else, and says so at the signature', async () => {
      const { verdict } = await verify(withKey('other.pub'));
      assert.equal(verdict.state, 'invalid');
      assert.deepEqual(problems(signature()), ['oms/not-verified Error']);
    });

    it('is not verified with a file that was exchanged since it was chosen', async () => {
      const expected = withKey();
      fs.copyFileSync(at('key.pub'), at('kept.pub'));
      fs.copyFileSync(at('other.pub'), at('key.pub'));
      const given = { signature: signature(), expected };
      const shown = nextError();
      assert.equal(
        await vscode.commands.executeCommand('modelOpenness.verifyModel', file(MODEL), [], given),
        undefined,
      );
      assert.match(await shown, /its content changed/);
      fs.renameSync(at('kept.pub'), at('key.pub'));
    });

    it('that lost its signature is not signed, and that is told from what was known', async () => {
      await verify();
      fs.rmSync(signature().fsPath);
      const { verdict, before } = await verify();
      assert.equal(verdict.state, 'unsigned');
      assert.match(before ?? '', /was verified on .* Now it is not signed/);
      assert.equal(await badge(file(MODEL)), '○');
    });

    it('is not said to be verified any more when a file changes', async () => {
      const verified = await verify();
      write('README.md', 'other');
      await until('the change to be seen', () => verified.changedSince.length > 0 || undefined);
      assert.equal(await badge(file(MODEL)), '↻');
      const { document } = await until('the report', report);
      await until(
        'the report to say so',
        () => /changed since it was verified: .*README\.md/.test(document.getText()) || undefined,
      );
      assert.equal((await verify()).verdict.state, 'invalid');
    });

    it('is not said to be verified any more when a file comes, or the signature goes', async () => {
      const first = await verify();
      fs.mkdirSync(inModel('sub').fsPath);
      write('sub/late.py', '');
      await until('the new file to be seen', () => first.changedSince.length > 0 || undefined);
      fs.rmSync(inModel('sub').fsPath, { recursive: true });
      const second = await verify();
      assert.equal(second.verdict.state, 'verified');
      fs.rmSync(signature().fsPath);
      await until('the signature to be missed', () => second.changedSince.length > 0 || undefined);
    });

    it('stays verified when something happens elsewhere, and when nothing changed', async () => {
      const verified = await verify();
      fs.writeFileSync(file('signing/notes.txt').fsPath, 'notes');
      fs.mkdirSync(inModel('.git').fsPath);
      write('.git/HEAD', 'ref');
      fs.readFileSync(inModel('README.md').fsPath);
      fs.utimesSync(inModel('LICENSE').fsPath, 0, 0);
      await until('the change that counts to be seen', () => verified.changedSince.length > 0 || undefined);
      assert.deepEqual(verified.changedSince.map(String), [inModel('LICENSE').toString()]);
    });
  });

  describe('a model that is signed with a certificate', () => {
    const certified = (): SignAnswers => ({
      ...key('cert.key'),
      method: 'certificate',
      certificate: vscode.Uri.file(at('cert.pem')),
    });

    it('is valid but not trusted with another root, and verified with its own', async () => {
      await sign(certified());
      const untrusted = await verify({ method: 'certificate', roots: [trusted('other-root.pem')] });
      assert.equal(untrusted.verdict.state, 'untrusted');
      assert.equal(await badge(signature()), '?');
      assert.deepEqual(problems(signature()), ['oms/untrusted Warning']);
      assert.equal((await verify({ method: 'certificate', roots: [trusted('root.pem')] })).verdict.state, 'verified');
      assert.deepEqual(problems(signature()), []);
    });
  });

  describe('being signed', () => {
    it('opens an encrypted key with its passphrase only, and writes nothing without', async () => {
      const shown = nextError();
      assert.equal(await sign({ ...key('encrypted.pem'), passphrase: 'wrong' }), undefined);
      assert.match(await shown, /encrypted\.pem cannot be opened: wrong passphrase\?/);
      assert.equal(fs.existsSync(signature().fsPath), false);
      assert.equal((await sign({ ...key('encrypted.pem'), passphrase: PASSPHRASE }))?.files, 4);
      assert.equal((await verify()).verdict.state, 'verified');
    });

    it('replaces no file that is no signature', async () => {
      const shown = nextError();
      assert.equal(await sign({ ...key(), signature: inModel('LICENSE') }), undefined);
      assert.match(await shown, /LICENSE is there already, and is no signature/);
    });

    it('shows names without making links of them, which could run commands', async () => {
      fs.symlinkSync('README.md', path.join(file(MODEL).fsPath, '[x](command:y)'));
      const shown = nextError();
      assert.equal(await sign(), undefined);
      assert.match(await shown, /\[x\] \(command:y\) is a symbolic link/);
    });

    it('names what cannot be signed', async () => {
      fs.symlinkSync('README.md', inModel('link.md').fsPath);
      const shown = nextError();
      assert.equal(await sign(), undefined);
      assert.match(await shown, /aurora-7b: link\.md is a symbolic link/);
      assert.deepEqual(
        fs.readdirSync(file(MODEL).fsPath).filter((name) => /sig|tmp/.test(name)),
        [],
      );
    });
  });

  describe('a model that a policy is asked about', () => {
    const policy = () => file('signing/.modelopenness/policy.yml');
    const writePolicy = (text: string) => {
      fs.mkdirSync(path.dirname(policy().fsPath), { recursive: true });
      fs.writeFileSync(policy().fsPath, text);
    };
    const strangers =
      "version: 1 # of the format\nsigners:\n  # the team\n  - identity: a@b.example\n    issuer: 'https://id.example'\n";
    beforeEach(async () => {
      assert.equal((await sign())?.files, 4);
    });

    it('is valid, but its signer is not in the policy, until they are written into it', async () => {
      writePolicy(strangers);
      const { verdict, decision } = await verify();
      assert.equal(verdict.state, 'untrusted');
      assert.equal(decision?.accepted, false);
      const shown = await until('the report of this verdict', () => {
        const said = report()?.document.getText();
        return said?.includes('aurora-7b: Valid, but the signer is not in the policy') ? said : undefined;
      });
      assert.match(shown, /FAILED +signer: Signed by key [0-9a-f]{64}, .*policy/);
      assert.equal(await badge(file(MODEL)), '?');

      const given = { where: 'folder', what: 'this', confirmed: true };
      assert.equal(await vscode.commands.executeCommand('modelOpenness.trustSigner', file(MODEL), given), true);
      const text = fs.readFileSync(policy().fsPath, 'utf8');
      assert.ok(text.startsWith(strangers), 'what was there stays');
      assert.match(text, / {2}- public-key: \|\n {6}-----BEGIN PUBLIC KEY-----\n[^]*artifacts:\n {6}- aurora-7b\n$/);
      const now = (await extension()).verified.get(file(MODEL))!;
      assert.equal(now.verdict.state, 'verified');
      assert.equal(now.decision?.accepted, true);
      assert.equal(await badge(file(MODEL)), '✓');
    });

    it('is verified and not accepted where the policy asks for more', async () => {
      writePolicy('version: 1\nrequire:\n  profile: true\n  mof-class: 1\n');
      const { verdict, decision } = await verify();
      assert.equal(verdict.state, 'verified');
      assert.equal(decision?.accepted, false);
      assert.deepEqual(problems(signature()), ['oms/not-accepted Warning']);
      assert.equal(await badge(file(MODEL)), '?');
    });

    it('is accepted by nothing that is wrong, and nothing is written into it', async () => {
      writePolicy('version: 1\nsgners: []\n');
      const { decision } = await verify();
      assert.equal(decision?.accepted, false);
      assert.deepEqual(
        decision.policies.map(({ state, reasons }) => [state, reasons[0]]),
        [['refused', 'Line 2: "sgners" is no setting. Did you mean "signers"?']],
      );
      const given = { where: 'folder', what: 'everything', confirmed: true };
      assert.equal(await vscode.commands.executeCommand('modelOpenness.trustSigner', file(MODEL), given), false);
      assert.equal(fs.readFileSync(policy().fsPath, 'utf8'), 'version: 1\nsgners: []\n');
    });

    it('is warned of when it is older than before', async () => {
      await verify();
      const mof = inModel('mof.yml');
      const text = fs.readFileSync(mof.fsPath, 'utf8');
      assert.match(text, /^ {2}version: .*$/m);
      fs.writeFileSync(mof.fsPath, text.replace(/(release:[^]*?\n {2}version:).*/, "$1 '0.0.1'"));
      assert.equal((await sign())?.files, 4);
      assert.match((await verify()).before ?? '', /is version 0\.0\.1 now\. On .* it was version/);
    });
  });
});

/** What the next message about an error says. */
function nextError(): Promise<string> {
  const { showErrorMessage } = vscode.window;
  return new Promise((resolve) => {
    vscode.window.showErrorMessage = ((message: string) => {
      vscode.window.showErrorMessage = showErrorMessage;
      resolve(message);
      return Promise.resolve(undefined);
    }) as typeof showErrorMessage;
  });
}
