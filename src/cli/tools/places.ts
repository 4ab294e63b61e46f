import { realpathSync } from 'node:fs';
import path from 'node:path';
import { t } from '../../core/l10n';
import { ToolError, type ToolScope } from '../../core/tools/tool';
import { readError } from '../../node/files/errors';
import { type NamedPath } from '../../node/signing/model';
import { shownPath } from '../files/paths';

/**
 * A path that a tool was given. Wherever links lead, it has to lie in one of the folders that tools may look at.
 * @throws {ToolError} when it lies elsewhere
 * @throws {FileError} when there is nothing
 */
export function placeIn({ roots }: ToolScope, given: string): NamedPath {
  const [first] = roots;
  if (first === undefined) throw new ToolError(t('No folder is open that could be looked at.'));
  const file = path.resolve(first, given);
  if (!roots.some((root) => isWithin(root, file))) throw outside(given);
  let real: string;
  try {
    real = realpathSync.native(file);
  } catch (error) {
    throw readError(given, error);
  }
  if (!roots.some((root) => isWithin(realOf(root), real))) throw outside(given);
  return { path: real, shown: shownPath(file, first) };
}

/** Whether a file is in the folders that may be looked at, whatever links lead to it. */
export function isInside({ roots }: ToolScope, file: string): boolean {
  try {
    const real = realpathSync.native(file);
    return roots.some((root) => isWithin(realOf(root), real));
  } catch {
    return false;
  }
}

function outside(given: string): ToolError {
  return new ToolError(t('{0} lies outside of the folders that are open.', given));
}

function realOf(root: string): string {
  try {
    return realpathSync.native(root);
  } catch {
    return root;
  }
}

function isWithin(root: string, file: string): boolean {
  const relative = path.relative(root, file);
  return relative === '' || (!/^\.\.(?:$|[/\\])/.test(relative) && !path.isAbsolute(relative));
}
