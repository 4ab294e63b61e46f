import path from 'node:path';
import { dayOf } from '../../core/licenses/policy';
import { POLICY_PATH } from '../../core/policy/policy';
import { findPolicies } from '../../node/policy/find';
import { userPolicyFile } from '../../node/policy/places';
import { type LoadedPolicy } from '../../node/policy/read';
import { UsageError } from '../exit';
import { shownPath } from '../files/paths';
import { type Host } from '../host';

/**
 * The policies that count for a command: the user's own, and the one that is named or the nearest one upward of the current folder.
 * Whoever runs a command in a folder trusts it.
 * @param model what is judged, where it is on this machine
 * @throws {UsageError} where there is none
 */
export function policiesFor(named: string | undefined, { cwd, today }: Host, model?: string): LoadedPolicy[] {
  const search = {
    from: { folder: cwd },
    trusted: true,
    ...(model === undefined ? {} : { model: path.resolve(cwd, model) }),
  };
  const policies = findPolicies(
    { ...search, ...(named === undefined ? {} : { named: path.resolve(cwd, named) }) },
    dayOf(today),
  );
  if (policies.some(({ file }) => file.state !== 'ignored')) return policies;
  const own = userPolicyFile();
  const ignored = policies.map(
    ({ file }) => `${shownPath(file.place, cwd)} does not count: ${file.reasons.join(' ')} `,
  );
  throw new UsageError(
    `${ignored.join('')}there is no policy: name one by --policy FILE, or write ${POLICY_PATH}${own === undefined ? '' : ` or ${own}`}`,
  );
}

/** A policy as people are shown it: relative where it is below the current folder. */
export function shownPolicy({ cwd }: Host): (place: string) => string {
  return (place) => {
    const relative = shownPath(place, cwd);
    return relative.startsWith('..') ? place : relative;
  };
}
