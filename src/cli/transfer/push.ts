import { formatReference, parseReference } from '../../core/oci/reference';
import { Exit, type ExitCode } from '../exit';
import { type Host } from '../host';
import { openLocalStore } from '../oci/layout';
import { nameIn } from '../oci/place';
import { openRepository } from '../oci/registry';
import { runOci } from '../oci/run';
import { ProgressLine } from '../signing/progress';
import { type PushFlags } from './command';
import { transfer } from './transfer';

/** `mof push` */
export function runPush(given: string, flags: PushFlags, host: Host): Promise<ExitCode> {
  const progress = new ProgressLine(host, 'pushing');
  return runOci(host, async () => {
    const reference = parseReference(given);
    const { digest, tag } = reference;
    const name = nameIn(reference);
    const shown = formatReference(reference);
    const source = openLocalStore(flags, host);
    const target = await openRepository(reference, flags, host, progress);
    try {
      const names = tag === undefined ? [] : [tag];
      await transfer(
        { source, name: digest === undefined ? shown : name, target, names, shown, done: 'pushed' },
        flags,
        progress,
        host,
      );
      return Exit.clean;
    } finally {
      progress.clear();
      target.close();
    }
  });
}
