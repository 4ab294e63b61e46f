import path from 'node:path';
import { OCI } from '../../core/oci/annotations';
import { ATTACHMENT_TYPES, type Referrer } from '../../core/oci/attachments';
import { isMediaType, plainDescriptor, type Descriptor } from '../../core/oci/descriptor';
import { printable } from '../../core/report/printable';
import { attachTo } from '../../node/oci/attach/attach';
import { readFileToAttach, UNKNOWN_TYPE, type FileToAttach } from '../../node/oci/attach/files';
import { Exit, UsageError, type ExitCode } from '../exit';
import { shownPath } from '../files/paths';
import { type Host } from '../host';
import { openPlace } from '../oci/place';
import { runOci } from '../oci/run';
import { ProgressLine } from '../signing/progress';
import { type AttachFlags } from './command';

/** `mof attach` */
export function runAttach(given: string, paths: readonly string[], flags: AttachFlags, host: Host): Promise<ExitCode> {
  const progress = new ProgressLine(host, 'attaching');
  return runOci(host, async () => {
    const files: FileToAttach[] = [];
    for (const argument of paths) files.push(await readArgument(argument, host.cwd));
    requireNames(files);
    const artifactType = artifactTypeOf(files, flags.artifactType);
    const place = await openPlace(given, flags, host, progress);
    try {
      const subject = plainDescriptor(await place.store.resolve(place.name));
      const referrer = await attachTo(place.store, {
        subject,
        files,
        artifactType,
        annotations: flags.annotation ?? {},
        created: host.today,
        progress: progress.update,
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

/** A file as an argument names it: a path, and its media type behind the last colon where one is given. */
function readArgument(argument: string, cwd: string): Promise<FileToAttach> {
  const colon = argument.lastIndexOf(':');
  const isTyped = colon > 0 && isMediaType(argument.slice(colon + 1));
  const absolute = path.resolve(cwd, isTyped ? argument.slice(0, colon) : argument);
  return readFileToAttach(absolute, shownPath(absolute, cwd), isTyped ? argument.slice(colon + 1) : undefined);
}

/**
 * What is attached, by what the user says or else by the one file.
 * @throws {UsageError}
 */
function artifactTypeOf(files: readonly FileToAttach[], given: string | undefined): string {
  if (given !== undefined) {
    if (!isMediaType(given)) throw new UsageError(`--artifact-type "${given}" is no media type`);
    return given;
  }
  const [first] = files;
  if (files.length === 1 && first && first.mediaType !== UNKNOWN_TYPE) return first.mediaType;
  const what = files.length > 1 ? 'several files are' : `${first?.shown ?? ''} is`;
  const known = Object.values(ATTACHMENT_TYPES).join(', ');
  throw new UsageError(`what ${what} cannot be told; say it by --artifact-type (such as ${known})`);
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
