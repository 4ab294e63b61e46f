import { t } from '../../../core/l10n';
import { copyArtifact } from '../../../core/oci/copy';
import { type Descriptor } from '../../../core/oci/descriptor';
import { OciError } from '../../../core/oci/errors';
import { parseReference } from '../../../core/oci/reference';
import { type Repository } from '../../oci/registry/repository';
import { ReleaseError, type Running, type Step } from '../step';

/** Sends the artifact with all that is attached to its registry. What is there already is not sent again. */
export const push: Step = {
  id: 'push',
  plan: ({ name: { reference } }) =>
    reference === undefined
      ? { state: 'skip', detail: t('The name is one of this machine. To push, name registry/repository:tag.') }
      : { state: 'do', detail: t('{0}, with all that is attached.', reference) },
  async run(work, running) {
    const { name, artifact, request } = work;
    const { moveTag } = request;
    const { tag } = parseReference(name.reference!);
    const repository = request.open!();
    try {
      const before = await tagged(repository, tag!, running);
      const isOther = before !== undefined && before.digest !== artifact!.digest;
      if (isOther && !moveTag)
        throw new ReleaseError(
          t(
            '{0} is another artifact already: {1}. Name another tag, or say that this one is to be moved.',
            name.reference!,
            before.digest,
          ),
        );
      const copied = await copyArtifact(await work.layout(), artifact!.digest, repository, {
        names: [tag!],
        referrers: true,
        ...(running.signal ? { signal: running.signal } : {}),
        ...(running.progress ? { progress: running.progress } : {}),
      });
      const isThere = before?.digest === artifact!.digest && copied.present === copied.blobs;
      return isThere
        ? { state: 'kept', detail: t('{0} was there, with all that is attached.', name.reference!) }
        : {
            state: 'done',
            detail: t('{0} has it: {1} files, {2} of them before.', name.reference!, copied.blobs, copied.present),
          };
    } finally {
      repository.close();
    }
  },
};

/** What a tag stands for; undefined where there is none yet. */
async function tagged(repository: Repository, tag: string, { signal }: Running): Promise<Descriptor | undefined> {
  try {
    return await repository.resolve(tag, signal ? { signal } : {});
  } catch (error) {
    if (error instanceof OciError && error.code === 'not-found') return undefined;
    throw error;
  }
}
