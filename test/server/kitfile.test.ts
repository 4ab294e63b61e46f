// Kitfiles and Modelfiles, which look at the folder they are in.
import { afterEach, describe, expect, it } from 'vitest';
import {
  CompletionItemKind,
  type CompletionList,
  type DocumentLink,
  type DocumentSymbol,
  type FoldingRange,
  type Hover,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { applied, sleep, TestClient, VSCODE } from './harness';

let client: TestClient;
afterEach(() => client?.stop());

const FILES: Readonly<Record<string, string>> = {
  'm/README.md': '# Aurora\n',
  'm/model.safetensors': '',
  'm/config.json': '{}',
  'm/my notes.md': 'x',
  'm/src/train.py': '',
  'm/src/lib/load.py': '',
  'm/.git/config': '',
  'm/.kitignore': 'scratch*\n',
  'm/scratch.txt': '',
  'other/x.py': '',
};

/** Opens a text with a bar where the cursor is. */
async function open(marked: string, path: string, capabilities = VSCODE) {
  client = await TestClient.start({ files: { ...FILES }, capabilities });
  const text = marked.replace('|', '');
  const position = TextDocument.create('', '', 0, text).positionAt(Math.max(0, marked.indexOf('|')));
  await client.open(path, text, path.endsWith('Modelfile') ? 'modelfile' : 'yaml');
  const ask = <R>(method: string) => client.request<R>(`textDocument/${method}`, path, { position });
  const edited = (item: CompletionList['items'][number]) =>
    TextDocument.applyEdits(TextDocument.create('', '', 0, text), [item.textEdit as never]);
  return { text, ask, edited };
}

const HEAD = 'manifestVersion: 1.0.0\n';

describe('completion in a Kitfile', () => {
  it('offers the files of the folder, weights first for a model', async () => {
    const { ask, edited } = await open(`${HEAD}model:\n  path: |\ndocs:\n  - path: README.md\n`, 'm/Kitfile');
    const { items } = await ask<CompletionList>('completion');
    const sorted = [...items].sort((a, b) => (a.sortText! < b.sortText! ? -1 : 1));
    expect(sorted.map(({ label }) => label)).toEqual([
      'model.safetensors',
      'src/',
      'config.json',
      'my notes.md',
      'scratch.txt',
      'README.md',
    ]);
    expect(sorted[0]).toMatchObject({ kind: CompletionItemKind.File });
    expect(sorted[1]).toMatchObject({ kind: CompletionItemKind.Folder });
    expect(sorted.at(-1)).toMatchObject({ detail: 'in a layer already' });
    expect(edited(sorted[0]!)).toContain('path: model.safetensors\n');
    expect(edited(sorted[3]!)).toContain('path: my notes.md\n');
  });

  it('leads into folders, with quotes and without', async () => {
    const first = await open(`${HEAD}code:\n  - path: src/l|\n`, 'm/Kitfile');
    const { items } = await first.ask<CompletionList>('completion');
    expect(items.map(({ label }) => label)).toEqual(['lib/', 'train.py']);
    expect(first.edited(items[1]!)).toContain('- path: src/train.py\n');
    await client.stop();
    const second = await open(`${HEAD}code:\n  - path: "src/tr|"\n`, 'm/Kitfile');
    const quoted = (await second.ask<CompletionList>('completion')).items.find(({ label }) => label === 'train.py')!;
    expect(quoted.filterText).toBe('"src/train.py');
    expect(second.edited(quoted)).toContain('- path: "src/train.py"\n');
  });

  it('offers keys, whole items and words in use', async () => {
    const keys = async (marked: string) => {
      const { ask } = await open(marked, 'm/Kitfile');
      const { items } = await ask<CompletionList>('completion');
      await client.stop();
      return items.map(({ label }) => label);
    };
    expect(await keys(`${HEAD}|`)).toEqual(['package', 'model', 'code', 'datasets', 'docs', 'prompts', 'mcpServers']);
    expect(await keys(`${HEAD}model:\n  path: x\n  |`)).toContain('parameters');
    expect(await keys(`${HEAD}docs:\n  - path: x\n    |`)).toEqual(['description']);
    expect(await keys(`${HEAD}docs:\n  - path: x\n  |`)).toContain('another item');
    expect(await keys(`${HEAD}docs:\n  |`)).toEqual(['another item']);
    expect(await keys(`${HEAD}model:\n  framework: |`)).toContain('PyTorch');
    expect(await keys(`${HEAD}model:\n  license: Apa|`)).toContain('Apache-2.0');
    expect(await keys('|')).toContain('Kitfile');
    client = await TestClient.start();
  });

  it('offers nothing outside of the folder', async () => {
    const { ask } = await open(`${HEAD}code:\n  - path: ../|\n`, 'm/Kitfile');
    expect((await ask<CompletionList>('completion')).items).toEqual([]);
  });
});

describe('completion in a Modelfile', () => {
  it('offers commands that are not said yet', async () => {
    const { ask, edited } = await open('NAME aurora\n|', 'm/Modelfile');
    const { items } = await ask<CompletionList>('completion');
    const labels = items.map(({ label }) => label);
    expect(labels).not.toContain('NAME');
    expect(labels).toContain('MODEL');
    expect(edited(items.find(({ label }) => label === 'MODEL')!)).toBe('NAME aurora\nMODEL ');
  });

  it('offers files and words behind them', async () => {
    const first = await open('DOC |\n', 'm/Modelfile');
    const { items } = await first.ask<CompletionList>('completion');
    expect(first.edited(items.find(({ label }) => label === 'my notes.md')!)).toBe('DOC "my notes.md"\n');
    await client.stop();
    const second = await open('PRECISION bf|\n', 'm/Modelfile');
    const words = (await second.ask<CompletionList>('completion')).items.map(({ label }) => label);
    expect(words).toContain('bfloat16');
  });

  it('leaves files of Ollama alone', async () => {
    const { ask } = await open('FROM llama3\n|', 'm/Modelfile');
    expect((await ask<CompletionList>('completion')).items).toEqual([]);
    expect(await client.rules('m/Modelfile')).toEqual(['modelfile/ollama']);
  });
});

describe('reading', () => {
  it('hovers tell what a key means and which files a path stands for', async () => {
    const at = async (marked: string, path: string) => {
      const { ask } = await open(marked, path);
      const hover = await ask<Hover | null>('hover');
      await client.stop();
      return (hover?.contents as { value: string } | undefined)?.value;
    };
    expect(await at(`${HEAD}mo|del:\n  path: model.safetensors\n`, 'm/Kitfile')).toMatch(
      /^\*\*model\*\*\n\nThe weights/,
    );
    expect(await at(`${HEAD}code:\n  - path: s|rc\n`, 'm/Kitfile')).toBe(
      '2 files:\n\n- `src/lib/load.py`\n- `src/train.py`',
    );
    expect(await at('CO|DE src/*.py\n', 'm/Modelfile')).toMatch(/^\*\*CODE\*\*/);
    expect(await at('CODE src/*|.py\n', 'm/Modelfile')).toBe('One file:\n\n- `src/train.py`');
    client = await TestClient.start();
  });

  it('links lead to files, not to folders or to what is not there', async () => {
    const text = `${HEAD}model:\n  path: ./model.safetensors\ncode:\n  - path: src\ndocs:\n  - path: my notes.md\n  - path: gone.md\n`;
    const { ask } = await open(text, 'm/Kitfile');
    const links = await ask<DocumentLink[]>('documentLink');
    expect(links.map(({ target }) => target)).toEqual([
      client.uri('m/model.safetensors'),
      client.uri('m/my%20notes.md'),
    ]);
    await client.stop();
    const other = await open('MODEL model.safetensors\nCODE src/*.py\n', 'm/Modelfile');
    const [link] = await other.ask<DocumentLink[]>('documentLink');
    expect(link).toMatchObject({
      target: client.uri('m/model.safetensors'),
      range: { start: { line: 0, character: 6 } },
    });
  });

  it('outline and folding', async () => {
    const text = `# a\n# b\n${HEAD}package:\n  name: aurora\ncode:\n  - path: src\n    license: MIT\n`;
    const { ask } = await open(text, 'm/Kitfile');
    const symbols = await ask<DocumentSymbol[]>('documentSymbol');
    expect(symbols.map(({ name, detail, children }) => [name, detail, children?.map((child) => child.name)])).toEqual([
      ['manifestVersion', '1.0.0', []],
      ['package', 'aurora', []],
      ['code', undefined, ['src']],
    ]);
    const folds = await ask<FoldingRange[]>('foldingRange');
    expect(folds.map(({ startLine, endLine }) => [startLine, endLine])).toContainEqual([0, 1]);
    await client.stop();
    const other = await open('# a\n# b\nNAME aurora\nMODEL model.safetensors\n', 'm/Modelfile');
    expect((await other.ask<DocumentSymbol[]>('documentSymbol')).map(({ name, detail }) => [name, detail])).toEqual([
      ['aurora', 'NAME'],
      ['model.safetensors', 'MODEL'],
    ]);
    expect(await other.ask<FoldingRange[]>('foldingRange')).toMatchObject([{ startLine: 0, endLine: 1 }]);
  });
});

describe('the folder', () => {
  const KITFILE = `${HEAD}model:\n  path: model.safetensors\ncode:\n  - path: src\ndocs:\n  - path: README.md\n  - path: my notes.md\n  - path: config.json\n`;
  const NOT_FOUND = 'kitfile/path-not-found';

  it('is listed once, however much is typed', async () => {
    await open(KITFILE, 'm/Kitfile');
    expect(await client.rules('m/Kitfile')).toEqual([]);
    const listed = () => client.listed.filter((folder) => folder.startsWith('m/'));
    const before = listed();
    expect(before).toEqual(['m/src', 'm/src/lib']);
    for (let i = 0; i < 20; i++) {
      await client.change('m/Kitfile', `${KITFILE}# ${i}\n`);
      await client.request('textDocument/completion', 'm/Kitfile', { position: { line: 2, character: 8 } });
    }
    await client.rules('m/Kitfile');
    expect(listed()).toEqual(before);
  });

  it('is not listed for documents that do not look at it', async () => {
    await open('---\nlicense: mit\n---\n', 'm/README.md');
    await client.rules('m/README.md');
    expect(client.listed.filter((folder) => folder === 'm/src')).toEqual([]);
  });

  it('is listed again when a file comes or goes, once for many', async () => {
    await open(KITFILE.replace('config.json', 'later.md'), 'm/Kitfile');
    await client.rules('m/Kitfile', (rules) => rules.includes(NOT_FOUND));
    const listings = () => client.listed.filter((folder) => folder === 'm/src').length;
    expect(listings()).toBe(1);
    await client.write('m/later.md', 'x');
    for (let i = 0; i < 10; i++) await client.write(`m/scratch${i}`, 'x');
    await client.rules('m/Kitfile', (rules) => !rules.includes(NOT_FOUND));
    expect(listings()).toBe(2);
    await client.write('other/y.py', 'x');
    await client.write('m/later.md', 'changed');
    await sleep(700);
    expect(listings()).toBe(2);
    await client.write('m/later.md', undefined);
    await client.rules('m/Kitfile', (rules) => rules.includes(NOT_FOUND));
  });

  it('has its .kitignore followed', async () => {
    await open(KITFILE, 'm/Kitfile');
    expect(await client.rules('m/Kitfile')).toEqual([]);
    await client.write('m/.kitignore', '# nothing\n');
    await client.rules('m/Kitfile', (rules) => rules.includes('kitfile/unpacked-file'));
  });

  it('is watched from the first such document on', async () => {
    await open('a: 1\n', 'm/x.yml');
    await sleep(50);
    const watchers = () => client.registered.filter((method) => method === 'workspace/didChangeWatchedFiles').length;
    expect(watchers()).toBe(1);
    await client.open('m/Kitfile', KITFILE);
    await client.open('m/Modelfile', 'NAME x\n', 'modelfile');
    await client.rules('m/Modelfile');
    expect(watchers()).toBe(2);
  });

  it('is read again on saving by a client that watches nothing', async () => {
    await open(KITFILE.replace('config.json', 'later.md'), 'm/Kitfile', {});
    await client.rules('m/Kitfile', (rules) => rules.includes(NOT_FOUND));
    client.files.set('m/later.md', 'x');
    await client.connection.sendNotification('textDocument/didSave', {
      textDocument: { uri: client.uri('m/Kitfile') },
    });
    await client.rules('m/Kitfile', (rules) => !rules.includes(NOT_FOUND));
  });
});

describe('actions', () => {
  it('silence a rule in a Modelfile by a comment above the line', async () => {
    const { text } = await open('NAME aurora\nPARAMSIZE lots\nMODEL model.safetensors\n', 'm/Modelfile');
    await client.rules('m/Modelfile');
    const actions = await client.codeActions('m/Modelfile', 1);
    const action = actions.find(({ title }) => title === 'Suppress modelfile/param-size for this line')!;
    const silenced = applied(text, client.uri('m/Modelfile'), action.edit);
    expect(silenced).toContain(
      '\n# model-openness-disable-next-line modelfile/param-size -- say why\nPARAMSIZE lots\n',
    );
    await client.change('m/Modelfile', silenced);
    expect(await client.rules('m/Modelfile', (rules) => !rules.includes('modelfile/param-size'))).toEqual([
      'modelfile/unpacked-file',
    ]);
  });
});
