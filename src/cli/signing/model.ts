import { existsSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { GIT_PATHS } from '../../core/signing/statement/manifest';
import { NodeModel } from '../../node/model';
import { UsageError } from '../exit';
import { readError } from '../../node/files/errors';
import { shownPath } from '../files/paths';
import { type Host } from '../host';
import { type ModelFlags } from './options';

/** A model and its signature file, as the command line names them. */
export interface NamedModel {
  model: NodeModel;
  /** The path of the model as people are shown it. */
  shown: string;
  /** Absolute path of the signature file. */
  signature: string;
  shownSignature: string;
  /** Paths in the model that are left out. */
  ignored: string[];
}

/**
 * @throws {FileError} when there is no model
 * @throws {UsageError} for ignored paths that are not in the model
 */
export function nameModel(location: string, flags: ModelFlags, { cwd }: Host): NamedModel {
  const absolute = path.resolve(cwd, location);
  const shown = shownPath(absolute, cwd);
  const model = openModel(absolute, shown);
  const signature = path.resolve(cwd, flags.signature);
  const inside = pathInModel(model, signature);
  return {
    model,
    shown,
    signature,
    shownSignature: shownPath(signature, cwd),
    ignored: [
      ...(flags.ignoreGitPaths ? GIT_PATHS : []),
      ...(inside ? [inside] : []),
      ...(flags.ignorePaths ?? []).map((each) => ignoredPath(model, path.resolve(cwd, each), each)),
    ],
  };
}

function openModel(absolute: string, shown: string): NodeModel {
  try {
    return new NodeModel(absolute);
  } catch (error) {
    throw readError(shown, error);
  }
}

function ignoredPath(model: NodeModel, absolute: string, given: string): string {
  const inside = pathInModel(model, absolute);
  if (inside) return inside;
  throw new UsageError(
    inside === ''
      ? `--ignore-paths ${given} is the model itself: nothing would be left`
      : `--ignore-paths ${given} is not in the model; paths begin at the current folder`,
  );
}

/** A path relative to the model, with `/`; undefined for one outside of it. The file itself need not exist. */
function pathInModel({ root, isFile }: NodeModel, absolute: string): string | undefined {
  if (isFile) return undefined;
  const folder = path.dirname(absolute);
  const real = existsSync(folder) ? path.join(realpathSync.native(folder), path.basename(absolute)) : absolute;
  const relative = path.relative(root, real);
  if (/^\.\.(?:$|[/\\])/.test(relative) || path.isAbsolute(relative)) return undefined;
  return relative.split(path.sep).join('/');
}
