import { formatReference, parseReference } from '../../core/oci/reference';
import { printable } from '../../core/report/printable';
import { listArtifacts, type ListedArtifact } from '../../node/oci/list';
import { isReferrersTag } from '../../node/oci/layout/referrers';
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

async function listStore(store: LocalStore, { all, format }: ListFlags, host: Host): Promise<void> {
  const listed = await listArtifacts(store);
  const wanted = listed.filter(({ name }) => all || (name !== null && !isReferrersTag(name)));
  host.stdout(
    format === 'json'
      ? `${JSON.stringify({ layout: store.name, artifacts: wanted }, null, 2)}\n`
      : text(store.name, wanted, listed.length - wanted.length),
  );
}

function text(layout: string, artifacts: readonly ListedArtifact[], hidden: number): string {
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
