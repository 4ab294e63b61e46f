import { isDigest } from '../../core/oci/digest';
import { OciError } from '../../core/oci/errors';
import { printable } from '../../core/report/printable';
import { type Garbage } from '../../node/oci/layout/garbage';
import { type Layout } from '../../node/oci/layout/layout';
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
    const garbage = await collect(layout);
    const kept = isDigest(name) ? [] : others;
    const result = { reference: name, digest: manifest.digest, names: kept, ...(garbage ?? { blobs: 0, bytes: 0 }) };
    host.stdout(
      flags.format === 'json'
        ? `${JSON.stringify(result, null, 2)}\n`
        : `${printable(`${name}: removed; ${freed(garbage)}${kept.length ? `; it is still ${kept.join(', ')}` : ''}`)}\n`,
    );
    return Exit.clean;
  });
}

/** What was cleared away; undefined while somebody writes to the layout: the next removal does it. */
async function collect(layout: Layout): Promise<Garbage | undefined> {
  try {
    return await layout.collectGarbage();
  } catch (error) {
    if (error instanceof OciError && error.code === 'busy') return undefined;
    throw error;
  }
}

function freed(garbage: Garbage | undefined): string {
  if (!garbage) return 'its space is freed later, because another process is writing there';
  const { blobs, bytes } = garbage;
  return blobs ? `${countOf(blobs, 'blob')} cleared away, ${shownBytes(bytes)}` : 'nothing to clear away';
}
