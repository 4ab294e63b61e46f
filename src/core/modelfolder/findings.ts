import { type RuleSetting } from '../config/configuration';
import { byPath } from '../folder/paths';
import { t } from '../l10n';
import { type Conflict, type FolderProblem, type Inventory } from './inventory';
import { differentLicenses, differentValues, noCard, noLicense, type FolderRule } from './rules';
import { fieldName, shownSource, shownValue } from './text';

/** Everything that is wrong in a folder, by file: what readers told, contradictions, and what is missing. */
export function findingsOf(inventory: Inventory, told: readonly FolderProblem[]): FolderProblem[] {
  const found = [...told, ...inventory.conflicts.flatMap(contradictions), ...missing(inventory)];
  return found.sort((a, b) => byPath(a.path, b.path) || (a.line ?? 0) - (b.line ?? 0) || byPath(a.rule, b.rule));
}

/** What is wrong as a project weighs it; what it is not to be told is left out. */
export function weighed(
  problems: readonly FolderProblem[],
  severityOf: (problem: FolderProblem) => RuleSetting | undefined,
): FolderProblem[] {
  return problems.flatMap((each) => {
    const severity = severityOf(each) ?? each.severity;
    return severity === 'off' ? [] : [{ ...each, severity }];
  });
}

function problem({ id, severity }: FolderRule, path: string, message: string, line?: number): FolderProblem {
  return { path, severity, rule: id, message, ...(line !== undefined && { line }) };
}

/** One finding for each source that says something else than the one that counts. */
function contradictions({ field, facts: [first, ...others] }: Conflict): FolderProblem[] {
  const rule = field === 'licenses' ? differentLicenses : differentValues;
  return others.map(({ value, source }) =>
    problem(
      rule,
      source.reader === 'git' ? '' : source.path,
      field === 'licenses'
        ? t(
            'The licence is {0} here, and {1} in {2}.',
            shownValue(value),
            shownValue(first!.value),
            shownSource(first!.source),
          )
        : t(
            '{0} is {1} here, and {2} in {3}.',
            fieldName(field),
            shownValue(value),
            shownValue(first!.value),
            shownSource(first!.source),
          ),
      source.line,
    ),
  );
}

function missing({ files, licenses, complete }: Inventory): FolderProblem[] {
  const weights = files.some(({ kind }) => kind === 'weight');
  if (!complete || !weights) return [];
  const found: FolderProblem[] = [];
  if (!files.some(({ role }) => role === 'card'))
    found.push(problem(noCard, '', t('No README.md or MODEL_CARD.md tells what the model is for.')));
  if (!licenses.some(({ value, certainty }) => value.scope === 'model' && certainty !== 'guessed'))
    found.push(
      problem(noLicense, '', t('Neither a card, a licence file nor the weights say under which licence the model is.')),
    );
  return found;
}
