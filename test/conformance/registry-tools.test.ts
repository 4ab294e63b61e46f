// modctl and KitOps over a real registry: they pull and extract what is packaged here, and the other way round.
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it, vi } from 'vitest';
import { mof } from '../cli/mof';
import { DISTRIBUTION, describeWith, KITOPS, MODCTL, RealRegistry, run, temporaryFolder } from '../registry/real';

// Machines that test are busy, and every command is a process of its own.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

const FILES = {
  'model.safetensors': Buffer.alloc(5_000_000, 'weights of many layers'),
  'config.json': '{"model_type":"aurora"}',
  'README.md': '# Aurora',
  'sub/run.py': 'print()',
  'sub/größe 1.py': 'print(1)',
};

/** What each tool is called with; its recipe packages all of {@link FILES}. */
const TOOLS = [
  {
    title: 'modctl',
    program: MODCTL,
    module: 'github.com/modelpack/modctl',
    recipe: 'Modelfile',
    text: 'NAME aurora\nCONFIG config.json\nMODEL model.safetensors\nCODE sub/*\nDOC README.md\n',
    options: (cwd: string) => ['--storage-dir', path.join(cwd, 'store'), '--log-dir', path.join(cwd, 'log')],
    fetch: (name: string) => [
      ['pull', '--plain-http', '--no-progress', name],
      ['extract', name, '--output', 'out'],
    ],
    publish: (name: string) => [
      ['build', '-t', name, '-f', 'Modelfile', '--no-progress', 'm'],
      ['push', '--plain-http', '--no-progress', name],
    ],
  },
  {
    title: 'KitOps',
    program: KITOPS,
    module: 'github.com/kitops-ml/kitops',
    recipe: 'm/Kitfile',
    text: [
      'manifestVersion: 1.0.0',
      'package: {name: aurora}',
      'model: {path: model.safetensors, parts: [{path: config.json}]}',
      'code: [{path: sub}]',
      'docs: [{path: README.md}]',
    ].join('\n'),
    options: (cwd: string) => ['--config', path.join(cwd, 'store'), '--progress', 'none'],
    fetch: (name: string) => [['unpack', name, '--plain-http', '-d', 'out']],
    publish: (name: string) => [
      ['pack', 'm', '-t', name],
      ['push', name, '--plain-http'],
    ],
  },
];

/** Path to content of all files in a folder, but for recipes. */
function treeOf(folder: string): Record<string, string> {
  const names = (readdirSync(folder, { recursive: true }) as string[]).filter(
    (name) => statSync(path.join(folder, name)).isFile() && path.basename(name) !== 'Kitfile',
  );
  return Object.fromEntries(names.sort().map((name) => [name, readFileSync(path.join(folder, name), 'latin1')]));
}

/** The version of the module that a program was built from: what it prints itself is set by builds for release only. */
function builtFrom(program: string, module: string): string {
  const [, version] = readFileSync(program, 'latin1').match(new RegExp(`\t${module}\t(v[\\w.+-]+)`)) ?? [];
  return version ?? '(version unknown)';
}

for (const { title, program, module, recipe, text, options, fetch, publish } of TOOLS)
  describeWith(`${title}, over a registry`, [DISTRIBUTION.program, program], () => {
    it('takes what is packaged here and gives what is read here, the same files each time', async () => {
      const { host } = await RealRegistry.start(DISTRIBUTION);
      const cwd = temporaryFolder();
      for (const [name, content] of Object.entries(FILES)) {
        mkdirSync(path.dirname(path.join(cwd, 'm', name)), { recursive: true });
        writeFileSync(path.join(cwd, 'm', name), content);
      }
      const tree = treeOf(path.join(cwd, 'm'));
      const call = (args: readonly string[]) => run(program, [...args, ...options(cwd)], cwd);
      const own = (...args: string[]) => expect(mof(args, { cwd })).toMatchObject({ code: 0 });
      console.log(`tested with ${title} ${builtFrom(program, module)}`);

      const ours = `${host}/lab/ours:v1`;
      own('pack', 'm', '--layout', 'lay', '--tag', ours);
      own('push', ours, '--layout', 'lay');
      for (const args of fetch(ours)) call(args);
      expect(treeOf(path.join(cwd, 'out'))).toEqual(tree);

      const theirs = `${host}/lab/theirs:v1`;
      writeFileSync(path.join(cwd, recipe), text);
      for (const args of publish(theirs)) call(args);
      own('pull', theirs, '--layout', 'back');
      own('inspect', theirs, '--layout', 'back', '--verify');
      own('extract', theirs, '--layout', 'back', '-o', 'theirs');
      expect(treeOf(path.join(cwd, 'theirs'))).toEqual(tree);
    });
  });
