import { statSync } from 'node:fs';
import { type ToolScope } from '../../core/tools/tool';
import { targets } from '../files/targets';
import { isInside } from './places';

/** Documents that one call looks at. */
export const MAX_FILES = 500;

/** A file, or the files in a folder that may be documents; none that links lead out of what may be looked at. */
export function filesIn(file: string, scope: ToolScope): { files: string[]; isCut: boolean } {
  if (!statSync(file).isDirectory()) return { files: [file], isCut: false };
  const found = targets([file], { cwd: scope.roots[0]!, excluded: () => false, problem: () => undefined })
    .map((target) => target.path)
    .filter((each) => isInside(scope, each));
  return { files: found.slice(0, MAX_FILES), isCut: found.length > MAX_FILES };
}
