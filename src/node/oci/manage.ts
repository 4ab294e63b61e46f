import { copyArtifact } from '../../core/oci/copy';
import { plainDescriptor } from '../../core/oci/descriptor';
import { OciError } from '../../core/oci/errors';
import { type Progress } from '../../core/signing/model/model';
import { orFailure, type Failure } from '../failure';
import { type NamedPath } from '../signing/model';
import { Layout } from './layout/layout';
import { layoutName } from './layout/local-name';
import { nameOf } from './layout/tags';
import { openStore } from './stores/open';

/** An artifact in a layout. */
export interface InLayout {
  layout: NamedPath;
  /** A name that it has there, or its digest. */
  name: string;
}

/** What deleting an artifact would do. */
export interface PlannedRemoval {
  digest: string;
  /** All its names. */
  names: readonly string[];
  /** Manifests that are attached to it and go with it. */
  attached: number;
  /** Files that nothing else needs, and their bytes. */
  files: number;
  bytes: number;
  /** Files that stay, because other artifacts need them, or other programs have written them. */
  kept: number;
}

/** Finds out what deleting an artifact would do. Nothing is changed. */
export function planRemoval({ layout, name }: InLayout, signal?: AbortSignal): Promise<PlannedRemoval | Failure> {
  return orFailure(async () => {
    const opened = Layout.open(layout.path, layout.shown);
    const manifest = await opened.resolve(name);
    const { blobs: files, bytes, kept, attached } = await opened.removal(manifest, signal ? { signal } : {});
    return { digest: manifest.digest, names: await namesOf(opened, manifest.digest), attached, files, bytes, kept };
  });
}

async function namesOf(layout: Layout, digest: string): Promise<string[]> {
  const all = (await layout.manifests()).filter((each) => each.digest === digest).map(nameOf);
  return [...new Set(all)].filter((name) => name !== undefined);
}

/**
 * Deletes an artifact with all its names and all that is attached to it.
 * @returns what was cleared away; undefined while somebody writes to the layout: the next deletion does it
 */
export function removeArtifact({
  layout,
  name,
}: InLayout): Promise<{ freed: { blobs: number; bytes: number } | undefined } | Failure> {
  return orFailure(async () => {
    const opened = Layout.open(layout.path, layout.shown);
    await opened.remove(await opened.resolve(name));
    return { freed: await clearAway(opened) };
  });
}

async function clearAway(layout: Layout): Promise<{ blobs: number; bytes: number } | undefined> {
  try {
    return await layout.collectGarbage();
  } catch (error) {
    if (error instanceof OciError && error.code === 'busy') return undefined;
    throw error;
  }
}

/** The digest that a name stands for in a layout; undefined where there is no such name, or no layout. */
export function standsFor(layout: NamedPath, name: string): Promise<string | undefined | Failure> {
  return orFailure(async () => {
    try {
      return (await Layout.open(layout.path, layout.shown).resolve(layoutName(name))).digest;
    } catch (error) {
      if (error instanceof OciError && error.code === 'not-found') return undefined;
      throw error;
    }
  });
}

/** Gives an artifact one more name, which moves when it stood for another; returns it as it stands there. */
export function tagArtifact({ layout, name }: InLayout, tag: string): Promise<{ name: string } | Failure> {
  return orFailure(async () => {
    const opened = Layout.open(layout.path, layout.shown);
    const given = layoutName(tag);
    await opened.tag(plainDescriptor(await opened.resolve(name)), given);
    return { name: given };
  });
}

/** Takes a name away; the artifact stays, found by its digest where that was its last. */
export function untagArtifact({ layout, name }: InLayout): Promise<undefined | Failure> {
  return orFailure(async () => {
    await Layout.open(layout.path, layout.shown).untag(name);
    return undefined;
  });
}

export interface CopyRequest {
  /** In a layout, or in the store of KitOps or modctl. */
  from: InLayout;
  /** Made where there is none. */
  to: NamedPath;
  /** What the copy is called; none leaves it to its digest. */
  names: readonly string[];
  progress?: (done: Progress) => void;
  signal?: AbortSignal;
}

/** Copies an artifact to another layout, with all that is attached to it. */
export function copyToLayout({
  from,
  to,
  names,
  progress,
  signal,
}: CopyRequest): Promise<{ digest: string; files: number; bytes: number; present: number } | Failure> {
  return orFailure(async () => {
    const source = openStore(from.layout.path, from.layout.shown);
    const target = await Layout.create(to.path, to.shown, signal);
    const copied = await copyArtifact(source, from.name, target, {
      names: names.map(layoutName),
      referrers: true,
      ...(signal ? { signal } : {}),
      ...(progress ? { progress } : {}),
    });
    return { digest: copied.descriptor.digest, files: copied.blobs, bytes: copied.bytes, present: copied.present };
  });
}
