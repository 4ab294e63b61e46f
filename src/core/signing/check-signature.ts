import { t } from '../l10n';
import { BundleError, type Bundle } from './bundle/bundle';
import { readBundle } from './bundle/read';
import { type Cryptography } from './cryptography';
import { StatementError, type Manifest } from './statement/manifest';
import { readStatement } from './statement/read';
import { methodTitle } from './verdict/titles';
import {
  type Check,
  type CheckId,
  type SignatureResult,
  type SignatureVerifier,
  type Verdict,
  type VerdictState,
} from './verdict/verdict';

export interface SignatureRequest {
  /** The bytes of the signature file; undefined where there is none. */
  signature: Uint8Array | undefined;
  /** Says who is trusted. */
  verifier: SignatureVerifier;
  /** Whether the model is on Windows, where more names are refused. */
  windows: boolean;
  cryptography: Cryptography;
}

/** A signature of a model before any of its files was looked at. */
export interface CheckedSignature {
  /** What was checked; whoever compares the files adds to it. */
  checks: Check[];
  bundle?: Bundle;
  result?: SignatureResult;
  /** What was signed; absent where it must not be believed, which `state` then says. */
  manifest?: Manifest;
  state?: VerdictState;
}

/** Checks a signature: first over the bytes that were signed, then what they say. */
export function checkSignature({ windows, cryptography, ...request }: SignatureRequest): Promise<CheckedSignature> {
  return checkSigned(request, ({ envelope }, checked) => {
    const legacy = checked.result!.legacy ?? false;
    const manifest = readStatement(envelope.payload, { windows, legacy }, cryptography);
    describe(checked, manifest);
    checked.manifest = manifest;
    return undefined;
  });
}

/**
 * Checks the signature of a bundle, and then what it is about.
 * @param read reads what was signed, once the signature holds; says what it comes to where that is known
 */
export async function checkSigned(
  { signature, verifier }: Pick<SignatureRequest, 'signature' | 'verifier'>,
  read: (bundle: Bundle, checked: CheckedSignature) => VerdictState | undefined,
): Promise<CheckedSignature> {
  if (!signature) return { checks: [], state: 'unsigned' };
  const checked: CheckedSignature = { checks: [] };
  try {
    const bundle = await holding(signature, verifier, checked);
    const state = bundle && read(bundle, checked);
    if (state) checked.state = state;
  } catch (error) {
    if (error instanceof BundleError) refuse(checked, 'bundle', t('The signature file {0}.', error.message));
    else if (error instanceof StatementError) refuse(checked, error.check, error.message);
    else throw error;
  }
  return checked;
}

/** The bundle, where its signature holds. */
async function holding(
  signature: Uint8Array,
  verifier: SignatureVerifier,
  checked: CheckedSignature,
): Promise<Bundle | undefined> {
  const bundle = (checked.bundle = readBundle(signature));
  const { method } = bundle.material;
  pass(checked, 'bundle', t('The signature file is a bundle signed {0}.', methodTitle(method)));
  if (method !== verifier.method) {
    const [is, asked] = [methodTitle(method), methodTitle(verifier.method)];
    refuse(checked, 'method', t('The model was signed {0}, not {1}.', is, asked));
    return undefined;
  }
  const result = (checked.result = await verifier.verify(bundle));
  checked.checks.push(...result.checks);
  if (result.state !== 'invalid' && result.state !== 'unchecked') return bundle;
  checked.state = result.state;
  return undefined;
}

/** Says of a statement that it holds. */
function describe(checked: CheckedSignature, { files, model, serialization }: Manifest): void {
  const legacy = checked.result!.legacy;
  pass(
    checked,
    'statement',
    legacy
      ? t('The statement is one of model_signing 0.2.0, with no digest of the whole. Files listed: {0}.', files.size)
      : t('The statement is about "{0}", hashed with {1}. Files listed: {2}.', model, serialization.hash, files.size),
  );
  if (!legacy) pass(checked, 'root-digest', t('The digest of the whole fits those of the files.'));
}

/** Adds a check that holds. */
function pass({ checks }: CheckedSignature, id: CheckId, detail: string): void {
  checks.push({ id, ok: true, detail });
}

function refuse(checked: CheckedSignature, id: CheckId, detail: string): void {
  checked.checks.push({ id, ok: false, detail });
  checked.state = 'invalid';
}

/** The verdict that a signature and the comparison of files come to. */
export function verdictOf(
  { bundle, result, checks }: CheckedSignature,
  state: VerdictState,
  files?: Verdict['files'],
): Verdict {
  return {
    state,
    ...(bundle ? { method: bundle.material.method } : {}),
    ...(result?.signer ? { signer: result.signer } : {}),
    ...(result?.trust ? { trust: result.trust } : {}),
    legacy: result?.legacy ?? false,
    checks,
    ...(files ? { files } : {}),
  };
}
