import { printable } from '../../core/report/printable';
import { SigningError } from '../../core/signing/signer';
import { type SignatureVerifier, type VerdictState } from '../../core/signing/verdict/verdict';
import { DigestCache } from '../../node/hashing/digest-cache';
import { verifyFromFile } from '../../node/signing/verify';
import { Exit, UsageError, type ExitCode } from '../exit';
import { type Host } from '../host';
import { type NamedModel } from '../../node/signing/model';
import { policiesFor } from '../policy/find';
import { namedPath, nameModel } from '../signing/model';
import { judgeVerdict, printJudged } from './by-policy';
import { ProgressLine } from '../signing/progress';
import { type VerifyFlags } from './command';
import { verdictJson, verdictText } from './report';

const EXIT: Readonly<Record<VerdictState, ExitCode>> = {
  verified: Exit.clean,
  // Asked for by --ignore-unsigned-files.
  partial: Exit.clean,
  untrusted: Exit.findings,
  invalid: Exit.findings,
  unchecked: Exit.unchecked,
  unsigned: Exit.unsigned,
};

/**
 * Verifies a model and prints the verdict.
 * @param prepare loads what is trusted
 */
export async function runVerify(
  location: string,
  flags: VerifyFlags,
  host: Host,
  prepare: () => SignatureVerifier | Promise<SignatureVerifier>,
): Promise<ExitCode> {
  const progress = new ProgressLine(host);
  const { allowSymlinks = false, ignoreUnsignedFiles } = flags;
  const cache = digestCache(flags, host);
  let named: NamedModel | undefined;
  const open = () => (named = nameModel(location, flags, host, cache));
  const policies = flags.policy === undefined ? undefined : policiesFor(policyFile(flags.policy), host, location);
  const allowRemembered = cache !== undefined;
  const options = { prepare, allowSymlinks, ignoreUnsignedFiles, allowRemembered, progress: progress.update };
  try {
    const verdict = await verifyFromFile(open, options).finally(() => progress.clear());
    if (cache?.problem !== undefined) host.stderr(`mof: warning: ${printable(cache.problem)}\n`);
    if (policies) {
      const place = namedPath(flags.signature, host.cwd).shown;
      const judged = await judgeVerdict({ verdict, named, policies, host, place, expected: true, progress });
      const code = printJudged(location, judged, flags.format, host);
      // What the method does not verify, no policy makes good.
      return code === Exit.clean ? EXIT[verdict.state] : code;
    }
    host.stdout(flags.format === 'json' ? verdictJson(verdict) : verdictText(location, verdict));
    return EXIT[verdict.state];
  } catch (error) {
    throw error instanceof SigningError ? new UsageError(error.message) : error;
  }
}

function policyFile(policy: string | true): string | undefined {
  return policy === true ? undefined : policy;
}

/** Digests of earlier verifications, for those who want them. Where nobody is at home, none are kept. */
function digestCache({ useDigestCache }: VerifyFlags, { cacheDir }: Host): DigestCache | undefined {
  return useDigestCache && cacheDir !== undefined ? new DigestCache(cacheDir) : undefined;
}
