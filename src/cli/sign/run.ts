import { existsSync } from 'node:fs';
import { BundleError } from '../../core/signing/bundle/bundle';
import { LIMITS } from '../../core/signing/bundle/limits';
import { readBundle } from '../../core/signing/bundle/read';
import { ModelError } from '../../core/signing/model/model';
import { signModel, type SignedModel } from '../../core/signing/sign';
import { SigningError, type BundleSigner } from '../../core/signing/signer';
import { type SignatureVerifier } from '../../core/signing/verdict/verdict';
import { verifyModel } from '../../core/signing/verify';
import { printable } from '../../core/report/printable';
import { nodeCryptography } from '../../node/cryptography';
import { orUnchecked } from '../bom/read';
import { Exit, UsageError, type ExitCode } from '../exit';
import { FileError } from '../../node/files/errors';
import { readFile } from '../../node/files/read';
import { writeFile } from '../../node/files/write';
import { type Host } from '../host';
import { nameModel, type NamedModel } from '../signing/model';
import { type ModelFlags } from '../signing/options';
import { ProgressLine } from '../signing/progress';

/** A way to sign, and to check what was signed. */
export interface SigningMethod {
  signer: BundleSigner;
  verifier: SignatureVerifier;
}

/**
 * Signs a model and writes the signature by rename, after it has been verified.
 * @param prepare loads keys; nothing is hashed before that is done
 */
export async function runSign(
  location: string,
  flags: ModelFlags,
  host: Host,
  prepare: () => Promise<SigningMethod>,
): Promise<ExitCode> {
  const progress = new ProgressLine(host);
  return orUnchecked(host, async () => {
    const named = nameModel(location, flags, host);
    requireSignatureFile(named);
    try {
      const method = await prepare();
      const signed = await sign(named, flags, method, progress);
      await verify(named, flags, method, signed);
      writeFile(named.signature, named.shownSignature, signed.signature);
      host.stdout(flags.format === 'json' ? json(named, signed) : text(named, signed));
      return Exit.clean;
    } catch (error) {
      progress.clear();
      if (error instanceof SigningError) throw new UsageError(error.message);
      if (error instanceof ModelError) throw new FileError(`${named.shown}: ${error.file}`, error.message);
      throw error;
    }
  });
}

/** A signature is replaced unasked; any other file would be lost. */
function requireSignatureFile({ signature, shownSignature }: NamedModel): void {
  if (!existsSync(signature)) return;
  try {
    readBundle(readFile(signature, shownSignature, { maxBytes: LIMITS.bundleBytes })!.bytes);
  } catch (error) {
    if (!(error instanceof BundleError)) throw error;
    throw new UsageError(`${shownSignature} is there already, and is no signature; name another file by --signature`);
  }
}

async function sign(
  { model, ignored }: NamedModel,
  { allowSymlinks = false }: ModelFlags,
  { signer }: SigningMethod,
  progress: ProgressLine,
): Promise<SignedModel> {
  const request = { signer, model, ignored, allowSymlinks, cryptography: nodeCryptography, progress: progress.update };
  const signed = await signModel(request);
  progress.clear();
  return signed;
}

/** Verifies what was signed, with the files as they are now. */
async function verify(
  { model, shown, ignored }: NamedModel,
  { allowSymlinks = false }: ModelFlags,
  { verifier }: SigningMethod,
  { signature }: SignedModel,
): Promise<void> {
  const { state, checks } = await verifyModel({
    signature: new TextEncoder().encode(signature),
    verifier,
    model,
    ignored,
    allowSymlinks,
    ignoreUnsignedFiles: false,
    cryptography: nodeCryptography,
  });
  // Whoever signs may not have the root at hand that others trust.
  if (state === 'verified' || state === 'untrusted') return;
  const detail = checks.find(({ ok }) => !ok)?.detail ?? '';
  throw new FileError(shown, `was signed, but cannot be verified, so nothing was written: ${detail}`);
}

function json({ shownSignature }: NamedModel, { files, bytes, ignored }: SignedModel): string {
  return `${JSON.stringify({ signature: shownSignature, files, bytes, ignored }, null, 2)}\n`;
}

function text({ shown, shownSignature }: NamedModel, { files, bytes, ignored }: SignedModel): string {
  const lines = [`${shownSignature}: signed ${files} ${files === 1 ? 'file' : 'files'} of ${shown}, ${bytes} bytes`];
  if (ignored.length) lines.push(`  not covered: ${ignored.join(', ')}`);
  return `${lines.map(printable).join('\n')}\n`;
}
