import { existsSync } from 'node:fs';
import { LIMITS } from '../../core/signing/bundle/limits';
import { SigningError } from '../../core/signing/signer';
import { type SignatureVerifier, type Verdict, type VerdictState } from '../../core/signing/verdict/verdict';
import { verifyModel } from '../../core/signing/verify';
import { nodeCryptography } from '../../node/cryptography';
import { Exit, UsageError, type ExitCode } from '../exit';
import { FileError } from '../../node/files/errors';
import { readFile } from '../../node/files/read';
import { type Host } from '../host';
import { nameModel } from '../signing/model';
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
  const verdict = await verdictOn(location, flags, host, prepare);
  host.stdout(flags.format === 'json' ? verdictJson(verdict) : verdictText(location, verdict));
  return EXIT[verdict.state];
}

async function verdictOn(
  location: string,
  flags: VerifyFlags,
  host: Host,
  prepare: () => SignatureVerifier | Promise<SignatureVerifier>,
): Promise<Verdict> {
  const progress = new ProgressLine(host);
  try {
    const { model, ignored, signature, shownSignature } = nameModel(location, flags, host);
    const verifier = await prepare();
    return await verifyModel({
      signature: readSignature(signature, shownSignature),
      verifier,
      model,
      ignored,
      allowSymlinks: flags.allowSymlinks ?? false,
      ignoreUnsignedFiles: flags.ignoreUnsignedFiles,
      cryptography: nodeCryptography,
      progress: progress.update,
    });
  } catch (error) {
    if (error instanceof SigningError) throw new UsageError(error.message);
    if (!(error instanceof FileError)) throw error;
    const check = { id: 'files', ok: false, detail: `${error.file} ${error.message}.` } as const;
    return { state: 'unchecked', legacy: false, checks: [check] };
  } finally {
    progress.clear();
  }
}

/**
 * The bytes of a signature file; undefined where there is none. One that is too large is read to one byte more than is
 * allowed, so that the verdict can say so.
 */
export function readSignature(file: string, shown: string): Uint8Array | undefined {
  if (!existsSync(file)) return undefined;
  return readFile(file, shown, { maxBytes: LIMITS.bundleBytes })!.bytes;
}
