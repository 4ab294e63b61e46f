import { t } from '../l10n';
import { type PolicyDecision, type PolicyFile, type RequirementResult, type UsedException } from './decision';
import { type PolicyFacts } from './facts';
import { Exceptions, type Requirement } from './judging';
import { type Policy } from './policy';
import { bom } from './requirements/bom';
import { license } from './requirements/license';
import { mofClass } from './requirements/mof-class';
import { profile } from './requirements/profile';
import { signature } from './requirements/signature';
import { version } from './requirements/version';

/** A policy file that was found, and what it says where it counts. */
export interface FoundPolicy {
  file: PolicyFile;
  /** Present where the file has the state `counted`. */
  policy?: Policy;
}

/** Every kind of requirement, in the order in which they are told. A new one is a file and a line here. */
const REQUIREMENTS: readonly Requirement[] = [signature, bom, mofClass, profile, license, version];

/**
 * What policies say of a model or an artifact. Each has to accept it, so that a policy can only make another one stricter, and
 * its exceptions are from its own requirements. One that can't be applied accepts nothing.
 * @param policies in the order in which they are asked
 * @param day today, `YYYY-MM-DD`
 */
export function evaluate(policies: readonly FoundPolicy[], facts: PolicyFacts, day: string): PolicyDecision {
  const requirements: RequirementResult[] = [];
  const exceptions: UsedException[] = [];
  for (const { file, policy } of policies) {
    if (file.state === 'refused') requirements.push(refused(file));
    if (file.state !== 'counted' || !policy) continue;
    const own = new Exceptions(policy, file.place, day);
    requirements.push(
      ...REQUIREMENTS.flatMap((ask) => ask(policy, facts, day)).map((found) => own.apply(found, facts)),
    );
    exceptions.push(...own.used);
  }
  if (!policies.some(({ file }) => file.state !== 'ignored'))
    requirements.push({
      id: 'policy',
      state: 'unknown',
      detail: t('No policy counts here, so nothing is accepted by one.'),
    });
  const accepted = acceptance(requirements);
  return {
    ...(accepted === undefined ? {} : { accepted }),
    day,
    policies: policies.map(({ file }) => file),
    requirements,
    exceptions,
  };
}

function refused({ place, reasons }: PolicyFile): RequirementResult {
  const reason = reasons[0] ?? '';
  return { id: 'policy', state: 'failed', detail: t('The policy {0} cannot be applied. {1}', place, reason).trim() };
}

function acceptance(requirements: readonly RequirementResult[]): boolean | undefined {
  if (requirements.some(({ state }) => state === 'failed')) return false;
  return requirements.some(({ state }) => state === 'unknown') ? undefined : true;
}
