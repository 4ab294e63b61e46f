import { isDigest } from '../../core/oci/digest';
import { printable } from '../../core/report/printable';
import { nameOf } from '../../node/oci/layout/tags';
import { Exit, type ExitCode } from '../exit';
import { type Host } from '../host';
import { layoutName } from '../../node/oci/layout/local-name';
import { openLayout } from '../oci/layout';
import { runOci } from '../oci/run';
import { countOf, shownBytes } from '../oci/text';
import { type RemoveFlags } from './command';

/** `mof remove` */
export function runRemove(given: string, flags: RemoveFlags, host: Host): Promise<ExitCode> {
  return runOci(host, async () => {
    const layout = openLayout(flags, host);
    const name = layoutName(given);
    const manifest = await layout.resolve(name);
    const others = (await layout.manifests())
      .filter(({ digest }) => digest === manifest.digest)
      .map(nameOf)
      .filter((other) => other !== undefined && other !== name);
    if (others.length && !isDigest(name)) await layout.untag(name);
    else await layout.remove(manifest);
    const { blobs, bytes } = await layout.collectGarbage();
    const kept = isDigest(name) ? [] : others;
    const result = { reference: name, digest: manifest.digest, names: kept, blobs, bytes };
    host.stdout(
      flags.format === 'json'
        ? `${JSON.stringify(result, null, 2)}\n`
        : `${printable(`${name}: removed; ${freed(blobs, bytes)}${kept.length ? `; it is still ${kept.join(', ')}` : ''}`)}\n`,
    );
    return Exit.clean;
  });
}

function freed(blobs: number, bytes: number): string {
  return blobs ? `${countOf(blobs, 'blob')} cleared away, ${shownBytes(bytes)}` : 'nothing to clear away';
}
