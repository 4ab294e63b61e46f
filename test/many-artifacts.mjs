// Layouts of any size, made without the program that is tested.
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Writes a layout with this many artifacts of five small files each; `nameOf` gives the name of each by its number. */
export function writeManyArtifacts(folder, count, nameOf = (at) => `registry.example.org/lab/model-${at % 50}:v${at}`) {
  const blobs = path.join(folder, 'blobs/sha256');
  mkdirSync(blobs, { recursive: true });
  const write = (text) => {
    const bytes = Buffer.from(text);
    const hex = createHash('sha256').update(bytes).digest('hex');
    writeFileSync(path.join(blobs, hex), bytes);
    return { digest: `sha256:${hex}`, size: bytes.length };
  };
  const config = { mediaType: 'application/vnd.cncf.model.config.v1+json', ...write('{}') };
  const files = ['weights', 'more weights', 'settings', 'card', 'licence'].map(write);
  const manifests = Array.from({ length: count }, (_, at) => {
    const manifest = {
      schemaVersion: 2,
      mediaType: 'application/vnd.oci.image.manifest.v1+json',
      artifactType: 'application/vnd.cncf.model.manifest.v1+json',
      config,
      layers: files.map((file, index) => ({
        mediaType: 'application/vnd.cncf.model.weight.v1.raw',
        ...file,
        annotations: { 'org.cncf.model.filepath': `part-${at}-${index}.safetensors` },
      })),
      annotations: { 'org.opencontainers.image.created': new Date(1.7e12 + at * 1e6).toISOString() },
    };
    return {
      mediaType: manifest.mediaType,
      ...write(JSON.stringify(manifest)),
      annotations: { 'org.opencontainers.image.ref.name': nameOf(at) },
    };
  });
  writeFileSync(path.join(folder, 'index.json'), JSON.stringify({ schemaVersion: 2, manifests }));
  // Last: with it, the folder is a layout.
  writeFileSync(path.join(folder, 'oci-layout'), '{"imageLayoutVersion":"1.0.0"}');
}
