import { discover, type Attached } from '../../core/oci/discover';
import { type Descriptor } from '../../core/oci/descriptor';
import { printable } from '../../core/report/printable';
import { Exit, type ExitCode } from '../exit';
import { type Host } from '../host';
import { openPlace } from '../oci/place';
import { runOci } from '../oci/run';
import { shownBytes } from '../oci/text';
import { type DiscoverFlags } from './command';

/** `mof discover` */
export function runDiscover(given: string, flags: DiscoverFlags, host: Host): Promise<ExitCode> {
  return runOci(host, async () => {
    const place = await openPlace(given, flags, host);
    try {
      const subject = await place.store.resolve(place.name);
      const attached = await discover(place.store, subject, flags.artifactType);
      host.stdout(
        flags.format === 'json' ? json(place.shown, subject, attached) : text(place.shown, subject, attached),
      );
      return Exit.clean;
    } finally {
      place.close();
    }
  });
}

/** The names of oras, so that scripts carry over. */
function json(reference: string, { mediaType, digest, size }: Descriptor, attached: readonly Attached[]): string {
  return `${JSON.stringify({ reference, mediaType, digest, size, referrers: attached.map(jsonNode) }, null, 2)}\n`;
}

function jsonNode({ descriptor, attached }: Attached): object {
  const { mediaType, digest, size, artifactType = '', annotations } = descriptor;
  return { mediaType, digest, size, artifactType, annotations, referrers: attached.map(jsonNode) };
}

function text(shown: string, { digest }: Descriptor, attached: readonly Attached[]): string {
  const title = shown.endsWith(digest) ? shown : `${shown} (${digest})`;
  const lines = attached.length ? [title, ...tree(attached, '')] : [title, '  nothing is attached'];
  return `${lines.map(printable).join('\n')}\n`;
}

function tree(nodes: readonly Attached[], indent: string): string[] {
  return nodes.flatMap(({ descriptor: { artifactType, digest, annotations, size }, attached }, at) => {
    const isLast = at === nodes.length - 1;
    const inner = `${indent}${isLast ? '    ' : '│   '}`;
    const facts = Object.entries(annotations ?? {}).map(([key, value]) => `${inner}  ${key}: ${value}`);
    return [
      `${indent}${isLast ? '└── ' : '├── '}${artifactType ?? '(no type)'}`,
      `${inner}${digest}, ${shownBytes(size)}`,
      ...facts,
      ...tree(attached, inner),
    ];
  });
}
