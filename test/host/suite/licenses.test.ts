import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { LicensesNode } from '../../../src/extension/views/licenses/tree';
import { cleanUp, diagnostics, extension, file, open, ruleOf, until, write } from './helpers';

const CARD = '---\nlicense: cc-by-nc-4.0\n---\n# Model\n';
const PACKAGE = '{ "name": "tools", "license": "MIT" }\n';

describe('documents with names of their own', () => {
  afterEach(() => cleanUp('host/README.md', 'host/pyproject.toml', 'host/Kitfile', 'host/LICENSE', 'host/notes.md'));

  const check = async (path: string, language: string, text: string) => {
    const { document } = await open(path, text);
    assert.equal(document.languageId, language);
    const found = await diagnostics(document.uri);
    assert.ok(
      found.some((finding) => ruleOf(finding).startsWith('license/')),
      found.map(ruleOf).join(),
    );
  };

  it('are checked: a model card', () => check('host/README.md', 'markdown', '---\nlicense: apache-2.O\n---\n'));

  it('are checked: pyproject.toml, which VS Code has no language for', () =>
    check('host/pyproject.toml', 'plaintext', '[project]\nname = "x"\nversion = "1"\nlicense = "Apache-2.O"\n'));

  it('are checked: a Kitfile, which is shown as YAML', () =>
    check('host/Kitfile', 'yaml', "manifestVersion: '1.0.0'\npackage:\n  name: x\n  license: Apache-2.O\n"));

  it('leave other prose alone', async () => {
    await open('host/notes.md', CARD);
    await open('host/README.md', CARD.replace('cc-by-nc-4.0', 'apache-2.O'));
    await diagnostics(file('host/README.md'));
    assert.deepEqual(vscode.languages.getDiagnostics(file('host/notes.md')), []);
  });
});

describe('the Licences view', () => {
  const paths = ['list/README.md', 'list/package.json', 'list/LICENSE', 'licences.csv'];
  before(async () => {
    await write('list/README.md', CARD);
    await write('list/package.json', PACKAGE);
  });
  after(() => cleanUp(...paths, 'list'));

  /** The rows of the view, once a condition holds for them. */
  const rows = async (condition: (labels: string[]) => boolean): Promise<LicensesNode[]> => {
    const { licenses } = await extension();
    return until('rows of the Licences view', () => {
      const nodes = licenses.getChildren();
      return condition(nodes.map((node) => label(licenses.getTreeItem(node)))) ? nodes : undefined;
    });
  };
  const label = ({ label: text, resourceUri }: vscode.TreeItem) =>
    typeof text === 'string' ? text : (text?.label ?? resourceUri?.path.split('/').at(-1) ?? '');

  it('lists every licence, with its openness as word and icon', async () => {
    await vscode.commands.executeCommand('modelOpenness.listLicenses');
    const nodes = await rows((labels) => labels.includes('MIT') && labels.includes('CC-BY-NC-4.0'));
    const { licenses } = await extension();
    const items = nodes.map((node) => licenses.getTreeItem(node));
    const mit = items.find((item) => item.label === 'MIT')!;
    assert.match(String(mit.description), /^open · \d+ place/);
    assert.equal((mit.iconPath as vscode.ThemeIcon).id, 'check');
    const nc = items.find((item) => item.label === 'CC-BY-NC-4.0')!;
    assert.equal((nc.iconPath as vscode.ThemeIcon).id, 'circle-slash');
    assert.match((nc.tooltip as vscode.MarkdownString).value, /commercial/);
  });

  it('opens the place that is chosen', async () => {
    const { licenses } = await extension();
    const group = (await rows((labels) => labels.includes('CC-BY-NC-4.0'))).find(
      (node) => node.kind === 'license' && node.group.summary.license === 'CC-BY-NC-4.0',
    )!;
    const [place] = licenses.getChildren(group);
    const { command } = licenses.getTreeItem(place!);
    await vscode.commands.executeCommand(command!.command, ...(command!.arguments as unknown[]));
    const editor = await until('the editor', () => vscode.window.activeTextEditor);
    assert.equal(editor.document.getText(editor.selection), 'cc-by-nc-4.0');
  });

  it('follows changes on disk', async () => {
    await vscode.commands.executeCommand('modelOpenness.listLicenses');
    await write('list/package.json', PACKAGE.replace('MIT', 'ISC'));
    await rows((labels) => labels.includes('ISC'));
  });

  it('groups by file as well', async () => {
    await vscode.commands.executeCommand('modelOpenness.groupLicensesByFile');
    const nodes = await rows((labels) => labels.includes('README.md') && labels.includes('package.json'));
    assert.ok(nodes.every(({ kind }) => kind === 'file'));
    await vscode.commands.executeCommand('modelOpenness.groupLicensesByLicense');
  });

  it('is exported to a file', async () => {
    let isOver = false;
    void vscode.commands.executeCommand('modelOpenness.exportLicenses').then(() => (isOver = true));
    const target = file('licences.csv');
    // Each of the two questions, for the format and for the file, is answered with what it offers.
    const text = await until(
      'the file',
      async () => {
        await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
        return vscode.workspace.fs.readFile(target).then(
          (bytes) => new TextDecoder().decode(bytes),
          () => undefined,
        );
      },
      15_000,
    );
    // The message that says so comes a moment after the file, and the command ends with it.
    await until('the end of the command', async () => {
      await vscode.commands.executeCommand('notifications.clearAll');
      return isOver;
    });
    assert.match(text, /^file,line,column,/);
    assert.match(text, /list\/package\.json,1,\d+,tools,code,declared,ISC,ISC,open,/);
  });
});
