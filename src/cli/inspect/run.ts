import { type Descriptor } from '../../core/oci/descriptor';
import { type ModelArtifact, type ModelLayer } from '../../core/oci/modelpack/read';
import { printable } from '../../core/report/printable';
import { type Verification } from '../../node/oci/layout/verify';
import { inspectArtifact, type InspectedArtifact } from '../../node/oci/inspect';
import { type LocalStore } from '../../node/oci/stores/read-only';
import { Exit, UsageError, type ExitCode } from '../exit';
import { type Host } from '../host';
import { openPlace, type Place } from '../oci/place';
import { runOci } from '../oci/run';
import { countOf, shownBytes } from '../oci/text';
import { ProgressLine } from '../signing/progress';
import { type InspectFlags } from './command';

/** What was found out about an artifact. */
interface Inspected extends InspectedArtifact {
  reference: string;
  verification?: Verification;
}

/** `mof inspect` */
export function runInspect(given: string, flags: InspectFlags, host: Host): Promise<ExitCode> {
  const progress = new ProgressLine(host, 'verifying');
  return runOci(host, async () => {
    const place = await openPlace(given, flags, host, progress);
    try {
      const inspected = await inspect(place, flags, progress);
      progress.clear();
      host.stdout(flags.format === 'json' ? json(inspected) : text(inspected));
      return inspected.verification?.problems.length ? Exit.findings : Exit.clean;
    } finally {
      progress.clear();
      place.close();
    }
  });
}

async function inspect(
  { store, name, shown }: Place,
  { verify }: InspectFlags,
  progress: ProgressLine,
): Promise<Inspected> {
  const found = await inspectArtifact(store, name);
  const verification = verify ? await verifyIn(store, found.descriptor, progress) : undefined;
  return { ...found, reference: shown, ...(verification && { verification }) };
}

function verifyIn(store: Place['store'], manifest: Descriptor, progress: ProgressLine): Promise<Verification> {
  if (!('verify' in store))
    throw new UsageError('--verify reads an image layout; what comes from a registry is verified when it is pulled');
  return (store as LocalStore).verify([manifest], { progress: progress.update });
}

/** The names of oras, where it has such. */
function json({ reference, descriptor, artifact, manifests, attached, verification }: Inspected): string {
  const report = {
    reference,
    ...descriptor,
    ...(artifact && {
      flavour: artifact.flavour,
      annotations: artifact.manifest.annotations ?? {},
      subject: artifact.manifest.subject?.digest ?? null,
      config: artifact.config ? { descriptor: artifact.config.descriptor, config: artifact.config.config } : null,
      layers: artifact.layers.map(jsonLayer),
      problems: artifact.problems,
    }),
    ...(manifests && { manifests }),
    referrers: attached,
    ...(verification && { verification }),
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}

function jsonLayer({ descriptor, path, unsafe, kind, untested }: ModelLayer): object {
  const { mediaType, digest, size } = descriptor;
  return {
    path: path ?? null,
    mediaType,
    digest,
    size,
    kind: kind ?? null,
    untested: untested ?? null,
    ...(unsafe !== undefined && { unsafe }),
  };
}

/** How many files are listed. */
const SHOWN = 200;

function text({ reference, descriptor, artifact, manifests = [], attached, verification }: Inspected): string {
  const lines = [
    reference,
    `  digest: ${descriptor.digest}`,
    `  type: ${descriptor.artifactType ?? descriptor.mediaType}`,
    ...(artifact ? artifactLines(artifact) : []),
    ...list(
      'manifests',
      manifests.map(({ digest, mediaType }) => `${digest} ${mediaType}`),
    ),
    ...list(
      'attached',
      attached.map(({ digest, artifactType = 'no type' }) => `${artifactType} ${digest}`),
    ),
    ...(verification ? verificationLines(verification) : []),
  ];
  return `${lines.map(printable).join('\n')}\n`;
}

function artifactLines({ manifest, config, layers, problems }: ModelArtifact): string[] {
  const facts = Object.entries({ ...config?.descriptor, ...config?.config });
  return [
    ...list(
      'facts',
      facts.map(([key, value]) => `${key}: ${shownValue(value)}`),
    ),
    ...list(
      'annotations',
      Object.entries(manifest.annotations ?? {}).map(([key, value]) => `${key}: ${value}`),
    ),
    ...list(
      `${countOf(layers.length, 'layer')}, ${shownBytes(layers.reduce((sum, layer) => sum + layer.descriptor.size, 0))}`,
      layers.map(({ path, kind, unsafe, descriptor: { mediaType, size } }) =>
        [path ?? '(no name)', `(${kind ?? mediaType}, ${shownBytes(size)})`, unsafe ? `UNSAFE: ${unsafe}` : '']
          .join(' ')
          .trimEnd(),
      ),
    ),
    ...list(
      'problems',
      problems.map(({ rule, severity, message }) => `${severity}: ${message} (${rule})`),
    ),
  ];
}

function verificationLines({ blobs, bytes, problems }: Verification): string[] {
  return [
    `  verified: ${countOf(blobs, 'blob')}, ${shownBytes(bytes)}`,
    ...list(
      'FAILED',
      problems.map(({ message }) => message),
    ),
  ];
}

function list(title: string, items: readonly string[]): string[] {
  if (!items.length) return [];
  const more = items.length > SHOWN ? [`    and ${items.length - SHOWN} more; --format json lists all`] : [];
  return [`  ${title}:`, ...items.slice(0, SHOWN).map((item) => `    ${item}`), ...more];
}

function shownValue(value: unknown): string {
  if (Array.isArray(value)) return value.join(', ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
