import { type KnownDigests } from '../../core/inspection/bom';
import { type FileRow } from '../../core/inspection/inspection';

const SHA256 = 'sha256:';

/** Digests of files by what a bill of materials may call them: the path, or a name that only one of them has. */
export function namedDigests(rows: readonly Pick<FileRow, 'path' | 'digest'>[]): KnownDigests {
  const paths = new Map<string, string | undefined>();
  const names = new Map<string, string | undefined>();
  for (const { path } of rows) {
    const name = path.slice(path.lastIndexOf('/') + 1);
    // A name that several files have is none of them.
    names.set(name, names.has(name) ? undefined : path);
  }
  for (const { path, digest } of rows)
    paths.set(path, digest?.startsWith(SHA256) ? digest.slice(SHA256.length) : undefined);
  return {
    of(file) {
      const path = paths.has(file) ? file : names.get(file);
      const sha256 = path === undefined ? undefined : paths.get(path);
      return path === undefined || sha256 === undefined ? undefined : { path, sha256 };
    },
  };
}
