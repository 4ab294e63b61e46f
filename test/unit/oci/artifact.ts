import { createHash } from 'node:crypto';
import { EMPTY_TYPE, MANIFEST_TYPE } from '../../../src/core/oci/media-types';
import { writeManifest, type Manifest } from '../../../src/core/oci/manifest';
import { type ArtifactTarget } from '../../../src/core/oci/content';
import { type Descriptor } from '../../../src/core/oci/descriptor';
import { sha256Digest, type Digest } from '../../../src/core/oci/digest';

/** A blob with its content at hand. */
export interface Blob {
  bytes: Uint8Array;
  descriptor: Descriptor;
}

export function digestOf(bytes: Uint8Array | string): Digest {
  return sha256Digest(createHash('sha256').update(bytes).digest('hex'));
}

export function blob(
  content: string | Uint8Array,
  mediaType = 'application/octet-stream',
  more: Partial<Descriptor> = {},
): Blob {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  return { bytes, descriptor: { mediaType, digest: digestOf(bytes), size: bytes.length, ...more } };
}

export interface Artifact {
  manifest: Blob;
  blobs: readonly Blob[];
}

/** An artifact with these layers. */
export function artifact(layers: readonly Blob[], more: Partial<Manifest> = {}): Artifact {
  const config = blob('{}', EMPTY_TYPE);
  const bytes = writeManifest({
    mediaType: MANIFEST_TYPE,
    artifactType: 'application/vnd.example.test',
    config: config.descriptor,
    layers: layers.map(({ descriptor }) => descriptor),
    ...more,
  });
  return { manifest: blob(bytes, MANIFEST_TYPE), blobs: [config, ...layers] };
}

/** Yields bytes from an index on, in pieces. */
export function source(
  bytes: Uint8Array,
  piece = bytes.length || 1,
): (from: number) => Promise<AsyncIterable<Uint8Array>> {
  return async (from) =>
    (async function* () {
      for (let at = from; at < bytes.length; at += piece) yield bytes.subarray(at, Math.min(at + piece, bytes.length));
    })();
}

/** Writes an artifact as whoever packages does: blobs, manifest, tag. */
export async function push(target: ArtifactTarget, { manifest, blobs }: Artifact, tag?: string): Promise<void> {
  for (const { descriptor, bytes } of blobs) await target.write(descriptor, source(bytes));
  await target.writeManifest(manifest.descriptor, manifest.bytes);
  if (tag !== undefined) await target.tag(manifest.descriptor, tag);
}
