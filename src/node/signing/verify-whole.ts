import { type SignatureVerifier, type Verdict } from '../../core/signing/verdict/verdict';
import { verifyModel } from '../../core/signing/verify';
import { nodeCryptography } from '../cryptography';
import { type NamedModel } from './model';

export interface WholeOptions {
  verifier: SignatureVerifier;
  /** Whether a model may be verified that was signed with its links followed. */
  allowSymlinks: boolean;
  signal?: AbortSignal;
}

/** Verifies that a signature is of every file of a model as it is now. @throws {FileError} {CancelledError} */
export function verifyWhole(
  { model, ignored }: NamedModel,
  signature: Uint8Array | undefined,
  { verifier, allowSymlinks, signal }: WholeOptions,
): Promise<Verdict> {
  return verifyModel({
    signature,
    verifier,
    model,
    ignored,
    allowSymlinks,
    ignoreUnsignedFiles: false,
    cryptography: nodeCryptography,
    ...(signal ? { signal } : {}),
  });
}
