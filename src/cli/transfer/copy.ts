import { formatReference, parseReference } from '../../core/oci/reference';
import { isDigest } from '../../core/oci/digest';
import { Exit, type ExitCode } from '../exit';
import { type Host } from '../host';
import { layoutName } from '../../node/oci/layout/local-name';
import { makeLayout } from '../oci/layout';
import { layoutPlace, openPlace, type Place } from '../oci/place';
import { openRepository } from '../oci/registry';
import { runOci } from '../oci/run';
import { ProgressLine } from '../signing/progress';
import { type CopyFlags } from './command';
import { transfer } from './transfer';

/** Where a copy goes, and what it is called there. */
interface Destination extends Pick<Place, 'store' | 'shown' | 'close'> {
  names: readonly string[];
}

/** `mof copy` */
export function runCopy(from: string, to: string, flags: CopyFlags, host: Host): Promise<ExitCode> {
  const progress = new ProgressLine(host, 'copying');
  return runOci(host, async () => {
    const source =
      flags.fromLayout === undefined
        ? await openPlace(from, flags, host, progress)
        : layoutPlace(from, { layout: flags.fromLayout }, host);
    try {
      const target = await openDestination(to, source.name, flags, host, progress);
      try {
        const { names, shown } = target;
        await transfer(
          { source: source.store, name: source.name, target: target.store, names, shown, done: 'copied' },
          flags,
          progress,
          host,
        );
        return Exit.clean;
      } finally {
        target.close();
      }
    } finally {
      progress.clear();
      source.close();
    }
  });
}

async function openDestination(
  to: string,
  sourceName: string,
  flags: CopyFlags,
  host: Host,
  progress: ProgressLine,
): Promise<Destination> {
  if (flags.toLayout !== undefined) {
    const name = layoutName(to);
    const store = await makeLayout({ layout: flags.toLayout }, host);
    return { store, names: isDigest(name) ? [] : [name], shown: name, close: () => undefined };
  }
  const reference = parseReference(to);
  // As oras does it, the tag stays when no other is named.
  const tag = reference.tag ?? (reference.digest === undefined ? tagOf(sourceName) : undefined);
  const store = await openRepository(reference, flags, host, progress);
  const shown = formatReference({ ...reference, ...(tag !== undefined && { tag }) });
  return { store, names: tag === undefined ? [] : [tag], shown, close: () => store.close() };
}

/** The tag in a name: all of it, or the end of a whole reference. None in a digest. */
function tagOf(name: string): string | undefined {
  if (isDigest(name)) return undefined;
  return /(?:^|[:/])([\w][\w.-]{0,127})$/.exec(name)?.[1];
}
