import { t } from '../l10n';
import { type Cryptography } from './cryptography';
import { enumerate } from './model/enumerate';
import { ModelError, type Model, type Progress } from './model/model';
import { SigningError, type BundleSigner } from './signer';
import { writeStatement } from './statement/write';

export interface SigningRequest {
  signer: BundleSigner;
  model: Model;
  /** Paths that are left out and recorded as such, relative to the model: the signature file, git's, the user's. */
  ignored: readonly string[];
  /** Whether links are followed, which is recorded. */
  allowSymlinks: boolean;
  cryptography: Cryptography;
  progress?: (done: Progress) => void;
  signal?: AbortSignal;
}

/** A signature, not yet written anywhere. */
export interface SignedModel {
  /** The text of the signature file. */
  signature: string;
  files: number;
  bytes: number;
  /** What was left out. */
  ignored: readonly string[];
}

/**
 * Signs a model. Files are hashed before the signer is asked, because identities of Sigstore last a minute only.
 * @throws {ModelError} when a file can't be signed
 * @throws {SigningError} when there is nothing to sign
 * @throws {CancelledError}
 */
export async function signModel(request: SigningRequest): Promise<SignedModel> {
  const { model, ignored, allowSymlinks, signal, progress } = request;
  const found = await enumerate(model, { ignored, allowSymlinks, ...(signal ? { signal } : {}) });
  const [link] = found.links;
  if (link !== undefined)
    throw new ModelError(link, t('is a symbolic link; sign a copy of the model without links, or allow them'));
  if (!found.files.length) throw new SigningError(t('There is no file to sign in the model'));
  const digests = await model.hash(found.files, {
    hash: 'sha256',
    ...(progress ? { progress } : {}),
    ...(signal ? { signal } : {}),
  });
  const statement = writeStatement(
    {
      model: model.name,
      digests,
      allowSymlinks,
      ignorePaths: ignored,
    },
    request.cryptography,
  );
  return {
    signature: await request.signer.sign(statement),
    files: found.files.length,
    bytes: found.files.reduce((sum, { size }) => sum + size, 0),
    ignored: found.ignored,
  };
}
