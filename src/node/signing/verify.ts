import { type Progress } from '../../core/signing/model/model';
import { type SignatureVerifier, type Verdict } from '../../core/signing/verdict/verdict';
import { verifyModel } from '../../core/signing/verify';
import { nodeCryptography } from '../cryptography';
import { FileError } from '../files/errors';
import { type NamedModel } from './model';
import { readSignature } from './signature';
import { RootFileError } from './trusted-root';

export interface VerifyingOptions {
  /** Loads what is trusted. */
  prepare: () => SignatureVerifier | Promise<SignatureVerifier>;
  /** Whether a model may be verified that was signed with its links followed. */
  allowSymlinks: boolean;
  /** Whether files that nobody signed are left aside; then the verdict is partial. */
  ignoreUnsignedFiles: boolean;
  /** Whether what the model's cache of digests says of files that are unchanged since then is good enough. */
  allowRemembered?: boolean;
  progress?: (done: Progress) => void;
  signal?: AbortSignal;
}

/**
 * Verifies a model by its signature file. A file that can't be read is a verdict as well: it could not be checked.
 * @param open opens the model
 * @throws {SigningError} when what is to be trusted can't be used
 * @throws {CancelledError}
 */
export async function verifyFromFile(open: () => NamedModel, options: VerifyingOptions): Promise<Verdict> {
  const { prepare, allowSymlinks, ignoreUnsignedFiles, allowRemembered = false, progress, signal } = options;
  try {
    const { model, ignored, signature } = open();
    const verifier = await prepare();
    return await verifyModel({
      signature: readSignature(signature),
      verifier,
      model,
      ignored,
      allowSymlinks,
      ignoreUnsignedFiles,
      allowRemembered,
      cryptography: nodeCryptography,
      ...(progress ? { progress } : {}),
      ...(signal ? { signal } : {}),
    });
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    const id = error instanceof RootFileError ? 'trusted-root' : 'files';
    return {
      state: 'unchecked',
      legacy: false,
      checks: [{ id, ok: false, detail: `${error.file} ${error.message}.` }],
    };
  }
}
