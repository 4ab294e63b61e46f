import { describe, expect, it } from 'vitest';
import { matchesGlob } from '../../../src/files/globs';
import { mayHoldRelease, releaseIn } from '../../../src/files/releases';
import { walk, type FolderEntry, type FolderTree, type WalkOptions } from '../../../src/files/walk';

/** A tree from paths and texts; a path that ends in `@` is a link. */
function tree(files: Record<string, string>): FolderTree & { listed: string[] } {
  const listed: string[] = [];
  return {
    listed,
    async list(folder) {
      listed.push(folder);
      const prefix = folder ? `${folder}/` : '';
      const found = new Map<string, FolderEntry>();
      for (const path of Object.keys(files).filter((p) => p.startsWith(prefix))) {
        const [name, ...rest] = path.slice(prefix.length).split('/') as [string, ...string[]];
        const link = name.endsWith('@');
        found.set(name, { name: name.replace('@', ''), kind: link ? 'other' : rest.length ? 'folder' : 'file' });
      }
      return [...found.values()];
    },
    read: async (file) => files[file],
  };
}

async function paths(of: FolderTree, options: Partial<WalkOptions> = {}): Promise<string[]> {
  const found: string[] = [];
  for await (const path of walk(of, { wanted: () => true, ...options })) found.push(path);
  return found;
}

describe('the walk', () => {
  it('goes in the order of names, files before folders', async () => {
    const files = tree({ 'b/1': '', a: '', 'a-folder/x/y': '', 'a-folder/z': '', c: '' });
    expect(await paths(files)).toEqual(['a', 'c', 'a-folder/z', 'a-folder/x/y', 'b/1']);
  });

  it('leaves out what git ignores, by every .gitignore on the way', async () => {
    const files = tree({
      '.gitignore': 'build/\n*.tmp\n!keep.tmp\n/only-here.yml\n',
      'build/mof.yml': '',
      'a.tmp': '',
      'keep.tmp': '',
      'only-here.yml': '',
      'sub/only-here.yml': '',
      'sub/.gitignore': 'secret/\n!a.tmp\n',
      'sub/secret/mof.yml': '',
      'sub/a.tmp': '',
      'sub/deep/a.tmp': '',
    });
    const found = (await paths(files)).filter((path) => !path.endsWith('.gitignore'));
    expect(found).toEqual(['keep.tmp', 'sub/a.tmp', 'sub/only-here.yml', 'sub/deep/a.tmp']);
    expect(files.listed).not.toContain('build');
  });

  it('enters neither packages nor repositories', async () => {
    expect(await paths(tree({ 'node_modules/x/mof.yml': '', '.git/config': '', 'mof.yml': '' }))).toEqual(['mof.yml']);
  });

  it('follows no links', async () => {
    expect(await paths(tree({ 'loop@/a': '', 'link@': '', b: '' }))).toEqual(['b']);
  });

  it('ends when it is told to, and after so many folders', async () => {
    const files = tree(Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`f${i}/x`, ''])));
    expect(await paths(files, { maxFolders: 11 })).toHaveLength(10);
    let asked = 0;
    expect(await paths(files, { cancelled: () => ++asked > 6 })).toHaveLength(5);
  });
});

describe('globs', () => {
  it.each([
    ['old', 'old/mof.yml', true],
    ['old/', 'old/deep/mof.yml', true],
    ['./old', 'old/mof.yml', true],
    ['/old', 'old/mof.yml', true],
    ['old', 'older/mof.yml', false],
    ['**/*.draft.yml', 'a/b/x.draft.yml', true],
    ['*.yml', 'a/x.yml', false],
    ['*.yml', 'x.yml', true],
    ['**', '.hidden/x.yml', true],
    ['.', 'anything', true],
    ['{a,b}.yml', 'b.yml', true],
    ['x'.repeat(70_000), 'x', false],
  ])('%s and %s', (glob, path, expected) => {
    expect(matchesGlob(glob, path)).toBe(expected);
  });
});

describe('release names', () => {
  it('are read from MOF configurations only', () => {
    const text = 'framework:\n  name: Model Openness Framework\nrelease:\n  name: aurora\n';
    expect(releaseIn('f', '/a.yml', text)).toEqual({
      file: 'f',
      name: 'aurora',
      range: { start: { line: 3, character: 8 }, end: { line: 3, character: 14 } },
    });
    expect(releaseIn('f', '/a.yml', 'name: aurora\n')).toBeUndefined();
    expect(releaseIn('f', '/mof.json', '{"release": {"name": "x"}}')?.name).toBe('x');
    expect(releaseIn('f', '/mof.yml', text.slice(0, 50))).toBeUndefined();
  });

  it('can stand in YAML and JSON files', () => {
    expect(['a.yml', 'a.YAML', 'a.json', 'a.md', 'yml'].map(mayHoldRelease)).toEqual([true, true, true, false, false]);
  });
});
