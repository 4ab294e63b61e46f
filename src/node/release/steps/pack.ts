import { t } from '../../../core/l10n';
import { packAnnotations } from '../../oci/pack/annotations';
import { packInto } from '../../oci/pack/pack';
import { requireUnchanged } from '../documents';
import { type Step } from '../step';

/** Makes the artifact in the layout, with the bill of materials and the signature of the files attached to it. */
export const pack: Step = {
  id: 'pack',
  plan: ({ name, request: { layout } }) => ({
    state: 'do',
    detail: t(
      '{0} is made in {1}; bills of materials and signatures are in it, and attached to it.',
      name.local,
      layout.shown,
    ),
  }),
  async run(work, running) {
    const { annotations: given, profile, latest } = work.request;
    await work.refresh(running);
    requireUnchanged(work);
    const layout = await work.layout();
    const { annotations, lacking } = packAnnotations(work.pack, { given, profile });
    for (const warning of [...work.pack.warnings, ...lacking]) work.warnings.add(warning);
    const before = await layout.resolve(work.name.local).catch(() => undefined);
    const packed = await packInto({
      plan: work.pack,
      layout,
      names: [work.name.local],
      annotations,
      ...(latest && { latest }),
      ...running,
    });
    work.artifact = packed.descriptor;
    const { digest } = packed.descriptor;
    work.journal.save({ digest });
    if (before?.digest === digest) return { state: 'kept', detail: t('{0} was there: {1}.', work.name.local, digest) };
    const attached = packed.attached.map(({ path }) => path).join(', ');
    const made = t('{0} is {1}.', work.name.local, digest);
    return { state: 'done', detail: attached ? `${made} ${t('Attached: {0}.', attached)}` : made };
  },
};
