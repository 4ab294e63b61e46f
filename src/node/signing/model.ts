import { existsSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { GIT_PATHS } from '../../core/signing/statement/manifest';
import { readError } from '../files/errors';
import { type DigestCache } from '../hashing/digest-cache';
import { NodeModel } from '../model';

/** A file or folder: its absolute path, and the path as people are shown it. */
export interface NamedPath {
  path: string;
  shown: string;
}

/** A model and its signature file. */
export interface NamedModel {
  model: NodeModel;
  /** The path of the model as people are shown it. */
  shown: string;
  signature: NamedPath;
  /** Paths in the model that are left out, relative to it. */
  ignored: string[];
}

export interface ModelNaming {
  model: NamedPath;
  signature: NamedPath;
  /** Whether what belongs to git is left out. */
  ignoreGitPaths: boolean;
  /** Keeps digests for later verifications. */
  digestCache?: DigestCache | undefined;
}

/**
 * Opens a model to be signed or verified. The signature file is left out where it is in the model.
 * @throws {FileError} when there is no model
 */
export function openModel(naming: ModelNaming): NamedModel {
  const { shown } = naming.model;
  const { signature, ignoreGitPaths } = naming;
  const model = openNodeModel(naming);
  const inside = pathInModel(model, signature.path);
  return { model, shown, signature, ignored: [...(ignoreGitPaths ? GIT_PATHS : []), ...(inside ? [inside] : [])] };
}

/** @throws {FileError} when there is no model */
export function openNodeModel({
  model: { path: location, shown },
  digestCache,
}: Pick<ModelNaming, 'model' | 'digestCache'>): NodeModel {
  try {
    return new NodeModel(location, digestCache);
  } catch (error) {
    throw readError(shown, error);
  }
}

/** A path relative to the model, with `/`; undefined for one outside of it. The file itself need not exist. */
export function pathInModel(
  { root, isFile }: Pick<NodeModel, 'root' | 'isFile'>,
  absolute: string,
): string | undefined {
  if (isFile) return undefined;
  const folder = path.dirname(absolute);
  const real = existsSync(folder) ? path.join(realpathSync.native(folder), path.basename(absolute)) : absolute;
  const relative = path.relative(root, real);
  if (/^\.\.(?:$|[/\\])/.test(relative) || path.isAbsolute(relative)) return undefined;
  return relative.split(path.sep).join('/');
}
