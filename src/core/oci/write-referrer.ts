import { type Referrer } from './attachments';
import { type ArtifactTarget, type ContentLocation, type OpenFrom, type WriteOptions } from './content';
import { plainDescriptor, type Descriptor } from './descriptor';

/** Where the content of a layer comes from. */
export interface LayerSource {
  open: OpenFrom;
  location?: ContentLocation;
}

/**
 * Writes what is attached to an artifact: its blobs, then its manifest.
 * @param sourceOf the content of a layer
 * @throws {OciError} what the target throws
 */
export async function writeReferrer(
  target: ArtifactTarget,
  { descriptor, manifest, bytes, config }: Referrer,
  sourceOf: (layer: Descriptor) => LayerSource,
  options: Omit<WriteOptions, 'location'> = {},
): Promise<void> {
  const write = async () => {
    await target.write(config.descriptor, async (from) => once(config.bytes.subarray(from)), options);
    for (const layer of manifest.layers) {
      const { open, location } = sourceOf(layer);
      await target.write(layer, open, { ...options, ...(location && { location }) });
    }
    await target.writeManifest(plainDescriptor(descriptor), bytes, options.signal && { signal: options.signal });
  };
  await (target.writing ? target.writing(write) : write());
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
