import { existsSync } from 'node:fs';
import { t } from '../../../core/l10n';
import { type SignatureVerifier, type Signer } from '../../../core/signing/verdict/verdict';
import { readSignature } from '../../signing/signature';
import { signToFile } from '../../signing/sign';
import { type NamedModel } from '../../signing/model';
import { verifyWhole } from '../../signing/verify-whole';
import { requireUnchanged, shownIn } from '../documents';
import { KnownModel } from '../known-model';
import { type Running, type Step } from '../step';
import { SIGNATURE, type Work } from '../work';

/** Signs the files by OpenSSF Model Signing: a signature that survives repacking, copying and renaming. */
export const sign: Step = {
  id: 'sign',
  plan(work) {
    const { signer } = work.request;
    if (!signer) return { state: 'skip', detail: noSigner() };
    if (existsSync(work.fileIn(SIGNATURE)))
      return {
        state: 'check',
        detail: t(
          '{0} is there. Unless it is by {1} and holds, a new one by {1} replaces it.',
          SIGNATURE,
          signer.shown,
        ),
      };
    return { state: 'do', detail: t('{0} is signed with {1}.', SIGNATURE, signer.shown) };
  },
  async run(work, running) {
    const signer = work.request.signer!;
    requireUnchanged(work);
    const named = namedModel(work);
    const before = await signer.verifier(work.journal.entry.signer);
    const held = before && (await heldBy(named, before, work, running));
    if (held) {
      work.signer = held;
      return { state: 'kept', detail: t('{0} holds: signed by {1}.', SIGNATURE, held.name) };
    }
    const { allowSymlinks } = work.request;
    const replaces = existsSync(named.signature.path);
    const signed = await signToFile(named, { prepare: () => signer.prepare(), allowSymlinks, ...running });
    if (signed.signer) {
      work.signer = signed.signer;
      work.journal.save({ signer: signed.signer.id });
    }
    const detail = replaces
      ? t('{0} signs {1} files. It replaces the signature that was there.', SIGNATURE, signed.files)
      : t('{0} signs {1} files.', SIGNATURE, signed.files);
    return { state: 'done', detail };
  },
};

/** Why nothing is signed. */
export function noSigner(): string {
  return t('Nobody was named who signs.');
}

function namedModel(work: Work): NamedModel {
  const { shown } = work.request.model;
  const signature = { path: work.fileIn(SIGNATURE), shown: shownIn(work, SIGNATURE) };
  return { model: new KnownModel(work), shown, signature, ignored: [...work.ignored, SIGNATURE] };
}

/** Who signed, where the signature that is there holds and covers every file as it is. */
async function heldBy(
  named: NamedModel,
  verifier: SignatureVerifier,
  { request: { allowSymlinks } }: Work,
  { signal }: Running,
): Promise<Signer | undefined> {
  const verdict = await verifyWhole(named, readSignature(named.signature), {
    verifier,
    allowSymlinks,
    ...(signal ? { signal } : {}),
  });
  return verdict.state === 'verified' ? verdict.signer : undefined;
}
