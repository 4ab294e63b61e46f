import { pypiPurl } from '../identifiers';
import { jsonOf, textOf } from '../place';
import { type Reader } from '../reader';

/** Longest lock file, in bytes. */
const MOST = 32 * 1024 * 1024;

/** Exact versions that were resolved: `uv.lock`, `poetry.lock`, `pdm.lock`, `pylock.toml` (PEP 751) and `Pipfile.lock`. */
export const lockFile: Reader = {
  id: 'lock-file',
  pattern: /^(?:[^/]+\/)?(?:uv\.lock|poetry\.lock|pdm\.lock|pylock(?:\.[\w-]+)?\.toml|Pipfile\.lock)$/,
  read(file, draft) {
    if (file.path.endsWith('Pipfile.lock')) {
      const root = jsonOf(file, 'lock-file');
      for (const [group, scope] of [
        ['default', 'runtime'],
        ['develop', 'development'],
      ] as const)
        for (const [name, entry] of root.get(group).entries()) {
          const version = entry.get('version').text?.replace(/^=+/, '');
          if (version !== undefined)
            draft.add('dependencies', { name, version, purl: pypiPurl(name, version), scope }, entry.source);
        }
      return;
    }
    // They are written by programs, in one form, and may be longer than TOML is parsed: two lines of each package tell all.
    const lines = textOf(file, MOST).split(/\r\n|\n/);
    let name: string | undefined;
    let isPackage = false;
    lines.forEach((line, index) => {
      if (line.startsWith('[')) {
        isPackage = /^\[\[packages?\]\]/.test(line);
        name = undefined;
        return;
      }
      const [, key, value] = (isPackage && /^(name|version) = "([^"]+)"$/.exec(line)) || [];
      if (key === 'name') name = value;
      else if (key === 'version' && name !== undefined && value !== undefined)
        draft.add(
          'dependencies',
          { name, version: value, purl: pypiPurl(name, value), scope: 'runtime' },
          { path: file.path, key: name, line: index, reader: 'lock-file' },
        );
      // The project itself is in it as well, from its own folder.
      else if (isPackage && name !== undefined && /^source = \{ (?:editable|virtual|directory) = /.test(line))
        dropLast(draft.facts.dependencies, name);
    });
  },
};

function dropLast(dependencies: { value: { name: string } }[], name: string): void {
  if (dependencies.at(-1)?.value.name === name) dependencies.pop();
}
