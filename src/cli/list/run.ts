import { OCI } from '../../core/oci/annotations';
import { type Descriptor } from '../../core/oci/descriptor';
import { OciError } from '../../core/oci/errors';
import { readDocument } from '../../core/oci/manifest';
import { formatReference, parseReference } from '../../core/oci/reference';
import { printable } from '../../core/report/printable';
import { isReferrersTag } from '../../node/oci/layout/referrers';
import { nameOf } from '../../node/oci/layout/tags';
import { type LocalStore } from '../../node/oci/stores/read-only';
import { Exit, type ExitCode } from '../exit';
import { type Host } from '../host';
import { openLocalStore } from '../oci/layout';
import { openRepository } from '../oci/registry';
import { runOci } from '../oci/run';
import { countOf, shownBytes } from '../oci/text';
import { type ListFlags } from './command';

/** `mof list` */
export function runList(repository: string | undefined, flags: ListFlags, host: Host): Promise<ExitCode> {
  return runOci(host, async () => {
    if (repository !== undefined) await listTags(repository, flags, host);
    else await listStore(openLocalStore(flags, host), flags, host);
    return Exit.clean;
  });
}

async function listTags(given: string, flags: ListFlags, host: Host): Promise<void> {
  const { registry, repository } = parseReference(given);
  const store = await openRepository({ registry, repository }, flags, host);
  try {
    const tags = await store.tags();
    const name = formatReference({ registry, repository });
    host.stdout(
      flags.format === 'json'
        ? `${JSON.stringify({ repository: name, tags }, null, 2)}\n`
        : tags.map((tag) => `${printable(tag)}\n`).join(''),
    );
  } finally {
    store.close();
  }
}

/** An artifact as it is listed. */
interface Listed extends Pick<Descriptor, 'mediaType' | 'digest' | 'size'> {
  /** Null for one without a name. */
  name: string | null;
  artifactType: string | null;
  /** Bytes with all that belongs to it; null where its manifest can't be read. */
  totalSize: number | null;
  created: string | null;
  /** What it is attached to. */
  subject: string | null;
}

async function listStore(store: LocalStore, { all, format }: ListFlags, host: Host): Promise<void> {
  const listed: Listed[] = [];
  for (const manifest of await store.manifests()) listed.push(await describe(store, manifest));
  const wanted = listed.filter(({ name }) => all || (name !== null && !isReferrersTag(name)));
  host.stdout(
    format === 'json'
      ? `${JSON.stringify({ layout: store.name, artifacts: wanted }, null, 2)}\n`
      : text(store.name, wanted, listed.length - wanted.length),
  );
}

async function describe(store: LocalStore, manifest: Descriptor): Promise<Listed> {
  const { mediaType, digest, size } = manifest;
  const name = nameOf(manifest) ?? null;
  const unread = { name, mediaType, digest, size, artifactType: manifest.artifactType ?? null, totalSize: null };
  try {
    const document = readDocument(await store.readManifest(manifest));
    const parts = 'manifests' in document ? document.manifests : [document.config, ...document.layers];
    return {
      ...unread,
      artifactType: document.artifactType ?? ('config' in document ? document.config.mediaType : null),
      totalSize: parts.reduce((sum, part) => sum + part.size, size),
      created: document.annotations?.[OCI.created] ?? null,
      subject: document.subject?.digest ?? null,
    };
  } catch (error) {
    // One that is damaged, or elsewhere, does not hide the others.
    if (!(error instanceof OciError)) throw error;
    return { ...unread, created: null, subject: null };
  }
}

function text(layout: string, artifacts: readonly Listed[], hidden: number): string {
  const lines = artifacts.flatMap(({ name, digest, artifactType, totalSize, subject }) => [
    name ?? '(no name)',
    `  ${digest}`,
    `  ${totalSize === null ? 'its manifest cannot be read' : shownBytes(totalSize)}, ${artifactType ?? 'no type'}`,
    ...(subject === null ? [] : [`  attached to ${subject}`]),
  ]);
  if (!artifacts.length) lines.push(`${layout}: no artifact has a name`);
  if (hidden) lines.push(`${countOf(hidden, 'other')} without a name; --all lists them`);
  return `${lines.map(printable).join('\n')}\n`;
}
