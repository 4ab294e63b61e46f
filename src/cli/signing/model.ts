import path from 'node:path';
import { type DigestCache } from '../../node/hashing/digest-cache';
import { openModel, pathInModel, type NamedModel, type NamedPath } from '../../node/signing/model';
import { type NodeModel } from '../../node/model';
import { UsageError } from '../exit';
import { shownPath } from '../files/paths';
import { type Host } from '../host';
import { type ModelFlags } from './options';

/**
 * A model and its signature file, as the command line names them.
 * @throws {FileError} when there is no model
 * @throws {UsageError} for ignored paths that are not in the model
 */
export function nameModel(location: string, flags: ModelFlags, { cwd }: Host, digestCache?: DigestCache): NamedModel {
  const named = openModel({
    model: namedPath(location, cwd),
    signature: namedPath(flags.signature, cwd),
    ignoreGitPaths: flags.ignoreGitPaths,
    digestCache,
  });
  const more = (flags.ignorePaths ?? []).map((each) => ignoredPath(named.model, path.resolve(cwd, each), each));
  return { ...named, ignored: [...named.ignored, ...more] };
}

/** A path of the command line. */
export function namedPath(given: string, cwd: string): NamedPath {
  const absolute = path.resolve(cwd, given);
  return { path: absolute, shown: shownPath(absolute, cwd) };
}

/** @throws {UsageError} for a path that is not in the model */
export function ignoredPath(model: Pick<NodeModel, 'root' | 'isFile'>, absolute: string, given: string): string {
  const inside = pathInModel(model, absolute);
  if (inside) return inside;
  throw new UsageError(
    inside === ''
      ? `--ignore-paths ${given} is the model itself: nothing would be left`
      : `--ignore-paths ${given} is not in the model; paths begin at the current folder`,
  );
}
