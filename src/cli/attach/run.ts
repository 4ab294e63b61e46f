import { attach, attachFiles, type Referrer } from '../../core/oci/attachments';
import { OCI, type Annotations } from '../../core/oci/annotations';
import { plainDescriptor, type Descriptor } from '../../core/oci/descriptor';
import { toRfc3339 } from '../../core/oci/modelpack/rfc3339';
import { writeReferrer } from '../../core/oci/write-referrer';
import { printable } from '../../core/report/printable';
import { nodeCryptography } from '../../node/cryptography';
import { Exit, UsageError, type ExitCode } from '../exit';
import { type Host } from '../host';
import { openPlace } from '../oci/place';
import { runOci } from '../oci/run';
import { ProgressLine } from '../signing/progress';
import { type AttachFlags } from './command';
import { artifactTypeOf, contentOf, readFileToAttach, type FileToAttach } from './files';

/** `mof attach` */
export function runAttach(given: string, paths: readonly string[], flags: AttachFlags, host: Host): Promise<ExitCode> {
  const progress = new ProgressLine(host, 'attaching');
  return runOci(host, async () => {
    const files: FileToAttach[] = [];
    for (const argument of paths) files.push(await readFileToAttach(argument, host.cwd));
    requireNames(files);
    const artifactType = artifactTypeOf(files, flags.artifactType);
    const place = await openPlace(given, flags, host, progress);
    try {
      const subject = plainDescriptor(await place.store.resolve(place.name));
      const referrer = referrerOf(subject, files, artifactType, flags.annotation ?? {}, host.today);
      const totalBytes = files.reduce((sum, { content }) => sum + content.size, 0);
      let bytes = 0;
      await writeReferrer(place.store, referrer, (layer) => sourceOf(layer, files), {
        progress: (more) => progress.update({ bytes: (bytes += more), totalBytes, files: 0, totalFiles: files.length }),
      });
      progress.clear();
      const result = { reference: place.shown, subject, artifactType, referrer };
      host.stdout(flags.format === 'json' ? json(result) : text(result));
      return Exit.clean;
    } finally {
      progress.clear();
      place.close();
    }
  });
}

/** Names are what others write the files as. */
function requireNames(files: readonly FileToAttach[]): void {
  const titles = files.map(({ title }) => title);
  const twice = titles.find((title, at) => titles.indexOf(title) !== at);
  if (twice !== undefined) throw new UsageError(`two of the files are called ${twice}; attach one after the other`);
}

function referrerOf(
  subject: Descriptor,
  files: readonly FileToAttach[],
  artifactType: string,
  annotations: Annotations,
  created: Date,
): Referrer {
  const [first] = files;
  if (files.length === 1 && first?.kind && first.mediaType === artifactType) {
    const { kind, content, title, predicateType } = first;
    const attachment = { kind, content, title, created, annotations, ...(predicateType && { predicateType }) };
    return attach(subject, attachment, nodeCryptography);
  }
  const all = { [OCI.created]: toRfc3339(created), ...annotations };
  return attachFiles(subject, { artifactType, files, annotations: all }, nodeCryptography);
}

function sourceOf({ digest }: Descriptor, files: readonly FileToAttach[]) {
  const { path, shown } = files.find(({ content }) => content.digest === digest)!;
  return {
    open: async (from: number) => contentOf(path, shown, from),
    location: { kind: 'file' as const, path },
  };
}

interface Result {
  reference: string;
  subject: Descriptor;
  artifactType: string;
  referrer: Referrer;
}

function json({ reference, subject, artifactType, referrer }: Result): string {
  const { mediaType, digest, size, annotations } = referrer.descriptor;
  const files = referrer.manifest.layers.map((layer) => ({
    title: layer.annotations?.[OCI.title],
    mediaType: layer.mediaType,
    digest: layer.digest,
    size: layer.size,
  }));
  const report = { reference, subject: subject.digest, artifactType, mediaType, digest, size, annotations, files };
  return `${JSON.stringify(report, null, 2)}\n`;
}

function text({ reference, subject, artifactType, referrer }: Result): string {
  const names = referrer.manifest.layers.map((layer) => layer.annotations?.[OCI.title]).join(', ');
  const lines = [
    `${reference}: attached ${names} as ${artifactType}`,
    `  to: ${subject.digest}`,
    `  digest: ${referrer.descriptor.digest}`,
  ];
  return `${lines.map(printable).join('\n')}\n`;
}
