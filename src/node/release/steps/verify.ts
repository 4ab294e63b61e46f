import { t } from '../../../core/l10n';
import { parseReference } from '../../../core/oci/reference';
import { type Trust } from '../../inspect/verifiers';
import { Layout } from '../../oci/layout/layout';
import { lookAsStranger, type StrangersFinding } from '../stranger';
import { ReleaseError, type Running, type Step } from '../step';
import { type Work } from '../work';

/** Gets the artifact's description from where it is now, by a new connection, and verifies it. */
export const verify: Step = {
  id: 'verify',
  plan: (work) => ({
    state: 'do',
    detail: isPushed(work)
      ? t('{0} is looked at as the registry gives it to others: digests, signatures, documents.', work.name.reference!)
      : t('{0} is looked at as the layout has it: digests, signatures, documents.', work.name.local),
  }),
  async run(work, running) {
    const { inspection, blobs, broken } = await look(work, running);
    work.inspection = inspection;
    if (broken.length) throw new ReleaseError(broken.join(' '));
    const who = work.signer?.name;
    const all = t('All of {0} blobs are there.', blobs);
    return {
      state: 'done',
      detail:
        who === undefined ? `${all} ${t('Nobody signed it.')}` : `${all} ${t('Signed by {0}, as expected.', who)}`,
    };
  },
};

function isPushed({ name, request: { skip } }: Work): boolean {
  return name.reference !== undefined && !skip.has('push');
}

async function look(work: Work, running: Running): Promise<StrangersFinding> {
  const { name, request, artifact } = work;
  const promised = {
    digest: artifact!.digest,
    files: request.signer !== undefined && !request.skip.has('sign'),
    artifact: request.signer !== undefined && !request.skip.has('seal'),
    bom: !request.skip.has('bom'),
  };
  const trust = await trustOf(work);
  if (!isPushed(work)) {
    const layout = Layout.open(request.layout.path, request.layout.shown);
    return lookAsStranger(layout, name.local, name.local, trust, promised, running);
  }
  const repository = request.open!();
  try {
    const { tag } = parseReference(name.reference!);
    return await lookAsStranger(repository, tag!, name.reference!, trust, promised, running);
  } finally {
    repository.close();
  }
}

/** Whoever signed is trusted, and nobody else. */
async function trustOf({ request: { signer }, signer: signed }: Work): Promise<Trust> {
  const now = new Date();
  const nobody = { expected: [], policies: [], now, root: () => signer!.root() };
  if (!signer) return nobody;
  if (signed?.id.method === 'sigstore') return { ...nobody, expected: [signed.id] };
  const verifier = await signer.verifier(signed?.id);
  return verifier ? { ...nobody, verifiers: [verifier] } : nobody;
}
