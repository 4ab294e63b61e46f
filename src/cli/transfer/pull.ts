import { formatReference, parseReference } from '../../core/oci/reference';
import { Exit, type ExitCode } from '../exit';
import { type Host } from '../host';
import { makeLayout } from '../oci/layout';
import { nameIn } from '../oci/place';
import { openRepository } from '../oci/registry';
import { runOci } from '../oci/run';
import { ProgressLine } from '../signing/progress';
import { type PushFlags } from './command';
import { transfer } from './transfer';

/** `mof pull` */
export function runPull(given: string, flags: PushFlags, host: Host): Promise<ExitCode> {
  const progress = new ProgressLine(host, 'pulling');
  return runOci(host, async () => {
    const reference = parseReference(given);
    const name = nameIn(reference);
    const source = await openRepository(reference, flags, host, progress);
    try {
      const target = await makeLayout(flags, host);
      const { registry, repository, tag } = reference;
      const names = tag === undefined ? [] : [formatReference({ registry, repository, tag })];
      const shown = formatReference(reference);
      await transfer({ source, name, target, names, shown, done: 'pulled' }, flags, progress, host);
      return Exit.clean;
    } finally {
      progress.clear();
      source.close();
    }
  });
}
