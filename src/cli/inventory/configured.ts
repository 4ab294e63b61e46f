import path from 'node:path';
import { CONFIG_NAME } from '../../core/config/configuration';
import { weighed } from '../../core/modelfolder/findings';
import { type FolderProblem } from '../../core/modelfolder/inventory';
import { type Host } from '../host';
import { Configurations, orUsageError } from '../lint/configurations';

/**
 * Findings as the project's configuration weighs them. Those of the folder itself are weighed as of the configuration in it.
 * @param root absolute path of the model folder
 * @throws {UsageError} when a configuration can't be read
 */
export function configured(
  problems: readonly FolderProblem[],
  root: string,
  { cwd, today }: Pick<Host, 'cwd' | 'today'>,
): FolderProblem[] {
  const configurations = new Configurations(cwd, today, undefined);
  const fileOf = ({ path: place }: FolderProblem) => path.join(root, place || CONFIG_NAME);
  return orUsageError(() =>
    weighed(
      problems.filter((problem) => !configurations.excludes(fileOf(problem))),
      (problem) => configurations.severityOf(fileOf(problem))(problem.rule),
    ),
  );
}
