import { t } from '../../../core/l10n';
import { signArtifact, verifiedSignature } from '../../signing/artifact';
import { type Step } from '../step';
import { noSigner } from './sign';

/** Signs the manifest of the artifact, so that registries and clusters can ask for that before anything is fetched. */
export const seal: Step = {
  id: 'seal',
  plan({ request: { signer } }) {
    if (!signer) return { state: 'skip', detail: noSigner() };
    return {
      state: 'do',
      detail: t('The digest of the artifact is signed with {0}, and the signature attached.', signer.shown),
    };
  },
  async run(work, { signal }) {
    const signer = work.request.signer!;
    const layout = await work.layout();
    const subject = work.artifact!;
    const before = await signer.verifier(work.signer?.id ?? work.journal.entry.signer);
    const held = before && (await verifiedSignature(layout, subject, before, signal ? { signal } : {}));
    if (held) {
      if (held.signer) work.signer = held.signer;
      return { state: 'kept', detail: t('The artifact is signed already: {0}.', held.digest) };
    }
    const created = work.request.now;
    const sealed = await signArtifact(layout, subject, await signer.prepare(), {
      created,
      ...(signal ? { signal } : {}),
    });
    if (sealed.signer) {
      work.signer = sealed.signer;
      work.journal.save({ signer: sealed.signer.id });
    }
    return { state: 'done', detail: t('Its signature is attached: {0}.', sealed.digest) };
  },
};
