import { OCI } from '../../../core/oci/annotations';
import { plainDescriptor, type Descriptor } from '../../../core/oci/descriptor';
import { newEntry, type IndexEntry } from './index-file';

/** The name of a manifest in the index of a layout (image-spec, annotations.md, `org.opencontainers.image.ref.name`). */
export function nameOf({ annotations }: Descriptor): string | undefined {
  return annotations?.[OCI.refName];
}

/** Gives a manifest a name besides those it has; undefined when it has it. */
export function tagged(
  entries: readonly IndexEntry[],
  manifest: Descriptor,
  name: string,
): readonly IndexEntry[] | undefined {
  const isManifest = ({ descriptor }: IndexEntry) => descriptor.digest === manifest.digest;
  const others = entries.filter(({ descriptor }) => nameOf(descriptor) === name);
  if (others.length === 1 && isManifest(others[0]!)) return undefined;
  const free = untagged(entries, name);
  const nameless = free.find((entry) => isManifest(entry) && nameOf(entry.descriptor) === undefined);
  if (nameless) return free.map((entry) => (entry === nameless ? named(entry, name) : entry));
  return [...free, named(free.find(isManifest) ?? newEntry(plainDescriptor(manifest)), name)];
}

/** Takes a name away. A manifest that had no other stays, without one. */
export function untagged(entries: readonly IndexEntry[], name: string): readonly IndexEntry[] {
  const kept = entries.filter(({ descriptor }) => nameOf(descriptor) !== name);
  for (const entry of entries) {
    if (nameOf(entry.descriptor) !== name) continue;
    if (!kept.some(({ descriptor }) => descriptor.digest === entry.descriptor.digest))
      kept.push(named(entry, undefined));
  }
  return kept;
}

/** An entry with another name, and all else as it is. */
function named({ descriptor, json }: IndexEntry, name: string | undefined): IndexEntry {
  const kept = Object.entries(descriptor.annotations ?? {}).filter(([key]) => key !== OCI.refName);
  const annotations = Object.fromEntries(name === undefined ? kept : [...kept, [OCI.refName, name]]);
  const others = Object.fromEntries(Object.entries(json).filter(([key]) => key !== 'annotations'));
  return {
    descriptor: { ...descriptor, annotations },
    json: Object.keys(annotations).length > 0 ? { ...others, annotations } : others,
  };
}
