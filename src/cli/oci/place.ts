import { type ArtifactStore } from '../../core/oci/content';
import { formatReference, parseReference, type Reference } from '../../core/oci/reference';
import { UsageError } from '../exit';
import { type Host } from '../host';
import { type LocalStore } from '../../node/oci/stores/read-only';
import { type ProgressLine } from '../signing/progress';
import { isLocalName, layoutName } from '../../node/oci/layout/local-name';
import { openLocalStore } from './layout';
import { openRepository } from './registry';
import { type CredentialFlags, type RegistryFlags } from './registry-options';

/** An artifact, in a registry or in a layout. */
export interface Place {
  store: ArtifactStore;
  /** What the store knows it by: a tag, a name or a digest. */
  name: string;
  /** For people. */
  shown: string;
  /** Ends connections. */
  close(): void;
}

export interface PlaceFlags extends RegistryFlags, CredentialFlags {
  layout?: string;
  local?: true;
}

/**
 * Where an artifact is: in a layout when one is named, or the artifact names no registry; else in its registry.
 * @throws {OciError} `invalid-reference`, `not-found`; {UsageError}, {FileError}
 */
export async function openPlace(given: string, flags: PlaceFlags, host: Host, progress?: ProgressLine): Promise<Place> {
  if (flags.layout !== undefined || flags.local || isLocalName(given)) return layoutPlace(given, flags, host);
  const reference = parseReference(given);
  const store = await openRepository(reference, flags, host, progress);
  return { store, name: nameIn(reference), shown: formatReference(reference), close: () => store.close() };
}

export function layoutPlace(given: string, flags: { layout?: string }, host: Host): Place & { store: LocalStore } {
  const store = openLocalStore(flags, host);
  const name = layoutName(given);
  return { store, name, shown: name, close: () => undefined };
}

/**
 * What a registry knows an artifact by.
 * @throws {UsageError} for a reference without tag and digest: there is nothing that it would stand for
 */
export function nameIn(reference: Reference): string {
  const name = reference.digest ?? reference.tag;
  if (name === undefined) {
    const shown = formatReference(reference);
    throw new UsageError(`${shown} names neither a tag nor a digest; write ${shown}:TAG`);
  }
  return name;
}
