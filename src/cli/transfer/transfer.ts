import { copyArtifact, type Copied } from '../../core/oci/copy';
import { type ArtifactSource, type ArtifactTarget } from '../../core/oci/content';
import { printable } from '../../core/report/printable';
import { type Host } from '../host';
import { type OutputFormat } from '../oci/options';
import { type TransferFlags } from '../oci/registry-options';
import { shownBytes } from '../oci/text';
import { type ProgressLine } from '../signing/progress';

export interface Transfer {
  source: ArtifactSource;
  /** What the source knows the artifact by. */
  name: string;
  target: ArtifactTarget;
  /** What the target is to know it by, besides its digest. */
  names: readonly string[];
  /** Where it is afterwards, for people. */
  shown: string;
  /** What has been done then: "pushed". */
  done: string;
}

/** Copies an artifact, and says what that was. */
export async function transfer(
  { source, name, target, names, shown, done }: Transfer,
  { recursive = false, concurrency, format }: TransferFlags & { format: OutputFormat },
  progress: ProgressLine,
  host: Host,
): Promise<void> {
  const copied = await copyArtifact(source, name, target, {
    names,
    referrers: recursive,
    ...(concurrency !== undefined && { concurrency }),
    progress: (done) => progress.update(done),
  });
  progress.clear();
  host.stdout(format === 'json' ? json(shown, copied) : text(shown, done, copied));
}

function json(reference: string, { descriptor, manifests, blobs, present, bytes }: Copied): string {
  return `${JSON.stringify({ reference, ...descriptor, manifests, blobs, present, bytes }, null, 2)}\n`;
}

function text(shown: string, done: string, { descriptor, manifests, blobs, present, bytes }: Copied): string {
  const files = `${blobs} ${blobs === 1 ? 'file' : 'files'}`;
  const lines = [
    `${shown}: ${done} ${files}, ${shownBytes(bytes)}`,
    ...(present ? [`  there already: ${present}`] : []),
    ...(manifests > 1 ? [`  manifests: ${manifests}`] : []),
    `  digest: ${descriptor.digest}`,
  ];
  return `${lines.map(printable).join('\n')}\n`;
}
