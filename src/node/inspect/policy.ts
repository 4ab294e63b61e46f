import { type Inspection, type Problem } from '../../core/inspection/inspection';
import { dayOf } from '../../core/licenses/policy';
import { type ArtifactSource } from '../../core/oci/content';
import { OciError } from '../../core/oci/errors';
import { parseReference } from '../../core/oci/reference';
import { type PolicyDecision } from '../../core/policy/decision';
import { evaluate } from '../../core/policy/evaluate';
import { type PolicyFacts } from '../../core/policy/facts';
import { type PolicySubject } from '../../core/policy/names';
import { titleByPolicy, verdictByPolicy } from '../../core/policy/verdict';
import { type Method } from '../../core/signing/bundle/bundle';
import { GIT_PATHS } from '../../core/signing/statement/manifest';
import { t } from '../../core/l10n';
import { type InspectedArtifact } from '../oci/inspect';
import { artifactFacts } from '../policy/artifact-facts';
import { folderFacts, nothing } from '../policy/folder-facts';
import { type LoadedPolicy } from '../policy/read';
import { policyVerifier } from '../policy/verifier';
import { type NodeModel } from '../model';
import { isTold, type Inspecting } from './inspecting';
import { type Inspected } from './signatures';

/** Whether any policy has a say. */
export function haveSay(policies: readonly LoadedPolicy[]): boolean {
  return policies.some(({ file }) => file.state !== 'ignored');
}

/** Policies that were found and do not count. */
export function ignoredPolicies(policies: readonly LoadedPolicy[]): Problem[] {
  return policies
    .filter(({ file }) => file.state === 'ignored')
    .map(({ file: { place, reasons } }) => ({
      severity: 'info',
      rule: '',
      message: t('The policy {0} does not count here. {1}', place, reasons.join(' ')),
    }));
}

/** What policies say of a model in a folder, the same as `mof verify --policy`. */
export async function decideOnFolder(
  model: NodeModel,
  best: Inspected | undefined,
  { trust, progress, signal }: Inspecting,
): Promise<PolicyDecision | undefined> {
  if (!haveSay(trust.policies)) return undefined;
  const signature = best?.verdict && { place: best.signature.name, verdict: best.verdict };
  const facts = await folderFacts({
    model,
    ignored: GIT_PATHS,
    signature,
    ...(progress ? { progress } : {}),
    ...(signal ? { signal } : {}),
  });
  return evaluate(trust.policies, facts, dayOf(trust.now));
}

/** What policies say of an artifact, the same as `mof verify --policy`. */
export async function decideOnArtifact(
  source: ArtifactSource,
  found: InspectedArtifact,
  name: string,
  { trust: { policies, root, now }, signal }: Inspecting,
): Promise<PolicyDecision | undefined> {
  if (!haveSay(policies)) return undefined;
  const subject = subjectOf(name);
  const judge = (facts: PolicyFacts) => evaluate(policies, facts, dayOf(now));
  try {
    const verifier = (method: Method) => policyVerifier(method, policies, root, now);
    return judge(
      await artifactFacts({ source, found, subject, verifier, ...(signal ? { requests: { signal } } : {}) }),
    );
  } catch (error) {
    signal?.throwIfAborted();
    if (!isTold(error)) throw error;
    // What could not be looked at accepts nothing.
    const unknown = (error as Error).message;
    return judge({ subject, signatures: { unknown }, profile: { unknown }, ...nothing(unknown) });
  }
}

/** What policies call an artifact: the path of its repository, and its registry where the name has one. */
function subjectOf(name: string): PolicySubject {
  try {
    const { registry, repository } = parseReference(name);
    return { name: repository, registry };
  } catch (error) {
    if (!(error instanceof OciError)) throw error;
    return { name: name.replace(/(?:@sha256:[0-9a-f]{64}|:[\w.-]+)$/, '') };
  }
}

/** Signatures once the policies said who may sign. */
export function byPolicy(inspected: readonly Inspected[], decision: PolicyDecision | undefined): readonly Inspected[] {
  if (!decision) return inspected;
  return inspected.map((each): Inspected => {
    if (!each.verdict) return each;
    const verdict = verdictByPolicy(each.verdict, decision);
    const { state, checks } = verdict;
    const shown = checks.map(({ id, ok, detail }) => ({ id, ok, detail }));
    const signature = { ...each.signature, state, title: titleByPolicy(verdict, decision), checks: shown };
    return { ...each, verdict, signature };
  });
}

/** A decision as a part of an inspection. */
export function decided(decision: PolicyDecision | undefined): Pick<Inspection, 'policy'> {
  return decision ? { policy: decision } : {};
}
