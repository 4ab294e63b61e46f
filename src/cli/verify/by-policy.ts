import path from 'node:path';
import { existsSync, statSync } from 'node:fs';
import { type PolicyDecision } from '../../core/policy/decision';
import { evaluate } from '../../core/policy/evaluate';
import { type PolicyFacts } from '../../core/policy/facts';
import { verdictByPolicy } from '../../core/policy/verdict';
import { dayOf } from '../../core/licenses/policy';
import { BundleError, type Method } from '../../core/signing/bundle/bundle';
import { readBundle } from '../../core/signing/bundle/read';
import { SigningError } from '../../core/signing/signer';
import { type TrustedRoot } from '../../core/signing/sigstore/trusted-root';
import { GIT_PATHS } from '../../core/signing/statement/manifest';
import { type Verdict } from '../../core/signing/verdict/verdict';
import { inspectArtifact } from '../../node/oci/inspect';
import { artifactFacts, type JudgedSignature } from '../../node/policy/artifact-facts';
import { folderFacts, nothing } from '../../node/policy/folder-facts';
import { type LoadedPolicy } from '../../node/policy/read';
import { policyVerifier } from '../../node/policy/verifier';
import { readSignature } from '../../node/signing/signature';
import { verifyFromFile } from '../../node/signing/verify';
import { type NamedModel } from '../../node/signing/model';
import { Exit, UsageError, type ExitCode } from '../exit';
import { type Host } from '../host';
import { openPlace, type PlaceFlags } from '../oci/place';
import { runOci } from '../oci/run';
import { policiesFor, shownPolicy } from '../policy/find';
import { modelPath, subjectOfReference } from '../policy/subject';
import { nameModel, namedPath } from '../signing/model';
import { ProgressLine } from '../signing/progress';
import { loadTrustedRoot, type TrustFlags } from '../signing/trusted-root';
import { judgedJson, judgedText, type JudgedArtifact } from './report';

export interface PolicyFlags extends PlaceFlags, TrustFlags {
  /** The file that is named; true for those that are found. */
  policy: string | true;
  signature?: string;
  format: 'text' | 'json';
}

/** What was judged. */
export interface Judged {
  verdict: Verdict;
  decision: PolicyDecision;
  artifact?: JudgedArtifact;
}

/** `mof verify --policy`: whoever the policies list is trusted, and what they ask for is looked for. */
export function runVerifyByPolicy(given: string, flags: PolicyFlags, host: Host): Promise<ExitCode> {
  const named = flags.policy === true ? undefined : flags.policy;
  const inStore = flags.layout !== undefined || flags.local;
  const model = inStore ? undefined : modelPath(given, host);
  return runOci(host, async () => {
    const policies = policiesFor(named, host, model);
    const root = onceRoot(flags, host);
    const judging = { given, flags, host, policies, root };
    const judged = policies.some(({ file }) => file.state === 'refused')
      ? refused(policies, host)
      : model === undefined
        ? await judgeArtifact(judging)
        : await judgeFolder(judging, model);
    return printJudged(given, judged, flags.format, host);
  });
}

interface Judging {
  given: string;
  flags: PolicyFlags;
  host: Host;
  policies: readonly LoadedPolicy[];
  root: () => Promise<TrustedRoot>;
}

function onceRoot(flags: TrustFlags, host: Host): () => Promise<TrustedRoot> {
  let root: Promise<TrustedRoot> | undefined;
  return () => (root ??= loadTrustedRoot(flags, host));
}

/** Nothing is looked at where nothing could be accepted. */
function refused(policies: readonly LoadedPolicy[], { today }: Host): Judged {
  const unknown = 'Nothing was checked: a policy cannot be applied.';
  const facts: PolicyFacts = {
    subject: { name: '' },
    signatures: { unknown },
    profile: { unknown },
    ...nothing(unknown),
  };
  return {
    verdict: { state: 'unchecked', legacy: false, checks: [] },
    decision: evaluate(
      policies.filter(({ file }) => file.state !== 'counted'),
      facts,
      dayOf(today),
    ),
  };
}

async function judgeFolder({ given, flags, host, policies, root }: Judging, model: string): Promise<Judged> {
  const signature = namedPath(flags.signature ?? usualSignature(model), host.cwd);
  const progress = new ProgressLine(host);
  let named: NamedModel | undefined;
  const modelFlags = { signature: signature.path, ignoreGitPaths: true, format: flags.format };
  const open = () => (named = nameModel(given, modelFlags, host));
  const prepare = async () => policyVerifier(methodOf(readSignature(signature)), policies, root, host.today);
  try {
    const verdict = await verifyFromFile(open, {
      prepare,
      allowSymlinks: false,
      ignoreUnsignedFiles: false,
      progress: progress.update,
    });
    return await judgeVerdict({ verdict, named, policies, host, place: signature.shown, progress });
  } catch (error) {
    throw error instanceof SigningError ? new UsageError(error.message) : error;
  } finally {
    progress.clear();
  }
}

export interface VerdictToJudge {
  verdict: Verdict;
  /** Absent where the model could not be opened. */
  named: NamedModel | undefined;
  policies: readonly LoadedPolicy[];
  host: Host;
  /** The signature, as people are shown it. */
  place: string;
  /** Whether somebody was expected besides: then a policy cannot make good what was not verified. */
  expected?: true;
  progress: ProgressLine;
}

/** What policies say of a model in a folder that was verified. */
export async function judgeVerdict({
  verdict,
  named,
  policies,
  host,
  place,
  expected,
  progress,
}: VerdictToJudge): Promise<Judged> {
  const signature = verdict.state === 'unsigned' ? undefined : { place, verdict };
  const facts: PolicyFacts = named
    ? await folderFacts({ model: named.model, ignored: GIT_PATHS, signature, progress: progress.update }).finally(() =>
        progress.clear(),
      )
    : {
        subject: { name: '' },
        signatures: signature ? [signature] : [],
        ...nothing('The model could not be read.'),
      };
  const decision = evaluate(policies, facts, dayOf(host.today));
  const isDecided = expected && verdict.state !== 'verified';
  return { verdict: isDecided ? verdict : verdictByPolicy(verdict, decision), decision };
}

/** Where the signature of a model is, unless somebody says otherwise: in its folder, and beside a file. */
function usualSignature(model: string): string {
  return statSync(model).isDirectory() ? path.join(model, 'model.sig') : `${model}.sig`;
}

function methodOf(signature: Uint8Array | undefined): Method {
  try {
    // Without a signature nobody is asked, and a damaged one is told of by whoever reads it next.
    return signature ? readBundle(signature).material.method : 'key';
  } catch (error) {
    if (error instanceof BundleError) return 'key';
    throw error;
  }
}

async function judgeArtifact({ given, flags, host, policies, root }: Judging): Promise<Judged> {
  if (flags.signature !== undefined && existsSync(path.resolve(host.cwd, flags.signature)))
    throw new UsageError('--signature is for models in folders; those of an artifact are in it, or attached to it');
  const subject = subjectOfReference(given);
  const place = await openPlace(given, flags, host);
  try {
    const found = await inspectArtifact(place.store, place.name);
    const facts = await artifactFacts({
      source: place.store,
      found,
      subject,
      verifier: (method) => policyVerifier(method, policies, root, host.today),
    });
    const decision = evaluate(policies, facts, dayOf(host.today));
    const { digest } = found.descriptor;
    const signatures = facts.signatures.map((each) => ({ ...each, verdict: verdictByPolicy(each.verdict, decision) }));
    const best = bestOf(signatures);
    return {
      verdict: best?.verdict ?? { state: 'unsigned', legacy: false, checks: [] },
      decision,
      artifact: { reference: place.shown, digest, signatures },
    };
  } finally {
    place.close();
  }
}

/** Of several signatures, the one that says most for the artifact: one that holds is enough. */
function bestOf(signatures: readonly JudgedSignature[]): JudgedSignature | undefined {
  const order = ['verified', 'untrusted', 'partial', 'invalid', 'unchecked'] as const;
  return order.flatMap((state) => signatures.filter(({ verdict }) => verdict.state === state))[0];
}

/** Prints what was judged; gives the exit code. */
export function printJudged(given: string, judged: Judged, format: 'text' | 'json', host: Host): ExitCode {
  host.stdout(format === 'json' ? judgedJson(judged) : judgedText(given, judged, shownPolicy(host)));
  const { accepted, requirements } = judged.decision;
  if (accepted) return Exit.clean;
  if (requirements.some(({ id, state }) => id === 'policy' && state === 'failed')) return Exit.usage;
  const isUnsigned = judged.verdict.state === 'unsigned';
  if (isUnsigned && requirements.some(({ id, state }) => id === 'signature' && state === 'failed'))
    return Exit.unsigned;
  return accepted === false ? Exit.findings : Exit.unchecked;
}
