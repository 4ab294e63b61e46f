// A small model that fills every section of an inspection.
import { createHash } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { certificateMethod, keyMethod } from '../../../src/node/signing/methods';
import { certificatesIn, privateKeyIn } from '../../../src/node/signing/keys';
import { openModel } from '../../../src/node/signing/model';
import { signToFile } from '../../../src/node/signing/sign';
import { Layout } from '../../../src/node/oci/layout/layout';
import { PackedFolder } from '../../../src/node/oci/pack/model-files';
import { packInto, type Packed } from '../../../src/node/oci/pack/pack';
import { planPack } from '../../../src/node/oci/pack/plan';
import { type Annotations } from '../../../src/core/oci/annotations';
import { folderWith, type Files } from '../signing/folder';

export const sha256 = (content: string | Uint8Array) => createHash('sha256').update(content).digest('hex');

export const MOF = `framework:
  name: Model Openness Framework
  version: '1.0'
  date: '2024-12-15'
release:
  name: Tiny
  version: '1.0'
  date: '2026-01-02'
  license:
    distribution:
      name: Apache-2.0
  components:
    - name: Model architecture
      description: The code of the model
      license: Apache-2.0
      component_path: modeling_tiny.py
    - name: Model parameters (Final)
      description: Weights
      license: llama3.1
      component_path: model.safetensors
    - name: Model card
      description: The card
      license: CC-BY-4.0
      component_path: README.md
`;

export const CARD = `---
license: llama3.1
base_model: meta-llama/Llama-3.1-8B
datasets:
  - wikitext
---
# Tiny
`;

const WEIGHTS = Buffer.concat([Buffer.from([2, 0, 0, 0, 0, 0, 0, 0]), Buffer.from('{}'), Buffer.alloc(64)]);

/** A bill of materials that states the hashes of files. */
export function bomOf(hashes: Readonly<Record<string, string>>, accuracy = '0.91'): string {
  return JSON.stringify(
    {
      bomFormat: 'CycloneDX',
      specVersion: '1.6',
      version: 1,
      metadata: { component: { type: 'machine-learning-model', 'bom-ref': 'tiny', name: 'Tiny', version: '1.0' } },
      components: [
        {
          type: 'machine-learning-model',
          'bom-ref': 'tiny-model',
          name: 'Tiny weights',
          modelCard: { quantitativeAnalysis: { performanceMetrics: [{ type: 'accuracy', value: accuracy }] } },
        },
        ...Object.entries(hashes).map(([name, content]) => ({
          type: 'file',
          'bom-ref': `file-${name}`,
          name,
          hashes: [{ alg: 'SHA-256', content }],
        })),
      ],
    },
    null,
    2,
  );
}

/** The files of the model. */
export function tinyFiles(more: Files = {}): Files {
  const files: Files = {
    'mof.yml': MOF,
    'README.md': CARD,
    'config.json': '{"model_type":"tiny"}',
    'modeling_tiny.py': 'class Tiny: pass\n',
    'model.safetensors': WEIGHTS,
  };
  const hashes = {
    'config.json': sha256(files['config.json']!),
    'model.safetensors': sha256(WEIGHTS),
  };
  return { ...files, 'bom.cdx.json': bomOf(hashes), ...more };
}

/** A folder with the model in `tiny`. */
export function tinyModel(more: Files = {}): string {
  const files = Object.entries(tinyFiles(more)).map(([name, content]) => [`tiny/${name}`, content] as const);
  return path.join(folderWith(Object.fromEntries(files)), 'tiny');
}

export type Signing = { key: string } | { certificate: string; key: string; chain: string };

/** Signs a model folder into `model.sig`. */
export async function signFolder(folder: string, signing: Signing): Promise<void> {
  const signature = { path: path.join(folder, 'model.sig'), shown: 'model.sig' };
  const key = privateKeyIn({ text: signing.key, shown: 'key.pem' }, undefined);
  const pem = (text: string) => certificatesIn({ text, shown: 'pem' });
  const method =
    'certificate' in signing
      ? certificateMethod({
          key,
          certificate: pem(signing.certificate)[0]!,
          chain: pem(signing.chain),
          now: new Date(),
        })
      : keyMethod(key, 'key.pem');
  await signToFile(openModel({ model: { path: folder, shown: 'tiny' }, signature, ignoreGitPaths: true }), {
    prepare: async () => method,
    allowSymlinks: false,
  });
}

/** Packs a folder as `tiny:1.0` in a new layout; documents in it are attached as well. */
export async function packFolder(
  folder: string,
  annotations: Annotations = {},
): Promise<{ layout: Layout; root: string; packed: Packed }> {
  const root = path.join(folderWith(), 'layout');
  const layout = await Layout.create(root);
  const plan = await planPack(new PackedFolder(folder), { ignored: [], allowSymlinks: false });
  const packed = await packInto({ plan, layout, names: ['tiny:1.0'], annotations });
  return { layout, root, packed };
}

/** Takes a blob out of a layout. */
export function removeBlob(root: string, digest: string): void {
  rmSync(path.join(root, 'blobs', ...digest.split(':')));
}

export const change = (file: string, content: string) => writeFileSync(file, content);
export const read = (file: string) => readFileSync(file, 'utf8');
