import path from 'node:path';
import { t } from '../../core/l10n';
import { ModelError, type Progress } from '../../core/signing/model/model';
import { signModel, type SignedModel } from '../../core/signing/sign';
import { type BundleSigner } from '../../core/signing/signer';
import { type SignatureVerifier, type Signer } from '../../core/signing/verdict/verdict';
import { nodeCryptography } from '../cryptography';
import { FileError } from '../files/errors';
import { removeUnfinished, writeFile } from '../files/write';
import { pathInModel, type NamedModel } from './model';
import { requireReplaceable } from './signature';
import { verifyWhole } from './verify-whole';

/** A way to sign, and to check what was signed. */
export interface SigningMethod {
  signer: BundleSigner;
  verifier: SignatureVerifier;
}

export interface SigningOptions {
  /** Loads keys; nothing is hashed before that is done. */
  prepare: () => Promise<SigningMethod>;
  /** Whether links are followed, which is recorded. */
  allowSymlinks: boolean;
  progress?: (done: Progress) => void;
  signal?: AbortSignal;
}

/** A signature that was verified and written. */
export interface WrittenSignature extends SignedModel {
  /** Who signed, as everybody can verify. */
  signer?: Signer;
}

/**
 * Signs a model and writes the signature by rename, after it has been verified with the files as they are then.
 * @throws {FileError} when a file of the model can't be signed, what was signed does not hold, or it can't be written
 * @throws {SigningError} when the key can't be used, there is nothing to sign, or another file has the signature's name
 * @throws {CancelledError}
 */
export async function signToFile(named: NamedModel, options: SigningOptions): Promise<WrittenSignature> {
  requireReplaceable(named.signature);
  const writing = workshopOf(named);
  // What was left of an earlier run would be signed.
  removeUnfinished(named.signature.path, writing);
  try {
    const method = await options.prepare();
    const signed = await sign(named, method, options);
    const signer = await requireVerified(named, method, options, signed);
    options.signal?.throwIfAborted();
    writeFile(named.signature.path, named.signature.shown, signed.signature, writing);
    return { ...signed, ...(signer ? { signer } : {}) };
  } catch (error) {
    if (error instanceof ModelError) throw new FileError(`${named.shown}: ${error.file}`, error.message);
    throw error;
  }
}

/** Where an unfinished signature is: never in the model, if that can be helped, where verifiers would find a file too many. */
function workshopOf({ model, signature }: NamedModel): { workshop?: string } {
  return pathInModel(model, signature.path) === undefined ? {} : { workshop: path.dirname(model.root) };
}

function sign(
  { model, ignored }: NamedModel,
  { signer }: SigningMethod,
  { allowSymlinks, progress, signal }: SigningOptions,
): Promise<SignedModel> {
  return signModel({
    signer,
    model,
    ignored,
    allowSymlinks,
    cryptography: nodeCryptography,
    ...(progress ? { progress } : {}),
    ...(signal ? { signal } : {}),
  });
}

/** Verifies what was signed, with the files as they are now, and says who signed. */
async function requireVerified(
  named: NamedModel,
  { verifier }: SigningMethod,
  { allowSymlinks, signal }: SigningOptions,
  { signature }: SignedModel,
): Promise<Signer | undefined> {
  const { state, checks, signer } = await verifyWhole(named, new TextEncoder().encode(signature), {
    verifier,
    allowSymlinks,
    ...(signal ? { signal } : {}),
  });
  // Whoever signs may not have the root at hand that others trust.
  if (state === 'verified' || state === 'untrusted') return signer;
  const detail = checks.find(({ ok }) => !ok)?.detail ?? '';
  throw new FileError(named.shown, t('was signed, but cannot be verified, so nothing was written: {0}', detail));
}
